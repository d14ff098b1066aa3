#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/check.h"

namespace jitlint::rules {

/// Writes types as annotations of one file, with the names that the file has for `torch` and `typing`, and
/// gathers the imports of `typing` that are wanting.
class TypingNames {
public:
    explicit TypingNames(const analysis::SourceModule& module) : module_(module) {}

    /// The file's name for a member of `typing`: `List`, `typing.List`, or `List` with an import to come.
    std::string member(std::string_view name);
    /// `type` as an annotation; where a type cannot be written, `ok` is false afterwards.
    std::string write(torchscript::TypeRef type);
    /// The file's name for a member of torch, dotted below it: `torch.jit.wait`; the same for another package. Where the file does
    /// not import it, `ok` is false afterwards.
    std::string torch(std::string_view name) { return of_package("torch", name); }
    std::string of_package(std::string_view package, std::string_view name);
    bool ok() const { return ok_; }

    /// The edits of a fix: those given and the import that they need, in order of place.
    std::vector<text::TextEdit> with_imports(std::vector<text::TextEdit> edits) const;

private:
    std::string tensor();
    text::TextEdit import_edit() const;

    const analysis::SourceModule& module_;
    std::vector<std::string> missing_;
    bool ok_ = true;
};

/// The file's name for a module that it imports; empty where it does not.
std::string imported_module(const analysis::SourceModule& module, std::string_view package);
/// The edit that adds a line to the imports at the top of the file.
text::TextEdit import_line(const analysis::SourceModule& module, std::string line);

}  // namespace jitlint::rules
