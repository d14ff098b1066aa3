#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_module_parameter(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::NnModule || !in_signature_or_body(finding)) return;
    const text::Span at = finding.span;
    if (finding.parameter)
        reporter.report(at, "parameter `{}` is a module (`{}`), which is no type in TorchScript", finding.parameter->name.name, finding.code)
            .help("make it an attribute of the module in `__init__`, and call it through `self`");
    else
        reporter.report(at, "`{}` is a module class, which is no type in TorchScript", finding.code)
            .help("modules stay attributes of the scripted module");
}

}  // namespace

void register_module_parameter(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_module_parameter); }

}  // namespace jitlint::rules
