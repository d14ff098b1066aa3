#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "text/span.h"

/// The syntax tree of a Python file. Node kinds and fields are named as in Python's own `ast` module. All
/// nodes and lists live in the file's arena, are trivially destructible and immutable once built; identifiers
/// are views into the source text or the arena.
namespace jitlint::syntax {

using text::Span;

enum class NodeKind : std::uint8_t {
    // statements
    FunctionDef,
    ClassDef,
    Return,
    Delete,
    Assign,
    AugAssign,
    AnnAssign,
    TypeAlias,
    For,
    While,
    If,
    With,
    Match,
    Raise,
    Try,
    Assert,
    Import,
    ImportFrom,
    Global,
    Nonlocal,
    ExprStmt,
    Pass,
    Break,
    Continue,
    ErrorStmt,
    // expressions
    BoolOp,
    NamedExpr,
    BinOp,
    UnaryOp,
    Lambda,
    IfExp,
    Dict,
    Set,
    ListComp,
    SetComp,
    DictComp,
    GeneratorExp,
    Await,
    Yield,
    YieldFrom,
    Compare,
    Call,
    JoinedStr,
    FormattedValue,
    Constant,
    Attribute,
    Subscript,
    Starred,
    Name,
    List,
    Tuple,
    Slice,
    ErrorExpr,
};

struct Node {
    NodeKind kind;
    Span span;
};
struct Stmt : Node {};
struct Expr : Node {};

template <class T>
using Seq = std::span<const T>;
using Body = Seq<const Stmt*>;
using Exprs = Seq<const Expr*>;

/// An identifier and where it stands.
struct Identifier {
    std::string_view name;
    Span span;
};

enum class Operator : std::uint8_t {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
};
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class BoolOperator : std::uint8_t { And, Or };
enum class CompareOperator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

/// How a parameter takes its argument.
enum class ParameterKind : std::uint8_t { PositionalOnly, PositionalOrKeyword, VarPositional, KeywordOnly, VarKeyword };

struct Parameter {
    Identifier name;
    ParameterKind kind = ParameterKind::PositionalOrKeyword;
    const Expr* annotation = nullptr;     ///< null where there is none
    const Expr* default_value = nullptr;  ///< null where there is none
    Span span;                            ///< name with annotation and default; with its stars
};

/// A call's keyword argument; `name.name` is empty for `**value`.
struct Keyword {
    Identifier name;
    const Expr* value = nullptr;
    Span span;
};

/// `name as asname`; `asname.name` is empty where there is none. `name` is dotted in `import`, `*` for a star
/// import.
struct Alias {
    Identifier name;
    Identifier asname;
    Span span;
};

struct WithItem {
    const Expr* context_expr = nullptr;
    const Expr* optional_vars = nullptr;  ///< null without `as`
};

struct ExceptHandler {
    const Expr* type = nullptr;  ///< null for a bare `except`
    Identifier name;             ///< empty without `as`
    Body body;
    Span span;
};

struct Comprehension {
    const Expr* target = nullptr;
    const Expr* iter = nullptr;
    Exprs ifs;
    bool is_async = false;
    Span span;
};

// ---- statements
// -----------------------------------------------------------------------------------------------
struct FunctionDef : Stmt {
    Identifier name;
    Seq<Parameter> parameters;  ///< in source order
    Body body;
    Exprs decorators;  ///< the expressions behind `@`
    const Expr* returns = nullptr;
    bool is_async = false;
    Span header;  ///< from `def` (or `async`) to the colon before the body
};
struct ClassDef : Stmt {
    Identifier name;
    Exprs bases;
    Seq<Keyword> keywords;
    Body body;
    Exprs decorators;
    Span header;  ///< from `class` to the colon before the body
};
struct Return : Stmt {
    const Expr* value = nullptr;
};
struct Delete : Stmt {
    Exprs targets;
};
struct Assign : Stmt {
    Exprs targets;
    const Expr* value = nullptr;
};
struct AugAssign : Stmt {
    const Expr* target = nullptr;
    Operator op = Operator::Add;
    Span op_span;
    const Expr* value = nullptr;
};
struct AnnAssign : Stmt {
    const Expr* target = nullptr;
    const Expr* annotation = nullptr;
    const Expr* value = nullptr;
};
struct TypeAlias : Stmt {
    const Expr* name = nullptr;
    const Expr* value = nullptr;
};
struct For : Stmt {
    const Expr* target = nullptr;
    const Expr* iter = nullptr;
    Body body;
    Body orelse;
    Span else_keyword;  ///< empty without else
    bool is_async = false;
};
struct While : Stmt {
    const Expr* test = nullptr;
    Body body;
    Body orelse;
    Span else_keyword;
};
/// `elif` is an `If` as the only statement of `orelse`, with `is_elif` set.
struct If : Stmt {
    const Expr* test = nullptr;
    Body body;
    Body orelse;
    Span else_keyword;
    bool is_elif = false;
};
struct With : Stmt {
    Seq<WithItem> items;
    Body body;
    bool is_async = false;
};
/// Patterns are not modelled: TorchScript refuses the statement as a whole.
struct MatchCase {
    Span pattern;
    const Expr* guard = nullptr;
    Body body;
    Seq<Identifier> captures;
};
struct Match : Stmt {
    const Expr* subject = nullptr;
    Seq<MatchCase> cases;
};
struct Raise : Stmt {
    const Expr* exc = nullptr;
    const Expr* cause = nullptr;
};
struct Try : Stmt {
    Body body;
    Seq<ExceptHandler> handlers;
    Body orelse;
    Body finalbody;
    bool is_star = false;
};
struct Assert : Stmt {
    const Expr* test = nullptr;
    const Expr* msg = nullptr;
};
struct Import : Stmt {
    Seq<Alias> names;
};
struct ImportFrom : Stmt {
    Identifier module;
    Seq<Alias> names;
    std::uint32_t level = 0;  ///< leading dots
};
struct Global : Stmt {
    Seq<Identifier> names;
};
struct Nonlocal : Stmt {
    Seq<Identifier> names;
};
struct ExprStmt : Stmt {
    const Expr* value = nullptr;
};
struct Pass : Stmt {};
struct Break : Stmt {};
struct Continue : Stmt {};
/// A stretch that does not parse. What could be understood inside it is kept in `body`.
struct ErrorStmt : Stmt {
    Body body;
};

// ---- expressions
// ----------------------------------------------------------------------------------------------
struct BoolOp : Expr {
    BoolOperator op = BoolOperator::And;
    Exprs values;  ///< chains of one operator are flat
};
struct NamedExpr : Expr {
    const Expr* target = nullptr;
    const Expr* value = nullptr;
};
struct BinOp : Expr {
    const Expr* left = nullptr;
    Operator op = Operator::Add;
    const Expr* right = nullptr;
    Span op_span;
};
struct UnaryOp : Expr {
    UnaryOperator op = UnaryOperator::Not;
    const Expr* operand = nullptr;
};
struct Lambda : Expr {
    Seq<Parameter> parameters;
    const Expr* body = nullptr;
};
struct IfExp : Expr {
    const Expr* test = nullptr;
    const Expr* body = nullptr;
    const Expr* orelse = nullptr;
};
struct Dict : Expr {
    Exprs keys;  ///< a null key is `**value`
    Exprs values;
};
struct Set : Expr {
    Exprs elts;
};
struct ListComp : Expr {
    const Expr* elt = nullptr;
    Seq<Comprehension> generators;
};
struct SetComp : Expr {
    const Expr* elt = nullptr;
    Seq<Comprehension> generators;
};
struct DictComp : Expr {
    const Expr* key = nullptr;
    const Expr* value = nullptr;
    Seq<Comprehension> generators;
};
struct GeneratorExp : Expr {
    const Expr* elt = nullptr;
    Seq<Comprehension> generators;
};
struct Await : Expr {
    const Expr* value = nullptr;
};
struct Yield : Expr {
    const Expr* value = nullptr;
};
struct YieldFrom : Expr {
    const Expr* value = nullptr;
};
struct Compare : Expr {
    const Expr* left = nullptr;
    Seq<CompareOperator> ops;
    Exprs comparators;
};
struct Call : Expr {
    const Expr* func = nullptr;
    Exprs args;
    Seq<Keyword> keywords;

