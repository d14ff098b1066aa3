#pragma once

#include <cstddef>

#include "syntax/ast.h"

/// The body of `for_each_child`; ast.h includes this file at its end.
namespace jitlint::syntax {

namespace detail {

template <class Visit>
struct ChildVisitor {
    Visit& visit;

    void one(const Node* node) {
        if (node) visit(*node);
    }
    template <class T>
    void all(Seq<const T*> nodes) {
        for (const T* node : nodes) one(node);
    }
    void parameters(Seq<Parameter> list) {
        for (const Parameter& parameter : list) {
            one(parameter.annotation);
            one(parameter.default_value);
        }
    }
    /// Positional and keyword arguments may alternate: `f(a=1, *b)`.
    void arguments(Exprs args, Seq<Keyword> keywords) {
        std::size_t next = 0;
        for (const Expr* arg : args) {
            for (; next < keywords.size() && keywords[next].span.begin < arg->span.begin; ++next) one(keywords[next].value);
            one(arg);
        }
        for (; next < keywords.size(); ++next) one(keywords[next].value);
    }
    void generators(Seq<Comprehension> list) {
        for (const Comprehension& comprehension : list) {
            one(comprehension.target);
            one(comprehension.iter);
            all(comprehension.ifs);
        }
    }

    void children(const FunctionDef& node) {
        all(node.decorators);
        parameters(node.parameters);
        one(node.returns);
        all(node.body);
    }
    void children(const ClassDef& node) {
        all(node.decorators);
        arguments(node.bases, node.keywords);
        all(node.body);
    }
    void children(const Return& node) { one(node.value); }
    void children(const Delete& node) { all(node.targets); }
    void children(const Assign& node) {
        all(node.targets);
        one(node.value);
    }
    void children(const AugAssign& node) {
        one(node.target);
        one(node.value);
    }
    void children(const AnnAssign& node) {
        one(node.target);
        one(node.annotation);
        one(node.value);
    }
    void children(const TypeAlias& node) {
        one(node.name);
        one(node.value);
    }
    void children(const For& node) {
        one(node.target);
        one(node.iter);
        all(node.body);
        all(node.orelse);
    }
    void children(const While& node) {
        one(node.test);
        all(node.body);
        all(node.orelse);
    }
    void children(const If& node) {
        one(node.test);
        all(node.body);
        all(node.orelse);
    }
    void children(const With& node) {
        for (const WithItem& item : node.items) {
            one(item.context_expr);
            one(item.optional_vars);
        }
        all(node.body);
    }
    void children(const Match& node) {
        one(node.subject);
        for (const MatchCase& match_case : node.cases) {
            one(match_case.guard);
            all(match_case.body);
        }
    }
    void children(const Raise& node) {
        one(node.exc);
        one(node.cause);
    }
    void children(const Try& node) {
        all(node.body);
        for (const ExceptHandler& handler : node.handlers) {
            one(handler.type);
            all(handler.body);
        }
        all(node.orelse);
        all(node.finalbody);
    }
    void children(const Assert& node) {
        one(node.test);
        one(node.msg);
    }
    void children(const Import&) {}
    void children(const ImportFrom&) {}
    void children(const Global&) {}
    void children(const Nonlocal&) {}
    void children(const ExprStmt& node) { one(node.value); }
    void children(const Pass&) {}
    void children(const Break&) {}
    void children(const Continue&) {}
    void children(const ErrorStmt& node) { all(node.body); }

