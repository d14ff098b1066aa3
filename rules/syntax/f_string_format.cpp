#include <algorithm>
#include <string>

#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_f_string_format(const syntax::FormattedValue& node, Reporter& reporter) {
    if ((!node.conversion && !node.format_spec) || !in_compiled_body(node, reporter)) return;
    const std::string_view what = node.format_spec ? "a format" : "a conversion";
    const std::string_view value = reporter.text(node.value->span);
    auto judgement = reporter.report(node.span, "{} in an f-string is not supported in TorchScript", what);
    // `{n=}` stands for `n={n}`, with the text between the braces as it is.
    const std::string_view behind = reporter.text({node.value->span.end, node.span.end});
    const std::size_t sign = behind.find_first_not_of(" )");
    const bool named = sign != std::string_view::npos && behind[sign] == '=';
    std::string prefix;
    if (named) {
        const std::size_t end = std::min(behind.find_first_not_of(' ', sign + 1), behind.size());
        prefix = std::string(reporter.text({node.span.begin + 1, node.value->span.end})) + std::string(behind.substr(0, end));
    }
    judgement.help("write `{}{{{}}}`", prefix, value);
    if (!judgement || value.starts_with('{') || value.ends_with('}') || has_comment(node.span, reporter)) return;
    if (syntax::is<syntax::NamedExpr>(node.value) || syntax::is<syntax::Lambda>(node.value) || syntax::is<syntax::ErrorExpr>(node.value)) return;
    judgement.fix(Applicability::Unsafe, fmt::format("leave out {}", what), {{node.span, fmt::format("{}{{{}}}", prefix, value)}});
}

}  // namespace

void register_f_string_format(Checks& checks) { checks.on<syntax::FormattedValue>(check_f_string_format); }

}  // namespace jitlint::rules
