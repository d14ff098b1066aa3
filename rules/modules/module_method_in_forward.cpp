#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_module_method_in_forward(const analysis::ModuleMethodRefused& finding, Reporter& reporter) {
    if (finding.of_container) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    if (!finding.behind_interface.empty()) {
        reporter
            .report(read ? read->attr.span : finding.node->span, "`{}` cannot go through `{}`, which is declared as an interface", finding.name,
                    finding.behind_interface)
            .help("name the modules, or walk them outside of the compiled code");
        return;
    }
    auto report = reporter.report(read ? read->attr.span : finding.node->span, "`{}` is a method of nn.Module that is not compiled", finding.name);
    if (finding.name == "register_buffer" || finding.name == "register_parameter" || finding.name == "add_module")
        report.help("call it in `__init__`; compiled code can assign to a buffer that is there");
    else if (finding.name == "train" || finding.name == "eval")
        report.help("call it from outside; compiled code can read and assign `training`");
    else
        report.help("call it from outside, before or after scripting");
}

}  // namespace

void register_module_method_in_forward(Checks& checks) { checks.on<analysis::ModuleMethodRefused>(check_module_method_in_forward); }

}  // namespace jitlint::rules
