#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/coverage.h"
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

/// What tells diagnostics apart: file, place, rule.
using DiagnosticKey = std::tuple<std::string, Range, std::string>;
inline DiagnosticKey key_of(const Diagnostic& d) { return {d.file, d.range, d.rule}; }

struct Report {
    std::vector<Diagnostic> diagnostics;  ///< sorted by file, place, rule
    /// The files from whose roots a diagnostic was found, by shown path.
    std::map<DiagnosticKey, std::set<std::string>> found_from;
    std::vector<project::PathProblem> problems;
    std::vector<Root> roots;
    Coverage coverage;
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
    bool named = false;  ///< on its own: see `Coverage`
    std::string path;    ///< absolute; empty for text that is in no file
};

/// A file that is still to be read.
struct Job {
    project::SourcePath path;
    std::shared_ptr<const Policy> policy;
};

/// The rule's page within the project.
std::string page_url(const rules::RuleInfo& rule);

class Project;

/// One target for all files: what they agree on, or what any of them targets.
Target common_target(const Report& report);

/// The files around those to check. `folder` is the absolute working directory.
std::unique_ptr<Project> make_project(const project::FileSystem& files, const std::string& folder, const std::vector<Job>& jobs);
/// The files around a text that need not be on the disk.
std::unique_ptr<Project> make_project(const project::FileSystem& files, const std::string& folder, const Input& input);

/// Checks one file, and follows its imports into `project`.
Report check_input(Input input, Project& project);

/// Checks files in parallel. Unreadable files are problems, and the others are checked all the same. `project` knows the files that are checked.
Report check_files(const project::FileSystem& files, const std::vector<Job>& jobs, const Options& options, Project& project);

}  // namespace jitlint::engine
