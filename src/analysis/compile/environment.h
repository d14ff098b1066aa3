#pragma once

#include <string_view>
#include <vector>

#include "analysis/compile/value.h"
#include "analysis/finding.h"

namespace jitlint::analysis {

/// A name's state in one block.
struct Variable {
    std::string_view name;
    Value value;                ///< its type is what inner blocks must keep
    text::Span span;            ///< where it was bound
    bool none_literal = false;  ///< bound by `name = None`
    bool refined = false;       ///< bound by a refinement, not by an assignment
};

/// Why a name is not there after a join.
struct Poison {
    std::string_view name;
    UndefinedName::Why why = UndefinedName::Why::OneBranchOnly;
    text::Span defined_at;
    bool types_differ = false;
    const syntax::Node* statement = nullptr;
    TypeRef if_true = nullptr;
    TypeRef if_false = nullptr;
    text::Span true_span;
    text::Span false_span;
};

/// Whether a block is left by return, break or continue (a raise is no exit in this sense).
enum class Leaves : std::uint8_t { Wont, Might, Will };

/// A scope of the compiled language: a function's, a branch's, a loop body's. Mirrors Environment in
/// ir_emitter.cpp.
struct Block {
    Block* parent = nullptr;
    bool is_loop = false;
    bool exits = false;  ///< return or raise was executed: what follows is not compiled
    Leaves leaves = Leaves::Wont;
    const syntax::Stmt* guard = nullptr;  ///< an `if` before, of which exactly one branch leaves
    bool maybe_exits = false;             ///< a branch that may be the only one compiled does
    std::vector<Variable> variables;
    std::vector<Poison> poisons;

    Variable* find_here(std::string_view name);
    /// Innermost binding, this block first.
    Variable* find(std::string_view name);
    /// Binding in an enclosing block, not this one.
    Variable* find_outside(std::string_view name) { return parent ? parent->find(name) : nullptr; }
    const Poison* find_poison(std::string_view name) const;
    void bind(Variable variable);
    void bind_unknown(std::string_view name, text::Span span) { bind({name, Value::unknown(), span, false, false}); }
    void poison(Poison poison);
    void remove(std::string_view name);
};

}  // namespace jitlint::analysis
