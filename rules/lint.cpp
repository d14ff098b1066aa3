#include "rules/lint.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
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

/// A judgement with what is needed to merge it with those of other versions.
struct Candidate {
    Judgement judgement;
    torchscript::VersionSet observed;  ///< measured points; empty where the versions do not rest on observation
    torchscript::VersionSet allowed;   ///< what the page and the check leave
};

class Collector final : public analysis::AnalysisObserver, private Reporter {
public:
    explicit Collector(const LintOptions& options) : options_(options), checks_(registry()) {}

    void root(const analysis::Root& root) override {
        auto same = std::find_if(roots_.begin(), roots_.end(),
                                 [&](const RootVerdict& r) { return r.module == root.module && r.span == root.span && r.symbol == root.symbol; });
        current_root_ = static_cast<std::size_t>(same - roots_.begin());
        if (same == roots_.end()) roots_.push_back({root.symbol, root.module, root.span, root.is_module, true, {}});
    }

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
        for (const auto& [root, key] : root_judgements_) {
            const Judgement& judgement = candidates_.at(key).judgement;
            if (!judgement.rejects || judgement.versions.empty()) continue;
            roots_[root].scriptable = false;
            roots_[root].rules_in_way.push_back(judgement.rule);
        }
        for (RootVerdict& verdict : roots_) {
            std::sort(verdict.rules_in_way.begin(), verdict.rules_in_way.end());
            verdict.rules_in_way.erase(std::unique(verdict.rules_in_way.begin(), verdict.rules_in_way.end()), verdict.rules_in_way.end());
        }
        std::erase_if(roots_, [](const RootVerdict& root) { return root.symbol.empty(); });
        for (auto& [key, candidate] : candidates_)
            if (!candidate.judgement.versions.empty()) result.judgements.push_back(std::move(candidate.judgement));
        result.roots = std::move(roots_);
        result.compiled = std::move(compiled_order_);
        std::stable_sort(result.judgements.begin(), result.judgements.end(), [](const Judgement& a, const Judgement& b) {
            return std::tie(a.span.begin, a.span.end, a.rule, a.message) < std::tie(b.span.begin, b.span.end, b.rule, b.message);
        });
        return result;
    }

private:
    /// One cause is one diagnostic, however it is reached and under whichever version: rule, place, and
    /// whether it is refused.
    using Key = std::tuple<RuleId, const analysis::SourceModule*, std::uint32_t, std::uint32_t, bool>;

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
        const Key key{pending_.rule, pending_.module, pending_.span.begin, pending_.span.end, pending_.rejects};
        root_judgements_.emplace(current_root_, key);
        auto [it, fresh] = candidates_.try_emplace(key);
        Candidate& candidate = it->second;
        candidate.allowed |= pending_.versions;
        candidate.observed |= observed_;
        if (fresh) {
            for (const analysis::ReachedFrom* step = function_->reached; step; step = step->previous)
                pending_.reached_from.push_back({step->module, step->span, step->symbol});
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
    std::vector<RootVerdict> roots_;
    std::set<std::pair<std::size_t, Key>> root_judgements_;
    std::size_t current_root_ = 0;
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
