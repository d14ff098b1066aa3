#include <algorithm>

#include "syntax/lowering.h"
#include "syntax/parse.h"

namespace jitlint::syntax {

namespace {

Operator augmented_operator_of(Symbol symbol) {
    switch (symbol) {
        case Symbol::MinusAssign:
            return Operator::Sub;
        case Symbol::StarAssign:
            return Operator::Mult;
        case Symbol::SlashAssign:
            return Operator::Div;
        case Symbol::AtAssign:
            return Operator::MatMult;
        case Symbol::DoubleSlashAssign:
            return Operator::FloorDiv;
        case Symbol::PercentAssign:
            return Operator::Mod;
        case Symbol::DoubleStarAssign:
            return Operator::Pow;
        case Symbol::RightShiftAssign:
            return Operator::RShift;
        case Symbol::LeftShiftAssign:
            return Operator::LShift;
        case Symbol::AmpersandAssign:
            return Operator::BitAnd;
        case Symbol::CaretAssign:
            return Operator::BitXor;
        case Symbol::PipeAssign:
            return Operator::BitOr;
        default:
            return Operator::Add;
    }
}

}  // namespace

const Stmt* Lowering::expression_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode first = first_node(nodes);
    if (!first) return error_statement(node);
    if (first.symbol == Symbol::Assignment) return assignment(first, node.span);
    if (first.symbol == Symbol::AugmentedAssignment) return augmented_assignment(first, node.span);
    auto* const result = make<ExprStmt>(node.span);
    if (!find(nodes, Symbol::Comma)) {
        result->value = expression(first);
    } else {
        const Deeper deeper(*this);
        result->value = tuple_of(nodes, node.span);
    }
    return result;
}

const Stmt* Lowering::assignment(const TreeNode& node, Span span) {
    std::vector<const Expr*> targets;
    TreeNode value = node;
    while (value.symbol == Symbol::Assignment) {
        const Scratch::Mark mark(scratch_);
        const Nodes nodes = children(value);
        const TreeNode target = first_node(nodes);
        const TreeNode type = find(nodes, Symbol::Type);
        if (!target || nodes.size() < 3) return error_statement(node);
        if (type) {
            auto* const result = make<AnnAssign>(span);
            result->target = expression(target);
            result->annotation = expression(type);
            if (find(nodes, Symbol::Assign)) result->value = expression(nodes.back());
            if (!targets.empty()) error(type.span);
            return result;
        }
        targets.push_back(expression(target));
        value = nodes.back();
    }
    if (value.symbol == Symbol::AugmentedAssignment) error(value.span);
    auto* const result = make<Assign>(span);
    result->targets = arena_.copy(std::span<const Expr* const>(targets));
    result->value = expression(value);
    return result;
}

const Stmt* Lowering::augmented_assignment(const TreeNode& node, Span span) {
    const Nodes nodes = children(node);
    const TreeNode target = first_node(nodes);
    if (!target || nodes.size() < 3) return error_statement(node);
    const TreeNode op = nodes[nodes.size() - 2];
    auto* const result = make<AugAssign>(span);
    result->target = expression(target);
    result->op = augmented_operator_of(op.symbol);
    result->op_span = op.span;
    result->value = expression(nodes.back());
    if (nodes.back().symbol == Symbol::Assignment || nodes.back().symbol == Symbol::AugmentedAssignment) error(nodes.back().span);
    return result;
}

const Stmt* Lowering::return_statement(const TreeNode& node) {
    auto* const result = make<Return>(node.span);
    if (const TreeNode value = first_node(children(node))) result->value = expression(value);
    return result;
}

const Stmt* Lowering::raise_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const auto from = std::find_if(nodes.begin(), nodes.end(), [](const TreeNode& child) { return child.symbol == Symbol::KwFrom; });
    auto* const result = make<Raise>(node.span);
    if (const TreeNode exc = first_node({nodes.begin(), from})) {
        if (exc.symbol == Symbol::ExpressionList) error(exc.span);
        result->exc = expression(exc);
    }
    if (from != nodes.end()) result->cause = expression(first_node({from + 1, nodes.end()}));
    return result;
}

const Stmt* Lowering::assert_statement(const TreeNode& node) {
    auto* const result = make<Assert>(node.span);
    for (const TreeNode& child : children(node)) {
        if (child.is_token()) continue;
        if (!result->test)
            result->test = expression(child);
        else if (!result->msg)
            result->msg = expression(child);
        else
            error(child.span);
    }
    if (!result->test) return error_statement(node);
    return result;
}

const Stmt* Lowering::delete_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode target = first_node(nodes);
    auto* const result = make<Delete>(node.span);
    result->targets = expressions(target.symbol == Symbol::ExpressionList ? children(target) : nodes);
    return result;
}

template <class T>
const Stmt* Lowering::scope_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    ScratchList<Identifier> names(scratch_, nodes.size());
    for (const TreeNode& child : nodes)
        if (child.symbol == Symbol::Identifier && child.span.size() > 0) names.push_back(identifier(child));
    auto* const result = make<T>(node.span);
    result->names = names.copy_to(arena_);
    return result;
}
template const Stmt* Lowering::scope_statement<Global>(const TreeNode&);
template const Stmt* Lowering::scope_statement<Nonlocal>(const TreeNode&);

