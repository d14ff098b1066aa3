#include <array>
#include <string>

#include "analysis/eager/changes.h"
#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

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

namespace {

/// Stands for every attribute that `setattr` may set.
constexpr std::string_view kAnyAttribute = ":*";

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

/// Whether the call stands in the `__init__` of a class of the file, which is followed.
bool is_in_init(const Call& call, const SourceModule& module) {
    for (const Stmt* statement : module.tree().body)
        if (const auto* cls = as<ClassDef>(statement); cls && cls->span.contains(call.span))
            for (const Stmt* member : cls->body)
                if (const auto* function = as<FunctionDef>(member); function && function->span.contains(call.span))
                    return function->name.name == "__init__";
    return false;
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

/// Whether some code of the file changes the object that a global name holds. More is asked by `name:attribute` (that attribute of it is set),
/// `:attribute` (of any object but `self`; `:*` where its name is not written), `name[key` (that item) and `name()` (a method is called for what it
/// does); by `Class.attribute` and `*.attribute` of a class, known or not.
bool Evaluator::Impl::changed_elsewhere(std::string_view name, const SourceModule& module) {
    auto [it, fresh] = changed_names.try_emplace(&module);
    std::unordered_set<std::string_view>& changed = it->second;
    if (!fresh) return changed.contains(name);
    auto add = [&](std::string_view prefix, std::string_view part) { changed.insert(heap.intern(std::string(prefix).append(part))); };
    auto set = [&](const Expr* object, std::string_view attribute, bool replaced) {
        if (const std::string prefix = class_prefix(object); replaced && !prefix.empty()) add(prefix, attribute);
        const auto* holder = as<Name>(object);
        if (holder) add(std::string(holder->id) + ":", attribute);
        if (!holder || holder->id != "self") add(":", attribute);
    };
    auto change = [&](const Expr* target, const Node& statement) {
        const auto* item = as<Subscript>(target);
        const auto* attribute = as<syntax::Attribute>(target);
        if (item || attribute) changed.insert(root_name(target));
        if (attribute) set(attribute->value, attribute->attr.name, is<Assign>(&statement));
        const auto* key = item ? as<Constant>(item->slice) : nullptr;
        const auto* holder = item ? as<Name>(item->value) : nullptr;
        if (key && holder && key->constant == ConstantKind::Str) add(std::string(holder->id) + "[", key->text);
    };
    for_each_change(module.tree().body, change, [&](const Call& call) {
        const auto* attribute = as<syntax::Attribute>(call.func);
        if (attribute && is_mutator(attribute->attr.name)) changed.insert(root_name(attribute->value));
        const auto* table = attribute && attribute->attr.name == "update" ? as<syntax::Attribute>(attribute->value) : nullptr;
        if (table && table->attr.name == "__dict__") changed.insert(kAnyAttribute);
        const auto* callee = as<Name>(call.func);
        if (!callee) return;
        if (callee->id == "globals" || callee->id == "exec") changed.insert(kAnyGlobal);
        if ((callee->id == "setattr" || callee->id == "delattr") && !call.args.empty()) changed.insert(root_name(call.args[0]));
        const auto* named = callee->id == "setattr" && call.args.size() == 3 ? as<Constant>(call.args[1]) : nullptr;
        if (named && named->constant == ConstantKind::Str)
            set(call.args[0], named->text, true);
        else if (callee->id == "setattr" && !is_in_init(call, module))
            changed.insert(kAnyAttribute);
    });
    for (const Stmt* statement : module.tree().body) {
        const auto* expression = as<ExprStmt>(statement);
        const auto* call = expression ? as<Call>(expression->value) : nullptr;
        const auto* method = call ? as<syntax::Attribute>(call->func) : nullptr;
        const auto* holder = method ? as<Name>(method->value) : nullptr;
        if (holder) add(holder->id, "()");
    }
    return changed.contains(name);
}

}  // namespace jitlint::analysis
