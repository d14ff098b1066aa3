#include <array>

#include "rules/check.h"
#include "text/among.h"

namespace jitlint::rules {
namespace {

void check_method_not_called(const analysis::MethodNotCalled& finding, Reporter& reporter) {
    // Methods that need no arguments.
    static constexpr std::array<std::string_view, 30> kPlain = {
        "dim", "numel",  "nelement", "ndimension", "item",   "size",  "any",    "all",   "sum",   "mean",
        "max", "min",    "float",    "int",        "long",   "half",  "double", "bool",  "t",     "clone",
        "abs", "detach", "keys",     "contiguous", "values", "items", "lower",  "upper", "strip", "is_floating_point"};
    const text::Span at = finding.node->span;
    auto judgement = reporter.report(at, "`{}` is a method that is not called", reporter.text(at));
    judgement.help("call it: `{}()`", reporter.text(at));
    if (judgement && text::among(finding.name, kPlain)) judgement.fix(Applicability::Unsafe, "call it", {{{at.end, at.end}, "()"}});
}

}  // namespace

void register_method_not_called(Checks& checks) { checks.on<analysis::MethodNotCalled>(check_method_not_called); }

}  // namespace jitlint::rules
