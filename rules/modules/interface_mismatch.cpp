#include "rules/check.h"

namespace jitlint::rules {
namespace {

std::string_view what(analysis::InterfaceWhy why) {
    using analysis::InterfaceWhy;
    switch (why) {
        case InterfaceWhy::MissingMethod:
            return "has no such method";
        case InterfaceWhy::ParameterCount:
            return "has another number of parameters";
        case InterfaceWhy::ParameterName:
            return "calls a parameter otherwise";
        case InterfaceWhy::ParameterType:
            return "takes another type";
        case InterfaceWhy::ReturnType:
            return "returns another type";
    }
    return {};
}

void check_interface_mismatch(const analysis::InterfaceMismatch& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.span, "`{}` does not fit the interface `{}`: its `{}` {}", finding.class_name, finding.interface_name,
                                     finding.wanted->name.name, what(finding.why));
    judgement.help("give it the signature that the interface declares");
    if (judgement && finding.interface_module) judgement.label_in(*finding.interface_module, finding.wanted->name.span, "declared here");
}

}  // namespace

void register_interface_mismatch(Checks& checks) { checks.on<analysis::InterfaceMismatch>(check_interface_mismatch); }

}  // namespace jitlint::rules
