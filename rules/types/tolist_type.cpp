#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_tolist_type(const analysis::UntypedToList& finding, Reporter& reporter) {
    if (finding.why == analysis::ToListWhy::NoAnnotation)
        reporter.report(finding.node->span, "the type of this list is not known: `tolist()` needs an annotation right here")
            .help("assign it to an annotated variable: `values: List[int] = ...`");
    else
        reporter.report(finding.node->span, "`tolist()` gives numbers or lists of them, not a `{}`", torchscript::to_string(finding.type))
            .help("annotate it as `List[int]`, `List[float]`, ... as deep as the tensor has dimensions");
}

}  // namespace

void register_tolist_type(Checks& checks) { checks.on<analysis::UntypedToList>(check_tolist_type); }

}  // namespace jitlint::rules
