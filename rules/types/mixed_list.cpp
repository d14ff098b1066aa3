#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_mixed_list(const analysis::MixedLiteral& finding, Reporter& reporter) {
    if (!syntax::is<syntax::List>(finding.node)) return;
    const std::string first = torchscript::to_string(finding.first);
    const std::string other = torchscript::to_string(finding.other);
    auto judgement = reporter.report(finding.other_element->span, "`{}` in a list whose first element is `{}`", other, first);
    judgement.label(finding.node->span, "{}", finding.rejected ? "refused" : "becomes a `Union`, which can hardly be used");
    if (finding.use) judgement.label(finding.use->span, "this use is refused");
    judgement.help("use a tuple, which keeps the type of each element");
    if (!finding.rejected && !finding.use) judgement.accepted();
}

}  // namespace

void register_mixed_list(Checks& checks) { checks.on<analysis::MixedLiteral>(check_mixed_list); }

}  // namespace jitlint::rules
