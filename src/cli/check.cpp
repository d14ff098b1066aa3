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
        if (concerned.empty() && found.problems.empty()) inform("no Python files there");
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
        if (options_.show_files) return show_files(concerned, found.problems);
        return judge(setup_.files, concerned, jobs, std::move(found.problems));
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

    engine::Report check_files(const project::FileSystem& files, const std::vector<engine::Job>& jobs) {
        std::atomic<std::size_t> done{0};
        const Progress progress(done, jobs.size());
        return engine::check_files(files, jobs, {options_.threads, &done}, *engine::make_project(files, setup_.folder, jobs));
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
        if (options_.changed || !options_.since.empty()) throw UsageError{"`--changed` asks git, which does not know standard input"};
        const bool named = !options_.stdin_filename.empty();
        const std::string path = project::absolute_path(setup_.files, named ? options_.stdin_filename : "-", setup_.folder);
        input_.emplace(setup_.files, path, read_standard_input());
        // It throws where the settings are wrong: before the job is begun, whose strings GCC 12 would then free twice.
        const auto policy = setup_.policy(path);
        const engine::Job own{{path, input_->real_path(path), named ? project::shown_path(path, setup_.folder) : "-", true}, policy};
        const bool left_out = options_.force_exclude && setup_.leaves_out(path);
        if (options_.show_files) return show_files(left_out ? std::vector<engine::Job>{} : std::vector{own}, {});
        if (left_out) {
            if (changes_files() && !options_.diff) print(input_->bytes());
            return 0;
        }
        std::vector<engine::Job> concerned{own};
        project::Discovery context;
        if (!options_.context.empty()) context = setup_.discover(options_.context, options_.force_exclude);
        std::vector<engine::Job> jobs = setup_.jobs(context);
        // In its context a file is one of many, and not named on its own.
        const auto same = std::ranges::find(jobs, own.path.real_path, [](const engine::Job& job) { return job.path.real_path; });
        if (same != jobs.end()) {
            concerned[0].path.named = same->path.named;
            *same = concerned[0];
        } else {
            jobs.push_back(own);
        }
        return judge(*input_, concerned, jobs, std::move(context.problems));
    }

    /// Whether fixes or suppressions are to be written, or shown.
    bool changes_files() const { return options_.fix || options_.fix_only || options_.diff || !options_.add_ignore.empty(); }

    int show_files(const std::vector<engine::Job>& jobs, const std::vector<project::PathProblem>& problems) const {
        for (const engine::Job& job : jobs) print(job.path.shown + "\n");
        std::fflush(stdout);
        tell_all(problems);
        return problems.empty() ? 0 : 2;
    }

    /// Fixes, checks and reports `concerned`, which are among `jobs`: what the others make of them counts.
    int judge(project::FileSystem& files, const std::vector<engine::Job>& concerned, const std::vector<engine::Job>& jobs,
              std::vector<project::PathProblem> problems) {
        if (changes_files() && options_.add_ignore.empty()) {
            const Changes changes = fix_files(files, setup_.folder, concerned, options_.unsafe_fixes, options_.diff);
            if (!options_.diff && input_) print(input_->bytes());
            if (options_.diff || options_.fix_only) {
                if (changes.made > 0) inform(fmt::format("{} {}", changes.made, options_.diff ? "would be fixed" : "fixed"));
                return finish_changes(changes, problems, changes.differ && (options_.diff || options_.exit_non_zero_on_fix) ? 1 : 0);
            }
            if (changes.made > 0 && !input_) inform(fmt::format("{} fixed", changes.made));
            fixed_ = changes.made > 0;
            problems_ = changes.problems;
        }
        engine::Report report = check_files(files, jobs);
        report.problems.insert(report.problems.end(), problems.begin(), problems.end());
        std::sort(report.problems.begin(), report.problems.end());
        engine::Places places;
        for (const engine::Job& job : jobs) places.emplace(job.path.shown, job.path.path);
        if (!options_.write_baseline.empty()) return write_baseline(report, places);
        const engine::BaselineOutcome known = engine::apply_baselines(report, setup_.files, places, baseline_, setup_.folder);
        if (concerned.size() != jobs.size()) keep_findings_of(concerned, report);
        if (!options_.add_ignore.empty()) {
            const std::string reason = options_.add_ignore == "true" ? "" : options_.add_ignore;
            const Changes changes = add_ignores(files, report, concerned, reason, options_.diff);
            if (!options_.diff && input_) print(input_->bytes());
            if (!options_.diff && !input_) inform(fmt::format("{} suppressed", changes.made));
            return finish_changes(changes, report.problems, 0);
        }
        return finish(report, known, places);
    }

    /// Those that lie in the files of `jobs`, or were found from what these script.
    static void keep_findings_of(const std::vector<engine::Job>& jobs, engine::Report& report) {
        std::set<std::string> shown;
        for (const engine::Job& job : jobs) shown.insert(job.path.shown);
        std::erase_if(report.diagnostics, [&](const Diagnostic& d) {
            if (shown.contains(d.file)) return false;
            const auto from = report.found_from.find(engine::key_of(d));
            return from == report.found_from.end() ||
                   std::ranges::none_of(from->second, [&](const std::string& file) { return shown.contains(file); });
        });
    }

    /// What is good to know, but no problem.
    void inform(const std::string& message) const {
        if (!options_.quiet && !options_.silent) tell(message);
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
        inform(fmt::format("{} written to {}", report.diagnostics.size(), project::shown_path(path, setup_.folder)));
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

    int finish(const engine::Report& report, const engine::BaselineOutcome& known, const engine::Places& places) {
        const engine::Target without_files = setup_.policy(project::join_path(setup_.folder, "x.py"))->target;
        const Output output(options_, report, known, places, without_files, setup_.files, setup_.folder);
        // Of standard input that is fixed, standard output has the text.
        if (!options_.silent && options_.output_file.empty()) output.show(input_ && changes_files() ? stderr : stdout);
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
        const bool fixed = fixed_ && options_.exit_non_zero_on_fix;
        return (report.fails() || stale || too_few || fixed) && !options_.exit_zero ? 1 : 0;
    }

    const CheckOptions& options_;
    Setup setup_;
    std::vector<OutputFile> outputs_;
    std::string baseline_;  ///< for all files, absolute; empty: as settings say
    std::optional<double> min_scriptable_;
    std::optional<project::OverlayFileSystem> input_;  ///< standard input in the place of its file, where it is checked
    bool fixed_ = false;                               ///< a fix was applied
    std::vector<project::PathProblem> problems_;       ///< with what was to be written
};

}  // namespace

int check(const CheckOptions& options) {
    try {
        return Run(options).run();
    } catch (const UsageError& error) {
        tell(error.message);
        return 2;
    }
}

}  // namespace jitlint::cli
