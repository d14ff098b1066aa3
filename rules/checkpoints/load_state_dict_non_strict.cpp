#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_load_state_dict_non_strict(const analysis::LoadedNonStrict& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "`strict=False` hides parameters that were renamed: they keep their initial values")
        .help("keep the result and check its `missing_keys` and `unexpected_keys`")
        .accepted();
}

}  // namespace

void register_load_state_dict_non_strict(Checks& checks) { checks.on<analysis::LoadedNonStrict>(check_load_state_dict_non_strict); }

}  // namespace jitlint::rules
