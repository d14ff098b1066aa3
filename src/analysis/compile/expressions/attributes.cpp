#include <algorithm>
#include <utility>

#include "analysis/compile/annotations/python_types.h"
#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;

/// Of a module behind an interface there is what the interface declares.
Value FunctionCompiler::interface_member(ClassRef interface, std::string_view name, const Expr& node) {
    const ClassModel& model = session_.classes.model(interface);
    Value value;
    if (const Method* method = model.find(name)) {
        value.kind = ValueKind::ObjectMethod;
        value.method = *method;
        value.name = name;
        value.receiver_type = model.type;
    } else if (model.kind == ClassKind::Interface) {
        refuse_undeclared(model.type, name, node);
    }
    return value;
}

std::string_view FunctionCompiler::member_behind_interface(const ModuleInstance& instance, int depth) {
    if (depth > 20) return {};
    for (const analysis::Attribute& attribute : instance.attributes) {
        if (!attribute.certain || !attribute.value.is(PyKind::Module) || !attribute.value.instance) continue;
        if (session_.declared_interface(instance, attribute.name)) return attribute.name;
        if (const std::string_view below = member_behind_interface(*attribute.value.instance, depth + 1); !below.empty()) return below;
    }
    for (const auto& [key, member] : instance.members)
        if (member.is(PyKind::Module) && member.instance)
            if (const std::string_view below = member_behind_interface(*member.instance, depth + 1); !below.empty()) return below;
    return {};
}

TypeRef FunctionCompiler::infer_type(const PyValue& value) { return inferred_type(session_, value); }

Value FunctionCompiler::attribute(const syntax::Attribute& node) {
    const Expr* outer = std::exchange(read_from_, node.value);
    Value receiver = evaluate(*node.value);
    read_from_ = outer;
    return member(receiver, node.attr.name, node, node.value);
}

namespace {

/// An attribute of a class of Python's own; not what is refused by name where it is called.
bool is_of_builtin_class(torchscript::Operators& operators, std::string_view cls, std::string_view name) {
    using Listed = torchscript::LibraryName::Kind;
    return cls.starts_with("builtins.") && operators.library(cls).kind == Listed::Opaque &&
           operators.library(std::string(cls).append(".").append(name)).kind == Listed::NotListed;
}

}  // namespace

Value FunctionCompiler::python_member(const Value& receiver, std::string_view name, const Expr& node) {
    using CK = torchscript::CallableKind;
    const PyValue& python = receiver.python;
    auto refuse = [&] {
        refuse_value(receiver, node, ValueUse::Attribute, name);
        return Value::unknown();
    };
    if (python.is(PyKind::ExternalObject) && (python.text == "enum.Enum" || python.text == "enum.IntEnum")) {
        emit(RefusedEnum{{}, node.span, nullptr, EnumDefinitionProblem::NoSource, nullptr, nullptr});
        return Value::unknown();
    }
    if (python.is(PyKind::External)) {
        if (is_of_builtin_class(session_.operators, python.text, name)) {
            emit(CallableUsed{&node, CallableUsed::What::Class, ValueUse::Attribute, nullptr});
            return Value::unknown();
        }
        const CK kind = session_.operators.callable(python.text).kind;
        const bool callable = kind == CK::Operator || kind == CK::UnknownOperator || kind == CK::PythonSource || kind == CK::BooleanDispatch ||
                              kind == CK::LegacyConstructor;
        const bool object = session_.operators.library(python.text).kind == torchscript::LibraryName::Kind::Object;
        if (callable || object || session_.operators.is_module_class(python.text)) return refuse();
    } else if (is_refused_object(python)) {
        return refuse();
    }
    const auto found = session_.evaluator.attribute(python, name);
    if (!found) return Value::unknown();
    const auto absence = found->is(PyKind::External) ? session_.operators.absence(found->text) : torchscript::Absence::NotKnown;
    if (absence == torchscript::Absence::Here) {
        emit(MissingTorchName{&node, std::string(found->text)});
        return Value::unknown();
    }
    // A backend that is installed beside torch may be a module of it, from which more is read.
    if (absence == torchscript::Absence::Everywhere && read_from_ != &node) {
        std::string instead = "torch.nn.functional." + std::string(name);
        if (session_.operators.callable(instead).kind == CK::NotKnown) instead = "torch." + std::string(name);
        if (session_.operators.callable(instead).kind == CK::NotKnown) instead.clear();
        emit(MissingTorchName{&node, std::string(found->text), true, std::move(instead)});
        return Value::unknown();
    }
    return from_python(*found, name, python.is(PyKind::Namespace) || python.is(PyKind::External));
}

