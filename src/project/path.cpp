#include "project/path.h"

#include "text/utf8.h"

namespace jitlint::project {

namespace {

/// Calls `visit` with each component until it returns false.
template <class Visit>
void each_component(std::string_view path, Visit visit) {
    for (std::size_t at = 0; at < path.size();) {
        std::size_t end = path.find('/', at);
        if (end == std::string_view::npos) end = path.size();
        if (end > at && !visit(path.substr(at, end - at))) return;
        at = end + 1;
    }
}

std::string printable(std::string_view path) {
    constexpr const char* digits = "0123456789abcdef";
    std::string out;
    out.reserve(path.size());
    for (std::size_t at = 0; at < path.size();) {
        const text::Utf8Step step = text::decode_utf8(path, at);
        for (std::size_t i = 0; i < step.length; ++i) {
            const char byte = path[at + i];
            if (step.valid) {
                out += byte;
            } else {
                out += "\\x";
                out += digits[static_cast<unsigned char>(byte) >> 4U];
                out += digits[static_cast<unsigned char>(byte) & 0xFU];
            }
        }
        at += step.length;
    }
    return out;
}

}  // namespace

bool is_absolute(std::string_view path) { return path.starts_with('/'); }

std::string join_path(std::string_view base, std::string_view path) {
    if (is_absolute(path) || base.empty()) return std::string(path);
    std::string joined(base);
    if (!joined.ends_with('/')) joined += '/';
    joined += path;
    return joined;
}

std::string clean_path(std::string_view path) {
    std::string clean;
    clean.reserve(path.size());
    if (is_absolute(path)) clean = "/";
    each_component(path, [&](std::string_view component) {
        if (component == ".") return true;
        if (!clean.empty() && clean.back() != '/') clean += '/';
        clean += component;
        return true;
    });
    return clean.empty() ? "." : clean;
}

bool has_parent_steps(std::string_view path) {
    bool found = false;
    each_component(path, [&](std::string_view component) {
        found = component == "..";
        return !found;
    });
    return found;
}

std::string parent_path(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return ".";
    return std::string(path.substr(0, slash == 0 ? 1 : slash));
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool is_within(std::string_view path, std::string_view folder) {
    if (folder == "/") return is_absolute(path);
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string common_folder(std::string_view a, std::string_view b) {
    std::string folder(a);
    while (!is_within(b, folder)) folder = parent_path(folder);
    return folder;
}

std::string shown_path(std::string_view path, std::string_view folder) {
    if (path == folder) return ".";
    const std::string common = common_folder(folder, path);
    if (common == "/" && folder != "/") return printable(path);
    std::string relative;
    for (std::string_view rest = folder.substr(common.size()); !rest.empty(); rest.remove_suffix(rest.size() - rest.rfind('/'))) relative += "../";
    if (path.size() == common.size()) {
        relative.pop_back();
        return relative;
    }
    return relative + printable(path.substr(common == "/" ? 1 : common.size() + 1));
}

}  // namespace jitlint::project
