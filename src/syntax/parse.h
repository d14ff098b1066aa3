#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "syntax/arena.h"
#include "syntax/ast.h"
#include "text/source_file.h"

namespace jitlint::syntax {

/// No node of a `Module` lies deeper than this below the root (statements and expressions counted alike), so
/// that recursion over a tree needs no limit of its own. What is nested deeper is an error node, and
/// `too_deep` is set.
inline constexpr unsigned max_depth = 1000;

/// A file's syntax tree with the memory and the source text that it lives in.
class ParsedFile {
public:
    ParsedFile(ParsedFile&&) = default;
    ParsedFile& operator=(ParsedFile&&) = default;

    const Module& module() const { return module_; }
    const text::SourceFile& source() const { return *source_; }
    const std::shared_ptr<const text::SourceFile>& shared_source() const { return source_; }

    /// The parser gave up: making sense of the broken text would have taken too long. The tree is then one
    /// `ErrorStmt`.
    bool gave_up() const { return gave_up_; }

    /// The memory that the tree takes, in bytes.
    std::size_t memory() const { return arena_.capacity(); }

private:
    friend std::unique_ptr<ParsedFile> parse(std::shared_ptr<const text::SourceFile> source);
    explicit ParsedFile(std::shared_ptr<const text::SourceFile> source) : source_(std::move(source)) {}

    std::shared_ptr<const text::SourceFile> source_;
    Arena arena_;
    Module module_;
    bool gave_up_ = false;
};

/// Parses Python 3 (the union of 3.8 to 3.14). Never fails: broken places are error nodes and listed in
/// `Module::syntax_errors`, and intact statements around them are there. Of a file with a `decode_error` the
/// text is parsed as far as it was decoded. May be called from several threads at once.
std::unique_ptr<ParsedFile> parse(std::shared_ptr<const text::SourceFile> source);

}  // namespace jitlint::syntax
