#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <map>
#include <optional>
#include <set>

#include "cli/diff.h"
#include "cli/fixing.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/setup.h"
#include "engine/baseline.h"
#include "engine/fix.h"
#include "engine/project.h"
#include "project/git.h"
#include "project/path.h"

namespace jitlint::cli {
namespace {

std::string read_standard_input() {
    std::string bytes;
    char buffer[65536];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, stdin)) bytes.append(buffer, n);
    return bytes;
}

void tell_all(const std::vector<project::PathProblem>& problems) {
    for (const project::PathProblem& problem : problems) tell(fmt::format("{}: {}", problem.shown, problem.message));
}

/// The paths in a file, or in standard input: one a line, or ended by NUL bytes each.
std::vector<std::string> listed_paths(const project::FileSystem& files, const std::string& from) {
    std::string bytes;
    if (from == "-") {
        bytes = read_standard_input();
    } else {
        project::FileContent content = files.read(from, std::size_t{1} << 30);
        if (content.missing || !content.error.empty())
            throw UsageError{fmt::format("--files-from {}: {}", from, content.missing ? "no such file" : content.error)};
        bytes = std::move(content.bytes);
    }
    const char end = bytes.find('\0') != std::string::npos ? '\0' : '\n';
    std::vector<std::string> paths;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t stop = std::min(bytes.find(end, at), bytes.size());
        std::string path = bytes.substr(at, stop - at);
        if (end == '\n' && path.ends_with('\r')) path.pop_back();
        if (!path.empty()) paths.push_back(std::move(path));
        at = stop + 1;
    }
    return paths;
}

class Run {
public:
    explicit Run(const CheckOptions& options)
        : options_(options), setup_(options, options.fail_on), outputs_(output_files(options, setup_.files, setup_.folder)) {
        read_min_scriptable();
        if (!options.baseline.empty()) baseline_ = project::absolute_path(setup_.files, options.baseline, setup_.folder);
    }

    int run() {
        if (reads_standard_input()) return run_standard_input();
        std::vector<std::string> paths = options_.paths;
        if (!options_.files_from.empty()) {
            for (std::string& path : listed_paths(setup_.files, options_.files_from)) paths.push_back(std::move(path));
        } else if (paths.empty()) {
            paths.emplace_back(".");
        }
        project::Discovery found = setup_.discover(paths, options_.force_exclude);
        std::vector<engine::Job> concerned = setup_.jobs(found);
        if (concerned.empty() && found.problems.empty()) tell("no Python files there");
        std::vector<engine::Job> jobs = concerned;
        if (!options_.context.empty() && !concerned.empty()) {
            paths.insert(paths.end(), options_.context.begin(), options_.context.end());
            found = setup_.discover(paths, options_.force_exclude);
            jobs = setup_.jobs(found);
            std::set<std::string> asked;
            for (const engine::Job& job : concerned) asked.insert(job.path.real_path);
            concerned.clear();
            for (const engine::Job& job : jobs)
                if (asked.contains(job.path.real_path)) concerned.push_back(job);
        }
        concerned = changed_jobs(concerned, paths);
        if (options_.fix || (options_.diff && options_.add_ignore.empty())) {
            const Changes changes = fix_files(setup_, concerned, options_.unsafe_fixes, options_.diff);
            if (options_.diff) return finish_changes(changes, found.problems, changes.differ ? 1 : 0);
            if (changes.applied > 0) tell(fmt::format("{} fixed", changes.applied));
            problems_ = changes.problems;
        }
        engine::Report report = check_files(jobs);
        report.problems.insert(report.problems.end(), found.problems.begin(), found.problems.end());
        std::sort(report.problems.begin(), report.problems.end());
        engine::Places places;
        for (const engine::Job& job : jobs) places.emplace(job.path.shown, job.path.path);
        if (!options_.write_baseline.empty()) return write_baseline(report, places);
        const engine::BaselineOutcome known = engine::apply_baselines(report, setup_.files, places, baseline_, setup_.folder);
        if (concerned.size() != jobs.size()) {
            std::set<std::string> shown;
            for (const engine::Job& job : concerned) shown.insert(job.path.shown);
            std::erase_if(report.diagnostics, [&](const Diagnostic& d) {
                if (shown.contains(d.file)) return false;
                const auto from = report.found_from.find(engine::key_of(d));
                return from == report.found_from.end() ||
                       std::ranges::none_of(from->second, [&](const std::string& file) { return shown.contains(file); });
            });
        }
        if (!options_.add_ignore.empty()) {
            const std::string reason = options_.add_ignore == "true" ? "" : options_.add_ignore;
            const Changes changes = add_ignores(setup_, report, concerned, reason, options_.diff);
            if (!options_.diff) tell(fmt::format("{} suppressed", changes.applied));
            return finish_changes(changes, report.problems, 0);
        }
        return finish(report, known, places);
    }

private:
    bool reads_standard_input() const {
        if (options_.paths.empty()) return !options_.stdin_filename.empty() && options_.files_from.empty();
        return options_.paths.size() == 1 && options_.paths[0] == "-";
    }

