#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {

PyValue Evaluator::Impl::module_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site) {
    ModuleInstance& instance = *receiver.instance;
    if (const Attribute* own = instance.find(name)) {
        const PyValue callee = own->value;
        return call(callee, args, site);
    }
    if (instance.cls) {
        if (auto method = find_method(instance.cls, name)) {
            const Decorations& d = method->decorations;
            Arguments all{{{}, receiver, false}};
            if (d.class_method) {
                all.front().value = {};
                all.front().value.kind = PyKind::Class;
                all.front().value.cls = instance.cls;
            }
            if (d.static_method) all.clear();
            all.insert(all.end(), args.begin(), args.end());
            if (d.unknown) return call_unknown(receiver, args);
            if (d.property) return call(run_function(method->function, nullptr, {{{}, receiver, false}}), args, site);
            return run_function(method->function, nullptr, all);
        }
    }
    if (auto result = registration(receiver, name, args, site)) return *result;
    if (auto result = container_method(receiver, name, args, site)) return *result;
    if (auto result = plain_module_method(receiver, name, args, site)) return *result;
    const auto found = instance_attribute(instance, name);
    if (found && found->known()) return call(*found, args, site);
    if (!instance.cls || is_module_member(name)) return {};
    return call_unknown(receiver, args);
}

std::optional<PyValue> Evaluator::Impl::registration(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site) {
    ModuleInstance& instance = *receiver.instance;
    AttributeKind kind = AttributeKind::Plain;
    std::string_view value_name = "value";
    if (name == "add_module" || name == "register_module") {
        kind = AttributeKind::Submodule;
        value_name = "module";
    } else if (name == "register_buffer") {
        kind = AttributeKind::Buffer;
        value_name = "tensor";
    } else if (name == "register_parameter") {
        kind = AttributeKind::Parameter;
        value_name = "param";
    } else if (name == "register_forward_hook" || name == "register_forward_pre_hook" || name == "register_full_backward_hook" ||
               name == "register_full_backward_pre_hook" || name == "register_backward_hook") {
        const PyValue* hook = argument(args, 0, "hook");
        const PyValue* with_kwargs = argument(args, 99, "with_kwargs");
        heap.touch(&instance);
        auto& hooks = name == "register_forward_hook"       ? instance.forward_hooks
                      : name == "register_forward_pre_hook" ? instance.forward_pre_hooks
                                                            : instance.backward_hooks;
        ForwardHook made{hook ? *hook : PyValue{}, with_kwargs && with_kwargs->is(PyKind::Bool) && with_kwargs->boolean, site.frame.module, site.span,
                         ++hook_count};
        hooks.push_back(made);
        PyValue handle = external_object(kHookHandle);
        handle.instance = &instance;
        handle.integer = made.id;
        return handle;
    } else if (name != "__setattr__") {
        return std::nullopt;
    }
    const PyValue* key = argument(args, 0, "name");
    const PyValue* value = argument(args, 1, value_name);
    heap.touch(&instance);
    if (!key || !key->is(PyKind::Str) || !value) {
        instance.open = true;
        if (container_kind(instance) != ContainerKind::None) instance.members_complete = false;
        for (const CallArgument& arg : args) heap.escape(arg.value);
        return none();
    }
    if (name == "__setattr__") {
        // nn.Module's own, whatever the class makes of it.
        AttributeKind plain = AttributeKind::Plain;
        if (value->is(PyKind::Module)) plain = AttributeKind::Submodule;
        if (value->is(PyKind::Tensor) && value->is_parameter) plain = AttributeKind::Parameter;
        put(instance.attributes, key->text, *value, plain, site.frame, site.span);
        return none();
    }
    require_init(instance);
    if (kind == AttributeKind::Submodule && container_kind(instance) != ContainerKind::None) {
        for (auto& [have, member] : instance.members) {
            if (have != key->text) continue;
            member = *value;
            return none();
        }
        instance.members.emplace_back(key->text, *value);
        return none();
    }
    PyValue stored = *value;
    if (kind == AttributeKind::Buffer) stored.is_parameter = false;
    put(instance.attributes, key->text, stored, kind, site.frame, site.span);
    return none();
}

void Evaluator::Impl::remove_hook(ModuleInstance& instance, std::int64_t id) {
    heap.touch(&instance);
    for (auto* hooks : {&instance.forward_hooks, &instance.forward_pre_hooks, &instance.backward_hooks})
        std::erase_if(*hooks, [id](const ForwardHook& hook) { return hook.id == id; });
}

/// A call shows lazy modules their data: from then on they are what they are named after.
void Evaluator::Impl::materialize(const ModuleInstance& called) {
    for (const auto& [path, value] : submodules(called, true).items) {
        if (!value.is(PyKind::Module) || !value.instance->external.starts_with("torch.nn.Lazy")) continue;
        heap.touch(value.instance);
        value.instance->external = heap.intern("torch.nn." + std::string(value.instance->external.substr(13)));
        value.instance->arguments.clear();
        value.instance->keywords.clear();
        value.instance->arguments_complete = false;
    }
}

