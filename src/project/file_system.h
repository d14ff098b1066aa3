#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace jitlint::project {

enum class FileKind : std::uint8_t {
    Missing,
    Regular,
    Directory,
    Link,   ///< in listings only: `status` follows links
    Other,  ///< FIFO, socket, device
};

struct FileStatus {
    FileKind kind = FileKind::Missing;
    std::string error;  ///< why nothing is known; empty for a file that is simply not there
};

struct FileContent {
    std::string bytes;
    std::string error;  ///< empty where the file was read
    bool missing = false;
};

struct DirectoryEntry {
    std::string name;
    FileKind kind = FileKind::Regular;
};

struct DirectoryListing {
    std::vector<DirectoryEntry> entries;  ///< without `.` and `..`, sorted by name
    std::string error;
};

/// The files that jitlint sees. Paths are byte strings with `/` as separator, absolute or relative to the
/// process's working directory. Nothing else opens a path. Safe to use from several threads. Errors are
/// messages such as `permission denied`.
class FileSystem {
public:
    virtual ~FileSystem() = default;

    /// What `path` leads to, links followed.
    virtual FileStatus status(const std::string& path) const = 0;
    /// The bytes of a regular file of at most `limit` bytes. Never blocks on a FIFO or device.
    virtual FileContent read(const std::string& path, std::size_t limit) const = 0;
    virtual DirectoryListing list(const std::string& path) const = 0;
    /// The absolute path without links, `.` and `..`; empty where there is no such file.
    virtual std::string real_path(const std::string& path) const = 0;
    /// Puts `bytes` in the place of a file that exists, as a whole or not at all; links are followed, the
    /// mode is kept. Returns the error, or nothing.
    virtual std::string replace(const std::string& path, std::string_view bytes) = 0;
    /// The same for a file that need not exist; folders on the way to it are made. What is no regular file, such as
    /// /dev/stdout, is written into. Returns the error, or nothing.
    virtual std::string write(const std::string& path, std::string_view bytes) = 0;
};

/// The real disk.
class DiskFileSystem final : public FileSystem {
public:
    /// The process's working directory, absolute; where it is gone, a path to what is left of it: an empty folder.
    static std::string working_directory();

    FileStatus status(const std::string& path) const override;
    FileContent read(const std::string& path, std::size_t limit) const override;
    DirectoryListing list(const std::string& path) const override;
    std::string real_path(const std::string& path) const override;
    std::string replace(const std::string& path, std::string_view bytes) override;
    std::string write(const std::string& path, std::string_view bytes) override;
};

/// Files in memory, for tests and embedding programs. Paths are absolute; folders come with their files.
class MemoryFileSystem final : public FileSystem {
public:
    void add(const std::string& path, std::string bytes);
    void add_link(const std::string& path, std::string target);
    void add_other(const std::string& path);
    /// Files that cannot be read, and folders that cannot be listed.
    void add_error(const std::string& path, std::string error);
    void remove(const std::string& path);

    FileStatus status(const std::string& path) const override;
    FileContent read(const std::string& path, std::size_t limit) const override;
    DirectoryListing list(const std::string& path) const override;
    std::string real_path(const std::string& path) const override;
    std::string replace(const std::string& path, std::string_view bytes) override;
    std::string write(const std::string& path, std::string_view bytes) override;

private:
    struct Node {
        FileKind kind = FileKind::Regular;
        std::string content;  ///< of a link: its target
        std::string error;
    };
    const Node* find(const std::string& path) const;
    std::string resolve(const std::string& path) const;
    void add_node(const std::string& path, Node node);

    mutable std::mutex mutex_;
    std::map<std::string, Node> nodes_;
};

/// The files of another, with a text in the place of one of them, which need not be there. Listings are those of the other.
/// Not to be replaced while other threads read.
class OverlayFileSystem final : public FileSystem {
public:
    /// The text is that of the file at `path`, which is absolute. `under` outlives the overlay.
    OverlayFileSystem(FileSystem& under, std::string path, std::string bytes);

    /// As it is now.
    const std::string& bytes() const { return bytes_; }

    FileStatus status(const std::string& path) const override;
    FileContent read(const std::string& path, std::size_t limit) const override;
    DirectoryListing list(const std::string& path) const override;
    std::string real_path(const std::string& path) const override;
    std::string replace(const std::string& path, std::string_view bytes) override;
    std::string write(const std::string& path, std::string_view bytes) override;

private:
    bool lies_at(const std::string& path) const;

    FileSystem& under_;
    std::string path_;
    std::string real_path_;
    std::string bytes_;
};

}  // namespace jitlint::project
