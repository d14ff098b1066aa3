#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::ObjectConstruction& finding, Reporter& reporter) {
    if (finding.problem != analysis::ConstructionProblem::Dataclass) return;
    reporter
        .report(finding.node->span, "the dataclass `{}` is not scripted: what `dataclass` generates has no source to compile",
                finding.cls.node->name.name)
        .help("put `@torch.jit.script` above its `@dataclass`");
}

}  // namespace

void register_dataclass_not_scripted(Checks& checks) { checks.on<analysis::ObjectConstruction>(check); }

}  // namespace jitlint::rules
