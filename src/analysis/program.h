#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/parse.h"

namespace jitlint::analysis {

class FileScope;

/// A parsed file with its symbol table. Immutable once made, so that threads may share it.
class SourceModule {
public:
    /// `name` is the dotted module name where the project knows one, else empty.
    SourceModule(std::unique_ptr<syntax::ParsedFile> file, std::string name, bool is_package);
    ~SourceModule();

    const syntax::ParsedFile& file() const { return *file_; }
    const syntax::Module& tree() const;
    const FileScope& scope() const { return *scope_; }
    const std::string& name() const { return name_; }
    bool is_package() const { return is_package_; }

private:
    std::unique_ptr<syntax::ParsedFile> file_;
    std::string name_;
    bool is_package_;
    std::unique_ptr<FileScope> scope_;
};

/// Finds other files of the project by module name. Implementations must be safe to call from several
/// threads.
class ModuleLoader {
public:
    virtual ~ModuleLoader() = default;
    /// The module called `dotted` (absolute), or null where the project has none (then it is external or
    /// unknown). The result lives as long as the loader.
    virtual const SourceModule* load(std::string_view dotted) = 0;
};

}  // namespace jitlint::analysis
