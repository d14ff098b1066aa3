#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::RefusedTarget;

/// A new list from the parts that stay and the new one. Other names for the list do not see it.
void offer_list(const RefusedTarget& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    using namespace syntax;
    const auto* target = as<Subscript>(finding.target);
    const auto* slice = target ? as<Slice>(target->slice) : nullptr;
    if (!slice || slice->step || !is<Name>(target->value)) return;
    const std::vector<const Node*> around = nodes_around(*target, reporter);
    const auto* statement = around.empty() ? nullptr : as<Assign>(around.back());
    if (!statement || statement->targets.size() != 1 || statement->targets[0] != target || has_comment(statement->span, reporter)) return;
    // What lies behind a bound that is counted from the end, or before the lower one, is not known.
    auto plain = [](const Expr* bound) { return !bound || is_plain_path(bound) || is<Constant>(bound); };
    if (!plain(slice->lower) || !plain(slice->upper)) return;
    const std::string_view name = reporter.text(target->value->span);
    std::string text(name);
    text += " = ";
    if (slice->lower) text += fmt::format("{}[:{}] + ", name, reporter.text(slice->lower->span));
    text += operand_text(*statement->value, reporter);
    if (slice->upper) text += fmt::format(" + {}[{}:]", name, reporter.text(slice->upper->span));
    judgement.help("write `{}`", text);
    judgement.fix(Applicability::Unsafe, "build a new list", {{statement->span, text}});
}

void check_list_slice_assignment(const RefusedTarget& finding, Reporter& reporter) {
    if (finding.why != RefusedTarget::Why::ListSlice && finding.why != RefusedTarget::Why::AugmentedSlice) return;
    auto judgement = reporter.report(finding.target->span, "a slice of a `{}` cannot be assigned", torchscript::to_string(finding.type));
    judgement.help("build a new list: `xs = xs[:i] + new + xs[j:]`");
    if (judgement && finding.why == RefusedTarget::Why::ListSlice) offer_list(finding, reporter, judgement);
}

}  // namespace

void register_list_slice_assignment(Checks& checks) { checks.on<analysis::RefusedTarget>(check_list_slice_assignment); }

}  // namespace jitlint::rules
