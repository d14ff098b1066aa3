#include <algorithm>
#include <cmath>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {

PyValue Evaluator::Impl::call_external(std::string_view dotted, const Arguments& args, const Site& site) {
    if (dotted.starts_with("builtins.")) {
        const std::string_view name = dotted.substr(9);
        if (auto result = call_builtin(name, args, site)) return *result;
        if (auto result = unbound_method(dotted, args, site)) return *result;
        return call_unknown({}, args);
    }
    if (dotted == kSynchronizes) return synchronize(args, site);
    if (auto result = unbound_method(dotted, args, site)) return *result;
    if (dotted.starts_with("torch.")) {
        if (auto result = call_torch(dotted, args, site)) return *result;
    } else {
        if (auto result = call_standard_library(dotted, args, site)) return *result;
    }
    if (!is_harmless_library(dotted)) call_unknown({}, args);
    if (is_external_module_class(dotted) == Tri::Yes) return construct_module(dotted, args, site);
    const bool makes_object = looks_like_class(dotted) || dotted.starts_with("numpy.");
    return makes_object ? external_object(dotted) : PyValue{};
}

/// `nn.Module.__init__(self)`, `nn.Sequential.append(self, x)`, `object.__setattr__(self, name, value)`.
std::optional<PyValue> Evaluator::Impl::unbound_method(std::string_view dotted, const Arguments& args, const Site& site) {
    const std::size_t dot = dotted.rfind('.');
    if (dot == std::string_view::npos || args.empty() || args.front().star || !args.front().keyword.empty()) return std::nullopt;
    const std::string_view owner = dotted.substr(0, dot);
    const std::string_view name = dotted.substr(dot + 1);
    const PyValue self = args.front().value;
    if (!self.is(PyKind::Module) && !self.is(PyKind::Object)) return std::nullopt;
    const Arguments rest(args.begin() + 1, args.end());
    if (self.is(PyKind::Object) && self.object->dict && is_dict_class(owner)) return dict_base_method(self, name, rest, site);
    if (!looks_like_class(owner) && owner != "builtins.object") return std::nullopt;
    if (owner == "builtins.object") {
        if (name == "__init__") return none();
        if (name == "__setattr__") {
            // Past the registries of nn.Module: a plain attribute.
            const PyValue* attribute_name = argument(rest, 0);
            const PyValue* value = argument(rest, 1);
            if (!attribute_name || !value || !attribute_name->is(PyKind::Str)) return call_unknown({}, args);
            std::vector<Attribute>& attributes = self.is(PyKind::Module) ? self.instance->attributes : self.object->attributes;
            if (self.is(PyKind::Module))
                heap.touch(self.instance);
            else
                heap.touch(self.object);
            put(attributes, attribute_name->text, *value, AttributeKind::Plain, site.frame, site.span);
            return none();
        }
        return std::nullopt;
    }
    if (!self.is(PyKind::Module) || is_external_module_class(owner) != Tri::Yes) return std::nullopt;
    auto result = external_base_method(self, owner, name, rest, site);
    if (!result && owner != "torch.nn.Module") result = external_base_method(self, "torch.nn.Module", name, rest, site);
    return result ? result : PyValue{};
}

namespace {

/// Functions of Python's libraries that give one kind of number or text.
PyKind library_result(std::string_view dotted) {
    if (text::among(dotted, {"random.random", "random.uniform", "random.gauss", "time.time", "time.perf_counter", "time.monotonic"}))
        return PyKind::Float;
    if (text::among(dotted, {"random.randint", "random.randrange", "random.getrandbits", "time.time_ns", "os.getpid"})) return PyKind::Int;
    return text::among(dotted, {"os.path.exists", "os.path.isfile", "os.path.isdir"}) ? PyKind::Bool : PyKind::Unknown;
}

/// What a function of `math` gives for all numbers; Unknown where the numbers decide.
PyKind math_result(std::string_view name) {
    if (text::among(name, {"floor", "ceil", "trunc", "gcd", "lcm", "comb", "perm", "factorial", "isqrt"})) return PyKind::Int;
    if (text::among(name, {"isnan", "isinf", "isfinite", "isclose"})) return PyKind::Bool;
    return text::among(name, {"prod", "frexp", "modf", "sumprod"}) ? PyKind::Unknown : PyKind::Float;
}

}  // namespace

