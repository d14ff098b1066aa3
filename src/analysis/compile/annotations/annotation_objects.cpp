#include "analysis/compile/annotations/annotation_objects.h"

#include <algorithm>
#include <span>
#include <vector>

#include "analysis/eager/external_names.h"
#include "analysis/eager/python_names.h"
#include "syntax/parse.h"
#include "text/among.h"

namespace jitlint::analysis {

using Kind = torchscript::TypeKind;
using torchscript::Version;

namespace {

using Outcome = ObjectType::Outcome;

/// The one name of what several modules call alike: typing's for typing_extensions' and torch._jit_internal's.
std::string_view plain_name(std::string_view dotted, std::string& storage) {
    static constexpr std::string_view kOthers[] = {"typing_extensions.", "torch._jit_internal.", "torch.jit.annotations."};
    if (dotted == "torch.jit.Final") return "typing.Final";
    for (std::string_view other : kOthers) {
        if (!dotted.starts_with(other)) continue;
        storage = "typing." + std::string(dotted.substr(other.size()));
        return storage;
    }
    return dotted;
}

class Converter {
public:
    explicit Converter(Session& session) : session_(session), types_(session.types) {}

    ObjectType convert(const PyValue& object, int depth) {
        if (depth > 32) return {};
        switch (object.kind) {
            case PyKind::None:
                return made(types_.none());
            case PyKind::External:
                return object.list ? generic(object, depth) : external(object.text);
            case PyKind::ExternalObject: {
                std::string storage;
                const std::string_view name = plain_name(object.text, storage);
                if (name == "typing.TypeVar" || name == "typing.NewType" || name == "typing.ParamSpec")
                    return refused(AnnotationProblem::TypeVariable, name);
                if (name == "enum.Enum" || name == "enum.IntEnum") return refused(AnnotationProblem::UnsupportedType, name);
                if (const ClassModel* tuple = session_.classes.made_by_call(object)) return made(tuple->type);
                return {};
            }
            case PyKind::Class:
                return file_class(object.cls);
            case PyKind::Str:
                return refused(AnnotationProblem::StringValue, object.text);
            case PyKind::Ellipsis:
                return refused(AnnotationProblem::EllipsisTuple, "...");
            case PyKind::Bool:
            case PyKind::Int:
            case PyKind::Float:
            case PyKind::Complex:
            case PyKind::Bytes:
            case PyKind::List:
            case PyKind::Tuple:
            case PyKind::Dict:
            case PyKind::Set:
            case PyKind::Tensor:
                return refused(AnnotationProblem::NotAType, {});
            case PyKind::Function:
            case PyKind::BoundMethod:
            case PyKind::Namespace:
                return refused(AnnotationProblem::NotAType, {});
            case PyKind::Module:
            case PyKind::Object:
            case PyKind::Scripted:
            case PyKind::Unknown:
                return {};
        }
        return {};
    }

private:
    static ObjectType made(TypeRef type) { return {type->has_unknown ? Outcome::Unknown : Outcome::Type, type, {}, {}}; }
    static ObjectType refused(AnnotationProblem problem, std::string_view text) { return {Outcome::Refused, nullptr, problem, std::string(text)}; }
    static ObjectType raises(AnnotationProblem problem, std::string_view text) { return {Outcome::Raises, nullptr, problem, std::string(text)}; }
    static ObjectType raises(ObjectType part) {
        part.outcome = Outcome::Raises;
        return part;
    }

    bool before(Version version) const { return session_.version < version; }

