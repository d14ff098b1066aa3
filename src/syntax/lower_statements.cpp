#include <algorithm>

#include "syntax/lowering.h"
#include "syntax/parse.h"

namespace jitlint::syntax {

namespace {

bool is_statement(Symbol symbol) {
    switch (symbol) {
        case Symbol::AssertStatement:
        case Symbol::BreakStatement:
        case Symbol::ClassDefinition:
        case Symbol::ContinueStatement:
        case Symbol::DecoratedDefinition:
        case Symbol::DeleteStatement:
        case Symbol::ExecStatement:
        case Symbol::ExpressionStatement:
        case Symbol::ForStatement:
        case Symbol::FunctionDefinition:
        case Symbol::FutureImportStatement:
        case Symbol::GlobalStatement:
        case Symbol::IfStatement:
        case Symbol::ImportFromStatement:
        case Symbol::ImportStatement:
        case Symbol::MatchStatement:
        case Symbol::NonlocalStatement:
        case Symbol::PassStatement:
        case Symbol::PrintStatement:
        case Symbol::RaiseStatement:
        case Symbol::ReturnStatement:
        case Symbol::TryStatement:
        case Symbol::TypeAliasStatement:
        case Symbol::WhileStatement:
        case Symbol::WithStatement:
            return true;
        default:
            return false;
    }
}

/// From the first token to the colon (included) that opens the body.
Span header_of(std::span<const TreeNode> nodes) {
    const TreeNode colon = find(nodes, Symbol::Colon);
    return {nodes.front().span.begin, colon ? colon.span.end : nodes.back().span.end};
}

/// The last child that is not what the parser skipped.
TreeNode last_node(std::span<const TreeNode> nodes, Symbol but_not = Symbol::Error) {
    for (auto it = nodes.rbegin(); it != nodes.rend(); ++it)
        if (it->symbol != Symbol::Error && it->symbol != but_not) return *it;
    return {};
}

}  // namespace

Lowering::Suite Lowering::suite(const TreeNode& block) {
    Suite result;
    result.end = block.span.begin;
    if (!block) return result;
    const Scratch::Mark mark(scratch_);
    const Nodes nodes = children(block);
    result.body = statements(nodes);
    if (result.body.empty()) {
        // A header without a body.
        const std::size_t header = text_.substr(0, block.span.begin).find_last_not_of(" \t\f\r\n");
        const auto at = header == std::string_view::npos ? block.span.begin : static_cast<std::uint32_t>(header);
        error({at, at + 1});
        result.end = at + 1;
        return result;
    }
    result.end = result.body.back()->span.end;
    if (nodes.back().symbol == Symbol::Semicolon) result.end = nodes.back().span.end;
    return result;
}

Body Lowering::statements(Nodes nodes) {
    ScratchList<const Stmt*> list(scratch_, nodes.size());
    for (const TreeNode& node : nodes)
        if (!node.is_token()) list.push_back(statement(node));
    return list.copy_to(arena_);
}

const Stmt* Lowering::statement(const TreeNode& node) {
    if (is_too_deep(2)) {
        too_deep_ = true;
        collect_comments(node);
        return make<ErrorStmt>(node.span);
    }
    const Deeper deeper(*this);
    const Scratch::Mark mark(scratch_);
    const auto hole =
        std::lower_bound(holes_.begin(), holes_.end(), node.span.begin, [](Span span, std::uint32_t begin) { return span.begin < begin; });
    if (hole != holes_.end() && hole->begin == node.span.begin) return make<ErrorStmt>(*hole);
    return statement_of(node);
}

const Stmt* Lowering::statement_of(const TreeNode& node) {
    switch (node.symbol) {
        case Symbol::ExpressionStatement:
            return expression_statement(node);
        case Symbol::ReturnStatement:
            return return_statement(node);
        case Symbol::IfStatement:
            return if_statement(node);
        case Symbol::ForStatement:
            return for_statement(node);
        case Symbol::WhileStatement:
            return while_statement(node);
        case Symbol::WithStatement:
            return with_statement(node);
        case Symbol::TryStatement:
            return try_statement(node);
        case Symbol::MatchStatement:
            return match_statement(node);
        case Symbol::FunctionDefinition:
            return function_definition(node, {});
        case Symbol::ClassDefinition:
            return class_definition(node, {});
        case Symbol::DecoratedDefinition:
            return decorated_definition(node);
        case Symbol::ImportStatement:
            return import_statement(node);
        case Symbol::ImportFromStatement:
        case Symbol::FutureImportStatement:
            return import_from_statement(node);
        case Symbol::RaiseStatement:
            return raise_statement(node);
        case Symbol::AssertStatement:
            return assert_statement(node);
        case Symbol::DeleteStatement:
            return delete_statement(node);
        case Symbol::GlobalStatement:
            return scope_statement<Global>(node);
        case Symbol::NonlocalStatement:
            return scope_statement<Nonlocal>(node);
        case Symbol::TypeAliasStatement:
            return type_alias_statement(node);
        case Symbol::PassStatement:
            return make<Pass>(node.span);
        case Symbol::BreakStatement:
            return make<Break>(node.span);
        case Symbol::ContinueStatement:
            return make<Continue>(node.span);
        case Symbol::PrintStatement:
            return print_statement(node);
        case Symbol::ExecStatement:
            error(node.span);
            return error_statement(node);
        default:
            return error_statement(node);
    }
}

const Stmt* Lowering::error_statement(const TreeNode& node) {
    auto* const result = make<ErrorStmt>(trimmed(node.span));
    const Nodes nodes = children(node);
    ScratchList<const Stmt*> body(scratch_, nodes.size());
    for (const TreeNode& child : nodes) {
        if (is_statement(child.symbol) || child.symbol == Symbol::Block) {
            body.push_back(statement(child));
        } else if (!child.is_token()) {
            collect_comments(child);
        }
    }
    result->body = body.copy_to(arena_);
    return result;
}

const Stmt* Lowering::function_definition(const TreeNode& node, Exprs decorators) {
    const Nodes nodes = children(node);
    const TreeNode name = find(nodes, Symbol::Identifier);
    const TreeNode list = find(nodes, Symbol::Parameters);
    const TreeNode block = last_node(nodes);
    if (!name || !list || block.symbol != Symbol::Block) return error_statement(node);
    auto* const result = make<FunctionDef>(node.span);
    result->name = identifier(name);
    result->decorators = decorators;
    result->is_async = nodes.front().symbol == Symbol::KwAsync;
    result->header = header_of(nodes);
    if (const TreeNode types = find(nodes, Symbol::TypeParameter)) collect_comments(types);
    result->parameters = parameters(list);
    if (find(nodes, Symbol::Arrow))
        if (const TreeNode type = find(nodes, Symbol::Type)) result->returns = expression(type);
    const Suite body = suite(block);
    result->body = body.body;
    result->span.end = body.end;
    return result;
}

const Stmt* Lowering::class_definition(const TreeNode& node, Exprs decorators) {
    const Nodes nodes = children(node);
    const TreeNode name = find(nodes, Symbol::Identifier);
    const TreeNode block = last_node(nodes);
    if (!name || block.symbol != Symbol::Block) return error_statement(node);
    auto* const result = make<ClassDef>(node.span);
    result->name = identifier(name);
    result->decorators = decorators;
    result->header = header_of(nodes);
    if (const TreeNode types = find(nodes, Symbol::TypeParameter)) collect_comments(types);
    if (const TreeNode list = find(nodes, Symbol::ArgumentList)) arguments(list, result->bases, result->keywords);
    const Suite body = suite(block);
    result->body = body.body;
    result->span.end = body.end;
    return result;
}

const Stmt* Lowering::decorated_definition(const TreeNode& node) {
    const Nodes nodes = children(node);
    ScratchList<const Expr*> decorators(scratch_, nodes.size());
    for (const TreeNode& child : nodes)
        if (child.symbol == Symbol::Decorator) decorators.push_back(expression(first_node(children(child))));
    const Exprs list = decorators.copy_to(arena_);
    if (const TreeNode function = find(nodes, Symbol::FunctionDefinition)) return function_definition(function, list);
    if (const TreeNode definition = find(nodes, Symbol::ClassDefinition)) return class_definition(definition, list);
    return error_statement(node);
}

template <class Loop>
void Lowering::else_clause(const TreeNode& node, Loop& loop) {
    const Nodes nodes = children(node);
    const Suite body = suite(last_node(nodes));
    loop.orelse = body.body;
    loop.else_keyword = nodes.front().span;
    loop.span.end = body.end;
}

/// The clauses of a long `elif` chain lie side by side in the parser's tree and one in the other in ours.
const Stmt* Lowering::if_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    ScratchList<TreeNode> clauses(scratch_, nodes.size() + 1);
    clauses.push_back(node);
    TreeNode last;
    for (const TreeNode& child : nodes) {
        if (child.symbol == Symbol::ElifClause) clauses.push_back(child);
        if (child.symbol == Symbol::ElseClause) last = child;
    }
    const unsigned depth = depth_;
    const Stmt* inner = nullptr;
    for (std::size_t i = clauses.size(); i-- > 0;) {
        const Scratch::Mark mark(scratch_);
        const TreeNode& clause = clauses[i];
        depth_ = static_cast<unsigned>(std::min<std::size_t>(depth + i, max_depth + std::size_t{1}));
        if (is_too_deep(2)) {
            too_deep_ = true;
            collect_comments(clause);
            inner = make<ErrorStmt>({clause.span.begin, node.span.end});
            continue;
        }
        const Nodes parts = i == 0 ? nodes : children(clause);
        const TreeNode test = first_node(parts);
        const TreeNode block = find(parts, Symbol::Block);
        if (!test || test.symbol == Symbol::Block || !block) {
            depth_ = depth;
            return error_statement(node);
        }
        auto* const result = make<If>(clause.span);
        result->is_elif = i > 0;
        result->test = expression(test);
        const Suite body = suite(block);
        result->body = body.body;
        result->span.end = body.end;
        if (inner) {
            result->orelse = arena_.copy(std::span<const Stmt* const>(&inner, 1));
            result->span.end = inner->span.end;
        } else if (last) {
            else_clause(last, *result);
        }
        inner = result;
    }
    depth_ = depth;
    return inner;
}

