#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_held_object_type(const analysis::HeldObjectMismatch& finding, Reporter& reporter) {
    const std::string declared = torchscript::to_string(finding.declared);
    const std::string_view cls = finding.cls.node->name.name;
    auto report = finding.given && !finding.given->has_unknown
                      ? reporter.report(finding.attribute->span, "`{}` of this `{}` is a `{}`, and a `{}` where the class is compiled", finding.name,
                                        cls, torchscript::to_string(finding.given), declared)
                      : reporter.report(finding.attribute->span, "`{}` of this `{}` does not fit the `{}` that it is where the class is compiled",
                                        finding.name, cls, declared);
    report.help("annotate the parameter of `__init__` that it comes from");
}

}  // namespace

void register_held_object_type(Checks& checks) { checks.on<analysis::HeldObjectMismatch>(check_held_object_type); }

}  // namespace jitlint::rules
