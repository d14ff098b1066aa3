#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_empty_container_attribute(const analysis::UnusableModuleAttribute& finding, Reporter& reporter) {
    if (finding.problem != analysis::ModuleAttributeProblem::EmptyContainer) return;
    const bool list = finding.attribute && finding.attribute->value.is(analysis::PyKind::List);
    auto judgement = reporter.report(finding.node->span, "attribute `{}` is an empty container, which has no type for the compiler", finding.name);
    if (finding.attribute && finding.attribute->module) judgement.label_in(*finding.attribute->module, finding.attribute->span, "made here");
    judgement.help("annotate it at class level, such as `{}: {}`", finding.name, list ? "List[int]" : "Dict[str, torch.Tensor]");
}

}  // namespace

void register_empty_container_attribute(Checks& checks) { checks.on<analysis::UnusableModuleAttribute>(check_empty_container_attribute); }

}  // namespace jitlint::rules
