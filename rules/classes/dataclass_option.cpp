#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::FieldProblem;

void check_comparable(const analysis::RefusedField& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.field->span, "the `__eq__` of this dataclass compares `{}`, and `{}` has no `!=`", finding.name,
                                     torchscript::to_string(finding.type));
    judgement.help("write `@dataclass(eq=False)`");
    if (!judgement || reporter.version() < torchscript::Version::of(1, 12)) return;
    if (finding.cls.module != &reporter.module()) return;
    for (const syntax::Expr* decorator : finding.cls.node->decorators) {
        const auto* call = syntax::as<syntax::Call>(decorator);
        if (!reporter.text((call ? call->func : decorator)->span).ends_with("dataclass")) continue;
        // Objects that are equal field by field are no longer equal then.
        if (!call)
            judgement.fix(Applicability::Unsafe, "leave `__eq__` out", {{{decorator->span.end, decorator->span.end}, "(eq=False)"}});
        else if (!call->argument("eq"))
            judgement.fix(Applicability::Unsafe, "leave `__eq__` out", {with_argument(*call, "eq=False", reporter)});
    }
}

void check_field(const analysis::RefusedField& finding, Reporter& reporter) {
    switch (finding.problem) {
        case FieldProblem::Factory:
            reporter.report(finding.field->span, "the factory of the field `{}` cannot be scripted", finding.name)
                .help("give the value where the object is made");
            return;
        case FieldProblem::OwnClass:
            reporter
                .report(finding.field->span, "the class of the field `{}` is not found by the `__init__` that is written for the dataclass",
                        finding.name)
                .help("write the class without `dataclass`");
            return;
        case FieldProblem::NotComparable:
            check_comparable(finding, reporter);
            return;
        case FieldProblem::NotOrdered:
            reporter
                .report(finding.field->span, "the `__lt__` of this dataclass compares `{}`, and `{}` has no `<`", finding.name,
                        torchscript::to_string(finding.type))
                .help("leave out `order=True`");
            return;
        case FieldProblem::KeywordOnly:
            reporter.report(finding.field->span, "the keyword-only field `{}` has a default, which cannot be scripted", finding.name)
                .help("leave out the default, or let the field be given by its position");
            return;
        case FieldProblem::NotInInit:
            reporter.report(finding.field->span, "the field `{}` is not set by the `__init__` that is written for the dataclass", finding.name)
                .help("leave out `init=False`, or write `__init__`");
            return;
        case FieldProblem::UntypedDefault:
        case FieldProblem::TensorDefault:
        case FieldProblem::Any:
        case FieldProblem::TextAnnotation:
        case FieldProblem::UnknownName:
            return;
    }
}

void check_option(const analysis::RefusedDataclass& finding, Reporter& reporter) {
    const std::string_view name = finding.option->name.name;
    if (name == "frozen")
        reporter.report(finding.option->span, "a frozen dataclass cannot be scripted").help("use a `NamedTuple`");
    else
        reporter.report(finding.option->span, "keyword-only fields with defaults cannot be scripted").help("leave out `{}`, or the defaults", name);
}

}  // namespace

void register_dataclass_option(Checks& checks) {
    checks.on<analysis::RefusedField>(check_field);
    checks.on<analysis::RefusedDataclass>(check_option);
}

}  // namespace jitlint::rules
