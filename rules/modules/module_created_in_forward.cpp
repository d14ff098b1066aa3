#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {

namespace {

/// `nn.ReLU()(x)` is `torch.relu(x)`.
void offer_function(const analysis::ForeignModule& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    std::vector<const syntax::Node*> around = nodes_around(*finding.node, reporter);
    around.push_back(finding.node);
    for (std::size_t i = 1; i < around.size(); ++i) {
        const auto* made = syntax::as<syntax::Call>(around[i]);
        const auto* called = syntax::as<syntax::Call>(around[i - 1]);
        if (!made || !called || called->func != made || !made->args.empty() || !made->keywords.empty()) continue;
        std::string_view name = reporter.text(made->func->span);
        name = name.substr(name.rfind('.') + 1);
        const std::string_view function = name == "ReLU" ? "relu" : name == "Sigmoid" ? "sigmoid" : name == "Tanh" ? "tanh" : "";
        TypingNames names(reporter.module());
        const std::string written = names.torch(function);
        if (function.empty() || !names.ok() || called->args.size() != 1 || !called->keywords.empty()) return;
        judgement.help("write `{}({})`", written, reporter.text(called->args[0]->span));
        judgement.fix(Applicability::Safe, fmt::format("call `{}`", written), {{made->span, written}});
        return;
    }
}

void check_module_created_in_forward(const analysis::ForeignModule& finding, Reporter& reporter) {
    if (finding.why != analysis::ForeignModule::Why::Constructed) return;
    auto judgement =
        reporter.report(finding.node->span, "`{}` is a module, and modules are not made in compiled code", reporter.text(finding.node->span));
    judgement.help("make it in `__init__` and call the attribute, or call the function of `torch.nn.functional`");
    if (judgement) offer_function(finding, reporter, judgement);
}

}  // namespace

void register_module_created_in_forward(Checks& checks) { checks.on<analysis::ForeignModule>(check_module_created_in_forward); }

}  // namespace jitlint::rules
