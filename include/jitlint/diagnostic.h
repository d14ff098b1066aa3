#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jitlint {

/// How much a diagnostic matters. Only `Error` changes the exit code.
enum class Severity : std::uint8_t { Note, Warning, Error };

/// A place in a file: 1-based line, 1-based column in code points, 0-based byte offset in the file as stored.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t offset = 0;
    auto operator<=>(const Position&) const = default;
};

/// A half-open stretch of a file.
struct Range {
    Position start;
    Position end;
    auto operator<=>(const Range&) const = default;
};

/// A second place that a message speaks of.
struct Label {
    std::string file;  ///< relative to the working directory, `/` as separator
    Range range;
    std::string message;
    bool operator==(const Label&) const = default;
};

/// A step of the way on which the compiler reaches a function, root first.
struct Frame {
    std::string file;
    std::uint32_t line = 1;  ///< 1-based line of the `def`, or of the call that leads on
    std::string symbol;      ///< dotted name, or the path of submodules (`Net.backbone.layer1`)
    bool operator==(const Frame&) const = default;
};

/// A replacement of a stretch of a file.
struct Edit {
    std::string file;
    Range range;
    std::string replacement;  ///< UTF-8; encoded as the file is when it is written
    bool operator==(const Edit&) const = default;
};

/// Whether an edit may be applied unseen. `Safe`: same behaviour, and it compiles.
enum class Applicability : std::uint8_t { Safe, Unsafe };

/// Edits that belong together: all of them are applied, or none.
struct Fix {
    Applicability applicability = Applicability::Safe;
    std::string title;
    std::vector<Edit> edits;
    bool operator==(const Fix&) const = default;
};

/// One judgement about one place, complete and independent of the analysis that made it.
struct Diagnostic {
    std::string rule;
    Severity severity = Severity::Error;
    std::string message;
    std::string help;  ///< the rewrite; empty where the message says it all
    std::string file;  ///< relative to the working directory, `/` as separator
    Range range;
    std::string symbol;  ///< dotted name of the enclosing function; empty at module level
    std::string torch;   ///< specifier of the torch versions that reject or change the code, e.g. `<1.2`
    std::vector<Frame> reached_from;
    std::vector<Label> labels;
    std::optional<Fix> fix;
    std::string url;
};

}  // namespace jitlint
