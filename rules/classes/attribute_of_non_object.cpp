#include "rules/check.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

void check_attribute_of_non_object(const analysis::ObjectAssignment& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectAssignmentProblem::NotObject) return;
    const std::string_view name = finding.node->attr.name;
    if (!finding.receiver) {
        const std::string_view receiver = reporter.text(finding.node->value->span);
        reporter.report(finding.node->span, "attributes of `{}` cannot be set: it is neither a module nor an object of a compiled class", receiver)
            .help("keep the state in an attribute of the module, or return the value");
        return;
    }
    auto report = reporter.report(finding.node->span, "attributes of a `{}` cannot be set", torchscript::to_string(finding.receiver));
    if (finding.receiver->is(Kind::Tensor) && name == "requires_grad")
        report.help("write `{}.requires_grad_(...)`", reporter.text(finding.node->value->span));
    else if (finding.receiver->is(Kind::NamedTuple))
        report.help("make a new `{}` with the other value", torchscript::to_string(finding.receiver));
}

}  // namespace

void register_attribute_of_non_object(Checks& checks) { checks.on<analysis::ObjectAssignment>(check_attribute_of_non_object); }

}  // namespace jitlint::rules
