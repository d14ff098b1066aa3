#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_module_differs_when_scripted(const analysis::ModuleDiffers& finding, Reporter& reporter) {
    using Why = analysis::ModuleDiffers::Why;
    const auto say = [&]() {
        switch (finding.why) {
            case Why::CallOverridden:
                return reporter.report(finding.span, "the scripted module does not run this `__call__`").help("put what it does into `forward`");
            case Why::CachedProperty:
                return reporter.report(finding.span, "`{}` is read once while scripting, and keeps that value", finding.name).help("use `property`");
            case Why::SharedChildren:
                return reporter
                    .report(finding.span, "`{}` is the same module as another one: Python gives it once, compiled code twice", finding.name)
                    .help("name the submodules that are meant");
            case Why::BuffersNotRecursive:
                return reporter.report(finding.span, "compiled `named_buffers()` leaves out the buffers of submodules, such as `{}`", finding.name)
                    .help("name the buffers that are meant");
            case Why::NoneBuffer:
                return reporter.report(finding.span, "compiled `named_buffers()` gives `{}`, which is None, too", finding.name)
                    .help("assign None to a plain attribute instead of registering it");
            case Why::MethodPatched:
                return reporter.report(finding.span, "the scripted module has the class's `{}`, not this one", finding.name)
                    .help("derive a class that overrides it");
            case Why::KeywordName:
                return reporter.report(finding.span, "the submodule name `{}` is a keyword: what is saved with it cannot be loaded", finding.name)
                    .help("name it `{}_`", finding.name);
            case Why::ForwardPatched:
            case Why::ForwardLambda:
            case Why::ForwardPartial:
                break;
        }
        return JudgementBuilder(nullptr, reporter.module());
    };
    const bool forward = finding.why == Why::ForwardPatched || finding.why == Why::ForwardLambda || finding.why == Why::ForwardPartial;
    if (!forward) say().accepted();
}

}  // namespace

void register_module_differs_when_scripted(Checks& checks) { checks.on<analysis::ModuleDiffers>(check_module_differs_when_scripted); }

}  // namespace jitlint::rules
