#include "rules/check.h"
#include "text/among.h"

namespace jitlint::rules {
namespace {

void check_namedtuple_method(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectMemberProblem::Helper) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    const auto& fields = finding.receiver->fields;
    if (read && text::among(finding.name, fields)) {
        reporter.report(read->attr.span, "the field `{}` is read from the class `{}`, which has no value for it", finding.name,
                        torchscript::to_string(finding.receiver));
        return;
    }
    auto report = reporter.report(read ? read->attr.span : finding.node->span, "the NamedTuple `{}` has only its fields in TorchScript, no `{}`",
                                  torchscript::to_string(finding.receiver), finding.name);
    if (finding.name == "_replace")
        report.help("make a new `{}` from the fields", torchscript::to_string(finding.receiver));
    else if (finding.definition)
        report.help("write a function that takes the tuple");
}

}  // namespace

void register_namedtuple_method(Checks& checks) { checks.on<analysis::UnknownObjectMember>(check_namedtuple_method); }

}  // namespace jitlint::rules
