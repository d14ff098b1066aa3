#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {
namespace {

/// Steps that one entry point may take: a large network's construction needs some ten thousand.
constexpr long kSteps = 400000;
constexpr int kMaxLevels = 1200;

}  // namespace

Evaluator::Impl::Level::Level(Impl& owner) : impl(owner) {
    ++impl.depth;
    if (impl.depth >= kMaxLevels) impl.steps = impl.step_limit;
    ok = impl.spend();
}

Evaluator::Impl::Level::~Level() { --impl.depth; }

bool Evaluator::Impl::spend(std::size_t amount) {
    steps += static_cast<long>(amount);
    return steps < step_limit;
}

bool Evaluator::Impl::exhausted() const { return steps + static_cast<long>(heap.copied() - copied_before) >= step_limit; }

Evaluator::Impl::Budget::Budget(Impl& owner) : impl(owner), outermost(owner.budgets == 0) {
    ++impl.budgets;
    if (!outermost) return;
    impl.steps = 0;
    impl.step_limit = kSteps;
    impl.copied_before = impl.heap.copied();
}

Evaluator::Impl::Budget::~Budget() { --impl.budgets; }

PyValue Evaluator::Impl::ellipsis() {
    PyValue result;
    result.kind = PyKind::Ellipsis;
    return result;
}

PyValue Evaluator::Impl::none() const {
    PyValue result;
    result.kind = PyKind::None;
    return result;
}

PyValue Evaluator::Impl::boolean(bool value) const {
    PyValue result;
    result.kind = PyKind::Bool;
    result.boolean = value;
    result.integer = value ? 1 : 0;
    return result;
}

PyValue Evaluator::Impl::integer(std::int64_t value) const {
    PyValue result;
    result.kind = PyKind::Int;
    result.integer = value;
    return result;
}

PyValue Evaluator::Impl::real(double value) const {
    PyValue result;
    result.kind = PyKind::Float;
    result.real = value;
    return result;
}

PyValue Evaluator::Impl::vague(PyKind kind) const {
    PyValue result;
    result.vague_kind = kind;
    return result;
}

PyValue Evaluator::Impl::text(std::string_view value) {
    PyValue result;
    result.kind = PyKind::Str;
    result.text = heap.intern(value);
    return result;
}

PyValue Evaluator::Impl::tri(Tri value) {
    if (value != Tri::Maybe) return boolean(value == Tri::Yes);
    return heap.one_of({boolean(true), boolean(false)});
}

PyValue Evaluator::Impl::tensor(bool requires_grad) const {
    PyValue result;
    result.kind = PyKind::Tensor;
    result.requires_grad = requires_grad;
    return result;
}

PyValue Evaluator::Impl::external(std::string_view dotted) {
    PyValue result;
    result.kind = PyKind::External;
    result.text = heap.intern(canonical_name(dotted));
    return result;
}

PyValue Evaluator::Impl::generic(std::string_view dotted, std::vector<PyValue> arguments) {
    PyValue result = external(dotted);
    result.list = sequence(PyKind::Tuple, std::move(arguments)).list;
    return result;
}

PyValue Evaluator::Impl::external_object(std::string_view dotted) {
    PyValue result;
    result.kind = PyKind::ExternalObject;
    result.text = heap.intern(dotted);
    return result;
}

PyValue Evaluator::Impl::iterator(std::vector<PyValue> items, bool complete) {
    PyValue result = sequence(PyKind::List, std::move(items), complete);
    result.list->lazy = true;
    return result;
}

/// Adds what the items do not have. False where it is not known whether they do.
bool Evaluator::Impl::add_distinct(std::vector<PyValue>& items, PyValue item) {
    constexpr std::size_t kMaxCompared = 256;
    bool certain = items.size() <= kMaxCompared;
    for (std::size_t i = 0; certain && i < items.size(); ++i) {
        const Tri same = equal(items[i], item);
        if (same == Tri::Yes) return true;
        certain = same == Tri::No;
    }
    items.push_back(std::move(item));
    return certain;
}