    void read_min_scriptable() {
        const std::string& given = options_.min_scriptable;
        if (given.empty()) return;
        double value = -1;
        const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
        if (error != std::errc() || end != given.data() + given.size() || !(value >= 0 && value <= 1))
            throw UsageError{fmt::format("`--min-scriptable {}` is no number from 0 to 1", given)};
        min_scriptable_ = value;
    }

    engine::Report check_files(const std::vector<engine::Job>& jobs) {
        std::atomic<std::size_t> done{0};
        const Progress progress(done, jobs.size());
        return engine::check_files(setup_.files, jobs, {options_.threads, &done}, *engine::make_project(setup_.files, setup_.folder, jobs));
    }

    /// Those of `jobs` that --changed asks about.
    std::vector<engine::Job> changed_jobs(const std::vector<engine::Job>& jobs, const std::vector<std::string>& paths) {
        if (!options_.changed && options_.since.empty()) return jobs;
        std::set<std::string> folders;
        for (const std::string& path : paths) {
            const std::string place = project::absolute_path(setup_.files, path, setup_.folder);
            folders.insert(setup_.files.status(place).kind == project::FileKind::Directory ? place : project::parent_path(place));
        }
        std::set<std::string> changed;
        for (const std::string& folder : folders) {
            // A folder inside one that was asked about already adds nothing.
            project::ChangedFiles files = project::changed_files(folder, options_.since);
            if (!files.error.empty()) throw UsageError{fmt::format("--changed: {}", files.error)};
            changed.merge(files.paths);
        }
        std::vector<engine::Job> left;
        for (const engine::Job& job : jobs)
            if (changed.contains(job.path.real_path)) left.push_back(job);
        return left;
    }

    int run_standard_input() {
        const std::string name = options_.stdin_filename.empty() ? "-" : options_.stdin_filename;
        const std::string path = project::absolute_path(setup_.files, name, setup_.folder);
        engine::Input input{name, read_standard_input(), setup_.policy(path), true, name == "-" ? std::string() : path};
        if (options_.force_exclude && setup_.leaves_out(path)) {
            if (options_.fix && !options_.diff) print(input.bytes);
            return 0;
        }
        const auto project = engine::make_project(setup_.files, setup_.folder, input);
        if (!options_.fix && !options_.diff) {
            engine::Report report = engine::check_input(std::move(input), *project);
            const engine::Places places{{name, path}};
            const engine::BaselineOutcome known = engine::apply_baselines(report, setup_.files, places, baseline_, setup_.folder);
            return finish(report, known, places);
        }
        const engine::Fixed fixed = engine::fix_input(input, *project, options_.unsafe_fixes);
        if (options_.diff) {
            print(unified_diff(input.bytes, fixed.bytes, name));
            return fixed.bytes == input.bytes || options_.exit_zero ? 0 : 1;
        }
        // The text goes to standard output, what is left to be told to standard error.
        print(fixed.bytes);
        std::fflush(stdout);
        input.bytes = fixed.bytes;
        engine::Report report = engine::check_input(std::move(input), *project);
        const engine::Places places{{name, path}};
        const engine::BaselineOutcome known = engine::apply_baselines(report, setup_.files, places, baseline_, setup_.folder);
        return finish(report, known, places, stderr);
    }

