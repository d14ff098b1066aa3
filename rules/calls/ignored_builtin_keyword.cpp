#include "rules/check.h"

namespace jitlint::rules {
namespace {

bool is_false(const syntax::Expr* value) {
    const auto* constant = syntax::as<syntax::Constant>(value);
    return constant && constant->constant == syntax::ConstantKind::False;
}

void check_ignored_builtin_keyword(const analysis::BuiltinCallForm& finding, Reporter& reporter) {
    if (finding.problem != analysis::BuiltinCallProblem::Ignored || is_false(finding.keyword->value)) return;
    auto judgement = reporter.report(finding.keyword->span, "`{}` drops `{}` in TorchScript", finding.name, finding.keyword->name.name);
    judgement.help("{}", finding.name == "zip" ? "compare the lengths with an `assert`" : "pass it by position").accepted();
}

}  // namespace

void register_ignored_builtin_keyword(Checks& checks) { checks.on<analysis::BuiltinCallForm>(check_ignored_builtin_keyword); }

}  // namespace jitlint::rules
