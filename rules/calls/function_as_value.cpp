#include "rules/check.h"

namespace jitlint::rules {
namespace {

using What = analysis::CallableUsed::What;

std::string_view kind(What what) {
    switch (what) {
        case What::Function:
            return "function";
        case What::Method:
            return "method";
        case What::Builtin:
            return "builtin";
        case What::Class:
            return {};
    }
    return {};
}

void check_function_as_value(const analysis::CallableUsed& finding, Reporter& reporter) {
    const std::string_view what = kind(finding.what);
    if (what.empty() || finding.conditional) return;
    if (finding.use == analysis::ValueUse::Attribute) {
        reporter.report(finding.node->span, "`{}` is an attribute of a {}, which compiled code cannot read", reporter.text(finding.node->span), what);
        return;
    }
    reporter
        .report(finding.node->span, "`{}` is a {}, which is no value in TorchScript: it can only be called", reporter.text(finding.node->span), what)
        .help("call it by its name where it is needed, or make it a submodule");
}

}  // namespace

void register_function_as_value(Checks& checks) { checks.on<analysis::CallableUsed>(check_function_as_value); }

}  // namespace jitlint::rules
