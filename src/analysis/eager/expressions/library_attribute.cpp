#include <algorithm>
#include <cstdlib>
#include <string>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"
#include "analysis/eager/library_modules.h"
#include "text/among.h"

/// Attributes of instances of torch.nn's classes, as their constructors make them of their arguments.
namespace jitlint::analysis {
namespace {

bool is_convolution(std::string_view cls) { return cls.starts_with("torch.nn.Conv"); }

}  // namespace

/// What the constructor was given for a parameter, or has for a default; Unknown where that is not known.
PyValue Evaluator::Impl::library_argument(const ModuleInstance& instance, const ConstructorParameter& parameter) {
    if (const PyValue* given = constructor_argument(instance, parameter.name, parameter.position)) return *given;
    const std::string_view literal = parameter.default_value;
    if (!instance.arguments_complete || literal.empty()) return {};
    if (literal == "None") return none();
    if (literal == "True" || literal == "False") return boolean(literal == "True");
    if (literal.front() == '\'') return text(literal.substr(1, literal.size() - 2));
    const double number = std::strtod(std::string(literal).c_str(), nullptr);
    return literal.find_first_of(".e") == std::string_view::npos ? integer(static_cast<std::int64_t>(number)) : real(number);
}

/// An attribute that has the name and the value of a constructor argument.
std::optional<PyValue> Evaluator::Impl::kept_argument(const ModuleInstance& instance, std::string_view cls, std::string_view name) {
    using Kept = ConstructorParameter::Kept;
    const auto parameter = constructor_parameter(cls, name);
    if (!parameter || parameter->kept == Kept::Elsewhere) return std::nullopt;
    const PyValue value = library_argument(instance, *parameter);
    if (name == "stride" && value.is(PyKind::None)) return kept_argument(instance, cls, "kernel_size");
    const PyKind kind = kind_of(value);
    if (parameter->kept == Kept::AsFloat) return is_number(value) ? real(as_real(value)) : vague(PyKind::Float);
    return parameter->kept == Kept::Repeated && kind != PyKind::Str ? repeated(value, parameter->dimensions) : value;
}

/// As `_ntuple(count)` of torch.nn.modules.utils does.
PyValue Evaluator::Impl::repeated(const PyValue& value, std::size_t count) {
    if (value.is(PyKind::Tuple)) return value;
    // Old releases keep a list as it is.
    if (value.is(PyKind::List) && !value.list->lazy) return heap.one_of({value, sequence(PyKind::Tuple, value.list->items, value.list->complete)});
    const bool single = is_number_kind(kind_of(value)) || value.is(PyKind::None);
    return single ? sequence(PyKind::Tuple, std::vector<PyValue>(count, value)) : PyValue{};
}

/// The functions of torch.nn.modules.utils that make tuples.
std::optional<PyValue> Evaluator::Impl::call_module_utils(std::string_view name, const Arguments& args) {
    static constexpr std::string_view kTuples[] = {"_single", "_pair", "_triple", "_quadruple"};
    if (args.empty() || has_star(args)) return std::nullopt;
    const PyValue& first = args.front().value;
    const auto* fixed = std::ranges::find(kTuples, name);
    if (fixed != std::end(kTuples)) return repeated(first, static_cast<std::size_t>(fixed - std::begin(kTuples)) + 1);
    if (name == "_ntuple" && first.is(PyKind::Int)) {
        PyValue maker = external_object(kTupleMaker);
        maker.integer = first.integer;
        return maker;
    }
    const PyValue* count = argument(args, 1, "n");
    if (name != "_reverse_repeat_tuple" || !count || !count->is(PyKind::Int)) return std::nullopt;
    const auto elements = iterate(first);
    if (!elements || !elements->complete || count->integer > 16) return std::nullopt;
    std::vector<PyValue> items;
    for (auto item = elements->items.rbegin(); item != elements->items.rend(); ++item)
        for (std::int64_t i = 0; i < count->integer; ++i) items.push_back(*item);
    return sequence(PyKind::Tuple, std::move(items));
}

/// The sizes of `weight` or `bias`; empty where they are not known.
std::vector<PyValue> Evaluator::Impl::library_sizes(const ModuleInstance& instance, std::string_view cls, bool weight) {
    std::vector<PyValue> sizes;
    auto add = [&](std::string_view parameter) {
        const auto value = kept_argument(instance, cls, parameter);
        if (!value) return false;
        if (value->is(PyKind::Tuple) && value->list->complete)
            sizes.insert(sizes.end(), value->list->items.begin(), value->list->items.end());
        else
            sizes.push_back(*value);
        return true;
    };
    if (is_convolution(cls)) {
        const bool transposed = cls.find("Transpose") != std::string_view::npos;
        if (!weight) {
            add("out_channels");
        } else {
            add(transposed ? "in_channels" : "out_channels");
            const auto channels = kept_argument(instance, cls, transposed ? "out_channels" : "in_channels");
            const auto groups = kept_argument(instance, cls, "groups");
            if (channels && groups) sizes.push_back(binary(syntax::Operator::FloorDiv, *channels, *groups));
            add("kernel_size");
        }
    } else if (cls == "torch.nn.Linear") {
        add("out_features");
        if (weight) add("in_features");
    } else if (cls == "torch.nn.Embedding" || cls == "torch.nn.EmbeddingBag") {
        add("num_embeddings");
        add("embedding_dim");
    } else {
        if (!add("num_features") && !add("num_channels")) add("normalized_shape");
    }
    for (const PyValue& size : sizes)
        if (!is_int_kind(kind_of(size))) return {};
    return sizes;
}

/// nullopt where nothing is known of the attribute.
std::optional<PyValue> Evaluator::Impl::library_attribute(const ModuleInstance& instance, std::string_view cls, std::string_view name) {
    if (instance.open) return std::nullopt;
    if (auto kept = kept_argument(instance, cls, name)) return kept;
    if (cls == "torch.nn.MultiheadAttention" && name == "head_dim") {
        const auto size = kept_argument(instance, cls, "embed_dim");
        const auto heads = kept_argument(instance, cls, "num_heads");
        return binary(syntax::Operator::FloorDiv, *size, *heads);
    }
    // weight_norm and its like put others in their place.
    if (!instance.hooks_certain || !instance.forward_pre_hooks.empty()) return std::nullopt;
    Tri there = holds_tensor(instance, cls, name);
    if (is_convolution(cls) && name == "bias") there = is_true_argument(instance, name, constructor_parameter(cls, name)->position, true);
    const bool always = is_convolution(cls) || text::among(cls, {"torch.nn.Linear", "torch.nn.Embedding", "torch.nn.EmbeddingBag"});
    if (name == "weight" && always) there = Tri::Yes;
    if (there == Tri::Maybe) return std::nullopt;
    if (there == Tri::No) return none();
    const bool registered = name == "weight" || name.starts_with("bias");
    PyValue result = tensor(registered);
    result.is_parameter = registered;
    result.element = name == "num_batches_tracked" ? PyKind::Int : PyKind::Unknown;
    if (name == "weight" || name == "bias")
        if (auto sizes = library_sizes(instance, cls, name == "weight"); !sizes.empty()) result.list = sequence(PyKind::Tuple, std::move(sizes)).list;
    return result;
}

}  // namespace jitlint::analysis
