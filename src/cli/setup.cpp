#include "cli/setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "project/path.h"
#include "text/display.h"

namespace jitlint::cli {
namespace {

/// `PATTERN:RULE` of --per-file-ignores.
project::Value ignores_of(const std::vector<std::string>& pairs) {
    project::Value value{{{}, 0, "--per-file-ignores"}, {}, {}, false};
    for (const std::string& pair : pairs) {
        const std::size_t colon = pair.rfind(':');
        if (colon == std::string::npos || colon == 0 || colon + 1 == pair.size())
            throw UsageError{fmt::format("`--per-file-ignores {}`: it takes PATTERN:RULE", pair)};
        const std::string pattern = pair.substr(0, colon);
        auto entry = std::ranges::find(value.entries, pattern, [](const auto& known) { return known.name.text; });
        if (entry == value.entries.end()) entry = value.entries.insert(entry, project::Value::Entry{{pattern, value.origin}, {}});
        entry->words.push_back({pair.substr(colon + 1), value.origin});
    }
    return value;
}

project::OptionSettings settings_of(const SettingsOptions& options) {
    using project::Key;
    project::OptionSettings made;
    made.set(Key::Select, options.select);
    made.set(Key::Ignore, options.ignore);
    made.set(Key::Exclude, options.exclude);
    made.set(Key::ExtendExclude, options.extend_exclude);
    made.set(Key::Fixable, options.fixable);
    made.set(Key::Unfixable, options.unfixable);
    if (!options.per_file_ignores.empty()) made.settings.set(Key::PerFileIgnores, ignores_of(options.per_file_ignores));
    if (!options.python.empty()) made.set(Key::Python, {options.python});
    for (const std::string& rule : options.extend_select) made.extend_select.push_back({rule, {{}, 0, "--extend-select"}});
    return made;
}

project::SettingsSources sources_of(const SettingsOptions& options, const project::FileSystem& files, const std::string& folder) {
    project::SettingsSources sources;
    sources.isolated = options.isolated;
    sources.options = settings_of(options);
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

}  // namespace

void tell(std::string_view message) { fmt::print(stderr, "jitlint: {}\n", text::escape_for_terminal(message, true)); }

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

Setup::Setup(const SettingsOptions& options, const std::string& fail_on)
    : folder(project::DiskFileSystem::working_directory()),
      settings(files, sources_of(options, files, folder)),
      policies_(files, settings, {options.torch_version, fail_on, options.isolated}, folder, environment_variable) {
    complain();
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

bool Setup::leaves_out(const std::string& path) {
    project::SettingsFilter filter(settings, folder);
    const bool excluded = project::is_left_out(filter, path, false, folder);
    complain();
    return excluded;
}

std::shared_ptr<const engine::Policy> Setup::policy(const std::string& path) {
    auto policy = policies_.for_file(path);
    complain();
    return policy;
}

std::vector<engine::Job> Setup::jobs(const project::Discovery& found) {
    std::vector<engine::Job> jobs;
    jobs.reserve(found.files.size());
    for (const project::SourcePath& path : found.files) jobs.push_back({path, policy(path.path)});
    return jobs;
}

}  // namespace jitlint::cli
