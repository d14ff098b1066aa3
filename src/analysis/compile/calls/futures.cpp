#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "analysis/compile/structure/library_attributes.h"

/// torch.jit.fork and the calls of torch.distributed.rpc.
namespace jitlint::analysis {

using namespace syntax;

namespace {

bool is_function(const Value& value) {
    return value.is(ValueKind::Function) || value.is(ValueKind::Method) || value.is(ValueKind::ObjectMethod) || value.is(ValueKind::Module) ||
           value.is(ValueKind::Class) || value.is(ValueKind::TypeMethod) || value.is(ValueKind::Builtin);
}

}  // namespace

bool FunctionCompiler::is_fork(std::string_view dotted) {
    return dotted == "torch.jit.fork" || dotted == "torch.jit._fork" || dotted == "torch.jit._async.fork";
}

bool FunctionCompiler::is_rpc(std::string_view dotted) {
    return dotted == "torch.distributed.rpc.rpc_sync" || dotted == "torch.distributed.rpc.rpc_async" || dotted == "torch.distributed.rpc.remote";
}

Value FunctionCompiler::call_fork(const Call& node) {
    if (node.args.empty()) {
        if (node.keywords.empty()) emit(ForkCall{&node, "torch.jit.fork", nullptr, ForkProblem::NoArgument, nullptr});
        return Value::unknown();
    }
    if (is<Starred>(node.args[0])) {
        arguments(node);
        return Value::unknown();
    }
    const Expr& first = *node.args[0];
    Value callee = evaluate(first);
    Arguments args = arguments(node, 1);
    if (!is_function(callee)) {
        const bool value =
            callee.is(ValueKind::Typed) && !callee.type->is(Kind::Class) && !callee.type->is(Kind::Interface) && !callee.type->has_unknown;
        if (value) emit(ForkCall{&node, "torch.jit.fork", &first, ForkProblem::NotFunction, callee.type});
        return Value::unknown();
    }
    Value result = Value::unknown();
    if (callee.is(ValueKind::Function))
        result = call_function(node, callee.function, nullptr, nullptr, std::string(callee.function.node->name.name), args);
    else if (callee.is(ValueKind::Method) && callee.method.function)
        result = call_function(node, callee.method.function, &callee.method, callee.instance, std::string(callee.name), args);
    else if (callee.is(ValueKind::Module) && callee.instance && callee.instance->cls)
        if (const auto forward = session_.evaluator.find_method(callee.instance->cls, "forward"))
            result = call_function(node, forward->function, &*forward, callee.instance,
                                   std::string(callee.instance->cls.node->name.name) + ".forward", args);
    if (callee.is(ValueKind::Module) && callee.instance && !callee.instance->cls) {
        const auto forms = library_forward(session_, *callee.instance);
        if (forms.size() == 1) result = Value::typed(forms.front()->result, &node);
    }
    return Value::typed(types_.wrap(Kind::Future, type_of(result)), &node);
}

Value FunctionCompiler::call_rpc(const Call& node, std::string_view function) {
    const std::string_view name = function.substr(function.rfind('.') + 1);
    auto refuse = [&](ForkProblem problem, const Expr* argument) {
        {
            Uncertain quiet(*this);
            arguments(node);
        }
        emit(ForkCall{&node, name, argument, problem, nullptr});
        return Value::unknown();
    };
    if (std::any_of(node.args.begin(), node.args.end(), [](const Expr* argument) { return is<Starred>(argument); })) return Value::unknown();
    if (!node.keywords.empty()) return refuse(ForkProblem::RpcKeyword, node.keywords.front().value);
    if (node.args.size() < 2 || node.args.size() > 5) return refuse(ForkProblem::RpcArguments, nullptr);
    evaluate(*node.args[0]);
    const Value callee = evaluate(*node.args[1]);
    for (std::size_t i = 2; i < node.args.size(); ++i) evaluate(*node.args[i]);
    const bool builtin = callee.is(ValueKind::Python) && callee.python.is(PyKind::External) &&
                         session_.operators.callable(callee.python.text).kind == torchscript::CallableKind::Operator;
    if (builtin || (callee.is(ValueKind::Typed) && !callee.type->has_unknown)) {
        emit(ForkCall{&node, name, node.args[1], ForkProblem::RpcNotFunction, nullptr});
        return Value::unknown();
    }
    return Value::unknown();
}

}  // namespace jitlint::analysis
