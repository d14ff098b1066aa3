#include "rules/support/constant_edits.h"

#include <string>

#include "analysis/scope/scope.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {

using namespace syntax;

std::vector<text::TextEdit> without_constant(const analysis::ModuleInstance& instance, std::string_view name, const Reporter& reporter) {
    if (!instance.cls || instance.cls.module != &reporter.module()) return {};
    const analysis::Scope* scope = reporter.module().scope().scope_of(*instance.cls.node);
    if (!scope) return {};
    if (const auto annotated = scope->bindings(name); annotated.size() == 1) {
        const auto* generic = as<Subscript>(annotated[0].annotation);
        if (!generic || !reporter.text(generic->value->span).ends_with("Final")) return {};
        return {{generic->span, std::string(reporter.text(generic->slice->span))}};
    }
    const auto constants = scope->bindings("__constants__");
    const auto* list = constants.size() == 1 ? as<List>(constants[0].value) : nullptr;
    if (!list || has_comment(list->span, reporter)) return {};
    for (std::size_t i = 0; i < list->elts.size(); ++i) {
        const auto* text = as<Constant>(list->elts[i]);
        if (!text || text->constant != ConstantKind::Str || text->text != name) continue;
        if (list->elts.size() == 1) return {{list->span, "[]"}};
        if (i == 0) return {{{text->span.begin, list->elts[1]->span.begin}, ""}};
        return {{{list->elts[i - 1]->span.end, text->span.end}, ""}};
    }
    return {};
}

}  // namespace jitlint::rules
