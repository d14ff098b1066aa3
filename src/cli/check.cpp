#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include "cli/diff.h"
#include "cli/options.h"
#include "cli/setup.h"
#include "engine/add_ignore.h"
#include "engine/fix.h"
#include "project/path.h"
#include "report/report.h"

namespace jitlint::cli {
namespace {

bool wants_color(const std::string& when) {
    if (when != "auto") return when == "always";
    const char* no_color = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return !(no_color && *no_color) && isatty(STDOUT_FILENO) && !(term && std::string_view(term) == "dumb");
}

std::string read_standard_input() {
    std::string bytes;
    char buffer[65536];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, stdin)) bytes.append(buffer, n);
    return bytes;
}

void tell(const std::vector<project::PathProblem>& problems) {
    for (const project::PathProblem& problem : problems) fmt::print(stderr, "jitlint: {}: {}\n", problem.shown, problem.message);
}

/// One target for all files: what they agree on, or what any of them targets.
engine::Target common_target(const engine::Report& report, const engine::Target& without_files) {
    const engine::Target* first = nullptr;
    bool same = true;
    torchscript::VersionSet versions;
    std::set<std::string> sources;
    for (const auto& [file, policy] : report.policies) {
        if (!first) first = &policy->target;
        same = same && policy->target.text == first->text && policy->target.source == first->source;
        versions |= policy->target.versions;
        sources.insert(policy->target.source);
    }
    if (!first) return without_files;
    if (same) return *first;
    std::string joined;
    for (const std::string& source : sources) joined += (joined.empty() ? "" : "; ") + source;
    return {versions, !sources.contains("default"), versions.to_string(), joined};
}

class Run {
public:
    explicit Run(const CheckOptions& options) : options_(options), setup_(options, options.fail_on) {}

    int run() {
        if (options_.paths.size() == 1 && options_.paths[0] == "-") return run_standard_input();
        const project::Discovery found = setup_.discover(options_.paths, options_.force_exclude);
        const std::vector<engine::Job> jobs = setup_.jobs(found);
        if (options_.fix || (options_.diff && options_.add_ignore.empty())) {
            const bool differs = fix_files(jobs);
            if (options_.diff) return finish_diff(differs, found.problems);
        }
        engine::Report report = engine::check_files(setup_.files, jobs, {options_.threads});
        report.problems.insert(report.problems.end(), found.problems.begin(), found.problems.end());
        std::sort(report.problems.begin(), report.problems.end());
        if (!options_.add_ignore.empty()) return add_ignores(report, jobs);
        return show(report);
    }

private:
    int run_standard_input() {
        const std::string& name = options_.stdin_filename;
        const std::string path = project::absolute_path(setup_.files, name, setup_.folder);
        engine::Input input{name, read_standard_input(), setup_.policy(path), true};
        if (!options_.fix && !options_.diff) return show(engine::check_input(std::move(input)));
        const engine::Fixed fixed = engine::fix_input(input, options_.unsafe_fixes);
        if (options_.diff) {
            print(unified_diff(input.bytes, fixed.bytes, name));
            return fixed.bytes == input.bytes || options_.exit_zero ? 0 : 1;
        }
        print(fixed.bytes);
        input.bytes = fixed.bytes;
        return engine::check_input(std::move(input)).fails() && !options_.exit_zero ? 1 : 0;
    }

    /// Fixes what was found, or shows how; true where a file differs.
    bool fix_files(const std::vector<engine::Job>& jobs) {
        bool differs = false;
        for (const engine::Job& job : jobs) {
            project::FileContent content = setup_.files.read(job.path.path, text::SourceFile::max_size);
            if (content.missing || !content.error.empty()) continue;  // told by the check
            const engine::Fixed fixed = engine::fix_input({job.path.shown, content.bytes, job.policy, job.path.named}, options_.unsafe_fixes);
            if (fixed.bytes == content.bytes) continue;
            differs = true;
            if (options_.diff) {
                print(unified_diff(content.bytes, fixed.bytes, job.path.shown));
                continue;
            }
            const std::string error = setup_.files.replace(job.path.path, fixed.bytes);
            if (error.empty())
                fixed_ += fixed.applied;
            else
                write_problems_.push_back({job.path.shown, error});
        }
        return differs;
    }

    /// Silences what was found in the files that were checked.
    int add_ignores(const engine::Report& report, const std::vector<engine::Job>& jobs) {
        const std::string reason = options_.add_ignore == "true" ? "" : options_.add_ignore;
        std::map<std::string, std::vector<const Diagnostic*>> by_file;
        for (const Diagnostic& d : report.diagnostics) by_file[d.file].push_back(&d);
        std::size_t added = 0;
        for (const engine::Job& job : jobs) {
            const auto found = by_file.find(job.path.shown);
            if (found == by_file.end()) continue;
            const auto& source = report.sources.at(job.path.shown);
            const engine::Fixed silent = engine::add_ignores(source, found->second, reason);
            std::string error = silent.error;
            if (silent.applied == 0 && error.empty()) continue;
            if (options_.diff && error.empty())
                print(unified_diff(source->bytes(), silent.bytes, job.path.shown));
            else if (error.empty())
                error = setup_.files.replace(job.path.path, silent.bytes);
            if (error.empty())
                added += silent.applied;
            else
                write_problems_.push_back({job.path.shown, error});
        }
        std::fflush(stdout);
        if (!options_.diff) fmt::print(stderr, "jitlint: {} suppressed\n", added);
        tell(report.problems);
        tell(write_problems_);
        return report.problems.empty() && write_problems_.empty() ? 0 : 2;
    }

    int finish_diff(bool differs, const std::vector<project::PathProblem>& problems) {
        tell(problems);
        if (!problems.empty()) return 2;
        return differs && !options_.exit_zero ? 1 : 0;
    }

    int show(const engine::Report& report) {
        report::Summary summary;
        const engine::Target target = common_target(report, setup_.policy(project::join_path(setup_.folder, "x.py"))->target);
        summary.torch_target = target.text;
        summary.torch_source = target.source;
        summary.target_known = target.known;
        summary.files = report.files;
        summary.fixable = report.fixable(options_.unsafe_fixes);
        summary.fixable_unsafe = report.fixable(true) - summary.fixable;
        summary.suppressed = report.suppressed;
        summary.roots = report.roots.size();
        summary.scriptable_roots =
            static_cast<std::size_t>(std::count_if(report.roots.begin(), report.roots.end(), [](const engine::Root& r) { return r.scriptable; }));
        if (options_.output_format == "json")
            print(report::json(report.diagnostics, summary));
        else if (options_.output_format == "concise")
            print(report::concise(report.diagnostics, summary));
        else
            print(report::text(report.diagnostics, report.sources, summary, wants_color(options_.color)));
        if (fixed_ > 0) fmt::print(stderr, "jitlint: {} fixed\n", fixed_);
        std::fflush(stdout);
        tell(report.problems);
        tell(write_problems_);
        if (!report.problems.empty() || !write_problems_.empty()) return 2;
        return report.fails() && !options_.exit_zero ? 1 : 0;
    }

    const CheckOptions& options_;
    Setup setup_;
    std::vector<project::PathProblem> write_problems_;
    std::size_t fixed_ = 0;
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
        fmt::print(stderr, "jitlint: {}\n", error.message);
        return 2;
    }
}

}  // namespace jitlint::cli
