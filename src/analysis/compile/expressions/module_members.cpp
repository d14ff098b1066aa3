#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "analysis/compile/structure/held_objects.h"
#include "analysis/compile/structure/module_structure.h"
#include "analysis/eager/external_names.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// Methods of nn.Module that no release compiles, measured in 1.13, 2.6 and 2.14.
bool is_refused_method(std::string_view name) {
    static constexpr std::string_view kNames[] = {"train",
                                                  "eval",
                                                  "requires_grad_",
                                                  "zero_grad",
                                                  "to",
                                                  "cuda",
                                                  "cpu",
                                                  "float",
                                                  "double",
                                                  "half",
                                                  "bfloat16",
                                                  "type",
                                                  "state_dict",
                                                  "load_state_dict",
                                                  "apply",
                                                  "register_buffer",
                                                  "register_parameter",
                                                  "add_module",
                                                  "register_module",
                                                  "get_parameter",
                                                  "get_buffer",
                                                  "get_submodule",
                                                  "share_memory",
                                                  "register_forward_hook",
                                                  "register_forward_pre_hook",
                                                  "to_empty",
                                                  "compile",
                                                  "_get_name",
                                                  "__call__",
                                                  "__repr__"};
    return text::among(name, kNames);
}

/// Methods of the containers that no release compiles.
bool is_refused_container_method(std::string_view kind, std::string_view name) {
    static constexpr std::string_view kLists[] = {"append", "extend", "insert", "pop", "keys", "values", "items"};
    static constexpr std::string_view kDicts[] = {"pop", "update", "clear"};
    static constexpr std::string_view kParameterDicts[] = {"pop", "update", "clear", "keys", "values", "items", "get", "setdefault", "copy"};
    if (kind == "torch.nn.ModuleDict") return text::among(name, kDicts);
    if (kind == "torch.nn.ParameterDict") return text::among(name, kParameterDicts);
    return !kind.empty() && text::among(name, kLists);
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
    return name.starts_with("__") || is_module_member(name) || text::among(name, kNames);
}

Value FunctionCompiler::attribute_value(const ModuleInstance& instance, const ModuleMember& member, std::string_view name, const Expr& node) {
    using MK = ModuleMember::Kind;
    Value value;
    value.module_attribute = true;
    if (member.attribute) value.python = member.attribute->value;
    auto problem = [&](ModuleAttributeProblem what) {
        emit(UnusableModuleAttribute{&node, name, &instance, what, member.attribute, false});
        return Value::unknown();
    };
    switch (member.kind) {
        case MK::Unknown:
        case MK::Absent:
            return Value::unknown();
        case MK::SomePaths:
            return problem(ModuleAttributeProblem::SomePathsOnly);
        case MK::Failed:
            return problem(member.problem);
        case MK::Submodule:
            value.kind = ValueKind::Module;
            value.instance = member.instance;
            value.cls = session_.declared_interface(instance, name);
            return value;
        case MK::Function: {
            Value function = from_python(member.attribute->value, name, false);
            function.module_attribute = true;
            return function;
        }
        case MK::Constant:
            value.constant_attribute = true;
            break;
        case MK::Attribute:
            break;
    }
    value.kind = ValueKind::Typed;
    value.type = member.type;
    use_type(member.type, node);
    if (member.attribute && member.attribute->module && value.python.is(PyKind::Object))
        if (const auto mismatch = held_object_mismatch(session_, *member.attribute, context_.reached))
            emit_in(*member.attribute->module, name, Finding{*mismatch});
    value.requires_grad = value.python.is(PyKind::Tensor) && (value.python.requires_grad || value.python.is_parameter);
    return value;
}

Value FunctionCompiler::module_method(const ModuleInstance& instance, const Method& method, std::string_view name, const Expr& node) {
    Value value;
    value.instance = &instance;
    value.name = name;
    if (!method.decorations.property) {
        // Compiled under the function's own name, it is never found under this one.
        const bool alias = method.function.node && method.function.node->name.name != name && !method.decorations.static_method &&
                           !method.decorations.export_ && !method.decorations.unknown && name != "forward";
        const FunctionRef& replacement = method.decorations.replacement;
        const bool replaced = replacement.node && replacement.node->name.name != name && name != "forward";
        if (replaced && !session_.before(torchscript::Version::of(1, 13))) {
            emit(MethodAlias{&node, name, Method{replacement, method.owner, {}}, &instance, nullptr, method.decorations.unknown_decorator});
            return Value::unknown();
        }
        if (alias && !session_.before(torchscript::Version::of(1, 13))) {
            const Scope* scope = method.owner ? method.owner.module->scope().scope_of(*method.owner.node) : nullptr;
            const auto bindings = scope ? scope->bindings(name) : std::span<const Binding>();
            emit(MethodAlias{&node, name, method, &instance, bindings.empty() ? nullptr : bindings.back().node, nullptr});
            return Value::unknown();
        }
        if (const Expr* decorator = session_.script_decorator(method)) {
            const ScriptTarget finding{decorator->span, ScriptTargetProblem::DecoratedMethod, std::string(name)};
            emit_in(method.owner, Finding{finding});
        }
        value.kind = ValueKind::Method;
        value.method = method;
        return value;
    }
    const Decorations& d = method.decorations;
    if (d.unused || d.ignore_drop || session_.class_list_has(instance.cls, "__jit_unused_properties__", name)) {
        // The scripted module has no such attribute.
        if (!d.unknown && !session_.before(torchscript::Version::of(1, 13)))
            emit(UnusableModuleAttribute{&node, name, &instance, ModuleAttributeProblem::Missing, nullptr, false});
        return Value::unknown();
    }
    session_.property_read(method);
    const ReachedFrom* reached = session_.step(context_.reached, context_.module, node.span, std::string(name));
    FunctionContext getter = Session::make_context(method, &instance, reached);
    getter.decorations.ignore = false;  // the getters of properties are compiled nevertheless
    const FunctionResult result = session_.compile_function(getter, uncertain_ == 0);
    if (!result.returns || result.returns->has_unknown) return Value::unknown();
    value = Value::typed(result.returns, &node);
    value.module_attribute = true;
    return value;
}