    /// The exit code of a run that changes files, where nothing goes wrong.
    int finish_changes(const Changes& changes, const std::vector<project::PathProblem>& problems, int code) const {
        std::fflush(stdout);
        tell_all(problems);
        tell_all(changes.problems);
        if (!problems.empty() || !changes.problems.empty()) return 2;
        return options_.exit_zero ? 0 : code;
    }

    int write_baseline(const engine::Report& report, const engine::Places& places) {
        const std::string path = project::absolute_path(setup_.files, options_.write_baseline, setup_.folder);
        const std::string error = setup_.files.write(path, engine::renewed_baseline(report, setup_.files, places, path));
        tell_all(report.problems);
        if (!error.empty()) {
            tell_all({{project::shown_path(path, setup_.folder), error}});
            return 2;
        }
        tell(fmt::format("{} written to {}", report.diagnostics.size(), project::shown_path(path, setup_.folder)));
        return report.problems.empty() ? 0 : 2;
    }

    /// Says where the share of scriptable roots is too small; true where it is.
    bool share_is_too_small(const engine::Report& report, const engine::BaselineOutcome& known) const {
        std::map<double, engine::Share> shares;
        for (const engine::Root& root : report.roots) {
            std::optional<double> least = min_scriptable_;
            if (const auto policy = report.policies.find(root.file); !least && policy != report.policies.end())
                least = policy->second->min_scriptable;
            if (least) shares[*least] += {root.scriptable ? 1U : 0U, 1U};
        }
        bool failed = !known.dropped.empty();
        for (const std::string& message : known.dropped) tell(message);
        for (const auto& [least, share] : shares) {
            if (share.value() >= least) continue;
            failed = true;
            tell(fmt::format("{} of {} roots are scriptable: less than {}", share.scriptable, share.roots, least));
        }
        return failed;
    }

    int finish(const engine::Report& report, const engine::BaselineOutcome& known, const engine::Places& places, std::FILE* to = stdout) {
        Output output(options_, report, known, places, setup_.policy(project::join_path(setup_.folder, "x.py"))->target);
        output.show(setup_.files, setup_.folder, to);
        std::fflush(stdout);
        for (const project::PathProblem& problem : output.write(setup_.files, outputs_, setup_.folder)) problems_.push_back(problem);
        tell_all(report.problems);
        tell_all(known.problems);
        tell_all(problems_);
        const bool stale = options_.fail_on_stale && !known.stale.empty();
        for (const engine::StaleFinding& one : known.stale) {
            if (!options_.fail_on_stale) break;
            tell(fmt::format("{}: no longer there: {} in {}: {}", project::shown_path(one.baseline, setup_.folder), one.finding.rule,
                             one.finding.file, one.finding.source));
        }
        const bool too_few = share_is_too_small(report, known);
        if (!report.problems.empty() || !known.problems.empty() || !problems_.empty()) return 2;
        return (report.fails() || stale || too_few) && !options_.exit_zero ? 1 : 0;
    }

    const CheckOptions& options_;
    Setup setup_;
    std::vector<OutputFile> outputs_;
    std::string baseline_;  ///< for all files, absolute; empty: as settings say
    std::optional<double> min_scriptable_;
    std::vector<project::PathProblem> problems_;  ///< with what was to be written
};

}  // namespace

int check(const CheckOptions& options) {
    try {
        if (options.show_files) {
            ConfigOptions only_files;
            static_cast<SettingsOptions&>(only_files) = options;
            only_files.paths = options.paths;
            only_files.show_files = true;
            return show_config(only_files);
        }
        return Run(options).run();
    } catch (const UsageError& error) {
        tell(error.message);
        return 2;
    }
}

}  // namespace jitlint::cli
