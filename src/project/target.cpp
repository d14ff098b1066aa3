#include "project/target.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "project/discovery.h"
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

std::optional<Requirement> pyproject(const FileSystem& files, const std::string& folder) {
    const std::string path = join_path(folder, "pyproject.toml");
    if (const Versions versions = torch_of_pyproject(files.read(path, max_file).bytes)) return Requirement{*versions, path};
    return std::nullopt;
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

std::optional<Requirement> named_file(const FileSystem& files, const std::string& folder, const char* name, Versions (*read)(std::string_view)) {
    const std::string path = join_path(folder, name);
    if (const Versions versions = read(files.read(path, max_file).bytes)) return Requirement{*versions, path};
    return std::nullopt;
}

std::optional<Requirement> requirement_in(const FileSystem& files, const std::string& folder, const DirectoryListing& listing) {
    auto found = pyproject(files, folder);
    if (!found) found = requirements_files(files, folder, listing);
    if (!found) found = named_file(files, folder, "setup.cfg", torch_of_setup_cfg);
    if (!found) found = named_file(files, folder, "environment.yml", torch_of_environment_yml);
    if (!found) found = named_file(files, folder, "environment.yaml", torch_of_environment_yml);
    return found;
}

/// Whether a project begins here: what stands above belongs to somebody else.
bool is_project_root(const DirectoryListing& listing) {
    constexpr std::array<std::string_view, 4> marks{".git", "pyproject.toml", "setup.py", "setup.cfg"};
    return std::ranges::any_of(listing.entries, [&](const DirectoryEntry& entry) { return std::ranges::find(marks, entry.name) != marks.end(); });
}

std::optional<Requirement> find_requirement(const FileSystem& files, const std::string& folder) {
    for (std::string at = folder;; at = parent_path(at)) {
        const DirectoryListing listing = files.list(at);
        if (auto found = requirement_in(files, at, listing)) return found;
        if (at == "/" || is_project_root(listing)) return std::nullopt;
    }
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

std::optional<Target> installed(const FileSystem& files, const std::string& shown_from, const Environment& environment) {
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
        const std::string root = environment(variable);
        if (!is_absolute(root)) continue;
        const std::string library = join_path(clean_path(root), "lib");
        DirectoryListing listing = files.list(library);
        // With several interpreters, the newest: python3.11 after python3.9.
        std::ranges::stable_sort(listing.entries, [](const DirectoryEntry& a, const DirectoryEntry& b) {
            return a.name.size() != b.name.size() ? a.name.size() > b.name.size() : a.name > b.name;
        });
        for (const DirectoryEntry& entry : listing.entries) {
            if (!entry.name.starts_with("python")) continue;
            const std::string version = torch_in(files, join_path(library, entry.name + "/site-packages"));
            const auto versions = VersionSet::parse(version.substr(0, version.find('+')));
            if (versions && !versions->empty())
                return Target{*versions, true, "torch " + version + " in " + shown_path(clean_path(root), shown_from)};
        }
    }
    return std::nullopt;
}

}  // namespace

Target infer_target(const FileSystem& files, const Settings& settings, const std::string& folder, const std::string& shown_from,
                    const Environment& environment) {
    if (settings.torch_version) return {*settings.torch_version, true, "settings in " + shown_path(settings.path, shown_from)};
    if (const auto requirement = find_requirement(files, folder))
        return {requirement->versions, true, "requirements in " + shown_path(requirement->path, shown_from)};
    if (auto target = installed(files, shown_from, environment)) return *target;
    return {};
}

std::string project_folder(const FileSystem& files, const std::vector<std::string>& paths, const std::string& shown_from) {
    std::string common;
    for (const std::string& given : paths) {
        std::string folder = absolute_path(files, given, shown_from);
        if (files.status(folder).kind != FileKind::Directory) folder = parent_path(folder);
        common = common.empty() ? folder : common_folder(common, folder);
    }
    return common.empty() ? shown_from : common;
}

}  // namespace jitlint::project
