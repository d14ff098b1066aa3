#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {

namespace {

void offer_assignment(const analysis::DynamicAttribute& finding, const Reporter& reporter, JudgementBuilder& report) {
    const auto& arguments = finding.node->args;
    const std::string text = fmt::format("{}.{} = {}", reporter.text(arguments[0]->span), static_cast<const syntax::Constant*>(arguments[1])->text,
                                         reporter.text(arguments[2]->span));
    report.help("write `{}`", text);
    if (!report || !is_plain_path(arguments[0]) || has_comment(finding.node->span, reporter)) return;
    if (reporter.text(arguments[2]->span).find('\n') != std::string_view::npos) return;
    const std::vector<const syntax::Node*> around = nodes_around(*finding.node, reporter);
    if (around.empty() || !syntax::is<syntax::ExprStmt>(around.back())) return;
    report.fix(Applicability::Safe, "write an assignment", {{around.back()->span, text}});
}

void check_setattr_call(const analysis::DynamicAttribute& finding, Reporter& reporter) {
    if (finding.function != "setattr" && finding.function != "delattr") return;
    auto report = reporter.report(finding.node->func->span, "`{}` is not compiled: attributes are fixed while compiling", finding.function);
    const auto& arguments = finding.node->args;
    if (finding.function == "setattr" && finding.literal_name && arguments.size() == 3)
        offer_assignment(finding, reporter, report);
    else if (finding.function == "setattr")
        report.help("assign to attributes by name, or keep the values in a `Dict[str, ...]` attribute");
    else
        report.help("assign a neutral value, such as None to an `Optional` attribute");
}

}  // namespace

void register_setattr_call(Checks& checks) { checks.on<analysis::DynamicAttribute>(check_setattr_call); }

}  // namespace jitlint::rules
