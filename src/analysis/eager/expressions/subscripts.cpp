#include <algorithm>

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool is_sequence(const PyValue& v) { return (v.is(PyKind::List) || v.is(PyKind::Tuple)) && v.list; }

/// Whether the value subscripted is a generic alias: `List[int]`.
bool is_generic(std::string_view dotted) {
    return dotted.starts_with("typing.") || dotted.starts_with("typing_extensions.") || dotted.starts_with("collections.") ||
           dotted == "builtins.list" || dotted == "builtins.dict" || dotted == "builtins.tuple" || dotted == "builtins.set" ||
           dotted == "builtins.type" || dotted == "torch.futures.Future" || dotted == "torch.jit.Future" || dotted == "torch.jit.Final" ||
           dotted == "torch.distributed.rpc.RRef";
}

}  // namespace

PyValue Evaluator::Impl::evaluate_subscript(const Subscript& node, Frame& frame) {
    const PyValue container = evaluate(*node.value, frame);
    if (const auto* range = as<Slice>(node.slice)) return slice(container, *range, frame);
    const PyValue index = evaluate(*node.slice, frame);
    // self._modules["name"] and its like have been answered by making the instance open.
    return subscript(container, index);
}

PyValue Evaluator::Impl::subscript(const PyValue& container, const PyValue& index) {
    if (container.is(PyKind::Unknown) && container.list) {
        std::vector<PyValue> options;
        const std::vector<PyValue> containers = container.list->items;
        for (const PyValue& option : containers) options.push_back(subscript(option, index));
        return heap.one_of(options);
    }
    const bool number = index.is(PyKind::Int) || index.is(PyKind::Bool);
    if (is_sequence(container)) {
        if (index.is(PyKind::ExternalObject)) return {};  // `slice(1, None)`
        const std::vector<PyValue>& items = container.list->items;
        if (!number || !container.list->complete) {
            std::vector<PyValue> options = items;
            if (!container.list->complete && !container.list->alike) options.emplace_back();
            return heap.one_of(options);
        }
        const auto size = static_cast<std::int64_t>(items.size());
        const std::int64_t at = index.integer < 0 ? index.integer + size : index.integer;
        return at >= 0 && at < size ? items[static_cast<std::size_t>(at)] : PyValue{};
    }
    if (container.is(PyKind::Str) && number) {
        if (!std::all_of(container.text.begin(), container.text.end(), [](char c) { return static_cast<signed char>(c) > 0; })) return {};
        const auto size = static_cast<std::int64_t>(container.text.size());
        const std::int64_t at = index.integer < 0 ? index.integer + size : index.integer;
        return at >= 0 && at < size ? text(container.text.substr(static_cast<std::size_t>(at), 1)) : PyValue{};
    }
    if (container.is(PyKind::Dict)) {
        std::vector<PyValue> options;
        for (const auto& [key, value] : container.dict->items) {
            const Tri same = equal(key, index);
            if (same == Tri::Yes && container.dict->complete) return value;
            if (same != Tri::No) options.push_back(value);
        }
        if (container.dict->fills) {
            const PyValue made = container.dict->complete && options.empty() && index.known() ? call_factory(container.dict->factory) : PyValue{};
            heap.touch(container.dict);
            if (made.known()) {
                container.dict->items.emplace_back(index, made);
                return made;
            }
            container.dict->complete = false;
        }
        if (!container.dict->complete || options.empty()) options.emplace_back();
        return heap.one_of(options);
    }
    if (container.is(PyKind::Module)) {
        const ModuleInstance& instance = *container.instance;
        if (container_kind(instance) == ContainerKind::None) {
            if (!instance.cls) return {};
            return call_unknown(container, {{{}, index, false}});
        }
        const auto size = static_cast<std::int64_t>(instance.members.size());
        if (instance.members_complete && number) {
            const std::int64_t at = index.integer < 0 ? index.integer + size : index.integer;
            return at >= 0 && at < size ? instance.members[static_cast<std::size_t>(at)].second : PyValue{};
        }
        if (instance.members_complete && index.is(PyKind::Str)) {
            for (const auto& [key, member] : instance.members)
                if (key == index.text) return member;
            return {};
        }
        std::vector<PyValue> options{PyValue{}};
        for (const auto& [key, member] : instance.members) options.push_back(member);
        return heap.one_of(options);
    }
    if (container.is(PyKind::Object)) {
        if (has_special(container, "__getitem__")) return run_method(container, "__getitem__", {{{}, index, false}});
        return container.object->dict ? subscript(items_of(container), index) : PyValue{};
    }
    if (container.is(PyKind::Class) && derives_from(container.cls, "enum.Enum") == Tri::Yes)
        return index.is(PyKind::Str) ? enum_member(container.cls, index.text) : PyValue{};
    if (container.is(PyKind::Tensor)) {
        if (is_int_kind(kind_of(index)) && !index.is(PyKind::Bool)) return tensor_item(container);
        PyValue part = tensor(container.requires_grad);
        part.element = container.element;
        return part;
    }
    // `BroadcastingList2[int]` is None in Python; only the compiler reads its name.
    if (container.is(PyKind::External) && container.text.starts_with("torch._jit_internal.BroadcastingList") && !container.list) return none();
    if (container.is(PyKind::External) && is_generic(container.text) && !container.list)
        return generic(container.text, index.is(PyKind::Tuple) ? index.list->items : std::vector<PyValue>{index});
    return {};
}

