#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_python_object_call(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    if (finding.why != analysis::UnsupportedCall::Why::OpaqueObject) return;
    const syntax::FunctionDef* cached = finding.callee.is(analysis::PyKind::Function) ? finding.callee.function.node : nullptr;
    const bool here = cached && finding.callee.function.module == &reporter.module() && !cached->decorators.empty();
    const text::Span call = finding.node->func->span;
    const text::Span at = here ? cached->decorators.front()->span : call;
    if (finding.rejected) {
        reporter
            .report(call, "`{}` is a Python object: the compiler calls it back with the Tensors that it is given, which does not fit here",
                    reporter.text(call))
            .help("write a function that is compiled");
        return;
    }
    auto report =
        here ? reporter.report(at, "`@{}` makes a Python object, which is called back from compiled code, and saving fails", reporter.text(at))
             : reporter.report(at, "`{}` is a Python object that is called back from compiled code, and saving fails", reporter.text(at));
    if (here) report.label(call, "called here");
    report.help("write a function that is compiled, or make it an `nn.Module`").accepted();
}

}  // namespace

void register_python_object_call(Checks& checks) { checks.otherwise<analysis::UnsupportedCall>(check_python_object_call); }

}  // namespace jitlint::rules
