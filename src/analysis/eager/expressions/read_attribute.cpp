#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

const Attribute* find_in(const std::vector<Attribute>& attributes, std::string_view name) {
    auto it = std::find_if(attributes.begin(), attributes.end(), [name](const Attribute& a) { return a.name == name; });
    return it == attributes.end() ? nullptr : &*it;
}

}  // namespace

const Attribute* ModuleInstance::find(std::string_view name) const { return find_in(attributes, name); }
Attribute* ModuleInstance::find(std::string_view name) { return const_cast<Attribute*>(find_in(attributes, name)); }
const Attribute* ObjectInstance::find(std::string_view name) const { return find_in(attributes, name); }

std::optional<PyValue> Evaluator::Impl::attribute(const PyValue& value, std::string_view name) {
    Level level(*this);
    if (!level.ok) return PyValue{};
    switch (value.kind) {
        case PyKind::Unknown: {
            if (!value.list) return PyValue{};
            std::vector<PyValue> options;
            for (const PyValue& option : value.list->items) {
                // Where one alternative has no such attribute the program would not have come here with it.
                if (auto part = attribute(option, name)) options.push_back(*part);
            }
            return heap.one_of(options);
        }
        case PyKind::Namespace:
            return namespace_attribute(*value.space, name);
        case PyKind::External:
            if (value.text == "typing" && name == "TYPE_CHECKING") return boolean(false);
            return external(std::string(value.text) + "." + std::string(name));
        case PyKind::Class: {
            if (name == "__name__" || name == "__qualname__") return text(value.cls.node->name.name);
            return class_attribute(value.cls, name, value);
        }
        case PyKind::Module:
            return instance_attribute(*value.instance, name);
        case PyKind::Object: {
            if (name == "__class__" && value.object->cls) {
                PyValue cls;
                cls.kind = PyKind::Class;
                cls.cls = value.object->cls;
                return cls;
            }
            if (const Attribute* own = value.object->find(name)) return own->value;
            if (!value.object->cls) return PyValue{};
            auto found = class_attribute(value.object->cls, name, value);
            if (value.object->dict && !(found && found->known())) return subscript(items_of(value), text(name));
            if (!found && value.object->open) return PyValue{};
            return found;
        }
        case PyKind::ExternalObject:
            if (!value.object || name.starts_with("__")) return PyValue{};
            if (const Attribute* own = value.object->find(name)) return own->value;
            return value.object->open ? std::optional(PyValue{}) : std::nullopt;
        case PyKind::Tuple:
            if (value.cls) {
                std::size_t at = 0;
                for (std::string_view field : tuple_fields(value.cls)) {
                    if (field == name && at < value.list->items.size()) return value.list->items[at];
                    ++at;
                }
                if (auto found = class_attribute(value.cls, name, value)) return found;
            }
            return PyValue{};
        case PyKind::Function:
            if (name == "__name__" && value.function.node) return text(value.function.node->name.name);
            return PyValue{};
        case PyKind::Tensor:
            return tensor_attribute(value, name);
        default:
            return PyValue{};
    }
}

/// `name` as found in the class and its bases, or in those behind `after` only, bound to `receiver` where that is an instance.
std::optional<PyValue> Evaluator::Impl::class_attribute(ClassRef cls, std::string_view name, const PyValue& receiver, ClassRef after) {
    const bool on_instance = !receiver.is(PyKind::Class);
    const Linearization& line = linearization(cls);
    bool uncertain = !line.complete;
    bool behind = !after;
    for (const auto& entry : line.entries) {
        if (!behind) {
            behind = entry.cls == after;
            continue;
        }
        if (!entry.cls) {
            if (entry.external == "torch.autograd.Function" && name == "apply" && !on_instance) return external("torch.autograd.Function.apply");
            if (entry.external == "torch.nn.Module") {
                if (is_module_member(name)) return on_instance ? PyValue{} : external("torch.nn.Module." + std::string(name));
            } else if (entry.external.starts_with("torch.nn.") && !on_instance) {
                return external(std::string(entry.external) + "." + std::string(name));
            } else if (!entry.external.starts_with("abc.") && !entry.external.starts_with("typing.")) {
                uncertain = true;
            }
            continue;
        }
        if (auto method = method_in(entry.cls, name)) {
            const Decorations& d = method->decorations;
            if (d.property || d.unknown || is_patched_in(entry.cls, name)) return PyValue{};
            PyValue function = function_value(method->function, nullptr);
            if (d.static_method || (!on_instance && !d.class_method)) return function;
            function.kind = PyKind::BoundMethod;
            if (d.class_method) {
                function.cls = cls;
            } else {
                function.instance = receiver.instance;
                function.object = receiver.object;
            }
            return function;
        }
        const Scope* scope = entry.cls.module->scope().scope_of(*entry.cls.node);
        if (!scope || scope->bindings(name).empty()) continue;
        auto value = scope_value(name, *entry.cls.module, *scope);
        if (!value) continue;
        const bool computed = (value->is(PyKind::ExternalObject) && value->text == kProperty) || has_special(*value, "__get__");
        if (is_patched_in(entry.cls, name) || (on_instance && computed)) return PyValue{};
        if (derives_from(cls, "enum.Enum") != Tri::No) return enum_member(cls, name);
        return *value;
    }
    if (uncertain || name.starts_with("__")) return PyValue{};
    return std::nullopt;
}

