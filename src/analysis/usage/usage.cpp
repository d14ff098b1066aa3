#include "analysis/usage/usage.h"

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// Calls `visit(node, scope, statement)` for every node, with the scope it is evaluated in and the statement
/// it belongs to.
void walk(const SourceModule& module, const std::function<void(const Node&, const Scope&, const Stmt*)>& visit) {
    struct Item {
        const Node* node;
        const Scope* scope;
        const Stmt* statement;
    };
    std::vector<Item> stack;
    const Body body = module.tree().body;
    for (auto it = body.rbegin(); it != body.rend(); ++it) stack.push_back({*it, &module.scope().module(), *it});
    std::vector<Item> children;
    while (!stack.empty()) {
        const Item item = stack.back();
        stack.pop_back();
        visit(*item.node, *item.scope, item.statement);
        const Scope* inner = module.scope().scope_of(*item.node);
        children.clear();
        for_each_child(*item.node, [&](const Node& child) {
            const Stmt* statement = is_expression(child.kind) ? item.statement : static_cast<const Stmt*>(&child);
            children.push_back({&child, inner ? inner : item.scope, statement});
        });
        stack.insert(stack.end(), children.rbegin(), children.rend());
    }
}

/// Whether a word stands anywhere in the file: few have those that are looked for, and they are walked through alone.
bool mentions(const SourceModule& module, std::string_view word) { return module.file().source().text().find(word) != std::string_view::npos; }

using StateNames = std::map<std::string, const analysis::Attribute*>;

/// The names in an instance's state_dict, with the attribute that they come from; false where they are not
/// all known.
bool state_names(const ModuleInstance& instance, const std::string& prefix, const analysis::Attribute* from, StateNames& names, int depth) {
    if (depth > 20 || instance.open || !instance.base.empty() || !instance.members_complete) return false;
    // What a torch.nn class registers is not told here; instances of one class register alike.
    if (!instance.external.empty() && instance.members.empty()) names[prefix + "<" + std::string(instance.external) + ">"] = from;
    for (const analysis::Attribute& attribute : instance.attributes) {
        if (!attribute.certain) return false;
        const analysis::Attribute* source = from ? from : &attribute;
        const std::string name = prefix + std::string(attribute.name);
        if (attribute.kind == AttributeKind::Parameter || attribute.kind == AttributeKind::Buffer) names[name] = source;
        if (attribute.kind != AttributeKind::Submodule || attribute.value.is(PyKind::None)) continue;
        if (!attribute.value.is(PyKind::Module) || !attribute.value.instance) return false;
        if (!state_names(*attribute.value.instance, name + ".", source, names, depth + 1)) return false;
    }
    for (const auto& [key, value] : instance.members) {
        if (value.is(PyKind::Tensor)) {
            names[prefix + std::string(key)] = from;
        } else if (!value.is(PyKind::Module) || !value.instance ||
                   !state_names(*value.instance, prefix + std::string(key) + ".", from, names, depth + 1)) {
            return false;
        }
    }
    return true;
}

/// Whether the class maps names while loading: an overridden _load_from_state_dict, or a call that registers
/// a hook.
bool maps_names(Evaluator& evaluator, ClassRef cls) {
    if (!cls) return false;
    for (const auto& entry : evaluator.linearization(cls).entries) {
        if (!entry.cls) continue;
        std::vector<const Node*> stack(entry.cls.node->body.begin(), entry.cls.node->body.end());
        while (!stack.empty()) {
            const Node* node = stack.back();
            stack.pop_back();
            const auto* function = as<FunctionDef>(node);
            if (function && (function->name.name == "_load_from_state_dict" || function->name.name == "load_state_dict")) return true;
            const auto* read = as<syntax::Attribute>(node);
            if (read && read->attr.name.ends_with("register_load_state_dict_pre_hook")) return true;
            for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
        }
    }
    return false;
}

bool maps_names_anywhere(Evaluator& evaluator, const ModuleInstance& instance, int depth = 0) {
    if (depth > 20 || maps_names(evaluator, instance.cls)) return true;
    auto held = [&](const PyValue& value) {
        return value.is(PyKind::Module) && value.instance && maps_names_anywhere(evaluator, *value.instance, depth + 1);
    };
    return std::any_of(instance.attributes.begin(), instance.attributes.end(), [&](const analysis::Attribute& a) { return held(a.value); }) ||
           std::any_of(instance.members.begin(), instance.members.end(), [&](const auto& member) { return held(member.second); });
}

/// `owner.name`, or getattr and hasattr with a literal name; `owner` null for others.
struct MemberRead {
    const Expr* owner = nullptr;
    std::string_view name;
};

MemberRead member_read(const Node& node) {
    if (const auto* attribute = as<syntax::Attribute>(&node)) return {attribute->value, attribute->attr.name};
    const auto* call = as<Call>(&node);
    const auto* callee = call ? as<Name>(call->func) : nullptr;
    if (!callee || (callee->id != "hasattr" && callee->id != "getattr") || call->args.size() < 2) return {};
    const auto* name = as<Constant>(call->args[1]);
    return name && name->constant == ConstantKind::Str ? MemberRead{call->args[0], name->text} : MemberRead{};
}

bool is_removed(std::string_view dotted) {
    static constexpr std::string_view kRemoved[] = {"torch.jit.WeakScriptModuleProxy", "torch.jit.weak_module", "torch.jit.weak_script",
                                                    "torch.jit.weak_script_method"};
    return text::among(dotted, kRemoved);
}

}  // namespace

