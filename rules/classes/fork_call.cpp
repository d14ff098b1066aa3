#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::ForkProblem;

void check_fork_call(const analysis::ForkCall& finding, Reporter& reporter) {
    const text::Span at = finding.argument ? finding.argument->span : finding.node->span;
    switch (finding.problem) {
        case ForkProblem::NotFunction: {
            auto report = reporter.report(at, "`{}` takes a function, not a `{}`", finding.function, torchscript::to_string(finding.type));
            const auto* call = syntax::as<syntax::Call>(finding.argument);
            if (!call) return;
            report.help("pass the function and its arguments: `{}({}, ...)`", finding.function, reporter.text(call->func->span));
            // The brackets of the inner call become a comma.
            const text::Span bracket{call->func->span.end, call->func->span.end + 1};
            const bool plain = is_plain_path(call->func) && reporter.text(bracket) == "(" && !has_comment(call->span, reporter);
            if (!report || !plain || finding.node->args.size() != 1) return;
            const bool empty = call->args.empty() && call->keywords.empty();
            report.fix(Applicability::Unsafe, "pass the function and its arguments",
                       {{bracket, empty ? "" : ", "}, {{call->span.end - 1, call->span.end}, ""}});
            return;
        }
        case ForkProblem::NoArgument:
            reporter.report(at, "`{}` is called without a function", finding.function);
            return;
        case ForkProblem::RpcKeyword:
            reporter.report(at, "`{}` takes no keyword arguments in compiled code", finding.function).help("give the arguments by position");
            return;
        case ForkProblem::RpcArguments:
            reporter.report(at, "`{}` wants a worker's name and a function", finding.function);
            return;
        case ForkProblem::RpcNotFunction:
            reporter.report(at, "`{}` takes a function of your own here", finding.function).help("write a function that calls it");
            return;
    }
}

}  // namespace

void register_fork_call(Checks& checks) { checks.on<analysis::ForkCall>(check_fork_call); }

}  // namespace jitlint::rules
