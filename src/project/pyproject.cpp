#include <toml++/toml.h>

#include <string_view>

#include "project/requirements.h"

namespace jitlint::project {

namespace {

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

Versions torch_of_pyproject(const std::string& text) {
    toml::table table;
    try {
        table = toml::parse(std::string_view(text));
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
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