/// What a defaultdict puts in the place of an absent key.
PyValue Evaluator::Impl::call_factory(const PyValue& factory) {
    if (factory.is(PyKind::Function)) return call_function(factory, {});
    if (!factory.is(PyKind::External)) return {};
    if (factory.text == "builtins.str") return text("");
    if (factory.text == "builtins.dict") return dictionary({});
    if (factory.text == "builtins.list") return sequence(PyKind::List, {});
    if (factory.text == "builtins.set") return sequence(PyKind::Set, {});
    const auto number = factory.text.starts_with("builtins.") ? call_number_builtin(last_component(factory.text), {}) : std::nullopt;
    return number ? *number : PyValue{};
}

/// The dict that an object of a class derived from dict is.
PyValue Evaluator::Impl::items_of(const PyValue& object) {
    PyValue result;
    result.kind = PyKind::Dict;
    result.dict = object.object->dict;
    return result;
}

PyValue Evaluator::Impl::slice(const PyValue& container, const Slice& node, Frame& frame) {
    auto bound = [&](const Expr* expression) -> PyValue { return expression ? evaluate(*expression, frame) : none(); };
    const PyValue lower = bound(node.lower);
    const PyValue upper = bound(node.upper);
    const PyValue step = bound(node.step);
    auto known = [](const PyValue& v) { return v.is(PyKind::None) || v.is(PyKind::Int) || v.is(PyKind::Bool); };
    if (container.is(PyKind::Tensor)) return subscript(container, {});
    std::vector<PyValue> items;
    bool complete = known(lower) && known(upper) && known(step);
    const bool module = container.is(PyKind::Module) && container_kind(*container.instance) != ContainerKind::None;
    if (is_sequence(container)) {
        items = container.list->items;
        complete = complete && container.list->complete;
    } else if (module) {
        for (const auto& [key, member] : container.instance->members) items.push_back(member);
        complete = complete && container.instance->members_complete;
    } else if (container.is(PyKind::Str)) {
        const bool ascii = std::all_of(container.text.begin(), container.text.end(), [](char c) { return static_cast<signed char>(c) > 0; });
        if (!ascii || !complete) return {};
        for (std::size_t i = 0; i < container.text.size(); ++i) items.push_back(text(container.text.substr(i, 1)));
    } else {
        return {};
    }
    std::vector<PyValue> result;
    if (complete) {
        const auto size = static_cast<std::int64_t>(items.size());
        const std::int64_t stride = step.is(PyKind::None) ? 1 : step.integer;
        if (stride == 0) return {};
        auto clamp = [&](const PyValue& v, std::int64_t otherwise, std::int64_t low, std::int64_t high) {
            if (v.is(PyKind::None)) return otherwise;
            return std::clamp(v.integer < 0 ? v.integer + size : v.integer, low, high);
        };
        if (stride > 0) {
            const std::int64_t last = clamp(upper, size, 0, size);
            for (std::int64_t i = clamp(lower, 0, 0, size); i < last; i += std::min(stride, size + 1))
                result.push_back(items[static_cast<std::size_t>(i)]);
        } else {
            const std::int64_t last = clamp(upper, -1, -1, size - 1);
            for (std::int64_t i = clamp(lower, size - 1, -1, size - 1); i > last; i += std::max(stride, -size - 1))
                result.push_back(items[static_cast<std::size_t>(i)]);
        }
    } else {
        result = items;
    }
    spend(result.size());
    if (container.is(PyKind::Str)) {
        std::string joined;
        for (const PyValue& piece : result) joined += piece.text;
        return text(joined);
    }
    if (!module) return sequence(container.kind, std::move(result), complete);
    HeapModule* made = heap.make_module();
    made->cls = container.instance->cls;
    made->external = container.instance->external;
    made->open = container.instance->open || container.instance->cls;
    made->made_in = frame.module;
    made->made_at = node.span;
    made->members_complete = complete;
    for (const PyValue& item : result) made->members.emplace_back(heap.intern(std::to_string(made->members.size())), item);
    return module_value(made);
}

