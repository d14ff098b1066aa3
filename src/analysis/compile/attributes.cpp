#include <algorithm>

#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool holds_modules(const PyValue& value) {
    auto is_module = [](const PyValue& v) { return v.is(PyKind::Module); };
    if (value.list) return std::any_of(value.list->items.begin(), value.list->items.end(), is_module);
    if (value.dict) return std::any_of(value.dict->items.begin(), value.dict->items.end(), [&](const auto& item) { return is_module(item.second); });
    return false;
}

bool is_empty_container(const PyValue& value) {
    if (value.is(PyKind::List)) return value.list && value.list->complete && value.list->items.empty();
    return value.is(PyKind::Dict) && value.dict && value.dict->complete && value.dict->items.empty();
}

template <std::size_t N>
bool listed(const std::string_view (&names)[N], std::string_view name) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

bool FunctionCompiler::is_module_base_attribute(std::string_view name) {
    static constexpr std::string_view kNames[] = {
        "training",
        "forward",
        "add_module",
        "register_buffer",
        "register_parameter",
        "named_parameters",
        "parameters",
        "buffers",
        "named_buffers",
        "children",
        "named_children",
        "modules",
        "named_modules",
        "train",
        "eval",
        "requires_grad_",
        "zero_grad",
        "extra_repr",
        "to",
        "cuda",
        "cpu",
        "type",
        "float",
        "double",
        "half",
        "bfloat16",
        "state_dict",
        "load_state_dict",
        "apply",
        "dump_patches",
        "register_forward_hook",
        "register_forward_pre_hook",
        "register_backward_hook",
        "share_memory",
        "call_super_init",
        "T_destination",
        "get_parameter",
        "get_buffer",
        "get_submodule",
        "register_module",
        "register_full_backward_hook",
        "get_extra_state",
        "set_extra_state",
        "ipu",
        "xpu",
        "to_empty",
        "compile",
        "set_submodule",
    };
    return name.starts_with("_") || listed(kNames, name);
}

TypeRef FunctionCompiler::infer_common(const std::vector<const PyValue*>& values, int depth) {
    TypeRef result = nullptr;
    for (const PyValue* value : values) {
        const TypeRef type = infer_type(*value, depth + 1);
        if (!type) return nullptr;
        result = result ? torchscript::unify(types_, result, type) : type;
        if (!result || result->has_unknown) return result;
    }
    return result;
}

TypeRef FunctionCompiler::infer_type(const PyValue& value, int depth) {
    if (depth > 16) return types_.unknown();
    switch (value.kind) {
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
            if (!value.list || !value.list->complete) return types_.unknown();
            std::vector<const PyValue*> items;
            for (const PyValue& item : value.list->items) items.push_back(&item);
            const TypeRef element = infer_common(items, depth);
            return element ? types_.list(element) : nullptr;
        }
        case PyKind::Tuple: {
            if (!value.list || !value.list->complete) return types_.unknown();
            std::vector<TypeRef> elements;
            for (const PyValue& item : value.list->items) {
                const TypeRef type = infer_type(item, depth + 1);
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
            const TypeRef key_type = infer_common(keys, depth);
            const TypeRef value_type = infer_common(values, depth);
            return key_type && value_type ? types_.dict(key_type, value_type) : nullptr;
        }
        case PyKind::External:
            if (auto constant = session_.operators.constant(value.text)) return *constant;
            return types_.unknown();
        case PyKind::Set:
            return value.list && value.list->complete ? nullptr : types_.unknown();
        case PyKind::ExternalObject:
            return value.text.starts_with("numpy.") ? nullptr : types_.unknown();
        case PyKind::Module:
            return nullptr;
        default:
            return types_.unknown();
    }
}

