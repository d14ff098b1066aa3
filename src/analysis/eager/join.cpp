#include <algorithm>

#include "analysis/eager/heap.h"

namespace jitlint::analysis {
namespace {

/// How many values an Unknown may remember that it stands for.
constexpr std::size_t kMaxAlternatives = 48;
constexpr int kMaxDepth = 12;

bool same_values(const std::vector<PyValue>& a, const std::vector<PyValue>& b, Serial born, int depth) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](const PyValue& x, const PyValue& y) { return same_value(x, y, born, depth); });
}

bool same_arguments(const std::vector<CallArgument>& a, const std::vector<CallArgument>& b, Serial born, int depth) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](const CallArgument& x, const CallArgument& y) {
               return x.keyword == y.keyword && x.star == y.star && same_value(x.value, y.value, born, depth);
           });
}

bool same_capture(const Capture* a, const Capture* b, Serial born, int depth) {
    if (a == b) return true;
    if (!a || !b || a->frame != b->frame) return false;
    return same_value(a->callee, b->callee, born, depth) && same_arguments(a->bound, b->bound, born, depth);
}

template <class T, class U>
bool young(const U* a, const U* b, Serial born) {
    return static_cast<const T*>(a)->serial >= born && static_cast<const T*>(b)->serial >= born;
}

template <class Pairs>
bool same_pairs(const Pairs& a, const Pairs& b, Serial born, int depth) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](const auto& x, const auto& y) {
               return x.first == y.first && same_value(x.second, y.second, born, depth);
           });
}

bool same_hooks(const std::vector<ForwardHook>& a, const std::vector<ForwardHook>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ForwardHook& x, const ForwardHook& y) {
        return x.module == y.module && x.span == y.span && same_value(x.function, y.function);
    });
}

bool same_sizes(const PyValue& a, const PyValue& b) {
    if (a.element != b.element) return false;
    return a.list == b.list || (a.list && b.list && a.list->complete && b.list->complete && same_values(a.list->items, b.list->items, kNeverBorn, 0));
}

/// Leaves of `have` what it has in common with a value that is the same but for what a tensor holds.
void keep_common(PyValue& have, const PyValue& other) {
    if (!have.is(PyKind::Tensor) || same_sizes(have, other)) return;
    have.list = nullptr;
    if (have.element != other.element) have.element = PyKind::Unknown;
}

/// Made by the paths themselves, and alike in all that a compiler could see.
bool alike(const ModuleInstance* a, const ModuleInstance* b, Serial born, int depth) {
    if (!young<HeapModule>(a, b, born)) return false;
    if (!(a->cls == b->cls) || a->external != b->external || a->base != b->base || a->open != b->open || a->generic != b->generic ||
        a->super_init_called != b->super_init_called || a->members_complete != b->members_complete ||
        a->arguments_complete != b->arguments_complete || a->attributes.size() != b->attributes.size())
        return false;
    for (std::size_t i = 0; i < a->attributes.size(); ++i) {
        const Attribute& x = a->attributes[i];
        const Attribute& y = b->attributes[i];
        if (x.name != y.name || x.kind != y.kind || x.certain != y.certain || !same_value(x.value, y.value, born, depth)) return false;
        if (!x.value.known() && !same_values(x.alternatives, y.alternatives, born, depth)) return false;
    }
    return same_pairs(a->members, b->members, born, depth) && same_pairs(a->keywords, b->keywords, born, depth) &&
           same_values(a->arguments, b->arguments, born, depth) && a->hooks_certain == b->hooks_certain &&
           same_hooks(a->forward_hooks, b->forward_hooks) && same_hooks(a->forward_pre_hooks, b->forward_pre_hooks) &&
           same_hooks(a->backward_hooks, b->backward_hooks);
}

bool same_dict(const DictObject* a, const DictObject* b, Serial born, int depth) {
    if (a == b) return true;
    if (!young<HeapDict>(a, b, born) || a->complete != b->complete || a->items.size() != b->items.size()) return false;
    for (std::size_t i = 0; i < a->items.size(); ++i)
        if (!same_value(a->items[i].first, b->items[i].first, born, depth) || !same_value(a->items[i].second, b->items[i].second, born, depth))
            return false;
    return true;
}

void add_alternative(std::vector<PyValue>& values, const PyValue& value, Serial born) {
    for (PyValue& have : values)
        if (same_value(have, value, born)) return keep_common(have, value);
    values.push_back(value);
}

}  // namespace

