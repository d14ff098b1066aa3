#include "rules/lint.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "analysis/compile/analyze.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

const Checks& registry() {
    static const Checks checks = [] {
        Checks made;
        register_all(made);
        return made;
    }();
    return checks;
}

torchscript::VersionSet page_versions(RuleId rule) {
    static const std::vector<torchscript::VersionSet> sets = [] {
        std::vector<torchscript::VersionSet> made;
        for (const RuleInfo& one : all_rules()) made.push_back(torchscript::VersionSet::parse(one.torch).value_or(torchscript::VersionSet::all()));
        return made;
    }();
    return sets[static_cast<std::size_t>(rule)];
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// `return(a, b)` has no space behind the word: an edit that puts another word there brings its own.
void separate_words(std::vector<text::TextEdit>& edits, std::string_view source) {
    for (text::TextEdit& edit : edits) {
        if (edit.replacement.empty() || edit.span.end > source.size()) continue;
        const bool replaces = edit.span.size() > 0;
        const bool word_before = edit.span.begin > 0 && is_word(source[edit.span.begin - 1]);
        const bool word_behind = edit.span.end < source.size() && is_word(source[edit.span.end]);
        const bool began = replaces ? is_word(source[edit.span.begin]) : word_behind;
        if (word_before && is_word(edit.replacement.front()) && !began) edit.replacement.insert(0, " ");
        if (replaces && word_behind && is_word(edit.replacement.back()) && !is_word(source[edit.span.end - 1])) edit.replacement += ' ';
    }
}

/// The qualified name of the innermost function or class around a place.
std::string symbol_at(const analysis::SourceModule& module, text::Span span) {
    std::string symbol;
    for (const auto& scope : module.scope().scopes()) {
        const bool named = scope->node && (syntax::is<syntax::FunctionDef>(scope->node) || syntax::is<syntax::ClassDef>(scope->node));
        if (named && scope->node->span.contains(span)) symbol = scope->qualified_name;
    }
    return symbol;
}

/// A judgement with what is needed to merge it with those of other versions.
struct Candidate {
    Judgement judgement;
    torchscript::VersionSet observed;                ///< measured points; empty where the versions do not rest on observation
    torchscript::VersionSet allowed;                 ///< what the page and the check leave
    const analysis::SourceModule* origin = nullptr;  ///< the last checked file on the way to the place
    text::Span origin_span;
};

class Collector final : public analysis::AnalysisObserver, private Reporter {
public:
    explicit Collector(const LintOptions& options) : options_(options), checks_(registry()) {}

    void root(const analysis::Root& root) override {
        auto same = std::find_if(roots_.begin(), roots_.end(), [&](const RootVerdict& r) {
            return r.module == root.module && r.span == root.span && r.symbol == root.symbol && r.of_class == root.of_class;
        });
        const auto index = static_cast<std::size_t>(same - roots_.begin());
        if (same == roots_.end()) {
            roots_.push_back({root.symbol, root.module, root.span, root.is_module, root.of_class, true, {}, {}});
            root_units_.push_back(make_unit());
        }
        open_.assign(1, root_units_[index]);
    }

    Unit begin() override {
        const Unit unit = make_unit();
        again(unit);
        open_.push_back(unit);
        return unit;
    }
    void end() override { open_.pop_back(); }
    void again(Unit unit) override { units_[open_.back()].uses.push_back(unit); }
    void reached(analysis::ClassRef cls) override { units_[open_.back()].reached.push_back(cls); }

    void found(const analysis::Finding& finding, const analysis::FunctionContext& function, torchscript::Version version) override {
        observed_ = torchscript::VersionSet::only(version);
        version_ = version;
        function_ = &function;
        dispatch(checks_.for_finding(finding.kind()), finding.subject());
    }

    void node(const syntax::Node& node, const analysis::FunctionContext& function) override {
        if (function.node != last_function_) {
            last_function_ = function.node;
            if (function.node && compiled_.insert(function.node).second) compiled_order_.push_back({function.module, function.node->span});
        }
        const auto& entries = checks_.for_node(node.kind);
        if (entries.empty()) return;
        observed_ = {};
        version_ = torchscript::kNewest;
        function_ = &function;
        dispatch(entries, &node);
    }

    LintResult finish() {
        LintResult result;
        for (auto& [key, candidate] : candidates_) {
            Judgement& judgement = candidate.judgement;
            judgement.versions = candidate.allowed & options_.target;
            if (!candidate.observed.empty()) judgement.versions &= torchscript::extrapolate(candidate.observed);
        }
        for (std::size_t root = 0; root < roots_.size(); ++root) judge_root(root);
        for (auto& [key, candidate] : candidates_) {
            if (candidate.judgement.versions.empty()) continue;
            if (candidate.judgement.module->checked())
                result.judgements.push_back(std::move(candidate.judgement));
            else
                tell_at_origin(std::move(candidate), result.judgements);
        }
        result.roots = std::move(roots_);
        result.compiled = std::move(compiled_order_);
        std::stable_sort(result.judgements.begin(), result.judgements.end(), [](const Judgement& a, const Judgement& b) {
            return std::tie(a.span.begin, a.span.end, a.rule, a.message) < std::tie(b.span.begin, b.span.end, b.rule, b.message);
        });
        return result;
    }

private:
    /// One cause is one diagnostic, however it is reached and under whichever version: rule, place (with its
    /// file's rank), and whether it is refused.
    using Key = std::tuple<RuleId, std::size_t, std::uint32_t, std::uint32_t, bool>;

    /// Something that is compiled once and used wherever it is reached.
    struct UnitRecord {
        std::vector<Unit> uses;
        std::vector<Candidate*> found;
        std::vector<analysis::ClassRef> reached;
    };

    Unit make_unit() {
        units_.emplace_back();
        return units_.size() - 1;
    }

    /// Gathers what lies on the way from a root.
    void judge_root(std::size_t root) {
        RootVerdict& verdict = roots_[root];
        std::vector<bool> seen(units_.size());
        std::vector<Unit> stack{root_units_[root]};
        while (!stack.empty()) {
            const Unit unit = stack.back();
            stack.pop_back();
            if (seen[unit]) continue;
            seen[unit] = true;
            for (Candidate* candidate : units_[unit].found) {
                Judgement& judgement = candidate->judgement;
                if (judgement.roots.empty() || judgement.roots.back() != root) judgement.roots.push_back(root);
                if (!judgement.rejects || judgement.versions.empty()) continue;
                verdict.scriptable = false;
                verdict.rules_in_way.push_back(judgement.rule);
            }
            for (const analysis::ClassRef& cls : units_[unit].reached)
                if (cls.module != verdict.module) verdict.reached.push_back({cls.module, cls.node->name.span});
            stack.insert(stack.end(), units_[unit].uses.begin(), units_[unit].uses.end());
        }
        std::sort(verdict.rules_in_way.begin(), verdict.rules_in_way.end());
        verdict.rules_in_way.erase(std::unique(verdict.rules_in_way.begin(), verdict.rules_in_way.end()), verdict.rules_in_way.end());
    }

    /// A judgement in a file that the user did not ask about: one for each rule and place where the way leaves the user's files.
    static void tell_at_origin(Candidate candidate, std::vector<Judgement>& told) {
        Judgement& judgement = candidate.judgement;
        if (!judgement.rejects || !candidate.origin) return;
        JudgementLabel label{judgement.module, judgement.span, judgement.message};
        auto same = std::find_if(told.begin(), told.end(), [&](const Judgement& other) {
            return other.rule == judgement.rule && other.module == candidate.origin && other.span == candidate.origin_span && other.followed;
        });
        if (same != told.end()) {
            same->versions |= judgement.versions;
            same->labels.push_back(std::move(label));
            same->roots.insert(same->roots.end(), judgement.roots.begin(), judgement.roots.end());
            return;
        }
        const std::string& library = judgement.module->name();
        judgement.message = judgement.symbol.empty() ? fmt::format("`{}` does not compile: {}", library, judgement.message)
                                                     : fmt::format("`{}` of `{}` does not compile: {}", judgement.symbol, library, judgement.message);
        judgement.labels.insert(judgement.labels.begin(), std::move(label));
        judgement.module = candidate.origin;
        judgement.span = candidate.origin_span;
        judgement.symbol = symbol_at(*candidate.origin, candidate.origin_span);
        judgement.fix.reset();
        judgement.followed = true;
        told.push_back(std::move(judgement));
    }

    void dispatch(const std::vector<Checks::Entry>& entries, const void* subject) {
        spoke_ = false;
        for (bool fallback : {false, true}) {
            if (fallback && spoke_) return;
            for (const Checks::Entry& entry : entries) {
                if (entry.fallback != fallback) continue;
                rule_ = entry.rule;
                entry.invoke(entry.check, subject, *this);
                keep();
            }
        }
    }

    Judgement* begin(text::Span at) override {
        keep();
        spoke_ = true;
        if (!options_.enabled.empty() && !options_.enabled[static_cast<std::size_t>(rule_)]) return nullptr;
        pending_ = Judgement{};
        pending_.rule = rule_;
        pending_.module = function_->module;
        pending_.span = at;
        pending_.symbol = function_->symbol;
        pending_.versions = page_versions(rule_);
        pending_.rejects = info(rule_).severity == Severity::Error;
        begun_ = true;
        return &pending_;
    }

    void keep() {
        if (!begun_) return;
        begun_ = false;
        if (pending_.fix) separate_words(pending_.fix->edits, pending_.module->file().source().text());
        // Files rank as they are met: addresses would differ from run to run.
        const std::size_t rank = ranks_.try_emplace(pending_.module, ranks_.size()).first->second;
        const Key key{pending_.rule, rank, pending_.span.begin, pending_.span.end, pending_.rejects};
        auto [it, fresh] = candidates_.try_emplace(key);
        Candidate& candidate = it->second;
        if (!open_.empty()) units_[open_.back()].found.push_back(&candidate);
        candidate.allowed |= pending_.versions;
        candidate.observed |= observed_;
        if (fresh) {
            for (const analysis::ReachedFrom* step = function_->reached; step; step = step->previous) {
                if (!candidate.origin && step->module->checked()) {
                    candidate.origin = step->module;
                    candidate.origin_span = step->span;
                }
                if (!step->origin) pending_.reached_from.push_back({step->module, step->span, step->symbol});
            }
            std::reverse(pending_.reached_from.begin(), pending_.reached_from.end());
            candidate.judgement = std::move(pending_);
            return;
        }
        // The newest version's words stay: versions are analysed oldest first.
        candidate.judgement.message = std::move(pending_.message);
        candidate.judgement.help = std::move(pending_.help);
        candidate.judgement.labels = std::move(pending_.labels);
        candidate.judgement.fix = std::move(pending_.fix);
    }

    const LintOptions& options_;
    const Checks& checks_;
    RuleId rule_{};
    Judgement pending_;
    bool begun_ = false;
    bool spoke_ = false;
    torchscript::VersionSet observed_;
    std::map<Key, Candidate> candidates_;
    std::unordered_map<const analysis::SourceModule*, std::size_t> ranks_;
    std::vector<RootVerdict> roots_;
    std::vector<Unit> root_units_;  ///< as `roots_`
    std::vector<UnitRecord> units_{1};
    std::vector<Unit> open_;  ///< innermost last
    const syntax::FunctionDef* last_function_ = nullptr;
    std::unordered_set<const syntax::FunctionDef*> compiled_;
    std::vector<CompiledFunction> compiled_order_;
};

}  // namespace

LintResult lint(const analysis::SourceModule& module, analysis::ModuleLoader* loader, const LintOptions& options) {
    Collector collector(options);
    analysis::analyze(module, loader, torchscript::points_for(options.target), collector, options.roots);
    return collector.finish();
}

}  // namespace jitlint::rules
