#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/logical_lines.h"
#include "rules/rule_ids.h"

namespace jitlint::engine {

/// What a run cannot have seen of files that were checked on their own, without the files that may use them: findings in functions that only
/// others compile, and in methods, which others compile for modules that they build. What is compiled here and takes no module has been seen
/// whole, but for what tracing would do with it.
class Coverage {
public:
    /// A file that was checked on its own.
    void add(const syntax::ParsedFile& file);
    /// One that nothing can be compiled in by itself, and that was not parsed.
    void add_unread(const std::string& file) { files_[file].unread = true; }
    /// A function that the compiler would read.
    void add_compiled(const text::SourceFile& source, text::Span function);
    void merge(Coverage&& other);

    bool is_alone(const std::string& file) const { return files_.contains(file); }
    /// Whether all that `rule` finds in these lines of a file was found.
    bool has_seen(const std::string& file, LineRange lines, rules::RuleId rule) const;
    /// The same for the function with this dotted name; empty: what is in no function.
    bool has_seen(const std::string& file, std::string_view symbol, rules::RuleId rule) const;

private:
    /// A function or class at a file's top level.
    struct Definition {
        std::string name;
        LineRange lines;
        bool is_function = false;
    };
    struct File {
        std::vector<Definition> definitions;
        bool unread = false;
    };
    static void collect(const syntax::Node& node, const text::SourceFile& source, std::vector<Definition>& out);
    bool has_seen(const std::string& file, const Definition& definition, rules::RuleId rule) const;

    std::map<std::string, File> files_;
    std::map<std::string, std::set<std::uint32_t>> compiled_;  ///< first lines of compiled functions
};

}  // namespace jitlint::engine
