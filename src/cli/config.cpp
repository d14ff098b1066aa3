#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/options.h"
#include "cli/setup.h"
#include "project/path.h"

namespace jitlint::cli {
namespace {

using Json = nlohmann::ordered_json;
using project::Key;

/// A setting as it holds: its value, and who says so.
struct Effective {
    std::string_view name;
    Json value;
    std::string source;
};

class Table {
public:
    Table(Setup& setup, const SettingsOptions& options, const std::string& path) : setup_(setup), options_(options) {
        policy_ = setup.policy(path);
        settings_ = setup.settings.for_folder(project::parent_path(path));
        setup.complain();
        for (std::size_t i = 0; i < project::key_count; ++i) rows.push_back(row(static_cast<Key>(i)));
        if (!settings_->path.empty()) file = project::shown_path(settings_->path, setup.folder);
    }

    std::vector<Effective> rows;
    std::string file;

private:
    static Json list(const std::vector<project::Word>& words) {
        Json all = Json::array();
        for (const project::Word& word : words) all.push_back(word.text);
        return all;
    }

    static Json value_of(Key key, const project::Value& value) {
        switch (project::info(key).kind) {
            case project::ValueKind::TextTable:
            case project::ValueKind::TextsTable: {
                const bool lists = project::info(key).kind == project::ValueKind::TextsTable;
                Json table = Json::object();
                for (const auto& entry : value.entries) table[entry.name.text] = lists ? list(entry.words) : Json(entry.words.front().text);
                return table;
            }
            case project::ValueKind::Number:
                return Json::parse(value.words.front().text);
            default:
                return value.is_list ? list(value.words) : Json(value.words.front().text);
        }
    }

    std::string shown(const project::Origin& origin) const {
        if (origin.path.empty()) return origin.option.empty() ? "--config" : origin.option;
        return fmt::format("{}:{}", project::shown_path(origin.path, setup_.folder), origin.line);
    }

    /// Who says it; of a list, everybody who adds to it.
    std::string sources(const project::Value& value) const {
        std::vector<std::string> all{shown(value.origin)};
        for (const project::Word& word : value.words)
            if (std::string source = shown(word.origin); word.origin.path != value.origin.path || word.origin.option != value.origin.option)
                if (std::ranges::find(all, source) == all.end()) all.push_back(std::move(source));
        return fmt::format("{}", fmt::join(all, ", "));
    }

    Effective row(Key key) const {
        const std::string_view name = project::info(key).name;
        if (key == Key::TorchVersion && !settings_->find(key)) return {name, policy_->target.text, policy_->target.source};
        if (key == Key::TorchVersion && !options_.torch_version.empty()) return {name, options_.torch_version, "--torch-version"};
        if (const project::Value* value = settings_->find(key)) return {name, value_of(key, *value), sources(*value)};
        if (key == Key::Exclude) return {name, project::excluded_folder_names(), "default"};
        const std::string_view usual = project::info(key).usual;
        return {name, usual.empty() ? Json(nullptr) : Json::parse(usual), "default"};
    }

    Setup& setup_;
    const SettingsOptions& options_;
    std::shared_ptr<const engine::Policy> policy_;
    std::shared_ptr<const project::Settings> settings_;
};

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// A JSON value as TOML; the two differ in tables alone.
std::string toml(const Json& value) {
    if (!value.is_object()) return dump(value);
    std::string out = "{";
    for (const auto& [key, inner] : value.items()) out += (out.size() > 1 ? ", " : "") + dump(Json(key)) + " = " + toml(inner);
    return out + "}";
}

int show_files(Setup& setup, const std::vector<std::string>& paths) {
    const project::Discovery found = setup.discover(paths.empty() ? std::vector<std::string>{"."} : paths, false);
    for (const project::SourcePath& path : found.files) print(path.shown + "\n");
    std::fflush(stdout);
    for (const project::PathProblem& problem : found.problems) tell(fmt::format("{}: {}", problem.shown, problem.message));
    return found.problems.empty() ? 0 : 2;
}

}  // namespace

int show_config(const ConfigOptions& options) {
    try {
        Setup setup(options);
        if (options.show_files) return show_files(setup, options.paths);
        if (options.paths.size() > 1) throw UsageError{"`jitlint config` shows the settings of one path"};
        std::string path = project::absolute_path(setup.files, options.paths.empty() ? "." : options.paths[0], setup.folder);
        // A folder's settings are those of the files in it.
        if (setup.files.status(path).kind == project::FileKind::Directory) path = project::join_path(path, "__init__.py");
        const Table table(setup, options, path);
        if (options.output_format == "json") {
            Json settings = Json::object();
            for (const Effective& row : table.rows) settings[std::string(row.name)] = {{"value", row.value}, {"source", row.source}};
            const Json all = {{"file", table.file.empty() ? Json(nullptr) : Json(table.file)}, {"settings", std::move(settings)}};
            print(all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
            return 0;
        }
        print(fmt::format("# settings file: {}\n", table.file.empty() ? "none" : table.file));
        for (const Effective& row : table.rows) {
            if (row.value.is_null())
                print(fmt::format("# {} is not set\n", row.name));
            else
                print(fmt::format("{} = {}  # {}\n", row.name, toml(row.value), row.source));
        }
        return 0;
    } catch (const UsageError& error) {
        tell(error.message);
        return 2;
    }
}

}  // namespace jitlint::cli
