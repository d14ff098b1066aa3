#include <algorithm>
#include <cmath>

#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

Tri negated(Tri value) {
    if (value == Tri::Maybe) return value;
    return value == Tri::Yes ? Tri::No : Tri::Yes;
}
/// Certainly a type, which `|` makes unions of: `int`, `torch.Tensor`, `List[int]`.
bool is_type_form(const PyValue& v) {
    if (!v.is(PyKind::External)) return false;
    if (v.list) return true;
    static constexpr std::string_view kTypes[] = {
        "builtins.int",  "builtins.float", "builtins.bool",   "builtins.str",    "builtins.complex",     "builtins.bytes",  "builtins.list",
        "builtins.dict", "builtins.tuple", "builtins.set",    "builtins.object", "torch.Tensor",         "torch.device",    "torch.nn.Parameter",
        "numpy.ndarray", "typing.Any",     "typing.Callable", "torch.dtype",     "torch._tensor.Tensor", "torch.Generator", "pathlib.Path"};
    return text::among(v.text, kTypes);
}
Tri certain(bool value) { return value ? Tri::Yes : Tri::No; }

std::optional<std::int64_t> floor_divide(std::int64_t a, std::int64_t b) {
    if (b == 0 || b == -1) return b == 0 || a == INT64_MIN ? std::nullopt : std::optional(-a);
    std::int64_t q = a / b;
    if (a % b != 0 && (a < 0) != (b < 0)) --q;
    return q;
}

std::optional<std::int64_t> integer_operation(Operator op, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    switch (op) {
        case Operator::Add:
            return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
        case Operator::Sub:
            return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(result);
        case Operator::Mult:
            return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
        case Operator::FloorDiv:
            return floor_divide(a, b);
        case Operator::Mod: {
            const auto quotient = floor_divide(a, b);
            if (!quotient) return std::nullopt;
            return a - *quotient * b;
        }
        case Operator::Pow: {
            if (b < 0 || b > 64) return std::nullopt;
            result = 1;
            for (std::int64_t i = 0; i < b; ++i)
                if (__builtin_mul_overflow(result, a, &result)) return std::nullopt;
            return result;
        }
        case Operator::LShift:
            if (b < 0 || b > 40 || a < 0 || a > (std::int64_t{1} << 20)) return std::nullopt;
            return a << b;
        case Operator::RShift:
            if (b < 0 || b > 62) return std::nullopt;
            return a >> b;
        case Operator::BitOr:
            return a | b;
        case Operator::BitXor:
            return a ^ b;
        case Operator::BitAnd:
            return a & b;
        case Operator::Div:
        case Operator::MatMult:
            return std::nullopt;
    }
    return std::nullopt;
}

/// Of which kind the result is of numbers that are not known.
PyKind operation_kind(Operator op, PyKind a, PyKind b) {
    if (!is_number_kind(a) || !is_number_kind(b)) return PyKind::Unknown;
    const bool real = a == PyKind::Float || b == PyKind::Float;
    switch (op) {
        case Operator::Add:
        case Operator::Sub:
        case Operator::Mult:
        case Operator::FloorDiv:
        case Operator::Mod:
            return real ? PyKind::Float : PyKind::Int;
        case Operator::Div:
            return PyKind::Float;
        case Operator::Pow:
        case Operator::MatMult:
            return PyKind::Unknown;
        case Operator::LShift:
        case Operator::RShift:
            return real ? PyKind::Unknown : PyKind::Int;
        case Operator::BitOr:
        case Operator::BitXor:
        case Operator::BitAnd:
            return a == b && !real ? a : real ? PyKind::Unknown : PyKind::Int;
    }
    return PyKind::Unknown;
}

std::optional<double> real_operation(Operator op, double a, double b) {
    switch (op) {
        case Operator::Add:
            return a + b;
        case Operator::Sub:
            return a - b;
        case Operator::Mult:
            return a * b;
        case Operator::Div:
            return b == 0 ? std::nullopt : std::optional(a / b);
        case Operator::FloorDiv:
            return b == 0 ? std::nullopt : std::optional(std::floor(a / b));
        case Operator::Mod:
            return b == 0 ? std::nullopt : std::optional(a - std::floor(a / b) * b);
        case Operator::Pow: {
            const double result = std::pow(a, b);
            return std::isnan(result) ? std::nullopt : std::optional(result);
        }
        default:
            return std::nullopt;
    }
}

}  // namespace

