#include "project/path_filter.h"

#include <algorithm>
#include <array>

#include "project/path.h"

namespace jitlint::project {

namespace {

/// Folders of tools and of what they build. `env` is no such name: reinforcement learning is full of them.
constexpr std::array<std::string_view, 22> excluded_folders{
    "*.egg-info",  ".bzr", ".eggs", ".git",  ".hg",         ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pyenv",       ".pytest_cache", ".pytype",
    ".ruff_cache", ".svn", ".tox",  ".venv", "__pycache__", "__pypackages__",     "build",       "dist", "node_modules", "site-packages", "venv"};

bool is_excluded_folder(std::string_view name) {
    return std::ranges::find(excluded_folders, name) != excluded_folders.end() || name.ends_with(".egg-info");
}

}  // namespace

std::span<const std::string_view> excluded_folder_names() { return excluded_folders; }

bool DefaultFilter::excludes(const std::string& path, bool is_directory) { return is_directory && is_excluded_folder(file_name(path)); }

std::string pattern_in(const std::string& folder, const std::string& pattern) {
    const std::size_t sign = pattern.starts_with('!') ? 1 : 0;
    const std::string_view path = std::string_view(pattern).substr(sign);
    std::string_view place;
    if (path.starts_with("./"))
        place = path.substr(1);
    else if (folder != "/" && is_within(path, folder))
        place = path.substr(folder.size());
    return place.size() > 1 ? pattern.substr(0, sign) + std::string(place) : pattern;
}

std::vector<SettingsFilter::Patterns> SettingsFilter::patterns(std::span<const Word> words) const {
    std::vector<Patterns> all;
    for (std::size_t i = 0; i < words.size();) {
        const std::string& file = words[i].origin.path;
        const std::string folder = file.empty() ? folder_ : parent_path(file);
        std::string text;
        for (; i < words.size() && words[i].origin.path == file; ++i) text += pattern_in(folder, words[i].text) + "\n";
        all.push_back({folder, IgnoreRules::parse(text)});
    }
    return all;
}

const SettingsFilter::Rules& SettingsFilter::rules_for(const std::string& path) {
    const std::shared_ptr<const Settings> settings = settings_.for_folder(parent_path(path));
    const auto [at, fresh] = rules_.try_emplace(settings.get());
    Rules& rules = at->second;
    if (!fresh) return rules;
    rules.settings = settings;
    rules.usual_exclude = !settings->find(Key::Exclude);
    rules.usual_include = !settings->find(Key::Include);
    rules.exclude = patterns(settings->words(Key::Exclude));
    std::vector<Patterns> more = patterns(settings->words(Key::ExtendExclude));
    rules.exclude.insert(rules.exclude.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    rules.include = patterns(settings->words(Key::Include));
    return rules;
}

bool SettingsFilter::matches(const std::vector<Patterns>& all, const std::string& path, bool is_directory) {
    bool matched = false;
    for (const Patterns& patterns : all) {
        if (!is_within(path, patterns.folder) || path.size() == patterns.folder.size()) continue;
        const std::size_t skip = patterns.folder == "/" ? 1 : patterns.folder.size() + 1;
        const auto verdict = patterns.rules.match(std::string_view(path).substr(skip), is_directory);
        if (verdict != IgnoreRules::Verdict::NoMatch) matched = verdict == IgnoreRules::Verdict::Ignore;
    }
    return matched;
}

bool SettingsFilter::excludes(const std::string& path, bool is_directory) {
    const Rules& rules = rules_for(path);
    return (rules.usual_exclude && is_directory && is_excluded_folder(file_name(path))) || matches(rules.exclude, path, is_directory);
}

std::string SettingsFilter::project_of(const std::string& path) {
    const std::string& file = settings_.for_folder(parent_path(path))->path;
    const std::string folder = file.empty() ? "" : parent_path(file);
    return path != folder && is_within(path, folder) ? folder : "";
}

bool SettingsFilter::includes(const std::string& path) {
    const Rules& rules = rules_for(path);
    return rules.usual_include ? path.ends_with(".py") : matches(rules.include, path, false);
}

}  // namespace jitlint::project