    void children(const BoolOp& node) { all(node.values); }
    void children(const NamedExpr& node) {
        one(node.target);
        one(node.value);
    }
    void children(const BinOp& node) {
        one(node.left);
        one(node.right);
    }
    void children(const UnaryOp& node) { one(node.operand); }
    void children(const Lambda& node) {
        parameters(node.parameters);
        one(node.body);
    }
    void children(const IfExp& node) {
        one(node.body);
        one(node.test);
        one(node.orelse);
    }
    void children(const Dict& node) {
        for (std::size_t i = 0; i < node.values.size(); ++i) {
            one(node.keys[i]);
            one(node.values[i]);
        }
    }
    void children(const Set& node) { all(node.elts); }
    void children(const ListComp& node) {
        one(node.elt);
        generators(node.generators);
    }
    void children(const SetComp& node) {
        one(node.elt);
        generators(node.generators);
    }
    void children(const DictComp& node) {
        one(node.key);
        one(node.value);
        generators(node.generators);
    }
    void children(const GeneratorExp& node) {
        one(node.elt);
        generators(node.generators);
    }
    void children(const Await& node) { one(node.value); }
    void children(const Yield& node) { one(node.value); }
    void children(const YieldFrom& node) { one(node.value); }
    void children(const Compare& node) {
        one(node.left);
        all(node.comparators);
    }
    void children(const Call& node) {
        one(node.func);
        arguments(node.args, node.keywords);
    }
    void children(const JoinedStr& node) { all(node.values); }
    void children(const FormattedValue& node) {
        one(node.value);
        one(node.format_spec);
    }
    void children(const Constant&) {}
    void children(const Attribute& node) { one(node.value); }
    void children(const Subscript& node) {
        one(node.value);
        one(node.slice);
    }
    void children(const Starred& node) { one(node.value); }
    void children(const Name&) {}
    void children(const List& node) { all(node.elts); }
    void children(const Tuple& node) { all(node.elts); }
    void children(const Slice& node) {
        one(node.lower);
        one(node.upper);
        one(node.step);
    }
    void children(const ErrorExpr& node) { all(node.children); }
};

}  // namespace detail

/// Calls `visit` with `node` as its own type (`const FunctionDef&`, ...).
template <class Visit>
void dispatch(const Node& node, Visit&& visit) {
    switch (node.kind) {
#define JITLINT_DISPATCH(T) \
    case NodeKind::T:       \
        return visit(static_cast<const T&>(node));
        JITLINT_DISPATCH(FunctionDef)
        JITLINT_DISPATCH(ClassDef)
        JITLINT_DISPATCH(Return)
        JITLINT_DISPATCH(Delete)
        JITLINT_DISPATCH(Assign)
        JITLINT_DISPATCH(AugAssign)
        JITLINT_DISPATCH(AnnAssign)
        JITLINT_DISPATCH(TypeAlias)
        JITLINT_DISPATCH(For)
        JITLINT_DISPATCH(While)
        JITLINT_DISPATCH(If)
        JITLINT_DISPATCH(With)
        JITLINT_DISPATCH(Match)
        JITLINT_DISPATCH(Raise)
        JITLINT_DISPATCH(Try)
        JITLINT_DISPATCH(Assert)
        JITLINT_DISPATCH(Import)
        JITLINT_DISPATCH(ImportFrom)
        JITLINT_DISPATCH(Global)
        JITLINT_DISPATCH(Nonlocal)
        JITLINT_DISPATCH(ExprStmt)
        JITLINT_DISPATCH(Pass)
        JITLINT_DISPATCH(Break)
        JITLINT_DISPATCH(Continue)
        JITLINT_DISPATCH(ErrorStmt)
        JITLINT_DISPATCH(BoolOp)
        JITLINT_DISPATCH(NamedExpr)
        JITLINT_DISPATCH(BinOp)
        JITLINT_DISPATCH(UnaryOp)
        JITLINT_DISPATCH(Lambda)
        JITLINT_DISPATCH(IfExp)
        JITLINT_DISPATCH(Dict)
        JITLINT_DISPATCH(Set)
        JITLINT_DISPATCH(ListComp)
        JITLINT_DISPATCH(SetComp)
        JITLINT_DISPATCH(DictComp)
        JITLINT_DISPATCH(GeneratorExp)
        JITLINT_DISPATCH(Await)
        JITLINT_DISPATCH(Yield)
        JITLINT_DISPATCH(YieldFrom)
        JITLINT_DISPATCH(Compare)
        JITLINT_DISPATCH(Call)
        JITLINT_DISPATCH(JoinedStr)
        JITLINT_DISPATCH(FormattedValue)
        JITLINT_DISPATCH(Constant)
        JITLINT_DISPATCH(Attribute)
        JITLINT_DISPATCH(Subscript)
        JITLINT_DISPATCH(Starred)
        JITLINT_DISPATCH(Name)
        JITLINT_DISPATCH(List)
        JITLINT_DISPATCH(Tuple)
        JITLINT_DISPATCH(Slice)
        JITLINT_DISPATCH(ErrorExpr)
#undef JITLINT_DISPATCH
    }
}

template <class Visit>
void for_each_child(const Node& node, Visit&& visit) {
    detail::ChildVisitor<Visit> visitor{visit};
    dispatch(node, [&visitor](const auto& typed) { visitor.children(typed); });
}

}  // namespace jitlint::syntax
