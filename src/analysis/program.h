#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "syntax/parse.h"

namespace jitlint::analysis {

class FileScope;

/// Who a file is to the project.
struct FileIdentity {
    std::string name;         ///< dotted module name where the project knows one, else empty
    bool is_package = false;  ///< an `__init__.py`
    std::string path;         ///< absolute; empty for text that is in no file
    /// The user asked about it. False: it was followed from a file that is, and its diagnostics belong to the place that leads to it.
    bool checked = true;
    bool is_namespace = false;  ///< stands for a folder without `__init__.py`: the text is empty
};

/// A parsed file with its symbol table. Immutable once made, so that threads may share it.
class SourceModule {
public:
    SourceModule(std::unique_ptr<syntax::ParsedFile> file, FileIdentity identity);
    ~SourceModule();

    const syntax::ParsedFile& file() const { return *file_; }
    const syntax::Module& tree() const;
    const FileScope& scope() const { return *scope_; }
    const FileIdentity& identity() const { return identity_; }
    const std::string& name() const { return identity_.name; }
    bool is_package() const { return identity_.is_package; }
    bool checked() const { return identity_.checked; }

private:
    std::unique_ptr<syntax::ParsedFile> file_;
    FileIdentity identity_;
    std::unique_ptr<FileScope> scope_;
};

/// Finds the files that `import` statements mean. Null where there is none: then the module is external, or unknown. What is returned lives as
/// long as the loader. Used from one thread.
class ModuleLoader {
public:
    virtual ~ModuleLoader() = default;
    /// The module that an absolute import in `from` calls `dotted`.
    virtual const SourceModule* load(std::string_view dotted, const SourceModule& from) = 0;
    /// The module that `level` dots and `dotted` mean in `from`; `dotted` may be empty.
    virtual const SourceModule* load_relative(unsigned level, std::string_view dotted, const SourceModule& from) = 0;
    /// The module or folder that `import dotted` in `from` binds the first component to.
    virtual const SourceModule* load_first(std::string_view dotted, const SourceModule& from) = 0;
    /// The module `name` in a package.
    virtual const SourceModule* submodule(const SourceModule& package, std::string_view name) = 0;
};

}  // namespace jitlint::analysis