Value FunctionCompiler::super_member(const Value& receiver, std::string_view name, const Expr& node) {
    // A Tensor to the compiler, whatever it is called with.
    const auto* call = as<Call>(receiver.expression);
    const bool called = calling_ && calling_->func == &node;
    const bool method = session_.operators.member(types_.tensor(), name).kind == torchscript::Member::Kind::Method;
    if (call && (!session_.operators.has_tensor_method(name) || (method && !called))) emit(SuperUsed{call, &node, name});
    return Value::unknown();
}

Value FunctionCompiler::member(const Value& receiver, std::string_view name, const Expr& node, const Expr* receiver_node) {
    switch (receiver.kind) {
        case ValueKind::Module:
            if (receiver.cls) return interface_member(receiver.cls, name, node);
            return receiver.instance ? module_member(*receiver.instance, name, node) : Value::unknown();
        case ValueKind::Python:
            return python_member(receiver, name, node);
        case ValueKind::Class:
            return class_member(receiver, name, node);
        case ValueKind::Super:
            if (context_.owner && session_.classes.model(context_.owner).kind == ClassKind::Script) {
                const TypeRef own = session_.classes.model(context_.owner).type;
                emit(UnknownObjectMember{&node, name, own, ObjectMemberProblem::Inherited, {}, nullptr, nullptr});
                return Value::unknown();
            }
            return super_member(receiver, name, node);
        case ValueKind::Method:
            if (receiver.method.function && receiver.method.decorations.unreadable()) return Value::unknown();
            [[fallthrough]];
        case ValueKind::TypeMethod:
        case ValueKind::ObjectMethod:
            if (receiver_node) emit(MethodNotCalled{receiver_node, receiver.name});
            return Value::unknown();
        case ValueKind::Function:
        case ValueKind::Builtin:
            refuse_value(receiver, node, ValueUse::Attribute, name);
            return Value::unknown();
        case ValueKind::Typed:
            break;
        default:
            refuse_non_value(receiver, receiver_node ? *receiver_node : node, NonValueUse::Attribute);
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
            if (type->fields[i] == name) {
                Value value = Value::typed(type->arg(i), &node);
                value.module_attribute = true;
                return value;
            }
        const ClassModel* model = class_of(receiver);
        if (type->has_unknown) return Value::unknown();
        const auto method = model ? session_.evaluator.find_method(model->cls, name) : std::nullopt;
        const Call* called = calling_ && calling_->func == &node ? calling_ : nullptr;
        emit(UnknownObjectMember{&node, name, type, ObjectMemberProblem::Helper, method ? method->owner : ClassRef{},
                                 method ? method->function.node : nullptr, called});
        return Value::unknown();
    }
    switch (type->kind) {
        case Kind::Class:
        case Kind::Interface:
            return object_member(receiver, name, node);
        case Kind::Enum:
            return enum_attribute(receiver, name, node);
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
    const bool indexed = type->is(Kind::Tensor) && name == "__getitem__";
    if (indexed && calling_ && calling_->func == &node) check_form(*calling_, name, 1, 1);
    if (read && !type->has_unknown && !indexed) {
        const Call* called = calling_ && calling_->func == &node ? calling_ : nullptr;
        if (!is_filled_later(receiver)) emit(UnknownMember{read, type, called, receiver.inferred_tensor, receiver.parameter});
    }
    return Value::unknown();
}

}  // namespace jitlint::analysis
