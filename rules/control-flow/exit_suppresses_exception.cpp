#include <vector>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

/// The `return True` of the method.
text::Span suppressing(const syntax::FunctionDef& method) {
    std::vector<const syntax::Node*> stack(method.body.begin(), method.body.end());
    while (!stack.empty()) {
        const syntax::Node* node = stack.back();
        stack.pop_back();
        const auto* returned = syntax::as<syntax::Return>(node);
        const auto* constant = returned ? syntax::as<syntax::Constant>(returned->value) : nullptr;
        if (constant && constant->constant == syntax::ConstantKind::True) return returned->span;
        syntax::for_each_child(*node, [&](const syntax::Node& child) { stack.push_back(&child); });
    }
    return method.name.span;
}

void check_exit_suppresses_exception(const analysis::UnsupportedContextManager& finding, Reporter& reporter) {
    if (finding.problem != analysis::WithProblem::Suppresses) return;
    const text::Span manager = finding.item->context_expr->span;
    auto judgement = reporter.report(finding.same_file ? suppressing(*finding.method) : manager,
                                     "what `__exit__` returns is dropped in compiled code: exceptions always leave the `with`");
    if (finding.same_file) judgement.label(manager, "entered here");
    judgement.help("test the condition instead of raising").accepted();
}

}  // namespace

void register_exit_suppresses_exception(Checks& checks) { checks.on<analysis::UnsupportedContextManager>(check_exit_suppresses_exception); }

}  // namespace jitlint::rules
