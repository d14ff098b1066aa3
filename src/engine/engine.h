#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/policy.h"
#include "jitlint/diagnostic.h"
#include "project/discovery.h"
#include "text/source_file.h"

/// Runs the rules over many files, in parallel and deterministically.
namespace jitlint::engine {

struct Options {
    unsigned threads = 0;                      ///< 0: as many as the machine has
    std::atomic<std::size_t>* done = nullptr;  ///< counts the files that are done, where somebody wants to know
};

/// A scripted root, as far as it can be seen.
struct Root {
    std::string symbol;
    std::string file;
    std::uint32_t line = 1;
    bool scriptable = true;
    bool is_module = false;  ///< an nn.Module, else a function or class
    std::vector<std::string> rules;
};

struct Report {
    std::vector<Diagnostic> diagnostics;  ///< sorted by file, place, rule
    std::vector<project::PathProblem> problems;
    std::vector<Root> roots;
    std::size_t files = 0;
    std::size_t suppressed = 0;  ///< diagnostics that comments silence
    /// How each checked file is judged, by shown path.
    std::map<std::string, std::shared_ptr<const Policy>> policies;
    /// The files that diagnostics speak of, by shown path.
    std::map<std::string, std::shared_ptr<const text::SourceFile>> sources;

    std::size_t count(Severity severity) const;
    std::size_t fixable(bool with_unsafe) const;
    /// Whether a diagnostic is severe enough to fail the run, as the policy of its file says.
    bool fails() const;
};

/// A file to check: its bytes as read.
struct Input {
    std::string shown;
    std::string bytes;
    std::shared_ptr<const Policy> policy;
    std::string module;  ///< dotted name in `import` statements, where it is known
    bool named = false;  ///< on its own: functions may be reached from files that are not checked
    std::string path;    ///< absolute; empty for text that is in no file
};

/// A file that is still to be read.
struct Job {
    project::SourcePath path;
    std::shared_ptr<const Policy> policy;
    std::string module;  ///< as in `Input`
};

/// The rule's page within the project.
std::string page_url(const rules::RuleInfo& rule);

class Project;

/// Checks one file, and follows its imports into `project`.
Report check_input(Input input, Project& project);

/// Checks files in parallel. Unreadable files are problems, and the others are checked all the same. `project` knows the files that are checked.
Report check_files(const project::FileSystem& files, const std::vector<Job>& jobs, const Options& options, Project& project);

}  // namespace jitlint::engine
