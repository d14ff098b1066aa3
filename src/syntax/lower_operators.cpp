#include <algorithm>

#include "syntax/lowering.h"
#include "syntax/parse.h"

namespace jitlint::syntax {

namespace {

bool binary_operator_of(Symbol symbol, Operator& op) {
    switch (symbol) {
        case Symbol::Plus:
            op = Operator::Add;
            return true;
        case Symbol::Minus:
            op = Operator::Sub;
            return true;
        case Symbol::Star:
            op = Operator::Mult;
            return true;
        case Symbol::At:
            op = Operator::MatMult;
            return true;
        case Symbol::Slash:
            op = Operator::Div;
            return true;
        case Symbol::Percent:
            op = Operator::Mod;
            return true;
        case Symbol::DoubleStar:
            op = Operator::Pow;
            return true;
        case Symbol::LeftShift:
            op = Operator::LShift;
            return true;
        case Symbol::RightShift:
            op = Operator::RShift;
            return true;
        case Symbol::Pipe:
            op = Operator::BitOr;
            return true;
        case Symbol::Caret:
            op = Operator::BitXor;
            return true;
        case Symbol::Ampersand:
            op = Operator::BitAnd;
            return true;
        case Symbol::DoubleSlash:
            op = Operator::FloorDiv;
            return true;
        default:
            return false;
    }
}

bool compare_operator_of(Symbol symbol, CompareOperator& op) {
    switch (symbol) {
        case Symbol::Equal:
            op = CompareOperator::Eq;
            return true;
        case Symbol::NotEqual:
        case Symbol::OldNotEqual:
            op = CompareOperator::NotEq;
            return true;
        case Symbol::Less:
            op = CompareOperator::Lt;
            return true;
        case Symbol::LessEqual:
            op = CompareOperator::LtE;
            return true;
        case Symbol::Greater:
            op = CompareOperator::Gt;
            return true;
        case Symbol::GreaterEqual:
            op = CompareOperator::GtE;
            return true;
        case Symbol::KwIs:
            op = CompareOperator::Is;
            return true;
        case Symbol::KwIsNot:
            op = CompareOperator::IsNot;
            return true;
        case Symbol::KwIn:
            op = CompareOperator::In;
            return true;
        case Symbol::KwNotIn:
            op = CompareOperator::NotIn;
            return true;
        default:
            return false;
    }
}

/// The operator token and its operands; `ok` is false where the children are not of that shape.
struct Operation {
    TreeNode left;
    TreeNode token;
    TreeNode right;
    Operator op = Operator::Add;
    bool ok = false;
};

Operation read_operation(std::span<const TreeNode> nodes) {
    Operation result;
    if (nodes.size() != 3 || nodes[0].is_token() || nodes[2].is_token()) return result;
    result.left = nodes[0];
    result.token = nodes[1];
    result.right = nodes[2];
    result.ok = binary_operator_of(nodes[1].symbol, result.op);
    return result;
}

}  // namespace

const Expr* Lowering::binary_operator(const TreeNode& node) {
    const Operation operation = read_operation(children(node));
    if (!operation.ok) return error_expression(node);
    if (operation.op == Operator::BitAnd || operation.op == Operator::BitXor) return bitwise_chain(node);
    auto* const result = make<BinOp>(node.span);
    result->op = operation.op;
    result->op_span = operation.token.span;
    result->left = expression(operation.left);
    result->right = expression(operation.right);
    return result;
}

/// The grammar lets `^` bind tighter than `&`; in Python it is the other way round. Operands and operators of
/// the whole chain are put in a row and grouped anew.
const Expr* Lowering::bitwise_chain(const TreeNode& node) {
    std::vector<TreeNode> row;  // operands at even places, operator tokens at odd ones
    std::vector<TreeNode> stack{node};
    while (!stack.empty()) {
        const TreeNode top = stack.back();
        stack.pop_back();
        if (top.symbol == Symbol::BinaryOperator) {
            const Scratch::Mark mark(scratch_);
            const Operation operation = read_operation(children(top));
            if (operation.ok && (operation.op == Operator::BitAnd || operation.op == Operator::BitXor)) {
                stack.push_back(operation.right);
                stack.push_back(operation.token);
                stack.push_back(operation.left);
                continue;
            }
        }
        row.push_back(top);
    }
    row.front().span.begin = node.span.begin;
    if (is_too_deep(row.size())) return too_deep_expression(node);
    const Deeper deeper(*this, static_cast<unsigned>(row.size() / 2));
    struct Operand {
        const Expr* expr;
        Span span;  ///< with parentheses
    };
    const auto join = [&](const Operand& left, Operator op, const TreeNode& token, const Operand& right) {
        auto* const result = make<BinOp>({left.span.begin, right.span.end});
        result->op = op;
        result->op_span = token.span;
        result->left = left.expr;
        result->right = right.expr;
        return Operand{result, result->span};
    };
    Operand whole{};
    Operand factor{expression(row[0]), row[0].span};
    std::size_t pending_xor = 0;
    for (std::size_t i = 1; i + 1 < row.size(); i += 2) {
        const Operand right{expression(row[i + 1]), row[i + 1].span};
        if (row[i].symbol == Symbol::Ampersand) {
            factor = join(factor, Operator::BitAnd, row[i], right);
            continue;
        }
        whole = pending_xor == 0 ? factor : join(whole, Operator::BitXor, row[pending_xor], factor);
        pending_xor = i;
        factor = right;
    }
    return pending_xor == 0 ? factor.expr : join(whole, Operator::BitXor, row[pending_xor], factor).expr;
}

/// In an annotation the grammar groups `a | b | c` as it happens to; Python from the left.
const Expr* Lowering::union_type(const TreeNode& node) {
    std::vector<TreeNode> row;  // operands at even places, operator tokens at odd ones
    std::vector<TreeNode> stack{node};
    while (!stack.empty()) {
        TreeNode top = stack.back();
        stack.pop_back();
        const Scratch::Mark mark(scratch_);
        while (top.symbol == Symbol::Type) top = first_node(children(top));
        if (top.symbol == Symbol::UnionType || top.symbol == Symbol::BinaryOperator) {
            const Operation operation = read_operation(children(top));
            if (operation.ok && operation.op == Operator::BitOr) {
                stack.push_back(operation.right);
                stack.push_back(operation.token);
                stack.push_back(operation.left);
                continue;
            }
        }
        row.push_back(top);
    }
    if (row.size() < 3 || row.size() % 2 == 0) return error_expression(node);
    if (is_too_deep(row.size())) return too_deep_expression(node);
    const Deeper deeper(*this, static_cast<unsigned>(row.size() / 2));
    const Expr* whole = expression(row[0]);
    for (std::size_t i = 2; i < row.size(); i += 2) {
        auto* const result = make<BinOp>({node.span.begin, row[i].span.end});
        result->op = Operator::BitOr;
        result->op_span = row[i - 1].span;
        result->left = whole;
        result->right = expression(row[i]);
        whole = result;
    }
    return whole;
}

const Expr* Lowering::boolean_operator(const TreeNode& node) {
    Symbol op = Symbol::OtherToken;
    std::vector<TreeNode> operands;  // right to left
    TreeNode left = node;
    while (left.symbol == Symbol::BooleanOperator) {
        const Scratch::Mark mark(scratch_);
        const Nodes nodes = children(left);
        if (nodes.size() != 3 || (nodes[1].symbol != Symbol::KwAnd && nodes[1].symbol != Symbol::KwOr)) break;
        if (op != Symbol::OtherToken && nodes[1].symbol != op) break;
        op = nodes[1].symbol;
        operands.push_back(nodes[2]);
        left = nodes[0];
    }
    if (operands.empty()) return error_expression(node);
    operands.push_back(left);
    auto* const result = make<BoolOp>(node.span);
    result->op = op == Symbol::KwAnd ? BoolOperator::And : BoolOperator::Or;
    std::reverse(operands.begin(), operands.end());
    result->values = expressions(operands);
    return result;
}

const Expr* Lowering::unary_operator(const TreeNode& node, UnaryOperator op) {
    const Nodes nodes = children(node);
    const TreeNode operand = first_node(nodes);
    if (!operand) return error_expression(node);
    if (nodes.front().symbol == Symbol::Plus) op = UnaryOperator::UAdd;
    if (nodes.front().symbol == Symbol::Tilde) op = UnaryOperator::Invert;
    auto* const result = make<UnaryOp>(node.span);
    result->op = op;
    result->operand = expression(operand);
    return result;
}

const Expr* Lowering::comparison(const TreeNode& node) {
    const Nodes nodes = children(node);
    ScratchList<CompareOperator> ops(scratch_, nodes.size());
    ScratchList<const Expr*> operands(scratch_, nodes.size());
    for (const TreeNode& child : nodes) {
        CompareOperator op{};
        if (compare_operator_of(child.symbol, op)) {
            if (child.symbol == Symbol::OldNotEqual) error(child.span);
            ops.push_back(op);
        } else if (!child.is_token() && child.symbol != Symbol::Error) {
            operands.push_back(expression(child));
        }
    }
    if (operands.size() != ops.size() + 1) {
        auto* const broken = make<ErrorExpr>(node.span);
        broken->children = operands.copy_to(arena_);
        return broken;
    }
    auto* const result = make<Compare>(node.span);
    result->left = operands[0];
    result->ops = ops.copy_to(arena_);
    result->comparators = arena_.copy(std::span<const Expr* const>(operands.begin() + 1, ops.size()));
    return result;
}

const Expr* Lowering::conditional(const TreeNode& node) {
    const Nodes nodes = children(node);
    if (nodes.size() != 5) return error_expression(node);
    if (nodes[0].symbol == Symbol::NamedExpression) return named_conditional(nodes, node.span);
    auto* const result = make<IfExp>(node.span);
    result->body = expression(nodes[0]);
    result->test = expression(nodes[2]);
    result->orelse = expression(nodes[4]);
    return result;
}

/// The grammar takes `x := a if b else c` as `(x := a) if b else c`; in Python the name gets the whole.
const Expr* Lowering::named_conditional(Nodes nodes, Span span) {
    const Nodes named = children(nodes[0]);
    if (named.size() != 3 || is_too_deep()) return too_deep_expression(nodes[0]);
    const Deeper deeper(*this);
    auto* const whole = make<NamedExpr>(span);
    whole->target = expression(named[0]);
    auto* const value = make<IfExp>({named[2].span.begin, span.end});
    value->body = expression(named[2]);
    value->test = expression(nodes[2]);
    value->orelse = expression(nodes[4]);
    whole->value = value;
    return whole;
}

const Expr* Lowering::lambda(const TreeNode& node) {
    const Nodes nodes = children(node);
    auto* const result = make<Lambda>(node.span);
    if (const TreeNode list = find(nodes, Symbol::LambdaParameters)) result->parameters = parameters(list);
    result->body = nodes.empty() || nodes.back().is_token() ? make<ErrorExpr>({node.span.end, node.span.end}) : expression(nodes.back());
    return result;
}

const Expr* Lowering::named_expression(const TreeNode& node) {
    const Nodes nodes = children(node);
    if (nodes.size() != 3) return error_expression(node);
    auto* const result = make<NamedExpr>(node.span);
    result->target = expression(nodes[0]);
    result->value = expression(nodes[2]);
    return result;
}

const Expr* Lowering::await(const TreeNode& node) {
    const TreeNode operand = first_node(children(node));
    if (!operand) return error_expression(node);
    auto* const result = make<Await>(node.span);
    if (operand.symbol == Symbol::BinaryOperator) {
        // The grammar takes `await a ** b` as `await (a ** b)`; Python awaits `a` first.
        const Operation power = read_operation(children(operand));
        if (!power.ok || is_too_deep()) return error_expression(node);
        const Deeper deeper(*this);
        auto* const whole = make<BinOp>(node.span);
        result->span.end = power.left.span.end;
        result->value = expression(power.left);
        whole->left = result;
        whole->op = power.op;
        whole->op_span = power.token.span;
        whole->right = expression(power.right);
        return whole;
    }
    result->value = expression(operand);
    return result;
}

const Expr* Lowering::yield(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode operand = first_node(nodes);
    if (find(nodes, Symbol::KwFrom)) {
        if (!operand) return error_expression(node);
        auto* const result = make<YieldFrom>(node.span);
        result->value = expression(operand);
        return result;
    }
    auto* const result = make<Yield>(node.span);
    if (operand) result->value = expression(operand);
    return result;
}

}  // namespace jitlint::syntax
