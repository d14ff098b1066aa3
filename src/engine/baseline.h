#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/identity.h"

namespace jitlint::engine {

/// How many roots of a file there are, and how many are scriptable.
struct Share {
    std::size_t scriptable = 0;
    std::size_t roots = 0;
    double value() const { return roots == 0 ? 1.0 : static_cast<double>(scriptable) / static_cast<double>(roots); }
    Share& operator+=(const Share& other) {
        scriptable += other.scriptable;
        roots += other.roots;
        return *this;
    }
};

/// Findings that are known, with how often each occurs, and the share of scriptable roots. Files are named relative to
/// the baseline's folder.
struct Baseline {
    std::map<Identity, std::size_t> findings;
    std::map<std::string, Share> shares;
};

struct BaselineResult {
    Baseline baseline;
    std::string error;  ///< empty where the text is a baseline
};
BaselineResult parse_baseline(const std::string& text);
/// As JSON, a line for each entry, sorted.
std::string to_text(const Baseline& baseline);

/// A finding of a baseline that is no longer there.
struct StaleFinding {
    std::string baseline;  ///< the file, absolute
    Identity finding;
    std::size_t count = 0;
};

/// What a run says beside its diagnostics.
struct BaselineOutcome {
    std::size_t hidden = 0;
    std::vector<StaleFinding> stale;
    std::vector<std::string> dropped;  ///< messages: where the share of scriptable roots is less than the baseline's
    std::vector<project::PathProblem> problems;
};

/// A report's files by where they lie: shown path -> absolute path.
using Places = std::map<std::string, std::string>;

/// Takes the findings that baselines know out of `report`. `forced` is the baseline for all files (absolute), else each
/// file's policy names its own. `folder` is the working directory.
BaselineOutcome apply_baselines(Report& report, const project::FileSystem& files, const Places& places, const std::string& forced,
                                const std::string& folder);

/// The baseline at `path` made anew from `report`: what it says of files that were not checked, and are still there, stays, and
/// what of files that were checked on their own could not be seen.
std::string renewed_baseline(const Report& report, const project::FileSystem& files, const Places& places, const std::string& path);

}  // namespace jitlint::engine