PyValue Evaluator::Impl::binary(Operator op, const PyValue& left, const PyValue& right) {
    if (is_int(left) && is_int(right)) {
        if (left.is(PyKind::Bool) && right.is(PyKind::Bool) && (op == Operator::BitOr || op == Operator::BitAnd || op == Operator::BitXor)) {
            const auto bits = integer_operation(op, left.integer, right.integer);
            return boolean(*bits != 0);
        }
        if (op != Operator::Div && !(op == Operator::Pow && right.integer < 0)) {
            const auto result = integer_operation(op, left.integer, right.integer);
            return result ? integer(*result) : PyValue{};
        }
    }
    if (is_number(left) && is_number(right)) {
        const auto result = real_operation(op, as_real(left), as_real(right));
        return result ? real(*result) : PyValue{};
    }
    const PyKind left_kind = kind_of(left);
    const PyKind right_kind = kind_of(right);
    if (const PyKind kind = operation_kind(op, left_kind, right_kind); kind != PyKind::Unknown) return vague(kind);
    if (op == Operator::Pow && is_number_kind(left_kind) && is_int(right) && right.integer >= 0)
        return vague(left_kind == PyKind::Float ? PyKind::Float : PyKind::Int);
    if (op == Operator::Pow && is_number_kind(left_kind) && right.is(PyKind::Float)) return vague(PyKind::Float);
    auto is_array = [](const PyValue& v) { return v.is(PyKind::ExternalObject) && makes_array(v.text); };
    if ((is_array(left) && (is_number(right) || is_array(right))) || (is_array(right) && is_number(left))) return external_object("numpy.array");
    const bool tensor_left = left.is(PyKind::Tensor);
    const bool tensor_right = right.is(PyKind::Tensor);
    if (tensor_left || tensor_right) {
        const PyValue& other = tensor_left ? right : left;
        if (is_number_kind(kind_of(other)) || other.is(PyKind::Tensor)) return combine_tensors(op, left, right);
        return {};
    }
    if (op == Operator::Add) {
        if (left.is(PyKind::Str) && right.is(PyKind::Str)) {
            if (left.text.size() + right.text.size() > 4096) return {};
            return text(std::string(left.text) + std::string(right.text));
        }
        const bool lists = left.is(PyKind::List) && right.is(PyKind::List);
        if (lists || (left.is(PyKind::Tuple) && right.is(PyKind::Tuple))) {
            std::vector<PyValue> items = left.list->items;
            items.insert(items.end(), right.list->items.begin(), right.list->items.end());
            spend(items.size());
            return sequence(left.kind, std::move(items), left.list->complete && right.list->complete);
        }
    }
    if (op == Operator::Mult) {
        const bool swapped = is_int(left);
        const PyValue& repeated = swapped ? right : left;
        const PyValue& count = swapped ? left : right;
        if (repeated.is(PyKind::List) || repeated.is(PyKind::Tuple)) {
            if (!is_int(count)) return sequence(repeated.kind, repeated.list->items, false);
            if (count.integer > 4096 || static_cast<std::int64_t>(repeated.list->items.size()) * count.integer > 4096)
                return sequence(repeated.kind, repeated.list->items, false);
            std::vector<PyValue> items;
            for (std::int64_t i = 0; i < count.integer; ++i) items.insert(items.end(), repeated.list->items.begin(), repeated.list->items.end());
            spend(items.size());
            return sequence(repeated.kind, std::move(items), repeated.list->complete);
        }
        if (repeated.is(PyKind::Str) && is_int(count)) {
            if (count.integer > 256 || repeated.text.size() * static_cast<std::size_t>(std::max<std::int64_t>(count.integer, 0)) > 4096) return {};
            std::string result;
            for (std::int64_t i = 0; i < count.integer; ++i) result += repeated.text;
            return text(result);
        }
    }
    if (op == Operator::Mod && left.is(PyKind::Str)) {
        const auto result = percent(left.text, right);
        return result ? text(*result) : vague(PyKind::Str);
    }
    if (op == Operator::Add && left_kind == PyKind::Str && right_kind == PyKind::Str) return vague(PyKind::Str);
    if (op == Operator::BitOr && (is_type_form(left) || is_type_form(right))) {
        auto admissible = [](const PyValue& v) { return is_type_form(v) || v.is(PyKind::None) || v.is(PyKind::Class); };
        return admissible(left) && admissible(right) ? generic("types.UnionType", {left, right}) : PyValue{};
    }
    if (auto result = combine_sets(op, left, right)) return *result;
    if (op == Operator::BitOr && left.is(PyKind::Dict) && right.is(PyKind::Dict)) {
        PyValue merged = dictionary(left.dict->items, left.dict->complete);
        dict_method(merged, "update", {{{}, right, false}});
        return merged;
    }
    return {};
}

