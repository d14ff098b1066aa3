#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {

namespace {

/// `repr(x)` is near to `str(x)`, and `list(map(f, xs))` is a comprehension.
void offer_other_form(const analysis::UnsupportedCall& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    using namespace syntax;
    const auto* function = as<Name>(finding.node->func);
    if (!function || !finding.node->keywords.empty() || has_comment(finding.node->span, reporter)) return;
    if (function->id == "repr" && finding.node->args.size() == 1) {
        judgement.help("write `str({})`", reporter.text(finding.node->args[0]->span));
        judgement.fix(Applicability::Unsafe, "write `str`", {{function->span, "str"}});
        return;
    }
    if (function->id != "map" || finding.node->args.size() != 2 || !is_plain_path(finding.node->args[0])) return;
    const std::vector<const Node*> around = nodes_around(*finding.node, reporter);
    const auto* list = around.empty() ? nullptr : as<Call>(around.back());
    const auto* made = list ? as<Name>(list->func) : nullptr;
    if (!made || made->id != "list" || list->args.size() != 1 || !list->keywords.empty() || name_is_taken("item", reporter)) return;
    const std::string text =
        fmt::format("[{}(item) for item in {}]", reporter.text(finding.node->args[0]->span), operand_text(*finding.node->args[1], reporter));
    judgement.help("write `{}`", text);
    judgement.fix(Applicability::Safe, "write a comprehension", {{list->span, text}});
}

void check_python_builtin_call(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    if (finding.why != analysis::UnsupportedCall::Why::PythonBuiltin) return;
    auto judgement = reporter.report(finding.node->func->span, "the builtin `{}` is not compiled", reporter.text(finding.node->func->span));
    judgement.help("call it outside of compiled code, or in a method marked `@torch.jit.unused`");
    if (judgement) offer_other_form(finding, reporter, judgement);
}

}  // namespace

void register_python_builtin_call(Checks& checks) { checks.otherwise<analysis::UnsupportedCall>(check_python_builtin_call); }

}  // namespace jitlint::rules
