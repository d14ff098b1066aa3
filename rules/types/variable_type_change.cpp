#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

const syntax::Assign* assignment_of(text::Span target, const syntax::Node& node) {
    if (const auto* assign = syntax::as<syntax::Assign>(&node)) {
        const bool found = assign->targets.size() == 1 && assign->targets[0]->span == target;
        return found ? assign : nullptr;
    }
    const syntax::Assign* inside = nullptr;
    syntax::for_each_child(node, [&](const syntax::Node& child) {
        if (child.span.contains(target) && !inside) inside = assignment_of(target, child);
    });
    return inside;
}

/// Another name for a target that only the loop or comprehension itself uses.
void offer_rename(const analysis::VariableRetyped& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    using namespace syntax;
    const auto* target = as<Name>(finding.node);
    const std::vector<const Node*> around = target ? nodes_around(*target, reporter) : std::vector<const Node*>();
    const Node* owner = around.empty() ? nullptr : around.back();
    const auto* loop = as<For>(owner);
    const auto* list = as<ListComp>(owner);
    if ((!loop || loop->target != target) && !list) return;
    const FunctionDef& function = *reporter.function().node;
    std::vector<text::TextEdit> edits;
    const std::string fresh = target->id == "_" ? "_unused" : std::string(target->id) + "_";
    if (name_is_taken(fresh, reporter)) return;
    bool bound_inside = false, read_behind = false, in_source = false;
    auto collect = [&](auto& self, const Node& node) -> void {
        if (const auto* named = as<Name>(&node); named && named->id == target->id) {
            const text::Span iterated = loop ? loop->iter->span : list->generators[0].iter->span;
            if (iterated.contains(named->span))
                in_source = true;
            else if (owner->span.contains(named->span))
                edits.push_back({named->span, fresh});
            else if (named->span.begin > owner->span.end && loop)
                read_behind = true;
        }
        if (const auto* assign = as<Assign>(&node); assign && owner->span.contains(assign->span) && &node != owner)
            for (const Expr* other : assign->targets) bound_inside = bound_inside || reporter.text(other->span) == target->id;
        if (const auto* changed = as<AugAssign>(&node); changed && owner->span.contains(changed->span))
            bound_inside = bound_inside || reporter.text(changed->target->span) == target->id;
        for_each_child(node, [&](const Node& child) { self(self, child); });
    };
    for (const Stmt* statement : function.body) collect(collect, *statement);
    if (bound_inside || (read_behind && target->id != "_") || (list && list->generators.size() != 1)) return;
    // A loop around this one reads the variable again, in the next round.
    for (const Node* outer : around)
        if (outer != owner && (is<For>(outer) || is<While>(outer)) && target->id != "_") return;
    if (in_source && loop) return;
    judgement.help("use another name here: `{}`", fresh);
    judgement.fix(Applicability::Safe, "use another name", std::move(edits));
}

void offer_edit(const analysis::VariableRetyped& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    using namespace syntax;
    const auto* target = as<Name>(finding.node);
    const Assign* here = target ? assignment_of(target->span, *reporter.function().node) : nullptr;
    const bool to_float = finding.previous->is(Kind::Float) && finding.assigned->is(Kind::Int);
    const auto* dict = here ? as<Dict>(here->value) : nullptr;
    const auto* list = here ? as<List>(here->value) : nullptr;
    const bool empty = (dict && dict->keys.empty()) || (list && list->elts.empty());
    if (here && (to_float || empty)) {
        offer_conversion(judgement, here->value, finding.assigned, finding.previous, reporter,
                         to_float ? Applicability::Unsafe : Applicability::Safe);
        return;
    }
    // `total = 0` that floats are added to.
    const Assign* start = finding.previous_span.size() > 0 ? assignment_of(finding.previous_span, *reporter.function().node) : nullptr;
    if (start && finding.previous->is(Kind::Int) && finding.assigned->is(Kind::Float) && is<Constant>(start->value)) {
        if (auto rewrite = conversion(*start->value, finding.previous, finding.assigned, reporter)) {
            judgement.help("begin with a float: `{} = {}.0`", finding.name, reporter.text(start->value->span));
            judgement.fix(Applicability::Unsafe, "begin with a float", std::move(rewrite->edits));
        }
        return;
    }
    offer_rename(finding, reporter, judgement);
}

void check_assignment(const analysis::VariableRetyped& finding, Reporter& reporter) {
    if (finding.previous_is_none_literal) return;
    const std::string before = torchscript::to_string(finding.previous);
    const std::string now = torchscript::to_string(finding.assigned);
    if (finding.name.empty()) {
        auto judgement = reporter.report(finding.node->span, "`{}` does not fit the annotated type `{}`", now, before);
        const auto* call = syntax::as<syntax::Call>(finding.node);
        const auto* plain = call ? nullptr : expression_at(finding.node->span, reporter);
        const syntax::Expr* value = plain ? plain : finding.value ? finding.value : call && call->args.size() == 2 ? call->args[1] : nullptr;
        if (value && value != call) offer_conversion(judgement, value, finding.assigned, finding.previous, reporter);
        return;
    }
    if (finding.previous_span == finding.node->span) {
        const text::Span at = finding.value ? finding.value->span : finding.node->span;
        auto judgement = reporter.report(at, "`{}` is annotated `{}`, but this is a `{}`", finding.name, before, now);
        judgement.help("give it a `{}`, or annotate it as `{}`", before, now);
        offer_conversion(judgement, finding.value, finding.assigned, finding.previous, reporter);
        return;
    }
    auto judgement = reporter.report(finding.node->span, "`{}` is a `{}` outside this {}, and a `{}` is assigned to it inside", finding.name, before,
                                     finding.in_loop ? "loop" : "block", now);
    judgement.label(finding.previous_span, "a `{}` here", before).help("use another name for the new value");
    if (judgement) offer_edit(finding, reporter, judgement);
}

}  // namespace

void register_variable_type_change(Checks& checks) { checks.on<analysis::VariableRetyped>(check_assignment); }

}  // namespace jitlint::rules