/// `|`, `&`, `-` and `^` of sets and of the keys of a dict.
std::optional<PyValue> Evaluator::Impl::combine_sets(Operator op, const PyValue& left, const PyValue& right) {
    const bool known = op == Operator::BitOr || op == Operator::BitAnd || op == Operator::Sub || op == Operator::BitXor;
    if (!known || (!left.is(PyKind::Set) && !right.is(PyKind::Set))) return std::nullopt;
    auto is_one = [](const PyValue& v) { return v.is(PyKind::Set) || (v.is(PyKind::List) && v.list->lazy); };
    if (!is_one(left) || !is_one(right)) return std::nullopt;
    auto has = [&](const std::vector<PyValue>& items, const PyValue& wanted) {
        Tri result = Tri::No;
        for (const PyValue& item : items) {
            const Tri same = equal(item, wanted);
            if (same == Tri::Yes) return same;
            if (same == Tri::Maybe) result = same;
        }
        return result;
    };
    bool complete = left.list->complete && right.list->complete;
    std::vector<PyValue> items;
    auto keep = [&](const PyValue& item, Tri wanted) {
        if (wanted == Tri::Maybe) complete = false;
        if (wanted != Tri::No) items.push_back(item);
    };
    for (const PyValue& item : left.list->items) {
        const Tri other = op == Operator::BitOr ? Tri::No : has(right.list->items, item);
        keep(item, op == Operator::BitAnd ? other : negated(other));
    }
    if (op == Operator::BitOr || op == Operator::BitXor)
        for (const PyValue& item : right.list->items) keep(item, negated(has(left.list->items, item)));
    spend(items.size());
    return sequence(PyKind::Set, std::move(items), complete);
}

Tri Evaluator::Impl::truth(const PyValue& value) {
    switch (value.kind) {
        case PyKind::None:
            return Tri::No;
        case PyKind::Bool:
            return certain(value.boolean);
        case PyKind::Int:
            return certain(value.integer != 0);
        case PyKind::Float:
        case PyKind::Complex:
            return certain(value.real != 0);
        case PyKind::Str:
        case PyKind::Bytes:
            return certain(!value.text.empty());
        case PyKind::Ellipsis:
        case PyKind::Function:
        case PyKind::BoundMethod:
        case PyKind::Class:
        case PyKind::Namespace:
        case PyKind::Scripted:
            return Tri::Yes;
        case PyKind::List:
        case PyKind::Tuple:
        case PyKind::Set:
            return value.list->complete ? certain(!value.list->items.empty()) : Tri::Maybe;
        case PyKind::Dict:
            return value.dict->complete ? certain(!value.dict->items.empty()) : Tri::Maybe;
        case PyKind::External:
            return is_certainly_true(value.text) ? Tri::Yes : Tri::Maybe;
        case PyKind::Module: {
            const ModuleInstance& instance = *value.instance;
            if (container_kind(instance) != ContainerKind::None) return instance.members_complete ? certain(!instance.members.empty()) : Tri::Maybe;
            if (!instance.cls) return Tri::Yes;
            if (!linearization(instance.cls).complete || find_method(instance.cls, "__len__") || find_method(instance.cls, "__bool__"))
                return Tri::Maybe;
            return Tri::Yes;
        }
        case PyKind::Object: {
            const ClassRef cls = value.object->cls;
            if (!cls || !linearization(cls).complete || find_method(cls, "__len__") || find_method(cls, "__bool__")) return Tri::Maybe;
            for (const auto& entry : linearization(cls).entries)
                if (!entry.external.empty()) return Tri::Maybe;
            return Tri::Yes;
        }
        case PyKind::Unknown: {
            if (!value.list || value.list->items.empty()) return Tri::Maybe;
            const Tri first = truth(value.list->items.front());
            for (const PyValue& option : value.list->items)
                if (truth(option) != first) return Tri::Maybe;
            return first;
        }
        case PyKind::Tensor:
        case PyKind::ExternalObject:
            return Tri::Maybe;
    }
    return Tri::Maybe;
}

