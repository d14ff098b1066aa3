#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_call_of_value(const analysis::NotAFunction& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.node->func->span);
    auto report =
        finding.inferred
            ? reporter.report(finding.node->func->span, "`{}` has no annotation and so is a Tensor, which cannot be called", code)
            : reporter.report(finding.node->func->span, "`{}` is a `{}`, which cannot be called", code, torchscript::to_string(finding.type));
    if (finding.parameter) {
        report.label(finding.parameter->span, "the parameter");
        report.help("functions cannot be passed: call them by name, chosen with an `if`");
    }
    if (finding.type->is(torchscript::TypeKind::Interface)) report.help("call the method: `{}.forward(...)`", code);
}

}  // namespace

void register_call_of_value(Checks& checks) { checks.on<analysis::NotAFunction>(check_call_of_value); }

}  // namespace jitlint::rules
