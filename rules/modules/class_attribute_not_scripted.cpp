#include "rules/modules/describe.h"
#include "rules/support/rewrite.h"
#include "text/among.h"

namespace jitlint::rules {

namespace {

/// The name among the constants of its class: an attribute of the class stays one for the scripted module then.
void offer_constant(const analysis::Attribute& attribute, std::string_view name, const Reporter& reporter, JudgementBuilder& report) {
    const analysis::ClassRef& owner = reporter.function().owner;
    if (!owner || owner.module != &reporter.module() || attribute.module != owner.module || !owner.node->span.contains(attribute.span)) return;
    const analysis::Scope* scope = reporter.module().scope().scope_of(*owner.node);
    const auto bindings = scope ? scope->bindings(name) : std::span<const analysis::Binding>();
    const auto* value = bindings.size() == 1 ? syntax::as<syntax::Constant>(bindings[0].value) : nullptr;
    if (!value || value->constant == syntax::ConstantKind::Bytes || value->constant == syntax::ConstantKind::Ellipsis) return;
    const auto constants = scope->bindings("__constants__");
    if (constants.empty()) {
        // A list of its own would hide the one of a base.
        const auto* base = owner.node->bases.size() == 1 ? owner.node->bases[0] : nullptr;
        if (!base || !text::among(reporter.text(base->span), {"nn.Module", "torch.nn.Module", "Module"})) return;
        auto edit = first_in_block(owner.node->body, fmt::format("__constants__ = [\"{}\"]", name), reporter);
        const auto indent = edit ? indentation_of(edit->span.begin, reporter) : std::nullopt;
        if (!indent || indent->empty()) return;
        // With the indentation before it, so that of several such edits one is made at a time.
        edit->span.begin -= static_cast<std::uint32_t>(indent->size());
        edit->replacement = *indent + edit->replacement;
        report.fix(Applicability::Safe, "name it in `__constants__`", {*edit});
        return;
    }
    const auto* list = constants.size() == 1 ? syntax::as<syntax::List>(constants[0].value) : nullptr;
    if (!list || list->elts.empty()) return;
    const std::uint32_t at = list->elts.back()->span.end;
    report.fix(Applicability::Safe, "name it in `__constants__`", {{{at, at}, fmt::format(", \"{}\"", name)}});
}

void check_class_attribute_not_scripted(const analysis::UnusableModuleAttribute& finding, Reporter& reporter) {
    const analysis::Attribute* attribute = finding.attribute;
    if (finding.problem == analysis::ModuleAttributeProblem::ClassFunction && attribute->module == &reporter.module()) {
        reporter
            .report(attribute->span, "the builtin function `{}` is in the class body, where it is read as a method, and has no source", finding.name)
            .help("assign it to `self` in `__init__`")
            .label(finding.node->span, "used here");
        return;
    }
    if (finding.problem == analysis::ModuleAttributeProblem::ClassFunctional) {
        auto report = reporter.report(finding.node->span, "the function `{}` is in the class body, where it is a method that gets the module first",
                                      finding.name);
        report.help("assign it to `self` in `__init__`, or put it into `staticmethod(...)`");
        label_assignment(report, reporter, finding.attribute);
        return;
    }
    if (finding.problem != analysis::ModuleAttributeProblem::ClassLevel) return;
    auto report = reporter.report(finding.node->span, "`{}` is an attribute of the class, which the scripted module does not have", finding.name);
    report.help("annotate it `Final`, name it in `__constants__`, or assign it to `self` in `__init__`");
    if (report && attribute) offer_constant(*attribute, finding.name, reporter, report);
    label_assignment(report, reporter, finding.attribute);
}

}  // namespace

void register_class_attribute_not_scripted(Checks& checks) { checks.on<analysis::UnusableModuleAttribute>(check_class_attribute_not_scripted); }

}  // namespace jitlint::rules
