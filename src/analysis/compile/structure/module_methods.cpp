#include <algorithm>

#include "analysis/compile/structure/module_check.h"
#include "analysis/compile/structure/module_checks.h"
#include "analysis/compile/structure/module_structure.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;
using torchscript::Version;

/// A function that is written as a method would be, for the module and something else.
bool ModuleCheck::takes_module(const PyValue& value) {
    const FunctionDef* node = value.function.node;
    return node && !node->parameters.empty() && !node->parameters[0].annotation &&
           (node->parameters[0].name.name == "self" || node->parameters.size() > 1);
}

/// Where forward is a lambda or made by functools.partial there is no source of a function to read.
void ModuleCheck::check_forward_value() {
    if (!since(1, 13)) return;
    for (const analysis::Attribute& attribute : instance_.attributes) {
        if (attribute.name != "forward" || attribute.kind != AttributeKind::Plain || !attribute.certain || !attribute.module) continue;
        const PyValue& value = attribute.value;
        const bool lambda = value.is(PyKind::Function) && value.function.lambda;
        if (!lambda && !(value.is(PyKind::ExternalObject) && value.text == "functools.partial")) continue;
        if (comes_later(session_, attribute.module, attribute.span)) continue;
        const auto why = lambda ? ModuleDiffers::Why::ForwardLambda : ModuleDiffers::Why::ForwardPartial;
        emit(ModuleDiffers{attribute.span, attribute.name, &instance_, why}, attribute.module);
    }
}

void ModuleCheck::check_forward_patch() {
    for (const analysis::Attribute& attribute : instance_.attributes) {
        if (attribute.kind != AttributeKind::Plain || !attribute.certain || comes_later(session_, attribute.module, attribute.span)) continue;
        const PyValue& value = attribute.value;
        const bool function = value.is(PyKind::Function);
        if (!function && !value.is(PyKind::BoundMethod)) continue;
        if (attribute.name == "forward" && value.function.lambda && since(1, 13)) continue;
        const auto method = evaluator_.find_method(instance_.cls, attribute.name);
        if (!method || method->decorations.property) continue;
        if (attribute.name == "forward" ? !function : value.function == method->function) continue;
        if (attribute.name == "forward" && takes_module(value)) continue;
        const auto why = attribute.name == "forward" ? ModuleDiffers::Why::ForwardPatched : ModuleDiffers::Why::MethodPatched;
        emit(ModuleDiffers{attribute.span, attribute.name, &instance_, why}, attribute.module);
    }
}

void ModuleCheck::check_methods() {
    for (const Method& method : evaluator_.methods(instance_.cls)) {
        const FunctionDef& node = *method.function.node;
        const SourceModule* module = method.function.module;
        const Decorations& d = method.decorations;
        if (node.name.name == "__call__" && method.owner.node->span.contains(node.span) && !d.unknown) {
            const auto forward = evaluator_.find_method(instance_.cls, "forward");
            if (forward && !(forward->function == method.function))
                emit(ModuleDiffers{node.name.span, node.name.name, &instance_, ModuleDiffers::Why::CallOverridden}, module);
        }
        if (d.unknown_decorator && is_cached_property(*d.unknown_decorator, method))
            emit(ModuleDiffers{node.name.span, node.name.name, &instance_, ModuleDiffers::Why::CachedProperty}, module);
        if (d.property && !instance_.generic && !instance_.open) check_property(method);
    }
    check_made_properties();
}

/// `k = property(...)`: what it calls is read as the source of a function.
void ModuleCheck::check_made_properties() {
    using Why = PropertyProblem::Why;
    std::vector<std::string_view> seen;
    for (const auto& entry : evaluator_.linearization(instance_.cls).entries) {
        const Scope* scope = entry.cls ? scope_of(entry.cls) : nullptr;
        if (!scope) continue;
        for (const Binding& binding : scope->all()) {
            const auto* made = as<Call>(binding.value);
            if (!made || binding.kind != BindingKind::Assignment || binding.conditional ||
                scope->bindings(binding.name).back().value != binding.value)
                continue;
            if (text::among(binding.name, seen)) continue;
            const PyValue callee = evaluator_.evaluate(*made->func, *entry.cls.module, *scope);
            if (!callee.is(PyKind::External) || callee.text != "builtins.property") continue;
            const Expr* getter = made->args.size() > 0 ? made->args[0] : nullptr;
            for (const Keyword& keyword : made->keywords)
                if (keyword.name.name == "fget" || keyword.name.name.empty()) getter = keyword.value;
            const auto* constant = as<Constant>(getter);
            const bool absent = getter ? constant && constant->constant == ConstantKind::None : made->keywords.size() > 0;
            if (absent) emit(PropertyProblem{binding.span, binding.name, &instance_, Why::NoGetter}, entry.cls.module);
            if (is<Lambda>(getter) && !session_.class_list_has(instance_.cls, "__jit_unused_properties__", binding.name))
                emit(PropertyProblem{getter->span, binding.name, &instance_, Why::LambdaGetter}, entry.cls.module);
        }
        for (const Binding& binding : scope->all()) seen.push_back(binding.name);
    }
}

bool ModuleCheck::is_cached_property(const Expr& decorator, const Method& method) {
    const Scope* scope = method.owner ? scope_of(method.owner) : nullptr;
    if (!scope) return false;
    const PyValue value = evaluator_.evaluate(decorator, *method.owner.module, *scope);
    return value.is(PyKind::External) && value.text == "functools.cached_property";
}

/// torch.jit.script reads every property of the Python object.
void ModuleCheck::check_property(const Method& method) {
    if (session_.class_list_has(instance_.cls, "__jit_ignored_attributes__", method.function.node->name.name)) return;
    const Stmt* raised = evaluator_.certain_raise(method, instance_);
    if (!raised) return;
    if (const auto* raise = as<Raise>(raised)) {
        const Expr* what = raise->exc;
        if (const auto* made = as<Call>(what)) what = made->func;
        const auto* named = as<Name>(what);
        // An AttributeError says that there is no such attribute, which is fine.
        if (!named || named->id == "AttributeError") return;
    }
    emit(PropertyProblem{raised->span, method.function.node->name.name, &instance_, PropertyProblem::Why::Raises}, method.function.module);
}

void ModuleCheck::check_generated_init() {
    if (!since(1, 13)) return;
    for (const auto& entry : evaluator_.linearization(instance_.cls).entries) {
        const Scope* scope = entry.cls ? scope_of(entry.cls) : nullptr;
        if (!scope || !scope->bindings("__init__").empty()) return;
        for (const Expr* decorator : entry.cls.node->decorators) {
            const auto* made = as<Call>(decorator);
            if (made && made->argument("init")) return;
            const PyValue value = evaluator_.evaluate(made ? *made->func : *decorator, *entry.cls.module, *scope->parent);
            if (value.is(PyKind::External) && value.text == "dataclasses.dataclass")
                emit(ModuleRefused{&instance_, decorator->span, entry.cls.node->name.name, ModuleRefused::Why::GeneratedInit, nullptr},
                     entry.cls.module);
        }
    }
}

}  // namespace jitlint::analysis
