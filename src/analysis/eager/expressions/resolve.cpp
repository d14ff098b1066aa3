#include <algorithm>

#include "analysis/eager/interpreter.h"
#include "analysis/eager/python_names.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// Definitions and imports of one name, the last of them on every path: it replaces the others. Of several classes each may have been scripted
/// while the name was its own.
bool is_redefinition(std::span<const Binding* const> bindings) {
    const BindingKind last = bindings.back()->kind;
    const auto classes = std::count_if(bindings.begin(), bindings.end(), [](const Binding* binding) { return binding->kind == BindingKind::Class; });
    return classes < 2 && !bindings.back()->conditional && (last == BindingKind::Function || last == BindingKind::Class) &&
           std::all_of(bindings.begin(), bindings.end(), [](const Binding* binding) {
               return binding->kind == BindingKind::Function || binding->kind == BindingKind::Class || binding->kind == BindingKind::Import ||
                      binding->kind == BindingKind::ImportFrom;
           });
}

/// A number or a text, or one of several.
bool is_plain(const PyValue& value) {
    if (value.is(PyKind::Unknown)) return value.list && !value.list->items.empty() && std::ranges::all_of(value.list->items, is_plain);
    return value.is(PyKind::Bool) || value.is(PyKind::Int) || value.is(PyKind::Float) || value.is(PyKind::Str);
}

}  // namespace

Frame* Evaluator::Impl::static_frame(const SourceModule& module, const Scope& scope) {
    Frame* frame = heap.make_frame();
    frame->module = &module;
    frame->scope = &scope;
    frame->is_static = true;
    return frame;
}

std::optional<PyValue> Evaluator::Impl::lookup(std::string_view name, const SourceModule& module, const Scope& scope) {
    for (const Scope* from = &scope; from;) {
        const Scope* found = module.scope().resolve(name, *from);
        if (!found) break;
        if (auto value = scope_value(name, module, *found)) return value;
        do from = found = found->parent;
        while (from && from->kind == ScopeKind::Class);
    }
    bool certain = true;
    if (auto value = star_value(name, module, &certain)) return value;
    if (is_builtin_name(name)) {
        if (name.starts_with("__")) return PyValue{};
        if (name == "Ellipsis") return ellipsis();
        return external("builtins." + std::string(name));
    }
    if (!certain || may_define_any(module)) return PyValue{};
    return std::nullopt;
}

std::optional<PyValue> Evaluator::Impl::scope_value(std::string_view name, const SourceModule& module, const Scope& scope) {
    NameKey key{&scope, name, annotations};
    auto it = names.find(key);
    if (it != names.end()) return it->second;
    // The name may stand in a text that does not live as long as what is remembered: a type comment.
    key.name = heap.intern(name);
    std::vector<const Binding*> bindings;
    for (const Binding& binding : scope.bindings(name)) {
        if (binding.type_checking_only && !annotations) continue;
        const bool declaration = binding.kind == BindingKind::Assignment && !binding.value;
        if (!declaration) bindings.push_back(&binding);
    }
    if (bindings.empty()) {
        names[key] = std::nullopt;
        return std::nullopt;
    }
    names[key] = PyValue{};  // a name that depends on itself
    Budget budget(*this);
    const auto replaced = scope.kind == ScopeKind::Module ? replacing_star(name, module, bindings) : std::nullopt;
    PyValue value = replaced ? *replaced : bindings_value(bindings, module, scope);
    if (scope.kind == ScopeKind::Module && value.known()) {
        if (changed_elsewhere(name, module)) heap.escape(value);
        forget_changes(value, name, module);
    }
    names[key] = value;
    return value;
}

/// Whether the binding stands in the branch of an `if` that is certainly not taken; of module-level code and class bodies.
bool Evaluator::Impl::is_left_out(const Binding& binding, const SourceModule& module, const Scope& scope) {
    const auto* cls = as<ClassDef>(scope.node);
    if (!binding.conditional || !binding.node || (scope.kind != ScopeKind::Module && !cls)) return false;
    auto around = [&](Body body) {
        return std::find_if(body.begin(), body.end(), [&](const Stmt* statement) { return statement->span.contains(binding.node->span); });
    };
    for (Body body = cls ? cls->body : module.tree().body;;) {
        const auto found = around(body);
        const auto* test = found == body.end() ? nullptr : as<If>(*found);
        if (!test || test == binding.node) return false;
        const bool if_true = around(test->body) != test->body.end();
        const Tri holds = truth(evaluate(*test->test, *static_frame(module, scope)));
        if (holds == (if_true ? Tri::No : Tri::Yes)) return true;
        body = if_true ? test->body : test->orelse;
    }
}

