#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "jitlint/diagnostic.h"

/// The linter for programs that embed it: texts or files in, diagnostics out. Nothing is printed or written, no code that is read is run, and
/// nothing is thrown but std::bad_alloc. Functions may be called from several threads at once.
namespace jitlint {

/// What to look for. Without settings of its own a call behaves as `jitlint check` does without options.
struct LintOptions {
    /// The torch releases to support: a version or a specifier such as `>=1.8,<2.3`. Empty: as settings files, the project's requirements or the
    /// active environment say, else all releases.
    std::string torch_version;
    std::vector<std::string> select;  ///< names of the rules that are on; empty: as settings say, else all
    std::vector<std::string> ignore;  ///< names of rules that are off
    std::string python;     ///< the environment, or its interpreter, whose packages are followed; empty: as settings say, else the active one
    bool isolated = false;  ///< no settings files are read, and no target is taken from the project
    unsigned threads = 0;   ///< 0: as many as the machine has
};

/// Something that could not be read.
struct LintProblem {
    std::string file;  ///< relative to the working directory, `/` as separator
    std::string message;
};

/// What a call has found.
struct LintReport {
    std::vector<Diagnostic> diagnostics;  ///< sorted by file, place, rule; the same for any number of threads
    std::vector<LintProblem> problems;    ///< the other files are checked all the same
    std::size_t files = 0;                ///< that were checked
    std::size_t suppressed = 0;           ///< diagnostics that `# jitlint: ignore[...]` comments silence
    std::string torch;                    ///< the specifier of the releases that were meant; where files differ, of all of them
    std::string error;                    ///< why nothing was checked: a bad option or settings file; empty otherwise
};

/// Checks files, and folders with the Python files below them, as `jitlint check` does.
LintReport lint_paths(const std::vector<std::string>& paths, const LintOptions& options = {});

/// Checks a text that need not be on the disk: bytes as a file would hold them. `filename` says where it would be, so which settings hold and where
/// its imports lead; empty: nowhere, and then it imports nothing but what the working directory has.
LintReport lint_text(std::string_view text, std::string_view filename, const LintOptions& options = {});

}  // namespace jitlint
