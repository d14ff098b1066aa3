#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::NotIterable& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.iterable->span);
    if (finding.dotted == "range")
        reporter.report(finding.iterable->span, "`range` takes `int`, not `{}`",
                        finding.type ? torchscript::to_string(finding.type) : std::string(code));
    else if (!finding.dotted.empty())
        reporter.report(finding.iterable->span, "`{}` gives an iterator that TorchScript does not have", finding.dotted)
            .help("make a list, or loop over `range` and index");
    else if (finding.type)
        reporter.report(finding.iterable->span, "`{}` is a `{}`, which cannot be iterated", code, torchscript::to_string(finding.type));
    else
        reporter.report(finding.iterable->span, "`{}` cannot be iterated in TorchScript", code);
}

}  // namespace

void register_not_iterable(Checks& checks) { checks.otherwise<analysis::NotIterable>(check); }

}  // namespace jitlint::rules