const Stmt* Lowering::for_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const auto in = std::find_if(nodes.begin(), nodes.end(), [](const TreeNode& child) { return child.symbol == Symbol::KwIn; });
    const TreeNode block = find(nodes, Symbol::Block);
    const TreeNode target = first_node({nodes.begin(), in});
    if (!target || in == nodes.end() || !block) return error_statement(node);
    auto* const result = make<For>(node.span);
    result->is_async = nodes.front().symbol == Symbol::KwAsync;
    result->target = expression(target);
    result->iter = expression(first_node({in + 1, nodes.end()}));
    const Suite body = suite(block);
    result->body = body.body;
    result->span.end = body.end;
    if (const TreeNode clause = find(nodes, Symbol::ElseClause)) else_clause(clause, *result);
    return result;
}

const Stmt* Lowering::while_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode test = first_node(nodes);
    const TreeNode block = find(nodes, Symbol::Block);
    if (!test || test.symbol == Symbol::Block || !block) return error_statement(node);
    auto* const result = make<While>(node.span);
    result->test = expression(test);
    const Suite body = suite(block);
    result->body = body.body;
    result->span.end = body.end;
    if (const TreeNode clause = find(nodes, Symbol::ElseClause)) else_clause(clause, *result);
    return result;
}

const Stmt* Lowering::try_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode block = find(nodes, Symbol::Block);
    if (!block) return error_statement(node);
    auto* const result = make<Try>(node.span);
    ScratchList<ExceptHandler> handlers(scratch_, nodes.size());
    bool finished = false;
    for (const TreeNode& child : nodes) {
        const Scratch::Mark mark(scratch_);
        if (child.symbol == Symbol::ExceptClause) {
            handlers.push_back(except_clause(child, result->is_star));
            result->span.end = handlers.back().span.end;
        } else if (child.symbol == Symbol::Block || child.symbol == Symbol::ElseClause || child.symbol == Symbol::FinallyClause) {
            const Suite body = suite(child.symbol == Symbol::Block ? child : last_node(children(child)));
            (child.symbol == Symbol::Block ? result->body : child.symbol == Symbol::ElseClause ? result->orelse : result->finalbody) = body.body;
            result->span.end = body.end;
            finished |= child.symbol == Symbol::FinallyClause;
        }
    }
    if (handlers.empty() && !finished) error(nodes.front().span);
    result->handlers = handlers.copy_to(arena_);
    return result;
}

