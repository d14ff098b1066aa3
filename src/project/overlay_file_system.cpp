#include <utility>

#include "project/file_system.h"
#include "project/path.h"

namespace jitlint::project {

OverlayFileSystem::OverlayFileSystem(FileSystem& under, std::string path, std::string bytes)
    : under_(under), path_(std::move(path)), real_path_(under.real_path(path_)), bytes_(std::move(bytes)) {
    // A file that is not there yet: its folder tells where it will be.
    if (real_path_.empty()) {
        const std::string folder = under.real_path(parent_path(path_));
        real_path_ = folder.empty() ? path_ : join_path(folder, file_name(path_));
    }
}

bool OverlayFileSystem::lies_at(const std::string& path) const { return path == path_ || path == real_path_; }

FileStatus OverlayFileSystem::status(const std::string& path) const {
    return lies_at(path) ? FileStatus{FileKind::Regular, {}} : under_.status(path);
}

FileContent OverlayFileSystem::read(const std::string& path, std::size_t limit) const {
    if (!lies_at(path)) return under_.read(path, limit);
    if (bytes_.size() > limit) return {{}, "the file is too large", false};
    return {bytes_, {}, false};
}

DirectoryListing OverlayFileSystem::list(const std::string& path) const { return under_.list(path); }

std::string OverlayFileSystem::real_path(const std::string& path) const { return lies_at(path) ? real_path_ : under_.real_path(path); }

std::string OverlayFileSystem::replace(const std::string& path, std::string_view bytes) {
    if (!lies_at(path)) return under_.replace(path, bytes);
    bytes_ = bytes;
    return {};
}

std::string OverlayFileSystem::write(const std::string& path, std::string_view bytes) {
    return lies_at(path) ? replace(path, bytes) : under_.write(path, bytes);
}

}  // namespace jitlint::project
