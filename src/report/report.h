#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "jitlint/diagnostic.h"
#include "text/source_file.h"

/// Diagnostics as text: one function per format. All return the whole output.
namespace jitlint::report {

/// What is shown beside the diagnostics.
struct Summary {
    std::string torch_target;  ///< the specifier
    std::string torch_source;  ///< where it comes from; `default` where nobody said
    bool target_known = false;
    std::size_t files = 0;
    std::size_t fixable = 0;
    std::size_t fixable_unsafe = 0;  ///< those that --unsafe-fixes adds
    std::size_t suppressed = 0;
    std::size_t roots = 0;
    std::size_t scriptable_roots = 0;
};

using Sources = std::map<std::string, std::shared_ptr<const text::SourceFile>>;

/// For people: excerpts, labels, reasons, fixes.
std::string text(const std::vector<Diagnostic>& diagnostics, const Sources& sources, const Summary& summary, bool color);
/// One line each: `file:line:col: error[rule]: message`.
std::string concise(const std::vector<Diagnostic>& diagnostics, const Summary& summary);
/// One JSON object, see docs/report.schema.json.
std::string json(const std::vector<Diagnostic>& diagnostics, const Summary& summary);

/// `error`, `warning`, `note`.
std::string_view name(Severity severity);
/// The closing line that text and concise share, without colour.
std::string closing(const std::vector<Diagnostic>& diagnostics, const Summary& summary);

}  // namespace jitlint::report
