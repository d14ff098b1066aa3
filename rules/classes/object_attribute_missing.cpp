#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::ObjectMemberProblem;

void check_object_attribute_missing(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    if (finding.problem == ObjectMemberProblem::Interface) {
        reporter
            .report(read ? read->attr.span : finding.node->span, "the interface `{}` declares no method `{}`",
                    torchscript::to_string(finding.receiver), finding.name)
            .help("through an interface only its methods can be called: declare one for this");
        return;
    }
    if (finding.problem != ObjectMemberProblem::Missing && finding.problem != ObjectMemberProblem::Dynamic) return;
    const auto* of = read ? syntax::as<syntax::Name>(read->value) : nullptr;
    if (of && of->id == torchscript::to_string(finding.receiver)) {
        reporter.report(read->attr.span, "the class `{}` has no attribute `{}`", of->id, finding.name)
            .help("only its objects have what `__init__` sets: read it from one");
        return;
    }
    auto report = reporter.report(read ? read->attr.span : finding.node->span, "objects of `{}` have no {} `{}`",
                                  torchscript::to_string(finding.receiver), finding.call ? "method" : "attribute", finding.name);
    if (finding.problem == ObjectMemberProblem::Dynamic)
        report.help("`__getattr__` is not called in TorchScript: set the attribute in `__init__`");
    else if (!finding.call)
        report.help("set it in `__init__`");
}

}  // namespace

void register_object_attribute_missing(Checks& checks) { checks.on<analysis::UnknownObjectMember>(check_object_attribute_missing); }

}  // namespace jitlint::rules
