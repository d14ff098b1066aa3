#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::EnumProblem;

void check_enum_class_use(const analysis::EnumUse& finding, Reporter& reporter) {
    const std::string name = torchscript::to_string(finding.type);
    switch (finding.problem) {
        case EnumProblem::Call:
            reporter.report(finding.node->span, "the enumeration `{}` cannot be called in TorchScript", name)
                .help("pass the member, or compare `.value` of each member in a loop over `{}`", name);
            return;
        case EnumProblem::Subscript:
            reporter.report(finding.node->span, "members of `{}` cannot be looked up by name in TorchScript", name)
                .help("pass the member, or compare `.name` of each member in a loop over `{}`", name);
            return;
        case EnumProblem::Value:
        case EnumProblem::Operand:
        case EnumProblem::DictKey:
        case EnumProblem::Container:
            reporter.report(finding.node->span, "the enumeration `{}` is no value in TorchScript", name).help("`list({})` gives its members", name);
            return;
    }
}

}  // namespace

void register_enum_class_use(Checks& checks) { checks.on<analysis::EnumUse>(check_enum_class_use); }

}  // namespace jitlint::rules
