#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_parameters_in_forward(const analysis::NotIterable& finding, Reporter& reporter) {
    if (finding.dotted != "parameters" && finding.dotted != "named_parameters" && finding.dotted != "buffers" && finding.dotted != "named_buffers")
        return;
    reporter.report(finding.iterable->span, "`{}()` is a Python generator, and is not compiled", finding.dotted)
        .help("name the {}, or compute this outside of the compiled code", finding.dotted.ends_with("buffers") ? "buffers" : "parameters");
}

}  // namespace

void register_parameters_in_forward(Checks& checks) { checks.on<analysis::NotIterable>(check_parameters_in_forward); }

}  // namespace jitlint::rules
