#include <algorithm>

#include "syntax/literal.h"
#include "syntax/lowering.h"
#include "syntax/parse.h"

namespace jitlint::syntax {

namespace {

/// Whether a node of that kind rightly begins with a star.
bool may_begin_with_star(Symbol symbol) {
    return symbol == Symbol::ListSplat || symbol == Symbol::ListSplatPattern || symbol == Symbol::SplatType || symbol == Symbol::ExpressionList ||
           symbol == Symbol::PatternList || symbol == Symbol::UnaryOperator;
}

/// Whether a node of that kind, behind a name, would be the arguments of a call or an index.
bool is_bracketed(Symbol symbol) {
    return symbol == Symbol::ParenthesizedExpression || symbol == Symbol::ParenthesizedListSplat || symbol == Symbol::Tuple ||
           symbol == Symbol::GeneratorExpression || symbol == Symbol::List;
}

}  // namespace

const Expr* Lowering::expression(TreeNode node) {
    if (node.symbol == Symbol::Type) node = without_parentheses(node);
    const bool adopted = adopted_name_.size() > 0 && node.span.begin == adopted_name_.end;
    if (adopted && is_bracketed(node.symbol)) return adopted_call(node);
    node = without_parentheses(node);
    if (adopted) node.span.begin = adopted_name_.begin;
    if (hoisted_as_.size() > 0 && node.span.end == hoisted_as_.end) {
        if (node.symbol == Symbol::AsPattern) {
            const Scratch::Mark mark(scratch_);
            return expression(first_node(children(node)));
        }
        node.span.end = hoisted_as_.begin;
    }
    if (is_too_deep()) return too_deep_expression(node);
    const Deeper deeper(*this);
    const Scratch::Mark mark(scratch_);
    // The grammar takes `*a.b + c` in a display as `((*a).b) + c`.
    if (node.span.size() > 1 && text_[node.span.begin] == '*' && !may_begin_with_star(node.symbol) && !node.is_token()) {
        if (hoisted_star_.size() == 0 || hoisted_star_.begin != node.span.begin) return starred_whole(node);
        node.span.begin = hoisted_star_.end;
    }
    return expression_of(node);
}

const Expr* Lowering::starred_whole(TreeNode node) {
    if (is_too_deep()) return too_deep_expression(node);
    const Deeper deeper(*this);
    auto* const starred = make<Starred>(node.span);
    const Span outer = hoisted_star_;
    const std::size_t operand = text_.find_first_not_of("* \t\f\r\n\\", node.span.begin);
    hoisted_star_ = {node.span.begin, static_cast<std::uint32_t>(std::min<std::size_t>(operand, node.span.end))};
    node.span.begin = hoisted_star_.end;
    starred->value = expression_of(node);
    hoisted_star_ = outer;
    return starred;
}

/// `type (x)`, where the grammar took `type` for a keyword.
const Expr* Lowering::adopted_call(const TreeNode& node) {
    if (is_too_deep(3)) return too_deep_expression(node);
    const Deeper deeper(*this);
    const Scratch::Mark mark(scratch_);
    const Span whole{adopted_name_.begin, node.span.end};
    const std::string_view spelled = slice({adopted_name_.begin, adopted_name_.end});
    const std::size_t length = spelled.find_first_of(" \t\f\\(");
    auto* const function = make<Name>({whole.begin, whole.begin + static_cast<std::uint32_t>(std::min(length, spelled.size()))});
    function->id = slice(function->span);
    adopted_name_ = {};
    const Nodes nodes = children(node);
    if (node.symbol == Symbol::List) {
        auto* const result = make<Subscript>(whole);
        result->value = function;
        result->slice = index(nodes);
        return result;
    }
    auto* const result = make<Call>(whole);
    result->func = function;
    result->args = node.symbol == Symbol::GeneratorExpression ? expressions({&node, 1}) : expressions(nodes);
    return result;
}

TreeNode Lowering::without_parentheses(TreeNode node) {
    for (;;) {
        const bool parentheses = node.symbol == Symbol::ParenthesizedExpression || node.symbol == Symbol::ParenthesizedListSplat;
        if (!parentheses && node.symbol != Symbol::TuplePattern && node.symbol != Symbol::Type && node.symbol != Symbol::AsPatternTarget) return node;
        const Scratch::Mark mark(scratch_);
        const Nodes nodes = children(node);
        const TreeNode inner = first_node(nodes);
        if (!inner) return node;
        // `(a)` as a target is the parser's tuple of one; `(a,)` is Python's.
        if (node.symbol == Symbol::TuplePattern &&
            (find(nodes, Symbol::Comma) || std::count_if(nodes.begin(), nodes.end(), [](const TreeNode& item) { return !item.is_token(); }) != 1))
            return node;
        node = inner;
    }
}

const Expr* Lowering::expression_of(const TreeNode& node) {
    switch (node.symbol) {
        case Symbol::Identifier:
            return name(node);
        case Symbol::True:
            return keyword_constant(node, ConstantKind::True);
        case Symbol::False:
            return keyword_constant(node, ConstantKind::False);
        case Symbol::None:
            return keyword_constant(node, ConstantKind::None);
        case Symbol::Ellipsis:
            return keyword_constant(node, ConstantKind::Ellipsis);
        case Symbol::Integer:
        case Symbol::Float:
            return number(node);
        case Symbol::String:
        case Symbol::ConcatenatedString:
            return string(node);
        case Symbol::Attribute:
        case Symbol::MemberType:
            return attribute(node);
        case Symbol::Call:
            return call(node);
        case Symbol::Subscript:
            return subscript(node);
        case Symbol::GenericType:
            return generic_type(node);
        case Symbol::BinaryOperator:
            return binary_operator(node);
        case Symbol::UnionType:
            return union_type(node);
        case Symbol::BooleanOperator:
            return boolean_operator(node);
        case Symbol::ComparisonOperator:
            return comparison(node);
        case Symbol::NotOperator:
            return unary_operator(node, UnaryOperator::Not);
        case Symbol::UnaryOperator:
            // The parser saw another sign in place of a star that it does not know there: see recovery.h.
            if (text_[node.span.begin] == '*') return starred(node);
            return unary_operator(node, UnaryOperator::USub);
        case Symbol::ConditionalExpression:
            return conditional(node);
        case Symbol::Lambda:
            return lambda(node);
        case Symbol::NamedExpression:
            return named_expression(node);
        case Symbol::Await:
            return await(node);
        case Symbol::Yield:
            return yield(node);
        case Symbol::ListSplat:
        case Symbol::ListSplatPattern:
        case Symbol::SplatType:
            return starred(node);
        case Symbol::List:
        case Symbol::ListPattern:
            return display<List>(node);
        case Symbol::Set:
            return display<Set>(node);
        case Symbol::Tuple:
        case Symbol::TuplePattern:
            return tuple(node);
        case Symbol::ExpressionList:
        case Symbol::PatternList:
            return tuple_of(children(node), node.span);
        case Symbol::Dictionary:
            return dictionary(node);
        case Symbol::ListComprehension:
            return comprehension<ListComp>(node);
        case Symbol::SetComprehension:
            return comprehension<SetComp>(node);
        case Symbol::GeneratorExpression:
            return comprehension<GeneratorExp>(node);
        case Symbol::DictionaryComprehension:
            return comprehension<DictComp>(node);
        case Symbol::Slice:
        case Symbol::ConstrainedType:
            return slice_expression(node);
        case Symbol::AsPattern:
            error(node.span);
            return error_expression(node);
        default:
            return error_expression(node);
    }
}

const Expr* Lowering::error_expression(const TreeNode& node) {
    auto* const result = make<ErrorExpr>(trimmed(node.span));
    if (node.node.id && !node.is_token()) result->children = expressions(children(node));
    return result;
}

const Expr* Lowering::too_deep_expression(const TreeNode& node) {
    too_deep_ = true;
    collect_comments(node);
    return make<ErrorExpr>(node.span);
}

Exprs Lowering::expressions(Nodes nodes) {
    ScratchList<const Expr*> list(scratch_, nodes.size());
    for (const TreeNode& node : nodes)
        if (!node.is_token()) list.push_back(expression(node));
    return list.copy_to(arena_);
}

const Expr* Lowering::tuple_of(Nodes items, Span span) {
    auto* const result = make<Tuple>(span);
    result->elts = expressions(items);
    return result;
}

const Expr* Lowering::name(const TreeNode& node) {
    if (node.span.size() == 0) return make<ErrorExpr>(node.span);
    auto* const result = make<Name>(node.span);
    result->id = slice(node.span);
    return result;
}

const Expr* Lowering::keyword_constant(const TreeNode& node, ConstantKind kind) {
    auto* const result = make<Constant>(node.span);
    result->constant = kind;
    result->text = slice(node.span);
    return result;
}

const Expr* Lowering::number(const TreeNode& node) {
    auto* const result = make<Constant>(node.span);
    result->text = slice(node.span);
    const NumberLiteral number = parse_number(result->text);
    result->constant = number.kind;
    result->int_fits = number.fits;
    result->int_value = number.int_value;
    result->float_value = number.float_value;
    if (!number.valid) error(node.span);
    return result;
}

const Expr* Lowering::attribute(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode object = first_node(nodes);
    const TreeNode attr = nodes.empty() ? TreeNode{} : nodes.back();
    if (!object || attr.symbol != Symbol::Identifier || attr.span.size() == 0 || nodes.size() < 2) return error_expression(node);
    auto* const result = make<Attribute>(node.span);
    result->value = expression(object);
    result->attr = identifier(attr);
    return result;
}

const Expr* Lowering::call(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode function = first_node(nodes);
    const TreeNode list = nodes.empty() ? TreeNode{} : nodes.back();
    if (!function || nodes.size() < 2 || (list.symbol != Symbol::ArgumentList && list.symbol != Symbol::GeneratorExpression))
        return error_expression(node);
    auto* const result = make<Call>(node.span);
    result->func = expression(function);
    if (list.symbol == Symbol::GeneratorExpression)
        result->args = expressions(nodes.last(1));
    else
        arguments(list, result->args, result->keywords);
    return result;
}

void Lowering::arguments(const TreeNode& list, Exprs& args, Seq<Keyword>& keywords) {
    const Nodes nodes = children(list);
    ScratchList<const Expr*> positional(scratch_, nodes.size());
    ScratchList<Keyword> named(scratch_, nodes.size());
    for (const TreeNode& node : nodes) {
        if (node.is_token()) continue;
        if (node.symbol != Symbol::KeywordArgument && node.symbol != Symbol::DictionarySplat) {
            positional.push_back(expression(node));
            continue;
        }
        const Scratch::Mark mark(scratch_);
        const Nodes parts = children(node);
        Keyword keyword;
        keyword.span = node.span;
        if (node.symbol == Symbol::KeywordArgument && !parts.empty()) keyword.name = identifier(parts.front());
        keyword.value = parts.empty() ? error_expression(node) : expression(parts.back());
        named.push_back(keyword);
    }
    args = positional.copy_to(arena_);
    keywords = named.copy_to(arena_);
}

const Expr* Lowering::subscript(const TreeNode& node) {
    const Nodes nodes = children(node);
    const auto open = std::find_if(nodes.begin(), nodes.end(), [&](const TreeNode& child) { return child.is_token() && slice(child.span) == "["; });
    const TreeNode value = first_node(nodes);
    if (!value || open == nodes.end()) return error_expression(node);
    auto* const result = make<Subscript>(node.span);
    result->value = expression(value);
    result->slice = index({open + 1, nodes.end()});
    return result;
}

const Expr* Lowering::generic_type(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode value = first_node(nodes);
    const TreeNode list = find(nodes, Symbol::TypeParameter);
    if (!value || !list) return error_expression(node);
    auto* const result = make<Subscript>(node.span);
    result->value = expression(value);
    result->slice = index(children(list));
    return result;
}

const Expr* Lowering::index(Nodes between_brackets) {
    const TreeNode first = first_node(between_brackets);
    if (!first) return make<ErrorExpr>(Span{});
    const TreeNode comma = find(between_brackets, Symbol::Comma);
    if (!comma && text_[first.span.begin] != '*') return expression(first);
    if (is_too_deep()) return too_deep_expression(first);
    const Deeper deeper(*this);
    Span span = first.span;
    for (const TreeNode& node : between_brackets)
        if (!node.is_token() || node.symbol == Symbol::Comma) span.end = node.span.end;
    return tuple_of(between_brackets, span);
}

const Expr* Lowering::slice_expression(const TreeNode& node) {
    auto* const result = make<Slice>(node.span);
    const Expr** const parts[] = {&result->lower, &result->upper, &result->step};
    std::size_t part = 0;
    for (const TreeNode& child : children(node)) {
        if (child.symbol == Symbol::Colon)
            part = std::min<std::size_t>(part + 1, 2);
        else if (!child.is_token())
            *parts[part] = expression(child);
    }
    return result;
}

const Expr* Lowering::starred(const TreeNode& node) {
    const TreeNode operand = first_node(children(node));
    if (hoisted_star_.size() > 0 && hoisted_star_.begin == node.span.begin) return expression(operand);
    auto* const result = make<Starred>(node.span);
    result->value = expression(operand);
    return result;
}

const Expr* Lowering::tuple(const TreeNode& node) {
    auto* const result = make<Tuple>(node.span);
    result->parenthesized = true;
    result->elts = expressions(children(node));
    return result;
}

template <class T>
const Expr* Lowering::display(const TreeNode& node) {
    auto* const result = make<T>(node.span);
    result->elts = expressions(children(node));
    return result;
}
template const Expr* Lowering::display<List>(const TreeNode&);
template const Expr* Lowering::display<Set>(const TreeNode&);

const Expr* Lowering::dictionary(const TreeNode& node) {
    const Nodes nodes = children(node);
    ScratchList<const Expr*> keys(scratch_, nodes.size());
    ScratchList<const Expr*> values(scratch_, nodes.size());
    for (const TreeNode& item : nodes) {
        if (item.is_token()) continue;
        const Scratch::Mark mark(scratch_);
        const Nodes parts = children(item);
        if (item.symbol == Symbol::Pair && parts.size() >= 3) {
            keys.push_back(expression(parts.front()));
            values.push_back(expression(parts.back()));
        } else {
            keys.push_back(nullptr);
            values.push_back(item.symbol == Symbol::DictionarySplat && parts.size() >= 2 ? expression(parts.back()) : error_expression(item));
        }
    }
    auto* const result = make<Dict>(node.span);
    result->keys = keys.copy_to(arena_);
    result->values = values.copy_to(arena_);
    return result;
}

template <class T>
const Expr* Lowering::comprehension(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode element = first_node(nodes);
    if (!element) return error_expression(node);
    auto* const result = make<T>(node.span);
    if constexpr (std::is_same_v<T, DictComp>) {
        const Nodes parts = children(element);
        if (element.symbol != Symbol::Pair || parts.size() < 3) return error_expression(node);
        result->key = expression(parts.front());
        result->value = expression(parts.back());
    } else {
        result->elt = expression(element);
    }
    result->generators = generators(nodes);
    return result;
}
template const Expr* Lowering::comprehension<ListComp>(const TreeNode&);
template const Expr* Lowering::comprehension<SetComp>(const TreeNode&);
template const Expr* Lowering::comprehension<DictComp>(const TreeNode&);
template const Expr* Lowering::comprehension<GeneratorExp>(const TreeNode&);

Seq<Comprehension> Lowering::generators(Nodes clauses) {
    ScratchList<Comprehension> list(scratch_, clauses.size());
    ScratchList<const Expr*> ifs(scratch_, clauses.size());
    std::size_t ifs_done = 0;
    const auto close = [&] {
        if (list.empty()) return;
        list.back().ifs = arena_.copy(std::span<const Expr* const>(ifs.begin() + ifs_done, ifs.size() - ifs_done));
        ifs_done = ifs.size();
    };
    for (const TreeNode& clause : clauses) {
        const Scratch::Mark mark(scratch_);
        if (clause.symbol == Symbol::IfClause && !list.empty()) {
            ifs.push_back(expression(first_node(children(clause))));
            list.back().span.end = clause.span.end;
        } else if (clause.symbol == Symbol::ForInClause) {
            close();
            const Nodes nodes = children(clause);
            const auto in = std::find_if(nodes.begin(), nodes.end(), [](const TreeNode& child) { return child.symbol == Symbol::KwIn; });
            const Nodes sources(in == nodes.end() ? in : in + 1, nodes.end());
            Comprehension result;
            result.span = clause.span;
            result.is_async = nodes.front().symbol == Symbol::KwAsync;
            result.target = expression(first_node(nodes));
            result.iter = expression(first_node(sources));
            // Python 2 took `for x in 1, 2` in a list comprehension.
            if (const TreeNode comma = find(sources, Symbol::Comma)) error(comma.span);
            list.push_back(result);
        }
    }
    close();
    return list.copy_to(arena_);
}

}  // namespace jitlint::syntax
