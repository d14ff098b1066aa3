#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::TernaryTypesDiffer& finding, Reporter& reporter) {
    const std::string a = torchscript::to_string(finding.if_true);
    const std::string b = torchscript::to_string(finding.if_false);
    reporter.report(finding.node->span, "the arms of this expression are a `{}` and a `{}`", a, b)
        .label(finding.node->body->span, "a `{}`", a)
        .label(finding.node->orelse->span, "a `{}`", b);
}

}  // namespace

void register_conditional_types_differ(Checks& checks) { checks.otherwise<analysis::TernaryTypesDiffer>(check); }

}  // namespace jitlint::rules