Tri Evaluator::Impl::identical(const PyValue& left, const PyValue& right) {
    if (left.is(PyKind::Unknown) || right.is(PyKind::Unknown)) {
        const PyValue& vague = left.is(PyKind::Unknown) ? left : right;
        const PyValue& other = left.is(PyKind::Unknown) ? right : left;
        if (other.is(PyKind::None) && vague.vague_kind != PyKind::Unknown) return Tri::No;
        if (!vague.list || vague.list->items.empty() || other.is(PyKind::Unknown)) return Tri::Maybe;
        const Tri first = identical(vague.list->items.front(), other);
        for (const PyValue& option : vague.list->items)
            if (identical(option, other) != first) return Tri::Maybe;
        return first;
    }
    auto could_be_constant = [](const PyValue& v) {
        if (v.is(PyKind::External)) return !is_certainly_true(v.text);
        return v.is(PyKind::ExternalObject) && !looks_like_class(v.text) && !v.text.starts_with("numpy.") && !v.capture;
    };
    if (left.is(PyKind::None) || right.is(PyKind::None)) {
        if (left.kind == right.kind) return Tri::Yes;
        return could_be_constant(left) || could_be_constant(right) ? Tri::Maybe : Tri::No;
    }
    if (left.kind != right.kind) return could_be_constant(left) || could_be_constant(right) ? Tri::Maybe : Tri::No;
    switch (left.kind) {
        case PyKind::Bool:
            return certain(left.boolean == right.boolean);
        case PyKind::Int:
            return left.integer != right.integer ? Tri::No : Tri::Maybe;
        case PyKind::Str:
            return left.text != right.text ? Tri::No : Tri::Maybe;
        case PyKind::Ellipsis:
            return Tri::Yes;
        case PyKind::Class:
            return certain(left.cls == right.cls);
        case PyKind::Module:
            return certain(left.instance == right.instance);
        case PyKind::Object:
            return is_enum_member(left) && is_enum_member(right) ? certain(left.object == right.object) : Tri::Maybe;
        case PyKind::External:
            return left.text == right.text && !left.list && !right.list ? Tri::Yes : Tri::Maybe;
        case PyKind::Function:
            return left.function == right.function ? Tri::Yes : Tri::No;
        default:
            return Tri::Maybe;
    }
}

