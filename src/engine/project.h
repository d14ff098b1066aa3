#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/program.h"
#include "project/discovery.h"
#include "project/module_index.h"

namespace jitlint::engine {

using SharedModule = std::shared_ptr<const analysis::SourceModule>;

/// The files of a run: those to check and those that they import, each read and parsed when it is first needed. Safe to use from several threads.
class Project {
public:
    /// `folder` is the absolute working directory.
    Project(const project::FileSystem& files, std::string folder);

    /// A file that the user asks about. To be called before anything is loaded.
    void add_checked(const project::SourcePath& path);
    /// Where the files in `folder` and below it look for what they import. To be called before anything is loaded.
    void set_search_path(const std::string& folder, const project::SearchPath& path);

    /// A file that is imported; null where it cannot be read, or Python could not.
    SharedModule load(const std::string& path);
    /// A file to check whose text was read. `path` is absolute, or empty for text that is in no file; `keep` it for those that import it.
    SharedModule parse(const std::string& path, std::shared_ptr<const text::SourceFile> source, bool keep);
    /// What stands for a folder without `__init__.py`; null where it has no Python files, unless it is `known` to lead to some.
    SharedModule namespace_package(const std::string& folder, bool known);

    project::ModuleIndex& index() { return index_; }
    const std::string& folder() const { return folder_; }

private:
    struct Entry {
        std::mutex parsing;  ///< held while the file is read and parsed; the rest is guarded by the project's mutex
        SharedModule module;
        bool failed = false;
    };
    std::string real_path(const std::string& path);
    Entry& entry(const std::string& real);
    void keep(Entry& entry, const SharedModule& module);

    const project::FileSystem& files_;
    std::string folder_;
    project::ModuleIndex index_;
    std::unordered_map<std::string, project::SourcePath> checked_;  ///< by real path; not changed once threads run
    std::mutex mutex_;
    std::unordered_map<std::string, std::string> real_paths_;
    std::unordered_map<std::string, std::unique_ptr<Entry>> entries_;  ///< by real path
    std::deque<Entry*> kept_;                                          ///< parsed, oldest first
    std::size_t memory_ = 0;
};

/// One file's view of the project: keeps alive what was loaded through it.
class ProjectLoader final : public analysis::ModuleLoader {
public:
    explicit ProjectLoader(Project& project) : project_(project) {}

    /// `module` stands for its file, whatever the disk says.
    void use(const SharedModule& module) { modules_[module->identity().path] = module; }

    const analysis::SourceModule* load(std::string_view dotted, const analysis::SourceModule& from) override;
    const analysis::SourceModule* load_relative(unsigned level, std::string_view dotted, const analysis::SourceModule& from) override;
    const analysis::SourceModule* load_first(std::string_view dotted, const analysis::SourceModule& from) override;
    const analysis::SourceModule* submodule(const analysis::SourceModule& package, std::string_view name) override;

private:
    const analysis::SourceModule* at(const std::string& path);
    const analysis::SourceModule* folder(const std::string& path, bool known);
    std::string importer(const analysis::SourceModule& from) const;

    Project& project_;
    std::unordered_map<std::string, SharedModule> modules_;  ///< by the path that was asked for; null where there is none
    std::map<std::pair<std::string, std::string>, const analysis::SourceModule*> names_;  ///< by importing file and name
};

}  // namespace jitlint::engine
