#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_object(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectMemberProblem::ClassLevel) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    auto report = reporter.report(read ? read->attr.span : finding.node->span, "`{}` is a value of the class body of `{}`, which objects do not have",
                                  finding.name, finding.owner.node->name.name);
    report.help("set it in `__init__`");
    if (finding.definition) report.label_in(*finding.owner.module, finding.definition->span, "set here");
}

}  // namespace

void register_class_level_value(Checks& checks) { checks.on<analysis::UnknownObjectMember>(check_object); }

}  // namespace jitlint::rules
