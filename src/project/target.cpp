#include "project/target.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "project/discovery.h"
#include "project/module_index.h"
#include "project/path.h"
#include "project/requirements.h"

namespace jitlint::project {

namespace {

using torchscript::VersionSet;

constexpr std::size_t max_file = 4U << 20U;

struct Requirement {
    VersionSet versions;
    std::string path;
};

bool has_entry(const DirectoryListing& listing, std::string_view name) {
    return std::ranges::binary_search(listing.entries, name, {}, [](const DirectoryEntry& entry) -> std::string_view { return entry.name; });
}

/// requirements.txt, else the first of requirements*.txt and requirements/*.txt that names torch.
std::optional<Requirement> requirements_files(const FileSystem& files, const std::string& folder, const DirectoryListing& listing) {
    std::vector<std::string> names;
    for (const DirectoryEntry& entry : listing.entries)
        if (entry.name.starts_with("requirements") && entry.name.ends_with(".txt")) names.push_back(entry.name);
    for (const DirectoryEntry& entry : listing.entries) {
        if (entry.name != "requirements" || entry.kind != FileKind::Directory) continue;
        for (const DirectoryEntry& inner : files.list(join_path(folder, entry.name)).entries)
            if (inner.name.ends_with(".txt")) names.push_back("requirements/" + inner.name);
    }
    std::ranges::stable_partition(names, [](const std::string& name) { return name == "requirements.txt"; });
    for (const std::string& name : names) {
        const std::string path = join_path(folder, name);
        if (const Versions versions = torch_of_requirements_file(files, path)) return Requirement{*versions, path};
    }
    return std::nullopt;
}

template <class Text>
std::optional<Requirement> named_file(const FileSystem& files, const std::string& folder, const DirectoryListing& listing, const char* name,
                                      Versions (*read)(Text)) {
    if (!has_entry(listing, name)) return std::nullopt;
    const std::string path = join_path(folder, name);
    if (const Versions versions = read(files.read(path, max_file).bytes)) return Requirement{*versions, path};
    return std::nullopt;
}

std::optional<Requirement> requirement_in(const FileSystem& files, const std::string& folder, const DirectoryListing& listing) {
    auto found = named_file(files, folder, listing, "pyproject.toml", torch_of_pyproject);
    if (!found) found = requirements_files(files, folder, listing);
    if (!found) found = named_file(files, folder, listing, "setup.cfg", torch_of_setup_cfg);
    if (!found) found = named_file(files, folder, listing, "environment.yml", torch_of_environment_yml);
    if (!found) found = named_file(files, folder, listing, "environment.yaml", torch_of_environment_yml);
    return found;
}

/// Whether a project begins here: what stands above belongs to somebody else.
bool is_project_root(const DirectoryListing& listing) {
    constexpr std::array<std::string_view, 4> marks{".git", "pyproject.toml", "setup.py", "setup.cfg"};
    return std::ranges::any_of(marks, [&](std::string_view mark) { return has_entry(listing, mark); });
}

/// `1.13.1` of `__version__ = '1.13.1+cu117'` in torch/version.py.
std::string version_in_module(std::string_view text) {
    const std::size_t at = text.find("__version__ =");
    if (at == std::string_view::npos) return {};
    const std::size_t quote = text.find_first_of("'\"", at);
    if (quote == std::string_view::npos) return {};
    const std::size_t end = text.find(text[quote], quote + 1);
    if (end == std::string_view::npos) return {};
    return std::string(text.substr(quote + 1, end - quote - 1));
}

/// The version of the torch in a site-packages folder; empty without one.
std::string torch_in(const FileSystem& files, const std::string& packages) {
    for (const DirectoryEntry& entry : files.list(packages).entries) {
        std::string_view name = entry.name;
        if (!name.starts_with("torch-")) continue;
        if (!name.ends_with(".dist-info") && !name.ends_with(".egg-info")) continue;
        name = name.substr(6, name.rfind('.') - 6);
        return std::string(name.substr(0, name.find('-')));
    }
    return version_in_module(files.read(join_path(packages, "torch/version.py"), max_file).bytes);
}

}  // namespace

const Target* TargetFinder::required(const std::string& folder) {
    std::vector<std::string> asked;
    const std::optional<Target>* answer = nullptr;
    std::optional<Target> found;
    for (std::string at = folder;; at = parent_path(at)) {
        if (const auto known = required_.find(at); known != required_.end()) {
            answer = &known->second;
            break;
        }
        asked.push_back(at);
        const DirectoryListing listing = files_.list(at);
        if (const auto requirement = requirement_in(files_, at, listing)) {
            found = Target{requirement->versions, true, "requirements in " + shown_path(requirement->path, shown_from_)};
            break;
        }
        if (at == "/" || is_project_root(listing)) break;
    }
    if (answer) found = *answer;
    for (const std::string& at : asked) required_[at] = found;
    const auto& kept = required_.at(folder);
    return kept ? &*kept : nullptr;
}

const std::optional<Target>& TargetFinder::installed(const std::string& root) {
    const auto [at, fresh] = installed_.try_emplace(root);
    if (!fresh) return at->second;
    std::string version;
    for (const std::string& packages : library_folders(files_, root)) {
        version = torch_in(files_, packages);
        if (!version.empty()) break;
    }
    const auto versions = VersionSet::parse(version.substr(0, version.find('+')));
    if (versions && !versions->empty()) at->second = Target{*versions, true, "torch " + version + " in " + shown_path(root, shown_from_)};
    return at->second;
}

Target TargetFinder::find(const Settings& settings, const std::string& folder) {
    if (const Word* given = settings.word(Key::TorchVersion)) {
        const std::string source = given->origin.path.empty() ? "--config" : "settings in " + shown_path(given->origin.path, shown_from_);
        return {VersionSet::parse(given->text).value_or(VersionSet::all()), true, source};
    }
    if (const Target* target = required(folder)) return *target;
    if (const Word* python = settings.word(Key::Python)) {
        const std::string base = python->origin.path.empty() ? shown_from_ : parent_path(python->origin.path);
        if (const auto& target = installed(absolute_path(files_, python->text, base))) return *target;
    }
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
        const std::string root = environment_(variable);
        if (!is_absolute(root)) continue;
        if (const auto& target = installed(clean_path(root))) return *target;
    }
    return {};
}

}  // namespace jitlint::project