std::optional<PyValue> Evaluator::Impl::call_math(std::string_view name, const Arguments& args) {
    const PyValue* first = argument(args, 0);
    const PyValue* second = argument(args, 1);
    const PyKind result = math_result(name);
    if (name == "prod" && first) {
        const auto elements = iterate(*first);
        const PyValue* start = argument(args, 99, "start");
        if (!elements || !elements->complete) return PyValue{};
        PyValue product = start ? *start : integer(1);
        for (const PyValue& item : elements->items) product = binary(syntax::Operator::Mult, product, item);
        return product;
    }
    if (!first || !is_number(*first) || has_star(args)) return vague(result);
    const double x = as_real(*first);
    if (text::among(name, {"floor", "ceil", "trunc"})) {
        const double value = name == "floor" ? std::floor(x) : name == "ceil" ? std::ceil(x) : std::trunc(x);
        if (!(std::fabs(value) < 9e15)) return vague(result);
        return integer(static_cast<std::int64_t>(value));
    }
    double value = NAN;
    if (args.size() == 1) {
        if (name == "sqrt") value = std::sqrt(x);
        if (name == "exp") value = std::exp(x);
        if (name == "log") value = x > 0 ? std::log(x) : NAN;
        if (name == "log2") value = x > 0 ? std::log2(x) : NAN;
        if (name == "log10") value = x > 0 ? std::log10(x) : NAN;
        if (name == "sin") value = std::sin(x);
        if (name == "cos") value = std::cos(x);
        if (name == "fabs") value = std::fabs(x);
        if (name == "radians") value = x * 3.14159265358979323846 / 180;
    } else if (second && is_number(*second) && args.size() == 2) {
        const double y = as_real(*second);
        if (name == "pow") value = std::pow(x, y);
        if (name == "log") value = x > 0 && y > 0 && y != 1 ? std::log(x) / std::log(y) : NAN;
        const bool integers = !first->is(PyKind::Float) && !second->is(PyKind::Float);
        if (name == "gcd" && integers) {
            std::int64_t a = first->integer;
            std::int64_t b = second->integer;
            if (a == INT64_MIN || b == INT64_MIN) return vague(result);
            a = a < 0 ? -a : a;
            b = b < 0 ? -b : b;
            while (b != 0) std::swap(a %= b, b);
            return integer(a);
        }
    }
    return std::isnan(value) ? vague(result) : real(value);
}

