#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectMemberProblem::StaticMethod) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    auto report = reporter.report(read ? read->attr.span : finding.node->span, "the static method `{}` is not found on an object", finding.name);
    report.help("call it through the class: `{}.{}(...)`", finding.owner.node->name.name, finding.name);
    if (finding.definition)
        report.label_in(*finding.owner.module, static_cast<const syntax::FunctionDef*>(finding.definition)->name.span, "defined here");
}

}  // namespace

void register_static_method_on_object(Checks& checks) { checks.on<analysis::UnknownObjectMember>(check); }

}  // namespace jitlint::rules
