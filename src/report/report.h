#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jitlint/diagnostic.h"
#include "text/source_file.h"

/// Diagnostics as text: one file per format.
namespace jitlint::report {

/// What is shown beside the diagnostics.
struct Summary {
    std::string torch_target;  ///< the specifier
    std::string torch_source;  ///< where it comes from; `default` where nobody said
    bool target_known = false;
    std::size_t files = 0;
    std::size_t fixable = 0;
    std::size_t fixable_unsafe = 0;  ///< those that --unsafe-fixes adds
    std::size_t suppressed = 0;      ///< by comments
    std::size_t baselined = 0;       ///< known to a baseline
    std::size_t stale = 0;           ///< in a baseline, but no longer there
    std::size_t modules = 0;         ///< scripted, or to be scripted
    std::size_t scriptable_modules = 0;
    std::size_t functions = 0;
    std::size_t scriptable_functions = 0;
};

/// What is scripted, or to be scripted.
struct Root {
    std::string symbol;
    std::string file;  ///< as shown
    std::uint32_t line = 1;
    bool is_module = false;          ///< an nn.Module, else a function or class
    bool scriptable = true;          ///< as far as can be seen
    std::vector<std::string> rules;  ///< in its way, sorted
};

/// What could not be read or written.
struct Problem {
    std::string file;  ///< as shown
    std::string message;
};

using Sources = std::map<std::string, std::shared_ptr<const text::SourceFile>>;

/// What a format renders.
struct Content {
    const std::vector<Diagnostic>& diagnostics;
    const Sources& sources;
    const Summary& summary;
    const std::vector<Root>& roots;  ///< sorted by file, line, symbol
    /// One for each diagnostic: the same where only other lines change.
    const std::vector<std::string>& fingerprints;
    /// Files as the repository names them, where that differs from what is shown: bytes, relative to its root.
    const std::map<std::string, std::string>& repository_names;
    const std::vector<Problem>& problems;
    bool color = false;
    bool with_closing = true;  ///< text and concise: the lines that count

    const std::string& repository_name(const std::string& shown) const {
        const auto known = repository_names.find(shown);
        return known == repository_names.end() ? shown : known->second;
    }
};

/// For people: excerpts, labels, reasons, fixes.
std::string text(const Content& content);
/// One line each: `file:line:col: error[rule]: message`.
std::string concise(const Content& content);
/// How often each rule speaks, and for each root whether it is scriptable.
std::string statistics(const Content& content);
/// The same as a JSON object, see docs/statistics.schema.json.
std::string statistics_json(const Content& content);
/// One JSON object, see docs/report.schema.json.
std::string json(const Content& content);
/// The diagnostics of `json`, one a line.
std::string jsonl(const Content& content);
/// SARIF 2.1.0, as code scanning reads it.
std::string sarif(const Content& content);
/// Workflow commands of GitHub Actions.
std::string github(const Content& content);
/// A Code Quality report of GitLab.
std::string gitlab(const Content& content);
/// JUnit's XML: a suite for each file, a failure for each error.
std::string junit(const Content& content);

/// How a format is called and made.
struct Format {
    std::string_view name;
    std::string (*render)(const Content& content);
};
std::span<const Format> formats();
const Format* find_format(std::string_view name);

/// `error`, `warning`, `note`.
std::string_view name(Severity severity);
/// The closing lines that text and concise share, without colour; empty where the content is to have none.
std::string closing(const Content& content);

}  // namespace jitlint::report