    ObjectType external(std::string_view dotted) {
        static constexpr std::pair<std::string_view, Kind> kSimple[] = {
            {"torch.Tensor", Kind::Tensor},
            {"torch._tensor.Tensor", Kind::Tensor},
            {"torch.autograd.Variable", Kind::Tensor},
            {"torch.autograd.variable.Variable", Kind::Tensor},
            {"torch.nn.Parameter", Kind::Tensor},
            {"torch.nn.parameter.Parameter", Kind::Tensor},
            {"torch.nn.parameter.UninitializedParameter", Kind::Tensor},
            {"builtins.int", Kind::Int},
            {"builtins.float", Kind::Float},
            {"builtins.bool", Kind::Bool},
            {"builtins.str", Kind::Str},
            {"builtins.complex", Kind::Complex},
            {"typing.Any", Kind::Any},
            {"typing.Text", Kind::Str},
            {"torch.device", Kind::Device},
            {"torch.dtype", Kind::Int},
            {"torch.Stream", Kind::Stream},
            {"torch.FloatTensor", Kind::Tensor},
            {"torch.LongTensor", Kind::Tensor},
            {"torch.IntTensor", Kind::Tensor},
            {"torch.DoubleTensor", Kind::Tensor},
            {"torch.HalfTensor", Kind::Tensor},
            {"torch.ByteTensor", Kind::Tensor},
            {"torch.BoolTensor", Kind::Tensor},
            {"torch.ShortTensor", Kind::Tensor},
            {"torch.CharTensor", Kind::Tensor},
        };
        std::string storage;
        const std::string_view name = plain_name(dotted, storage);
        if (name == "builtins.complex" && before(Version::of(1, 9))) return refused(AnnotationProblem::UnsupportedType, name);
        for (const auto& [known, kind] : kSimple)
            if (known == name) return made(types_.simple(kind));
        if (name == "torch.Generator") {
            if (before(Version::of(2, 0))) return refused(AnnotationProblem::UnsupportedType, name);
            return made(types_.simple(Kind::Generator));
        }
        if (name == "torch.SymInt") return before(Version::of(2, 0)) ? ObjectType{} : made(types_.integer());
        if (name == "torch.qscheme") return before(Version::of(2, 14)) ? refused(AnnotationProblem::UnsupportedType, name) : ObjectType{};
        static constexpr std::string_view kBare[] = {"typing.List",  "typing.Dict",          "typing.Tuple",     "typing.Optional",
                                                     "typing.Union", "torch.futures.Future", "torch.jit.Future", "typing.Future"};
        if (text::among(name, kBare)) return raises(AnnotationProblem::BareContainer, name);
        if (name == "builtins.list" || name == "builtins.tuple") return refused(AnnotationProblem::BareContainer, name);
        if ((name.starts_with("torch.") && session_.operators.is_module_class(name)) || name == "torch.nn.Module" ||
            name == "torch.nn.modules.module.Module" || name == "torch.jit.ScriptModule" || (name.starts_with("torch.nn.") && is_data_parallel(name)))
            return refused(AnnotationProblem::NnModule, name);
        if (name.starts_with("torch.") && is_function(name)) return refused(AnnotationProblem::NotAType, name);
        return refused_library(name);
    }

    bool is_function(std::string_view name) {
        using CK = torchscript::CallableKind;
        const CK kind = session_.operators.callable(name).kind;
        return kind == CK::Operator || kind == CK::UnknownOperator || kind == CK::PythonSource || kind == CK::BooleanDispatch;
    }

