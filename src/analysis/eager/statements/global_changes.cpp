#include <array>
#include <string>

#include "analysis/eager/interpreter.h"
#include "text/among.h"

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
    return text::among(name, mutators);
}

/// Stands for every name that `globals()` and `exec` may make.
constexpr std::string_view kAnyGlobal = "globals()";

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

/// `Class.` of a class that code names, `*.` where it is the class of an object at hand; empty for what is no class.
std::string class_prefix(const Expr* expression) {
    const auto* name = as<Name>(expression);
    if (name && name->id == "cls") return "*.";
    if (name && name->id.front() >= 'A' && name->id.front() <= 'Z') return std::string(name->id) + ".";
    const auto* attribute = as<syntax::Attribute>(expression);
    if (attribute && attribute->attr.name.front() >= 'A' && attribute->attr.name.front() <= 'Z') return std::string(attribute->attr.name) + ".";
    const auto* made = as<Call>(expression);
    const auto* callee = made ? as<Name>(made->func) : nullptr;
    return (attribute && attribute->attr.name == "__class__") || (callee && callee->id == "type") ? "*." : "";
}

}  // namespace

bool Evaluator::Impl::may_define_any(const SourceModule& module) { return changed_elsewhere(kAnyGlobal, module); }

/// Whether some code of the file changes the object that a global name holds.
bool Evaluator::Impl::changed_elsewhere(std::string_view name, const SourceModule& module) {
    auto [it, fresh] = changed_names.try_emplace(&module);
    std::unordered_set<std::string_view>& changed = it->second;
    if (!fresh) return changed.contains(name);
    auto patch = [&](const Expr* cls, std::string_view attribute) {
        if (const std::string prefix = class_prefix(cls); !prefix.empty()) changed.insert(heap.intern(prefix + std::string(attribute)));
    };
    std::vector<const Node*> stack(module.tree().body.begin(), module.tree().body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* call = as<Call>(node)) {
            if (const auto* attribute = as<syntax::Attribute>(call->func); attribute && is_mutator(attribute->attr.name))
                changed.insert(root_name(attribute->value));
            const auto* callee = as<Name>(call->func);
            if (callee && (callee->id == "globals" || callee->id == "exec")) changed.insert(kAnyGlobal);
            if (callee && (callee->id == "setattr" || callee->id == "delattr") && !call->args.empty()) changed.insert(root_name(call->args[0]));
            const auto* attribute = callee && callee->id == "setattr" && call->args.size() == 3 ? as<Constant>(call->args[1]) : nullptr;
            if (attribute && attribute->constant == ConstantKind::Str) patch(call->args[0], attribute->text);
        } else if (const auto* assign_node = as<Assign>(node)) {
            for (const Expr* target : assign_node->targets) {
                add_target(target, changed);
                if (const auto* member = as<syntax::Attribute>(target)) patch(member->value, member->attr.name);
            }
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
