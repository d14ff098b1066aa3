#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::SpecialFormArguments& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "`{}` takes {} arguments, by position", finding.function, finding.wanted);
}

}  // namespace

void register_special_form_arguments(Checks& checks) { checks.on<analysis::SpecialFormArguments>(check); }

}  // namespace jitlint::rules
