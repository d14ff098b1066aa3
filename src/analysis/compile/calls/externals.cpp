#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// Modules whose functions no release compiles (measured): C functions, bound methods of hidden objects,
/// variadic signatures.
bool is_refused_library(std::string_view dotted) {
    static constexpr std::string_view kDataclasses[] = {"dataclasses.replace", "dataclasses.asdict", "dataclasses.astuple", "dataclasses.fields"};
    if (text::among(dotted, kDataclasses)) return true;
    static constexpr std::string_view kPrefixes[] = {"numpy.", "random.", "json.", "os.", "time.", "re.", "pickle."};
    return std::any_of(std::begin(kPrefixes), std::end(kPrefixes), [&](std::string_view p) { return dotted.starts_with(p); });
}

}  // namespace

Value FunctionCompiler::call_python_builtin(const Call& node, const Value& callee, std::string_view name) {
    if (name == "slice") return call_slice(node);
    static constexpr std::string_view kRefused[] = {
        "open",     "input",  "eval", "exec",  "compile",    "vars",       "dir",        "globals", "locals", "iter", "next", "setattr", "delattr",
        "callable", "format", "repr", "ascii", "issubclass", "__import__", "breakpoint", "aiter",   "anext",  "exit", "quit", "help"};
    const std::string dotted_name = "builtins." + std::string(name);
    const torchscript::LibraryName library = session_.operators.library(dotted_name);
    using Library = torchscript::LibraryName::Kind;
    if (name != "reversed" && (library.kind == Library::Opaque || library.kind == Library::Uncallable))
        return call_opaque(node,
                           {callee.python, dotted_name, library.parameters, library.variadic, false, library.kind == Library::Uncallable, nullptr},
                           UnsupportedCall::Why::PythonBuiltin);
    if (library.kind == Library::Refused || text::among(name, kRefused)) {
        evaluate_arguments(node);
        emit(UnsupportedCall{&node, callee.python, dotted_name, UnsupportedCall::Why::PythonBuiltin, true});
    } else if (name != "reversed" || node.args.size() != 1 || is<Starred>(node.args[0])) {
        evaluate_arguments(node);
    } else {
        const Value value = evaluate(*node.args[0]);
        const bool refused = value.is(ValueKind::Module) || value.is(ValueKind::ModuleParts) || value.is(ValueKind::Range) ||
                             (value.is(ValueKind::Typed) && !value.type->is(Kind::Tensor) && !value.type->has_unknown);
        if (refused) emit(NotIterable{&node, value.is(ValueKind::Typed) ? value.type : nullptr, value.instance, "reversed"});
        if (value.is_type(Kind::Tensor)) return unannotated_result(node);
    }
    return Value::unknown();
}

Value FunctionCompiler::call_renamed_builtin(const Call& node, const Value& callee, TypeRef hint) {
    static constexpr std::string_view kFunctions[] = {"abs",        "all", "any", "bin", "chr", "divmod", "getattr", "hasattr", "hash", "hex",  "len",
                                                      "isinstance", "max", "min", "oct", "ord", "pow",    "print",   "sorted",  "sum",  "round"};
    static constexpr std::string_view kClasses[] = {"bool", "complex", "enumerate", "float", "int", "list", "range", "str", "tuple", "zip"};
    auto is_one_of = [&](const auto& names) { return text::among(callee.name, names); };
    const bool function = is_one_of(kFunctions);
    if (session_.before(torchscript::Version::of(1, 13)) || (!function && !is_one_of(kClasses))) return call_builtin(node, callee.name, hint);
    const Arguments args = arguments(node);
    // A class is taken for a function of Python that has Tensors for parameters.
    const bool refused = function || (!args.open && std::any_of(args.positional.begin(), args.positional.end(), [](const auto& given) {
                             return !given.type->has_unknown && !given.type->is(Kind::Tensor);
                         }));
    if (refused) emit(UnsupportedCall{&node, callee.python, std::string(callee.python.text), UnsupportedCall::Why::PythonBuiltin, true});
    return Value::unknown();
}

