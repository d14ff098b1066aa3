#include "cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "cli/setup.h"
#include "engine/identity.h"
#include "project/discovery.h"
#include "project/path.h"
#include "project/suggest.h"

namespace jitlint::cli {
namespace {

bool wants_color(const std::string& when, std::FILE* to) {
    if (when != "auto") return when == "always";
    const char* no_color = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return !(no_color && *no_color) && isatty(fileno(to)) && !(term && std::string_view(term) == "dumb");
}

report::Summary summarise(const CheckOptions& options, const engine::Report& report, const engine::BaselineOutcome& baseline,
                          const engine::Target& target) {
    report::Summary summary;
    summary.torch_target = target.text;
    summary.torch_source = target.source;
    summary.target_known = target.known;
    summary.files = report.files;
    summary.fixable = report.fixable(options.unsafe_fixes);
    summary.fixable_unsafe = report.fixable(true) - summary.fixable;
    summary.suppressed = report.suppressed;
    summary.baselined = baseline.hidden;
    for (const engine::StaleFinding& stale : baseline.stale) summary.stale += stale.count;
    for (const engine::Root& root : report.roots) {
        ++(root.is_module ? summary.modules : summary.functions);
        if (root.scriptable) ++(root.is_module ? summary.scriptable_modules : summary.scriptable_functions);
    }
    return summary;
}

/// What findings are shown in.
const report::Format& shown_format(const CheckOptions& options) {
    static constexpr report::Format statistics{"statistics", report::statistics};
    static constexpr report::Format statistics_json{"statistics", report::statistics_json};
    if (options.statistics) return options.output_format == "json" ? statistics_json : statistics;
    return *report::find_format(options.output_format);
}

/// The folder of the repository around `folder`; `folder` itself where there is none.
std::string repository_root(const project::FileSystem& files, const std::string& folder) {
    for (std::string at = folder;; at = project::parent_path(at)) {
        if (files.status(project::join_path(at, ".git")).kind != project::FileKind::Missing) return at;
        if (at == "/") return folder;
    }
}

/// The files that `report` speaks of, as their repository names them; without those that are outside of it.
std::map<std::string, std::string> names_in_repository(const engine::Report& report, const engine::Places& places, const project::FileSystem& files,
                                                       const std::string& folder) {
    const std::string root = repository_root(files, folder);
    std::map<std::string, std::string> names;
    auto add = [&](const std::string& shown, const std::string& path) {
        if (project::is_within(path, root) && path.size() > root.size()) names.try_emplace(shown, path.substr(root == "/" ? 1 : root.size() + 1));
    };
    for (const auto& [shown, path] : places) add(shown, path);
    // What is imported from elsewhere.
    for (const auto& [shown, source] : report.sources) add(shown, project::absolute_path(files, shown, folder));
    return names;
}

}  // namespace

std::vector<OutputFile> output_files(const CheckOptions& options, const project::FileSystem& files, const std::string& folder) {
    std::vector<OutputFile> all;
    if (options.statistics && options.output_format != "text" && options.output_format != "concise" && options.output_format != "json")
        throw UsageError{fmt::format("`--statistics` is shown as text or json, not as {}", options.output_format)};
    if (!options.output_file.empty()) all.push_back({&shown_format(options), project::absolute_path(files, options.output_file, folder)});
    for (const std::string& given : options.outputs) {
        const std::size_t colon = given.find(':');
        const std::string name = given.substr(0, colon);
        const report::Format* format = report::find_format(name);
        if (!format) {
            std::vector<std::string_view> names;
            for (const report::Format& known : report::formats()) names.push_back(known.name);
            throw UsageError{fmt::format("`--output {}`: there is no format `{}`{}", given, name, project::did_you_mean(name, names))};
        }
        if (colon == std::string::npos || colon + 1 == given.size())
            throw UsageError{fmt::format("`--output {}` names no file: it takes FORMAT:FILE", given)};
        all.push_back({format, project::absolute_path(files, given.substr(colon + 1), folder)});
    }
    return all;
}

Output::Output(const CheckOptions& options, const engine::Report& report, const engine::BaselineOutcome& baseline, const engine::Places& places,
               const engine::Target& without_files, const project::FileSystem& files, const std::string& folder)
    : options_(options),
      report_(report),
      summary_(summarise(options, report, baseline, report.policies.empty() ? without_files : engine::common_target(report))),
      repository_names_(names_in_repository(report, places, files, folder)),
      fingerprints_(engine::fingerprints(report, repository_names_)) {
    for (const engine::Root& root : report.roots) roots_.push_back({root.symbol, root.file, root.line, root.is_module, root.scriptable, root.rules});
    for (const std::vector<project::PathProblem>* problems : {&report.problems, &baseline.problems})
        for (const project::PathProblem& problem : *problems) problems_.push_back({problem.shown, problem.message});
}

report::Content Output::content(bool color) const {
    return {report_.diagnostics, report_.sources, summary_, roots_, fingerprints_, repository_names_, problems_, color, !options_.quiet};
}

void Output::show(std::FILE* to) const {
    const std::string text = shown_format(options_).render(content(wants_color(options_.color, to)));
    std::fwrite(text.data(), 1, text.size(), to);
}

std::vector<project::PathProblem> Output::write(project::FileSystem& files, const std::vector<OutputFile>& outputs, const std::string& folder) const {
    std::vector<project::PathProblem> problems;
    for (const OutputFile& output : outputs)
        if (std::string error = files.write(output.path, output.format->render(content(false))); !error.empty())
            problems.push_back({project::shown_path(output.path, folder), std::move(error)});
    return problems;
}

}  // namespace jitlint::cli
