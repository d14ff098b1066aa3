#include "project/settings_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "project/discovery.h"
#include "project/path.h"

namespace jitlint::project {

namespace {

constexpr std::size_t max_settings_file = 4U << 20U;

/// Reads one file and what it extends. `chain` holds the files on the way.
SettingsResult read_chain(const FileSystem& files, const std::string& path, std::vector<std::string>& chain) {
    const FileContent content = files.read(path, max_settings_file);
    if (content.missing || !content.error.empty()) return {{}, SettingsError{path, 0, content.missing ? "no such file" : content.error}};
    SettingsResult result = parse_settings(content.bytes, path, file_name(path) == "pyproject.toml");
    const Word* extended = result.settings.word(Key::Extend);
    if (result.error || !extended) return result;
    const Word from = *extended;
    auto failed = [&](std::string message) {
        result.error = SettingsError{path, from.origin.line, fmt::format("`extend`: {}", message)};
        return result;
    };
    chain.push_back(path);
    const std::string base = absolute_path(files, from.text, parent_path(path));
    if (std::ranges::find(chain, base) != chain.end()) return failed("the file extends itself");
    if (files.status(base).kind == FileKind::Missing) return failed(fmt::format("there is no file `{}`", from.text));
    SettingsResult under = read_chain(files, base, chain);
    if (under.error) return {std::move(result.settings), std::move(under.error)};
    if (under.settings.path.empty()) return failed(fmt::format("`{}` has no table [tool.jitlint]", from.text));
    result.settings = overlay(std::move(result.settings), under.settings);
    return result;
}

/// The settings of one folder; nothing where it has none.
std::optional<SettingsResult> settings_in(const FileSystem& files, const std::string& folder) {
    for (const char* name : {"jitlint.toml", "pyproject.toml"}) {
        const std::string path = join_path(folder, name);
        if (files.status(path).kind != FileKind::Regular) continue;
        SettingsResult result = read_settings_file(files, path);
        // A broken pyproject.toml without our table is somebody else's business.
        const bool ours = file_name(path) == "jitlint.toml" || files.read(path, max_settings_file).bytes.find("jitlint") != std::string::npos;
        if (!result.settings.path.empty() || (result.error && ours)) return result;
    }
    return std::nullopt;
}

}  // namespace

SettingsResult read_settings_file(const FileSystem& files, const std::string& path) {
    std::vector<std::string> chain;
    return read_chain(files, path, chain);
}

SettingsResult find_settings(const FileSystem& files, const std::string& folder) {
    for (std::string at = folder;; at = parent_path(at)) {
        if (auto found = settings_in(files, at)) return std::move(*found);
        if (at == "/") return {};
    }
}

SettingsIndex::SettingsIndex(const FileSystem& files, SettingsSources sources) : files_(files), sources_(std::move(sources)) {
    for (const std::string& text : sources_.overrides) {
        SettingsResult result = parse_settings(text, "", false);
        if (result.error && !error_) error_ = std::move(result.error);
        overrides_ = overlay(std::move(result.settings), overrides_);
    }
    if (!sources_.file.empty()) {
        SettingsResult result = read_settings_file(files_, sources_.file);
        if (!result.error && result.settings.path.empty()) result.error = SettingsError{sources_.file, 0, "has no table [tool.jitlint]"};
        fixed_ = keep(std::move(result));
    } else if (sources_.isolated) {
        fixed_ = keep({});
    }
}

std::shared_ptr<const Settings> SettingsIndex::keep(SettingsResult result) {
    if (result.error && !error_) error_ = std::move(result.error);
    return std::make_shared<const Settings>(with_options(overlay(overrides_, result.settings), sources_.options));
}

std::shared_ptr<const Settings> SettingsIndex::in_folder(const std::string& folder) {
    // Folders without settings have those of the folder above, down from the first that is known.
    std::vector<std::string> without;
    std::shared_ptr<const Settings> settings;
    for (std::string at = folder; !settings; at = parent_path(at)) {
        if (const auto known = folders_.find(at); known != folders_.end()) {
            settings = known->second;
            break;
        }
        without.push_back(at);
        if (auto found = settings_in(files_, at))
            settings = keep(std::move(*found));
        else if (at == "/")
            settings = keep({});
    }
    for (const std::string& at : without) folders_.emplace(at, settings);
    return settings;
}

std::shared_ptr<const Settings> SettingsIndex::for_folder(const std::string& folder) { return fixed_ ? fixed_ : in_folder(folder); }

}  // namespace jitlint::project
