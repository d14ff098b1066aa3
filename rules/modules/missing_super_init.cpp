#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check(const analysis::MissingSuperInit& finding, Reporter& reporter) {
    const analysis::ModuleInstance& instance = *finding.instance;
    if (!instance.cls || instance.cls.module != &reporter.module()) return;
    // The class's own __init__, and the first thing that it sets.
    const bool own = finding.init && instance.cls.node->span.contains(finding.init->span);
    text::Span at = own ? finding.init->name.span : instance.cls.node->name.span;
    const analysis::Attribute* first = nullptr;
    for (const analysis::Attribute& attribute : instance.attributes) {
        if (!own || attribute.module != &reporter.module() || !finding.init->span.contains(attribute.span)) continue;
        if (attribute.span.size() > 0 && (!first || attribute.span.begin < first->span.begin)) first = &attribute;
    }
    if (first) at = first->span;
    reporter.report(at, "`{}` does not call `super().__init__()`, so it is no module that can be scripted", class_name(instance))
        .help("call `super().__init__()` first in `__init__`");
}

}  // namespace

void register_missing_super_init(Checks& checks) { checks.on<analysis::MissingSuperInit>(check); }

}  // namespace jitlint::rules