    /// Objects of libraries that no release takes for types (measured).
    ObjectType refused_library(std::string_view name) {
        static constexpr std::string_view kContainers[] = {
            "Sequence",    "MutableSequence", "Iterable", "Iterator",   "Collection", "Container",   "Reversible",  "Mapping", "MutableMapping",
            "AbstractSet", "MutableSet",      "Set",      "FrozenSet",  "Deque",      "DefaultDict", "OrderedDict", "Counter", "ChainMap",
            "deque",       "defaultdict",     "KeysView", "ValuesView", "ItemsView",  "UserDict",    "MappingView", "UserList"};
        static constexpr std::string_view kBuiltins[] = {"builtins.dict", "builtins.set", "builtins.frozenset"};
        const std::size_t dot = name.rfind('.');
        const std::string_view last = dot == std::string_view::npos ? name : name.substr(dot + 1);
        const bool of_typing = name.starts_with("typing.");
        const bool of_collections = name.starts_with("collections.");
        if (text::among(name, kBuiltins) || ((of_typing || of_collections) && text::among(last, kContainers)))
            return refused(AnnotationProblem::AbstractContainer, name);
        if ((of_typing || of_collections) && last == "Callable") return refused(AnnotationProblem::Callable, name);
        if (of_typing && last.starts_with("BroadcastingList")) return refused(AnnotationProblem::BroadcastingList, name);
        if (of_typing && last == "Final") return refused(AnnotationProblem::Final, name);
        static constexpr std::string_view kForms[] = {
            "Literal",       "Annotated",   "Type",          "NoReturn",      "Never",         "ClassVar",       "Self",
            "LiteralString", "TypeAlias",   "Generic",       "Protocol",      "TypedDict",     "Generator",      "Awaitable",
            "Hashable",      "Sized",       "AnyStr",        "ByteString",    "Pattern",       "Match",          "IO",
            "TextIO",        "BinaryIO",    "Coroutine",     "AsyncIterator", "AsyncIterable", "AsyncGenerator", "SupportsInt",
            "SupportsFloat", "SupportsAbs", "SupportsIndex", "Concatenate",   "TypeGuard",     "TypeIs",         "Required",
            "NotRequired",   "Unpack",      "ParamSpec",     "TypeVar",       "NewType",       "NamedTuple",     "ReadOnly"};
        if (of_typing && text::among(last, kForms)) return refused(AnnotationProblem::TypingForm, name);
        // Compiled as a class without anything in it.
        if (name == "numbers.Number") return made(session_.types.nominal(Kind::Class, name, nullptr));
        static constexpr std::string_view kRefused[] = {"builtins.object",
                                                        "builtins.bytes",
                                                        "builtins.bytearray",
                                                        "builtins.memoryview",
                                                        "builtins.range",
                                                        "builtins.slice",
                                                        "builtins.type",
                                                        "builtins.print",
                                                        "builtins.len",
                                                        "builtins.callable",
                                                        "builtins.any",
                                                        "builtins.all",
                                                        "builtins.iter",
                                                        "builtins.property",
                                                        "builtins.Exception",
                                                        "builtins.ValueError",
                                                        "builtins.RuntimeError",
                                                        "builtins.BaseException",
                                                        "builtins.Ellipsis",
                                                        "numpy.ndarray",
                                                        "numpy.dtype",
                                                        "numpy.generic",
                                                        "numpy.number",
                                                        "numpy.integer",
                                                        "numpy.floating",
                                                        "numpy.bool_",
                                                        "numpy.float16",
                                                        "numpy.float32",
                                                        "numpy.float64",
                                                        "numpy.int8",
                                                        "numpy.int16",
                                                        "numpy.int32",
                                                        "numpy.int64",
                                                        "numpy.uint8",
                                                        "numpy.array",
                                                        "numpy.matrix",
                                                        "numpy.random.Generator",
                                                        "numpy.random.RandomState",
                                                        "numpy.typing.NDArray",
                                                        "numpy.typing.ArrayLike",
                                                        "numbers.Real",
                                                        "numbers.Integral",
                                                        "collections.namedtuple",
                                                        "collections.abc.Hashable",
                                                        "functools.partial",
                                                        "types.FunctionType",
                                                        "types.SimpleNamespace",
                                                        "types.ModuleType",
                                                        "datetime.datetime",
                                                        "datetime.timedelta",
                                                        "decimal.Decimal",
                                                        "fractions.Fraction",
                                                        "pathlib.Path",
                                                        "argparse.Namespace",
                                                        "logging.Logger",
                                                        "random.Random",
                                                        "re.Match",
                                                        "re.Pattern",
                                                        "io.BytesIO",
                                                        "torch.Size",
                                                        "torch.layout",
                                                        "torch.memory_format",
                                                        "torch.finfo",
                                                        "torch.iinfo",
                                                        "torch.Graph",
                                                        "torch.Tag",
                                                        "torch.ScriptObject",
                                                        "torch.BFloat16Tensor",
                                                        "torch.Storage",
                                                        "torch.UntypedStorage",
                                                        "torch.TypedStorage",
                                                        "torch.cuda.Stream",
                                                        "torch.cuda.Event",
                                                        "torch.jit.ScriptFunction",
                                                        "torch.autograd.Function",
                                                        "torch.optim.Optimizer",
                                                        "torch.utils.data.DataLoader",
                                                        "torch.utils.data.Dataset",
                                                        "torch.fx.GraphModule"};
        const bool device_tensor = (name.starts_with("torch.cuda.") || name.starts_with("torch.sparse.")) && last.ends_with("Tensor");
        const bool dtype_value = name.starts_with("torch.") && session_.operators.constant(name).has_value();
        // Classes of torch's that are written in Python: they would be compiled.
        const bool uncompiled = name.starts_with("torch.") && session_.operators.library(name).kind == torchscript::LibraryName::Kind::Refused;
        if (text::among(name, kRefused) || device_tensor || dtype_value || uncompiled) return refused(AnnotationProblem::UnsupportedType, name);
        return {};
    }

