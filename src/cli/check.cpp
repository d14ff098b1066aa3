#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "cli/diff.h"
#include "cli/options.h"
#include "engine/engine.h"
#include "engine/fix.h"
#include "project/discovery.h"
#include "report/report.h"
#include "rules/rule_ids.h"

namespace jitlint::cli {
namespace {

/// A bad command line: told on standard error, exit code 2.
struct UsageError {
    std::string message;
};

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string working_directory() {
    std::string buffer(4096, '\0');
    return getcwd(buffer.data(), buffer.size()) ? std::string(buffer.c_str()) : "/";
}

rules::RuleId rule_called(const std::string& name) {
    if (const auto rule = rules::find_rule(name)) return *rule;
    const std::string near = nearest_rule(name);
    throw UsageError{
        fmt::format("there is no rule `{}`{}", name, near.empty() ? "; `jitlint rules` lists them" : fmt::format("; did you mean `{}`?", near))};
}

std::vector<bool> enabled_rules(const CheckOptions& options) {
    if (options.select.empty() && options.ignore.empty()) return {};
    std::vector<bool> enabled(rules::all_rules().size(), options.select.empty());
    for (const std::string& name : options.select) enabled[static_cast<std::size_t>(rule_called(name))] = true;
    for (const std::string& name : options.ignore) enabled[static_cast<std::size_t>(rule_called(name))] = false;
    return enabled;
}

engine::Target target_of(const CheckOptions& options) {
    engine::Target target;
    target.text = torchscript::VersionSet::all().to_string();
    target.source = "default";
    if (options.torch_version.empty()) return target;
    const auto versions = torchscript::VersionSet::parse(options.torch_version);
    if (!versions) throw UsageError{fmt::format("`--torch-version {}` is no version and no specifier such as `>=1.8,<2.3`", options.torch_version)};
    if (versions->empty()) throw UsageError{fmt::format("no torch release fits `--torch-version {}`", options.torch_version)};
    target.versions = *versions;
    target.known = true;
    target.text = options.torch_version;
    target.source = "--torch-version";
    return target;
}

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

class Run {
public:
    explicit Run(const CheckOptions& options) : options_(options) {
        engine_.target = target_of(options);
        engine_.enabled = enabled_rules(options);
        engine_.threads = options.threads;
    }

    int run() {
        if (options_.paths.size() == 1 && options_.paths[0] == "-") return run_standard_input();
        const project::Discovery found =
            project::discover(files_, options_.paths.empty() ? std::vector<std::string>{"."} : options_.paths, working_directory());
        if (options_.fix || options_.diff) {
            const bool differs = fix_files(found);
            if (options_.diff) return finish_diff(differs, found.problems);
        }
        return show(engine::check_files(files_, found, engine_));
    }

private:
    int run_standard_input() {
        const std::string name = options_.stdin_filename;
        engine::Input input{name, read_standard_input()};
        if (!options_.fix && !options_.diff) return show(engine::check_input(std::move(input), engine_));
        const engine::Fixed fixed = engine::fix_input(input, engine_, options_.unsafe_fixes);
        if (options_.diff) {
            print(unified_diff(input.bytes, fixed.bytes, name));
            return fixed.bytes == input.bytes || options_.exit_zero ? 0 : 1;
        }
        print(fixed.bytes);
        const engine::Report rest = engine::check_input({name, fixed.bytes}, engine_);
        return rest.count(Severity::Error) > 0 && !options_.exit_zero ? 1 : 0;
    }

    /// Fixes what was found, or shows how; true where a file differs.
    bool fix_files(const project::Discovery& found) {
        bool differs = false;
        for (const project::SourcePath& path : found.files) {
            project::FileContent content = files_.read(path.path, text::SourceFile::max_size);
            if (content.missing || !content.error.empty()) continue;  // told by the check
            const engine::Fixed fixed = engine::fix_input({path.shown, content.bytes}, engine_, options_.unsafe_fixes);
            if (fixed.bytes == content.bytes) continue;
            differs = true;
            if (options_.diff) {
                print(unified_diff(content.bytes, fixed.bytes, path.shown));
                continue;
            }
            if (const std::string error = files_.replace(path.path, fixed.bytes); !error.empty()) write_problems_.push_back({path.shown, error});
            fixed_ += fixed.applied;
        }
        return differs;
    }

    int finish_diff(bool differs, const std::vector<project::PathProblem>& problems) {
        tell(problems);
        if (!problems.empty()) return 2;
        return differs && !options_.exit_zero ? 1 : 0;
    }

    static void tell(const std::vector<project::PathProblem>& problems) {
        for (const project::PathProblem& problem : problems) fmt::print(stderr, "jitlint: {}: {}\n", problem.shown, problem.message);
    }

    int show(const engine::Report& report) {
        report::Summary summary;
        summary.torch_target = engine_.target.text;
        summary.torch_source = engine_.target.source;
        summary.target_known = engine_.target.known;
        summary.files = report.files;
        summary.fixable = report.fixable(options_.unsafe_fixes);
        summary.fixable_unsafe = report.fixable(true) - summary.fixable;
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
        return report.count(Severity::Error) > 0 && !options_.exit_zero ? 1 : 0;
    }

    const CheckOptions& options_;
    engine::Options engine_;
    project::DiskFileSystem files_;
    std::vector<project::PathProblem> write_problems_;
    std::size_t fixed_ = 0;
};

}  // namespace

int check(const CheckOptions& options) {
    try {
        return Run(options).run();
    } catch (const UsageError& error) {
        fmt::print(stderr, "jitlint: {}\n", error.message);
        return 2;
    }
}

}  // namespace jitlint::cli
