#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_packed_arguments(const analysis::PackedArguments& finding, Reporter& reporter) {
    auto judgement =
        finding.count == 1
            ? reporter.report(finding.first->span, "this is packed into a list for `{}`; Python passes it as it is", finding.parameter->name.name)
            : reporter.report(finding.first->span, "{} arguments are packed into a list for `{}`; Python does not take them", finding.count,
                              finding.parameter->name.name);
    judgement.help("pass a list");
    if (judgement && finding.callee.module) judgement.label_in(*finding.callee.module, finding.parameter->span, "the parameter");
}

}  // namespace

void register_packed_arguments(Checks& checks) { checks.on<analysis::PackedArguments>(check_packed_arguments); }

}  // namespace jitlint::rules
