#include "rules/check.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

/// The statement by which the branch leaves.
const Stmt* leaving(const If& branch) {
    for (Body body : {branch.body, branch.orelse})
        if (!body.empty() && (is<Return>(body.back()) || is<Break>(body.back()) || is<Continue>(body.back()))) return body.back();
    return nullptr;
}

void check_exit_around_with(const analysis::WithLosesValue& finding, Reporter& reporter) {
    const auto* guard = as<If>(finding.exit);
    const Stmt* exit = guard ? leaving(*guard) : nullptr;
    const text::Span out = exit ? exit->span : finding.exit->span;
    const text::Span manager = finding.node->items.front().context_expr->span;
    if (finding.inside) {
        reporter.report(out, "this exit makes the compiler lose `{}`, which the `with` computes after it", finding.name)
            .label(manager, "the `with`")
            .help("put the rest of the `with` into an `else`, or turn the condition around");
        return;
    }
    auto judgement =
        finding.name.empty()
            ? reporter.report(manager, "the compiler loses what this `with` returns: a condition before it leaves early")
            : reporter.report(manager, "the compiler loses `{}`, which this `with` computes: a condition before it leaves early", finding.name);
    judgement.label(out, "leaves here").help("put the `with` and what follows it into an `else`");
}

}  // namespace

void register_exit_around_with(Checks& checks) { checks.on<analysis::WithLosesValue>(check_exit_around_with); }

}  // namespace jitlint::rules
