#include "engine/policy.h"

#include <fmt/format.h>

#include <charconv>

#include "project/discovery.h"
#include "project/ignore_rules.h"
#include "project/path.h"
#include "project/path_filter.h"
#include "project/suggest.h"

namespace jitlint::engine {

using project::Key;
using project::Settings;
using project::Word;

namespace {

std::optional<Severity> level_called(std::string_view name) {
    if (name == "error") return Severity::Error;
    if (name == "warning") return Severity::Warning;
    if (name == "note") return Severity::Note;
    return std::nullopt;
}

/// The folder that paths and patterns from `origin` are relative to.
std::string folder_of(const project::Origin& origin, const std::string& working_directory) {
    return origin.path.empty() ? working_directory : project::parent_path(origin.path);
}

}  // namespace

std::string no_such_rule(std::string_view name) {
    std::vector<std::string_view> names;
    for (const rules::RuleInfo& rule : rules::all_rules()) names.push_back(rule.name);
    const std::string hint = project::did_you_mean(name, names);
    return fmt::format("there is no rule `{}`{}", name, hint.empty() ? "; `jitlint rules` lists them" : hint);
}

PolicyResolver::PolicyResolver(const project::FileSystem& files, project::SettingsIndex& settings, PolicyOverrides overrides, std::string folder,
                               project::Environment environment)
    : files_(files),
      settings_(settings),
      overrides_(std::move(overrides)),
      folder_(std::move(folder)),
      environment_(std::move(environment)),
      targets_(files, folder_, environment_) {
    // A bad command line is told also where no file is found.
    Rules rules(rules::rule_count, true);
    for (const Key key : {Key::Select, Key::Ignore, Key::Fixable, Key::Unfixable}) set(rules, settings_.options().settings.words(key), true);
    set(rules, settings_.options().extend_select, true);
    target({}, folder_);
}

void PolicyResolver::fail(const project::Origin& origin, std::string message) {
    if (!error_) error_ = project::SettingsError{origin.path, origin.line, std::move(message)};
}

std::optional<rules::RuleId> PolicyResolver::rule(const Word& word) {
    const auto found = rules::find_rule(word.text);
    if (!found) fail(word.origin, no_such_rule(word.text));
    return found;
}

void PolicyResolver::set(Rules& rules, std::span<const Word> words, bool value) {
    for (const Word& word : words)
        if (const auto found = rule(word)) rules[static_cast<std::size_t>(*found)] = value;
}

Target PolicyResolver::target(const Settings& settings, const std::string& folder) {
    const std::string& given = overrides_.torch_version;
    if (!given.empty()) {
        const auto versions = torchscript::VersionSet::parse(given);
        if (!versions)
            fail({}, fmt::format("`--torch-version {}` is no version and no specifier such as `>=1.8,<2.3`", given));
        else if (versions->empty())
            fail({}, fmt::format("no torch release fits `--torch-version {}`", given));
        else
            return {*versions, true, given, "--torch-version"};
        return {};
    }
    if (overrides_.isolated && !settings.word(Key::TorchVersion)) return {};
    const project::Target found = targets_.find(settings, folder);
    if (!found.known) return {};
    const Word* said = settings.word(Key::TorchVersion);
    return {found.versions, true, said ? said->text : found.versions.to_string(), found.source};
}

project::SearchPath PolicyResolver::search_path(const Settings& settings) {
    project::SearchPath found;
    for (const Word& word : settings.words(Key::Src)) {
        found.sources.push_back(project::absolute_path(files_, word.text, folder_of(word.origin, folder_)));
        if (files_.status(found.sources.back()).kind != project::FileKind::Directory)
            fail(word.origin, fmt::format("`src`: there is no folder `{}`", word.text));
    }
    auto libraries = [&](const std::string& python) -> const std::vector<std::string>& {
        const auto [at, fresh] = libraries_.try_emplace(python);
        if (fresh) at->second = project::library_folders(files_, python);
        return at->second;
    };
    if (const Word* python = settings.word(Key::Python)) {
        found.libraries = libraries(project::absolute_path(files_, python->text, folder_of(python->origin, folder_)));
        if (found.libraries.empty())
            fail(python->origin, fmt::format("`python`: `{}` is neither a Python environment nor an interpreter in one", python->text));
        return found;
    }
    if (overrides_.isolated) return found;
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
        const std::string active = environment_(variable);
        if (!project::is_absolute(active)) continue;
        found.libraries = libraries(active);
        if (!found.libraries.empty()) break;
    }
    return found;
}

