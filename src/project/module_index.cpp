#include "project/module_index.h"

#include <algorithm>

#include "project/path.h"

namespace jitlint::project {

namespace {

constexpr std::string_view init_file = "__init__.py";

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

ModuleName ModuleIndex::name_of(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const std::string folder = parent_path(path);
    auto known = packages_.find(folder);
    if (known == packages_.end()) {
        std::string root = folder;
        while (root != "/" && has_init(root)) root = parent_path(root);
        known = packages_.emplace(folder, root).first;
    }
    ModuleName name;
    name.root = known->second;
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

std::string ModuleIndex::find(std::string_view dotted, const std::string& root) {
    if (!is_dotted_name(dotted)) return {};
    const std::lock_guard lock(mutex_);
    std::string found = find_below(dotted, root);
    if (!found.empty()) return found;
    for (const std::string& other : roots_) {
        if (other == root) continue;
        std::string candidate = find_below(dotted, other);
        if (candidate.empty()) continue;
        if (!found.empty() && candidate != found) return {};
        found = std::move(candidate);
    }
    return found;
}

}  // namespace jitlint::project