Value FunctionCompiler::attribute_value(const ModuleInstance& instance, const Attribute& attribute, const Expr& node) {
    Value value;
    value.module_attribute = true;
    value.python = attribute.value;
    const PyValue& python = attribute.value;
    auto problem = [&](ModuleAttributeProblem what) {
        emit(UnusableModuleAttribute{&node, attribute.name, &instance, what, &attribute, false});
        return Value::unknown();
    };
    value.constant_attribute = session_.is_constant_attribute(instance, attribute.name);
    ClassRef where;
    const Expr* annotation = instance.cls ? session_.class_annotation(instance.cls, attribute.name, &where) : nullptr;
    if (annotation && attribute.kind != AttributeKind::Submodule && !value.constant_attribute) {
        const Scope* scope = where.module->scope().scope_of(*where.node);
        const TypeRef type = resolve_object_annotation(session_, *annotation, {.module = where.module, .scope = scope});
        if (type->has_unknown || python.is(PyKind::Module)) return Value::unknown();
        value.kind = ValueKind::Typed;
        value.type = type;
        return value;
    }
    if (!attribute.certain) {
        if (instance.generic || instance.open || attribute.kind == AttributeKind::ClassLevel) return Value::unknown();
        return problem(ModuleAttributeProblem::SomePathsOnly);
    }
    switch (python.kind) {
        case PyKind::Unknown:
            return Value::unknown();
        case PyKind::Module:
            if (!python.instance) return Value::unknown();
            value.kind = ValueKind::Module;
            value.instance = python.instance;
            return value;
        case PyKind::Function:
            if (!python.function.node) return Value::unknown();
            value.kind = ValueKind::Function;
            value.function = python.function;
            return value;
        case PyKind::List:
        case PyKind::Tuple:
        case PyKind::Set:
        case PyKind::Dict:
            if (holds_modules(python)) return problem(ModuleAttributeProblem::PlainContainer);
            if (is_empty_container(python)) return problem(ModuleAttributeProblem::EmptyContainer);
            break;
        case PyKind::Object:
            if (python.object && std::any_of(python.object->attributes.begin(), python.object->attributes.end(),
                                             [](const Attribute& a) { return a.value.is(PyKind::Module); }))
                return problem(ModuleAttributeProblem::ObjectHolder);
            return Value::unknown();
        default:
            break;
    }
    const TypeRef type = infer_type(python);
    if (!type) return problem(ModuleAttributeProblem::NoType);
    if (type->is(Kind::Unknown)) return Value::unknown();
    value.kind = ValueKind::Typed;
    value.type = type;
    value.requires_grad = python.is(PyKind::Tensor) && (python.requires_grad || python.is_parameter);
    return value;
}

Value FunctionCompiler::module_method(const ModuleInstance& instance, const Method& method, std::string_view name, const Expr& node) {
    Value value;
    value.instance = &instance;
    value.name = name;
    if (!method.decorations.property) {
        value.kind = ValueKind::Method;
        value.method = method;
        return value;
    }
    if (method.decorations.unused || method.decorations.ignore || session_.class_list_has(instance.cls, "__jit_unused_properties__", name))
        return Value::unknown();
    const ReachedFrom* reached = session_.step(context_.reached, context_.module, node.span, std::string(name));
    const FunctionResult result = session_.compile_function(Session::make_context(method, &instance, reached), uncertain_ == 0);
    if (!result.returns || result.returns->has_unknown) return Value::unknown();
    value = Value::typed(result.returns, &node);
    value.module_attribute = true;
    return value;
}

Value FunctionCompiler::module_member(const ModuleInstance& instance, std::string_view name, const Expr& node) {
    static constexpr std::string_view kRegistries[] = {"_modules", "_parameters", "_buffers", "__dict__"};
    static constexpr std::string_view kWalks[] = {"children", "named_children", "modules", "named_modules", "parameters", "named_parameters",
                                                  "buffers",  "named_buffers",  "items",   "keys",          "values"};
    if (name == "training") {
        Value value = Value::typed(types_.boolean(), &node);
        value.module_attribute = true;
        return value;
    }
    auto missing = [&](ModuleAttributeProblem problem) {
        emit(UnusableModuleAttribute{&node, name, &instance, problem, nullptr, false});
        return Value::unknown();
    };
    if (listed(kRegistries, name)) return missing(ModuleAttributeProblem::PrivateRegistry);
    if (const Attribute* attribute = instance.find(name)) return attribute_value(instance, *attribute, node);
    for (const auto& [key, member] : instance.members)
        if (key == name && member.is(PyKind::Module)) {
            Value value;
            value.kind = ValueKind::Module;
            value.instance = member.instance;
            return value;
        }
    if (instance.cls) {
        if (const auto method = session_.evaluator.find_method(instance.cls, name)) return module_method(instance, *method, name, node);
        // Annotated, but not assigned: the instance may get it elsewhere.
        if (session_.class_annotation(instance.cls, name, nullptr)) return Value::unknown();
    }
    if (listed(kWalks, name) || (name == "forward" && !instance.external.empty())) {
        Value value;
        value.kind = ValueKind::Method;
        value.instance = &instance;
        value.name = name;
        return value;
    }
    if (!instance.cls || instance.open || instance.generic || is_module_base_attribute(name)) return Value::unknown();
    const auto& bases = session_.evaluator.linearization(instance.cls);
    if (!bases.complete) return Value::unknown();
    for (const auto& entry : bases.entries)
        if (!entry.external.empty() && entry.external != "torch.nn.Module" && entry.external != "torch.nn.modules.module.Module" &&
            entry.external != "builtins.object")
            return Value::unknown();
    if (session_.evaluator.find_method(instance.cls, "__getattr__") || session_.evaluator.find_method(instance.cls, "__getattribute__"))
        return Value::unknown();
    return missing(ModuleAttributeProblem::Missing);
}

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
