#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::UnsupportedContextManager& finding, Reporter& reporter) {
    const bool exit = finding.problem == analysis::WithProblem::ExitSignature;
    if ((!exit && finding.problem != analysis::WithProblem::EnterSignature) || !finding.method || !finding.same_file) return;
    const text::Span at{finding.method->name.span.begin, finding.method->header.end};
    if (exit)
        reporter.report(at, "`__exit__` does not take three parameters of type `Any`")
            .help("write `def __exit__(self, kind: Any, value: Any, trace: Any)`");
    else
        reporter.report(at, "`__enter__` takes more than `self`").help("write `def __enter__(self)`");
}

}  // namespace

void register_exit_signature(Checks& checks) { checks.on<analysis::UnsupportedContextManager>(check); }

}  // namespace jitlint::rules
