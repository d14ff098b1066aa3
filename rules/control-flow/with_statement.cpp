#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_statement(const syntax::With& node, Reporter& reporter) {
    if (node.items.empty() || !in_compiled_body(node, reporter)) return;
    reporter.report(node.items.front().context_expr->span, "`with` needs torch 1.7")
        .help("put the `with` around the call of the scripted function, in Python")
        .versions(torchscript::VersionSet::before(torchscript::Version::of(1, 7)));
}

std::string_view advice(std::string_view dotted) {
    if (dotted == "torch.inference_mode" || dotted == "torch.autograd.inference_mode") return "use `torch.no_grad()`";
    if (dotted.starts_with("torch.cuda.amp.") || dotted.starts_with("torch.cpu.amp.")) return "use `torch.autocast(...)`";
    if (dotted == "open" || dotted == "builtins.open") return "compiled code cannot reach files: do it in Python, outside the scripted function";
    return "put the `with` around the call of the scripted function, in Python";
}

void check_manager(const analysis::UnsupportedContextManager& finding, Reporter& reporter) {
    const text::Span at = finding.item->context_expr->span;
    switch (finding.problem) {
        case analysis::WithProblem::UnsupportedManager:
            reporter.report(at, "`with {}`: this context manager cannot be compiled", reporter.text(at)).help("{}", advice(finding.dotted));
            return;
        case analysis::WithProblem::NotObject:
            reporter.report(at, "`{}` is no context manager: `with` wants an object of a TorchScript class", reporter.text(at));
            return;
        case analysis::WithProblem::ExitSignature:
            reporter.report(at, "`__exit__` of this context manager does not take three parameters of type `Any`")
                .help("write `def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any)`");
            return;
        case analysis::WithProblem::EnterSignature:
            reporter.report(at, "`__enter__` of this context manager takes more than `self`").help("write `def __enter__(self)`");
            return;
        case analysis::WithProblem::Suppresses:
            return;
    }
}

}  // namespace

void register_with_statement(Checks& checks) {
    checks.on<syntax::With>(check_statement);
    checks.on<analysis::UnsupportedContextManager>(check_manager);
}

}  // namespace jitlint::rules
