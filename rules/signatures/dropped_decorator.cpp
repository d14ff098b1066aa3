#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_dropped_decorator(const analysis::FunctionRead&, Reporter& reporter) {
    const analysis::Decorations& decorations = reporter.function().decorations;
    if (decorations.library_wrapper == torchscript::LibraryWrapper::GradMode) {
        const text::Span at = decorations.library_decorator->span;
        reporter.report(at, "`@{}` is dropped: the compiled function does not run under it", reporter.text(at))
            .help("write `with torch.no_grad():` in the body")
            .accepted();
    }
    if (decorations.autocast && decorations.autocast_decorator) {
        const text::Span at = decorations.autocast_decorator->span;
        reporter.report(at, "`@{}` is dropped: the compiled method does not run under it", reporter.text(at))
            .help("write `with {}:` in the body", reporter.text(at))
            .accepted();
    }
    if (decorations.wrapped && decorations.wrapped_decorator) {
        const text::Span at = decorations.wrapped_decorator->span;
        reporter.report(at, "`@{}` is dropped: the compiler reads the function beneath `functools.wraps`", reporter.text(at))
            .help("do in the function what the decorator does")
            .accepted();
    }
}

}  // namespace

void register_dropped_decorator(Checks& checks) { checks.on<analysis::FunctionRead>(check_dropped_decorator); }

}  // namespace jitlint::rules
