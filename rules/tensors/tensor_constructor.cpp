#include "rules/tensors/constructors.h"

namespace jitlint::rules {

namespace {

void check_tensor_constructor(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    if (finding.dotted != "torch.Tensor" || finding.why != analysis::UnsupportedCall::Why::UnknownOperator) return;
    const syntax::Call& call = *finding.node;
    const std::string torch = torch_name(call, reporter);
    auto report = reporter.report(call.func->span, "the constructor `torch.Tensor` is no operator of TorchScript");
    report.help("for data write `torch.tensor(data, dtype=torch.float32)`, for sizes `torch.empty(sizes)`");
    const ConstructorUse use = constructor_use(call);
    offer_constructor(call, use, use == ConstructorUse::Data ? fmt::format("dtype={}.float32", torch) : "", torch, reporter, report);
}

}  // namespace

void register_tensor_constructor(Checks& checks) { checks.on<analysis::UnsupportedCall>(check_tensor_constructor); }

}  // namespace jitlint::rules
