#include <array>
#include <string>
#include <utility>

#include "rules/check.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

std::string_view dtype_of(std::string_view cast) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kCasts = {{{"float", "float32"},
                                                                                             {"double", "float64"},
                                                                                             {"half", "float16"},
                                                                                             {"int", "int32"},
                                                                                             {"long", "int64"},
                                                                                             {"short", "int16"},
                                                                                             {"char", "int8"},
                                                                                             {"byte", "uint8"},
                                                                                             {"bool", "bool"}}};
    for (const auto& [name, dtype] : kCasts)
        if (name == cast) return dtype;
    return {};
}

void check_cast_with_arguments(const analysis::CastWithArguments& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.node->span, "`{}()` takes no arguments in TorchScript", finding.name);
    judgement.help("write `to(dtype, ...)`");
    const auto* function = syntax::as<syntax::Attribute>(finding.node->func);
    const std::string_view dtype = dtype_of(finding.name);
    if (!judgement || !function || dtype.empty() || !finding.node->args.empty() || finding.node->keywords.empty()) return;
    TypingNames names(reporter.module());
    const std::string written = names.torch(dtype);
    if (!names.ok()) return;
    const std::uint32_t first = finding.node->keywords.front().span.begin;
    judgement.help("write `to({}, ...)`", written);
    judgement.fix(Applicability::Safe, fmt::format("write `to({}, ...)`", written), {{function->attr.span, "to"}, {{first, first}, written + ", "}});
}

}  // namespace

void register_cast_with_arguments(Checks& checks) { checks.on<analysis::CastWithArguments>(check_cast_with_arguments); }

}  // namespace jitlint::rules
