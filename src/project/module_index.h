#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "project/file_system.h"

namespace jitlint::project {

/// What a file is called in `import` statements.
struct ModuleName {
    std::string dotted;       ///< `pkg.sub.mod`; of an `__init__.py`, its folder's
    bool is_package = false;  ///< it is an `__init__.py`
    std::string root;         ///< the folder that the outermost package lies in
};

/// Knows which files the names in `import` statements mean, from the layout of folders alone: a folder with
/// an
/// `__init__.py` is a package, and the folder above the outermost package is a place that Python looks in.
/// Safe to use from several threads; remembers what it asked.
class ModuleIndex {
public:
    explicit ModuleIndex(const FileSystem& files) : files_(files) {}

    /// `path` is absolute and need not exist.
    ModuleName name_of(const std::string& path);

    /// Places to look in, beside the importing file's own root.
    void add_root(const std::string& root);

    /// The file of the module `dotted` as seen from a file whose root is `root`; empty where there is none,
    /// or where other roots have several and none of them is nearer than the others.
    std::string find(std::string_view dotted, const std::string& root);

private:
    bool has_init(const std::string& folder);
    std::string find_below(std::string_view dotted, const std::string& root);
    FileKind kind(const std::string& path);

    const FileSystem& files_;
    std::mutex mutex_;
    std::vector<std::string> roots_;               ///< sorted
    std::map<std::string, FileKind> kinds_;        ///< what was asked of the file system
    std::map<std::string, std::string> packages_;  ///< folder of a file -> root
};

}  // namespace jitlint::project
