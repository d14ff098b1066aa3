#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

void Evaluator::Impl::put(std::vector<Attribute>& attributes, std::string_view name, const PyValue& value, AttributeKind kind, const Frame& frame,
                          text::Span span) {
    auto it = std::find_if(attributes.begin(), attributes.end(), [name](const Attribute& a) { return a.name == name; });
    if (it == attributes.end()) it = attributes.emplace(attributes.end());
    it->name = heap.intern(name);
    it->value = value;
    it->kind = kind;
    it->certain = true;
    it->module = frame.module;
    it->span = span;
    it->alternatives = alternatives_of(value);
}

/// The attribute may have another value as well.
void Evaluator::Impl::blur(Attribute& attribute) {
    attribute.value = heap.one_of({attribute.value, PyValue{}});
    attribute.alternatives = alternatives_of(attribute.value);
}

/// A submodule or parameter is assigned: nn.Module's __init__ must have run.
void Evaluator::Impl::require_init(ModuleInstance& instance) {
    auto& module = static_cast<HeapModule&>(instance);
    if (module.init == InitState::No && !(instance.cls && may_be_initialized_elsewhere(instance.cls))) module.super_init_called = false;
}

/// The function under `@name.setter`; empty where it is not known.
FunctionRef Evaluator::Impl::property_setter(const Method& property, std::string_view name) {
    const Scope* scope = property.owner.module->scope().scope_of(*property.owner.node);
    FunctionRef setter;
    for (const Binding& binding : scope->bindings(name)) {
        const auto* function = as<FunctionDef>(binding.node);
        const auto* marked = function && function->decorators.size() == 1 ? as<syntax::Attribute>(function->decorators[0]) : nullptr;
        if (!marked || marked->attr.name != "setter") continue;
        if (setter || binding.conditional) return {};
        setter = {property.owner.module, function, nullptr};
    }
    return setter;
}

PyValue Evaluator::Impl::property_function(const PyValue& property, std::size_t position, std::string_view keyword) {
    if (!property.is(PyKind::ExternalObject) || property.text != kProperty || !property.capture) return {};
    const PyValue* function = argument(property.capture->bound, position, keyword);
    return function && function->is(PyKind::Function) ? *function : PyValue{};
}

/// Whether a property, a data descriptor or a __setattr__ of the class takes what is assigned to the name.
bool Evaluator::Impl::is_set_through_class(ClassRef cls, std::string_view name) {
    if (const auto method = find_method(cls, name))
        return method->decorations.property || property_setter(*method, name) || find_method(cls, "__setattr__");
    const auto held = class_data(cls, name);
    return (held && (has_special(*held, "__set__") || (held->is(PyKind::ExternalObject) && held->text == kProperty))) ||
           find_method(cls, "__setattr__");
}

void Evaluator::Impl::set_through_class(ClassRef cls, const PyValue& self, std::string_view name, const PyValue& value, const Site& site) {
    if (const auto method = find_method(cls, "__setattr__"); method && self.is(PyKind::Object) && !method->decorations.unknown) {
        run_function(method->function, nullptr, {{{}, self, false}, {{}, text(name), false}, {{}, value, false}});
        return;
    }
    if (find_method(cls, "__setattr__")) {
        (self.is(PyKind::Module) ? self.instance->open : self.object->open) = true;
        heap.escape(value);
        return;
    }
    const auto property = find_method(cls, name);
    if (!property) {
        const PyValue descriptor = *class_data(cls, name);
        if (const PyValue setter = property_function(descriptor, 1, "fset"); setter.known()) {
            call_function(setter, {{{}, self, false}, {{}, value, false}});
            return;
        }
        if (has_special(descriptor, "__set_name__")) {
            PyValue owner;
            owner.kind = PyKind::Class;
            owner.cls = cls;
            object_method(descriptor, "__set_name__", {{{}, owner, false}, {{}, text(name), false}}, site);
        }
        if (descriptor.is(PyKind::Object)) {
            object_method(descriptor, "__set__", {{{}, self, false}, {{}, value, false}}, site);
            return;
        }
    }
    // `@Base.name.setter` is no decorator that makes the property of this class unknown.
    const bool known = property && (!property->decorations.unknown || (!property->decorations.property && !is_patched(cls, name)));
    if (const FunctionRef setter = known ? property_setter(*property, name) : FunctionRef{}) {
        run_function(setter, nullptr, {{{}, self, false}, {{}, value, false}});
        return;
    }
    heap.escape(self);
    heap.escape(value);
    for (Attribute& attribute : self.is(PyKind::Module) ? self.instance->attributes : self.object->attributes) blur(attribute);
}

