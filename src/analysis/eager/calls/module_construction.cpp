#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

ContainerKind Evaluator::Impl::container_kind(const ModuleInstance& instance) {
    if (!instance.cls) return external_container(instance.external);
    for (const auto& entry : linearization(instance.cls).entries) {
        const ContainerKind kind = external_container(entry.external);
        if (kind != ContainerKind::None) return kind;
    }
    return ContainerKind::None;
}

void Evaluator::Impl::renumber(ModuleInstance& instance) {
    std::size_t next = 0;
    for (auto& [key, member] : instance.members) {
        const bool number = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (number) key = heap.intern(std::to_string(next));
        ++next;
    }
}

void Evaluator::Impl::take_arguments(ModuleInstance& instance, std::string_view base, const Arguments& args) {
    instance.base = base;
    instance.arguments.clear();
    instance.keywords.clear();
    instance.arguments_complete = true;
    for (const CallArgument& arg : args) {
        if (arg.star)
            instance.arguments_complete = false;
        else if (arg.keyword.empty())
            instance.arguments.push_back(arg.value);
        else
            instance.keywords.emplace_back(heap.intern(arg.keyword), arg.value);
    }
}

PyValue Evaluator::Impl::construct_module(std::string_view dotted, const Arguments& args, const Site& site) {
    HeapModule* made = heap.make_module();
    made->external = heap.intern(dotted);
    made->made_in = site.frame.module;
    made->made_at = site.span;
    take_arguments(*made, {}, args);
    const ContainerKind kind = external_container(dotted);
    if (kind != ContainerKind::None) {
        fill_container(*made, kind, args);
        // What the members are is told once.
        made->arguments.clear();
        made->keywords.clear();
    }
    return module_value(made);
}

void Evaluator::Impl::fill_container(ModuleInstance& instance, ContainerKind kind, const Arguments& args) {
    auto add = [&](std::string_view key, const PyValue& value) { instance.members.emplace_back(heap.intern(key), value); };
    auto add_next = [&](const PyValue& value) { add(std::to_string(instance.members.size()), value); };
    auto add_pairs = [&](const PyValue& value) {
        const PyValue copy = dictionary({});
        dict_method(copy, "update", {{{}, value, false}});
        for (const auto& [key, item] : copy.dict->items) {
            if (key.is(PyKind::Str))
                add(key.text, item);
            else
                instance.members_complete = false;
        }
        if (!copy.dict->complete) instance.members_complete = false;
    };
    if (kind == ContainerKind::Sequential) {
        const bool single = args.size() == 1 && !args.front().star && args.front().keyword.empty();
        if (single && args.front().value.is(PyKind::Dict)) return add_pairs(args.front().value);
        if (single && !args.front().value.is(PyKind::Module)) {
            // An OrderedDict, or a module.
            const std::vector<PyValue> options = alternatives_of(args.front().value);
            const bool modules = std::all_of(options.begin(), options.end(), [](const PyValue& v) {
                return v.is(PyKind::Module) || v.is(PyKind::None) || v.is(PyKind::ExternalObject);
            });
            if (!modules) {
                instance.members_complete = false;
                return;
            }
        }
        for (const CallArgument& arg : args) {
            if (!arg.star) {
                add_next(arg.value);
                continue;
            }
            instance.members_complete = false;
            if (arg.keyword.empty() && arg.value.list)
                for (const PyValue& item : arg.value.list->items) add_next(item);
        }
        return;
    }
    if (has_star(args)) {
        instance.members_complete = false;
        return;
    }
    if (args.empty() || args.front().value.is(PyKind::None)) return;
    const PyValue& content = args.front().value;
    if (kind == ContainerKind::ModuleDict || kind == ContainerKind::ParameterDict) return add_pairs(content);
    const auto elements = iterate(content);
    if (elements)
        for (const PyValue& item : elements->items) add_next(item);
    if (!elements || !elements->complete) instance.members_complete = false;
}

std::optional<PyValue> Evaluator::Impl::container_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site) {
    ModuleInstance& instance = *receiver.instance;
    const ContainerKind kind = container_kind(instance);
    if (kind == ContainerKind::None) return std::nullopt;
    const bool keyed = kind == ContainerKind::ModuleDict || kind == ContainerKind::ParameterDict;
    const PyValue* first = argument(args, 0);
    const PyValue* second = argument(args, 1);
    auto push = [&](const PyValue& value) {
        // Where their number is not known, one stands for all that are like it.
        if (!instance.members_complete)
            for (const auto& [key, member] : instance.members)
                if (same_value(member, value, 0)) return;
        instance.members.emplace_back(heap.intern(std::to_string(instance.members.size())), value);
    };
    if (keyed && (name == "keys" || name == "values" || name == "items")) {
        std::vector<PyValue> items;
        for (const auto& [key, member] : instance.members) {
            if (name == "keys") items.push_back(text(key));
            if (name == "values") items.push_back(member);
            if (name == "items") items.push_back(sequence(PyKind::Tuple, {text(key), member}));
        }
        return sequence(PyKind::List, std::move(items), instance.members_complete);
    }
    if (name == "__len__") return call_object_builtin("len", {{{}, receiver, false}}, site);
    heap.touch(&instance);
    if (!keyed && name == "append") {
        if (!first) return call_unknown(receiver, args);
        push(*first);
        return receiver;
    }
    if (!keyed && (name == "extend" || name == "__iadd__")) {
        const auto elements = first && args.size() == 1 ? iterate(*first) : std::nullopt;
        if (elements)
            for (const PyValue& item : elements->items) push(item);
        if (!elements || !elements->complete) instance.members_complete = false;
        return receiver;
    }
    if (!keyed && name == "insert") {
        const bool known = first && second && first->is(PyKind::Int) && instance.members_complete;
        if (!known) {
            if (second) push(*second);
            instance.members_complete = false;
            return receiver;
        }
        const auto size = static_cast<std::int64_t>(instance.members.size());
        const std::int64_t at = std::clamp(first->integer < 0 ? first->integer + size : first->integer, std::int64_t{0}, size);
        instance.members.insert(instance.members.begin() + at, {std::string_view("0"), *second});
        renumber(instance);
        return receiver;
    }
    if (name == "pop") {
        const PyValue index = first ? *first : integer(-1);
        const PyValue item = subscript(receiver, index);
        const bool known = instance.members_complete && (index.is(PyKind::Int) || index.is(PyKind::Str));
        if (known)
            delete_subscript(receiver, index);
        else
            instance.members_complete = false;
        return item;
    }
    if (keyed && (name == "update" || name == "clear")) {
        if (name == "clear") {
            instance.members.clear();
            instance.members_complete = true;
            return none();
        }
        const PyValue more = dictionary({});
        dict_method(more, "update", args);
        for (const auto& [key, value] : more.dict->items) set_subscript(receiver, key, value, site.frame, site.span);
        if (!more.dict->complete) instance.members_complete = false;
        return none();
    }
    return std::nullopt;
}

}  // namespace jitlint::analysis
