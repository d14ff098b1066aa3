#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "analysis/finding.h"
#include "rules/lint.h"

/// What a rule's check is written with: `Checks` (what it listens to) and `Reporter` (what it says).
namespace jitlint::rules {

/// Completes a judgement; returned by `Reporter::report`. Where the rule is off all calls do nothing.
class JudgementBuilder {
public:
    JudgementBuilder(Judgement* judgement, const analysis::SourceModule& module) : judgement_(judgement), module_(&module) {}

    /// The exact rewrite, or what to do.
    template <class... Args>
    JudgementBuilder& help(fmt::format_string<Args...> format, Args&&... args) {
        if (judgement_) judgement_->help = fmt::format(format, std::forward<Args>(args)...);
        return *this;
    }
    /// A second place in the same file.
    template <class... Args>
    JudgementBuilder& label(text::Span at, fmt::format_string<Args...> format, Args&&... args) {
        if (judgement_) judgement_->labels.push_back({module_, at, fmt::format(format, std::forward<Args>(args)...)});
        return *this;
    }
    /// A second place in another file.
    JudgementBuilder& label_in(const analysis::SourceModule& module, text::Span at, std::string message) {
        if (judgement_) judgement_->labels.push_back({&module, at, std::move(message)});
        return *this;
    }
    /// Narrows the versions where the page's set is too wide for this case.
    JudgementBuilder& versions(torchscript::VersionSet set) {
        if (judgement_) judgement_->versions &= set;
        return *this;
    }
    /// The compiler accepts the code: the harm is silent, or comes later.
    JudgementBuilder& accepted() {
        if (judgement_) judgement_->rejects = false;
        return *this;
    }
    JudgementBuilder& fix(Applicability applicability, std::string title, std::vector<text::TextEdit> edits) {
        if (judgement_) judgement_->fix = JudgementFix{applicability, std::move(title), std::move(edits)};
        return *this;
    }
    /// False where the rule is off: the work for labels and fixes can be skipped.
    explicit operator bool() const { return judgement_ != nullptr; }

private:
    Judgement* judgement_;
    const analysis::SourceModule* module_;
};

/// The context of one check call: which function is read, and where judgements go.
class Reporter {
public:
    virtual ~Reporter() = default;

    const analysis::FunctionContext& function() const { return *function_; }
    const analysis::SourceModule& module() const { return *function_->module; }
    /// Source text of the function's file (UTF-8).
    std::string_view text() const;
    std::string_view text(text::Span span) const { return text().substr(span.begin, span.size()); }
    /// For findings: the measured version they were made under.
    torchscript::Version version() const { return version_; }

    /// The rule speaks, at the narrowest span that is wrong. The message starts in lower case and has no
    /// final period.
    template <class... Args>
    JudgementBuilder report(text::Span at, fmt::format_string<Args...> format, Args&&... args) {
        Judgement* judgement = begin(at);
        if (judgement) judgement->message = fmt::format(format, std::forward<Args>(args)...);
        return JudgementBuilder(judgement, module());
    }

protected:
    /// A new judgement of the current rule at `at`, or null where it is off.
    virtual Judgement* begin(text::Span at) = 0;
    const analysis::FunctionContext* function_ = nullptr;
    torchscript::Version version_{};
};

/// The registry of checks. A rule's page `rules/<family>/<name>.md` has beside it `<name_>.cpp` that defines
/// `void register_<name_>(Checks& checks)`, which calls `checks.on<...>(check)` once or more.
class Checks {
public:
    /// `check(const T&, Reporter&)`, with T a syntax node type (called for every such node in every compiled
    /// function) or a finding type.
    template <class T>
    void on(void (*check)(const T&, Reporter&)) {
        add<T>(check, false);
    }
    /// The same, called only where no `on` check of another rule reported for this finding or node.
    template <class T>
    void otherwise(void (*check)(const T&, Reporter&)) {
        add<T>(check, true);
    }

    struct Entry {
        RuleId rule;
        bool fallback;
        void (*check)();  ///< the real type is restored by `invoke`
        void (*invoke)(void (*check)(), const void* subject, Reporter& reporter);
    };
    const std::vector<Entry>& for_node(syntax::NodeKind kind) const { return nodes_[static_cast<std::size_t>(kind)]; }
    const std::vector<Entry>& for_finding(std::size_t kind) const { return findings_[kind]; }
    /// The rule whose checks are being registered.
    void set_rule(RuleId rule) { rule_ = rule; }

private:
    template <class T>
    void add(void (*check)(const T&, Reporter&), bool fallback) {
        Entry entry{rule_, fallback, reinterpret_cast<void (*)()>(check), [](void (*erased)(), const void* subject, Reporter& reporter) {
                        reinterpret_cast<void (*)(const T&, Reporter&)>(erased)(*static_cast<const T*>(subject), reporter);
                    }};
        if constexpr (std::is_base_of_v<syntax::Node, T>)
            nodes_[static_cast<std::size_t>(syntax::kind_of<T>)].push_back(entry);
        else
            findings_[analysis::Findings::index_of<T>()].push_back(entry);
    }

    RuleId rule_{};
    std::array<std::vector<Entry>, 64> nodes_;
    std::array<std::vector<Entry>, analysis::Findings::size> findings_;
};

/// Defined in the generated registry: registers every rule's checks.
void register_all(Checks& checks);

}  // namespace jitlint::rules
