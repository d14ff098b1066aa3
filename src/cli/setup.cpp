#include "cli/setup.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "project/path.h"

namespace jitlint::cli {
namespace {

project::SettingsSources sources_of(const SettingsOptions& options, const project::FileSystem& files, const std::string& folder) {
    project::SettingsSources sources;
    sources.isolated = options.isolated;
    sources.exclude = options.extend_exclude;
    for (const std::string& one : options.config) {
        const std::string path = project::absolute_path(files, one, folder);
        if (one.find('=') != std::string::npos && files.status(path).kind == project::FileKind::Missing) {
            sources.overrides.push_back(one);
            continue;
        }
        if (options.isolated) throw UsageError{fmt::format("`--config {}` names a settings file, and `--isolated` wants none", one)};
        if (!sources.file.empty()) throw UsageError{"`--config` names two settings files"};
        sources.file = path;
    }
    return sources;
}

std::string environment_variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// The folders of installed packages of the Python environment that is named, or active.
std::vector<std::string> libraries_of(const SettingsOptions& options, const project::FileSystem& files, const std::string& folder) {
    if (!options.python.empty()) {
        std::vector<std::string> found = project::library_folders(files, project::absolute_path(files, options.python, folder));
        if (found.empty()) throw UsageError{fmt::format("`--python {}` is neither a Python environment nor an interpreter in one", options.python)};
        return found;
    }
    if (options.isolated) return {};
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
        const std::string value = environment_variable(variable);
        if (!project::is_absolute(value)) continue;
        if (std::vector<std::string> found = project::library_folders(files, value); !found.empty()) return found;
    }
    return {};
}

}  // namespace

std::string working_directory() {
    std::string buffer(4096, '\0');
    return getcwd(buffer.data(), buffer.size()) ? std::string(buffer.c_str()) : "/";
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

Setup::Setup(const SettingsOptions& options, const std::string& fail_on)
    : folder(working_directory()),
      settings(files, sources_of(options, files, folder)),
      policies_(files, settings, {options.torch_version, options.select, options.ignore, fail_on, options.isolated}, folder, environment_variable),
      libraries_(libraries_of(options, files, folder)) {
    complain();
}

std::unique_ptr<engine::Project> Setup::project(const std::vector<engine::Job>& jobs) const {
    auto project = std::make_unique<engine::Project>(files, folder, libraries_);
    for (const engine::Job& job : jobs) project->add_checked(job.path);
    return project;
}

void Setup::complain() {
    const auto& error = policies_.error();
    if (!error) return;
    if (error->path.empty()) throw UsageError{(settings.error() ? "--config: " : "") + error->message};
    const std::string shown = project::shown_path(error->path, folder);
    throw UsageError{error->line ? fmt::format("{}:{}: {}", shown, error->line, error->message) : fmt::format("{}: {}", shown, error->message)};
}

project::Discovery Setup::discover(const std::vector<std::string>& paths, bool force_exclude) {
    project::SettingsFilter filter(settings, folder);
    project::Discovery found = project::discover(files, paths, folder, filter, force_exclude);
    complain();
    return found;
}

std::shared_ptr<const engine::Policy> Setup::policy(const std::string& path) {
    auto policy = policies_.for_file(path);
    complain();
    return policy;
}

std::string Setup::module_name(const std::string& path, const engine::Policy& policy) {
    return policy.roots.empty() ? std::string() : modules_.name_of(path).dotted;
}

std::vector<engine::Job> Setup::jobs(const project::Discovery& found) {
    std::vector<engine::Job> jobs;
    jobs.reserve(found.files.size());
    for (const project::SourcePath& path : found.files) {
        std::shared_ptr<const engine::Policy> judged = policy(path.path);
        std::string module = module_name(path.path, *judged);
        jobs.push_back({path, std::move(judged), std::move(module)});
    }
    return jobs;
}

}  // namespace jitlint::cli
