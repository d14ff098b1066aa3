#include "rules/check.h"
#include "rules/support/compiled_body.h"

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
        reporter.report(raised.span, "`NotImplemented` is no exception").help("write `raise NotImplementedError`");
        return;
    }
    if (finding.base_exception) {
        reporter.report(raised.span, "`{}` does not derive from `Exception`, and cannot be raised in TorchScript", code)
            .help("raise `RuntimeError(...)`");
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