Tri Evaluator::Impl::equal(const PyValue& left, const PyValue& right, int level) {
    if (level > 16 || !spend()) return Tri::Maybe;
    if (is_number(left) && is_number(right)) {
        if (is_int(left) && is_int(right)) return certain(left.integer == right.integer);
        return certain(as_real(left) == as_real(right));
    }
    if (left.is(PyKind::Unknown) || right.is(PyKind::Unknown)) {
        const PyValue& vague = left.is(PyKind::Unknown) ? left : right;
        const PyValue& other = left.is(PyKind::Unknown) ? right : left;
        if (!vague.list || vague.list->items.empty() || other.is(PyKind::Unknown)) return Tri::Maybe;
        const Tri first = equal(vague.list->items.front(), other, level + 1);
        for (const PyValue& option : vague.list->items)
            if (equal(option, other, level + 1) != first) return Tri::Maybe;
        return first;
    }
    auto plain = [](const PyValue& v) {
        return is_number(v) || v.is(PyKind::None) || v.is(PyKind::Str) || v.is(PyKind::List) || v.is(PyKind::Tuple) || v.is(PyKind::Class) ||
               v.is(PyKind::Function);
    };
    if (left.kind != right.kind) return plain(left) && plain(right) ? Tri::No : Tri::Maybe;
    switch (left.kind) {
        case PyKind::None:
            return Tri::Yes;
        case PyKind::Str:
            return certain(left.text == right.text);
        case PyKind::List:
        case PyKind::Tuple: {
            if (!left.list->complete || !right.list->complete) return Tri::Maybe;
            if (left.list->items.size() != right.list->items.size()) return Tri::No;
            Tri result = Tri::Yes;
            for (std::size_t i = 0; i < left.list->items.size(); ++i) {
                const Tri part = equal(left.list->items[i], right.list->items[i], level + 1);
                if (part == Tri::No) return Tri::No;
                if (part == Tri::Maybe) result = Tri::Maybe;
            }
            return result;
        }
        case PyKind::External:
            return left.text == right.text && !left.list && !right.list ? Tri::Yes : Tri::Maybe;
        case PyKind::Class:
            return certain(left.cls == right.cls);
        case PyKind::Function:
            return certain(left.function == right.function);
        case PyKind::Object: {
            // Members of two enumerations may be equal as numbers or texts.
            const bool members = is_enum_member(left) && is_enum_member(right) && left.object->cls == right.object->cls;
            return members && !find_method(left.object->cls, "__eq__") ? certain(left.object == right.object) : Tri::Maybe;
        }
        default:
            return Tri::Maybe;
    }
}

Tri Evaluator::Impl::contains(const PyValue& container, const PyValue& item) {
    if (container.is(PyKind::Str)) {
        if (!item.is(PyKind::Str)) return Tri::Maybe;
        return certain(container.text.find(item.text) != std::string_view::npos);
    }
    if (container.is(PyKind::Object) && container.object->dict && !has_special(container, "__contains__")) return contains(items_of(container), item);
    std::vector<PyValue> items;
    bool complete = true;
    if (container.is(PyKind::Dict)) {
        for (const auto& [key, value] : container.dict->items) items.push_back(key);
        complete = container.dict->complete;
    } else if (container.is(PyKind::List) || container.is(PyKind::Tuple) || container.is(PyKind::Set)) {
        items = container.list->items;
        complete = container.list->complete;
    } else if (container.is(PyKind::Module) && container_kind(*container.instance) == ContainerKind::ModuleDict) {
        for (const auto& [key, value] : container.instance->members) items.push_back(text(key));
        complete = container.instance->members_complete;
    } else {
        return Tri::Maybe;
    }
    bool maybe = !complete;
    for (const PyValue& have : items) {
        const Tri same = equal(have, item);
        if (same == Tri::Yes && complete) return Tri::Yes;
        if (same != Tri::No) maybe = true;
    }
    return maybe ? Tri::Maybe : Tri::No;
}

Tri Evaluator::Impl::compare(CompareOperator op, const PyValue& left, const PyValue& right) {
    switch (op) {
        case CompareOperator::Eq:
            return equal(left, right);
        case CompareOperator::NotEq:
            return negated(equal(left, right));
        case CompareOperator::Is:
            return identical(left, right);
        case CompareOperator::IsNot:
            return negated(identical(left, right));
        case CompareOperator::In:
            return contains(right, left);
        case CompareOperator::NotIn:
            return negated(contains(right, left));
        default:
            break;
    }
    int order = 0;
    if (is_number(left) && is_number(right)) {
        const double a = as_real(left);
        const double b = as_real(right);
        order = a < b ? -1 : a > b ? 1 : 0;
        if (std::isnan(a) || std::isnan(b)) return Tri::Maybe;
    } else if (left.is(PyKind::Str) && right.is(PyKind::Str)) {
        const int c = left.text.compare(right.text);
        order = c < 0 ? -1 : c > 0 ? 1 : 0;
    } else {
        return Tri::Maybe;
    }
    switch (op) {
        case CompareOperator::Lt:
            return certain(order < 0);
        case CompareOperator::LtE:
            return certain(order <= 0);
        case CompareOperator::Gt:
            return certain(order > 0);
        case CompareOperator::GtE:
            return certain(order >= 0);
        default:
            return Tri::Maybe;
    }
}

}  // namespace jitlint::analysis
