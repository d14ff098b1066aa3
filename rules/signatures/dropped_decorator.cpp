#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::FunctionRead&, Reporter& reporter) {
    const analysis::Decorations& decorations = reporter.function().decorations;
    if (decorations.no_grad && decorations.no_grad_decorator) {
        const text::Span at = decorations.no_grad_decorator->span;
        reporter.report(at, "`@{}` is dropped: the compiled function does not run under it", reporter.text(at))
            .help("write `with torch.no_grad():` in the body")
            .accepted();
    }
    if (decorations.unknown && decorations.unknown_decorator) {
        const text::Span at = decorations.unknown_decorator->span;
        reporter.report(at, "`@{}` may be dropped: the compiler reads the function beneath", reporter.text(at))
            .help("do in the function what the decorator does")
            .accepted();
    }
}

}  // namespace

void register_dropped_decorator(Checks& checks) { checks.on<analysis::FunctionRead>(check); }

}  // namespace jitlint::rules
