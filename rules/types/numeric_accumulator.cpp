#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_numeric_accumulator(const analysis::TensorToNumber& finding, Reporter& reporter) {
    if (!finding.accumulates || finding.place != analysis::ConversionPlace::Assignment) return;
    const std::string type = torchscript::to_string(finding.to);
    auto judgement =
        reporter.report(finding.node->span, "`{}` is a `{}`: this tensor is converted to a number in each pass of the loop", finding.name, type);
    if (finding.declared_at.size() > 0) judgement.label(finding.declared_at, "a `{}` here", type);
    judgement.help("begin with a tensor: `{} = torch.zeros(())`", finding.name).accepted();
}

}  // namespace

void register_numeric_accumulator(Checks& checks) { checks.on<analysis::TensorToNumber>(check_numeric_accumulator); }

}  // namespace jitlint::rules
