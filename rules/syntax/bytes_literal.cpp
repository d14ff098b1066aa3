#include <algorithm>

#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_bytes_literal(const syntax::Constant& node, Reporter& reporter) {
    if (node.constant != syntax::ConstantKind::Bytes || !in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(node.span, "bytes are not supported in TorchScript");
    judgement.help("use a string, or a tensor of `torch.uint8`");
    const std::string_view code = reporter.text(node.span);
    const bool prefixed = code.size() > 2 && (code[0] == 'b' || code[0] == 'B') && (code[1] == '"' || code[1] == '\'');
    // One literal alone, without escapes, which mean bytes.
    if (judgement && prefixed && code.find('\\') == std::string_view::npos && code.find('\n') == std::string_view::npos &&
        std::count(code.begin(), code.end(), code[1]) == 2)
        judgement.fix(Applicability::Unsafe, "make it a string", {{{node.span.begin, node.span.begin + 1}, ""}});
}

}  // namespace

void register_bytes_literal(Checks& checks) { checks.on<syntax::Constant>(check_bytes_literal); }

}  // namespace jitlint::rules
