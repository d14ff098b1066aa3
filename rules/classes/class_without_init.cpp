#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::ConstructionProblem;

void check(const analysis::ObjectConstruction& finding, Reporter& reporter) {
    const std::string_view name = finding.cls.node->name.name;
    if (finding.problem == ConstructionProblem::NoInit)
        reporter.report(finding.node->span, "`{}` has no `__init__`, without which TorchScript makes no object", name)
            .help("give the class an `__init__`: `def __init__(self): pass`");
    else if (finding.problem == ConstructionProblem::Interface)
        reporter.report(finding.node->span, "`{}` is an interface, of which no object can be made", name)
            .help("make an object of a class that has its methods");
    else if (finding.problem == ConstructionProblem::Ignored)
        reporter.report(finding.node->span, "`{}` is ignored, and no object of it can be made in compiled code", name)
            .help("make it in a function under `torch.jit.ignore`, or take the decorator from the class");
    else if (finding.problem == ConstructionProblem::CannotBeCompiled)
        reporter.report(finding.node->span, "`{}` is a class that cannot be compiled", name)
            .help("let it derive from nothing, and hold no builtin functions");
}

}  // namespace

void register_class_without_init(Checks& checks) { checks.on<analysis::ObjectConstruction>(check); }

}  // namespace jitlint::rules