PyValue Evaluator::Impl::bindings_value(std::span<const Binding* const> all, const SourceModule& module, const Scope& scope) {
    std::vector<const Binding*> bindings(all.begin(), all.end());
    if (bindings.size() > 1) std::erase_if(bindings, [&](const Binding* binding) { return is_left_out(*binding, module, scope); });
    if (bindings.empty()) return {};
    for (const Binding* binding : bindings) {
        switch (binding->kind) {
            case BindingKind::Import:
            case BindingKind::ImportFrom:
            case BindingKind::Function:
            case BindingKind::Class:
                break;
            case BindingKind::Assignment:
            case BindingKind::Unpacking:
                // Which of a function's assignments ran is a matter of its arguments.
                if (binding->conditional && scope.kind == ScopeKind::Function) return {};
                break;
            case BindingKind::StarImport:
            case BindingKind::Augmented:
            case BindingKind::Parameter:
            case BindingKind::LoopTarget:
            case BindingKind::WithTarget:
            case BindingKind::Other:
                return {};
        }
    }
    if (bindings.size() == 1) return binding_value(*bindings.front(), module, scope);
    // Overloads are declarations: the one that is none holds.
    const Binding* implementation = nullptr;
    bool overloads = true;
    for (const Binding* binding : bindings) {
        const auto* function = as<FunctionDef>(binding->node);
        if (binding->kind != BindingKind::Function || !function) {
            overloads = false;
            break;
        }
        if (decorations(*function, module, scope).overload) continue;
        if (implementation) overloads = false;
        implementation = binding;
    }
    if (overloads && implementation) return binding_value(*implementation, module, scope);
    if (overloads && !bindings.back()->conditional) return binding_value(*bindings.back(), module, scope);
    if (scope.kind == ScopeKind::Module && is_redefinition(bindings)) return binding_value(*bindings.back(), module, scope);
    std::vector<PyValue> values;
    for (const Binding* binding : bindings) {
        // A function that sets a flag (`global`) leaves it one.
        const bool set_later = binding->by_function && !values.empty() && values.front().is(PyKind::Bool);
        values.push_back(set_later ? tri(Tri::Maybe) : binding_value(*binding, module, scope));
    }
    if (std::all_of(values.begin() + 1, values.end(), [&](const PyValue& value) { return same_value(values.front(), value); })) return values.front();
    const PyKind kind = values.front().kind;
    const bool containers = kind == PyKind::List || kind == PyKind::Dict || kind == PyKind::Set;
    if (containers && std::all_of(values.begin(), values.end(), [&](const PyValue& value) { return value.is(kind); })) {
        // What is in it is not known, but what it is.
        for (const PyValue& value : values) heap.escape(value);
        return values.front();
    }
    // `from library import Base`, and `Base = nn.Module` where the import fails.
    auto is_class = [](const PyValue& value) { return value.is(PyKind::Class) || value.is(PyKind::External); };
    if (scope.kind == ScopeKind::Module && std::all_of(values.begin(), values.end(), is_class)) return heap.one_of(values);
    // `HAS_EXTENSION = True`, and False where the import fails.
    return scope.kind == ScopeKind::Module && std::all_of(values.begin(), values.end(), is_plain) ? heap.one_of(values) : PyValue{};
}

/// What a name means to a statement of the file where it is bound anew behind it (`_relu = relu`, then `def relu`); nullopt where it is not.
std::optional<PyValue> Evaluator::Impl::value_before(std::string_view name, std::uint32_t offset, const SourceModule& module, const Scope& scope) {
    std::vector<const Binding*> before;
    bool later = false;
    for (const Binding& binding : scope.bindings(name)) {
        if (binding.span.begin < offset)
            before.push_back(&binding);
        else
            later = true;
    }
    if (!later) return std::nullopt;
    return before.empty() ? PyValue{} : bindings_value(before, module, scope);
}

PyValue Evaluator::Impl::binding_value(const Binding& binding, const SourceModule& module, const Scope& scope) {
    switch (binding.kind) {
        case BindingKind::Import:
            return import_value(*binding.alias, module);
        case BindingKind::ImportFrom:
            return import_from_value(*static_cast<const ImportFrom*>(binding.node), *binding.alias, module);
        case BindingKind::Function: {
            const auto* function = as<FunctionDef>(binding.node);
            return function ? function_value({&module, function, nullptr}, nullptr) : PyValue{};
        }
        case BindingKind::Class: {
            const auto* cls = as<ClassDef>(binding.node);
            if (!cls || !plainly_decorated(*cls, module)) return {};
            PyValue value;
            value.kind = PyKind::Class;
            value.cls = {&module, cls};
            return value;
        }
        case BindingKind::Assignment: {
            if (!binding.value) return {};
            if (const auto* copied = as<Name>(binding.value); copied && scope.kind == ScopeKind::Module)
                if (auto earlier = value_before(copied->id, binding.span.begin, module, scope)) return *earlier;
            Frame* frame = static_frame(module, scope);
            return evaluate(*binding.value, *frame);
        }
        case BindingKind::Unpacking: {
            const auto* statement = as<Assign>(binding.node);
            if (!statement) return {};
            Frame* frame = static_frame(module, scope);
            const PyValue value = evaluate(*statement->value, *frame);
            for (const Expr* target : statement->targets)
                if (is<Tuple>(target) || is<List>(target)) assign(*target, value, *frame);
            const PyValue* part = frame->find(binding.name);
            return part ? *part : PyValue{};
        }
        default:
            return {};
    }
}

PyValue Evaluator::Impl::name_value(std::string_view name, Frame& start) {
    for (Frame* frame = &start;;) {
        if (frame->scope->declares_global(name)) {
            auto value = lookup(name, *frame->module, frame->module->scope().module());
            return value ? *value : PyValue{};
        }
        if (const PyValue* local = frame->find(name)) return *local;
        if (frame->is_static) {
            auto value = lookup(name, *frame->module, *frame->scope);
            return value ? *value : PyValue{};
        }
        if (name == "__class__" && frame->owner) {
            PyValue value;
            value.kind = PyKind::Class;
            value.cls = frame->owner;
            return value;
        }
        if (!frame->scope->bindings(name).empty()) return {};  // not bound as yet
        if (frame->outer) {
            frame = frame->outer;
            continue;
        }
        auto value = lookup(name, *frame->module, *frame->scope);
        return value ? *value : PyValue{};
    }
}

}  // namespace jitlint::analysis
