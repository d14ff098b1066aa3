#include <vector>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

/// `...` as a whole statement of the function.
bool is_statement(const Expr& node, const Reporter& reporter) {
    std::vector<const Node*> stack(reporter.function().node->body.begin(), reporter.function().node->body.end());
    while (!stack.empty()) {
        const Node* one = stack.back();
        stack.pop_back();
        if (!one->span.contains(node.span)) continue;
        if (const auto* statement = as<ExprStmt>(one)) return statement->value == &node;
        for_each_child(*one, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

void check_ellipsis_value(const analysis::NonValueUsed& finding, Reporter& reporter) {
    if (finding.kind != analysis::NonValueKind::Ellipsis) return;
    const text::Span at = finding.node->span;
    if (!is_statement(*finding.node, reporter)) {
        reporter.report(at, "`{}` is no value in TorchScript: only an index of a tensor", reporter.text(at)).help("use `None` or a flag instead");
        return;
    }
    auto judgement = reporter.report(at, "`{}` as a statement is not supported in TorchScript", reporter.text(at));
    judgement.help("write `pass`").fix(Applicability::Safe, "write `pass`", {{at, "pass"}});
}

}  // namespace

void register_ellipsis_value(Checks& checks) { checks.on<analysis::NonValueUsed>(check_ellipsis_value); }

}  // namespace jitlint::rules
