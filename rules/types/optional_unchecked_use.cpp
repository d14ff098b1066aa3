#include <optional>
#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

/// Where the check has gone by without the compiler, an assertion says it again.
void offer_assertion(const analysis::OptionalUse& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    using namespace syntax;
    const std::string_view name = reporter.text(finding.value->span);
    judgement.help("check `{} is not None` first", name);
    if (!judgement || !finding.checked_before) return;
    const std::vector<const Node*> around = nodes_around(*finding.value, reporter);
    const Node* statement = nullptr;
    for (const Node* node : around)
        if (!is_expression(node->kind)) statement = node;
    if (!statement) return;
    for (const Node* node : around)
        if (is<IfExp>(node) || is<BoolOp>(node) || is<ListComp>(node) || is<DictComp>(node)) return;
    const auto* branch = as<If>(statement);
    const bool simple =
        is<Return>(statement) || is<Assign>(statement) || is<AugAssign>(statement) || is<ExprStmt>(statement) || (branch && !branch->is_elif);
    const std::optional<std::string> indent = indentation_of(statement->span.begin, reporter);
    if (!simple || !indent) return;
    const std::uint32_t at = statement->span.begin;
    judgement.help("write `assert {} is not None` before, or check it here", name);
    judgement.fix(Applicability::Unsafe, "assert that it is not `None`",
                  {{{at, at}, fmt::format("assert {} is not None{}{}", name, reporter.module().file().source().newline(), *indent)}});
}

void check(const analysis::OptionalUse& finding, Reporter& reporter) {
    if (finding.is_module_attribute && finding.checked_before) return;
    const std::string_view code = reporter.text(finding.value->span);
    auto judgement = reporter.report(finding.value->span, "`{}` may be `None` here: it is an `{}`", code, torchscript::to_string(finding.type));
    if (!finding.member.empty()) judgement.label(finding.use->span, "`{}` is read here", finding.member);
    if (finding.is_module_attribute)
        judgement.help("copy it to a local name and check that: `value = {}`, `if value is not None:`", code);
    else if (syntax::is<syntax::Name>(finding.value))
        offer_assertion(finding, reporter, judgement);
    else
        judgement.help("give it a name, and check that for `is not None` first");
}

}  // namespace

void register_optional_unchecked_use(Checks& checks) { checks.on<analysis::OptionalUse>(check); }

}  // namespace jitlint::rules
