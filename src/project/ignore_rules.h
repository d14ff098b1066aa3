#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jitlint::project {

/// Whether the pattern of a gitignore file (without its `!`, leading and trailing `/`) matches `path`, as
/// git's wildmatch does with WM_PATHNAME: `*`, `?` and `[...]` stop at `/`, `**` between slashes does not.
/// Takes time in proportion to the product of the lengths, whatever the pattern.
bool matches_glob(std::string_view pattern, std::string_view path);

/// The patterns of one ignore file, as gitignore(5) describes them.
class IgnoreRules {
public:
    enum class Verdict : std::uint8_t { NoMatch, Ignore, Keep };

    static IgnoreRules parse(std::string_view text);

    /// What the last matching pattern says. `path` is relative to the folder that the file speaks of.
    Verdict match(std::string_view path, bool is_directory) const;
    bool empty() const { return patterns_.empty(); }

private:
    struct Pattern {
        std::string glob;
        bool keep = false;              ///< began with `!`
        bool directories_only = false;  ///< ended in `/`
        bool anchored = false;          ///< holds a `/`: matches from the folder on; else names at any depth
    };
    std::vector<Pattern> patterns_;
};

}  // namespace jitlint::project