Evaluator::Impl::Submodules Evaluator::Impl::submodules(const ModuleInstance& start, bool deep) {
    Submodules result;
    std::unordered_set<const ModuleInstance*> seen;
    struct Work {
        std::string name;
        PyValue value;
    };
    std::vector<Work> stack;
    auto children = [&](const ModuleInstance& instance, const std::string& prefix) {
        std::vector<Work> below;
        result.complete = result.complete && !instance.open && instance.members_complete;
        auto add = [&](std::string_view name, const PyValue& value, bool certain) {
            const std::string path = prefix.empty() ? std::string(name) : prefix + "." + std::string(name);
            if (value.is(PyKind::Module) || value.is(PyKind::Scripted)) {
                below.push_back({path, value});
                result.complete = result.complete && certain;
            } else if (value.is(PyKind::Unknown) || value.is(PyKind::ExternalObject)) {
                result.complete = false;
                for (const PyValue& option : alternatives_of(value))
                    if (option.is(PyKind::Module)) below.push_back({path, option});
            }
        };
        for (const Attribute& attribute : instance.attributes)
            if (attribute.kind == AttributeKind::Submodule || attribute.kind == AttributeKind::Plain)
                add(attribute.name, attribute.value, attribute.certain);
        for (const auto& [key, member] : instance.members) add(key, member, true);
        // Some classes of torch.nn are made of others.
        if (instance.external.find("Transformer") != std::string_view::npos || instance.external.ends_with("MultiheadAttention"))
            result.complete = false;
        return below;
    };
    if (!deep) {
        for (Work& work : children(start, {})) result.items.emplace_back(std::move(work.name), work.value);
        return result;
    }
    stack.push_back({{}, module_value(const_cast<ModuleInstance*>(&start))});
    while (!stack.empty() && spend()) {
        Work work = std::move(stack.back());
        stack.pop_back();
        if (work.value.instance && !seen.insert(work.value.instance).second) continue;
        result.items.emplace_back(work.name, work.value);
        if (!work.value.is(PyKind::Module)) {
            result.complete = false;
            continue;
        }
        std::vector<Work> below = children(*work.value.instance, work.name);
        for (auto it = below.rbegin(); it != below.rend(); ++it) stack.push_back(std::move(*it));
    }
    return result;
}

void Evaluator::Impl::apply_to_all(const PyValue& module, const PyValue& function, const Site& site, int level) {
    if (level > 64 || !spend()) {
        heap.escape(module);
        return;
    }
    const Submodules below = submodules(*module.instance, false);
    for (const auto& [name, child] : below.items)
        if (child.is(PyKind::Module)) apply_to_all(child, function, site, level + 1);
    if (!below.complete) call(function, {{{}, {}, false}}, site);
    call(function, {{{}, module, false}}, site);
}

std::optional<PyValue> Evaluator::Impl::plain_module_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site) {
    if (name == "apply") {
        const PyValue* function = argument(args, 0, "fn");
        const bool known = function && (function->is(PyKind::Function) || function->is(PyKind::BoundMethod) || function->is(PyKind::External) ||
                                        (function->is(PyKind::ExternalObject) && function->capture));
        if (known)
            apply_to_all(receiver, *function, site, 0);
        else
            call_unknown(receiver, args);
        return receiver;
    }
    if (returns_module_itself(name)) return receiver;
    const bool modules = name == "modules" || name == "named_modules";
    if (modules || name == "children" || name == "named_children") {
        const Submodules found = submodules(*receiver.instance, modules);
        const bool named = name.starts_with("named_");
        std::vector<PyValue> items;
        for (const auto& [key, value] : found.items) items.push_back(named ? sequence(PyKind::Tuple, {text(key), value}) : value);
        return iterator(std::move(items), found.complete);
    }
    if (text::among(name, {"parameters", "buffers", "named_parameters", "named_buffers"})) {
        const bool named = name.starts_with("named_");
        PyValue some = iterator({named ? sequence(PyKind::Tuple, {vague(PyKind::Str), tensor()}) : tensor()}, false);
        some.list->alike = true;
        return some;
    }
    if (name == "state_dict") return dictionary({}, false);
    if (name == "get_submodule") {
        const PyValue* path = argument(args, 0, "target");
        if (!path || !path->is(PyKind::Str)) return PyValue{};
        for (const auto& [key, value] : submodules(*receiver.instance, true).items)
            if (key == path->text) return value;
        return PyValue{};
    }
    constexpr std::string_view harmless[] = {"load_state_dict",
                                             "zero_grad",
                                             "extra_repr",
                                             "get_parameter",
                                             "get_buffer",
                                             "get_extra_state",
                                             "_register_load_state_dict_pre_hook",
                                             "register_load_state_dict_post_hook",
                                             "register_load_state_dict_pre_hook",
                                             "register_state_dict_pre_hook",
                                             "_register_state_dict_hook",
                                             "register_state_dict_post_hook",
                                             "_get_name",
                                             "__repr__",
                                             "__str__",
                                             "__dir__",
                                             "compile"};
    if (text::among(name, harmless)) return PyValue{};
    if (name == "__delattr__") {
        const PyValue* key = argument(args, 0);
        if (key && key->is(PyKind::Str))
            delete_attribute(receiver, key->text);
        else
            heap.escape(receiver);
        return none();
    }
    return std::nullopt;
}

}  // namespace jitlint::analysis
