#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_bare(const syntax::Raise& node, Reporter& reporter) {
    if (node.exc || !in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "`raise` without an exception is not supported in TorchScript").help("raise an exception: `raise RuntimeError(...)`");
}

void check_raised(const analysis::RaiseRefused& finding, Reporter& reporter) {
    const syntax::Expr& raised = *finding.node->exc;
    const std::string_view code = reporter.text(raised.span);
    if (code == "NotImplemented") {
        auto judgement = reporter.report(raised.span, "`NotImplemented` is no exception");
        judgement.help("write `raise NotImplementedError`");
        judgement.fix(Applicability::Unsafe, "raise `NotImplementedError`", {{raised.span, "NotImplementedError"}});
        return;
    }
    if (finding.base_exception) {
        auto judgement = reporter.report(raised.span, "`{}` does not derive from `Exception`, and cannot be raised in TorchScript", code);
        judgement.help("raise `RuntimeError(...)`");
        const auto* call = syntax::as<syntax::Call>(&raised);
        const syntax::Expr& exception = call ? *call->func : raised;
        if (judgement && syntax::is<syntax::Name>(&exception) && !name_is_taken("RuntimeError", reporter))
            judgement.fix(Applicability::Unsafe, "raise a `RuntimeError`", {{exception.span, "RuntimeError"}});
        return;
    }
    if (finding.type)
        reporter.report(raised.span, "`{}` is a `{}`, no exception", code, torchscript::to_string(finding.type)).help("raise `RuntimeError(...)`");
    else
        reporter.report(raised.span, "`{}` is no exception", code).help("raise `RuntimeError(...)`");
}

}  // namespace

void register_raise_not_exception(Checks& checks) {
    checks.on<syntax::Raise>(check_bare);
    checks.on<analysis::RaiseRefused>(check_raised);
}

}  // namespace jitlint::rules
