#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

/// `f = lambda x: ...` at the top of the file is a `def`.
void judged(JudgementBuilder judgement, const analysis::LambdaRead& finding, const Reporter& reporter) {
    judgement.help("write it as a `def`");
    if (!judgement || !finding.lambda) return;
    for (const syntax::Stmt* statement : reporter.module().tree().body) {
        const auto* assign = syntax::as<syntax::Assign>(statement);
        const auto* name =
            assign && assign->value == finding.lambda && assign->targets.size() == 1 ? syntax::as<syntax::Name>(assign->targets[0]) : nullptr;
        if (!name || !whole_line(*statement, reporter)) continue;
        const auto& parameters = finding.lambda->parameters;
        const std::string_view given =
            parameters.empty() ? std::string_view() : reporter.text({parameters.front().span.begin, parameters.back().span.end});
        const std::string_view newline = reporter.module().file().source().newline();
        judgement.fix(
            Applicability::Safe, "write it as a `def`",
            {{assign->span, fmt::format("def {}({}):{}    return {}", name->id, given, newline, reporter.text(finding.lambda->body->span))}});
    }
}

void check_lambda_function(const analysis::LambdaRead& finding, Reporter& reporter) {
    const auto* call = syntax::as<syntax::Call>(finding.node);
    const text::Span at = call ? call->func->span : finding.node->span;
    if (call)
        judged(reporter.report(at, "`{}` is a lambda, which cannot be compiled", reporter.text(at)), finding, reporter);
    else
        judged(reporter.report(at, "a lambda is scripted, but only a `def` can be compiled"), finding, reporter);
}

}  // namespace

void register_lambda_function(Checks& checks) { checks.on<analysis::LambdaRead>(check_lambda_function); }

}  // namespace jitlint::rules