    ObjectType file_class(ClassRef cls) {
        const bool interface = is_interface(session_, cls);
        if (interface && session_.evaluator.is_module_class(cls) == Tri::Maybe) return {};
        if (!interface && session_.evaluator.is_module_class(cls) == Tri::Yes) return refused(AnnotationProblem::NnModule, cls.node->name.name);
        if (const TypeRef type = class_type(session_, cls)) return type->is(Kind::NamedTuple) ? ObjectType{Outcome::Type, type, {}, {}} : made(type);
        if (session_.classes.model(cls).kind == ClassKind::Ignored) return refused(AnnotationProblem::UnsupportedType, cls.node->name.name);
        const auto& bases = session_.evaluator.linearization(cls);
        // Whatever derives from Tensor is one.
        if (bases.complete && std::ranges::any_of(bases.entries, [](const auto& entry) { return entry.external == "torch.Tensor"; }))
            return {Outcome::Type, types_.tensor(), {}, {}};
        static constexpr std::string_view kClosed[] = {"builtins.list", "builtins.tuple", "builtins.Exception", "builtins.ValueError",
                                                       "builtins.RuntimeError"};
        for (const auto& entry : bases.entries)
            if (bases.complete && text::among(entry.external, kClosed)) return refused(AnnotationProblem::UnsupportedType, cls.node->name.name);
        return {};
    }

    ObjectType generic(const PyValue& object, int depth) {
        std::string storage;
        const std::string_view name = plain_name(object.text, storage);
        const std::span<const PyValue> arguments = object.list->items;
        auto part = [&](std::size_t i) { return convert(arguments[i], depth + 1); };
        const bool lower = name == "builtins.list" || name == "builtins.dict" || name == "builtins.tuple";
        if (lower && before(Version::of(2, 0))) return refused(AnnotationProblem::BuiltinGenericTooNew, name.substr(9));
        if (name == "types.UnionType" && before(Version::of(2, 0))) return refused(AnnotationProblem::UnionOperatorTooNew, {});
        if (name == "typing.List" || name == "builtins.list") {
            if (arguments.empty()) return raises(AnnotationProblem::ArgumentCount, name);
            ObjectType element = part(0);
            if (element.outcome == Outcome::Type) return made(types_.list(element.type));
            return element;
        }
        if (name == "typing.Dict" || name == "builtins.dict") {
            if (arguments.size() < 2) return raises(AnnotationProblem::ArgumentCount, name);
            ObjectType key = part(0);
            ObjectType value = part(1);
            for (ObjectType* one : {&key, &value})
                if (one->outcome == Outcome::Refused || one->outcome == Outcome::Raises) return raises(std::move(*one));
            if (key.outcome == Outcome::Type && !is_key(key.type)) return raises(AnnotationProblem::DictKey, torchscript::to_string(key.type));
            return key.outcome == Outcome::Type && value.outcome == Outcome::Type ? made(types_.dict(key.type, value.type)) : ObjectType{};
        }
        if (name == "typing.Optional" || name == "typing.Union" || name == "types.UnionType") return union_of(name, arguments, depth);
        if (name == "typing.Tuple" || name == "builtins.tuple") {
            std::vector<TypeRef> elements;
            for (std::size_t i = 0; i < arguments.size(); ++i) {
                ObjectType element = part(i);
                if (element.outcome == Outcome::Refused || element.outcome == Outcome::Raises) return raises(std::move(element));
                elements.push_back(element.outcome == Outcome::Type ? element.type : types_.unknown());
            }
            return made(types_.tuple(elements));
        }
        if (name == "torch.futures.Future" || name == "torch.jit.Future") {
            if (arguments.size() != 1) return raises(AnnotationProblem::ArgumentCount, name);
            ObjectType element = part(0);
            if (element.outcome == Outcome::Type) return made(types_.wrap(Kind::Future, element.type));
            return element.outcome == Outcome::Refused ? raises(std::move(element)) : element;
        }
        if (name == "torch.distributed.rpc.RRef") return {};
        return refused_library(name);
    }

