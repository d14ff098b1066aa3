#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_load_state_dict_after_script(const analysis::LoadedAfterScript& finding, Reporter& reporter) {
    if (finding.registers_hook) {
        reporter.report(finding.node->span, "load hooks cannot be registered on a scripted module")
            .help(
                "register the hook on the eager module and load the checkpoint there, before "
                "`torch.jit.script`")
            .accepted();
        return;
    }
    const std::string_view name = finding.instance->cls ? finding.instance->cls.node->name.name : std::string_view("the class");
    reporter.report(finding.node->span, "the load hooks of `{}` do not run on the scripted module: old parameter names are not mapped", name)
        .help("load the checkpoint into the eager module, then script it")
        .accepted();
}

}  // namespace

void register_load_state_dict_after_script(Checks& checks) { checks.on<analysis::LoadedAfterScript>(check_load_state_dict_after_script); }

}  // namespace jitlint::rules
