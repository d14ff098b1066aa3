#include <algorithm>

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

void add_names(const Expr* target, std::vector<std::string_view>& names) {
    if (!target) return;
    switch (target->kind) {
        case NodeKind::Name:
            names.push_back(static_cast<const Name*>(target)->id);
            return;
        case NodeKind::Starred:
            return add_names(static_cast<const Starred*>(target)->value, names);
        case NodeKind::Tuple:
            for (const Expr* element : static_cast<const Tuple*>(target)->elts) add_names(element, names);
            return;
        case NodeKind::List:
            for (const Expr* element : static_cast<const List*>(target)->elts) add_names(element, names);
            return;
        default:
            return;
    }
}

struct Item {
    const Node* node;
    bool in_loop;  ///< of the body itself: its breaks are not the body's
};

}  // namespace

const BodyFacts& Evaluator::Impl::facts_of(Body body) {
    auto [it, fresh] = body_facts.try_emplace(body.data());
    BodyFacts& facts = it->second;
    if (!fresh) return facts;
    std::vector<Item> stack;
    for (const Stmt* statement : body) stack.push_back({statement, false});
    const Stmt* last = body.empty() ? nullptr : body.back();
    while (!stack.empty()) {
        const Item item = stack.back();
        stack.pop_back();
        const Node* node = item.node;
        const bool in_loop = item.in_loop;
        switch (node->kind) {
            case NodeKind::FunctionDef:
                facts.assigned.push_back(static_cast<const FunctionDef*>(node)->name.name);
                continue;
            case NodeKind::ClassDef:
                facts.assigned.push_back(static_cast<const ClassDef*>(node)->name.name);
                continue;
            case NodeKind::Lambda:
                continue;
            case NodeKind::Return:
                if (node != last) facts.returns_early = true;
                break;
            case NodeKind::Break:
                facts.breaks = facts.breaks || !in_loop;
                break;
            case NodeKind::Continue:
                facts.continues = facts.continues || !in_loop;
                break;
            case NodeKind::Yield:
            case NodeKind::YieldFrom:
                facts.yields = true;
                break;
            case NodeKind::Assign:
                for (const Expr* target : static_cast<const Assign*>(node)->targets) add_names(target, facts.assigned);
                break;
            case NodeKind::AugAssign:
                add_names(static_cast<const AugAssign*>(node)->target, facts.assigned);
                break;
            case NodeKind::AnnAssign:
                add_names(static_cast<const AnnAssign*>(node)->target, facts.assigned);
                break;
            case NodeKind::NamedExpr:
                add_names(static_cast<const NamedExpr*>(node)->target, facts.assigned);
                break;
            case NodeKind::For: {
                const auto& loop = *static_cast<const For*>(node);
                add_names(loop.target, facts.assigned);
                for (const Stmt* statement : loop.orelse) stack.push_back({statement, in_loop});
                for (const Stmt* statement : loop.body) stack.push_back({statement, true});
                stack.push_back({loop.iter, in_loop});
                continue;
            }
            case NodeKind::While: {
                const auto& loop = *static_cast<const While*>(node);
                for (const Stmt* statement : loop.orelse) stack.push_back({statement, in_loop});
                for (const Stmt* statement : loop.body) stack.push_back({statement, true});
                stack.push_back({loop.test, in_loop});
                continue;
            }
            case NodeKind::With:
                for (const WithItem& with : static_cast<const With*>(node)->items) add_names(with.optional_vars, facts.assigned);
                break;
            case NodeKind::Import:
            case NodeKind::ImportFrom: {
                const auto aliases =
                    node->kind == NodeKind::Import ? static_cast<const Import*>(node)->names : static_cast<const ImportFrom*>(node)->names;
                for (const Alias& alias : aliases) {
                    const std::string_view name = alias.asname.name.empty() ? alias.name.name : alias.asname.name;
                    facts.assigned.push_back(name.substr(0, name.find('.')));
                }
                break;
            }
            default:
                break;
        }
        for_each_child(*node, [&](const Node& child) { stack.push_back({&child, in_loop}); });
    }
    std::sort(facts.assigned.begin(), facts.assigned.end());
    facts.assigned.erase(std::unique(facts.assigned.begin(), facts.assigned.end()), facts.assigned.end());
    return facts;
}

}  // namespace jitlint::analysis