PyValue Evaluator::Impl::sequence(PyKind kind, std::vector<PyValue> items, bool complete) {
    PyValue result;
    result.kind = kind;
    HeapList* list = heap.make_list();
    if (kind == PyKind::Set)
        for (PyValue& item : items) complete = add_distinct(list->items, std::move(item)) && complete;
    else
        list->items = std::move(items);
    list->complete = complete;
    result.list = list;
    return result;
}

PyValue Evaluator::Impl::dictionary(std::vector<std::pair<PyValue, PyValue>> items, bool complete) {
    PyValue result;
    result.kind = PyKind::Dict;
    HeapDict* dict = heap.make_dict();
    dict->complete = complete;
    dict->items = std::move(items);
    result.dict = dict;
    return result;
}

PyValue Evaluator::Impl::function_value(FunctionRef function, Frame* frame) {
    PyValue result;
    result.kind = PyKind::Function;
    result.function = function;
    if (frame) {
        Capture capture;
        capture.frame = frame;
        result.capture = heap.make_capture(std::move(capture));
    }
    return result;
}

PyValue Evaluator::Impl::undecorated_value(FunctionRef function) {
    PyValue result = function_value(function, nullptr);
    result.undecorated = true;
    return result;
}

PyValue Evaluator::Impl::module_value(ModuleInstance* instance) const {
    PyValue result;
    result.kind = PyKind::Module;
    result.instance = instance;
    return result;
}

PyValue Evaluator::Impl::deep_copy(const PyValue& value, std::map<const void*, PyValue>& done, int level) {
    if (level > 64 || !spend()) return {};
    auto again = [&](const void* key) -> const PyValue* {
        auto it = done.find(key);
        return it == done.end() ? nullptr : &it->second;
    };
    auto copy_attributes = [&](std::vector<Attribute>& attributes) {
        for (Attribute& attribute : attributes) {
            attribute.value = deep_copy(attribute.value, done, level + 1);
            for (PyValue& other : attribute.alternatives) other = deep_copy(other, done, level + 1);
        }
    };
    PyValue result = value;
    switch (value.kind) {
        case PyKind::List:
        case PyKind::Set:
        case PyKind::Tuple:
        case PyKind::Unknown: {
            if (!value.list) return value;
            if (const PyValue* have = again(value.list)) return *have;
            HeapList* list = heap.make_list();
            list->complete = value.list->complete;
            list->alike = value.list->alike;
            result.list = list;
            done[value.list] = result;
            for (const PyValue& item : value.list->items) list->items.push_back(deep_copy(item, done, level + 1));
            return result;
        }
        case PyKind::Dict: {
            if (const PyValue* have = again(value.dict)) return *have;
            HeapDict* dict = heap.make_dict();
            dict->complete = value.dict->complete;
            dict->fills = value.dict->fills;
            dict->factory = value.dict->factory;
            result.dict = dict;
            done[value.dict] = result;
            for (const auto& [key, item] : value.dict->items)
                dict->items.emplace_back(deep_copy(key, done, level + 1), deep_copy(item, done, level + 1));
            return result;
        }
        case PyKind::Module: {
            if (const PyValue* have = again(value.instance)) return *have;
            HeapModule* made = heap.make_module();
            const Serial serial = made->serial;
            *made = *static_cast<HeapModule*>(value.instance);
            made->serial = serial;
            result.instance = made;
            done[value.instance] = result;
            copy_attributes(made->attributes);
            for (auto& [key, member] : made->members) member = deep_copy(member, done, level + 1);
            return result;
        }
        case PyKind::ExternalObject:
            if (!value.object) return value;
            [[fallthrough]];
        case PyKind::Object: {
            if (is_enum_member(value)) return value;
            if (const PyValue* have = again(value.object)) return *have;
            HeapObject* made = heap.make_object();
            const Serial serial = made->serial;
            *made = *static_cast<HeapObject*>(value.object);
            made->serial = serial;
            result.object = made;
            done[value.object] = result;
            copy_attributes(made->attributes);
            if (made->dict) made->dict = deep_copy(items_of(value), done, level + 1).dict;
            return result;
        }
        case PyKind::BoundMethod:
            if (value.instance) result.instance = deep_copy(module_value(value.instance), done, level + 1).instance;
            return result;
        default:
            return value;
    }
}

}  // namespace jitlint::analysis
