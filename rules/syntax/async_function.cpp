#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

constexpr auto kHelp = "use `torch.jit.fork` and `torch.jit.wait`";

void check_function(const syntax::FunctionDef& node, Reporter& reporter) {
    if (&node != reporter.function().node || !node.is_async) return;
    reporter.report(node.name.span, "`{}` is an `async` function, which cannot be compiled", node.name.name).help("write a plain `def`");
}

void check_await(const syntax::Await& node, Reporter& reporter) {
    if (in_compiled_body(node, reporter)) reporter.report(node.span, "`await` is not supported in TorchScript").help("{}", kHelp);
}

void check_for(const syntax::For& node, Reporter& reporter) {
    if (node.is_async && in_compiled_body(node, reporter))
        reporter.report(keyword_of(node, 5), "`async for` is not supported in TorchScript").help("{}", kHelp);
}

void check_with(const syntax::With& node, Reporter& reporter) {
    if (node.is_async && in_compiled_body(node, reporter))
        reporter.report(keyword_of(node, 5), "`async with` is not supported in TorchScript").help("{}", kHelp);
}

}  // namespace

void register_async_function(Checks& checks) {
    checks.on<syntax::FunctionDef>(check_function);
    checks.on<syntax::Await>(check_await);
    checks.on<syntax::For>(check_for);
    checks.on<syntax::With>(check_with);
}

}  // namespace jitlint::rules
