#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_literal(const syntax::Dict& node, Reporter& reporter) {
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        if (node.keys[i] || !in_compiled_body(node, reporter)) continue;
        const text::Span value = node.values[i]->span;
        reporter.report(value, "`**{}` in a dict literal is not supported in TorchScript", reporter.text(value))
            .help("begin with `{}.copy()` and add the other items", reporter.text(value));
    }
}

void check_call(const syntax::Call& node, Reporter& reporter) {
    for (const syntax::Keyword& keyword : node.keywords) {
        if (!keyword.name.name.empty() || !in_compiled_body(node, reporter)) continue;
        reporter.report(keyword.span, "`**` in a call is not supported in TorchScript").help("name the arguments");
    }
}

}  // namespace

void register_dict_unpacking(Checks& checks) {
    checks.on<syntax::Dict>(check_literal);
    checks.on<syntax::Call>(check_call);
}

}  // namespace jitlint::rules
