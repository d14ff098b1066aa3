#include "analysis/compile/annotations/python_types.h"

#include <algorithm>

#include "text/among.h"
#include "torchscript/relation.h"

namespace jitlint::analysis {
namespace {

using Kind = torchscript::TypeKind;

constexpr int kMaxDepth = 16;

/// Results of library calls that certainly have no type: arrays, and tuples and lists of them.
bool is_typeless_object(std::string_view callee) {
    // NumPy's functions of numbers give a float64, which is a float.
    static constexpr std::string_view kArrays[] = {"array",
                                                   "asarray",
                                                   "zeros",
                                                   "ones",
                                                   "empty",
                                                   "full",
                                                   "arange",
                                                   "linspace",
                                                   "logspace",
                                                   "eye",
                                                   "identity",
                                                   "ndarray",
                                                   "stack",
                                                   "tile",
                                                   "concatenate",
                                                   "meshgrid",
                                                   "float16",
                                                   "float32",
                                                   "int8",
                                                   "int16",
                                                   "int32",
                                                   "int64",
                                                   "uint8",
                                                   "bool_",
                                                   "repeat",
                                                   "reshape",
                                                   "transpose",
                                                   "broadcast_to",
                                                   "outer",
                                                   "triu",
                                                   "tril",
                                                   "cumsum",
                                                   "cumprod",
                                                   "zeros_like",
                                                   "ones_like",
                                                   "full_like",
                                                   "hanning",
                                                   "hamming",
                                                   "blackman",
                                                   "kaiser",
                                                   "bartlett",
                                                   "diag",
                                                   "argsort",
                                                   "geomspace",
                                                   "tril_indices",
                                                   "triu_indices",
                                                   "diag_indices",
                                                   "unique",
                                                   "where",
                                                   "nonzero",
                                                   "flatnonzero",
                                                   "argwhere",
                                                   "indices",
                                                   "sort",
                                                   "flip",
                                                   "roll",
                                                   "pad",
                                                   "vstack",
                                                   "hstack",
                                                   "column_stack",
                                                   "expand_dims",
                                                   "atleast_1d",
                                                   "atleast_2d",
                                                   "split",
                                                   "array_split",
                                                   "digitize",
                                                   "convolve",
                                                   "kron",
                                                   "polyfit",
                                                   "histogram",
                                                   "random.permutation",
                                                   "random.RandomState",
                                                   "random.default_rng",
                                                   "dtype",
                                                   "fft.fftfreq"};
    if (callee.starts_with("numpy.")) return text::among(callee.substr(6), kArrays);
    static constexpr std::string_view kPrefixes[] = {"logging.",  "pathlib.",   "threading.",           "re.",
                                                     "datetime.", "itertools.", "torch.distributions.", "torch.optim."};
    static constexpr std::string_view kNames[] = {"argparse.Namespace",    "argparse.ArgumentParser",
                                                  "types.SimpleNamespace", "types.MappingProxyType",
                                                  "functools.partial",     "collections.deque",
                                                  "collections.ChainMap",  "contextlib.nullcontext",
                                                  "contextlib.ExitStack",  "decimal.Decimal",
                                                  "fractions.Fraction",    "io.BytesIO",
                                                  "io.StringIO",           "random.Random",
                                                  "string.Template",       "uuid.UUID",
                                                  "weakref.ref",           "torch.finfo",
                                                  "torch.iinfo",           "builtins.slice",
                                                  "builtins.method"};
    return std::any_of(std::begin(kPrefixes), std::end(kPrefixes), [&](std::string_view prefix) { return callee.starts_with(prefix); }) ||
           text::among(callee, kNames);
}

/// Its class cannot be compiled as it stands, so that an instance has no type.
bool is_refused_constructor(const syntax::FunctionDef& init, Session& session, const SourceModule& module, const Scope& scope) {
    for (std::size_t i = 1; i < init.parameters.size(); ++i) {
        const syntax::Parameter& parameter = init.parameters[i];
        if (parameter.kind == syntax::ParameterKind::VarKeyword) return true;
        if (parameter.kind == syntax::ParameterKind::VarPositional && !parameter.name.name.empty()) return true;
        if (parameter.annotation || !parameter.default_value) continue;
        const PyValue value = session.evaluator.evaluate(*parameter.default_value, module, scope);
        if (value.is(PyKind::Int) || value.is(PyKind::Float) || value.is(PyKind::Bool) || value.is(PyKind::Str)) return true;
    }
    return false;
}

class Inference {
public:
    explicit Inference(Session& session) : session_(session), types_(session.types) {}