std::optional<PyValue> Evaluator::Impl::class_data(ClassRef cls, std::string_view name) {
    for (const auto& entry : linearization(cls).entries) {
        const Scope* scope = entry.cls ? entry.cls.module->scope().scope_of(*entry.cls.node) : nullptr;
        if (!scope || scope->bindings(name).empty()) continue;
        if (method_in(entry.cls, name) || is_patched_in(entry.cls, name)) return std::nullopt;
        if (auto value = scope_value(name, *entry.cls.module, *scope)) return value;
    }
    return std::nullopt;
}

bool Evaluator::Impl::has_special(const PyValue& value, std::string_view name) {
    return value.is(PyKind::Object) && value.object->cls && find_method(value.object->cls, name);
}

std::optional<PyValue> Evaluator::Impl::instance_attribute(const ModuleInstance& instance, std::string_view name) {
    if (const Attribute* own = instance.find(name)) return own->value;
    for (const auto& [key, member] : instance.members)
        if (key == name) return member;
    if (name == "__class__") {
        if (!instance.cls) return external(instance.external);
        PyValue cls;
        cls.kind = PyKind::Class;
        cls.cls = instance.cls;
        return cls;
    }
    const std::string_view library = instance.cls ? instance.base : instance.external;
    if (!library.empty() && (!instance.cls || (!find_method(instance.cls, name) && !class_data(instance.cls, name))))
        if (auto value = library_attribute(instance, library, name)) return value;
    if (!instance.cls) return PyValue{};
    PyValue receiver = module_value(const_cast<ModuleInstance*>(&instance));
    static constexpr std::string_view kChanging[] = {"add_module",      "register_module", "register_buffer", "register_parameter", "apply",
                                                     "load_state_dict", "__setattr__",     "__init__",        "__dict__",           "__setstate__"};
    // What is read and not called here may be called anywhere.
    if (text::among(name, kChanging)) heap.escape(receiver);
    auto found = class_attribute(instance.cls, name, receiver);
    if (!found && (instance.open || instance.generic)) {
        // A generic instance has all that some instance has, open ones may have more.
        if (instance.open) return PyValue{};
    }
    if (!found && (!instance.members_complete || find_method(instance.cls, "__getattr__"))) return PyValue{};
    return found;
}

/// An attribute as running code reads it: constants of libraries have their values, properties are run.
PyValue Evaluator::Impl::read_attribute(const PyValue& value, std::string_view name, Frame& frame) {
    if (value.is(PyKind::External) && (value.text == "math" || value.text == "numpy")) {
        if (name == "pi") return real(std::numbers::pi);
        if (name == "e") return real(std::numbers::e);
        if (name == "inf") {
            // The compiler knows this very object.
            PyValue infinity = real(std::numeric_limits<double>::infinity());
            infinity.text = external(std::string(value.text) + ".inf").text;
            return infinity;
        }
        if (name == "tau" && value.text == "math") return real(2 * std::numbers::pi);
    }
    ClassRef cls;
    if (value.is(PyKind::Module)) cls = value.instance->cls;
    if (value.is(PyKind::Object)) cls = value.object->cls;
    const bool own = (value.is(PyKind::Module) && value.instance->find(name)) || (value.is(PyKind::Object) && value.object->find(name));
    if (cls && !own) {
        auto method = find_method(cls, name);
        if (method && method->decorations.property && !method->decorations.unknown) {
            return run_function(method->function, nullptr, {{{}, value, false}});
        }
        const auto held = method ? std::nullopt : class_data(cls, name);
        if (const PyValue getter = held ? property_function(*held, 0, "fget") : PyValue{}; getter.known())
            return call_function(getter, {{{}, value, false}});
        if (held && has_special(*held, "__get__"))
            return object_method(*held, "__get__", {{{}, value, false}, {{}, {}, false}}, {frame, {}, nullptr});
    }
    if (value.is(PyKind::Object) && !own && has_special(value, "__getattr__") && !name.starts_with("__") && !find_method(cls, name) &&
        !class_data(cls, name) && !(value.object->dict && is_dict_method(name)))
        return run_method(value, "__getattr__", {{{}, text(name), false}});
    if (name == "__dict__" && value.object && (value.is(PyKind::Object) || value.is(PyKind::ExternalObject))) return attributes_dict(value);
    // A registry that is handed out can be changed by whoever has it.
    if (value.is(PyKind::Module) && (name == "__dict__" || name == "_modules" || name == "_parameters" || name == "_buffers")) {
        heap.touch(value.instance);
        value.instance->open = true;
        return {};
    }
    if (value.is(PyKind::Module) && (name == "_forward_hooks" || name == "_forward_pre_hooks" || name == "_backward_hooks")) {
        heap.touch(value.instance);
        value.instance->hooks_certain = false;
    }
    if (value.is(PyKind::Module) && !value.instance->cls && name == "forward" && !value.instance->find(name))
        return external_object("builtins.method");
    auto found = attribute(value, name);
    return found ? *found : PyValue{};
}

}  // namespace jitlint::analysis
