#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_sequential_arguments(const analysis::SequentialArguments& finding, Reporter& reporter) {
    const text::Span at = finding.argument ? finding.argument->span : finding.node->span;
    if (finding.type)
        reporter.report(at, "`nn.Sequential` takes a Tensor, not a `{}`", torchscript::to_string(finding.type))
            .help("loop over a `ModuleList` instead, or derive from `nn.Sequential` and annotate `forward`");
    else
        reporter.report(at, "`nn.Sequential` takes one argument")
            .help("loop over a `ModuleList` instead, or pass the rest to the members in another way");
}

void check_member(const analysis::SequentialMember& finding, Reporter& reporter) {
    if (finding.left_out) return;
    reporter
        .report(finding.span, "the member `{}` of this `nn.Sequential` cannot be called with one `{}`, which is what it gets", finding.member,
                torchscript::to_string(finding.given))
        .help("let the member before it return what this one takes, or write a module that calls them one by one");
}

}  // namespace

void register_sequential_arguments(Checks& checks) {
    checks.on<analysis::SequentialArguments>(check_sequential_arguments);
    checks.on<analysis::SequentialMember>(check_member);
}

}  // namespace jitlint::rules