Value FunctionCompiler::call_external(const Call& node, const Value& callee) {
    const std::string name = callee.python.is(PyKind::External) ? std::string(callee.python.text) : std::string();
    if (name == "torch.jit.annotate" || name == "torch._jit_internal.annotate") return call_annotate(node);
    if (name == "torch.jit.isinstance" || name == "torch.jit.is_scripting" || name == "torch.jit.is_tracing") {
        if (name == "torch.jit.isinstance" && check_form(node, name, 2, 2)) condition_of_call(node);
        return Value::typed(types_.boolean(), &node);
    }
    if (is_fork(name)) return call_fork(node);
    if (name.starts_with("torch.jit._await")) {
        // Functions are passed to it.
        evaluate_arguments(node);
        return Value::unknown();
    }
    if (is_rpc(name)) return call_rpc(node, name);
    if (name.starts_with("builtins.")) return call_python_builtin(node, callee, std::string_view(name).substr(9));
    auto unsupported = [&](UnsupportedCall::Why why, bool rejected, TypeRef result = nullptr) {
        evaluate_arguments(node);
        emit(UnsupportedCall{&node, callee.python, name == "torch._tensor.Tensor" ? "torch.Tensor" : name, why, rejected});
        return result ? Value::typed(result, &node) : Value::unknown();
    };
    if (name == "torch.Tensor" || name == "torch._tensor.Tensor") return unsupported(UnsupportedCall::Why::UnknownOperator, true, types_.tensor());
    if (name == "torch.autograd.Function.apply") {
        const bool opaque = session_.version == torchscript::Version::of(2, 6);
        arguments(node);
        emit(UnsupportedCall{&node, callee.python, name, UnsupportedCall::Why::AutogradFunction, !opaque});
        return Value::unknown();
    }
    if (name.empty()) return call_python_object(node, callee);
    if (name == "torch.nn.Parameter" || name == "torch.autograd.Variable" || name.starts_with("torch.Tensor."))
        return unsupported(UnsupportedCall::Why::UnknownOperator, true, types_.tensor());
    if (session_.operators.is_module_class(name)) {
        arguments(node);
        emit(ForeignModule{node.func, callee.python, callee.name, ForeignModule::Why::Constructed});
        return Value::unknown();
    }
    using CK = torchscript::CallableKind;
    const torchscript::Callable callable = session_.operators.callable(name);
    switch (callable.kind) {
        case CK::Operator: {
            const bool message = name == "warnings.warn" || name == "torch._assert";
            messages_ += message;
            Arguments args = arguments(node);
            messages_ -= message;
            Value result = call_operator(node, callable.name, name, name, args);
            mark_call(result, callable.name, node, args, nullptr);
            return result;
        }
        case CK::PythonSource:
            if (callable.compiles == torchscript::Verdict::NoMatch) return unsupported(UnsupportedCall::Why::ForeignLibrary, true);
            return call_library(node, callable.schemas, name, arguments(node));
        case CK::BooleanDispatch: {
            Arguments args = arguments(node);
            torchscript::BooleanDispatch::Side side{{}, callable.dispatch};
            while (const torchscript::BooleanDispatch* choice = side.next) {
                const Expr* given = choice->position < node.args.size() ? node.args[choice->position] : node.argument(choice->flag);
                const auto* constant = as<Constant>(given);
                if (given && !(constant && (constant->constant == ConstantKind::True || constant->constant == ConstantKind::False))) {
                    Value flag;
                    {
                        Uncertain quiet(*this);
                        flag = evaluate(*given);
                    }
                    // Attributes of Python modules are constants, and those of modules where the class says so.
                    const bool stays = flag.constant_attribute || (is<syntax::Attribute>(given) && !flag.module_attribute);
                    const bool open = args.open || stays || (!flag.is(ValueKind::Typed) && !is<Name>(given));
                    if (!open) emit(DynamicDispatchFlag{&node, given, name, choice->flag});
                    return Value::unknown();
                }
                side = (given ? constant->constant == ConstantKind::True : choice->by_default) ? choice->if_true : choice->if_false;
            }
            return call_library(node, side.schemas, name, std::move(args));
        }
        case CK::UnknownOperator:
            return unsupported(UnsupportedCall::Why::UnknownOperator, true);
        case CK::Unsupported:
        case CK::Raises:
            return unsupported(UnsupportedCall::Why::ForeignLibrary, true);
        case CK::LegacyConstructor: {
            const bool refused = name.starts_with("torch.cuda.") || session_.before(torchscript::Version::of(1, 12));
            if (!refused) {
                // The rule claims the releases before this one, too.
                emit(UnsupportedCall{&node, callee.python, name, UnsupportedCall::Why::UnknownOperator, false});
                return call_legacy_constructor(node);
            }
            return unsupported(UnsupportedCall::Why::UnknownOperator, refused, types_.tensor());
        }
        case CK::NotKnown:
        case CK::PythonValue:
        case CK::OpaqueClass:
        case CK::Class:
            break;
        case CK::SpecialForm:
            evaluate_arguments(node);
            return Value::unknown();
        default:
            arguments(node);
            return Value::unknown();
    }
    if (name.starts_with("torch.cuda.") && name.ends_with("Tensor")) return unsupported(UnsupportedCall::Why::UnknownOperator, true, types_.tensor());
    using Library = torchscript::LibraryName::Kind;
    const torchscript::LibraryName library = session_.operators.library(name);
    if (library.kind == Library::Refused) return unsupported(UnsupportedCall::Why::ForeignLibrary, true);
    if (library.kind != Library::NotListed)
        return call_opaque(node, {callee.python, name, library.parameters, library.variadic, false, library.kind == Library::Uncallable, nullptr},
                           UnsupportedCall::Why::ForeignLibrary);
    if (is_refused_library(name) || name == "collections.defaultdict") return unsupported(UnsupportedCall::Why::ForeignLibrary, true);
    arguments(node);
    return Value::unknown();
}

