#include "analysis/compile/function_compiler.h"
#include "analysis/compile/python_types.h"

namespace jitlint::analysis {

using namespace syntax;

TypeRef FunctionCompiler::infer_type(const PyValue& value) { return inferred_type(session_, value); }

Value FunctionCompiler::attribute(const syntax::Attribute& node) {
    Value receiver = evaluate(*node.value);
    return member(receiver, node.attr.name, node, node.value);
}

Value FunctionCompiler::python_member(const Value& receiver, std::string_view name, const Expr& node) {
    if (receiver.python.is(PyKind::Module)) return name == "forward" ? receiver : Value::unknown();
    const auto found = session_.evaluator.attribute(receiver.python, name);
    if (!found) return Value::unknown();
    const bool of_module = receiver.python.is(PyKind::Namespace) || receiver.python.is(PyKind::External);
    switch (found->kind) {
        case PyKind::Int:
        case PyKind::Float:
        case PyKind::Bool:
        case PyKind::Str:
        case PyKind::Complex:
            // Plain constants of Python modules are constants for the compiler.
            return of_module ? Value::typed(infer_type(*found), &node) : Value::unknown();
        case PyKind::Tensor:
        case PyKind::List:
        case PyKind::Dict:
        case PyKind::Tuple:
        case PyKind::Set:
        case PyKind::None:
            return Value::unknown();
        default:
            return from_python(*found, node, name);
    }
}

Value FunctionCompiler::member(const Value& receiver, std::string_view name, const Expr& node, const Expr* receiver_node) {
    switch (receiver.kind) {
        case ValueKind::Module:
            return receiver.instance ? module_member(*receiver.instance, name, node) : Value::unknown();
        case ValueKind::Python:
            return python_member(receiver, name, node);
        case ValueKind::Class: {
            const auto found = session_.evaluator.attribute(receiver.python, name);
            return found && found->is(PyKind::Function) ? from_python(*found, node, name) : Value::unknown();
        }
        case ValueKind::Typed:
            break;
        default:
            return Value::unknown();
    }
    const TypeRef type = receiver.type;
    if (type->is(Kind::Optional)) {
        if (!type->arg()->is(Kind::Unknown) && receiver_node)
            emit(OptionalUse{receiver_node, &node, type, name, receiver.module_attribute, is_checked(*receiver_node)});
        return Value::unknown();
    }
    if (type->is(Kind::NamedTuple)) {
        for (std::size_t i = 0; i < type->fields.size(); ++i)
            if (type->fields[i] == name) return Value::typed(type->arg(i), &node);
        return Value::unknown();
    }
    switch (type->kind) {
        case Kind::Class:
        case Kind::Interface:
        case Kind::Enum:
        case Kind::Future:
        case Kind::RRef:
        case Kind::Await:
            return Value::unknown();
        case Kind::Union:
            if (type->has_unknown) return Value::unknown();
            break;
        default:
            break;
    }
    using MK = torchscript::Member::Kind;
    const torchscript::Member found = session_.operators.member(type, name);
    if (found.kind == MK::Unknown) return Value::unknown();
    if (found.kind == MK::Value) return Value::typed(found.type, &node);
    if (found.kind == MK::Method || found.kind == MK::Cast) {
        Value value = receiver;
        value.kind = ValueKind::TypeMethod;
        value.expression = nullptr;
        value.name = name;
        value.op = found.op;
        value.receiver_type = type;
        value.type = found.kind == MK::Cast ? found.type : nullptr;
        value.receiver = receiver_node;
        return value;
    }
    const auto* read = as<syntax::Attribute>(&node);
    if (read && !type->has_unknown && !name.starts_with("__")) {
        const Call* called = calling_ && calling_->func == &node ? calling_ : nullptr;
        emit(UnknownMember{read, type, called, receiver.inferred_tensor, receiver.parameter});
    }
    return Value::unknown();
}

}  // namespace jitlint::analysis
