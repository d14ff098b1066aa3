#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::ConstructionProblem;

void check_member(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectMemberProblem::Inherited) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    const auto* made = read ? syntax::as<syntax::Call>(read->value) : nullptr;
    const auto* named = made ? syntax::as<syntax::Name>(made->func) : nullptr;
    if (named && named->id == "super") {
        reporter.report(read->value->span, "`super()` is not compiled: TorchScript classes take nothing from their bases")
            .help("{}", finding.name == "__init__" ? "set the attributes in this `__init__`"
                                                   : "write the code of the method here, or put it into a function");
        return;
    }
    auto report = reporter.report(read ? read->attr.span : finding.node->span, "`{}` comes from the base class, from which TorchScript takes nothing",
                                  finding.name);
    report.help("define it in `{}` itself", torchscript::to_string(finding.receiver));
    if (finding.owner && finding.definition) report.label_in(*finding.owner.module, finding.definition->span, "defined here");
}

void check_construction(const analysis::ObjectConstruction& finding, Reporter& reporter) {
    if (finding.problem == ConstructionProblem::ScriptedWithBase) {
        reporter.report(finding.node->span, "`torch.jit.script` takes no class that has a base class").help("derive from nothing");
        return;
    }
    if (finding.problem != ConstructionProblem::InheritedInit) return;
    const bool here = finding.cls.module == &reporter.module() && !finding.cls.node->bases.empty();
    auto report = reporter.report(here ? finding.cls.node->bases[0]->span : finding.node->span,
                                  "`{}` has `__init__` only from its base class, from which TorchScript takes nothing", finding.cls.node->name.name);
    report.help("give `{}` its own `__init__`", finding.cls.node->name.name);
    if (here) report.label(finding.node->span, "made here");
}

}  // namespace

void register_class_inheritance(Checks& checks) {
    checks.on<analysis::UnknownObjectMember>(check_member);
    checks.on<analysis::ObjectConstruction>(check_construction);
}

}  // namespace jitlint::rules