void Evaluator::Impl::set_subscript(const PyValue& container, const PyValue& index, const PyValue& value, Frame& frame, text::Span span) {
    const bool number = index.is(PyKind::Int) || index.is(PyKind::Bool);
    switch (container.kind) {
        case PyKind::List: {
            heap.touch(container.list);
            std::vector<PyValue>& items = container.list->items;
            const auto size = static_cast<std::int64_t>(items.size());
            if (number && container.list->complete) {
                const std::int64_t at = index.integer < 0 ? index.integer + size : index.integer;
                if (at >= 0 && at < size) items[static_cast<std::size_t>(at)] = value;
                return;
            }
            for (PyValue& item : items) item = heap.one_of({item, value});
            if (!container.list->complete) items.push_back(value);
            return;
        }
        case PyKind::Dict: {
            heap.touch(container.dict);
            bool surely_new = true;
            for (auto& [key, item] : container.dict->items) {
                const Tri same = equal(key, index);
                if (same == Tri::Yes) {
                    item = value;
                    return;
                }
                if (same == Tri::Maybe) {
                    surely_new = false;
                    item = heap.one_of({item, value});
                }
            }
            container.dict->items.emplace_back(index, value);
            if (!surely_new || !index.known()) container.dict->complete = false;
            return;
        }
        case PyKind::Module: {
            ModuleInstance& instance = *container.instance;
            heap.touch(&instance);
            if (container_kind(instance) == ContainerKind::None || (instance.cls && find_method(instance.cls, "__setitem__"))) {
                instance.open = true;
                heap.escape(value);
                return;
            }
            if (index.is(PyKind::Str)) {
                for (auto& [key, member] : instance.members) {
                    if (key != index.text) continue;
                    member = value;
                    return;
                }
                instance.members.emplace_back(index.text, value);
                return;
            }
            const auto size = static_cast<std::int64_t>(instance.members.size());
            if (number && instance.members_complete) {
                const std::int64_t at = index.integer < 0 ? index.integer + size : index.integer;
                if (at >= 0 && at < size) instance.members[static_cast<std::size_t>(at)].second = value;
                return;
            }
            instance.members_complete = false;
            for (auto& [key, member] : instance.members) member = heap.one_of({member, value});
            return;
        }
        case PyKind::Unknown: {
            if (container.list) {
                const std::vector<PyValue> options = container.list->items;
                for (const PyValue& option : options) {
                    if (!option.known()) continue;
                    either([] { return Flow::Alive; },
                           [&] {
                               set_subscript(option, index, value, frame, span);
                               return Flow::Alive;
                           });
                }
            }
            heap.escape(value);
            return;
        }
        case PyKind::Object:
            if (has_special(container, "__setitem__")) {
                run_method(container, "__setitem__", {{{}, index, false}, {{}, value, false}});
                return;
            }
            if (container.object->dict) return set_subscript(items_of(container), index, value, frame, span);
            heap.escape(container);
            heap.escape(value);
            return;
        case PyKind::Tensor:
            return;
        default:
            heap.escape(container);
            heap.escape(value);
            return;
    }
}

