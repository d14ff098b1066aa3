#include <string>
#include <vector>

#include "analysis/scope/scope.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

/// `torch.Tensor.relu(x)` is `x.relu()`.
void check_attribute(const analysis::CallableUsed& finding, Reporter& reporter) {
    const std::string_view shown = reporter.text(finding.node->span);
    auto judgement = reporter.report(finding.node->span, "`{}` is an attribute of a class that is not compiled", shown);
    judgement.help("call the method on an instance, or write a function");
    const auto* method = syntax::as<syntax::Attribute>(finding.node);
    const auto around = judgement && method ? nodes_around(*method, reporter) : std::vector<const syntax::Node*>();
    const auto* call = around.empty() ? nullptr : syntax::as<syntax::Call>(around.back());
    if (!call || call->func != method || call->args.empty() || syntax::is<syntax::Starred>(call->args[0])) return;
    const std::string_view owner = reporter.text(method->value->span);
    const auto bindings = reporter.module().scope().module().bindings(owner);
    const auto* from = bindings.size() == 1 ? syntax::as<syntax::ImportFrom>(bindings[0].node) : nullptr;
    const bool imported = from && from->module.name == "torch" && bindings[0].alias->name.name == "Tensor";
    TypingNames names(reporter.module());
    if ((!imported && (owner != names.torch("Tensor") || !names.ok())) || has_comment(call->span, reporter)) return;
    std::string text = fmt::format("{}.{}(", atom_text(*call->args[0], reporter), method->attr.name);
    const bool more = call->args.size() + call->keywords.size() > 1;
    const std::uint32_t next = call->args.size() > 1 ? call->args[1]->span.begin : more ? call->keywords[0].span.begin : call->span.end - 1;
    text += reporter.text({next, call->span.end});
    judgement.help("write `{}`", text);
    judgement.fix(Applicability::Safe, "call the method on the tensor", {{call->span, text}});
}

void check_class_as_value(const analysis::CallableUsed& finding, Reporter& reporter) {
    if (finding.what != analysis::CallableUsed::What::Class || finding.conditional) return;
    const std::string_view shown = reporter.text(finding.node->span);
    if (finding.use == analysis::ValueUse::Attribute)
        check_attribute(finding, reporter);
    else
        reporter.report(finding.node->span, "`{}` is a class, which is no value in TorchScript", shown)
            .help("make the instance here, and choose between classes with `if`");
}

}  // namespace

void register_class_as_value(Checks& checks) { checks.on<analysis::CallableUsed>(check_class_as_value); }

}  // namespace jitlint::rules
