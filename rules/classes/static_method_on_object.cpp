#include "analysis/scope/scope.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_static_method_on_object(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectMemberProblem::StaticMethod) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    auto report = reporter.report(read ? read->attr.span : finding.node->span, "the static method `{}` is not found on an object", finding.name);
    const std::string_view owner = finding.owner.node->name.name;
    report.help("call it through the class: `{}.{}(...)`", owner, finding.name);
    const bool same_file = finding.owner.module == &reporter.module() && reporter.module().scope().module().bindings(owner).size() == 1;
    if (report && read && same_file && is_plain_path(read->value))
        report.fix(Applicability::Safe, "call it through the class", {{read->value->span, std::string(owner)}});
    if (finding.definition)
        report.label_in(*finding.owner.module, static_cast<const syntax::FunctionDef*>(finding.definition)->name.span, "defined here");
}

}  // namespace

void register_static_method_on_object(Checks& checks) { checks.on<analysis::UnknownObjectMember>(check_static_method_on_object); }

}  // namespace jitlint::rules
