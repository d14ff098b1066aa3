#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::ObjectAssignment& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectAssignmentProblem::WrongType) return;
    using Kind = torchscript::TypeKind;
    const std::string given = torchscript::to_string(finding.given);
    const std::string expected = torchscript::to_string(finding.expected);
    auto report =
        reporter.report(finding.node->span, "the attribute `{}` is a `{}`: it cannot be set to a `{}`", finding.node->attr.name, expected, given);
    if (finding.expected->is(Kind::None))
        report.help("begin with `torch.jit.annotate(Optional[{}], None)`{}", given, finding.annotated ? ": the annotation is not read" : "");
    else if (finding.expected->is(Kind::Float) && finding.given->is(Kind::Int))
        report.help("write a `float`");
    if (finding.module) report.label_in(*finding.module, finding.first, "has its type from here");
}

}  // namespace

void register_object_attribute_type_change(Checks& checks) { checks.on<analysis::ObjectAssignment>(check); }

}  // namespace jitlint::rules
