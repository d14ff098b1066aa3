#pragma once

#include <compare>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/settle.h"

/// Puts together what the analyses of several files have found.
namespace jitlint::engine {

/// Where a module class stands.
struct ClassId {
    std::string file;
    std::uint32_t offset = 0;
    auto operator<=>(const ClassId&) const = default;
};

/// A diagnostic with what is needed to merge it with those of other files' analyses.
struct FoundDiagnostic {
    Diagnostic diagnostic;
    torchscript::VersionSet versions;
    bool rejects = true;
    std::vector<std::size_t> roots;  ///< that it concerns, indexes into `FileResult::roots`
};

struct FoundRoot {
    Root root;
    bool of_class = false;         ///< a module class that nothing in its file scripts
    ClassId id;                    ///< of such a class
    std::vector<ClassId> reached;  ///< classes of other files that are compiled with it
};

/// The analysis of one checked file.
struct FileResult {
    std::string file;  ///< as shown
    Report report;     ///< what needs no merging
    Comments comments;
    std::vector<FoundDiagnostic> diagnostics;
    std::vector<FoundRoot> roots;
};

/// One report. A class that other files' roots compile with known values is no root of its own, and one cause is one diagnostic, however many
/// files lead to it. `results` are in the order of the files.
Report merge(std::vector<FileResult> results);

}  // namespace jitlint::engine
