#include <algorithm>
#include <array>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"
#include "text/among.h"

/// Tensors: their sizes and the kind of their elements, as far as the calls that make them tell.
namespace jitlint::analysis {
namespace {

using Text = std::string_view;

/// More elements than these are not listed one by one.
constexpr std::int64_t kMaxElements = 256;

bool is_size(const PyValue& v) { return is_int_kind(kind_of(v)); }

PyKind dtype_kind(const PyValue& dtype) {
    if (!dtype.is(PyKind::External) || !dtype.text.starts_with("torch.")) return PyKind::Unknown;
    const Text name = dtype.text.substr(6);
    if (text::among(name, {"float", "float16", "float32", "float64", "double", "half", "bfloat16"})) return PyKind::Float;
    if (text::among(name, {"int", "int8", "int16", "int32", "int64", "long", "short", "uint8"})) return PyKind::Int;
    return name == "bool" ? PyKind::Bool : PyKind::Unknown;
}

/// The kind of a tensor of numbers of both kinds.
PyKind wider(PyKind a, PyKind b) {
    if (!is_number_kind(a) || !is_number_kind(b)) return PyKind::Unknown;
    if (a == PyKind::Float || b == PyKind::Float) return PyKind::Float;
    return a == b ? a : PyKind::Int;
}

}  // namespace

PyValue Evaluator::Impl::sized_tensor(std::vector<PyValue> sizes, PyKind element, bool requires_grad) {
    PyValue result = tensor(requires_grad);
    result.list = sequence(PyKind::Tuple, std::move(sizes)).list;
    result.element = element;
    return result;
}

PyValue Evaluator::Impl::tensor_like(const PyValue& other, bool requires_grad) {
    PyValue result = tensor(requires_grad);
    if (other.is(PyKind::Tensor)) {
        result.list = other.list;
        result.element = other.element;
    }
    return result;
}

/// The sizes that the positional arguments are, or the first, or the one called `size`; nullopt where they are not all known as numbers.
std::optional<std::vector<PyValue>> Evaluator::Impl::sizes_in(const Arguments& args, bool one_by_one) {
    if (has_star(args)) return std::nullopt;
    const PyValue* first = argument(args, 0, "size");
    std::vector<PyValue> sizes;
    if (first && (first->is(PyKind::List) || first->is(PyKind::Tuple))) {
        if (!first->list->complete) return std::nullopt;
        sizes = first->list->items;
    } else if (first && one_by_one) {
        for (const CallArgument& arg : args)
            if (arg.keyword.empty()) sizes.push_back(arg.value);
    } else {
        return std::nullopt;
    }
    return std::ranges::all_of(sizes, is_size) ? std::optional(sizes) : std::nullopt;
}

/// The sizes of `torch.tensor(data)`, and the kind of its elements; false where the data are not known.
bool Evaluator::Impl::describe_data(const PyValue& data, std::vector<PyValue>& sizes, PyKind& element, std::size_t level) {
    if (!spend() || level > 8) return false;
    if (is_number_kind(kind_of(data))) {
        element = element == PyKind::Unknown ? kind_of(data) : wider(element, kind_of(data));
        return level == sizes.size();
    }
    if ((!data.is(PyKind::List) && !data.is(PyKind::Tuple)) || !data.list->complete || data.list->items.empty()) return false;
    const auto count = static_cast<std::int64_t>(data.list->items.size());
    if (level == sizes.size()) sizes.push_back(integer(count));
    return sizes[level].integer == count &&
           std::ranges::all_of(data.list->items, [&](const PyValue& item) { return describe_data(item, sizes, element, level + 1); });
}

/// What a function of torch makes that always returns one Tensor.
PyValue Evaluator::Impl::make_tensor(std::string_view name, const Arguments& args, bool requires_grad) {
    const PyValue* dtype = argument(args, 99, "dtype");
    const PyValue* first = argument(args, 0);
    auto kind = [&](PyKind by_default) {
        if (!dtype && has_star(args)) return PyKind::Unknown;
        return !dtype || dtype->is(PyKind::None) ? by_default : dtype_kind(*dtype);
    };
    auto made = [&](std::optional<std::vector<PyValue>> sizes, PyKind by_default) {
        if (sizes) return sized_tensor(std::move(*sizes), kind(by_default), requires_grad);
        PyValue result = tensor(requires_grad);
        result.element = kind(by_default);
        return result;
    };
    auto vector_of = [&](const PyValue* count) { return std::vector{count && is_size(*count) ? *count : vague(PyKind::Int)}; };
    if (text::among(name, {"empty", "ones", "rand", "randn", "zeros"})) return made(sizes_in(args, true), PyKind::Float);
    if (name == "full") {
        const PyValue* value = argument(args, 1, "fill_value");
        return made(sizes_in(args, false), value && kind_of(*value) == PyKind::Float ? PyKind::Float : PyKind::Unknown);
    }
    if (name == "linspace" || name == "logspace") return made(vector_of(argument(args, 2, "steps")), PyKind::Float);
    if (name == "randperm") return made(vector_of(first), PyKind::Int);
    if (name.ends_with("_window")) return made(vector_of(argument(args, 0, "window_length")), PyKind::Float);
    if (name == "arange") {
        PyKind element = PyKind::Unknown;
        bool plain = first != nullptr && !has_star(args);
        for (const CallArgument& arg : args) {
            if (!arg.keyword.empty()) {
                plain = plain && text::among(arg.keyword, {"dtype", "device", "requires_grad"});
                continue;
            }
            const PyKind own = kind_of(arg.value);
            plain = plain && is_number_kind(own);
            element = element == PyKind::Unknown ? own : wider(element, own);
        }
        if (element == PyKind::Bool) element = PyKind::Int;
        return made(vector_of(plain && positional_count(args) == 1 ? first : nullptr), plain ? element : PyKind::Unknown);
    }
    if (name == "eye") {
        const PyValue* second = argument(args, 1, "m");
        if (!first || !is_size(*first) || (second && !is_size(*second))) return made(std::nullopt, PyKind::Float);
        return made(std::vector{*first, second ? *second : *first}, PyKind::Float);
    }
    if (name == "tensor" || name == "as_tensor" || name == "scalar_tensor") {
        std::vector<PyValue> sizes;
        PyKind element = PyKind::Unknown;
        if (first && describe_data(*first, sizes, element, 0)) return made(std::move(sizes), element);
        return made(std::nullopt, PyKind::Unknown);
    }
    if (name == "clone") return first ? tensor_like(*first, requires_grad) : tensor(requires_grad);
    if (name.ends_with("_like") && first) {
        PyValue result = tensor_like(*first, requires_grad);
        result.element = kind(name == "full_like" ? PyKind::Unknown : result.element);
        return result;
    }
    return tensor(requires_grad);
}

PyValue Evaluator::Impl::tensor_shape(const PyValue& tensor) {
    if (tensor.list) {
        const PyValue shape = sequence(PyKind::Tuple, tensor.list->items, tensor.list->complete);
        shape.list->alike = tensor.list->alike;
        return shape;
    }
    const PyValue shape = sequence(PyKind::Tuple, {vague(PyKind::Int)}, false);
    shape.list->alike = true;
    return shape;
}

/// What the tensor becomes by `tensor[index]` with a number for an index.
PyValue Evaluator::Impl::tensor_item(const PyValue& value) {
    PyValue item = tensor(value.requires_grad);
    if (value.list && value.list->complete && !value.list->items.empty())
        item.list = sequence(PyKind::Tuple, {value.list->items.begin() + 1, value.list->items.end()}).list;
    item.element = value.element;
    return item;
}

std::optional<Evaluator::Impl::Elements> Evaluator::Impl::iterate_tensor(const PyValue& value) {
    const PyValue item = tensor_item(value);
    const bool sized = value.list && value.list->complete && !value.list->items.empty();
    const PyValue count = sized ? value.list->items.front() : PyValue{};
    if (!count.is(PyKind::Int) || count.integer < 0 || count.integer > kMaxElements) return Elements{{item}, false, true};
    spend(static_cast<std::size_t>(count.integer));
    return Elements{std::vector<PyValue>(static_cast<std::size_t>(count.integer), item), true, true};
}

PyValue Evaluator::Impl::combine_tensors(syntax::Operator op, const PyValue& left, const PyValue& right) {
    auto element_of = [](const PyValue& v) { return v.is(PyKind::Tensor) ? v.element : kind_of(v); };
    PyValue result = tensor(left.requires_grad || right.requires_grad);
    result.element = wider(element_of(left), element_of(right));
    if (op == syntax::Operator::Div && result.element != PyKind::Unknown) result.element = PyKind::Float;
    if (result.element == PyKind::Bool) result.element = PyKind::Unknown;
    if (!left.is(PyKind::Tensor)) result.list = right.list;
    if (!right.is(PyKind::Tensor)) result.list = left.list;
    return result;
}

PyValue Evaluator::Impl::tensor_attribute(const PyValue& value, std::string_view name) {
    if (name == "shape") return tensor_shape(value);
    if (name == "ndim") return value.list && value.list->complete ? integer(static_cast<std::int64_t>(value.list->items.size())) : vague(PyKind::Int);
    if (name == "data") return tensor_like(value, false);
    if (text::among(name, {"T", "mT", "real"})) return tensor();
    if (text::among(name, {"requires_grad", "is_cuda", "is_leaf", "is_sparse"})) return tri(Tri::Maybe);
    return {};
}

PyValue Evaluator::Impl::tensor_method(const PyValue& receiver, std::string_view name, const Arguments& args) {
    const PyValue* first = argument(args, 0);
    if (name == "requires_grad_") {
        first = argument(args, 0, "requires_grad");
        PyValue result = receiver;
        result.requires_grad = args.empty() || (first && first->is(PyKind::Bool) && first->boolean);
        return result;
    }
    if (name == "numpy") return external_object("numpy.array");
    if (name == "size") {
        if (args.empty()) return tensor_shape(receiver);
        const PyValue* dim = argument(args, 0, "dim");
        return dim && is_size(*dim) ? subscript(tensor_shape(receiver), *dim) : PyValue{};
    }
    if (name == "numel" || name == "nelement") {
        const PyValue shape = tensor_shape(receiver);
        if (!shape.list->complete) return vague(PyKind::Int);
        PyValue count = integer(1);
        for (const PyValue& size : shape.list->items) count = binary(syntax::Operator::Mult, count, size);
        return count;
    }
    if (name == "dim" || name == "ndimension") return tensor_attribute(receiver, "ndim");
    if (name == "item") return vague(receiver.element);
    if (text::among(name, {"is_floating_point", "is_contiguous", "is_complex"})) return tri(Tri::Maybe);
    if (name == "tolist") {
        if (!receiver.list || !receiver.list->complete || receiver.list->items.size() != 1) return {};
        auto elements = *iterate_tensor(receiver);
        for (PyValue& item : elements.items) item = vague(receiver.element);
        const PyValue list = sequence(PyKind::List, std::move(elements.items), elements.complete);
        list.list->alike = true;
        return list;
    }
    const bool grad = receiver.requires_grad && name != "detach";
    PyValue same = tensor_like(receiver, grad);
    if (text::among(name, {"clone", "contiguous", "cuda",     "cpu",   "detach",  "abs",  "clamp", "cos",    "cumsum",      "exp",  "flip",
                           "log",   "neg",        "roll",     "round", "sigmoid", "sin",  "sqrt",  "tanh",   "tril",        "triu", "fill_",
                           "mul_",  "normal_",    "uniform_", "zero_", "copy_",   "add_", "div_",  "clamp_", "masked_fill_"})) {
        // Of integers, some of these make floats.
        const bool keeps =
            same.element == PyKind::Float || text::among(name, {"clone", "contiguous", "cuda", "cpu", "detach", "flip", "roll", "zero_"});
        if (!keeps) same.element = PyKind::Unknown;
        return same;
    }
    if (text::among(name, {"bool", "byte", "bfloat16", "double", "float", "half", "int", "long", "short", "to", "type_as"})) {
        const bool real = text::among(name, {"bfloat16", "double", "float", "half"});
        const bool whole = text::among(name, {"byte", "int", "long", "short"});
        same.element = real ? PyKind::Float : whole ? PyKind::Int : PyKind::Unknown;
        return same;
    }
    constexpr auto others = std::to_array<std::string_view>({"add",  "div", "expand",  "expand_as", "flatten",   "masked_fill", "matmul",
                                                             "mean", "mul", "permute", "pow",       "repeat",    "reshape",     "squeeze",
                                                             "sub",  "sum", "t",       "transpose", "unsqueeze", "view"});
    if (text::among(name, others)) {
        PyValue result = tensor(grad);
        const bool among_numbers = std::ranges::all_of(args, [](const CallArgument& arg) {
            return arg.keyword != "dtype" && !arg.star && (!arg.value.is(PyKind::Tensor) || arg.value.element != PyKind::Unknown);
        });
        if (receiver.element == PyKind::Float && among_numbers) result.element = PyKind::Float;
        return result;
    }
    if (text::among(name, {"new_full", "new_ones", "new_zeros"})) return tensor(grad);
    if (name.ends_with("_")) forget_sizes(receiver);
    return text::among(name, {"squeeze_", "unsqueeze_"}) ? tensor(grad) : PyValue{};
}

/// The tensor may get other sizes.
void Evaluator::Impl::forget_sizes(const PyValue& tensor) {
    if (!tensor.list) return;
    heap.touch(tensor.list);
    tensor.list->complete = false;
}

}  // namespace jitlint::analysis