void Evaluator::Impl::delete_subscript(const PyValue& container, const PyValue& index) {
    const bool number = index.is(PyKind::Int) || index.is(PyKind::Bool);
    if (container.is(PyKind::List) && number && container.list->complete) {
        heap.touch(container.list);
        const auto size = static_cast<std::int64_t>(container.list->items.size());
        const std::int64_t at = index.integer < 0 ? index.integer + size : index.integer;
        if (at >= 0 && at < size) container.list->items.erase(container.list->items.begin() + at);
        return;
    }
    if (container.is(PyKind::Module) && container_kind(*container.instance) != ContainerKind::None && container.instance->members_complete &&
        (number || index.is(PyKind::Str))) {
        ModuleInstance& instance = *container.instance;
        heap.touch(&instance);
        if (index.is(PyKind::Str)) {
            std::erase_if(instance.members, [&](const auto& member) { return member.first == index.text; });
            return;
        }
        const auto size = static_cast<std::int64_t>(instance.members.size());
        const std::int64_t at = index.integer < 0 ? index.integer + size : index.integer;
        if (at >= 0 && at < size) instance.members.erase(instance.members.begin() + at);
        if (container_kind(instance) != ContainerKind::ModuleDict) renumber(instance);
        return;
    }
    if (container.is(PyKind::Dict) && container.dict->complete) {
        heap.touch(container.dict);
        for (auto it = container.dict->items.begin(); it != container.dict->items.end(); ++it) {
            const Tri same = equal(it->first, index);
            if (same == Tri::No) continue;
            if (same == Tri::Yes)
                container.dict->items.erase(it);
            else
                container.dict->complete = false;
            return;
        }
        return;
    }
    heap.escape(container);
}

std::optional<Evaluator::Impl::Elements> Evaluator::Impl::iterate(const PyValue& value) {
    Elements result;
    switch (value.kind) {
        case PyKind::List:
        case PyKind::Tuple:
        case PyKind::Set:
            result.items = value.list->items;
            // The order of a set is not known.
            result.complete = value.list->complete && (!value.is(PyKind::Set) || result.items.size() < 2);
            result.alike = value.list->complete || value.list->alike;
            return result;
        case PyKind::Dict:
            for (const auto& [key, item] : value.dict->items) result.items.push_back(key);
            result.complete = value.dict->complete;
            return result;
        case PyKind::Str: {
            const bool ascii = std::all_of(value.text.begin(), value.text.end(), [](char c) { return static_cast<signed char>(c) > 0; });
            if (!ascii) return std::nullopt;
            for (std::size_t i = 0; i < value.text.size(); ++i) result.items.push_back(text(value.text.substr(i, 1)));
            return result;
        }
        case PyKind::Tensor:
            return iterate_tensor(value);
        case PyKind::Object:
            return value.object->dict && !has_special(value, "__iter__") ? iterate(items_of(value)) : std::nullopt;
        case PyKind::Module: {
            const ModuleInstance& instance = *value.instance;
            const ContainerKind kind = container_kind(instance);
            if (kind == ContainerKind::None || (instance.cls && find_method(instance.cls, "__iter__"))) return std::nullopt;
            const bool keys = kind == ContainerKind::ModuleDict || kind == ContainerKind::ParameterDict;
            for (const auto& [key, member] : instance.members) result.items.push_back(keys ? text(key) : member);
            result.complete = instance.members_complete;
            return result;
        }
        case PyKind::Unknown: {
            if (!value.list) return std::nullopt;
            result.complete = false;
            bool vague = false;
            const std::vector<PyValue> options = value.list->items;
            for (const PyValue& option : options) {
                const auto part = iterate(option);
                vague = vague || !part || !part->complete;
                if (part) result.items.insert(result.items.end(), part->items.begin(), part->items.end());
            }
            if (vague) result.items.emplace_back();
            return result;
        }
        default:
            return std::nullopt;
    }
}

}  // namespace jitlint::analysis
