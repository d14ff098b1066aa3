#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analysis/program.h"
#include "jitlint/diagnostic.h"
#include "project/discovery.h"
#include "text/source_file.h"
#include "torchscript/version.h"

/// Runs the rules over many files, in parallel and deterministically.
namespace jitlint::engine {

/// The torch versions that the user must support, and where they come from.
struct Target {
    torchscript::VersionSet versions = torchscript::VersionSet::all();
    bool known = false;  ///< false: nobody said; what only old versions refuse is a warning
    std::string text;    ///< the specifier as given
    std::string source;  ///< `--torch-version`, a file, or `default`
};

struct Options {
    Target target;
    std::vector<bool> enabled;  ///< by RuleId; empty: all rules
    unsigned threads = 0;       ///< 0: as many as the machine has
};

/// A scripted root, as far as it can be seen.
struct Root {
    std::string symbol;
    std::string file;
    std::uint32_t line = 1;
    bool scriptable = true;
    std::vector<std::string> rules;
};

struct Report {
    std::vector<Diagnostic> diagnostics;  ///< sorted by file, place, rule
    std::vector<project::PathProblem> problems;
    std::vector<Root> roots;
    std::size_t files = 0;
    /// The files that diagnostics speak of, by shown path.
    std::map<std::string, std::shared_ptr<const text::SourceFile>> sources;

    std::size_t count(Severity severity) const;
    std::size_t fixable(bool with_unsafe) const;
};

/// A file to check: its bytes as read.
struct Input {
    std::string shown;
    std::string bytes;
};

/// Checks one file.
Report check_input(Input input, const Options& options);

/// Checks files in parallel. Unreadable files are problems, and the others are checked all the same.
Report check_files(const project::FileSystem& files, const project::Discovery& found, const Options& options);

}  // namespace jitlint::engine
