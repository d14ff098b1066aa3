#include "analysis/compile/structure/fingerprint.h"

#include <functional>
#include <string>

#include "analysis/compile/session.h"

namespace jitlint::analysis {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash ^= value + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2);
    return hash;
}

std::uint64_t mix(std::uint64_t hash, std::string_view text) { return mix(hash, std::hash<std::string_view>()(text)); }

std::uint64_t mix(std::uint64_t hash, const void* pointer) {
    return mix(hash, static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(pointer)));
}

namespace {

/// Modules count where there is a session that knows their structure.
std::uint64_t of_value(Session* session, const PyValue& value, int depth) {
    std::uint64_t h = mix(static_cast<std::uint64_t>(value.kind) + (static_cast<std::uint64_t>(value.vague_kind) << 8), value.text);
    if (depth > 6) return h;
    switch (value.kind) {
        case PyKind::Module:
            return session && value.instance ? mix(h, session->structure(*value.instance)) : h;
        case PyKind::Bool:
            return mix(h, std::uint64_t{value.boolean ? 2U : 1U});
        case PyKind::Int:
            return mix(h, static_cast<std::uint64_t>(value.integer));
        case PyKind::Tensor:
            return mix(h, std::uint64_t{(value.is_parameter ? 2U : 0U) | (value.requires_grad ? 1U : 0U)});
        case PyKind::List:
        case PyKind::Tuple:
        case PyKind::Set:
            if (value.list)
                for (const PyValue& item : value.list->items) h = mix(h, of_value(session, item, depth + 1));
            return h;
        case PyKind::Dict:
            if (value.dict)
                for (const auto& [key, item] : value.dict->items)
                    h = mix(mix(h, of_value(session, key, depth + 1)), of_value(session, item, depth + 1));
            return h;
        case PyKind::Function:
            return mix(h, static_cast<const void*>(value.function.node));
        case PyKind::Object:
            return mix(h, static_cast<const void*>(value.object));
        default:
            return h;
    }
}

}  // namespace

std::uint64_t fingerprint(const std::vector<PyValue>& arguments, const std::vector<std::pair<std::string_view, PyValue>>& keywords) {
    std::uint64_t hash = 1;
    for (const PyValue& value : arguments) hash = mix(hash, of_value(nullptr, value, 0));
    for (const auto& [name, value] : keywords) hash = mix(mix(hash, name), of_value(nullptr, value, 0));
    return hash;
}

std::uint64_t Session::structure(const ModuleInstance& instance) {
    auto [it, fresh] = structures_.try_emplace(&instance, 0);
    if (!fresh) return it->second;
    // A module that holds itself is met again here: the 0 of try_emplace ends the recursion.
    std::uint64_t hash = mix(mix(1469598103934665603ULL, instance.external), static_cast<const void*>(instance.cls.node));
    hash = mix(hash, static_cast<const void*>(instance.capture));
    // Flags decide which parameters a module of torch.nn has, an int is no float; sizes make no other type.
    auto of_argument = [&](const PyValue& value) {
        return value.is(PyKind::Bool) ? of_value(this, value, 0) : static_cast<std::uint64_t>(value.kind);
    };
    for (const PyValue& value : instance.arguments) hash = mix(hash, of_argument(value));
    for (const auto& [name, value] : instance.keywords) hash = mix(mix(hash, name), of_argument(value));
    for (const auto* hooks : {&instance.forward_hooks, &instance.forward_pre_hooks, &instance.backward_hooks})
        for (const ForwardHook& hook : *hooks) hash = mix(mix(hash, of_value(this, hook.function, 0)), std::uint64_t{hook.with_kwargs});
    for (const Attribute& attribute : instance.attributes) {
        hash = mix(mix(hash, attribute.name), of_value(this, attribute.value, 0));
        hash = mix(hash, std::uint64_t{(attribute.certain ? 1U : 0U) + 2U * static_cast<unsigned>(attribute.kind)});
        if (!attribute.value.known())
            for (const PyValue& value : attribute.alternatives) hash = mix(hash, of_value(this, value, 0));
    }
    for (const auto& [key, value] : instance.members) hash = mix(mix(hash, key), of_value(this, value, 0));
    hash = mix(hash, std::uint64_t{(instance.open ? 1U : 0U) + (instance.generic ? 2U : 0U)});
    if (hash == 0) hash = 1;
    structures_[&instance] = hash;
    return hash;
}

std::uint64_t Session::type_key(const ModuleInstance& instance) {
    std::uint64_t hash = structure(instance);
    if (instance.cls) return hash;
    for (const PyValue& value : instance.arguments) hash = mix(hash, of_value(this, value, 0));
    for (const auto& [name, value] : instance.keywords) hash = mix(mix(hash, name), of_value(this, value, 0));
    return hash;
}

}  // namespace jitlint::analysis
