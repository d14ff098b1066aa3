#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_init_left_of_def(const analysis::InitLeftOfDef& finding, Reporter& reporter) {
    reporter.report(finding.line, "this line stands left of the `def`, and `torch.jit.script` cannot parse the text of `__init__`")
        .label(reporter.function().node->name.span, "the `def`")
        .help("indent it, or move the text out of the class");
}

}  // namespace

void register_init_left_of_def(Checks& checks) { checks.on<analysis::InitLeftOfDef>(check_init_left_of_def); }

}  // namespace jitlint::rules
