#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::DeleteProblem;

/// `del xs[:k]` leaves `xs[k:]`. Other names for the list do not see it.
void check_slice(const analysis::DeleteRefused& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.target->span);
    auto judgement = reporter.report(finding.target->span, "`del` of the slice `{}` is not supported in TorchScript", code);
    judgement.help("keep the rest: assign the slice that stays");
    const auto* target = syntax::as<syntax::Subscript>(finding.target);
    const auto* slice = target ? syntax::as<syntax::Slice>(target->slice) : nullptr;
    const auto around = judgement && slice ? nodes_around(*target, reporter) : std::vector<const syntax::Node*>();
    const auto* statement = around.empty() ? nullptr : syntax::as<syntax::Delete>(around.back());
    if (!statement || statement->targets.size() != 1 || slice->step || !syntax::is<syntax::Name>(target->value)) return;
    if ((slice->lower == nullptr) == (slice->upper == nullptr) || has_comment(statement->span, reporter)) return;
    const std::string_view name = reporter.text(target->value->span);
    const std::string_view bound = reporter.text((slice->lower ? slice->lower : slice->upper)->span);
    const std::string text = slice->lower ? fmt::format("{} = {}[:{}]", name, name, bound) : fmt::format("{} = {}[{}:]", name, name, bound);
    judgement.help("write `{}`", text);
    judgement.fix(Applicability::Unsafe, "keep the rest", {{statement->span, text}});
}

void check_unsupported_del(const analysis::DeleteRefused& finding, Reporter& reporter) {
    const text::Span at = finding.target->span;
    const std::string_view code = reporter.text(at);
    switch (finding.problem) {
        case DeleteProblem::Attribute:
            reporter.report(at, "`del` of the attribute `{}` is not supported in TorchScript", code).help("assign a neutral value instead");
            return;
        case DeleteProblem::Slice:
            check_slice(finding, reporter);
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

void register_unsupported_del(Checks& checks) { checks.on<analysis::DeleteRefused>(check_unsupported_del); }

}  // namespace jitlint::rules
