#include <algorithm>
#include <utility>

#include "project/file_system.h"
#include "project/path.h"

namespace jitlint::project {

namespace {

constexpr int max_links = 40;

}  // namespace

void MemoryFileSystem::add_node(const std::string& path, Node node) {
    const std::lock_guard lock(mutex_);
    const std::string clean = clean_path(path);
    for (std::string folder = parent_path(clean); folder != "/"; folder = parent_path(folder))
        nodes_.try_emplace(folder, Node{FileKind::Directory, {}, {}});
    nodes_.try_emplace("/", Node{FileKind::Directory, {}, {}});
    nodes_.insert_or_assign(clean, std::move(node));
}

void MemoryFileSystem::add(const std::string& path, std::string bytes) { add_node(path, {FileKind::Regular, std::move(bytes), {}}); }

void MemoryFileSystem::add_link(const std::string& path, std::string target) { add_node(path, {FileKind::Link, std::move(target), {}}); }

void MemoryFileSystem::add_other(const std::string& path) { add_node(path, {FileKind::Other, {}, {}}); }

void MemoryFileSystem::add_error(const std::string& path, std::string error) {
    const std::lock_guard lock(mutex_);
    if (const auto at = nodes_.find(clean_path(path)); at != nodes_.end()) at->second.error = std::move(error);
}

void MemoryFileSystem::remove(const std::string& path) {
    const std::lock_guard lock(mutex_);
    nodes_.erase(clean_path(path));
}

/// The path without links, whether or not something is there; empty where links lead in a circle.
std::string MemoryFileSystem::resolve(const std::string& path) const {
    std::string rest = clean_path(path);
    std::string done = "/";
    for (int links = 0; !rest.empty();) {
        const std::size_t begin = rest.find_first_not_of('/');
        if (begin == std::string::npos) break;
        const std::size_t end = std::min(rest.find('/', begin), rest.size());
        const std::string component = rest.substr(begin, end - begin);
        rest = rest.substr(end);
        if (component == ".") continue;
        if (component == "..") {
            done = parent_path(done);
            continue;
        }
        const std::string next = join_path(done, component);
        const auto node = nodes_.find(next);
        if (node == nodes_.end() || node->second.kind != FileKind::Link) {
            done = next;
            continue;
        }
        if (++links > max_links) return {};
        rest = node->second.content + rest;
        if (is_absolute(node->second.content)) done = "/";
    }
    return done;
}

const MemoryFileSystem::Node* MemoryFileSystem::find(const std::string& path) const {
    const auto node = nodes_.find(resolve(path));
    return node == nodes_.end() ? nullptr : &node->second;
}

FileStatus MemoryFileSystem::status(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const Node* node = find(path);
    if (!node) return {};
    return {node->kind, {}};
}

FileContent MemoryFileSystem::read(const std::string& path, std::size_t limit) const {
    const std::lock_guard lock(mutex_);
    const Node* node = find(path);
    if (!node) return {{}, "no such file or directory", true};
    if (!node->error.empty()) return {{}, node->error, false};
    if (node->kind == FileKind::Directory) return {{}, "is a directory", false};
    if (node->kind != FileKind::Regular) return {{}, "not a regular file", false};
    if (node->content.size() > limit) return {{}, "the file is too large", false};
    return {node->content, {}, false};
}

DirectoryListing MemoryFileSystem::list(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    DirectoryListing listing;
    const Node* node = find(path);
    if (!node || node->kind != FileKind::Directory || !node->error.empty()) {
        listing.error = node && !node->error.empty() ? node->error : "not a directory";
        return listing;
    }
    const std::string folder = resolve(path);
    const std::string prefix = folder == "/" ? folder : folder + "/";
    for (auto at = nodes_.upper_bound(prefix); at != nodes_.end() && at->first.starts_with(prefix); ++at) {
        const std::string name = at->first.substr(prefix.size());
        if (name.find('/') == std::string::npos) listing.entries.push_back({name, at->second.kind});
    }
    return listing;
}

std::string MemoryFileSystem::real_path(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    return find(path) ? resolve(path) : "";
}

std::string MemoryFileSystem::replace(const std::string& path, std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    const auto node = nodes_.find(resolve(path));
    if (node == nodes_.end()) return "no such file or directory";
    if (!node->second.error.empty()) return node->second.error;
    node->second.content = bytes;
    return {};
}

std::string MemoryFileSystem::write(const std::string& path, std::string_view bytes) {
    if (status(path).kind != FileKind::Missing) return replace(path, bytes);
    add(path, std::string(bytes));
    return {};
}

}  // namespace jitlint::project
