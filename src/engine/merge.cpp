#include "engine/merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "rules/rule_ids.h"

namespace jitlint::engine {
namespace {

/// Which roots count, by file and index.
using Alive = std::vector<std::vector<bool>>;

Alive roots_that_count(const std::vector<FileResult>& results) {
    Alive alive(results.size());
    /// Who compiles a class of another file.
    std::map<ClassId, std::vector<std::pair<std::size_t, std::size_t>>> users;
    for (std::size_t file = 0; file < results.size(); ++file) {
        alive[file].assign(results[file].roots.size(), true);
        for (std::size_t root = 0; root < results[file].roots.size(); ++root)
            for (const ClassId& cls : results[file].roots[root].reached) users[cls].emplace_back(file, root);
    }
    for (std::size_t file = 0; file < results.size(); ++file) {
        for (std::size_t root = 0; root < results[file].roots.size(); ++root) {
            const FoundRoot& found = results[file].roots[root];
            if (!found.of_class) continue;
            const auto used = users.find(found.id);
            if (used == users.end()) continue;
            // Of two that compile each other one stays.
            if (std::any_of(used->second.begin(), used->second.end(),
                            [&](const auto& user) { return user.first != file && alive[user.first][user.second]; }))
                alive[file][root] = false;
        }
    }
    return alive;
}

Severity severity_of(const FoundDiagnostic& found, const rules::RuleInfo& rule, const Target& target) {
    const Severity page = rule.severity;
    if (page != Severity::Error || !found.rejects) return std::min(page, Severity::Warning);
    if (target.known || found.versions.contains(torchscript::kNewest)) return Severity::Error;
    return Severity::Warning;
}

bool same_cause(const FoundDiagnostic& a, const FoundDiagnostic& b) {
    return a.rejects == b.rejects &&
           std::tie(a.diagnostic.file, a.diagnostic.range, a.diagnostic.rule) == std::tie(b.diagnostic.file, b.diagnostic.range, b.diagnostic.rule);
}

}  // namespace

Report merge(std::vector<FileResult> results) {
    const Alive alive = roots_that_count(results);
    Report report;
    struct Candidate {
        FoundDiagnostic found;
        bool own = false;  ///< told by the analysis of the file that it lies in
        std::size_t file = 0;
    };
    std::vector<Candidate> candidates;
    for (std::size_t file = 0; file < results.size(); ++file) {
        FileResult& result = results[file];
        for (FoundDiagnostic& found : result.diagnostics) {
            const bool counts =
                found.roots.empty() || std::any_of(found.roots.begin(), found.roots.end(), [&](std::size_t root) { return alive[file][root]; });
            const bool own = found.diagnostic.file == result.file;
            if (counts) candidates.push_back({std::move(found), own, file});
        }
        for (std::size_t root = 0; root < result.roots.size(); ++root)
            if (alive[file][root] && !result.roots[root].root.symbol.empty()) report.roots.push_back(std::move(result.roots[root].root));
        report.files += result.report.files;
        report.coverage.merge(std::move(result.report.coverage));
        report.policies.merge(result.report.policies);
        report.diagnostics.insert(report.diagnostics.end(), result.report.diagnostics.begin(), result.report.diagnostics.end());
        report.problems.insert(report.problems.end(), result.report.problems.begin(), result.report.problems.end());
        for (auto& [shown, source] : result.report.sources) report.sources.emplace(shown, source);
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        const Diagnostic& x = a.found.diagnostic;
        const Diagnostic& y = b.found.diagnostic;
        return std::tie(x.file, x.range, x.rule, a.found.rejects, b.own, a.file) < std::tie(y.file, y.range, y.rule, b.found.rejects, a.own, b.file);
    });
    for (std::size_t at = 0; at < candidates.size();) {
        FoundDiagnostic& first = candidates[at].found;
        std::set<std::string>& from = report.found_from[key_of(first.diagnostic)];
        std::size_t next = at;
        for (; next < candidates.size() && same_cause(first, candidates[next].found); ++next) {
            first.versions |= candidates[next].found.versions;
            from.insert(results[candidates[next].file].file);
        }
        first.diagnostic.torch = first.versions.to_string();
        // The policy of the file that it lies in decides, whoever has found it.
        const auto rule = rules::find_rule(first.diagnostic.rule);
        const auto policy = report.policies.find(first.diagnostic.file);
        if (rule && policy != report.policies.end() && policy->second->is_enabled(*rule)) {
            first.diagnostic.severity = severity_of(first, rules::info(*rule), policy->second->target);
            report.diagnostics.push_back(std::move(first.diagnostic));
        }
        at = next;
    }
    return report;
}

}  // namespace jitlint::engine