void Evaluator::Impl::set_module_attribute(ModuleInstance& instance, std::string_view name, const PyValue& value, Frame& frame, text::Span span) {
    heap.touch(&instance);
    std::vector<PyValue> options = alternatives_of(value);
    if (instance.cls && is_set_through_class(instance.cls, name)) {
        // nn.Module's __setattr__ registers modules and parameters, whatever the class has by their name.
        auto is_registered = [](const PyValue& v) {
            return v.is(PyKind::Module) || v.is(PyKind::Scripted) || (v.is(PyKind::Tensor) && v.is_parameter);
        };
        const bool plain = std::none_of(options.begin(), options.end(), [&](const PyValue& v) { return !v.known() || is_registered(v); });
        auto set = [&] {
            set_through_class(instance.cls, module_value(&instance), name, value, {frame, span, nullptr});
            return Flow::Alive;
        };
        if (plain) {
            set();
            return;
        }
        instance.open = true;
        heap.escape(value);
        if (!std::all_of(options.begin(), options.end(), is_registered)) either([] { return Flow::Alive; }, set);
        return;
    }
    const Attribute* before = instance.find(name);
    AttributeKind kind = AttributeKind::Plain;
    if (before && before->kind != AttributeKind::ClassLevel) kind = before->kind;
    const bool module =
        std::any_of(options.begin(), options.end(), [](const PyValue& v) { return v.is(PyKind::Module) || (v.is(PyKind::Scripted) && v.instance); });
    const bool parameter = std::any_of(options.begin(), options.end(), [](const PyValue& v) { return v.is(PyKind::Tensor) && v.is_parameter; });
    if (module) {
        kind = AttributeKind::Submodule;
        require_init(instance);
    } else if (parameter) {
        kind = AttributeKind::Parameter;
        require_init(instance);
    } else if (value.known() && !value.is(PyKind::None)) {
        // Only None and Tensors may stand in for a registered one; for a parameter Python raises.
        const bool fits = (kind == AttributeKind::Buffer && value.is(PyKind::Tensor));
        if (!fits) kind = AttributeKind::Plain;
    }
    for (auto& [key, member] : instance.members) {
        if (key != name) continue;
        member = value;
        return;
    }
    put(instance.attributes, name, value, kind, frame, span);
}

void Evaluator::Impl::set_attribute(const PyValue& target, std::string_view name, const PyValue& value, Frame& frame, text::Span span) {
    switch (target.kind) {
        case PyKind::Module:
            return set_module_attribute(*target.instance, name, value, frame, span);
        case PyKind::Object: {
            heap.touch(target.object);
            if (name == "__dict__") return replace_attributes(target, value, frame, span);
            if (target.object->cls && is_set_through_class(target.object->cls, name))
                return set_through_class(target.object->cls, target, name, value, {frame, span, nullptr});
            // `__setattr__ = dict.__setitem__`
            if (const auto held = target.object->dict ? class_data(target.object->cls, "__setattr__") : std::nullopt)
                return held->is(PyKind::External) && held->text == "builtins.dict.__setitem__"
                           ? set_subscript(items_of(target), text(name), value, frame, span)
                           : heap.escape(target);
            put(target.object->attributes, name, value, AttributeKind::Plain, frame, span);
            return;
        }
        case PyKind::ExternalObject:
            if (!target.object) {
                heap.escape(value);
                return;
            }
            heap.touch(target.object);
            put(target.object->attributes, name, value, AttributeKind::Plain, frame, span);
            return;
        case PyKind::Unknown:
            // It may be any of these, or none.
            if (target.list) {
                const std::vector<PyValue> options = target.list->items;
                for (const PyValue& option : options) {
                    if (!option.is(PyKind::Module) && !option.is(PyKind::Object)) continue;
                    either([] { return Flow::Alive; },
                           [&] {
                               set_attribute(option, name, value, frame, span);
                               return Flow::Alive;
                           });
                }
            }
            heap.escape(value);
            return;
        case PyKind::Class:
            patched_classes[target.cls.node].insert(heap.intern(name));
            heap.escape(value);
            return;
        case PyKind::Tensor:
            if (name == "data") forget_sizes(target);
            return;
        case PyKind::Function:
        case PyKind::External:
            return;
        default:
            heap.escape(value);
            return;
    }
}

void Evaluator::Impl::delete_attribute(const PyValue& target, std::string_view name) {
    if (target.is(PyKind::Module)) {
        heap.touch(target.instance);
        std::erase_if(target.instance->attributes, [name](const Attribute& a) { return a.name == name; });
        std::erase_if(target.instance->members, [name](const auto& member) { return member.first == name; });
    } else if (target.is(PyKind::Object)) {
        heap.touch(target.object);
        std::erase_if(target.object->attributes, [name](const Attribute& a) { return a.name == name; });
    } else if (target.is(PyKind::Unknown)) {
        heap.escape(target);
    }
}

}  // namespace jitlint::analysis
