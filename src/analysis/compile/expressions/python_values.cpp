#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "text/among.h"

/// Names of Python objects as the compiler takes them (toSugaredValue), and what becomes of those that are no TorchScript values.
namespace jitlint::analysis {

using namespace syntax;

namespace {

bool is_number_or_text(const PyValue& python) {
    switch (python.kind) {
        case PyKind::Bool:
        case PyKind::Int:
        case PyKind::Float:
        case PyKind::Complex:
        case PyKind::Str:
            return true;
        default:
            return false;
    }
}

/// Classes of libraries whose instances are plain Python objects for the compiler.
bool makes_plain_object(std::string_view dotted) {
    static constexpr std::string_view kLibraries[] = {
        "argparse.", "collections.", "configparser.", "datetime.", "decimal.",   "fractions.", "functools.", "io.",      "itertools.", "json.",
        "logging.",  "numpy.",       "pathlib.",      "random.",   "threading.", "types.",     "uuid.",      "weakref.", "re."};
    static constexpr std::string_view kClasses[] = {"torch.device", "torch.Generator", "torch.Size"};
    return std::any_of(std::begin(kLibraries), std::end(kLibraries), [&](std::string_view p) { return dotted.starts_with(p); }) ||
           text::among(dotted, kClasses);
}

/// The compiler knows this very object, whatever it is called.
bool is_infinity(const PyValue& python) {
    if (python.is(PyKind::Float)) return python.text == "math.inf";
    return python.is(PyKind::External) && (python.text == "math.inf" || python.text == "torch.inf" || python.text == "cmath.inf");
}

}  // namespace

/// Derives from nothing but classes of the files (and object): its instances are nothing special to the compiler.
bool FunctionCompiler::is_plain_class(ClassRef cls) {
    if (!cls || !cls.node->decorators.empty()) return false;
    const auto& bases = session_.evaluator.linearization(cls);
    return bases.complete && std::all_of(bases.entries.begin(), bases.entries.end(), [](const auto& entry) {
               return entry.cls ? entry.cls.node->keywords.empty() && entry.cls.node->decorators.empty()
                                : entry.external == "builtins.object" || entry.external == "typing.Generic";
           });
}

/// An instance is a plain Python object, whatever else its class is: of no class that the compiler takes instances of.
bool FunctionCompiler::is_plain_object(ClassRef cls) {
    if (!cls) return false;
    const auto& bases = session_.evaluator.linearization(cls);
    auto is_plain = [](std::string_view base) {
        static constexpr std::string_view kPlain[] = {"builtins.object",
                                                      "builtins.dict",
                                                      "builtins.list",
                                                      "builtins.set",
                                                      "builtins.str",
                                                      "builtins.tuple",
                                                      "builtins.Exception",
                                                      "builtins.RuntimeError",
                                                      "builtins.ValueError",
                                                      "abc.ABC",
                                                      "typing.Generic",
                                                      "typing.NamedTuple",
                                                      "typing.Protocol",
                                                      "collections.OrderedDict",
                                                      "collections.UserDict",
                                                      "collections.UserList",
                                                      "torch.utils.data.Dataset"};
        return text::among(base, kPlain) || base.starts_with("torch.distributions.");
    };
    return bases.complete && std::ranges::all_of(bases.entries, [&](const auto& entry) { return entry.cls || is_plain(entry.external); });
}

bool FunctionCompiler::is_refused_object(const PyValue& python) {
    if (python.is_data()) return !is_infinity(python);
    switch (python.kind) {
        case PyKind::Module:
        case PyKind::Scripted:
            return python.instance != nullptr;
        case PyKind::Object:
            return python.object && is_plain_object(python.object->cls);
        case PyKind::ExternalObject:
            return makes_plain_object(python.text);
        case PyKind::External:
            if (python.text == "builtins.NotImplemented") return true;
            if (session_.operators.library(python.text).kind == torchscript::LibraryName::Kind::Object) return true;
            return session_.operators.constant(python.text).has_value() && !is_infinity(python);
        default:
            return false;
    }
}

void FunctionCompiler::refuse_value(const Value& value, const Expr& node, ValueUse use, std::string_view member, const IfExp* conditional) {
    using What = CallableUsed::What;
    auto callable = [&](What what) { emit(CallableUsed{&node, what, use, conditional}); };
    switch (value.kind) {
        case ValueKind::Function: {
            const Decorations d =
                session_.evaluator.decorations(*value.function.node, *value.function.module, Session::enclosing_scope(value.function));
            if (!d.unreadable() && !d.cached) callable(What::Function);
            return;
        }
        case ValueKind::Method:
            if (!value.method.function && use == ValueUse::Iteration) emit(MethodNotCalled{&node, value.name});
            if (value.method.function && !value.method.decorations.unreadable()) callable(What::Method);
            return;
        case ValueKind::TypeMethod:
        case ValueKind::ObjectMethod:
            emit(MethodNotCalled{&node, value.name});
            return;
        case ValueKind::Builtin:
        case ValueKind::Slice:
        case ValueKind::PrintResult:
            refuse_non_value(value, node, use == ValueUse::Unpacking ? NonValueUse::Unpacked : NonValueUse::Value);
            return;
        case ValueKind::Class: {
            const ClassModel& model = session_.classes.model(value.cls);
            if (model.kind == ClassKind::Enum)
                emit(EnumUse{&node, model.type, EnumProblem::Value, {}});
            else if (use == ValueUse::Value)
                callable(What::Class);
            return;
        }
        case ValueKind::Exception:
        case ValueKind::Range:
        case ValueKind::Zip:
        case ValueKind::ModuleParts:
            if (use == ValueUse::Value) refuse_non_value(value, node);
            return;
        case ValueKind::Python:
            break;
        default:
            return;
    }
    if (is_refused_object(value.python) || (use != ValueUse::Attribute && is_python_module(value.python, node))) {
        const bool constant = value.python.is(PyKind::External) && session_.operators.constant(value.python.text);
        emit(PythonValueUsed{&node, value.python, value.name, use, member, constant});
        return;
    }
    if (value.python.is(PyKind::Function) && value.python.function.lambda) return callable(What::Function);
    if (!value.python.is(PyKind::External)) return;
    if (value.python.text == "torch.Tensor") return callable(What::Class);
    using CK = torchscript::CallableKind;
    switch (session_.operators.callable(value.python.text).kind) {
        case CK::Operator:
        case CK::UnknownOperator:
        case CK::PythonSource:
        case CK::BooleanDispatch:
        case CK::LegacyConstructor:
        case CK::SpecialForm:
            return callable(What::Function);
        case CK::Unsupported:
        case CK::Raises:
            return callable(What::Builtin);
        case CK::OpaqueClass:
            return callable(What::Class);
        case CK::Exception:
            if (use == ValueUse::Value) emit(NonValueUsed{&node, NonValueKind::Exception, NonValueUse::Value, {}});
            return;
        default:
            break;
    }
    if (session_.operators.is_module_class(value.python.text))
        callable(What::Class);
    else if (use == ValueUse::Value && session_.operators.library(value.python.text).kind != torchscript::LibraryName::Kind::NotListed)
        callable(What::Function);
}

void FunctionCompiler::refuse_outside(const Value& value, const Expr& node) {
    if (value.is(ValueKind::Unknown) && value.outside) emit(PythonValueUsed{&node, value.python, value.name, ValueUse::Value, {}, false});
}

void FunctionCompiler::refuse_outside(const Value& value, const Expr& node, TypeRef wanted) {
    // Any takes enumeration members, a float takes math.inf.
    if (wanted->is(Kind::Tensor) || wanted->is(Kind::Int) || wanted->is(Kind::Bool) || wanted->is(Kind::Str) || wanted->is(Kind::List) ||
        wanted->is(Kind::Dict) || wanted->is(Kind::Tuple))
        refuse_outside(value, node);
}

void FunctionCompiler::refuse_outside_arguments(const Arguments& args, const Signature& read) {
    for (std::size_t i = 0; i < args.values.size(); ++i) {
        const bool keyword = i >= args.positional.size();
        auto parameter = read.parameters.begin();
        if (keyword)
            parameter = std::find_if(parameter, read.parameters.end(), [&](const Signature::Parameter& p) {
                return p.node->name.name == args.keywords[i - args.positional.size()].name;
            });
        else if (i < read.parameters.size())
            parameter += static_cast<std::ptrdiff_t>(i);
        else
            return;
        if (parameter == read.parameters.end()) continue;
        refuse_outside(args.values[i], *args.nodes[i], parameter->type);
    }
}

TypeRef FunctionCompiler::typed(const Value& value, const Expr& node, ValueUse use, const IfExp* conditional) {
    if (value.is(ValueKind::Typed)) return value.type;
    if (value.is(ValueKind::Module) && value.instance) return module_type(*value.instance);
    if (!value.is(ValueKind::Unknown)) refuse_value(value, node, use, {}, conditional);
    return types_.unknown();
}

TypeRef FunctionCompiler::module_type(const ModuleInstance& instance) {
    const std::string_view name = instance.cls ? instance.cls.node->name.name : instance.external;
    return name.empty() ? types_.unknown() : types_.nominal(Kind::Class, std::string("module ").append(name), nullptr);
}

bool FunctionCompiler::is_module_type(TypeRef type) { return type->is(torchscript::TypeKind::Class) && type->name.starts_with("module "); }

Value FunctionCompiler::from_alternatives(const PyValue& python, std::string_view name, bool constant) {
    Value any;
    any.outside = !constant && (!python.list || std::none_of(python.list->items.begin(), python.list->items.end(), is_infinity));
    any.python = python;
    any.name = name;
    if (!python.list || python.list->items.empty()) return any;
    TypeRef common = nullptr;
    for (const PyValue& item : python.list->items) {
        if (!is_number_or_text(item) || is_infinity(item)) return any;
        const TypeRef type = infer_type(item);
        if (common && type != common) common = types_.unknown();
        if (!common) common = type;
    }
    Value value;
    if (constant) {
        value = Value::typed(common);
        value.constant_attribute = true;
        return value;
    }
    value.kind = ValueKind::Python;
    value.python = python.list->items.front();
    value.name = name;
    return value;
}

Value FunctionCompiler::from_python(const PyValue& python, std::string_view name, bool constant) {
    Value value;
    value.kind = ValueKind::Python;
    value.python = python;
    value.name = name;
    switch (python.kind) {
        case PyKind::Unknown:
            return from_alternatives(python, name, constant);
        case PyKind::None:
            return constant ? Value::typed(types_.none()) : Value::unknown();
        case PyKind::Bool:
        case PyKind::Int:
        case PyKind::Float:
        case PyKind::Complex:
        case PyKind::Str:
            if (!constant) return value;
            // A bool decides which branch is compiled.
            value.kind = ValueKind::Typed;
            value.type = infer_type(python);
            value.constant_attribute = true;
            return value;
        case PyKind::Tuple:
            // A tuple of plain constants is one, too.
            return constant ? Value::unknown() : value;
        case PyKind::Scripted:
            if (python.instance || python.traced || !python.function.node) return value;
            value.kind = ValueKind::Function;
            value.function = python.function;
            return value;
        case PyKind::Function:
            if (!python.function.node) return value;  // a lambda
            value.kind = ValueKind::Function;
            value.function = python.function;
            return value;
        case PyKind::Class:
            value.kind = exception_base(python.cls) == ExceptionBase::Exception ? ValueKind::Exception : ValueKind::Class;
            value.cls = python.cls;
            return value;
        case PyKind::Module:
            value.instance = python.instance;
            return value;
        case PyKind::Object:
            // Of all objects outside of the function, members of enumerations are values.
            if (const TypeRef type = infer_type(python); type && type->is(Kind::Enum)) return Value::typed(type);
            return value;
        case PyKind::External: {
            if (python.text.starts_with("builtins.")) {
                const std::string_view bare = python.text.substr(9);
                if (session_.operators.is_builtin(bare)) {
                    value.kind = ValueKind::Builtin;
                    value.name = bare;
                } else if (is_exception(bare)) {
                    value.kind = ValueKind::Exception;
                }
                return value;
            }
            if (auto type = session_.operators.constant(python.text)) {
                if (constant || is_infinity(python)) return Value::typed(*type);
            }
            return value;
        }
        default:
            return value;
    }
}

}  // namespace jitlint::analysis
