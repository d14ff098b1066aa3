#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::OptionalUse& finding, Reporter& reporter) {
    if (finding.is_module_attribute && finding.checked_before) return;
    const std::string_view code = reporter.text(finding.value->span);
    auto judgement = reporter.report(finding.value->span, "`{}` may be `None` here: it is an `{}`", code, torchscript::to_string(finding.type));
    if (!finding.member.empty()) judgement.label(finding.use->span, "`{}` is read here", finding.member);
    if (finding.is_module_attribute)
        judgement.help("copy it to a local name and check that: `value = {}`, `if value is not None:`", code);
    else if (syntax::is<syntax::Name>(finding.value))
        judgement.help("check `{} is not None` first", code);
    else
        judgement.help("give it a name, and check that for `is not None` first");
}

}  // namespace

void register_optional_unchecked_use(Checks& checks) { checks.on<analysis::OptionalUse>(check); }

}  // namespace jitlint::rules