    TypeRef of(const PyValue& value, int depth) {
        if (depth > kMaxDepth) return types_.unknown();
        switch (value.known() ? value.kind : value.vague_kind) {
            case PyKind::None:
                return types_.none();
            case PyKind::Bool:
                return types_.boolean();
            case PyKind::Int:
                return types_.integer();
            case PyKind::Float:
                return types_.floating();
            case PyKind::Complex:
                return types_.complex();
            case PyKind::Str:
                return types_.string();
            case PyKind::Tensor:
                return types_.tensor();
            case PyKind::List: {
                if (value.list && value.list->lazy) return nullptr;
                if (!value.list || !value.list->complete) return types_.unknown();
                const TypeRef element = common(pointers(value.list->items), depth);
                return element ? types_.list(element) : nullptr;
            }
            case PyKind::Tuple: {
                if (!value.list || !value.list->complete) return types_.unknown();
                std::vector<TypeRef> elements;
                for (const PyValue& item : value.list->items) {
                    const TypeRef type = of(item, depth + 1);
                    if (!type) return nullptr;
                    elements.push_back(type);
                }
                return types_.tuple(elements);
            }
            case PyKind::Dict: {
                if (!value.dict || !value.dict->complete) return types_.unknown();
                std::vector<const PyValue*> keys;
                std::vector<const PyValue*> values;
                for (const auto& [key, item] : value.dict->items) {
                    keys.push_back(&key);
                    values.push_back(&item);
                }
                const TypeRef key_type = common(keys, depth);
                const TypeRef value_type = common(values, depth);
                return key_type && value_type ? types_.dict(key_type, value_type) : nullptr;
            }
            case PyKind::External:
                if (value.list || is_typeless_name(value.text)) return nullptr;  // a generic, such as `Optional[int]`
                if (auto constant = session_.operators.constant(value.text)) return *constant;
                // Functions and classes of libraries have no type of their own; what else the name may be is not known.
                return is_function_or_class(value.text) || session_.operators.is_module_class(value.text) ? nullptr : types_.unknown();
            case PyKind::ExternalObject:
                if (value.text == "torch.device") return types_.simple(Kind::Device);
                if (value.text == "torch.Generator" && session_.before(torchscript::Version::of(2, 0))) return nullptr;
                return is_typeless_object(value.text) ? nullptr : types_.unknown();
            case PyKind::Bytes:
                return session_.before(torchscript::Version::of(2, 0)) ? nullptr : types_.unknown();
            case PyKind::Object:
                return value.object ? of_object(*value.object) : types_.unknown();
            case PyKind::Set:
            case PyKind::Ellipsis:
            case PyKind::Namespace:
            case PyKind::Module:
            case PyKind::BoundMethod:
            case PyKind::Class:
            case PyKind::Function:
                return nullptr;
            default:
                return types_.unknown();
        }
    }

private:
    /// A function or class of a library, or one of Python's own.
    bool is_function_or_class(std::string_view dotted) {
        using CK = torchscript::CallableKind;
        const CK kind = session_.operators.callable(dotted).kind;
        static constexpr std::string_view kNumPyTypes[] = {"numpy.float16", "numpy.float32", "numpy.float64", "numpy.int8",  "numpy.int16",
                                                           "numpy.int32",   "numpy.int64",   "numpy.uint8",   "numpy.bool_", "numpy.ndarray"};
        if (text::among(dotted, kNumPyTypes)) return true;
        return kind == CK::Operator || kind == CK::PythonSource || kind == CK::BooleanDispatch || kind == CK::Class || kind == CK::OpaqueClass ||
               kind == CK::Exception || dotted.starts_with("builtins.");
    }