bool saves_scripted(Evaluator& evaluator, const SourceModule& module) {
    bool saves = false;
    if (!mentions(module, "save")) return saves;
    walk(module, [&](const Node& node, const Scope& scope, const Stmt*) {
        const auto* call = as<Call>(&node);
        const auto* read = call ? as<syntax::Attribute>(call->func) : nullptr;
        if (saves || !read || read->attr.name != "save") return;
        const PyValue receiver = evaluator.evaluate(*read->value, module, scope);
        saves = receiver.is(PyKind::Scripted) || (receiver.is(PyKind::External) && receiver.text == "torch.jit");
    });
    return saves;
}

void analyze_usage(Evaluator& evaluator, const SourceModule& module, bool uses_jit, torchscript::Version version, FindingSink& sink) {
    const bool loads_states = uses_jit && mentions(module, "load_state_dict");
    if (!loads_states && !mentions(module, "Weak") && !mentions(module, "weak")) return;
    walk(module, [&](const Node& node, const Scope& scope, const Stmt* statement) {
        auto found = [&](const auto& finding) {
            FunctionContext context;
            context.module = &module;
            context.scope = &scope;
            context.symbol = scope.qualified_name;
            sink.found(finding, context, version);
        };
        if (const auto* read = as<syntax::Attribute>(&node)) {
            if (!read->attr.name.starts_with("Weak") && !read->attr.name.starts_with("weak")) return;
            const PyValue base = evaluator.evaluate(*read->value, module, scope);
            const std::string dotted = std::string(base.text) + "." + std::string(read->attr.name);
            if (base.is(PyKind::External) && is_removed(dotted)) found(RemovedName{read, dotted});
            return;
        }
        const auto* call = as<Call>(&node);
        const auto* method = call ? as<syntax::Attribute>(call->func) : nullptr;
        if (!method || !uses_jit) return;
        const bool loads = method->attr.name == "load_state_dict";
        const bool registers = method->attr.name.ends_with("register_load_state_dict_pre_hook");
        if (!loads && !registers) return;
        const PyValue receiver = evaluator.evaluate(*method->value, module, scope);
        if (receiver.is(PyKind::Scripted) && receiver.instance && !receiver.traced && (registers || maps_names(evaluator, receiver.instance->cls)))
            found(LoadedAfterScript{call, receiver.instance, registers});
        if (!loads) return;
        const auto strict = std::find_if(call->keywords.begin(), call->keywords.end(), [](const Keyword& k) { return k.name.name == "strict"; });
        if (strict != call->keywords.end()) {
            const auto* value = as<Constant>(strict->value);
            const auto* expression = as<ExprStmt>(statement);
            if (value && value->constant == ConstantKind::False && expression && expression->value == call) found(LoadedNonStrict{call, &*strict});
            if (!value || value->constant == ConstantKind::False) return;
        }
        const auto* source = call->args.size() == 1 ? as<Call>(call->args[0]) : nullptr;
        const auto* taken = source ? as<syntax::Attribute>(source->func) : nullptr;
        if (!taken || taken->attr.name != "state_dict" || !receiver.is(PyKind::Module) || !receiver.instance) return;
        const PyValue giver = evaluator.evaluate(*taken->value, module, scope);
        if (!giver.is(PyKind::Module) || !giver.instance || maps_names_anywhere(evaluator, *receiver.instance)) return;
        StateNames wanted;
        StateNames given;
        if (!state_names(*receiver.instance, {}, nullptr, wanted, 0) || !state_names(*giver.instance, {}, nullptr, given, 0)) return;
        const auto missing = std::find_if(wanted.begin(), wanted.end(), [&](const auto& name) { return !given.contains(name.first) && name.second; });
        const auto unexpected = std::find_if(given.begin(), given.end(), [&](const auto& name) { return !wanted.contains(name.first); });
        if (missing == wanted.end() || unexpected == given.end()) return;
        auto shown = [](const std::string& name) { return name.substr(0, name.find(".<")); };
        found(ParametersRenamed{call, receiver.instance, missing->second, shown(missing->first), shown(unexpected->first)});
    });
}

void analyze_scripted(Evaluator& evaluator, const SourceModule& module, std::span<const JitUse> uses,
                      const std::function<bool(const FunctionDef&)>& was_read, torchscript::Version version, FindingSink& sink) {
    std::map<std::string_view, std::vector<Method>> left;
    for (const JitUse& use : uses) {
        const ModuleInstance* instance = use.kind == JitUse::Kind::Script && use.target.is(PyKind::Module) ? use.target.instance : nullptr;
        if (!instance || !instance->cls || instance->open || !evaluator.linearization(instance->cls).complete) continue;
        for (const Method& method : evaluator.methods(instance->cls)) {
            const FunctionDef& function = *method.function.node;
            const bool plain = function.decorators.empty() && !function.name.name.starts_with("__");
            if (plain && method.function.module == &module && !was_read(function)) left[function.name.name].push_back(method);
        }
    }
    if (left.empty()) return;
    walk(module, [&](const Node& node, const Scope& scope, const Stmt*) {
        const MemberRead read = member_read(node);
        const auto found = read.owner ? left.find(read.name) : left.end();
        if (found == left.end()) return;
        const PyValue receiver = evaluator.evaluate(*read.owner, module, scope);
        if (!receiver.is(PyKind::Scripted) || receiver.traced || !receiver.instance) return;
        for (const Method& method : found->second) {
            const auto own = evaluator.find_method(receiver.instance->cls, read.name);
            if (!own || own->function != method.function) continue;
            FunctionContext context;
            context.module = &module;
            context.scope = &scope;
            context.symbol = module.scope().scope_of(*method.function.node)->qualified_name;
            sink.found(MethodNotExported{method.function.node, receiver.instance, node.span}, context, version);
            return;
        }
    });
}

}  // namespace jitlint::analysis