ExceptHandler Lowering::except_clause(const TreeNode& node, bool& is_star) {
    const Nodes nodes = children(node);
    ExceptHandler result;
    result.span = node.span;
    if (find(nodes, Symbol::Star)) is_star = true;
    const TreeNode block = last_node(nodes);
    const Nodes head = nodes.first(block.symbol == Symbol::Block ? nodes.size() - 1 : nodes.size());
    TreeNode type = first_node(head);
    TreeNode name;
    if (type.symbol == Symbol::AsPattern) {
        const Nodes parts = children(type);
        name = last_node(parts);
        type = first_node(parts);
    } else if (const TreeNode as = find(head, Symbol::KwAs)) {
        name = last_node(head, Symbol::Colon);
    }
    if (name) {
        name = without_parentheses(name);
        result.name = identifier(name);
        if (name.symbol != Symbol::Identifier) error(name.span);
    }
    if (type && find(head, Symbol::Comma)) {
        const TreeNode last = last_node(head, Symbol::Colon);
        const Deeper deeper(*this);
        result.type = tuple_of(head, {type.span.begin, last.span.end});
    } else if (type) {
        result.type = expression(type);
    }
    const Suite body = suite(block.symbol == Symbol::Block ? block : TreeNode{});
    result.body = body.body;
    if (!body.body.empty()) result.span.end = body.end;
    return result;
}

