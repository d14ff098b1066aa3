#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/arena.h"
#include "syntax/ast.h"
#include "syntax/tree_reader.h"

namespace jitlint::syntax {

/// Turns the parser's tree into ours. Recursion is bounded by `max_depth`, whatever the input.
class Lowering {
public:
    /// `text` is what the spans of the tree refer to. `holes` are stretches (sorted) of which the parser saw
    /// a placeholder alone: each becomes an `ErrorStmt`.
    Lowering(TreeReader& tree, std::string_view text, Arena& arena, std::span<const Span> holes);

    /// `errors`: broken places that are known already, as `find_errors` finds them in the tree.
    /// `comments`: those in the holes.
    Module run(std::vector<Span> errors, std::vector<Span> comments);

private:
    using Nodes = std::span<const TreeNode>;

    /// One level deeper in our tree, or more.
    class Deeper {
    public:
        explicit Deeper(Lowering& lowering, unsigned levels = 1) : lowering_(lowering), levels_(levels) { lowering_.depth_ += levels_; }
        ~Deeper() { lowering_.depth_ -= levels_; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;

    private:
        Lowering& lowering_;
        unsigned levels_;
    };
    bool is_too_deep(std::size_t levels = 1) const;

    struct Suite {
        Body body;
        std::uint32_t end = 0;
    };

    // statements
    Suite suite(const TreeNode& block);
    Body statements(Nodes nodes);
    const Stmt* statement(const TreeNode& node);
    const Stmt* statement_of(const TreeNode& node);
    const Stmt* error_statement(const TreeNode& node);
    const Stmt* expression_statement(const TreeNode& node);
    const Stmt* assignment(const TreeNode& node, Span span);
    const Stmt* augmented_assignment(const TreeNode& node, Span span);
    const Stmt* function_definition(const TreeNode& node, Exprs decorators);
    const Stmt* class_definition(const TreeNode& node, Exprs decorators);
    const Stmt* decorated_definition(const TreeNode& node);
    const Stmt* if_statement(const TreeNode& node);
    const Stmt* for_statement(const TreeNode& node);
    const Stmt* while_statement(const TreeNode& node);
    const Stmt* try_statement(const TreeNode& node);
    ExceptHandler except_clause(const TreeNode& node, bool& is_star);
    const Stmt* with_statement(const TreeNode& node);
    void with_item(const TreeNode& node, bool only_item, std::vector<WithItem>& items);
    bool with_item_tuple(const TreeNode& tuple, std::vector<WithItem>& items);
    void with_item_value(const TreeNode& value, std::vector<WithItem>& items);
    TreeNode trailing_as(TreeNode node);
    const Stmt* match_statement(const TreeNode& node);
    MatchCase case_clause(const TreeNode& node);
    Span pattern_span(TreeNode pattern);
    Seq<Identifier> captures(const TreeNode& pattern);
    const Stmt* return_statement(const TreeNode& node);
    const Stmt* raise_statement(const TreeNode& node);
    const Stmt* assert_statement(const TreeNode& node);
    const Stmt* delete_statement(const TreeNode& node);
    const Stmt* import_statement(const TreeNode& node);
    const Stmt* import_from_statement(const TreeNode& node);
    const Stmt* print_statement(const TreeNode& node);
    const Stmt* type_alias_statement(const TreeNode& node);
    template <class T>
    const Stmt* scope_statement(const TreeNode& node);
    template <class Loop>
    void else_clause(const TreeNode& node, Loop& loop);
    Alias alias(const TreeNode& node);
    Identifier dotted_name(const TreeNode& node);

    // expressions
    const Expr* expression(TreeNode node);
    const Expr* expression_of(const TreeNode& node);
    const Expr* starred_whole(TreeNode node);
    const Expr* adopted_call(const TreeNode& node);
    TreeNode without_parentheses(TreeNode node);
    const Expr* error_expression(const TreeNode& node);
    const Expr* too_deep_expression(const TreeNode& node);
    Exprs expressions(Nodes nodes);
    const Expr* tuple_of(Nodes items, Span span);
    const Expr* name(const TreeNode& node);
    const Expr* keyword_constant(const TreeNode& node, ConstantKind kind);
    const Expr* number(const TreeNode& node);
    const Expr* boolean_operator(const TreeNode& node);
    const Expr* binary_operator(const TreeNode& node);
    const Expr* bitwise_chain(const TreeNode& node);
    const Expr* union_type(const TreeNode& node);
    const Expr* unary_operator(const TreeNode& node, UnaryOperator op);
    const Expr* comparison(const TreeNode& node);
    const Expr* conditional(const TreeNode& node);
    const Expr* named_conditional(Nodes nodes, Span span);
    const Expr* lambda(const TreeNode& node);
    const Expr* named_expression(const TreeNode& node);
    const Expr* await(const TreeNode& node);
    const Expr* yield(const TreeNode& node);
    const Expr* call(const TreeNode& node);
    void arguments(const TreeNode& list, Exprs& args, Seq<Keyword>& keywords);
    const Expr* attribute(const TreeNode& node);
    const Expr* subscript(const TreeNode& node);
    const Expr* generic_type(const TreeNode& node);
    const Expr* index(Nodes between_brackets);
    const Expr* slice_expression(const TreeNode& node);
    const Expr* starred(const TreeNode& node);
    const Expr* dictionary(const TreeNode& node);
    const Expr* tuple(const TreeNode& node);
    template <class T>
    const Expr* display(const TreeNode& node);
    template <class T>
    const Expr* comprehension(const TreeNode& node);
    Seq<Comprehension> generators(Nodes clauses);
    Seq<Parameter> parameters(const TreeNode& list);
    Parameter parameter(const TreeNode& node, bool keyword_only);
    void parameter_name(const TreeNode& node, Parameter& parameter);

    // strings
    struct StringParts;
    const Expr* string(const TreeNode& node);
    void add_string(const TreeNode& node, StringParts& parts);
    void add_fields(Nodes nodes, Span content, bool raw, StringParts& parts);
    void add_field(const TreeNode& node, bool raw, StringParts& parts);
    const Expr* finish_string(StringParts& parts, Span span);

    // both
    Nodes children(const TreeNode& node) { return tree_.children(node, scratch_, comments_); }
    void collect_comments(const TreeNode& node);
    void error(Span span) { errors_.push_back(span); }
    std::string_view slice(Span span) const { return text_.substr(span.begin, span.size()); }
    Identifier identifier(const TreeNode& node) const { return {slice(node.span), node.span}; }
    Span trimmed(Span span) const;

    template <class T>
    T* make(Span span) {
        T* const node = arena_.make<T>();
        node->kind = kind_of<T>;
        node->span = span;
        return node;
    }

    TreeReader& tree_;
    std::string_view text_;
    Arena& arena_;
    std::span<const Span> holes_;
    Scratch scratch_;
    std::vector<Span> comments_;
    std::vector<Span> errors_;
    unsigned depth_ = 0;
    bool too_deep_ = false;
    Span hoisted_star_;  ///< from a star that `starred_whole` lifts to what it stars; else empty
    Span hoisted_as_;    ///< ` as x` that `with_item` lifts from the end of an expression; else empty
    Span adopted_name_;  ///< from a name that is not the keyword that the parser took it for, to what follows
};

/// The first child of that symbol; one without node where there is none.
TreeNode find(std::span<const TreeNode> nodes, Symbol symbol);

/// The first child that is neither a token nor an error; one without node where there is none.
TreeNode first_node(std::span<const TreeNode> nodes);

}  // namespace jitlint::syntax
