#include "analysis/eager/changes.h"
#include "analysis/eager/interpreter.h"

/// What is set on an object after it was made, by code that is not followed.
namespace jitlint::analysis {

using namespace syntax;

namespace {

/// What a method does to its own object.
struct OwnChanges {
    std::unordered_set<std::string_view> set;  ///< attributes that are set, deleted or changed in place
    std::vector<std::string_view> calls;       ///< methods of the same object
};

bool is_super(const Expr* expression) {
    const auto* made = as<Call>(expression);
    const auto* callee = made ? as<Name>(made->func) : nullptr;
    return callee && callee->id == "super";
}

OwnChanges own_changes(const FunctionDef& method) {
    OwnChanges changes;
    if (method.parameters.empty()) return changes;
    const std::string_view self = method.parameters.front().name.name;
    auto is_self = [&](const Expr* expression) {
        const auto* name = as<Name>(expression);
        return name && name->id == self;
    };
    auto changes_own = [&](const Expr* target) {
        while (const auto* item = as<Subscript>(target)) target = item->value;
        const auto* attribute = as<syntax::Attribute>(target);
        if (attribute && is_self(attribute->value)) changes.set.insert(attribute->attr.name);
    };
    for_each_change(
        method.body, [&](const Expr* target, const Node&) { changes_own(target); },
        [&](const Call& call) {
            const auto* attribute = as<syntax::Attribute>(call.func);
            if (attribute && is_mutator(attribute->attr.name)) changes_own(attribute->value);
            if (attribute && (is_self(attribute->value) || is_super(attribute->value))) changes.calls.push_back(attribute->attr.name);
            const auto* callee = as<Name>(call.func);
            const bool sets = callee && (callee->id == "setattr" || callee->id == "delattr") && call.args.size() > 1 && is_self(call.args[0]);
            const bool adds = attribute && is_self(attribute->value) && is_mutator(attribute->attr.name) && !call.args.empty();
            const auto* name = sets ? as<Constant>(call.args[1]) : adds ? as<Constant>(call.args[0]) : nullptr;
            if (name && name->constant == ConstantKind::Str) changes.set.insert(name->text);
        });
    return changes;
}

/// A value that stands for what comes later.
bool is_placeholder(const PyValue& value) {
    switch (value.kind) {
        case PyKind::None:
            return true;
        case PyKind::List:
            return value.list && value.list->items.empty();
        case PyKind::Dict:
            return value.dict && value.dict->items.empty();
        case PyKind::Module:
            return value.instance && !value.instance->cls && value.instance->members.empty() &&
                   (value.instance->external == "torch.nn.ModuleList" || value.instance->external == "torch.nn.ModuleDict");
        default:
            return false;
    }
}

}  // namespace

/// The attributes that methods of the class change when neither `__init__` nor what is compiled calls them.
std::unordered_set<std::string_view> Evaluator::Impl::changed_by_methods(ClassRef cls) {
    std::unordered_map<std::string_view, OwnChanges> methods;
    std::vector<std::string_view> run{"__init__", "forward"};
    for (const auto& entry : linearization(cls).entries) {
        if (!entry.cls) continue;
        for (const Stmt* statement : entry.cls.node->body) {
            const auto* function = as<FunctionDef>(statement);
            if (!function) continue;
            OwnChanges found = own_changes(*function);
            OwnChanges& all = methods[function->name.name];
            all.set.merge(found.set);
            all.calls.insert(all.calls.end(), found.calls.begin(), found.calls.end());
            const Scope* scope = entry.cls.module->scope().scope_of(*entry.cls.node);
            if (!function->decorators.empty() && scope && decorations(*function, *entry.cls.module, *scope).export_)
                run.push_back(function->name.name);
        }
    }
    while (!run.empty()) {
        const auto found = methods.find(run.back());
        run.pop_back();
        if (found == methods.end()) continue;
        run.insert(run.end(), found->second.calls.begin(), found->second.calls.end());
        methods.erase(found);
    }
    std::unordered_set<std::string_view> changed;
    for (auto& [name, changes] : methods) changed.merge(changes.set);
    return changed;
}

/// Of an instance that stands for all of its class, and of those below it: `None` and empty containers that other code fills are not what is
/// scripted.
void Evaluator::Impl::forget_placeholders(ModuleInstance& instance, int below) {
    if (below > 20) return;
    heap.touch(&instance);
    for (const auto& [key, member] : instance.members)
        if (member.is(PyKind::Module)) forget_placeholders(*member.instance, below + 1);
    std::optional<std::unordered_set<std::string_view>> changed;
    for (Attribute& attribute : instance.attributes) {
        if (attribute.value.is(PyKind::Module)) forget_placeholders(*attribute.value.instance, below + 1);
        if (!instance.cls || !is_placeholder(attribute.value)) continue;
        if (!changed) changed = changed_by_methods(instance.cls);
        auto elsewhere = [&](std::string_view name) { return changed_elsewhere(heap.intern(":" + std::string(name)), *instance.cls.module); };
        if (!changed->contains(attribute.name) && !elsewhere(attribute.name) && !elsewhere("*")) continue;
        attribute.value = {};
        attribute.alternatives.clear();
    }
}

/// Forgets what code of the file sets on the object that a global name holds.
void Evaluator::Impl::forget_changes(const PyValue& value, std::string_view name, const SourceModule& module) {
    auto changed = [&](std::string_view part) { return changed_elsewhere(heap.intern(std::string(name).append(part)), module); };
    if (value.is(PyKind::Dict)) {
        for (std::size_t i = 0; i < value.dict->items.size(); ++i) {
            const PyValue& key = value.dict->items[i].first;
            if (!key.is(PyKind::Str) || !changed("[" + std::string(key.text))) continue;
            heap.touch(value.dict);
            value.dict->items[i].second = {};
        }
        return;
    }
    if (!value.is(PyKind::Module) && !value.is(PyKind::Object)) return;
    const ClassRef cls = value.is(PyKind::Module) ? value.instance->cls : value.object->cls;
    std::unordered_set<std::string_view> by_methods;
    if (cls && changed("()")) by_methods = changed_by_methods(cls);
    auto forget = [&](auto* holder) {
        heap.touch(holder);
        for (Attribute& attribute : holder->attributes) {
            if (!by_methods.contains(attribute.name) && !changed(":" + std::string(attribute.name))) continue;
            attribute.value = {};
            attribute.alternatives.clear();
        }
    };
    if (value.is(PyKind::Module))
        forget(value.instance);
    else
        forget(value.object);
}

}  // namespace jitlint::analysis
