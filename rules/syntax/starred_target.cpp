#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::StarredRefused& finding, Reporter& reporter) {
    const text::Span at = finding.node->span;
    if (finding.problem == analysis::StarredProblem::Alone)
        reporter.report(at, "`{}` is the only target: TorchScript wants another one beside it", reporter.text(at)).help("assign without the star");
    else if (finding.problem == analysis::StarredProblem::IntoNonName)
        reporter.report(at, "`{}`: a starred target must be a plain name in TorchScript", reporter.text(at))
            .help("unpack into a local name, and store that");
}

}  // namespace

void register_starred_target(Checks& checks) { checks.on<analysis::StarredRefused>(check); }

}  // namespace jitlint::rules
