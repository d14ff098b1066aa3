#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_list_method_result(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::ListMethodResult) return;
    reporter
        .report(finding.node->span, "this method has no result in Python; compiled it gives a `{}`",
                finding.type ? torchscript::to_string(finding.type) : "value")
        .help("call it as a statement and use the list");
}

}  // namespace

void register_list_method_result(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_list_method_result); }

}  // namespace jitlint::rules
