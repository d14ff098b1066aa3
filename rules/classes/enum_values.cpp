#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::EnumDefinitionProblem;

void check_enum_values(const analysis::RefusedEnum& finding, Reporter& reporter) {
    if (!finding.cls) {
        reporter.report(finding.use, "an enumeration that a call makes has no source to compile").help("write a `class` statement");
        return;
    }
    const std::string_view name = finding.cls.node->name.name;
    const bool here = &reporter.module() == finding.cls.module;
    const text::Span at = finding.value ? finding.value->span : finding.cls.node->name.span;
    if (!here) return;
    switch (finding.problem) {
        case EnumDefinitionProblem::ValueType:
            reporter.report(at, "the values of the enumeration `{}` are neither `int`, `float` nor `str`", name)
                .help("give the members numbers or strings");
            return;
        case EnumDefinitionProblem::MixedValues:
            reporter
                .report(at, "the values of the enumeration `{}` have different types: `{}` and `{}`", name, torchscript::to_string(finding.first),
                        torchscript::to_string(finding.other))
                .help("give all members values of one type");
            return;
        case EnumDefinitionProblem::Empty:
            reporter.report(at, "the enumeration `{}` has no members", name);
            return;
        case EnumDefinitionProblem::BuiltinBase:
            reporter.report(at, "the enumeration `{}` has a base that is not compiled", name).help("derive from `Enum` alone");
            return;
        case EnumDefinitionProblem::NoSource:
            reporter.report(at, "the enumeration `{}` has no source to compile", name);
            return;
    }
}

}  // namespace

void register_enum_values(Checks& checks) { checks.on<analysis::RefusedEnum>(check_enum_values); }

}  // namespace jitlint::rules
