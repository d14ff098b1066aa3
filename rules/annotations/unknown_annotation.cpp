#include <algorithm>
#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

using analysis::AnnotationProblem;
using analysis::AnnotationUse;

/// What to write for a type that users expect.
std::string_view instead_of(std::string_view name) {
    if (name == "torch.Size") return "List[int]";
    if (name == "builtins.object") return "Any";
    if (name == "builtins.bytes") return "torch.Tensor";
    if (name == "torch.layout" || name == "torch.memory_format" || name == "torch.qscheme") return "int";
    if (name.ends_with("Tensor") || name == "numpy.ndarray") return "torch.Tensor";
    if (name == "numbers.Real" || name == "numpy.floating" || name == "numpy.float32" || name == "numpy.float64") return "float";
    return {};
}

/// The type under the names of the file.
void offer_type(const analysis::UnresolvedAnnotation& finding, std::string_view type, const Reporter& reporter, JudgementBuilder& judgement) {
    if (!judgement || !expression_at(finding.span, reporter) || finding.text == "builtins.bytes" || finding.text == "numpy.ndarray") return;
    TypingNames names(reporter.module());
    std::string written(type);
    if (type == "List[int]") written = names.member("List") + "[int]";
    if (type == "Any") written = names.member("Any");
    if (type == "torch.Tensor") written = names.torch("Tensor");
    if (names.ok()) judgement.fix(Applicability::Safe, fmt::format("write `{}`", written), names.with_imports({{finding.span, written}}));
}

/// `(int, int)` is meant as the type of a pair.
void check_display(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.span, "`{}` is not a type", finding.code);
    if (const std::string_view better = instead_of(finding.text.empty() ? finding.code : finding.text); !better.empty()) {
        judgement.help("write `{}`", better);
        offer_type(finding, better, reporter, judgement);
        return;
    }
    judgement.help("write one type: `Tuple[int, int]` for a pair");
    const auto* display = judgement ? syntax::as<syntax::Tuple>(expression_at(finding.span, reporter)) : nullptr;
    if (!display || !display->parenthesized || display->elts.size() < 2 || has_comment(finding.span, reporter)) return;
    if (!std::ranges::all_of(display->elts, [](const syntax::Expr* type) { return is_plain_path(type) || syntax::is<syntax::Subscript>(type); }))
        return;
    TypingNames names(reporter.module());
    const std::string_view text = reporter.text(display->span);
    const std::string type = fmt::format("{}[{}]", names.member("Tuple"), text.substr(1, text.size() - 2));
    if (!names.ok()) return;
    judgement.help("write `{}`", type);
    judgement.fix(Applicability::Safe, fmt::format("write `{}`", type), names.with_imports({{display->span, type}}));
}

void check_unknown_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem == AnnotationProblem::TypedTensor) return;
    switch (finding.problem) {
        case AnnotationProblem::UnknownName:
            reporter.report(finding.span, "`{}` is not known where the function is defined", finding.code)
                .help("define or import it at the top of the file, or write the concrete type");
            return;
        case AnnotationProblem::UnsupportedType: {
            auto judgement = reporter.report(finding.span, "`{}` is no type in TorchScript", finding.code);
            if (const std::string_view better = instead_of(finding.text); !better.empty()) {
                judgement.help("write `{}`", better);
                offer_type(finding, better, reporter, judgement);
            }
            return;
        }
        case AnnotationProblem::NotAType:
            check_display(finding, reporter);
            return;
        default:
            reporter.report(finding.span, "`{}` is no type in TorchScript", finding.code);
    }
}

}  // namespace

void register_unknown_annotation(Checks& checks) { checks.otherwise<analysis::UnresolvedAnnotation>(check_unknown_annotation); }

}  // namespace jitlint::rules