bool same_value(const PyValue& a, const PyValue& b, Serial born, int depth) {
    if (a.kind != b.kind || depth > kMaxDepth) return false;
    ++depth;
    switch (a.kind) {
        case PyKind::Unknown:
            if (a.vague_kind != b.vague_kind) return false;
            if (a.list == b.list) return true;
            return a.list && b.list && same_values(a.list->items, b.list->items, born, depth);
        case PyKind::None:
        case PyKind::Ellipsis:
            return true;
        case PyKind::Bool:
            return a.boolean == b.boolean;
        case PyKind::Int:
            return a.integer == b.integer;
        case PyKind::Float:
        case PyKind::Complex:
            return a.real == b.real;
        case PyKind::Str:
        case PyKind::Bytes:
            return a.text == b.text;
        case PyKind::External:
            if (a.text != b.text || !a.list != !b.list) return false;
            return !a.list || same_values(a.list->items, b.list->items, born, depth);
        case PyKind::ExternalObject:
            return a.text == b.text && a.instance == b.instance && a.object == b.object && a.integer == b.integer &&
                   same_capture(a.capture, b.capture, born, depth);
        case PyKind::Tensor:
            // Two that differ in their sizes alone are taken for one where the sizes are forgotten.
            return a.is_parameter == b.is_parameter && a.requires_grad == b.requires_grad && (depth == 1 || same_sizes(a, b));
        case PyKind::Tuple:
            return a.list == b.list || (a.list->complete == b.list->complete && same_values(a.list->items, b.list->items, born, depth));
        case PyKind::List:
        case PyKind::Set:
            return a.list == b.list || (young<HeapList>(a.list, b.list, born) && a.list->complete == b.list->complete &&
                                        same_values(a.list->items, b.list->items, born, depth));
        case PyKind::Dict:
            return same_dict(a.dict, b.dict, born, depth);
        case PyKind::Function:
            return a.function == b.function && same_capture(a.capture, b.capture, born, depth);
        case PyKind::BoundMethod:
            return a.function == b.function && a.instance == b.instance && a.object == b.object && a.cls == b.cls;
        case PyKind::Class:
            return a.cls == b.cls;
        case PyKind::Module:
            return a.instance == b.instance || alike(a.instance, b.instance, born, depth);
        case PyKind::Object:
            return a.object == b.object;
        case PyKind::Namespace:
            return a.space == b.space;
        case PyKind::Scripted:
            return a.traced == b.traced && a.instance == b.instance && a.function == b.function && a.cls == b.cls;
    }
    return false;
}

std::vector<PyValue> alternatives_of(const PyValue& value) {
    if (!value.is(PyKind::Unknown) || !value.list) return {value};
    return value.list->items;
}

PyKind kind_of(const PyValue& value) {
    if (value.known()) return value.kind;
    if (!value.list || value.list->items.empty()) return value.vague_kind;
    const PyKind first = kind_of(value.list->items.front());
    return std::ranges::all_of(value.list->items, [&](const PyValue& option) { return kind_of(option) == first; }) ? first : PyKind::Unknown;
}

PyValue Heap::one_of(const std::vector<PyValue>& values) {
    std::vector<PyValue> flat;
    for (const PyValue& value : values)
        for (const PyValue& part : alternatives_of(value)) add_alternative(flat, part, kNeverBorn);
    if (flat.empty()) return {};
    if (flat.size() == 1) return flat.front();
    if (flat.size() > kMaxAlternatives) {
        // What is forgotten may be changed through the name that it is forgotten for.
        for (const PyValue& value : flat) escape(value);
        return {};
    }
    PyValue result;
    HeapList* list = make_list();
    list->items = std::move(flat);
    result.list = list;
    return result;
}

PyValue Heap::join_values(const PyValue& a, const PyValue& b, Serial born) {
    if (same_value(a, b, born)) {
        PyValue common = a;
        keep_common(common, b);
        return common;
    }
    if (a.is(PyKind::Tuple) && b.is(PyKind::Tuple) && a.list->complete && b.list->complete && a.list->items.size() == b.list->items.size() &&
        !a.list->items.empty()) {
        PyValue result = a;
        std::vector<PyValue> items;
        for (std::size_t i = 0; i < a.list->items.size(); ++i) items.push_back(join_values(a.list->items[i], b.list->items[i], born));
        HeapList* list = make_list();
        list->items = std::move(items);
        result.list = list;
        return result;
    }
    std::vector<PyValue> flat;
    for (const PyValue& part : alternatives_of(a)) add_alternative(flat, part, born);
    for (const PyValue& part : alternatives_of(b)) add_alternative(flat, part, born);
    return one_of(flat);
}

std::vector<Attribute> Heap::join_attributes(const std::vector<Attribute>& a, const std::vector<Attribute>& b, Serial born) {
    std::vector<Attribute> result;
    auto find = [](const std::vector<Attribute>& list, std::string_view name) {
        return std::find_if(list.begin(), list.end(), [name](const Attribute& attribute) { return attribute.name == name; });
    };
    for (const Attribute& attribute : a) {
        Attribute joined = attribute;
        auto other = find(b, attribute.name);
        if (other == b.end()) {
            joined.certain = false;
            result.push_back(std::move(joined));
            continue;
        }
        joined.certain = attribute.certain && other->certain;
        joined.value = join_values(attribute.value, other->value, born);
        for (const PyValue& value : other->alternatives) add_alternative(joined.alternatives, value, born);
        const bool vague = joined.kind == AttributeKind::Plain || joined.kind == AttributeKind::ClassLevel;
        if (vague && other->kind != joined.kind) {
            joined.kind = other->kind;
            joined.span = other->span;
            joined.module = other->module;
        }
        result.push_back(std::move(joined));
    }
    for (const Attribute& attribute : b) {
        if (find(a, attribute.name) != a.end()) continue;
        result.push_back(attribute);
        result.back().certain = false;
    }
    return result;
}

