#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_forward_hook_signature(const analysis::HookProblem& finding, Reporter& reporter) {
    using Why = analysis::HookProblem::Why;
    switch (finding.why) {
        case Why::Arguments:
            reporter
                .report(finding.span, "a {} takes {} parameters, and `{}` has {}", finding.is_pre_hook ? "forward pre-hook" : "forward hook",
                        finding.expected, finding.name, finding.given)
                .help("write ({})", finding.is_pre_hook ? "self, inputs" : "self, inputs, output");
            return;
        case Why::InputNotTuple:
            reporter.report(finding.span, "the input of the hook `{}` is not annotated as a `Tuple`", finding.name)
                .help("annotate it with the types of the arguments of `forward`: `Tuple[torch.Tensor]`");
            return;
        case Why::InputCount:
            reporter
                .report(finding.span, "`forward` of `{}` takes {} {}, and the hook's tuple has {}", class_name(*finding.instance), finding.expected,
                        finding.expected == 1 ? "argument" : "arguments", finding.given)
                .help("list the types of all of them, those with defaults too");
            return;
        case Why::InputType:
        case Why::OutputType: {
            const char* what = finding.why == Why::InputType ? "input" : "output";
            const std::string expected = torchscript::to_string(finding.expected_type);
            reporter
                .report(finding.span, "the {} of the hook `{}` is annotated as `{}`, and it gets a `{}`", what, finding.name,
                        torchscript::to_string(finding.given_type), expected)
                .help("annotate it as `{}`", expected);
            return;
        }
        case Why::ReturnType:
            reporter
                .report(finding.span, "the forward pre-hook `{}` returns a `{}`, and `forward` of `{}` takes a `{}`", finding.name,
                        torchscript::to_string(finding.given_type), class_name(*finding.instance), torchscript::to_string(finding.expected_type))
                .help("return the tuple of its arguments, or nothing");
            return;
        case Why::NoReturnAnnotation:
            reporter.report(finding.span, "the forward pre-hook `{}` has no return annotation", finding.name)
                .help("annotate what it returns: the tuple of arguments, or one of them alone");
            return;
        case Why::NotFunction:
        case Why::SameName:
        case Why::Overloads:
        case Why::BackwardDropped:
            return;
    }
}

}  // namespace

void register_forward_hook_signature(Checks& checks) { checks.on<analysis::HookProblem>(check_forward_hook_signature); }

}  // namespace jitlint::rules
