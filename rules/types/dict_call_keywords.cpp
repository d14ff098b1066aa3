#include <string>

#include "analysis/scope/scope.h"
#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_dict_call_keywords(const syntax::Call& node, Reporter& reporter) {
    const auto* callee = syntax::as<syntax::Name>(node.func);
    if (!callee || callee->id != "dict" || node.keywords.empty() || !in_compiled_body(node, reporter)) return;
    // Another `dict` than Python's is none of this rule's business.
    const analysis::FileScope& scopes = reporter.module().scope();
    if (reporter.function().scope && scopes.resolve("dict", *reporter.function().scope)) return;
    auto judgement = reporter.report(node.span, "`dict` with keyword arguments needs torch 1.8");
    judgement.help("write a dict literal");
    if (!judgement || !node.args.empty()) return;
    std::string literal = "{";
    for (const syntax::Keyword& keyword : node.keywords) {
        if (keyword.name.name.empty()) return;
        if (literal.size() > 1) literal += ", ";
        literal += fmt::format("\"{}\": {}", keyword.name.name, reporter.text(keyword.value->span));
    }
    judgement.fix(Applicability::Safe, "write a dict literal", {{node.span, literal + "}"}});
}

}  // namespace

void register_dict_call_keywords(Checks& checks) { checks.on<syntax::Call>(check_dict_call_keywords); }

}  // namespace jitlint::rules
