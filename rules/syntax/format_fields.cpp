#include <string_view>

#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

/// The first field of a format string that is more than empty braces; empty if there is none.
std::string_view filled_field(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != '{') continue;
        if (text[i + 1] == '{') {
            ++i;
            continue;
        }
        const std::size_t end = text.find('}', i);
        if (end == std::string_view::npos) return {};
        if (end > i + 1) return text.substr(i, end - i + 1);
        i = end;
    }
    return {};
}

void check_call(const syntax::Call& node, Reporter& reporter) {
    const auto* method = syntax::as<syntax::Attribute>(node.func);
    const auto* text = method && method->attr.name == "format" ? syntax::as<syntax::Constant>(method->value) : nullptr;
    if (!text || text->constant != syntax::ConstantKind::Str || !in_compiled_body(node, reporter)) return;
    const std::string_view field = filled_field(text->text);
    if (field.empty()) return;
    reporter.report(text->span, "compiled, `format` leaves `{}` in the text as it is", field).help("use empty braces `{{}}`");
}

void check_f_string(const syntax::JoinedStr& node, Reporter& reporter) {
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

void register_format_fields(Checks& checks) {
    checks.on<syntax::Call>(check_call);
    checks.on<syntax::JoinedStr>(check_f_string);
}

}  // namespace jitlint::rules
