#pragma once

#include <concepts>
#include <string_view>
#include <vector>

#include "syntax/ast.h"
#include "syntax/children.h"

namespace jitlint::analysis {

/// Whether a method of that name changes the container or module that it is called on.
bool is_mutator(std::string_view name);

/// Calls `change` with each target that is assigned or deleted below the statements (of a tuple with its elements) and its statement, and `called`
/// with each call.
template <std::invocable<const syntax::Expr*, const syntax::Node&> Change, std::invocable<const syntax::Call&> Called>
void for_each_change(syntax::Body body, Change&& change, Called&& called) {
    using namespace syntax;
    auto targets = [&](auto& self, const Expr* target, const Node& statement) -> void {
        if (const auto* tuple = as<Tuple>(target))
            for (const Expr* element : tuple->elts) self(self, element, statement);
        else
            change(target, statement);
    };
    std::vector<const Node*> stack(body.begin(), body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* call = as<Call>(node)) {
            called(*call);
        } else if (const auto* assigned = as<Assign>(node)) {
            for (const Expr* target : assigned->targets) targets(targets, target, *node);
        } else if (const auto* augmented = as<AugAssign>(node)) {
            targets(targets, augmented->target, *node);
        } else if (const auto* annotated = as<AnnAssign>(node)) {
            if (annotated->value) targets(targets, annotated->target, *node);
        } else if (const auto* deletion = as<Delete>(node)) {
            for (const Expr* target : deletion->targets) targets(targets, target, *node);
        }
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
}

}  // namespace jitlint::analysis
