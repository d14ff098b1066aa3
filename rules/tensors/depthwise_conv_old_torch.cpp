#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

using analysis::PyKind;
using analysis::PyValue;

constexpr std::size_t kGroups = 6;  ///< position of `groups`, in `nn.Conv2d` and in `F.conv2d`
constexpr std::string_view kMessage = "a depthwise convolution is said not to be recognised before torch 1.3";
constexpr std::string_view kHelp = "export with torch 1.3 or later";

PyValue argument(const analysis::ModuleInstance& instance, std::size_t position, std::string_view name) {
    for (const auto& [keyword, value] : instance.keywords)
        if (keyword == name) return value;
    return position < instance.arguments.size() ? instance.arguments[position] : PyValue{};
}

void check_module(const analysis::ModuleCompiled& finding, Reporter& reporter) {
    const analysis::ModuleInstance& instance = *finding.instance;
    if (!instance.arguments_complete || class_name(instance) != "Conv2d" || instance.cls) return;
    if (instance.made_in != &reporter.module() || instance.made_at.size() == 0) return;
    const PyValue channels = argument(instance, 0, "in_channels");
    const PyValue groups = argument(instance, kGroups, "groups");
    if (!channels.is(PyKind::Int) || !groups.is(PyKind::Int) || groups.integer <= 1 || channels.integer != groups.integer) return;
    reporter.report(instance.made_at, "{}", kMessage).help("{}", kHelp).accepted();
}

void check_call(const analysis::OperatorCall& finding, Reporter& reporter) {
    if (!finding.dotted.ends_with(".conv2d")) return;
    const syntax::Call& call = *finding.node;
    const syntax::Expr* groups = call.args.size() > kGroups ? call.args[kGroups] : call.argument("groups");
    // A number in the source says nothing about the channels; one that is computed is their count.
    if (!groups || syntax::is<syntax::Constant>(groups)) return;
    if (const auto* read = syntax::as<syntax::Attribute>(groups); read && reporter.function().self) {
        const analysis::Attribute* attribute = reporter.function().self->find(read->attr.name);
        if (attribute && attribute->value.is(PyKind::Int) && attribute->value.integer <= 1) return;
    }
    reporter.report(groups->span, "{}", kMessage).help("{}", kHelp).accepted();
}

}  // namespace

void register_depthwise_conv_old_torch(Checks& checks) {
    checks.on<analysis::ModuleCompiled>(check_module);
    checks.on<analysis::OperatorCall>(check_call);
}

}  // namespace jitlint::rules
