#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::FieldProblem;

void check_namedtuple_field(const analysis::RefusedField& finding, Reporter& reporter) {
    switch (finding.problem) {
        case FieldProblem::TensorDefault:
            reporter.report(finding.field->span, "the default of the field `{}` is a tensor", finding.name).help("write `Optional[Tensor] = None`");
            return;
        case FieldProblem::Any:
            reporter.report(finding.field->span, "the field `{}` is of type `Any`, which a NamedTuple cannot hold", finding.name)
                .help("give it a definite type");
            return;
        case FieldProblem::TextAnnotation:
            reporter.report(finding.field->span, "the type of the field `{}` is a string, which torch 1.13 does not read", finding.name)
                .help("write the type without quotes");
            return;
        case FieldProblem::UnknownName:
            reporter.report(finding.field->span, "the type of the field `{}` is a string that names nothing", finding.name)
                .help("write a type that the module knows, without quotes");
            return;
        case FieldProblem::UntypedDefault:
            reporter.report(finding.field->span, "the default of the field `{}` has no type in TorchScript", finding.name)
                .help("leave out the default, or write `None` for it");
            return;
        case FieldProblem::Factory:
        case FieldProblem::OwnClass:
        case FieldProblem::NotComparable:
        case FieldProblem::NotOrdered:
        case FieldProblem::KeywordOnly:
        case FieldProblem::NotInInit:
            return;
    }
}

}  // namespace

void register_namedtuple_field(Checks& checks) { checks.on<analysis::RefusedField>(check_namedtuple_field); }

}  // namespace jitlint::rules