const Stmt* Lowering::with_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode clause = find(nodes, Symbol::WithClause);
    const TreeNode block = find(nodes, Symbol::Block);
    if (!clause || !block) return error_statement(node);
    auto* const result = make<With>(node.span);
    result->is_async = nodes.front().symbol == Symbol::KwAsync;
    const Nodes list = children(clause);
    const auto count = std::count_if(list.begin(), list.end(), [](const TreeNode& child) { return child.symbol == Symbol::WithItem; });
    std::vector<WithItem> items;
    for (const TreeNode& child : list)
        if (child.symbol == Symbol::WithItem) with_item(child, count == 1 && !find(list, Symbol::Comma), items);
    result->items = arena_.copy(std::span<const WithItem>(items));
    const Suite body = suite(block);
    result->body = body.body;
    result->span.end = body.end;
    return result;
}

void Lowering::with_item(const TreeNode& node, bool only_item, std::vector<WithItem>& items) {
    TreeNode value = first_node(children(node));
    if (only_item && value.symbol == Symbol::Tuple && with_item_tuple(value, items)) return;
    if (only_item && value.symbol == Symbol::ParenthesizedExpression) value = without_parentheses(value);
    with_item_value(value, items);
}

void Lowering::with_item_value(const TreeNode& value, std::vector<WithItem>& items) {
    const TreeNode as = trailing_as(value);
    if (!as) {
        items.push_back({expression(value), nullptr});
        return;
    }
    const Nodes parts = children(as);
    const Span outer = hoisted_as_;
    hoisted_as_ = {parts.front().span.end, as.span.end};
    WithItem item;
    item.context_expr = expression(value);
    hoisted_as_ = outer;
    item.optional_vars = expression(parts.back());
    items.push_back(item);
}

/// The grammar takes `with a if b else c as d` as `a if b else (c as d)`: the `as` at the end of `node`, if
/// any.
TreeNode Lowering::trailing_as(TreeNode node) {
    for (;;) {
        if (node.symbol == Symbol::AsPattern) return node;
        if (node.symbol != Symbol::ConditionalExpression && node.symbol != Symbol::Lambda) return {};
        const Scratch::Mark mark(scratch_);
        const Nodes nodes = children(node);
        if (nodes.empty() || nodes.back().span.end != node.span.end) return {};
        node = nodes.back();
    }
}

/// `with (a, b as c):` has two items, although `(a, b)` looks like a tuple.
bool Lowering::with_item_tuple(const TreeNode& tuple, std::vector<WithItem>& items) {
    const Nodes nodes = children(tuple);
    bool any = false;
    for (const TreeNode& child : nodes) {
        if (child.symbol == Symbol::ListSplat || child.symbol == Symbol::Yield || child.symbol == Symbol::NamedExpression ||
            (!child.is_token() && text_[child.span.begin] == '*'))
            return false;
        any |= !child.is_token();
    }
    if (!any) return false;
    for (const TreeNode& child : nodes)
        if (!child.is_token()) with_item_value(child, items);
    return true;
}

