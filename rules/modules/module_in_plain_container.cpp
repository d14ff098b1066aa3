#include <algorithm>

#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

using analysis::PyKind;

/// Wraps the literal that the attribute was made from, where it is one of this file.
void offer_wrapping(const analysis::PyValue& value, Reporter& reporter, JudgementBuilder& report) {
    const bool dict = value.is(PyKind::Dict);
    if (value.origin_module != &reporter.module() || value.origin.size() < 2 || !imports(reporter, "nn")) return;
    if (dict && (!value.dict ||
                 !std::all_of(value.dict->items.begin(), value.dict->items.end(), [](const auto& item) { return item.first.is(PyKind::Str); })))
        return;
    const std::string_view literal = reporter.text(value.origin);
    const bool whole = dict ? literal.front() == '{' && literal.back() == '}'
                            : (literal.front() == '[' && literal.back() == ']') || (literal.front() == '(' && literal.back() == ')');
    if (!whole) return;
    const char* wrapper = dict ? "nn.ModuleDict" : "nn.ModuleList";
    const text::Span begin{value.origin.begin, value.origin.begin};
    const text::Span end{value.origin.end, value.origin.end};
    report.fix(Applicability::Unsafe, fmt::format("wrap it in `{}`", wrapper), {{begin, std::string(wrapper) + "("}, {end, ")"}});
}

void check_module_in_plain_container(const analysis::UnusableModuleAttribute& finding, Reporter& reporter) {
    using Problem = analysis::ModuleAttributeProblem;
    if (finding.problem == Problem::ObjectHolder) {
        auto report = reporter.report(finding.node->span,
                                      "`{}` is a Python object that holds a module: the module is not registered and not compiled", finding.name);
        report.help("make its class derive from `nn.Module`, or assign the module to an attribute of `{}`", class_name(*finding.instance));
        label_assignment(report, reporter, finding.attribute);
        return;
    }
    if (finding.problem != Problem::PlainContainer || !finding.attribute) return;
    const analysis::PyValue& value = finding.attribute->value;
    std::string_view kind = "list";
    if (value.is(PyKind::Dict)) kind = "dict";
    if (value.is(PyKind::Tuple)) kind = "tuple";
    if (value.is(PyKind::Set)) kind = "set";
    auto report = reporter.report(finding.node->span, "`{}` is a Python {} of modules: they are not registered and not compiled", finding.name, kind);
    report.help("use `{}`", kind == "dict" ? "nn.ModuleDict" : "nn.ModuleList");
    label_assignment(report, reporter, finding.attribute);
    if (report && kind != "set") offer_wrapping(value, reporter, report);
}

}  // namespace

void register_module_in_plain_container(Checks& checks) { checks.on<analysis::UnusableModuleAttribute>(check_module_in_plain_container); }

}  // namespace jitlint::rules
