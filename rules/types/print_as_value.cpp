#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_print_as_value(const analysis::NonValueUsed& finding, Reporter& reporter) {
    if (finding.kind != analysis::NonValueKind::PrintResult) return;
    auto judgement = reporter.report(finding.node->span, "what `print` gives is no value in TorchScript");
    judgement.help("let `print` stand alone");
    if (!judgement) return;
    const std::vector<const syntax::Node*> around = nodes_around(*finding.node, reporter);
    const syntax::FunctionDef* function = reporter.function().node;
    const auto* result = around.empty() ? nullptr : syntax::as<syntax::Return>(around.back());
    // What a function returns at its end is None, with or without the word.
    if (result && function && function->body.back() == result && !function->returns) {
        judgement.fix(Applicability::Safe, "let it stand alone", {{{result->span.begin, finding.node->span.begin}, ""}});
        return;
    }
    const auto* statement = around.empty() ? nullptr : syntax::as<syntax::Assign>(around.back());
    const auto* target = statement && statement->targets.size() == 1 ? syntax::as<syntax::Name>(statement->targets[0]) : nullptr;
    if (!target || count_uses(target->id, reporter) != 1) return;
    judgement.fix(Applicability::Safe, "let it stand alone", {{{statement->span.begin, finding.node->span.begin}, ""}});
}

}  // namespace

void register_print_as_value(Checks& checks) { checks.on<analysis::NonValueUsed>(check_print_as_value); }

}  // namespace jitlint::rules