const Stmt* Lowering::match_statement(const TreeNode& node) {
    const Nodes nodes = children(node);
    const TreeNode subject = first_node(nodes);
    const TreeNode block = find(nodes, Symbol::Block);
    if (!subject || subject.symbol == Symbol::Block || !block) return error_statement(node);
    auto* const result = make<Match>(node.span);
    const auto colon = std::find_if(nodes.begin(), nodes.end(), [](const TreeNode& child) { return child.symbol == Symbol::Colon; });
    const Nodes subjects(nodes.begin(), colon);
    if (find(subjects, Symbol::Comma)) {
        const Deeper deeper(*this);
        result->subject = tuple_of(subjects, {subject.span.begin, subjects.back().span.end});
    } else {
        result->subject = expression(subject);
    }
    const Nodes clauses = children(block);
    ScratchList<MatchCase> cases(scratch_, clauses.size());
    for (const TreeNode& clause : clauses) {
        const Scratch::Mark mark(scratch_);
        if (clause.symbol != Symbol::CaseClause) continue;
        cases.push_back(case_clause(clause));
        if (!cases.back().body.empty()) result->span.end = cases.back().body.back()->span.end;
    }
    result->cases = cases.copy_to(arena_);
    return result;
}

MatchCase Lowering::case_clause(const TreeNode& node) {
    const Nodes nodes = children(node);
    MatchCase result;
    result.pattern = {node.span.begin, node.span.begin};
    std::size_t patterns = 0;
    for (const TreeNode& child : nodes) {
        if (child.symbol == Symbol::CasePattern && patterns++ == 0) {
            result.pattern = find(nodes, Symbol::Comma) ? child.span : pattern_span(child);
        } else if (child.symbol == Symbol::CasePattern || child.symbol == Symbol::Comma) {
            result.pattern.end = child.span.end;
        } else if (child.symbol == Symbol::IfClause) {
            result.guard = expression(first_node(children(child)));
        } else if (child.symbol == Symbol::Block) {
            result.body = suite(child).body;
        }
    }
    result.captures = captures(node);
    return result;
}

/// A pattern without the parentheses around it, as CPython places it.
Span Lowering::pattern_span(TreeNode pattern) {
    for (;;) {
        const Scratch::Mark mark(scratch_);
        TreeNode inner = first_node(children(pattern));
        if (inner.symbol != Symbol::TuplePattern) return pattern.span;
        const Nodes nodes = children(inner);
        inner = first_node(nodes);
        if (inner.symbol != Symbol::CasePattern || find(nodes, Symbol::Comma)) return pattern.span;
        pattern = inner;
    }
}

/// The names that the patterns of a `case` bind, in source order.
Seq<Identifier> Lowering::captures(const TreeNode& clause) {
    std::vector<Identifier> names;
    std::vector<TreeNode> pending;
    for (const TreeNode& child : children(clause))
        if (child.symbol == Symbol::CasePattern) pending.push_back(child);
    std::reverse(pending.begin(), pending.end());
    while (!pending.empty()) {
        const TreeNode top = pending.back();
        pending.pop_back();
        const Scratch::Mark mark(scratch_);
        const Nodes nodes = children(top);
        if (top.symbol == Symbol::String || top.symbol == Symbol::ConcatenatedString) {
            collect_comments(top);
            continue;
        }
        if (top.symbol == Symbol::DottedName) {
            if (nodes.size() == 1 && slice(top.span) != "_") names.push_back(identifier(top));
            continue;
        }
        if (top.symbol == Symbol::SplatPattern || top.symbol == Symbol::AsPattern) {
            const TreeNode name = nodes.empty() ? TreeNode{} : nodes.back();
            if (name.symbol == Symbol::Identifier && slice(name.span) != "_") names.push_back(identifier(name));
        }
        for (auto it = nodes.rbegin(); it != nodes.rend(); ++it) {
            const bool class_name = top.symbol == Symbol::ClassPattern && &*it == nodes.data();
            if (!it->is_token() && it->symbol != Symbol::Identifier && !class_name) pending.push_back(*it);
        }
    }
    std::sort(names.begin(), names.end(), [](const Identifier& a, const Identifier& b) { return a.span < b.span; });
    return arena_.copy(std::span<const Identifier>(names));
}

}  // namespace jitlint::syntax
