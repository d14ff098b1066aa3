#include <algorithm>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

/// A parameter that is a Tensor only for want of an annotation.
bool is_unannotated(const syntax::Expr* argument, const syntax::FunctionDef* function) {
    const auto* named = syntax::as<syntax::Name>(argument);
    return named && function && std::any_of(function->parameters.begin(), function->parameters.end(), [&](const syntax::Parameter& parameter) {
               return parameter.name.name == named->id && !parameter.annotation;
           });
}

void check_math_on_tensor(const analysis::OperatorCall& finding, Reporter& reporter) {
    if (finding.node->args.empty() || is_unannotated(finding.node->args[0], reporter.function().node)) return;
    if (!finding.dotted.starts_with("math.") || finding.types.empty() || !finding.types[0]->is(torchscript::TypeKind::Tensor)) return;
    const text::Span at = finding.node->func->span;
    reporter.report(at, "`{}` of a tensor gives a tensor in compiled code, a number in Python", reporter.text(at))
        .help("write `{}(float(...))`, or call the method of the tensor", reporter.text(at))
        .accepted();
}

}  // namespace

void register_math_on_tensor(Checks& checks) { checks.on<analysis::OperatorCall>(check_math_on_tensor); }

}  // namespace jitlint::rules
