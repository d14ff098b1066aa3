#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;
using Static = Condition::Static;

void FunctionCompiler::refine(const std::vector<Refinement>& refinements) {
    for (const Refinement& refinement : refinements) {
        Variable* variable = block_->find(refinement.name);
        if (!variable) continue;
        Variable narrowed = *variable;
        narrowed.value.type = refinement.type;
        narrowed.value.kind = refinement.type->is(Kind::Unknown) ? ValueKind::Unknown : ValueKind::Typed;
        narrowed.value.made_as = nullptr;
        narrowed.refined = true;
        block_->bind(std::move(narrowed));
    }
}

void FunctionCompiler::execute_branches(const Condition& condition, const If& statement) {
    if (condition.is_static()) {
        const bool taken = condition.outcome == Static::True;
        refine(taken ? condition.if_true : condition.if_false);
        execute(taken ? statement.body : statement.orelse);
        return;
    }
    const bool uncertain = condition.outcome == Static::Uncertain;
    Uncertain quiet(*this, uncertain);
    auto run = [&](const std::vector<Refinement>& refinements, Body body) {
        Scoped scoped(*this);
        refine(refinements);
        execute(body);
        return std::move(scoped.block);
    };
    Block if_true = run(condition.if_true, statement.body);
    Block if_false = run(condition.if_false, statement.orelse);
    leave_branches(if_true, if_false, statement);
    if (!uncertain) {
        join(if_true, if_false, statement);
        return;
    }
    // The taken branch, if there is only one, is compiled in this very scope.
    for (const Block* branch : {&if_true, &if_false})
        for (const Variable& variable : branch->variables) block_->bind_unknown(variable.name, variable.span);
    if (if_true.exits && if_false.exits)
        block_->exits = true;
    else if (if_true.exits || if_false.exits || if_true.maybe_exits || if_false.maybe_exits)
        block_->maybe_exits = true;
}

/// A name that a branch binds holds afterwards, unless it is one for what is no value.
void FunctionCompiler::leave_branch(Variable& variable, const If& statement) {
    if (variable.value.is_plain() || block_->find(variable.name)) {
        if (!variable.value.is_plain()) variable.value = Value::unknown();
        block_->bind(std::move(variable));
        return;
    }
    block_->poison({variable.name, UndefinedName::Why::CallableInBranch, variable.span, false, &statement, nullptr, nullptr, {}, {}});
}

void FunctionCompiler::leave_branches(const Block& if_true, const Block& if_false, const If& statement) {
    auto will = [](const Block& branch) { return branch.leaves == Leaves::Will; };
    auto ends = [&](const Block& branch) { return will(branch) || branch.exits; };
    const bool some = if_true.leaves != Leaves::Wont || if_false.leaves != Leaves::Wont;
    if (some && ends(if_true) && ends(if_false)) {
        block_->leaves = Leaves::Will;
    } else if (some) {
        if (block_->leaves == Leaves::Wont) block_->leaves = Leaves::Might;
        const Block& other = will(if_true) ? if_false : if_true;
        if (will(if_true) != will(if_false) && other.leaves == Leaves::Wont && !other.exits && !other.maybe_exits && uncertain_ == 0)
            block_->guard = &statement;
    }
}

void FunctionCompiler::join(Block& if_true, Block& if_false, const If& statement) {
    if (if_true.maybe_exits || if_false.maybe_exits) block_->maybe_exits = true;
    if (if_true.exits && if_false.exits) {
        block_->exits = true;
        return;
    }
    if (if_true.exits || if_false.exits) {
        Block& rest = if_true.exits ? if_false : if_true;
        for (Variable& variable : rest.variables) leave_branch(variable, statement);
        for (const Poison& poison : rest.poisons) block_->poison(poison);
        return;
    }
    std::vector<std::string_view> names;
    for (const Block* branch : {&if_true, &if_false})
        for (const Variable& variable : branch->variables)
            if (!text::among(variable.name, names)) names.push_back(variable.name);
    for (std::string_view name : names) {
        Variable* outer = block_->find(name);
        Variable* a = if_true.find_here(name);
        Variable* b = if_false.find_here(name);
        if (!a) a = outer;
        if (!b) b = outer;
        if (!a || !b) {
            const Variable* there = a ? a : b;
            const auto& other = a ? if_false.poisons : if_true.poisons;
            auto earlier = std::find_if(other.begin(), other.end(), [&](const Poison& p) { return p.name == name && p.types_differ; });
            if (earlier != other.end())
                block_->poison(*earlier);
            else
                block_->poison({name, UndefinedName::Why::OneBranchOnly, there->span, false, &statement, nullptr, nullptr, {}, {}});
            continue;
        }
        // What exists only while compiling does not outlive the block that bound it.
        auto is_known_here = [&](const Variable* v) {
            const ValueKind kind = v->value.kind;
            return v != outer && (kind == ValueKind::Range || kind == ValueKind::Zip || kind == ValueKind::Slice || kind == ValueKind::Exception ||
                                  kind == ValueKind::Builtin || kind == ValueKind::PrintResult);
        };
        if (!outer && is_known_here(a) && is_known_here(b)) {
            block_->poison({name, UndefinedName::Why::OneBranchOnly, a->span, false, &statement, nullptr, nullptr, {}, {}});
            continue;
        }
        Variable joined = *a;
        if (a->refined && b->refined && outer) joined.span = outer->span;
        joined.refined = a->refined && b->refined;
        joined.none_literal = a->none_literal && b->none_literal;
        if (!a->value.is_plain() || !b->value.is_plain()) {
            leave_branch(a->value.is_plain() ? *b : *a, statement);
            continue;
        }
        const TypeRef at = type_of(a->value);
        const TypeRef bt = type_of(b->value);
        const TypeRef outer_type = outer && outer->value.is(ValueKind::Typed) ? outer->value.type : nullptr;
        const bool wide = outer_type && (outer_type->is(Kind::Union) || outer_type->is(Kind::Optional) || outer_type->is(Kind::Number));
        const TypeRef type = wide ? torchscript::unify_or_union(types_, at, bt) : torchscript::unify(types_, at, bt);
        if (!type && !outer) {
            block_->poison({name, UndefinedName::Why::OneBranchOnly, a->span, true, &statement, at, bt, a->span, b->span});
            continue;
        }
        if (!type) {
            emit(BranchTypesDiffer{name, &statement, nullptr, at, bt, a->span, b->span});
            joined.value = Value::unknown();
        } else {
            Value value = Value::typed(type);
            if (at == bt && at == type && a->value.empty_literal == b->value.empty_literal) value = a->value;
            value.inferred_tensor = a->value.inferred_tensor && b->value.inferred_tensor;
            value.requires_grad = a->value.requires_grad && b->value.requires_grad;
            value.parameter = a->value.parameter == b->value.parameter ? a->value.parameter : nullptr;
            if (a != b) {
                value.expression = nullptr;
                value.literal = false;
                if (a->value.parts != b->value.parts) value.parts.reset();
            }
            joined.value = std::move(value);
        }
        block_->bind(std::move(joined));
    }
    for (const Block* branch : {&if_true, &if_false})
        for (const Poison& poison : branch->poisons)
            if (!block_->find(poison.name)) block_->poison(poison);
}

}  // namespace jitlint::analysis
