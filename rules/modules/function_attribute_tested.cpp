#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_function_attribute_tested(const analysis::FunctionAttributeTested& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.node->span);
    reporter
        .report(finding.node->span, "`{}` is a function, which can be called and cannot be {}", code,
                finding.is_none_test ? "compared with None" : "tested")
        .help("store a module, such as `nn.ReLU()`, whose test is decided while compiling");
}

}  // namespace

void register_function_attribute_tested(Checks& checks) { checks.on<analysis::FunctionAttributeTested>(check_function_attribute_tested); }

}  // namespace jitlint::rules