Identifier Lowering::dotted_name(const TreeNode& node) {
    Identifier result = identifier(node);
    if (result.name.find_first_of(" \t\f\r\n\\") == std::string_view::npos) return result;
    std::string joined;
    for (const TreeNode& part : children(node)) joined += slice(part.span);
    result.name = arena_.copy(std::string_view(joined));
    return result;
}

Alias Lowering::alias(const TreeNode& node) {
    Alias result;
    result.span = node.span;
    if (node.symbol != Symbol::AliasedImport) {
        result.name = dotted_name(node);
        return result;
    }
    for (const TreeNode& part : children(node)) {
        if (part.symbol == Symbol::DottedName) result.name = dotted_name(part);
        if (part.symbol == Symbol::Identifier) result.asname = identifier(part);
    }
    return result;
}

const Stmt* Lowering::import_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    ScratchList<Alias> names(scratch_, nodes.size());
    for (const TreeNode& child : nodes)
        if (child.symbol == Symbol::DottedName || child.symbol == Symbol::AliasedImport) names.push_back(alias(child));
    auto* const result = make<Import>(node.span);
    result->names = names.copy_to(arena_);
    return result;
}

const Stmt* Lowering::import_from_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    ScratchList<Alias> names(scratch_, nodes.size());
    auto* const result = make<ImportFrom>(node.span);
    bool has_module = false;
    if (node.symbol == Symbol::FutureImportStatement && nodes.size() > 1) {
        result->module = identifier(nodes[1]);
        has_module = true;
    }
    for (const TreeNode& child : nodes) {
        if (child.symbol == Symbol::RelativeImport && !has_module) {
            for (const TreeNode& part : children(child)) {
                const std::string_view dots = slice(part.span);
                if (part.symbol == Symbol::ImportPrefix) result->level = static_cast<std::uint32_t>(std::count(dots.begin(), dots.end(), '.'));
                if (part.symbol == Symbol::DottedName) result->module = dotted_name(part);
            }
            has_module = true;
        } else if (child.symbol == Symbol::DottedName && !has_module) {
            result->module = dotted_name(child);
            has_module = true;
        } else if (child.symbol == Symbol::DottedName || child.symbol == Symbol::AliasedImport) {
            names.push_back(alias(child));
        } else if (child.symbol == Symbol::WildcardImport) {
            names.push_back({identifier(child), {}, child.span});
        }
    }
    result->names = names.copy_to(arena_);
    return result;
}

/// `print x` is Python 2, but `print >>f, x` is a tuple in Python 3.
const Stmt* Lowering::print_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode chevron = find(nodes, Symbol::Chevron);
    if (!chevron || is_too_deep(3)) {
        error(node.span);
        return error_statement(node);
    }
    const Nodes shift = children(chevron);
    const TreeNode shifted = first_node(shift);
    if (!shifted || shifted.symbol == Symbol::Error) return error_statement(node);
    const Deeper deeper(*this, 2);
    auto* const target = make<Name>(nodes.front().span);
    target->id = slice(target->span);
    auto* const first = make<BinOp>({target->span.begin, shifted.span.end});
    first->left = target;
    first->op = Operator::RShift;
    first->op_span = shift.front().span;
    first->right = expression(shifted);
    auto* const result = make<ExprStmt>(node.span);
    result->value = first;
    if (find(nodes, Symbol::Comma)) {
        ScratchList<const Expr*> elements(scratch_, nodes.size());
        elements.push_back(first);
        for (const TreeNode& child : nodes)
            if (!child.is_token() && child.symbol != Symbol::Chevron) elements.push_back(expression(child));
        auto* const tuple = make<Tuple>(node.span);
        tuple->elts = elements.copy_to(arena_);
        result->value = tuple;
    }
    return result;
}

const Stmt* Lowering::type_alias_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const auto equals = std::find_if(nodes.begin(), nodes.end(), [](const TreeNode& child) { return child.symbol == Symbol::Assign; });
    TreeNode name = first_node({nodes.begin(), equals});
    if (!name || equals == nodes.end()) return error_statement(node);
    const TreeNode left = name;
    if (name.symbol == Symbol::Type) name = first_node(children(name));
    if (name.symbol == Symbol::GenericType || name.symbol == Symbol::Subscript) name = first_node(children(name));
    if (name.symbol != Symbol::Identifier) {
        // `type(x).y = z`
        adopted_name_ = {node.span.begin, left.span.begin};
        const Expr* const target = expression(left);
        adopted_name_ = {};
        auto* const assign = make<Assign>(node.span);
        assign->targets = arena_.copy(std::span<const Expr* const>(&target, 1));
        assign->value = expression(first_node({equals + 1, nodes.end()}));
        return assign;
    }
    auto* const result = make<TypeAlias>(node.span);
    result->name = expression(name);
    result->value = expression(first_node({equals + 1, nodes.end()}));
    return result;
}

}  // namespace jitlint::syntax
