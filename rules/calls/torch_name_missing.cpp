#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_torch_name_missing(const analysis::MissingTorchName& finding, Reporter& reporter) {
    if (finding.never) {
        auto report = reporter.report(finding.node->span, "there is no `{}`", finding.dotted);
        if (!finding.instead.empty()) report.help("write `{}`", finding.instead);
        return;
    }
    reporter.report(finding.node->span, "this torch has no `{}`", finding.dotted).help("use a function that all targeted releases have");
}

}  // namespace

void register_torch_name_missing(Checks& checks) { checks.on<analysis::MissingTorchName>(check_torch_name_missing); }

}  // namespace jitlint::rules
