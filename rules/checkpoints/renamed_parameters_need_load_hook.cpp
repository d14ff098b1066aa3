#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_renamed_parameters_need_load_hook(const analysis::ParametersRenamed& finding, Reporter& reporter) {
    const std::string_view name = finding.instance->cls ? finding.instance->cls.node->name.name : std::string_view("this module");
    reporter
        .report(finding.attribute->span,
                "`{}` of `{}` is not in the state that is loaded, which has `{}`: old checkpoints need a "
                "load hook",
                finding.missing, name, finding.unexpected)
        .help("map the old names in `_load_from_state_dict` or in a load pre-hook of `{}`", name)
        .label(finding.node->span, "loaded here")
        .accepted();
}

}  // namespace

void register_renamed_parameters_need_load_hook(Checks& checks) { checks.on<analysis::ParametersRenamed>(check_renamed_parameters_need_load_hook); }

}  // namespace jitlint::rules
