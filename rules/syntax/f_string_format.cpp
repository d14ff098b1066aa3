#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check(const syntax::FormattedValue& node, Reporter& reporter) {
    if ((!node.conversion && !node.format_spec) || !in_compiled_body(node, reporter)) return;
    const std::string_view what = node.format_spec ? "a format" : "a conversion";
    reporter.report(node.span, "{} in an f-string is not supported in TorchScript", what).help("write `{{{}}}`", reporter.text(node.value->span));
}

}  // namespace

void register_f_string_format(Checks& checks) { checks.on<syntax::FormattedValue>(check); }

}  // namespace jitlint::rules
