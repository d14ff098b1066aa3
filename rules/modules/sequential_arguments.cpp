#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check(const analysis::SequentialArguments& finding, Reporter& reporter) {
    const text::Span at = finding.argument ? finding.argument->span : finding.node->span;
    if (finding.type)
        reporter.report(at, "`nn.Sequential` takes a Tensor, not a `{}`", torchscript::to_string(finding.type))
            .help("loop over a `ModuleList` instead, or derive from `nn.Sequential` and annotate `forward`");
    else
        reporter.report(at, "`nn.Sequential` takes one argument")
            .help("loop over a `ModuleList` instead, or pass the rest to the members in another way");
}

}  // namespace

void register_sequential_arguments(Checks& checks) { checks.on<analysis::SequentialArguments>(check); }

}  // namespace jitlint::rules
