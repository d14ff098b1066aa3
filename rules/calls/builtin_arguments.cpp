#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::BuiltinArguments& finding, Reporter& reporter) {
    using Why = analysis::BuiltinArguments::Why;
    switch (finding.why) {
        case Why::Keywords:
            reporter.report(finding.node->keywords[0].span, "`{}` takes no keyword arguments in TorchScript", finding.name);
            return;
        case Why::None:
            reporter.report(finding.node->span, "`{}` needs an argument in TorchScript", finding.name).help("write the value out");
            return;
        case Why::TooMany:
            reporter.report(finding.node->span, "`{}` takes no more than three arguments", finding.name);
            return;
    }
}

}  // namespace

void register_builtin_arguments(Checks& checks) { checks.on<analysis::BuiltinArguments>(check); }

}  // namespace jitlint::rules
