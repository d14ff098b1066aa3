#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_type_as_dtype(const analysis::TypeAsValue& finding, Reporter& reporter) {
    const std::string_view dtype = finding.name == "float"  ? "float64"
                                   : finding.name == "int"  ? "int64"
                                   : finding.name == "bool" ? "bool"
                                                            : "complex128";
    auto report = reporter.report(finding.node->span, "`{}` is a function for the compiler, no dtype", finding.name);
    report.help("write `torch.{}`", dtype);
}

}  // namespace

void register_type_as_dtype(Checks& checks) { checks.on<analysis::TypeAsValue>(check_type_as_dtype); }

}  // namespace jitlint::rules
