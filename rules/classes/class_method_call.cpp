#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_class_method_call(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectMemberProblem::ClassMethod) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    auto report = reporter.report(read ? read->span : finding.node->span, "the class method `{}` cannot be called in compiled code", finding.name);
    report.help("write a function instead of the class method");
    if (finding.definition)
        report.label_in(*finding.owner.module, static_cast<const syntax::FunctionDef*>(finding.definition)->name.span, "defined here");
}

}  // namespace

void register_class_method_call(Checks& checks) { checks.on<analysis::UnknownObjectMember>(check_class_method_call); }

}  // namespace jitlint::rules