std::optional<Severity> PolicyResolver::fail_on(const Settings& settings) const {
    if (!overrides_.fail_on.empty()) return level_called(overrides_.fail_on);
    const Word* said = settings.word(Key::FailOn);
    return said ? level_called(said->text) : Severity::Error;
}

std::shared_ptr<Policy> PolicyResolver::make(const Settings& settings, const std::string& folder) {
    auto policy = std::make_shared<Policy>();
    policy->target = target(settings, folder);
    policy->settings = settings.path;
    policy->fail_on = fail_on(settings);
    policy->search = search_path(settings);
    Rules enabled(rules::rule_count, !settings.find(Key::Select));
    set(enabled, settings.words(Key::Select), true);
    set(enabled, settings.words(Key::Ignore), false);
    policy->enabled = std::move(enabled);

    Rules fixable(rules::rule_count, !settings.find(Key::Fixable));
    set(fixable, settings.words(Key::Fixable), true);
    set(fixable, settings.words(Key::Unfixable), false);
    policy->fixable = std::move(fixable);

    if (const project::Value* severity = settings.find(Key::Severity)) {
        policy->levels.resize(rules::rule_count);
        for (const auto& entry : severity->entries)
            if (const auto found = rule(entry.name)) policy->levels[static_cast<std::size_t>(*found)] = level_called(entry.words.front().text);
    }
    if (const Word* baseline = settings.word(Key::Baseline))
        policy->baseline = project::clean_path(project::join_path(folder_of(baseline->origin, folder_), baseline->text));
    if (const project::Value* roots = settings.find(Key::Roots)) {
        policy->explicit_roots = !roots->is_list;
        if (roots->is_list)
            for (const Word& word : roots->words) policy->roots.push_back(word.text);
    }
    if (const Word* share = settings.word(Key::MinScriptable)) {
        double value = 0;
        std::from_chars(share->text.data(), share->text.data() + share->text.size(), value);
        policy->min_scriptable = value;
    }
    return policy;
}

std::string PolicyResolver::matching(const Settings& settings, const std::string& path) const {
    std::string key;
    const project::Value* ignores = settings.find(Key::PerFileIgnores);
    if (!ignores) return key;
    for (const auto& entry : ignores->entries) {
        const std::string base = folder_of(entry.name.origin, folder_);
        bool matches = false;
        if (project::is_within(path, base) && path.size() > base.size()) {
            const std::string_view relative = std::string_view(path).substr(base == "/" ? 1 : base.size() + 1);
            const auto rules = project::IgnoreRules::parse(project::pattern_in(base, entry.name.text));
            // A pattern may name a folder: it then means everything below.
            for (std::size_t end = relative.size(); !matches; end = relative.rfind('/', end - 1)) {
                if (end == std::string_view::npos) break;
                matches = rules.match(relative.substr(0, end), end < relative.size()) == project::IgnoreRules::Verdict::Ignore;
                if (end == 0) break;
            }
        }
        key += matches ? '1' : '0';
    }
    return key;
}

std::shared_ptr<const Policy> PolicyResolver::for_file(const std::string& path) {
    const std::string folder = project::parent_path(path);
    const std::shared_ptr<const Settings> settings = settings_.for_folder(folder);
    const std::string matched = matching(*settings, path);
    auto& policy = policies_[{folder, matched}];
    if (policy) return policy;
    const std::shared_ptr<Policy> made = make(*settings, folder);
    if (const project::Value* ignores = settings->find(Key::PerFileIgnores)) {
        Rules ignored(rules::rule_count, false);
        for (std::size_t i = 0; i < ignores->entries.size(); ++i) {
            Rules any(rules::rule_count, false);
            set(matched[i] == '1' ? ignored : any, ignores->entries[i].words, true);
        }
        made->ignored = std::move(ignored);
    }
    return policy = made;
}

}  // namespace jitlint::engine
