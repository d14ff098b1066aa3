#include "rules/support/comprehension_loop.h"

#include <optional>
#include <string>
#include <vector>

#include "rules/support/rewrite.h"

namespace jitlint::rules {

using namespace syntax;

namespace {

void collect_names(const Node& node, std::vector<std::string_view>& names) {
    if (const auto* name = as<Name>(&node)) names.push_back(name->id);
    for_each_child(node, [&](const Node& child) { collect_names(child, names); });
}

std::size_t count_in(const Node& node, std::string_view name) {
    std::vector<std::string_view> names;
    collect_names(node, names);
    std::size_t found = 0;
    for (std::string_view other : names) found += other == name;
    return found;
}

bool has_comprehension(const Node& node) {
    bool found = false;
    for_each_child(node, [&](const Node& child) {
        found = found || is<ListComp>(&child) || is<DictComp>(&child) || is<GeneratorExp>(&child) || is<Lambda>(&child) || has_comprehension(child);
    });
    return found;
}

}  // namespace

void offer_loop(const Expr& comprehension, Seq<Comprehension> generators, const Reporter& reporter, JudgementBuilder& judgement) {
    const auto* list = as<ListComp>(&comprehension);
    const auto* dict = as<DictComp>(&comprehension);
    const std::vector<const Node*> around = nodes_around(comprehension, reporter);
    const FunctionDef* function = reporter.function().node;
    if (!judgement || (!list && !dict) || around.empty() || !function) return;
    const Node& statement = *around.back();
    const auto* assign = as<AnnAssign>(&statement);
    const auto* result = as<Return>(&statement);
    const Expr* annotation = assign && assign->value == &comprehension ? assign->annotation : result ? function->returns : nullptr;
    const auto* target = assign ? as<Name>(assign->target) : nullptr;
    // The annotation has to say what the container holds.
    if (!is<Subscript>(annotation) || (assign && !target) || has_comprehension(comprehension) || has_comment(statement.span, reporter)) return;
    const std::string_view container = reporter.text(static_cast<const Subscript*>(annotation)->value->span);
    if (!container.ends_with(list ? "List" : "Dict") && container != (list ? "list" : "dict")) return;
    const std::optional<std::string> indent = indentation_of(statement.span.begin, reporter);
    const std::optional<std::string> first = indentation_of(function->body.front()->span.begin, reporter);
    const std::optional<std::string> outer = indentation_of(function->header.begin, reporter);
    if (!indent || !first || !outer || first->size() <= outer->size() || reporter.text(comprehension.span).find('\n') != std::string_view::npos)
        return;
    const std::string step = first->substr(outer->size());
    const std::string name(target ? target->id : "result");
    if (target ? count_in(comprehension, name) > 0 : name_is_taken(name, reporter)) return;
    // The variables of a loop are left behind by it.
    std::vector<std::string_view> variables;
    for (const Comprehension& generator : generators) collect_names(*generator.target, variables);
    for (std::string_view variable : variables) {
        if (count_uses(variable, reporter) != count_in(comprehension, variable)) return;
        for (const Parameter& parameter : function->parameters)
            if (parameter.name.name == variable) return;
    }
    const std::string newline(reporter.module().file().source().newline());
    std::string text = fmt::format("{}: {} = {}", name, reporter.text(annotation->span), list ? "[]" : "{}");
    std::string depth = *indent;
    for (const Comprehension& generator : generators) {
        text += fmt::format("{}{}for {} in {}:", newline, depth, reporter.text(generator.target->span), reporter.text(generator.iter->span));
        depth += step;
        for (const Expr* condition : generator.ifs) {
            text += fmt::format("{}{}if {}:", newline, depth, reporter.text(condition->span));
            depth += step;
        }
    }
    if (list)
        text += fmt::format("{}{}{}.append({})", newline, depth, name, reporter.text(list->elt->span));
    else
        text += fmt::format("{}{}{}[{}] = {}", newline, depth, name, reporter.text(dict->key->span), reporter.text(dict->value->span));
    if (result) text += fmt::format("{}{}return {}", newline, *indent, name);
    judgement.fix(Applicability::Safe, "write a loop", {{statement.span, text}});
}

}  // namespace jitlint::rules
