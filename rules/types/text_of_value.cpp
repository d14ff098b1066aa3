#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_text_of_value(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::Text) return;
    const std::string type = finding.type ? torchscript::to_string(finding.type) : std::string();
    if (type == "int")
        reporter.report(finding.node->span, "a dtype is a number in compiled code, and so is its text").help("compare with the dtype itself");
    else
        reporter.report(finding.node->span, "the text of a `{}` is another one in compiled code", type).help("do not depend on the exact text");
}

}  // namespace

void register_text_of_value(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_text_of_value); }

}  // namespace jitlint::rules
