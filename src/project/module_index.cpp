#include "project/module_index.h"

#include <algorithm>
#include <array>

#include "project/path.h"

namespace jitlint::project {

namespace {

constexpr std::string_view init_file = "__init__.py";

/// What stands where a project begins.
constexpr std::array<const char*, 4> project_marks{"pyproject.toml", "jitlint.toml", "setup.py", "setup.cfg"};

/// Dotted identifiers, so that no name leads out of its root.
bool is_dotted_name(std::string_view dotted) {
    bool at_start = true;
    for (const char c : dotted) {
        if (c == '.' ? at_start : c == '/' || c == '\0') return false;
        at_start = c == '.';
    }
    return !at_start;
}

}  // namespace

FileKind ModuleIndex::kind(const std::string& path) {
    if (const auto known = kinds_.find(path); known != kinds_.end()) return known->second;
    return kinds_.emplace(path, files_.status(path).kind).first->second;
}

bool ModuleIndex::has_init(const std::string& folder) { return kind(join_path(folder, init_file)) == FileKind::Regular; }

const std::string& ModuleIndex::root_of(const std::string& folder) {
    auto known = packages_.find(folder);
    if (known == packages_.end()) {
        std::string root = folder;
        while (root != "/" && has_init(root)) root = parent_path(root);
        known = packages_.emplace(folder, root).first;
    }
    return known->second;
}

const SearchPath& ModuleIndex::path_of(const std::string& file) const {
    static const SearchPath nothing;
    if (paths_.empty()) return nothing;
    for (std::string folder = parent_path(file);; folder = parent_path(folder)) {
        if (const auto found = paths_.find(folder); found != paths_.end()) return found->second;
        if (folder == "/") return nothing;
    }
}

const SearchPath* ModuleIndex::library_path_of(const std::string& file) const {
    for (const auto& [folder, path] : paths_)
        if (std::ranges::any_of(path.libraries, [&](const std::string& library) { return is_within(file, library); })) return &path;
    return nullptr;
}

const std::string& ModuleIndex::project_of(const std::string& folder) {
    if (const auto known = projects_.find(folder); known != projects_.end()) return known->second;
    std::string project;
    for (std::string at = folder;; at = parent_path(at)) {
        const bool repository = kind(join_path(at, ".git")) != FileKind::Missing;
        if (repository || std::ranges::any_of(project_marks, [&](const char* mark) { return kind(join_path(at, mark)) == FileKind::Regular; }))
            project = at;
        if (repository || at == "/") break;
    }
    if (project.empty() && !project_.empty() && is_within(folder, project_)) project = project_;
    return projects_.emplace(folder, std::move(project)).first->second;
}

ModuleName ModuleIndex::name_of(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const std::string folder = parent_path(path);
    ModuleName name;
    const std::string& package_root = root_of(folder);
    name.root = package_root;
    // In a folder of modules, also folders without `__init__.py` are packages.
    std::size_t nearest = 0;
    for (const std::string& source : path_of(path).sources) {
        if (source.size() <= nearest || !is_within(package_root, source)) continue;
        nearest = source.size();
        name.root = source;
    }
    std::string_view stem = file_name(path);
    name.is_package = stem == init_file && name.root != folder;
    if (stem.ends_with(".py")) stem.remove_suffix(3);
    const std::size_t skip = name.root == "/" ? 1 : name.root.size() + 1;
    if (folder.size() >= skip) name.dotted = folder.substr(skip);
    std::ranges::replace(name.dotted, '/', '.');
    if (name.is_package) return name;
    if (!name.dotted.empty()) name.dotted += '.';
    name.dotted += stem;
    return name;
}

void ModuleIndex::add_root(const std::string& root) {
    const std::lock_guard lock(mutex_);
    const auto at = std::ranges::lower_bound(roots_, root);
    if (at == roots_.end() || *at != root) roots_.insert(at, root);
}

std::string ModuleIndex::find_below(std::string_view dotted, const std::string& root) {
    std::string path = root;
    // A missing folder ends the search early and is remembered for all names below it.
    for (;;) {
        const std::size_t dot = dotted.find('.');
        path = join_path(path, dotted.substr(0, dot));
        if (dot == std::string_view::npos) break;
        if (kind(path) != FileKind::Directory) return {};
        dotted.remove_prefix(dot + 1);
    }
    if (has_init(path)) return join_path(path, init_file);
    path += ".py";
    return kind(path) == FileKind::Regular ? path : "";
}

std::string ModuleIndex::find(std::string_view dotted, const std::string& importer) {
    if (!is_dotted_name(dotted)) return {};
    const std::lock_guard lock(mutex_);
    const std::string_view top = dotted.substr(0, dotted.find('.'));
    const std::string own = root_of(parent_path(importer));
    // A regular package hides all others of its name, whether it has the module or not.
    auto hides = [&](const std::string& root) { return has_init(join_path(root, top)); };
    auto look = [&](const std::string& root, std::string& found) {
        found = find_below(dotted, root);
        return !found.empty() || hides(root);
    };
    std::string found;
    if (look(own, found)) return found;
    const SearchPath* path = library_path_of(importer);
    if (!path) {
        path = &path_of(importer);
        for (const std::string& source : path->sources)
            if (look(source, found)) return found;
        if (const std::string& project = project_of(own); !project.empty())
            for (std::string folder = own;; folder = parent_path(folder)) {
                if (folder != own && look(folder, found)) return found;
                if (look(join_path(folder, "src"), found)) return found;
                if (folder == project || folder == "/") break;
            }
        for (const std::string& other : roots_) {
            std::string candidate = find_below(dotted, other);
            if (candidate.empty()) continue;
            if (!found.empty() && candidate != found) return {};
            found = std::move(candidate);
        }
        if (!found.empty()) return found;
    }
    for (const std::string& library : path->libraries)
        if (look(library, found)) return found;
    return {};
}

std::string ModuleIndex::find_in(std::string_view dotted, const std::string& folder) {
    if (!is_dotted_name(dotted)) return {};
    const std::lock_guard lock(mutex_);
    return find_below(dotted, folder);
}

std::string ModuleIndex::find_relative(unsigned level, std::string_view dotted, const std::string& importer) {
    std::string folder = parent_path(importer);
    for (; level > 1; --level) {
        if (folder == "/") return {};
        folder = parent_path(folder);
    }
    if (!dotted.empty()) return find_in(dotted, folder);
    const std::lock_guard lock(mutex_);
    return has_init(folder) ? join_path(folder, init_file) : "";
}

std::vector<std::string> library_folders(const FileSystem& files, const std::string& python) {
    std::string prefix = clean_path(python);
    if (files.status(prefix).kind == FileKind::Regular) prefix = parent_path(parent_path(prefix));
    std::vector<std::string> found;
    auto add = [&](const std::string& folder) {
        if (files.status(folder).kind == FileKind::Directory) found.push_back(folder);
    };
    const std::string library = join_path(prefix, "lib");
    DirectoryListing listing = files.list(library);
    // With several interpreters, the newest: python3.11 before python3.9.
    std::ranges::stable_sort(listing.entries, [](const DirectoryEntry& a, const DirectoryEntry& b) {
        return a.name.size() != b.name.size() ? a.name.size() > b.name.size() : a.name > b.name;
    });
    for (const DirectoryEntry& entry : listing.entries) {
        if (!entry.name.starts_with("python3.")) continue;
        add(join_path(library, entry.name + "/site-packages"));
        if (!found.empty()) break;
    }
    // Debian's own interpreter: `/usr/bin/python3`.
    add(join_path(prefix, "local/lib/python3/dist-packages"));
    add(join_path(prefix, "lib/python3/dist-packages"));
    add(join_path(prefix, "Lib/site-packages"));
    return found;
}

}  // namespace jitlint::project
