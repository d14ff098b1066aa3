#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_f_string_braces(const syntax::JoinedStr& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    bool has_braces = false;
    for (const syntax::Expr* part : node.values) {
        if (const auto* text = syntax::as<syntax::Constant>(part)) has_braces |= text->text.find("{}") != std::string_view::npos;
    }
    if (!has_braces) return;
    reporter.report(node.span, "compiled, the escaped braces are a field of their own: the call fails when it runs")
        .help("build them by concatenation: `\"{{\" + \"}}\"`");
}

}  // namespace

void register_f_string_braces(Checks& checks) { checks.on<syntax::JoinedStr>(check_f_string_braces); }

}  // namespace jitlint::rules