Value FunctionCompiler::call_legacy_constructor(const Call& node) {
    const Value made = Value::typed(types_.tensor(), &node);
    const Arguments args = arguments(node);
    if (args.open) return made;
    const std::size_t count = args.positional.size();
    auto refuse = [&](const Expr* argument, std::string_view keyword) {
        emit(LegacyConstructorArguments{&node, argument, keyword});
        return made;
    };
    const auto keyword = std::find_if(args.keywords.begin(), args.keywords.end(), [](const auto& given) { return given.name != "device"; });
    if (keyword != args.keywords.end()) return refuse(args.nodes[count + static_cast<std::size_t>(keyword - args.keywords.begin())], keyword->name);
    const auto other = std::find_if(args.positional.begin(), args.positional.end(),
                                    [](const auto& given) { return !given.type->has_unknown && !given.type->is(Kind::Int); });
    if (other == args.positional.end()) return made;
    const bool data = count == 1 && session_.operators.call("aten::tensor", {nullptr, args.positional, {}}).verdict != torchscript::Verdict::NoMatch;
    if (!data) refuse(args.nodes[static_cast<std::size_t>(other - args.positional.begin())], {});
    return made;
}

Value FunctionCompiler::call_library(const Call& node, std::span<const torchscript::Schema* const> schemas, std::string_view name, Arguments args) {
    if (schemas.empty() || args.open || args.refused) return Value::unknown();
    const torchscript::CallArguments call{nullptr, args.positional, args.keywords};
    torchscript::MatchResult match = session_.operators.match(schemas, call);
    if (match.verdict == torchscript::Verdict::NoMatch) return operator_mismatch(node, name, name, std::move(match), args, nullptr, nullptr, schemas);
    if (match.verdict == torchscript::Verdict::Match) {
        report_conversions(match, args, nullptr, nullptr, name, ConversionPlace::OperatorArgument);
        const std::vector<TypeRef> types = args.types();
        emit(OperatorCall{&node, name, name, types});
    }
    return Value::typed(match.result, &node);
}

}  // namespace jitlint::analysis
