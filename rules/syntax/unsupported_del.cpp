#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::DeleteProblem;

void check(const analysis::DeleteRefused& finding, Reporter& reporter) {
    const text::Span at = finding.target->span;
    const std::string_view code = reporter.text(at);
    switch (finding.problem) {
        case DeleteProblem::Attribute:
            reporter.report(at, "`del` of the attribute `{}` is not supported in TorchScript", code).help("assign a neutral value instead");
            return;
        case DeleteProblem::Slice:
            reporter.report(at, "`del` of the slice `{}` is not supported in TorchScript", code).help("keep the rest: assign the slice that stays");
            return;
        case DeleteProblem::Item:
            reporter.report(at, "`del {}`: a `{}` has no such item to delete", code, torchscript::to_string(finding.type))
                .help("keep the rest: select it with a slice, or use a list");
            return;
        case DeleteProblem::Method:
            reporter.report(at, "`del {}`: its class does not define `__delitem__`", code).help("call a method that removes the item");
            return;
        case DeleteProblem::Display:
            break;
        case DeleteProblem::Name:
            return;
    }
    auto judgement = reporter.report(at, "`del` of `{}` is not supported in TorchScript", code);
    judgement.help("name the targets without parentheses");
    const auto* tuple = syntax::as<syntax::Tuple>(finding.target);
    const auto* list = syntax::as<syntax::List>(finding.target);
    const syntax::Exprs elements = tuple ? tuple->elts : list ? list->elts : syntax::Exprs{};
    if (elements.empty() || code.find('\n') != std::string_view::npos) return;
    std::string names;
    for (const syntax::Expr* element : elements) names += (names.empty() ? "" : ", ") + std::string(reporter.text(element->span));
    judgement.fix(Applicability::Safe, "name the targets without parentheses", {{at, names}});
}

}  // namespace

void register_unsupported_del(Checks& checks) { checks.on<analysis::DeleteRefused>(check); }

}  // namespace jitlint::rules
