#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "syntax/parse.h"
#include "text/source_file.h"
#include "text/span.h"

namespace jitlint::engine {

/// A comment that silences rules: `# jitlint: ignore[rule, ...] reason`, or `ignore-file[...]` above all code.
struct Suppression {
    struct Name {
        std::string text;
        text::Span span;
    };
    text::Span span;          ///< from its `#` to the end of its reason
    text::Span brackets;      ///< what stands between the brackets
    std::vector<Name> names;  ///< as written
    std::string problem;      ///< why it silences nothing, whatever it names; empty otherwise
    bool own_line = false;    ///< nothing else stands on its line
    bool whole_file = false;
    std::uint32_t first_line = 0;  ///< of what it covers, 1-based
    std::uint32_t last_line = 0;

    bool covers(std::uint32_t line) const { return problem.empty() && (whole_file || (first_line <= line && line <= last_line)); }
};

/// What one file says about silence, in source order.
struct Suppressions {
    std::shared_ptr<const text::SourceFile> source;
    std::vector<Suppression> all;
};

/// Whether there can be any in a file with these bytes.
bool may_suppress(std::string_view bytes);

/// Reads the comments of a file. A comment at the end of a line covers the statement that the line belongs to, one alone
/// on its line covers the statement below it or around it. Of compound statements that is the part before the body.
Suppressions read_suppressions(const syntax::ParsedFile& file);

}  // namespace jitlint::engine
