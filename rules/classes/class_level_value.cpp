#include <string>

#include "analysis/scope/scope.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

/// The same value for each object, at the beginning of `__init__`.
void offer_assignment(const analysis::UnknownObjectMember& finding, const Reporter& reporter, JudgementBuilder& report) {
    if (finding.owner.module != &reporter.module()) return;
    const analysis::Scope* scope = reporter.module().scope().scope_of(*finding.owner.node);
    const auto values = scope ? scope->bindings(finding.name) : std::span<const analysis::Binding>();
    const auto inits = scope ? scope->bindings("__init__") : std::span<const analysis::Binding>();
    const auto* value = values.size() == 1 ? syntax::as<syntax::Constant>(values[0].value) : nullptr;
    const auto* init = inits.size() == 1 ? syntax::as<syntax::FunctionDef>(inits[0].node) : nullptr;
    if (!value || !init || init->parameters.empty()) return;
    const std::string line = fmt::format("{}.{} = {}", init->parameters[0].name.name, finding.name, reporter.text(value->span));
    const Applicability applicability = is_changed_class(*finding.owner.node, reporter) ? Applicability::Unsafe : Applicability::Safe;
    if (auto edit = first_in_block(init->body, line, reporter)) report.fix(applicability, "set it in `__init__`", {*edit});
}

void check_object(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectMemberProblem::ClassLevel) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    auto report = reporter.report(read ? read->attr.span : finding.node->span, "`{}` is a value of the class body of `{}`, which objects do not have",
                                  finding.name, finding.owner.node->name.name);
    report.help("set it in `__init__`");
    if (report) offer_assignment(finding, reporter, report);
    if (finding.definition) report.label_in(*finding.owner.module, finding.definition->span, "set here");
}

}  // namespace

void register_class_level_value(Checks& checks) { checks.on<analysis::UnknownObjectMember>(check_object); }

}  // namespace jitlint::rules