    /// A module of Python's or of torch, and the few values that the tables of constants take for numbers.
    bool is_typeless_name(std::string_view dotted) {
        static constexpr std::string_view kNames[] = {"torch.channels_last",
                                                      "torch.channels_last_3d",
                                                      "torch.contiguous_format",
                                                      "torch.preserve_format",
                                                      "os.environ",
                                                      "os.path",
                                                      "sys.stdin",
                                                      "sys.stdout",
                                                      "sys.stderr",
                                                      "sys.modules"};
        if (text::among(dotted, kNames)) return true;
        // The compiler of some releases knows attributes of torch.backends.
        const bool may_be_module =
            dotted.find('.') == std::string_view::npos || (dotted.starts_with("torch.") && !dotted.starts_with("torch.backends."));
        return may_be_module && session_.operators.is_library_module(dotted);
    }

    TypeRef of_object(const ObjectInstance& object) {
        if (!object.cls) return nullptr;  // object()
        const ClassModel& model = session_.classes.model(object.cls);
        if (model.kind == ClassKind::Enum) return of_member(object, model.type);
        if (certainly_not_compiled(object)) return nullptr;
        return model.kind == ClassKind::Script && !model.refused_dataclass ? model.type : types_.unknown();
    }

    /// A member that is a number or a text as well is one for the compiler, too.
    TypeRef of_member(const ObjectInstance& member, TypeRef enumeration) {
        const auto& entries = session_.evaluator.linearization(member.cls).entries;
        const bool plain = std::all_of(entries.begin(), entries.end(), [](const auto& entry) {
            return entry.cls || entry.external == "enum.Enum" || entry.external == "builtins.object";
        });
        if (plain) return enumeration;
        const Attribute* value = member.find("value");
        return value ? of(value->value, 0) : types_.unknown();
    }

    bool certainly_not_compiled(const ObjectInstance& object) {
        for (const auto& entry : session_.evaluator.linearization(object.cls).entries) {
            if (!entry.cls) return false;
            const syntax::ClassDef& cls = *entry.cls.node;
            const Scope* scope = entry.cls.module->scope().scope_of(cls);
            if (!scope || !scope->parent) return false;
            if (!cls.decorators.empty()) {
                // The __init__ that dataclass writes has no source.
                return std::all_of(cls.decorators.begin(), cls.decorators.end(), [&](const syntax::Expr* decorator) {
                    if (const auto* made = syntax::as<syntax::Call>(decorator)) decorator = made->func;
                    const PyValue value = session_.evaluator.evaluate(*decorator, *entry.cls.module, *scope->parent);
                    return value.is(PyKind::External) && value.text == "dataclasses.dataclass";
                });
            }
            const auto bindings = scope->bindings("__init__");
            if (bindings.empty()) continue;
            const auto* init = syntax::as<syntax::FunctionDef>(bindings.back().node);
            return init && init->decorators.empty() && is_refused_constructor(*init, session_, *entry.cls.module, *scope);
        }
        return false;
    }

    static std::vector<const PyValue*> pointers(const std::vector<PyValue>& items) {
        std::vector<const PyValue*> result;
        for (const PyValue& item : items) result.push_back(&item);
        return result;
    }

    TypeRef common(const std::vector<const PyValue*>& values, int depth) {
        TypeRef result = nullptr;
        for (const PyValue* value : values) {
            const TypeRef type = of(*value, depth + 1);
            if (!type) return nullptr;
            result = result ? torchscript::unify(types_, result, type) : type;
            if (!result || result->has_unknown) return result;
        }
        return result;
    }

