#include <algorithm>
#include <utility>

#include "rules/tensors/constructors.h"

namespace jitlint::rules {

namespace {

constexpr std::pair<std::string_view, std::string_view> kDtypes[] = {
    {"FloatTensor", "float32"}, {"DoubleTensor", "float64"}, {"HalfTensor", "float16"}, {"BFloat16Tensor", "bfloat16"}, {"ByteTensor", "uint8"},
    {"CharTensor", "int8"},     {"ShortTensor", "int16"},    {"IntTensor", "int32"},    {"LongTensor", "int64"},        {"BoolTensor", "bool"},
};

void check_legacy_tensor_constructor(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    if (finding.why != analysis::UnsupportedCall::Why::UnknownOperator) return;
    const std::string_view dotted = finding.dotted;
    const std::string_view name = dotted.substr(dotted.rfind('.') + 1);
    const auto* entry = std::find_if(std::begin(kDtypes), std::end(kDtypes), [&](const auto& one) { return one.first == name; });
    const bool cuda = dotted.starts_with("torch.cuda.");
    if (entry == std::end(kDtypes) || !dotted.starts_with("torch.")) return;
    const syntax::Call& call = *finding.node;
    auto report = reporter.report(call.func->span, "the constructor `{}` is no operator of TorchScript{}", dotted, cuda ? "" : " before torch 1.12");
    if (!cuda) report.versions(torchscript::VersionSet::before(torchscript::Version::of(1, 12)));
    report.help("write `torch.tensor(data, dtype=torch.{}{})`, or `torch.empty` for sizes", entry->second, cuda ? ", device=..." : "");
    const ConstructorUse use = constructor_use(call);
    // A float64 tensor of floats would be rounded to float32 on the way.
    if (use == ConstructorUse::Data && entry->second == "float64") return;
    const std::string torch = torch_name(call, reporter);
    const bool plain = dotted.size() == name.size() + 6 || cuda;
    if (plain)
        offer_constructor(call, use, fmt::format("dtype={}.{}{}", torch, entry->second, cuda ? ", device=\"cuda\"" : ""), torch, reporter, report);
}

void check_arguments(const analysis::LegacyConstructorArguments& finding, Reporter& reporter) {
    const std::string_view shown = reporter.text(finding.node->func->span);
    if (finding.keyword.empty())
        reporter.report(finding.argument->span, "`{}` takes sizes or one value with data, and this is neither", shown)
            .help("write `torch.tensor(data, dtype=...)`, or `torch.empty` for sizes");
    else
        reporter.report(finding.argument->span, "`{}` takes no keyword `{}`", shown, finding.keyword)
            .help("`device` is the only one; write `torch.tensor(data, dtype=...)`");
}

}  // namespace

void register_legacy_tensor_constructor(Checks& checks) {
    checks.on<analysis::UnsupportedCall>(check_legacy_tensor_constructor);
    checks.on<analysis::LegacyConstructorArguments>(check_arguments);
}

}  // namespace jitlint::rules
