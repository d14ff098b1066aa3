#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check(const analysis::DynamicAttribute& finding, Reporter& reporter) {
    if (finding.function != "setattr" && finding.function != "delattr") return;
    auto report = reporter.report(finding.node->func->span, "`{}` is not compiled: attributes are fixed while compiling", finding.function);
    const auto& arguments = finding.node->args;
    if (finding.function == "setattr" && finding.literal_name && arguments.size() == 3)
        report.help("write `{}.{} = {}`", reporter.text(arguments[0]->span), static_cast<const syntax::Constant*>(arguments[1])->text,
                    reporter.text(arguments[2]->span));
    else if (finding.function == "setattr")
        report.help("assign to attributes by name, or keep the values in a `Dict[str, ...]` attribute");
    else
        report.help("assign a neutral value, such as None to an `Optional` attribute");
}

}  // namespace

void register_setattr_call(Checks& checks) { checks.on<analysis::DynamicAttribute>(check); }

}  // namespace jitlint::rules
