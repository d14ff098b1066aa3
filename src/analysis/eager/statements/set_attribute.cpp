#include <algorithm>

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

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

/// A submodule or parameter is assigned: nn.Module's __init__ must have run.
void Evaluator::Impl::require_init(ModuleInstance& instance) {
    auto& module = static_cast<HeapModule&>(instance);
    if (module.init == InitState::No && !(instance.cls && may_be_initialized_elsewhere(instance.cls))) module.super_init_called = false;
}

void Evaluator::Impl::set_module_attribute(ModuleInstance& instance, std::string_view name, const PyValue& value, Frame& frame, text::Span span) {
    heap.touch(&instance);
    if (instance.cls) {
        // A property's setter, or a __setattr__ of the class, does what it likes.
        auto method = find_method(instance.cls, name);
        if ((method && method->decorations.property) || find_method(instance.cls, "__setattr__")) {
            instance.open = true;
            heap.escape(value);
            return;
        }
    }
    const Attribute* before = instance.find(name);
    AttributeKind kind = AttributeKind::Plain;
    if (before && before->kind != AttributeKind::ClassLevel) kind = before->kind;
    std::vector<PyValue> options = alternatives_of(value);
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
            auto method = target.object->cls ? find_method(target.object->cls, name) : std::nullopt;
            if ((method && method->decorations.property) || (target.object->cls && find_method(target.object->cls, "__setattr__"))) {
                target.object->open = true;
                heap.escape(value);
                return;
            }
            put(target.object->attributes, name, value, AttributeKind::Plain, frame, span);
            return;
        }
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