Value FunctionCompiler::module_member(const ModuleInstance& instance, std::string_view name, const Expr& node) {
    if (refuse_private_name(instance, name, node) || refused_attributes_.contains({&instance, name})) return Value::unknown();
    using MK = ModuleMember::Kind;
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
    static constexpr std::string_view kSpecial[] = {"__class__", "__doc__", "__module__", "__constants__"};
    if (text::among(name, kSpecial)) return missing(ModuleAttributeProblem::Missing);
    if (text::among(name, kRegistries)) return missing(ModuleAttributeProblem::PrivateRegistry);
    const ModuleMember member = find_member(session_, instance, name);
    // What only the Python object has gives way to a method of the class.
    const bool weak = member.kind == MK::Absent || member.kind == MK::Failed ||
                      (member.kind == MK::Unknown && (!member.attribute || member.attribute->kind == AttributeKind::ClassLevel));
    // A function in the place of a method counts if it compiles by itself.
    if (member.kind == MK::Function && instance.cls && session_.evaluator.find_method(instance.cls, name)) return Value::unknown();
    if (!weak) return attribute_value(instance, member, name, node);
    if (instance.cls) {
        if (const auto method = session_.evaluator.find_method(instance.cls, name)) return module_method(instance, *method, name, node);
        // Annotated, but not assigned: the instance may get it elsewhere.
        const bool may_come = instance.generic || member.kind != MK::Absent;
        if (may_come && !member.attribute && session_.class_annotation(instance.cls, name, nullptr)) return Value::unknown();
    }
    if (member.kind == MK::Failed) return attribute_value(instance, member, name, node);
    const bool known_class = !instance.cls || session_.evaluator.linearization(instance.cls).complete;
    const std::string_view container = container_kind(instance);
    if (known_class && is_refused_container_method(container, name)) {
        emit(ModuleMethodRefused{&node, name, &instance, true});
        return Value::unknown();
    }
    if (text::among(name, kWalks) || (name == "forward" && !instance.external.empty())) {
        Value value;
        value.kind = ValueKind::Method;
        value.instance = &instance;
        value.name = name;
        return value;
    }
    if (known_class && (is_refused_method(name) || (name == "flatten_parameters" && is_recurrent(instance)))) {
        emit(ModuleMethodRefused{&node, name, &instance, false});
        return Value::unknown();
    }
    static constexpr std::string_view kOfClass[] = {"_version", "dump_patches"};
    if (known_class && !member.attribute && text::among(name, kOfClass)) return missing(ModuleAttributeProblem::Missing);
    if (member.kind != MK::Absent || instance.generic || is_module_base_attribute(name)) return Value::unknown();
    if (may_be_lent(instance, name)) return Value::unknown();
    return missing(ModuleAttributeProblem::Missing);
}

/// An attribute that code adds to the class, or that `__getattr__` may take from a submodule: with the submodule's `__constants__` it is a constant.
bool FunctionCompiler::may_be_lent(const ModuleInstance& instance, std::string_view name) {
    if (!instance.cls) return false;
    if (session_.evaluator.is_patched(instance.cls, name) || session_.evaluator.is_patched(instance.cls, "__bases__")) return true;
    return session_.evaluator.find_method(instance.cls, "__getattr__") &&
           std::any_of(instance.attributes.begin(), instance.attributes.end(), [&](const Attribute& attribute) {
               if (attribute.kind != AttributeKind::Submodule) return false;
               if (!attribute.value.is(PyKind::Module) || !attribute.value.instance) return true;
               const ModuleMember lent = find_member(session_, *attribute.value.instance, name);
               return lent.kind == ModuleMember::Kind::Constant || lent.kind == ModuleMember::Kind::Unknown;
           });
}

/// An instance of torch.nn's RNN, LSTM or GRU.
bool FunctionCompiler::is_recurrent(const ModuleInstance& instance) {
    static constexpr std::string_view kNames[] = {"torch.nn.RNN", "torch.nn.LSTM", "torch.nn.GRU"};
    if (!instance.cls) return text::among(instance.external, kNames);
    const auto& entries = session_.evaluator.linearization(instance.cls).entries;
    return std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return text::among(entry.external, kNames); });
}

Condition::Static FunctionCompiler::has_attribute(const ModuleInstance& instance, std::string_view name) {
    using MK = ModuleMember::Kind;
    using Static = Condition::Static;
    if (name == "training") return Static::True;
    const ModuleMember member = find_member(session_, instance, name);
    if (instance.cls && session_.evaluator.find_method(instance.cls, name)) return Static::Uncertain;
    switch (member.kind) {
        case MK::Attribute:
        case MK::Constant:
        case MK::Submodule:
        case MK::Function:
            return Static::True;
        case MK::Failed:
            // Python would find it.
            return Static::False;
        case MK::Absent: {
            const bool declared = instance.cls && session_.class_annotation(instance.cls, name, nullptr);
            return instance.generic || declared || is_module_base_attribute(name) || may_be_lent(instance, name) ? Static::Uncertain : Static::False;
        }
        case MK::Unknown:
        case MK::SomePaths:
            return Static::Uncertain;
    }
    return Static::Uncertain;
}

}  // namespace jitlint::analysis
