#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_enum_member_attribute(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectMemberProblem::EnumMember) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    const text::Span at = read ? read->attr.span : finding.node->span;
    const std::string type = torchscript::to_string(finding.receiver);
    if (finding.definition)
        reporter.report(at, "`{}` of the enumeration `{}` is not compiled: members have `name` and `value`", finding.name, type)
            .help("write a function that takes the member");
    else
        reporter.report(at, "the enumeration `{}` has no `{}` in TorchScript", type, finding.name);
}

}  // namespace

void register_enum_member_attribute(Checks& checks) { checks.on<analysis::UnknownObjectMember>(check_enum_member_attribute); }

}  // namespace jitlint::rules
