#include "jitlint/lint.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "engine/engine.h"
#include "engine/project.h"
#include "project/path.h"
#include "project/path_filter.h"

namespace jitlint {
namespace {

std::string environment_variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

project::OptionSettings settings_of(const LintOptions& options) {
    project::OptionSettings made;
    made.set(project::Key::Select, options.select);
    made.set(project::Key::Ignore, options.ignore);
    if (!options.python.empty()) made.set(project::Key::Python, {options.python});
    return made;
}

/// One call: the disk, and the settings by which it judges files.
class Call {
public:
    explicit Call(const LintOptions& options)
        : folder_(project::DiskFileSystem::working_directory()),
          settings_(files_, {options.isolated, {}, {}, settings_of(options)}),
          policies_(files_, settings_, {options.torch_version, {}, options.isolated}, folder_, environment_variable),
          threads_(options.threads) {}

    LintReport paths(const std::vector<std::string>& paths) {
        project::SettingsFilter filter(settings_, folder_);
        const project::Discovery found = project::discover(files_, paths, folder_, filter, false);
        std::vector<engine::Job> jobs;
        for (const project::SourcePath& path : found.files) jobs.push_back({path, policies_.for_file(path.path)});
        if (policies_.error()) return failed();
        engine::Report report = engine::check_files(files_, jobs, {threads_, nullptr}, *engine::make_project(files_, folder_, jobs));
        report.problems.insert(report.problems.end(), found.problems.begin(), found.problems.end());
        std::sort(report.problems.begin(), report.problems.end());
        return made(std::move(report));
    }

    LintReport text(std::string_view text, std::string_view filename) {
        const std::string shown(filename.empty() ? "-" : filename);
        const std::string path = project::absolute_path(files_, shown, folder_);
        engine::Input input{shown, std::string(text), policies_.for_file(path), true, filename.empty() ? std::string() : path};
        if (policies_.error()) return failed();
        const auto project = engine::make_project(files_, folder_, input);
        return made(engine::check_input(std::move(input), *project));
    }

private:
    LintReport failed() const {
        const project::SettingsError& error = *policies_.error();
        LintReport report;
        if (!error.path.empty()) report.error = project::shown_path(error.path, folder_) + ":";
        if (error.line) report.error += std::to_string(error.line) + ":";
        report.error += (report.error.empty() ? "" : " ") + error.message;
        return report;
    }

    static LintReport made(engine::Report&& report) {
        LintReport result;
        result.diagnostics = std::move(report.diagnostics);
        for (project::PathProblem& problem : report.problems) result.problems.push_back({std::move(problem.shown), std::move(problem.message)});
        result.files = report.files;
        result.suppressed = report.suppressed;
        result.torch = engine::common_target(report).text;
        return result;
    }

    project::DiskFileSystem files_;
    std::string folder_;
    project::SettingsIndex settings_;
    engine::PolicyResolver policies_;
    unsigned threads_;
};

}  // namespace

LintReport lint_paths(const std::vector<std::string>& paths, const LintOptions& options) { return Call(options).paths(paths); }

LintReport lint_text(std::string_view text, std::string_view filename, const LintOptions& options) { return Call(options).text(text, filename); }

}  // namespace jitlint