    /// What is given by that keyword, or null.
    const Expr* argument(std::string_view keyword) const {
        for (const Keyword& given : keywords)
            if (given.name.name == keyword) return given.value;
        return nullptr;
    }
};
/// `values` alternates string `Constant`s and `FormattedValue`s.
struct JoinedStr : Expr {
    Exprs values;
    bool is_template = false;  ///< a t-string
};
struct FormattedValue : Expr {
    const Expr* value = nullptr;
    char conversion = 0;                ///< 's', 'r', 'a' or 0
    const Expr* format_spec = nullptr;  ///< a `JoinedStr`, or null
};

enum class ConstantKind : std::uint8_t { None, True, False, Ellipsis, Int, Float, Complex, Str, Bytes };
struct Constant : Expr {
    ConstantKind constant = ConstantKind::None;
    std::string_view text;  ///< numbers: the literal as written; strings: the decoded value (UTF-8), pieces joined
    bool int_fits = true;   ///< Int: fits a signed 64-bit integer
    std::int64_t int_value = 0;
    double float_value = 0;  ///< Float, and the imaginary part of Complex
};
struct Attribute : Expr {
    const Expr* value = nullptr;
    Identifier attr;
};
/// Several indices are a `Tuple`.
struct Subscript : Expr {
    const Expr* value = nullptr;
    const Expr* slice = nullptr;
};
struct Starred : Expr {
    const Expr* value = nullptr;
};
struct Name : Expr {
    std::string_view id;
};
struct List : Expr {
    Exprs elts;
};
struct Tuple : Expr {
    Exprs elts;
    bool parenthesized = false;
};
struct Slice : Expr {
    const Expr* lower = nullptr;
    const Expr* upper = nullptr;
    const Expr* step = nullptr;
};
/// A stretch that does not parse as an expression.
struct ErrorExpr : Expr {
    Exprs children;
};

/// A comment from `#` to the end of the line, without the newline.
struct Comment {
    Span span;
    bool own_line = false;  ///< nothing but white space before it
};

/// The root of a file's tree.
struct Module {
    Body body;
    Seq<Comment> comments;    ///< in source order
    Seq<Span> syntax_errors;  ///< the broken places, outermost first, in source order
    bool too_deep = false;    ///< some nesting was deeper than the parser follows; that part is an Error node
};

namespace detail {
template <class T>
struct kind_of;
#define JITLINT_KIND(T)                                \
    template <>                                        \
    struct kind_of<T> {                                \
        static constexpr NodeKind value = NodeKind::T; \
    }
JITLINT_KIND(FunctionDef);
JITLINT_KIND(ClassDef);
JITLINT_KIND(Return);
JITLINT_KIND(Delete);
JITLINT_KIND(Assign);
JITLINT_KIND(AugAssign);
JITLINT_KIND(AnnAssign);
JITLINT_KIND(TypeAlias);
JITLINT_KIND(For);
JITLINT_KIND(While);
JITLINT_KIND(If);
JITLINT_KIND(With);
JITLINT_KIND(Match);
JITLINT_KIND(Raise);
JITLINT_KIND(Try);
JITLINT_KIND(Assert);
JITLINT_KIND(Import);
JITLINT_KIND(ImportFrom);
JITLINT_KIND(Global);
JITLINT_KIND(Nonlocal);
JITLINT_KIND(ExprStmt);
JITLINT_KIND(Pass);
JITLINT_KIND(Break);
JITLINT_KIND(Continue);
JITLINT_KIND(ErrorStmt);
JITLINT_KIND(BoolOp);
JITLINT_KIND(NamedExpr);
JITLINT_KIND(BinOp);
JITLINT_KIND(UnaryOp);
JITLINT_KIND(Lambda);
JITLINT_KIND(IfExp);
JITLINT_KIND(Dict);
JITLINT_KIND(Set);
JITLINT_KIND(ListComp);
JITLINT_KIND(SetComp);
JITLINT_KIND(DictComp);
JITLINT_KIND(GeneratorExp);
JITLINT_KIND(Await);
JITLINT_KIND(Yield);
JITLINT_KIND(YieldFrom);
JITLINT_KIND(Compare);
JITLINT_KIND(Call);
JITLINT_KIND(JoinedStr);
JITLINT_KIND(FormattedValue);
JITLINT_KIND(Constant);
JITLINT_KIND(Attribute);
JITLINT_KIND(Subscript);
JITLINT_KIND(Starred);
JITLINT_KIND(Name);
JITLINT_KIND(List);
JITLINT_KIND(Tuple);
JITLINT_KIND(Slice);
JITLINT_KIND(ErrorExpr);
#undef JITLINT_KIND
}  // namespace detail

/// The kind that belongs to node type `T`.
template <class T>
inline constexpr NodeKind kind_of = detail::kind_of<T>::value;

/// `node` as a `T`, or null where it is null or of another kind.
template <class T, class N>
const T* as(const N* node) {
    static_assert(std::is_base_of_v<Node, T> && std::is_trivially_destructible_v<T>);
    return node && node->kind == kind_of<T> ? static_cast<const T*>(node) : nullptr;
}
template <class T, class N>
bool is(const N* node) {
    return node && node->kind == kind_of<T>;
}

constexpr bool is_expression(NodeKind kind) { return kind >= NodeKind::BoolOp; }

/// Calls `visit(const Node&)` for each direct child of `node`, in source order (decorators, parameters'
/// annotations and defaults, keywords, comprehensions included). Nothing recursive.
template <class Visit>
void for_each_child(const Node& node, Visit&& visit);

}  // namespace jitlint::syntax

#include "syntax/children.h"
