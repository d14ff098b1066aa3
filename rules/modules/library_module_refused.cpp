#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_library_module_refused(const analysis::ModuleRefused& finding, Reporter& reporter) {
    using Why = analysis::ModuleRefused::Why;
    switch (finding.why) {
        case Why::OwnForward:
            reporter.report(finding.span, "the `forward` that `{}` has of torch.nn does not compile", finding.name)
                .help("write what it does with functions that compile");
            return;
        case Why::NoneSize:
            reporter.report(finding.span, "`{}` keeps the size of a dimension with `None`, and its compiled `forward` wants numbers", finding.name)
                .help("call the function with the sizes of the input in `forward`");
            return;
        case Why::NoBias:
            reporter.report(finding.span, "`{}` without bias does not compile: its `forward` reads the bias's type", finding.name)
                .help("leave `bias=False` out, and set the biases to zero");
            return;
        case Why::NumPyCount:
            reporter.report(finding.span, "`{}` is given a size that NumPy computed, and its constants have to be Python's own numbers", finding.name)
                .help("write `int(...)` around it");
            return;
        case Why::Overloads:
            reporter.report(finding.span, "the `forward` that is inherited from `{}` does not compile in another class", finding.name)
                .help("hold the `{}` as a submodule", finding.name);
            return;
        case Why::Activation:
            reporter.report(finding.span, "the activation of `{}` is compiled with it, and is no function made by `def`", finding.name)
                .help("write it as a `def`, or give a module");
            return;
        case Why::MethodName:
        case Why::Lazy:
        case Why::Variadic:
        case Why::Cycle:
        case Why::GeneratedInit:
        case Why::NormHook:
            return;
    }
}

}  // namespace

void register_library_module_refused(Checks& checks) { checks.on<analysis::ModuleRefused>(check_library_module_refused); }

}  // namespace jitlint::rules
