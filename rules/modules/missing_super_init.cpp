#include "rules/modules/describe.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {

namespace {

void check_missing_super_init(const analysis::MissingSuperInit& finding, Reporter& reporter) {
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
    auto judgement = reporter.report(at, "`{}` does not call `super().__init__()`, so it is no module that can be scripted", class_name(instance));
    judgement.help("call `super().__init__()` first in `__init__`");
    if (!judgement || !own || instance.cls.node->bases.size() != 1) return;
    const std::string_view base = reporter.text(instance.cls.node->bases[0]->span);
    if (base != "Module" && !base.ends_with(".Module")) return;
    if (auto edit = first_in_block(finding.init->body, "super().__init__()", reporter))
        judgement.fix(Applicability::Safe, "call `super().__init__()`", {*edit});
}

}  // namespace

void register_missing_super_init(Checks& checks) { checks.on<analysis::MissingSuperInit>(check_missing_super_init); }

}  // namespace jitlint::rules
