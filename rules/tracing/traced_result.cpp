#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_traced_result(const analysis::TracedResult& finding, Reporter& reporter) {
    auto report = finding.is_dict ? reporter.report(finding.node->span, "a traced function returns a dict only under `strict=False`")
                                  : reporter.report(finding.node->span, "a traced function has to return tensors: this part of the result is none");
    report.help("{}", finding.is_dict ? "pass `strict=False`, or return a tuple" : "return tensors, or script this function");
    if (!finding.certain) report.accepted();
}

}  // namespace

void register_traced_result(Checks& checks) { checks.on<analysis::TracedResult>(check_traced_result); }

}  // namespace jitlint::rules
