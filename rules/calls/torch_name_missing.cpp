#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::MissingTorchName& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "this torch has no `{}`", finding.dotted).help("use a function that all targeted releases have");
}

}  // namespace

void register_torch_name_missing(Checks& checks) { checks.on<analysis::MissingTorchName>(check); }

}  // namespace jitlint::rules
