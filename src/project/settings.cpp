#include "project/settings.h"

#include <toml++/toml.h>

#include <array>
#include <string_view>
#include <utility>

#include "project/path.h"
#include "project/suggest.h"

namespace jitlint::project {

namespace {

constexpr std::size_t max_settings_file = 4U << 20U;

struct Document {
    std::optional<toml::table> table;
    std::string error;
    unsigned line = 0;
};

Document parse(const std::string& text) {
    Document document;
    try {
        document.table = toml::parse(std::string_view(text));
    } catch (const toml::parse_error& error) {
        document.error = error.description();
        document.line = error.source().begin.line;
    }
    return document;
}

/// A value that a key cannot take: the message says what it takes.
using Problem = std::optional<std::string>;

Problem read_strings(const toml::node& value, std::optional<std::vector<std::string>>& out) {
    const auto* array = value.as_array();
    if (!array) return "expects a list of rule names";
    out.emplace();
    for (const toml::node& element : *array) {
        const auto text = element.value_exact<std::string>();
        if (!text) return "expects a list of rule names";
        out->push_back(*text);
    }
    return std::nullopt;
}

Problem read_torch_version(const toml::node& value, Settings& settings) {
    const auto text = value.value_exact<std::string>();
    if (!text) return "expects a string such as \">=1.8,<2.3\"";
    settings.torch_version = torchscript::VersionSet::parse(*text);
    if (!settings.torch_version) return "`" + *text + "` is no torch version or specifier such as `>=1.8,<2.3`";
    if (settings.torch_version->empty()) return "no torch release since 1.0 is `" + *text + "`";
    return std::nullopt;
}

/// Every key of the table, by name.
struct Key {
    std::string_view name;
    Problem (*read)(const toml::node& value, Settings& settings);
};
constexpr std::array<Key, 3> keys{{
    {"torch-version", read_torch_version},
    {"select", [](const toml::node& value, Settings& settings) { return read_strings(value, settings.select); }},
    {"ignore", [](const toml::node& value, Settings& settings) { return read_strings(value, settings.ignore); }},
}};

std::optional<SettingsError> read_table(const toml::table& table, Settings& settings) {
    for (const auto& [name, value] : table) {
        const auto line = static_cast<unsigned>(value.source().begin.line);
        const std::string_view given = name.str();
        const Key* key = nullptr;
        for (const Key& candidate : keys)
            if (candidate.name == given) key = &candidate;
        if (!key) {
            std::array<std::string_view, keys.size()> names;
            for (std::size_t i = 0; i < keys.size(); ++i) names[i] = keys[i].name;
            return SettingsError{settings.path, line, "there is no setting `" + std::string(given) + "`" + did_you_mean(given, names)};
        }
        if (const Problem problem = key->read(value, settings))
            return SettingsError{settings.path, line, "`" + std::string(given) + "`: " + *problem};
    }
    return std::nullopt;
}

/// Reads the file's settings. `found` tells whether it has any.
SettingsResult read_settings(const FileSystem& files, const std::string& path, bool own_file, bool& found) {
    SettingsResult result;
    if (files.status(path).kind != FileKind::Regular) return result;
    const FileContent content = files.read(path, max_settings_file);
    if (content.missing) return result;
    found = true;
    if (!content.error.empty()) {
        result.error = SettingsError{path, 0, content.error};
        return result;
    }
    const Document document = parse(content.bytes);
    if (!document.table) {
        result.error = SettingsError{path, document.line, document.error};
        return result;
    }
    result.settings.path = path;
    const toml::table* table = &*document.table;
    if (!own_file) {
        const auto node = document.table->at_path("tool.jitlint");
        found = static_cast<bool>(node);
        if (!found) return {};
        table = node.as_table();
        if (!table) {
            result.error = SettingsError{path, static_cast<unsigned>(node.node()->source().begin.line), "`tool.jitlint` expects a table"};
            return result;
        }
    }
    result.error = read_table(*table, result.settings);
    return result;
}

Versions torch_of_list(const toml::array* list) {
    Versions found;
    if (!list) return found;
    for (const toml::node& element : *list)
        if (const auto text = element.value<std::string_view>()) found = either(found, torch_of_requirement(*text));
    return found;
}

/// A table of lists: optional-dependencies, dependency-groups.
Versions torch_of_lists(const toml::table* lists) {
    Versions found;
    if (!lists) return found;
    for (const auto& [name, list] : *lists) found = either(found, torch_of_list(list.as_array()));
    return found;
}

Versions torch_of_poetry_value(const toml::node& value) {
    if (const auto text = value.value<std::string_view>()) return torch_of_poetry(*text);
    if (const auto* table = value.as_table()) {
        if (const auto text = (*table)["version"].value<std::string_view>()) return torch_of_poetry(*text);
        if (const auto url = (*table)["url"].value<std::string_view>()) return torch_of_requirement("torch @ " + std::string(*url));
    }
    return std::nullopt;
}

Versions torch_of_poetry_table(const toml::table* table) {
    Versions found;
    const toml::node* torch = table ? table->get("torch") : nullptr;
    if (!torch) return found;
    if (const auto* alternatives = torch->as_array()) {
        for (const toml::node& element : *alternatives) found = either(found, torch_of_poetry_value(element));
        return found;
    }
    return torch_of_poetry_value(*torch);
}

}  // namespace

SettingsResult find_settings(const FileSystem& files, const std::string& folder) {
    for (std::string at = folder;; at = parent_path(at)) {
        for (const bool own_file : {true, false}) {
            bool found = false;
            SettingsResult result = read_settings(files, join_path(at, own_file ? "jitlint.toml" : "pyproject.toml"), own_file, found);
            if (found) return result;
        }
        if (at == "/") return {};
    }
}

Versions torch_of_pyproject(const std::string& text) {
    const Document document = parse(text);
    if (!document.table) return std::nullopt;
    const toml::table& table = *document.table;
    // What users of the project install counts before what its developers do.
    Versions found = either(torch_of_list(table.at_path("project.dependencies").as_array()),
                            torch_of_poetry_table(table.at_path("tool.poetry.dependencies").as_table()));
    if (!found) found = torch_of_lists(table.at_path("project.optional-dependencies").as_table());
    if (found) return found;
    found = either(torch_of_lists(table.at_path("dependency-groups").as_table()),
                   torch_of_poetry_table(table.at_path("tool.poetry.dev-dependencies").as_table()));
    if (const auto* groups = table.at_path("tool.poetry.group").as_table())
        for (const auto& [name, group] : *groups)
            if (const auto* entries = group.as_table()) found = either(found, torch_of_poetry_table((*entries)["dependencies"].as_table()));
    return found;
}

}  // namespace jitlint::project