    ObjectType union_of(std::string_view name, std::span<const PyValue> arguments, int depth) {
        std::vector<TypeRef> members;
        if (name == "typing.Optional") members.push_back(types_.none());
        bool open = false;
        for (const PyValue& argument : arguments) {
            ObjectType member;
            // Python flattens: a union inside is not looked at as an object of its own.
            if (argument.is(PyKind::External) && argument.list && argument.text == "types.UnionType")
                member = union_of("typing.Union", argument.list->items, depth + 1);
            else
                member = convert(argument, depth + 1);
            if (member.outcome == Outcome::Refused || member.outcome == Outcome::Raises) return raises(std::move(member));
            open = open || member.outcome == Outcome::Unknown;
            if (member.outcome == Outcome::Type) members.push_back(member.type);
        }
        if (open || members.empty()) return {};
        const TypeRef type = types_.union_of(members);
        if (type->is(Kind::Union) && before(Version::of(1, 8))) return refused(AnnotationProblem::UnionTooNew, "Union");
        return made(type);
    }

public:
    static bool is_key(TypeRef type) {
        switch (type->kind) {
            case Kind::Str:
            case Kind::Int:
            case Kind::Float:
            case Kind::Bool:
            case Kind::Complex:
            case Kind::Tensor:
            case Kind::Device:
            case Kind::Any:
            case Kind::Unknown:
                return true;
            default:
                return false;
        }
    }

private:
    Session& session_;
    torchscript::TypeContext& types_;
};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n\f\v";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

}  // namespace

ObjectType type_of_object(Session& session, const PyValue& object) { return Converter(session).convert(object, 0); }

bool is_dict_key(TypeRef type) { return Converter::is_key(type); }

std::optional<PyValue> AnnotationNames::evaluate(std::string_view text) {
    std::size_t at = 0;
    auto value = nested(text, at, 0);
    return at == text.size() ? value : std::nullopt;
}

std::optional<PyValue> AnnotationNames::nested(std::string_view text, std::size_t& at, int depth) {
    const std::size_t end = std::min(text.find_first_of(",[]", at), text.size());
    const std::string_view head = text.substr(at, end - at);
    at = end;
    if (depth > 32) return std::nullopt;
    if (head == "()") {
        PyValue empty;
        empty.kind = PyKind::Tuple;
        return empty;
    }
    auto base = look_up(trimmed(head));
    if (!base || base->is(PyKind::None)) return std::nullopt;
    if (at == text.size() || text[at] != '[') return base;
    std::vector<PyValue> parts;
    bool empty_tuple = false;
    while (text[at] != ']') {
        ++at;
        auto part = nested(text, at, depth + 1);
        if (!part || at >= text.size()) return std::nullopt;
        empty_tuple = empty_tuple || (part->is(PyKind::Tuple) && !part->list);
        parts.push_back(std::move(*part));
    }
    ++at;
    if (empty_tuple) parts.clear();
    // Python raises a TypeError.
    if (base->is(PyKind::External)) {
        const bool one = base->text == "typing.List" || base->text == "typing.Optional" || base->text == "typing.Set";
        if ((one && parts.size() != 1) || (base->text == "typing.Dict" && parts.size() != 2)) return std::nullopt;
    }
    return session_.evaluator.subscript(*base, std::move(parts));
}

std::optional<PyValue> AnnotationNames::look_up(std::string_view dotted) {
    const std::size_t dot = dotted.find('.');
    auto value = name(dotted.substr(0, dot));
    while (value && dotted.find('.') != std::string_view::npos) {
        dotted = dotted.substr(dotted.find('.') + 1);
        if (!value->known()) return PyValue{};
        value = session_.evaluator.attribute(*value, dotted.substr(0, dotted.find('.')));
    }
    return value;
}

std::optional<PyValue> AnnotationNames::name(std::string_view name) {
    // A name, not a number or a quoted string.
    if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return std::nullopt;
    for (char c : name)
        if (!(static_cast<signed char>(c) < 0 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
            return std::nullopt;
    if (place_.wrapper != torchscript::LibraryWrapper::None) {
        PyValue value;
        value.kind = PyKind::External;
        if (name == "torch")
            value.text = name;
        else
            value.text = typing_name(name);
        const bool has = torchscript::wrapper_has(place_.wrapper, name, session_.version);
        if (!value.text.empty() && (has || name != "torch")) return value;
        if (!is_builtin_name(name)) return has ? std::optional(PyValue{}) : std::nullopt;
    }
    const Scope* global = &place_.module->scope().module();
    // The methods of a script class are read with the objects that their annotations are.
    const Scope* around = place_.function ? place_.module->scope().scope_of(*place_.function) : nullptr;
    around = around ? around->parent : nullptr;
    const auto* owner = around && around->kind == ScopeKind::Class ? syntax::as<syntax::ClassDef>(around->node) : nullptr;
    if (owner && session_.evaluator.is_module_class({place_.module, owner}) != Tri::Yes)
        return session_.evaluator.lookup(name, *place_.module, *around);
    for (const Scope* scope = place_.scope; place_.function && scope && scope != global; scope = scope->parent) {
        if (scope->kind == ScopeKind::Class || scope->node == place_.function || scope->bindings(name).empty()) continue;
        if (captures(name)) return session_.evaluator.lookup(name, *place_.module, *scope);
        break;
    }
    auto found = session_.evaluator.lookup(name, *place_.module, place_.function ? *global : *place_.scope);
    const std::string_view of_typing = found ? std::string_view() : typing_name(name);
    if (of_typing.empty()) return found;
    PyValue value;
    value.kind = PyKind::External;
    value.text = of_typing;
    return value;
}

/// Whether the function's body has the variable of a function around it among its own: it reads it.
bool AnnotationNames::captures(std::string_view name) const {
    using namespace syntax;
    std::vector<const Node*> stack(place_.function->body.begin(), place_.function->body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* used = as<Name>(node); used && used->id == name) return true;
        const auto* declared = as<AnnAssign>(node);
        // Python 3.14, which torch 2.14 was measured with, no longer counts annotations in the body.
        if (declared && !session_.before(Version::of(2, 14))) {
            stack.push_back(declared->target);
            if (declared->value) stack.push_back(declared->value);
            continue;
        }
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

AnnotationProblem AnnotationNames::missing(std::string_view name) {
    if (place_.wrapper != torchscript::LibraryWrapper::None) return AnnotationProblem::UnknownName;
    name = name.substr(0, name.find('.'));
    const Scope* global = &place_.module->scope().module();
    for (const Scope* scope = place_.scope; scope && scope != global; scope = scope->parent) {
        if (scope->node == place_.function || scope->bindings(name).empty()) continue;
        return scope->kind == ScopeKind::Class ? AnnotationProblem::ClassBodyName : AnnotationProblem::OuterFunctionName;
    }
    for (const Binding& binding : global->bindings(name))
        if (binding.type_checking_only) return AnnotationProblem::TypeCheckingOnly;
    return AnnotationProblem::UnknownName;
}

}  // namespace jitlint::analysis