    Session& session_;
    torchscript::TypeContext& types_;
};

Tri all(Tri a, Tri b) {
    if (a == Tri::No || b == Tri::No) return Tri::No;
    return a == Tri::Yes && b == Tri::Yes ? Tri::Yes : Tri::Maybe;
}

Tri fits(const PyValue& value, TypeRef type, int depth) {
    auto is_one_of = [&](std::initializer_list<PyKind> kinds) {
        const PyKind kind = value.known() ? value.kind : value.vague_kind;
        if (kind == PyKind::Unknown || value.is(PyKind::External) || value.is(PyKind::ExternalObject) || value.is(PyKind::Object)) return Tri::Maybe;
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end() ? Tri::Yes : Tri::No;
    };
    if (type->has_unknown || depth > kMaxDepth) return Tri::Maybe;
    switch (type->kind) {
        case Kind::Tensor:
            return is_one_of({PyKind::Tensor});
        case Kind::Int:
            // A Tensor of one element is converted.
            return value.is(PyKind::Tensor) ? Tri::Maybe : is_one_of({PyKind::Int, PyKind::Bool});
        case Kind::Float:
            return value.is(PyKind::Tensor) ? Tri::Maybe : is_one_of({PyKind::Int, PyKind::Float, PyKind::Bool});
        case Kind::Str:
            return is_one_of({PyKind::Str, PyKind::Bytes});
        case Kind::None:
            return is_one_of({PyKind::None});
        case Kind::Bool:
            // Whatever has a truth value in C: not what follows `__len__`.
            return is_one_of({PyKind::Bool, PyKind::Int, PyKind::Float, PyKind::None, PyKind::Tensor, PyKind::Complex});
        case Kind::Optional:
            return value.is(PyKind::None) ? Tri::Yes : fits(value, type->arg(), depth + 1);
        case Kind::List:
        case Kind::Tuple: {
            if (!value.is(PyKind::List) && !value.is(PyKind::Tuple)) {
                const Tri sequence = is_one_of({});
                return sequence == Tri::No && !value.is(PyKind::Set) && !value.is(PyKind::Dict) && !value.is(PyKind::Tensor) &&
                               !value.is(PyKind::Str) && value.vague_kind != PyKind::Str
                           ? Tri::No
                           : Tri::Maybe;
            }
            if (!value.list || !value.list->complete) return Tri::Maybe;
            const bool tuple = type->is(Kind::Tuple);
            if (tuple && value.list->items.size() != type->args.size()) return Tri::No;
            Tri result = Tri::Yes;
            for (std::size_t i = 0; i < value.list->items.size(); ++i)
                result = all(result, fits(value.list->items[i], type->arg(tuple ? i : 0), depth + 1));
            return result;
        }
        case Kind::Dict: {
            if (!value.is(PyKind::Dict)) return is_one_of({});
            if (!value.dict || !value.dict->complete) return Tri::Maybe;
            Tri result = Tri::Yes;
            for (const auto& [key, item] : value.dict->items)
                result = all(result, all(fits(key, type->arg(0), depth + 1), fits(item, type->arg(1), depth + 1)));
            return result;
        }
        default:
            return Tri::Maybe;
    }
}

}  // namespace

TypeRef inferred_type(Session& session, const PyValue& value) { return Inference(session).of(value, 0); }

Tri fits_type(const PyValue& value, TypeRef type) { return fits(value, type, 0); }

bool is_empty_container(const PyValue& value) {
    if (value.is(PyKind::List)) return value.list && value.list->complete && value.list->items.empty();
    return value.is(PyKind::Dict) && value.dict && value.dict->complete && value.dict->items.empty();
}

bool holds_modules(const PyValue& value) {
    auto is_module = [](const PyValue& v) { return v.is(PyKind::Module); };
    if (value.list) return std::any_of(value.list->items.begin(), value.list->items.end(), is_module);
    if (value.dict) return std::any_of(value.dict->items.begin(), value.dict->items.end(), [&](const auto& item) { return is_module(item.second); });
    return false;
}

}  // namespace jitlint::analysis
