#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

/// A tensor is cut along its first dimension.
void check_value(const analysis::NotUnpackable& finding, const std::string& type, Reporter& reporter) {
    auto judgement = reporter.report(finding.value ? finding.value->span : finding.target->span, "a `{}` cannot be unpacked", type);
    if (finding.type->is(torchscript::TypeKind::Str)) judgement.help("a loop over a dict gives its keys: write `.items()` for the pairs");
    if (finding.type->is(torchscript::TypeKind::AnyTuple)) judgement.help("ask for the whole type: `torch.jit.isinstance(x, Tuple[A, B])`");
    if (!judgement || !finding.value || !finding.type->is(torchscript::TypeKind::Tensor)) return;
    const std::vector<const syntax::Node*> around = nodes_around(*finding.value, reporter);
    if (around.empty() || !syntax::is<syntax::Assign>(around.back())) return;
    judgement.help("write `{}.unbind(0)`", atom_text(*finding.value, reporter));
    const bool atom = is_atom(*finding.value);
    judgement.fix(Applicability::Safe, "cut it along its first dimension",
                  wrapped(*finding.value, atom ? "" : "(", atom ? ".unbind(0)" : ").unbind(0)"));
}

void check_not_unpackable(const analysis::NotUnpackable& finding, Reporter& reporter) {
    const std::string type = torchscript::to_string(finding.type);
    if (finding.given > 0 && finding.value)
        reporter.report(finding.target->span, "{} names for {} elements", finding.wanted, finding.given)
            .label(finding.value->span, "a `{}`", type)
            .help("write as many names as there are elements");
    else if (finding.given > 0)
        reporter.report(finding.target->span, "{} names for {} elements of a `{}`", finding.wanted, finding.given, type)
            .help("write as many names as there are elements");
    else
        check_value(finding, type, reporter);
}

}  // namespace

void register_not_unpackable(Checks& checks) { checks.otherwise<analysis::NotUnpackable>(check_not_unpackable); }

}  // namespace jitlint::rules
