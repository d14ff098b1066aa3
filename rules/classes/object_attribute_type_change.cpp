#include <algorithm>
#include <string>

#include "rules/check.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

/// The `None` that the attribute begins with, with the type that it gets later.
void offer_annotation(const analysis::ObjectAssignment& finding, const std::string& given, const Reporter& reporter, JudgementBuilder& report) {
    report.help("begin with `torch.jit.annotate(Optional[{}], None)`{}", given, finding.annotated ? ": the annotation is not read" : "");
    if (!report || finding.module != &reporter.module() || finding.given->has_unknown || finding.first.size() == 0) return;
    const std::string_view source = reporter.text();
    const std::size_t line = std::min(source.find_first_of("\r\n", finding.first.end), source.size());
    const std::size_t none = source.find("= None", finding.first.end);
    // Behind the target and its annotation stands nothing but the value.
    if (none == std::string_view::npos || none + 6 > line ||
        source.substr(none + 6, line - none - 6).find_first_not_of(' ') != std::string_view::npos)
        return;
    TypingNames names(reporter.module());
    const std::string annotate = names.torch("jit.annotate");
    const std::string optional = names.member("Optional");
    const std::string type = names.write(finding.given);
    if (!names.ok()) return;
    const text::Span value{static_cast<std::uint32_t>(none) + 2, static_cast<std::uint32_t>(none) + 6};
    report.fix(Applicability::Safe, "begin with an annotated `None`",
               names.with_imports({{value, fmt::format("{}({}[{}], None)", annotate, optional, type)}}));
}

void check_object_attribute_type_change(const analysis::ObjectAssignment& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectAssignmentProblem::WrongType) return;
    const std::string given = torchscript::to_string(finding.given);
    const std::string expected = torchscript::to_string(finding.expected);
    auto report =
        reporter.report(finding.node->span, "the attribute `{}` is a `{}`: it cannot be set to a `{}`", finding.node->attr.name, expected, given);
    if (finding.expected->is(Kind::None))
        offer_annotation(finding, given, reporter, report);
    else if (finding.expected->is(Kind::Float) && finding.given->is(Kind::Int))
        report.help("write a `float`");
    if (finding.module) report.label_in(*finding.module, finding.first, "has its type from here");
}

}  // namespace

void register_object_attribute_type_change(Checks& checks) { checks.on<analysis::ObjectAssignment>(check_object_attribute_type_change); }

}  // namespace jitlint::rules
