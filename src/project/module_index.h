#pragma once

#include <map>
#include <mutex>
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

/// Where the imports of a project's files are looked up, beside the folders around the importing file.
struct SearchPath {
    std::vector<std::string> sources;    ///< folders of the project's own modules, looked in before those around the file
    std::vector<std::string> libraries;  ///< folders of installed packages, looked in last
};

/// Knows which files the names in `import` statements mean, from the layout of folders alone: a folder with an `__init__.py` is a package, the
/// folder above the outermost package is a place that Python looks in, and a folder without one may be a namespace package. Safe to use from
/// several threads; remembers what it asked.
class ModuleIndex {
public:
    explicit ModuleIndex(const FileSystem& files) : files_(files) {}

    /// `path` is absolute and need not exist.
    ModuleName name_of(const std::string& path);

    /// The folder that all of the user's code lies in, for files that lie in no repository and in no project that a pyproject.toml or its like
    /// marks. The folders between an importing file and its project's are looked in too, the nearest first, and their `src`. To be called before
    /// anything is looked up, as are the others here.
    void set_project(const std::string& folder) { project_ = folder; }
    /// Places to look in, beside the importing file's own root.
    void add_root(const std::string& root);
    /// Where the files in `folder` and below it look, but for folders that have a path of their own.
    void set_search_path(const std::string& folder, SearchPath path) { paths_[folder] = std::move(path); }

    /// The file of the module `dotted` as `importer` (an absolute path) imports it; empty where there is none, or where other roots have
    /// several and none of them is nearer than the others.
    std::string find(std::string_view dotted, const std::string& importer);
    /// The file that `from <level dots><dotted> import ...` in `importer` reads; `dotted` may be empty.
    std::string find_relative(unsigned level, std::string_view dotted, const std::string& importer);
    /// The module `dotted` in `folder`.
    std::string find_in(std::string_view dotted, const std::string& folder);

private:
    /// The path of a file of the project's own.
    const SearchPath& path_of(const std::string& file) const;
    /// The path whose libraries a file belongs to; null where it is the project's own.
    const SearchPath* library_path_of(const std::string& file) const;
    const std::string& project_of(const std::string& folder);
    bool has_init(const std::string& folder);
    std::string find_below(std::string_view dotted, const std::string& root);
    const std::string& root_of(const std::string& folder);
    FileKind kind(const std::string& path);

    const FileSystem& files_;
    std::mutex mutex_;
    std::string project_;
    std::map<std::string, SearchPath> paths_;      ///< by folder
    std::vector<std::string> roots_;               ///< sorted
    std::map<std::string, FileKind> kinds_;        ///< what was asked of the file system
    std::map<std::string, std::string> packages_;  ///< folder of a file -> root
    std::map<std::string, std::string> projects_;  ///< folder of a file -> its project's; empty: there is none
};

/// The folders of installed packages of a Python environment: `python` is its folder or its interpreter. Empty where it is neither.
std::vector<std::string> library_folders(const FileSystem& files, const std::string& python);

/// Whether `dotted` belongs to Python's standard library.
bool is_standard_library(std::string_view dotted);

}  // namespace jitlint::project