std::optional<PyValue> Evaluator::Impl::call_standard_library(std::string_view dotted, const Arguments& args, const Site& site) {
    const PyValue* first = argument(args, 0);
    if (const PyKind kind = library_result(dotted); kind != PyKind::Unknown) return vague(kind);
    if (text::among(dotted, {"os.environ.get", "os.getenv"})) {
        const PyValue* fallback = argument(args, 1, "default");
        return fallback && !has_star(args) ? heap.one_of({vague(PyKind::Str), *fallback}) : PyValue{};
    }
    if (dotted.starts_with("math.")) return call_math(dotted.substr(5), args);
    if (text::among(dotted, {"numpy.prod", "numpy.sum", "numpy.max", "numpy.min"}) && first && args.size() == 1) {
        const bool sized = (first->is(PyKind::List) && !first->list->lazy) || first->is(PyKind::Tuple);
        const auto ints = [](const PyValue& v) { return v.is(PyKind::Int); };
        if (sized && first->list->complete && !first->list->items.empty() && std::ranges::all_of(first->list->items, ints))
            return external_object("numpy.int64");
    }
    if (text::among(dotted, {"types.SimpleNamespace", "argparse.Namespace"})) {
        PyValue result = external_object(dotted);
        result.object = heap.make_object();
        result.object->open = has_star(args) || positional_count(args) > 0;
        for (const CallArgument& arg : args)
            if (!arg.star && !arg.keyword.empty())
                put(result.object->attributes, arg.keyword, arg.value, AttributeKind::Plain, site.frame, site.span);
        return result;
    }
    if (dotted == "dataclasses.asdict" && first && args.size() == 1) return as_dict(*first, 0);
    if (dotted == "dataclasses.replace" && first)
        if (auto replaced = replace_fields(*first, args, site)) return *replaced;
    if (dotted == "functools.partial") {
        if (!first) return call_unknown({}, args);
        Capture capture;
        capture.callee = *first;
        capture.bound.assign(args.begin() + 1, args.end());
        PyValue result = external_object(dotted);
        result.capture = heap.make_capture(std::move(capture));
        return result;
    }
    if (text::among(dotted, {"collections.deque", "collections.namedtuple", "weakref.ref", "contextlib.nullcontext", "types.MappingProxyType"}))
        return external_object(dotted);
    if (dotted == "collections.defaultdict") {
        PyValue result = *call_object_builtin("dict", args.empty() ? args : Arguments(args.begin() + 1, args.end()), site);
        result.dict->fills = true;
        if (first) result.dict->factory = *first;
        if (has_star(args)) result.dict->complete = false;
        return result;
    }
    if (text::among(dotted, {"datetime.datetime", "datetime.date", "datetime.time", "datetime.timedelta"})) return external_object(dotted);
    if (dotted == "inspect.isclass" && first) return tri(is_instance(*first, external("builtins.type")));
    if (dotted == "re.compile") return external_object("re.Pattern");
    if (text::among(dotted, {"uuid.uuid1", "uuid.uuid4"})) return external_object("uuid.UUID");
    if (text::among(dotted, {"datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today"}))
        return external_object("datetime.datetime");
    if (text::among(dotted, {"itertools.count", "itertools.cycle", "itertools.product", "itertools.permutations", "itertools.combinations",
                             "itertools.accumulate", "itertools.islice", "itertools.zip_longest", "itertools.starmap"})) {
        call_unknown({}, args);
        return external_object(dotted);
    }
    if (text::among(dotted, {"numpy.random.rand", "numpy.random.randn"}) && first) return external_object("numpy.array");
    if (dotted == "logging.getLogger") return external_object("logging.Logger");
    if (dotted == "types.MethodType") {
        const PyValue* self = argument(args, 1);
        if (!first || !first->is(PyKind::Function) || !first->function.node || !self || !self->is(PyKind::Module)) return call_unknown({}, args);
        PyValue method = *first;
        method.kind = PyKind::BoundMethod;
        method.instance = self->instance;
        return method;
    }
    if (dotted == "collections.OrderedDict") return call_object_builtin("dict", args, site);
    if (dotted == "copy.deepcopy" || dotted == "copy.copy") {
        if (!first) return PyValue{};
        if (dotted == "copy.copy" && first->is(PyKind::List)) return sequence(PyKind::List, first->list->items, first->list->complete);
        if (dotted == "copy.copy" && first->is(PyKind::Dict)) return dictionary(first->dict->items, first->dict->complete);
        std::map<const void*, PyValue> done;
        return deep_copy(*first, done);
    }
    if (dotted == "itertools.chain" || dotted == "itertools.chain.from_iterable") {
        std::vector<PyValue> parts;
        bool complete = !has_star(args);
        for (const CallArgument& arg : args) parts.push_back(arg.value);
        if (dotted.ends_with("from_iterable")) {
            const auto outer = first ? iterate(*first) : std::nullopt;
            parts = outer ? outer->items : std::vector<PyValue>{};
            complete = complete && outer && outer->complete;
        }
        std::vector<PyValue> items;
        for (const PyValue& part : parts) {
            const auto elements = iterate(part);
            if (elements) items.insert(items.end(), elements->items.begin(), elements->items.end());
            complete = complete && elements && elements->complete;
        }
        return iterator(std::move(items), complete);
    }
    if (dotted == "itertools.repeat") {
        const PyValue* count = argument(args, 1, "times");
        if (first && args.size() == 1) return external_object(dotted);
        if (!first || !count) return PyValue{};
        PyValue items = binary(syntax::Operator::Mult, sequence(PyKind::List, {*first}), *count);
        if (items.list) items.list->lazy = true;
        return items;
    }
    if (text::among(dotted, {"typing.cast", "typing_extensions.cast"})) {
        const PyValue* value = argument(args, 1);
        return value ? *value : PyValue{};
    }
    if (dotted == "functools.reduce" && first) {
        const PyValue* list = argument(args, 1);
        const auto elements = list ? iterate(*list) : std::nullopt;
        const PyValue* initial = argument(args, 2);
        if (!elements || !elements->complete || (elements->items.empty() && !initial)) return call_unknown({}, args);
        PyValue total = initial ? *initial : elements->items.front();
        for (std::size_t i = initial ? 0 : 1; i < elements->items.size(); ++i)
            total = call(*first, {{{}, total, false}, {{}, elements->items[i], false}}, site);
        return total;
    }
    if (dotted.starts_with("functools.") || dotted.starts_with("operator.") || dotted == "contextlib.suppress") return call_unknown({}, args);
    return std::nullopt;
}

}  // namespace jitlint::analysis