HeapModule Heap::join_modules(const HeapModule& a, const HeapModule& b, Serial born) {
    HeapModule result = a;
    result.attributes = join_attributes(a.attributes, b.attributes, born);
    result.open = a.open || b.open;
    result.super_init_called = a.super_init_called || b.super_init_called;
    result.init = a.init == b.init ? a.init : InitState::Maybe;
    if (a.base != b.base || !same_values(a.arguments, b.arguments, born, 0) || !same_pairs(a.keywords, b.keywords, born, 0)) {
        result.arguments.clear();
        result.keywords.clear();
        result.arguments_complete = false;
    }
    if (a.base != b.base) {
        result.base = {};
        result.open = true;
    }
    result.members_complete = a.members_complete && b.members_complete;
    const bool same_keys = a.members.size() == b.members.size() && std::equal(a.members.begin(), a.members.end(), b.members.begin(),
                                                                              [](const auto& x, const auto& y) { return x.first == y.first; });
    if (same_keys) {
        for (std::size_t i = 0; i < a.members.size(); ++i) result.members[i].second = join_values(a.members[i].second, b.members[i].second, born);
    } else {
        result.members_complete = false;
        for (const auto& [key, value] : b.members) {
            auto have = std::find_if(result.members.begin(), result.members.end(), [k = key](const auto& member) { return member.first == k; });
            if (have == result.members.end())
                result.members.emplace_back(key, value);
            else
                have->second = join_values(have->second, value, born);
        }
    }
    result.hooks_certain = a.hooks_certain && b.hooks_certain && same_hooks(a.forward_hooks, b.forward_hooks) &&
                           same_hooks(a.forward_pre_hooks, b.forward_pre_hooks) && same_hooks(a.backward_hooks, b.backward_hooks);
    return result;
}

HeapObject Heap::join_objects(const HeapObject& a, const HeapObject& b, Serial born) {
    HeapObject result = a;
    result.attributes = join_attributes(a.attributes, b.attributes, born);
    result.open = a.open || b.open || a.dict != b.dict;
    if (a.dict != b.dict) result.dict = nullptr;
    return result;
}

HeapList Heap::join_lists(const HeapList& a, const HeapList& b, Serial born) {
    HeapList result = a;
    result.complete = a.complete && b.complete && a.items.size() == b.items.size();
    result.alike = (a.complete || a.alike) && (b.complete || b.alike);
    if (result.complete) {
        for (std::size_t i = 0; i < a.items.size(); ++i) result.items[i] = join_values(a.items[i], b.items[i], born);
        return result;
    }
    for (const PyValue& item : b.items) add_alternative(result.items, item, born);
    return result;
}

HeapDict Heap::join_dicts(const HeapDict& a, const HeapDict& b, Serial born) {
    HeapDict result = a;
    result.complete = a.complete && b.complete && a.items.size() == b.items.size();
    for (auto& [key, value] : result.items) {
        bool found = false;
        for (const auto& [other_key, other] : b.items) {
            if (!same_value(key, other_key, born)) continue;
            value = join_values(value, other, born);
            found = true;
        }
        result.complete = result.complete && found;
    }
    for (const auto& [key, value] : b.items) {
        const bool have = std::any_of(a.items.begin(), a.items.end(), [&, &k = key](const auto& item) { return same_value(item.first, k, born); });
        if (!have) result.items.emplace_back(key, value);
    }
    return result;
}

Frame Heap::join_frames(const Frame& a, const Frame& b, Serial born) {
    Frame result = a;
    // A name that one path left unbound can only be used where the other path came.
    for (auto& [name, value] : result.locals)
        if (const PyValue* other = b.find(name)) value = join_values(value, *other, born);
    for (const auto& [name, value] : b.locals)
        if (!a.find(name)) result.locals.emplace_back(name, value);
    result.yields_complete = a.yields_complete && b.yields_complete && a.yielded.size() == b.yielded.size();
    for (std::size_t i = 0; i < b.yielded.size(); ++i) {
        if (i < result.yielded.size())
            result.yielded[i] = join_values(result.yielded[i], b.yielded[i], born);
        else
            result.yielded.push_back(b.yielded[i]);
    }
    return result;
}

Content Heap::join_contents(const Content& a, const Content& b, Serial born) {
    struct Join {
        Heap& heap;
        const Content& other;
        Serial born;
        Content operator()(const HeapModule& x) const { return heap.join_modules(x, std::get<HeapModule>(other), born); }
        Content operator()(const HeapObject& x) const { return heap.join_objects(x, std::get<HeapObject>(other), born); }
        Content operator()(const HeapList& x) const { return heap.join_lists(x, std::get<HeapList>(other), born); }
        Content operator()(const HeapDict& x) const { return heap.join_dicts(x, std::get<HeapDict>(other), born); }
        Content operator()(const Frame& x) const { return heap.join_frames(x, std::get<Frame>(other), born); }
    };
    return std::visit(Join{*this, b, born}, a);
}

}  // namespace jitlint::analysis
