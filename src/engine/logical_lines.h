#pragma once

#include <cstdint>
#include <vector>

#include "syntax/parse.h"

namespace jitlint::engine {

/// A stretch of 1-based lines, both ends included.
struct LineRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool contains(std::uint32_t line) const { return first <= line && line <= last; }
};

/// Python's logical lines: simple statements, and of compound statements each part before a body (decorators with the
/// `def`, `elif` and `except` by themselves).
class LogicalLines {
public:
    explicit LogicalLines(const syntax::ParsedFile& file);

    /// What a comment at the end of `line` speaks of: the logical lines with code there, else the line alone.
    LineRange ending_at(std::uint32_t line) const;
    /// What a comment alone on `line` speaks of: the logical line around it, else the one that begins in `next`, the
    /// next line with code.
    LineRange around_or_at(std::uint32_t line, std::uint32_t next) const;
    /// The logical line that holds `line`, outermost first line; else the line alone.
    LineRange holding(std::uint32_t line) const { return around_or_at(line, line); }

private:
    struct Unit {
        LineRange lines;
        std::uint32_t code = 0;  ///< the last line that certainly holds its code; what follows may be the body's comments
    };
    void add(const syntax::Stmt& statement);
    void add_part(std::uint32_t begin, std::uint32_t code_end, syntax::Body body);
    void add_all(syntax::Body body);

    const text::SourceFile& source_;
    std::vector<Unit> units_;  ///< sorted by first line, then by last
};

}  // namespace jitlint::engine
