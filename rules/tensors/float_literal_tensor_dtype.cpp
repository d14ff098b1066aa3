#include "rules/tensors/constructors.h"

namespace jitlint::rules {

namespace {

void check_float_literal_tensor_dtype(const analysis::OperatorCall& finding, Reporter& reporter) {
    const syntax::Call& call = *finding.node;
    if (finding.dotted != "torch.tensor" || call.args.empty() || finding.types.empty() || !holds_floats(finding.types[0])) return;
    if (call.argument("dtype")) return;
    auto report = reporter.report(call.span, "`torch.tensor` of floats is float64 in compiled code before torch 1.6");
    report.help("give the dtype: `dtype=torch.float32`").accepted();
    const std::string torch = torch_name(call, reporter);
    if (!report || torch.empty()) return;
    if (auto edit = append_argument(call, fmt::format("dtype={}.float32", torch), reporter))
        report.fix(Applicability::Safe, "give the dtype that eager mode has by default", {std::move(*edit)});
}

}  // namespace

void register_float_literal_tensor_dtype(Checks& checks) { checks.on<analysis::OperatorCall>(check_float_literal_tensor_dtype); }

}  // namespace jitlint::rules
