#include <algorithm>
#include <array>

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool is_mutator(std::string_view name) {
    constexpr std::array<std::string_view, 18> mutators = {"add",
                                                           "add_module",
                                                           "append",
                                                           "clear",
                                                           "discard",
                                                           "extend",
                                                           "insert",
                                                           "pop",
                                                           "popitem",
                                                           "remove",
                                                           "reverse",
                                                           "setdefault",
                                                           "sort",
                                                           "update",
                                                           "register_buffer",
                                                           "register_parameter",
                                                           "register_module",
                                                           "__setitem__"};
    return std::find(mutators.begin(), mutators.end(), name) != mutators.end();
}

/// `x` of `x.a[0].b`; empty where it is no name.
std::string_view root_name(const Expr* expression) {
    while (expression) {
        if (const auto* name = as<Name>(expression)) return name->id;
        if (const auto* attribute = as<syntax::Attribute>(expression))
            expression = attribute->value;
        else if (const auto* subscript = as<Subscript>(expression))
            expression = subscript->value;
        else
            return {};
    }
    return {};
}

void add_target(const Expr* target, std::unordered_set<std::string_view>& names) {
    if (is<syntax::Attribute>(target) || is<Subscript>(target)) {
        names.insert(root_name(target));
    } else if (const auto* tuple = as<Tuple>(target)) {
        for (const Expr* element : tuple->elts) add_target(element, names);
    }
}

}  // namespace

/// Whether some code of the file changes the object that a global name holds.
bool Evaluator::Impl::changed_elsewhere(std::string_view name, const SourceModule& module) {
    auto [it, fresh] = changed_names.try_emplace(&module);
    std::unordered_set<std::string_view>& changed = it->second;
    if (!fresh) return changed.contains(name);
    std::vector<const Node*> stack(module.tree().body.begin(), module.tree().body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* call = as<Call>(node)) {
            if (const auto* attribute = as<syntax::Attribute>(call->func); attribute && is_mutator(attribute->attr.name))
                changed.insert(root_name(attribute->value));
            const auto* callee = as<Name>(call->func);
            if (callee && (callee->id == "setattr" || callee->id == "delattr") && !call->args.empty()) changed.insert(root_name(call->args[0]));
        } else if (const auto* assign_node = as<Assign>(node)) {
            for (const Expr* target : assign_node->targets) add_target(target, changed);
        } else if (const auto* augmented_node = as<AugAssign>(node)) {
            add_target(augmented_node->target, changed);
        } else if (const auto* annotated = as<AnnAssign>(node)) {
            add_target(annotated->target, changed);
        } else if (const auto* deletion = as<Delete>(node)) {
            for (const Expr* target : deletion->targets) add_target(target, changed);
        }
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return changed.contains(name);
}

}  // namespace jitlint::analysis
