#include <algorithm>

#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// A base class outside the files that may bring methods of its own.
bool is_foreign(std::string_view external) {
    return !external.empty() && !external.starts_with("torch.") && !external.starts_with("abc.") && !external.starts_with("typing") &&
           !external.starts_with("enum.") && !external.starts_with("builtins.") && !external.starts_with("collections.");
}

}  // namespace

std::optional<Method> Evaluator::Impl::method_in(ClassRef cls, std::string_view name) {
    const Scope* scope = cls.module->scope().scope_of(*cls.node);
    if (!scope) return std::nullopt;
    const auto bindings = scope->bindings(name);
    if (bindings.empty()) return std::nullopt;
    std::optional<Method> found;
    bool several = false;
    for (const Binding& binding : bindings) {
        if (binding.type_checking_only || (bindings.size() > 1 && is_left_out(binding, *cls.module, *scope))) continue;
        if (binding.kind == BindingKind::Assignment && binding.value) {
            // `__call__ = forward`
            Frame* frame = static_frame(*cls.module, *scope);
            const auto* alias = as<Name>(binding.value);
            const PyValue value = alias ? evaluate(*binding.value, *frame) : PyValue{};
            if (!value.is(PyKind::Function) || !value.function.node) {
                found.reset();
                continue;
            }
            Method method{value.function, cls, {}};
            if (const Scope* inner = value.function.module->scope().scope_of(*value.function.node); inner && inner->parent)
                method.decorations = decorations(*value.function.node, *value.function.module, *inner->parent);
            found = method;
            continue;
        }
        const auto* function = as<FunctionDef>(binding.node);
        if (binding.kind != BindingKind::Function || !function) {
            found.reset();
            continue;
        }
        Method method{{cls.module, function, nullptr}, cls, decorations(*function, *cls.module, *scope)};
        if (method.decorations.setter_or_deleter && found && found->decorations.property) continue;
        if (found && !found->decorations.overload && binding.conditional) several = true;
        found = std::move(method);
    }
    // Which definition holds depends on a condition: the function is not known.
    if (found && several) found->decorations.unknown = true;
    return found;
}

bool Evaluator::Impl::is_patched_in(ClassRef cls, std::string_view name) {
    auto changed = [&](std::string_view prefix) {
        return changed_elsewhere(heap.intern(std::string(prefix) + "." + std::string(name)), *cls.module);
    };
    const auto found = patched_classes.find(cls.node);
    return changed(cls.node->name.name) || changed("*") || (found != patched_classes.end() && found->second.contains(name));
}

bool Evaluator::Impl::is_patched(ClassRef cls, std::string_view name) {
    const auto& entries = linearization(cls).entries;
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
        if (entry.cls) return is_patched_in(entry.cls, name);
        const std::string_view base = entry.external.substr(entry.external.rfind('.') + 1);
        return changed_elsewhere(heap.intern(std::string(base) + "." + std::string(name)), *cls.module);
    });
}

std::optional<Method> Evaluator::Impl::find_method(ClassRef cls, std::string_view name) {
    Budget budget(*this);
    bool behind_unknown = false;
    for (const auto& entry : linearization(cls).entries) {
        if (!entry.cls) {
            behind_unknown = behind_unknown || is_foreign(entry.external);
            continue;
        }
        if (auto method = method_in(entry.cls, name)) {
            // `Class.name = function` puts another function in its place, or the class of an object that is made.
            if (behind_unknown || is_patched_in(entry.cls, name)) method->decorations.unknown = true;
            return method;
        }
        // A data attribute of that name hides what the bases have.
        const Scope* scope = entry.cls.module->scope().scope_of(*entry.cls.node);
        if (scope)
            for (const Binding& binding : scope->bindings(name))
                if (!binding.type_checking_only && (binding.kind != BindingKind::Assignment || binding.value)) return std::nullopt;
        behind_unknown = behind_unknown || is_patched_in(entry.cls, "__bases__");
    }
    return std::nullopt;
}

std::vector<Method> Evaluator::Impl::methods(ClassRef cls) {
    Budget budget(*this);
    std::vector<Method> result;
    std::unordered_set<std::string_view> seen;
    const Linearization& line = linearization(cls);
    for (const auto& entry : line.entries) {
        if (!entry.cls) continue;
        const Scope* scope = entry.cls.module->scope().scope_of(*entry.cls.node);
        if (!scope) continue;
        for (const Binding& binding : scope->all()) {
            const bool declaration = binding.kind == BindingKind::Assignment && !binding.value;
            if (declaration || binding.type_checking_only || !seen.insert(binding.name).second) continue;
            if (auto method = find_method(cls, binding.name)) result.push_back(std::move(*method));
        }
    }
    return result;
}

namespace {

/// `@register`, `@MODELS.register_module(...)`: what registers a class gives it back.
bool registers(const Expr& callee) {
    const auto* read = as<syntax::Attribute>(&callee);
    const auto* named = as<Name>(&callee);
    return (read ? read->attr.name : named ? named->id : std::string_view{}).starts_with("register");
}

}  // namespace

bool Evaluator::Impl::gives_back(const Expr& decorator, ClassRef cls, Frame& frame) {
    PyValue value;
    value.kind = PyKind::Class;
    value.cls = cls;
    // What else the decorator does is done when the file is run.
    heap.fork();
    const PyValue function = evaluate(decorator, frame);
    const bool known = function.is(PyKind::Function) || function.is(PyKind::BoundMethod);
    const PyValue result = known ? call(function, {{{}, value, false}}, {frame, decorator.span, nullptr}) : PyValue{};
    heap.rollback();
    heap.commit();
    return result.is(PyKind::Class) && result.cls == cls;
}

bool Evaluator::Impl::plainly_decorated(const ClassDef& cls, const SourceModule& module) {
    if (cls.decorators.empty()) return true;
    const Scope* own = module.scope().scope_of(cls);
    if (!own || !own->parent) return false;
    for (const Expr* decorator : cls.decorators) {
        const auto* made = as<Call>(decorator);
        const Expr& callee = made ? *made->func : *decorator;
        Frame* frame = static_frame(module, *own->parent);
        const PyValue value = evaluate(callee, *frame);
        constexpr std::string_view harmless[] = {"dataclasses.dataclass",    "typing.final",    "typing_extensions.final", "torch.jit.script",
                                                 "functools.total_ordering", "enum.unique",     "torch.jit.interface",     "typing.runtime_checkable",
                                                 "torch.jit.ignore",         "torch.jit.unused"};
        const bool listed = value.is(PyKind::External) && text::among(value.text, harmless);
        if (!listed && !registers(callee) && !gives_back(*decorator, {&module, &cls}, *frame)) return false;
    }
    return true;
}

}  // namespace jitlint::analysis
