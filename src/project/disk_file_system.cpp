#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>

#include "project/file_system.h"
#include "project/path.h"

namespace jitlint::project {

namespace {

/// The system's words, begun in lower case as our messages are.
std::string system_error(int error) {
    char buffer[256];
    std::string text = ::strerror_r(error, buffer, sizeof buffer);
    if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z') text[0] = static_cast<char>(text[0] | ('A' <= text[0] && text[0] <= 'Z' ? 0x20 : 0));
    return text;
}

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

private:
    int fd_;
};

FileKind kind_of(mode_t mode) {
    if (S_ISREG(mode)) return FileKind::Regular;
    if (S_ISDIR(mode)) return FileKind::Directory;
    if (S_ISLNK(mode)) return FileKind::Link;
    return FileKind::Other;
}

FileKind kind_of(const dirent& entry, int directory) {
    switch (entry.d_type) {
        case DT_REG:
            return FileKind::Regular;
        case DT_DIR:
            return FileKind::Directory;
        case DT_LNK:
            return FileKind::Link;
        case DT_UNKNOWN:
            break;
        default:
            return FileKind::Other;
    }
    struct stat info {};
    if (::fstatat(directory, entry.d_name, &info, AT_SYMLINK_NOFOLLOW) != 0) return FileKind::Other;
    return kind_of(info.st_mode);
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Holds back what would end the program while a file is written, so that nothing is left half done.
class SignalsHeld {
public:
    SignalsHeld() {
        sigset_t ending;
        sigemptyset(&ending);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ending, signal);
        ::pthread_sigmask(SIG_BLOCK, &ending, &before_);
    }
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;
    ~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_{};
};

/// A file beside the one that it is to replace; gone unless it was put there.
class Temporary {
public:
    explicit Temporary(const std::string& target)
        : path_(parent_path(target) + "/." + std::string(file_name(target)) + ".jitlint-XXXXXX"), file_(::mkostemp(path_.data(), O_CLOEXEC)) {}
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (file_ || written_) ::unlink(path_.c_str());
    }
    int fd() const { return file_.get(); }
    bool replace(const std::string& target) {
        if (::fsync(file_.get()) != 0 && errno != EINVAL && errno != ENOTSUP) return false;
        written_ = true;
        if (!file_.close() || ::rename(path_.c_str(), target.c_str()) != 0) return false;
        written_ = false;
        return true;
    }

private:
    SignalsHeld held_;
    std::string path_;
    Descriptor file_;
    bool written_ = false;
};

}  // namespace

std::string DiskFileSystem::working_directory() {
    std::error_code error;
    const std::filesystem::path path = std::filesystem::current_path(error);
    return error ? "/proc/self/cwd" : path.string();
}

FileStatus DiskFileSystem::status(const std::string& path) const {
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0) return {kind_of(info.st_mode), {}};
    if (errno == ENOENT || errno == ENOTDIR) return {};
    return {FileKind::Missing, system_error(errno)};
}

FileContent DiskFileSystem::read(const std::string& path, std::size_t limit) const {
    FileContent content;
    // Without O_NONBLOCK a FIFO that nobody writes to would hold us here.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat info {};
    if (!file || ::fstat(file.get(), &info) != 0) {
        content.missing = errno == ENOENT || errno == ENOTDIR;
        content.error = system_error(errno);
        return content;
    }
    if (!S_ISREG(info.st_mode)) {
        content.error = S_ISDIR(info.st_mode) ? "is a directory" : "not a regular file";
        return content;
    }
    const auto expected = static_cast<std::size_t>(std::max<off_t>(info.st_size, 0));
    constexpr const char* too_large = "the file is too large";
    if (expected > limit) {
        content.error = too_large;
        return content;
    }
    // One byte more than expected, so that the end shows without the buffer growing.
    content.bytes.resize(expected + 1);
    std::size_t size = 0;
    for (;;) {
        const ssize_t got = ::read(file.get(), content.bytes.data() + size, content.bytes.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            content = {{}, system_error(errno), false};
            return content;
        }
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
        if (size > limit) return {{}, too_large, false};
        if (size == content.bytes.size()) content.bytes.resize(size * 2 + 4096);
    }
    content.bytes.resize(size);
    return content;
}

DirectoryListing DiskFileSystem::list(const std::string& path) const {
    DirectoryListing listing;
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(path.c_str()), &::closedir);
    if (!directory) {
        listing.error = system_error(errno);
        return listing;
    }
    for (;;) {
        errno = 0;
        const dirent* entry = ::readdir(directory.get());
        if (!entry) break;
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") listing.entries.push_back({std::string(name), kind_of(*entry, ::dirfd(directory.get()))});
    }
    if (errno != 0) listing.error = system_error(errno);
    std::ranges::sort(listing.entries, {}, &DirectoryEntry::name);
    return listing;
}

std::string DiskFileSystem::real_path(const std::string& path) const {
    const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), &std::free);
    return resolved ? resolved.get() : "";
}

std::string DiskFileSystem::replace(const std::string& path, std::string_view bytes) {
    const std::string target = real_path(path);
    struct stat info {};
    if (target.empty() || ::stat(target.c_str(), &info) != 0) return system_error(errno);
    if (!S_ISREG(info.st_mode)) return "not a regular file";
    if (::access(target.c_str(), W_OK) != 0) return system_error(errno);

    Temporary temporary(target);
    if (temporary.fd() < 0) return system_error(errno);
    // The owner first: changing it clears the set-user-id bits of the mode.
    if (info.st_uid != ::geteuid() || info.st_gid != ::getegid()) {
        if (::fchown(temporary.fd(), info.st_uid, info.st_gid) != 0 && errno != EPERM) return system_error(errno);
    }
    if (::fchmod(temporary.fd(), info.st_mode & 07777U) != 0) return system_error(errno);
    if (!write_all(temporary.fd(), bytes) || !temporary.replace(target)) return system_error(errno);
    return {};
}

std::string DiskFileSystem::write(const std::string& path, std::string_view bytes) {
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0) {
        if (S_ISREG(info.st_mode)) return replace(path, bytes);
        Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
        if (!file || !write_all(file.get(), bytes) || !file.close()) return system_error(errno);
        return {};
    }
    if (errno != ENOENT) return system_error(errno);
    for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1))
        if (::mkdir(path.substr(0, slash).c_str(), 0777) != 0 && errno != EEXIST) return system_error(errno);
    Temporary temporary(path);
    if (temporary.fd() < 0) return system_error(errno);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    if (::fchmod(temporary.fd(), 0666U & ~mask) != 0) return system_error(errno);
    if (!write_all(temporary.fd(), bytes) || !temporary.replace(path)) return system_error(errno);
    return {};
}

}  // namespace jitlint::project
