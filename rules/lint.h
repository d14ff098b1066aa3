#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/compile/analyze.h"
#include "analysis/program.h"
#include "jitlint/diagnostic.h"
#include "rules/rule_ids.h"
#include "text/edit.h"
#include "torchscript/version.h"

namespace jitlint::rules {

/// A second place of a judgement. The module outlives the judgement.
struct JudgementLabel {
    const analysis::SourceModule* module = nullptr;
    text::Span span;
    std::string message;
};

/// A step from the root to the judged function.
struct JudgementFrame {
    const analysis::SourceModule* module = nullptr;
    text::Span span;
    std::string symbol;
};

/// Edits of the judged file that mend it together.
struct JudgementFix {
    Applicability applicability = Applicability::Safe;
    std::string title;
    std::vector<text::TextEdit> edits;
};

/// A rule's judgement of a place, before it is cut to the target, given its final severity and resolved to
/// lines.
struct Judgement {
    RuleId rule{};
    const analysis::SourceModule* module = nullptr;
    text::Span span;
    std::string message;
    std::string help;
    std::string symbol;                ///< dotted name of the enclosing function; empty at module level
    torchscript::VersionSet versions;  ///< that reject or change the code
    bool rejects = true;               ///< false: the compiler accepts the code (never an error, whatever the rule's page says)
    std::vector<JudgementFrame> reached_from;
    std::vector<JudgementLabel> labels;
    std::optional<JudgementFix> fix;
    bool followed = false;           ///< the cause lies in a file that is not checked; `labels` lead there
    std::vector<std::size_t> roots;  ///< that are concerned, indexes into `LintResult::roots`
};

/// What the engine asks of the rules.
struct LintOptions {
    torchscript::VersionSet target = torchscript::VersionSet::all();
    /// Rules that may speak, by RuleId; empty: all.
    std::vector<bool> enabled;
    analysis::RootChoice roots;
};

/// A module class, by its name in the class statement.
struct ClassPlace {
    const analysis::SourceModule* module = nullptr;
    text::Span name;
};

/// Whether a root would be accepted, as far as can be seen.
struct RootVerdict {
    std::string symbol;  ///< empty: stands for what the file does around scripting
    const analysis::SourceModule* module = nullptr;
    text::Span span;
    bool is_module = false;            ///< an nn.Module, else a function or class
    bool of_class = false;             ///< a module class that nothing in the file scripts; `span` is its name
    bool scriptable = true;            ///< no error was found on the way from it
    std::vector<RuleId> rules_in_way;  ///< sorted, unique
    std::vector<ClassPlace> reached;   ///< classes of other files whose instances are compiled with it
};

/// A function that the compiler would read.
struct CompiledFunction {
    const analysis::SourceModule* module = nullptr;
    text::Span span;
};

struct LintResult {
    /// Merged over versions and roots: one per rule, place and message. Sorted by place, then rule.
    std::vector<Judgement> judgements;
    std::vector<RootVerdict> roots;
    std::vector<CompiledFunction> compiled;
};

/// Lints what `module` asks the compiler to read. Judgements lie in files that are checked (`SourceModule::checked`), not all of them in
/// `module`; what is wrong in other files is told where the way to them leaves the checked ones. `loader` may be null. Thread-safe for different
/// calls; never throws on bad input.
LintResult lint(const analysis::SourceModule& module, analysis::ModuleLoader* loader, const LintOptions& options);

}  // namespace jitlint::rules
