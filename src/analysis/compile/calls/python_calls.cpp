#include <algorithm>

#include "analysis/compile/function_compiler.h"

/// Calls of Python objects that are not compiled: the compiler calls them back, with a signature that it makes up (PythonValue::getSchema).
namespace jitlint::analysis {

using namespace syntax;

namespace {

/// Positional parameters, as inspect.getfullargspec counts them.
int positional_parameters(const FunctionDef& function) {
    return static_cast<int>(std::count_if(function.parameters.begin(), function.parameters.end(), [](const Parameter& p) {
        return !p.name.name.empty() && (p.kind == ParameterKind::PositionalOnly || p.kind == ParameterKind::PositionalOrKeyword);
    }));
}

bool takes_any_positional(const FunctionDef& function) {
    return std::any_of(function.parameters.begin(), function.parameters.end(),
                       [](const Parameter& p) { return p.kind == ParameterKind::VarPositional; });
}

bool is_simple(const FunctionDef& function) {
    return std::all_of(function.parameters.begin(), function.parameters.end(),
                       [](const Parameter& p) { return p.kind == ParameterKind::PositionalOnly || p.kind == ParameterKind::PositionalOrKeyword; });
}

bool is_annotated(const FunctionDef& function) {
    return function.returns ||
           std::any_of(function.parameters.begin(), function.parameters.end(), [](const Parameter& p) { return p.annotation != nullptr; });
}

}  // namespace

/// Certain that the value is not taken for a Tensor; `sure` is cleared where that is open.
bool FunctionCompiler::is_no_tensor(const Value& value, bool& sure) {
    switch (value.kind) {
        case ValueKind::Typed:
            if (value.type->has_unknown && value.type->is(Kind::Unknown)) break;
            return !torchscript::is_subtype(value.type, types_.tensor());
        case ValueKind::Module:
        case ValueKind::Function:
        case ValueKind::Builtin:
        case ValueKind::TypeMethod:
        case ValueKind::Class:
        case ValueKind::Exception:
        case ValueKind::Range:
        case ValueKind::Zip:
            return true;
        case ValueKind::Python:
            if (is_refused_object(value.python)) return true;
            break;
        default:
            break;
    }
    sure = false;
    return false;
}

Value FunctionCompiler::call_opaque(const Call& node, const OpaqueCallee& callee, UnsupportedCall::Why why) {
    bool sure = true;
    bool refused = callee.uncallable || !node.keywords.empty();
    int count = 0;
    for (const Expr* argument : node.args) {
        if (const auto* star = as<Starred>(argument)) {
            evaluate(*star->value);
            sure = false;
            continue;
        }
        const Value value = evaluate(*argument);
        ++count;
        if (callee.annotated) {
            if (value.is(ValueKind::Unknown)) sure = false;
        } else if (is_no_tensor(value, sure)) {
            refused = true;
        }
    }
    for (const Keyword& keyword : node.keywords) evaluate(*keyword.value);
    const bool starred = std::any_of(node.args.begin(), node.args.end(), [](const Expr* e) { return is<Starred>(e); });
    if (callee.parameters >= 0 && !starred && (callee.variadic ? count < callee.parameters : count != callee.parameters)) refused = true;
    if (refused)
        emit(UnsupportedCall{&node, callee.value, callee.dotted, why, true});
    else if (sure)
        emit(UnsupportedCall{&node, callee.value, callee.dotted, UnsupportedCall::Why::OpaqueObject, false});
    if (refused || (callee.annotated && !callee.result)) return Value::unknown();
    return callee.result ? Value::typed(callee.result, &node) : unannotated_result(node);
}

Value FunctionCompiler::unannotated_result(const Call& node) {
    if (bound_value_ != &node || binders_ == 1) return Value::typed(types_.tensor(), &node);
    if (binders_ == 0) return Value::typed(types_.none(), &node);
    return Value::typed(types_.tuple(std::vector<TypeRef>(binders_, types_.tensor())), &node);
}

Value FunctionCompiler::call_cached(const Call& node, const FunctionRef& function, bool is_method) {
    OpaqueCallee callee;
    callee.dotted = std::string(function.node->name.name);
    callee.value.kind = PyKind::Function;
    callee.value.function = function;
    // A method is looked up by its source, which the cache does not have.
    callee.uncallable = is_method;
    if (!is_simple(*function.node)) {
        evaluate_arguments(node);
        return Value::unknown();
    }
    if (is_annotated(*function.node)) {
        callee.annotated = true;
        callee.parameters = positional_parameters(*function.node);
        callee.result = session_.signature(Session::make_context(function, nullptr)).declared_return;
    }
    return call_opaque(node, callee, UnsupportedCall::Why::OpaqueObject);
}

Value FunctionCompiler::call_partial(const Call& node, const Value& callee) {
    const PartialCall partial = session_.evaluator.partial(callee.python);
    OpaqueCallee opaque;
    opaque.value = callee.python;
    opaque.dotted = "functools.partial";
    const bool open = std::any_of(partial.bound.begin(), partial.bound.end(), [](const CallArgument& a) { return a.star; });
    const int bound =
        static_cast<int>(std::count_if(partial.bound.begin(), partial.bound.end(), [](const CallArgument& a) { return a.keyword.empty(); }));
    bool known = false;
    if (open) {
        // What is left is not known.
    } else if (partial.callee.is(PyKind::Function) && partial.callee.function.node && partial.callee.function.node->decorators.empty()) {
        const FunctionDef& function = *partial.callee.function.node;
        known = !is_annotated(function) || is_simple(function);
        if (is_annotated(function)) {
            opaque.annotated = true;
            opaque.parameters = positional_parameters(function) - bound;
        }
    } else if (partial.callee.is(PyKind::External)) {
        using CK = torchscript::CallableKind;
        const torchscript::Callable callable = session_.operators.callable(partial.callee.text);
        if (callable.kind == CK::Operator && partial.callee.text.starts_with("torch.") &&
            partial.callee.text.find('.', 6) == std::string_view::npos) {
            known = true;  // a C function without a signature
        } else if (callable.kind == CK::PythonSource && partial.callee.text.starts_with("torch.nn.functional.") && callable.schemas.size() == 1) {
            known = opaque.annotated = true;
            opaque.parameters = static_cast<int>(callable.schemas[0]->parameters.size()) - bound;
        }
    }
    if (!known) {
        evaluate_arguments(node);
        return Value::unknown();
    }
    return call_opaque(node, opaque, UnsupportedCall::Why::OpaqueObject);
}

Value FunctionCompiler::call_python_object(const Call& node, const Value& callee) {
    const PyValue& python = callee.python;
    if (python.is(PyKind::Function) && python.function.lambda) {
        evaluate_arguments(node);
        emit(LambdaRead{&node, python.function.lambda});
        return Value::unknown();
    }
    if (python.is(PyKind::ExternalObject) && python.text == "functools.partial") return call_partial(node, callee);
    const bool scripted = python.is(PyKind::Scripted) && python.instance;
    if (scripted || (is_refused_object(python) && !python.is(PyKind::Object) && !python.is(PyKind::ExternalObject))) {
        evaluate_arguments(node);
        refuse_value(callee, *node.func, ValueUse::Value);
        return Value::unknown();
    }
    FunctionRef function;
    bool with_self = true;
    if (python.is(PyKind::BoundMethod) && (python.cls || (python.object && is_plain_class(python.object->cls)))) {
        function = python.function;
    } else if (python.is(PyKind::Object) && python.object && is_plain_class(python.object->cls)) {
        const auto method = session_.evaluator.find_method(python.object->cls, "__call__");
        if (!method) {
            evaluate_arguments(node);
            refuse_value(callee, *node.func, ValueUse::Value);
            return Value::unknown();
        }
        if (!method->decorations.unknown) function = method->function;
        with_self = !method->decorations.static_method;
    }
    if (!function.node) {
        evaluate_arguments(node);
        return Value::unknown();
    }
    OpaqueCallee opaque;
    opaque.value = python;
    opaque.dotted = std::string(function.node->name.name);
    opaque.parameters = positional_parameters(*function.node);
    opaque.variadic = takes_any_positional(*function.node);
    if (is_annotated(*function.node)) {
        if (!is_simple(*function.node)) {
            evaluate_arguments(node);
            return Value::unknown();
        }
        // Its signature leaves self out, its parameter names do not: an assertion of the compiler fails.
        opaque.annotated = true;
        opaque.uncallable = with_self;
    }
    return call_opaque(node, opaque, UnsupportedCall::Why::OpaqueObject);
}

}  // namespace jitlint::analysis
