#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "analysis/compile/structure/library_attributes.h"
#include "analysis/compile/structure/module_structure.h"

namespace jitlint::analysis {

using namespace syntax;

/// A container of modules is no value: told where it is used as one.
bool FunctionCompiler::refuse_container(const Value& value, const Expr& node, const Expr& container, std::string_view use) {
    if (!value.is(ValueKind::Module) || !value.instance) return false;
    const std::string_view kind = container_kind(*value.instance);
    if (kind.empty()) return false;
    const bool parameters = kind == "torch.nn.ParameterList" || kind == "torch.nn.ParameterDict";
    // Members of `self` are no container in its own methods: what is called are methods of the class, which are not compiled.
    if (value.instance == context_.self && (use == "len" || use == "in")) {
        const ClassRef cls = value.instance->cls;
        const bool exported = !cls || !session_.evaluator.linearization(cls).complete ||
                              session_.evaluator.find_method(cls, use == "len" ? "__len__" : "__contains__").has_value();
        if (!exported) emit(ContainerAsValue{&node, &container, value.instance, use});
        return !exported;
    }
    // A class derived from a container may say what these mean.
    if (value.instance->cls && (use == "len" || use == "in" || use == "+")) return false;
    if (use == "len" && !parameters) return false;
    if (use == "in" && kind == "torch.nn.ModuleDict") return false;
    if (use == "slice" && (kind == "torch.nn.ModuleList" || kind == "torch.nn.Sequential")) return false;
    if (use == "iteration" && kind != "torch.nn.ParameterDict") return false;
    if (use == "list") {
        if (kind == "torch.nn.ModuleDict" || kind == "torch.nn.ParameterList") return false;
        // Members of one type make a list, whose elements cannot be called.
        if (kind != "torch.nn.ParameterDict" && (!value.instance->members_complete || of_one_type(*value.instance))) return false;
    }
    emit(ContainerAsValue{&node, &container, value.instance, use});
    return true;
}

/// len() of a module that is no container: the `__len__` of its class is not compiled with it, unless it is exported.
void FunctionCompiler::refuse_length(const Value& value, const Expr& module) {
    if (!value.is(ValueKind::Module) || !value.instance || !container_kind(*value.instance).empty()) return;
    const ModuleInstance& instance = *value.instance;
    if (instance.open) return;
    if (!instance.cls) {
        using Container = torchscript::ModuleClass::Container;
        const torchscript::ModuleClass* info = session_.operators.find_module_class(instance.external);
        if (info && info->container == Container::None) emit(NotIterable{&module, nullptr, &instance, "len"});
        return;
    }
    if (!session_.evaluator.linearization(instance.cls).complete) return;
    const auto length = session_.evaluator.find_method(instance.cls, "__len__");
    if (!length || (!length->decorations.export_ && !length->decorations.unknown)) emit(NotIterable{&module, nullptr, &instance, "len"});
}

bool FunctionCompiler::of_one_type(const ModuleInstance& container) {
    const ModuleInstance* first = nullptr;
    for (const auto& [key, member] : container.members) {
        if (!member.is(PyKind::Module) || !member.instance) return true;
        if (!first)
            first = member.instance;
        else if (member.instance->external != first->external || !(member.instance->cls == first->cls))
            return false;
    }
    return true;
}

/// Where the attribute is made, if that is in this file; else the call.
text::Span FunctionCompiler::place_of(const analysis::Attribute& attribute, const Call& node) const {
    return attribute.module == context_.module && attribute.span.size() > 0 ? attribute.span : node.span;
}

/// `named_buffers()`, which the compiler writes out: the module's own buffers, with those that are None.
Value FunctionCompiler::named_buffers(const Call& node, const ModuleInstance& instance) {
    Value value;
    value.kind = ValueKind::ModuleParts;
    auto parts = std::make_shared<Values>();
    for (const analysis::Attribute& attribute : instance.attributes) {
        if (attribute.kind != AttributeKind::Buffer) continue;
        if (attribute.value.is(PyKind::None))
            emit(ModuleDiffers{place_of(attribute, node), attribute.name, &instance, ModuleDiffers::Why::NoneBuffer});
        Value pair;
        pair.kind = ValueKind::ModuleParts;
        const TypeRef type = attribute.value.is(PyKind::Tensor) ? types_.tensor() : types_.unknown();
        pair.parts = std::make_shared<Values>(Values{Value::typed(types_.string()), Value::typed(type)});
        parts->push_back(std::move(pair));
    }
    std::vector<const ModuleInstance*> below{&instance};
    for (std::size_t i = 0; i < below.size() && below.size() < 100; ++i) {
        const bool own = below[i] == &instance;
        for (const analysis::Attribute& attribute : below[i]->attributes) {
            if (attribute.value.is(PyKind::Module) && attribute.value.instance) below.push_back(attribute.value.instance);
            if (own || attribute.kind != AttributeKind::Buffer || !attribute.value.is(PyKind::Tensor)) continue;
            emit(ModuleDiffers{node.span, attribute.name, &instance, ModuleDiffers::Why::BuffersNotRecursive});
            below.clear();
            break;
        }
        if (below.empty()) break;
        for (const auto& [key, member] : below[i]->members)
            if (member.is(PyKind::Module) && member.instance) below.push_back(member.instance);
    }
    if (is_closed(session_, instance)) value.parts = std::move(parts);
    return value;
}

/// Python gives a submodule that has two names once.
void FunctionCompiler::check_shared_children(const Call& node, const ModuleInstance& instance) {
    std::vector<const ModuleInstance*> seen;
    auto add = [&](std::string_view name, const PyValue& value, text::Span place) {
        if (!value.is(PyKind::Module) || !value.instance) return;
        if (std::find(seen.begin(), seen.end(), value.instance) != seen.end())
            emit(ModuleDiffers{place, name, &instance, ModuleDiffers::Why::SharedChildren});
        seen.push_back(value.instance);
    };
    for (const analysis::Attribute& attribute : instance.attributes)
        if (attribute.certain) add(attribute.name, attribute.value, place_of(attribute, node));
    for (const auto& [key, member] : instance.members) add(key, member, node.span);
}

std::shared_ptr<const Values> FunctionCompiler::child_values(const ModuleInstance& instance, bool named) {
    if (!is_closed(session_, instance) || instance.generic || !instance.members_complete) return nullptr;
    auto children = std::make_shared<Values>();
    auto add = [&](const PyValue& value) {
        if (!value.is(PyKind::Module) || !value.instance) return false;
        Value child;
        child.kind = ValueKind::Module;
        child.instance = value.instance;
        if (named) {
            Value pair;
            pair.kind = ValueKind::ModuleParts;
            pair.parts = std::make_shared<Values>(Values{Value::typed(types_.string()), std::move(child)});
            child = std::move(pair);
        }
        children->push_back(std::move(child));
        return true;
    };
    for (const analysis::Attribute& attribute : instance.attributes) {
        const bool maybe = attribute.kind == AttributeKind::Submodule || !attribute.value.known();
        if (!maybe || attribute.kind == AttributeKind::Buffer || attribute.kind == AttributeKind::Parameter) continue;
        if (attribute.kind == AttributeKind::Submodule && attribute.value.is(PyKind::None) && attribute.certain) continue;
        if (!attribute.certain || session_.declared_interface(instance, attribute.name) || !add(attribute.value)) return nullptr;
    }
    const bool whole = std::all_of(instance.members.begin(), instance.members.end(), [&](const auto& member) { return add(member.second); });
    return whole ? children : nullptr;
}

/// nn.Sequential's forward takes one Tensor and hands it from member to member.
bool FunctionCompiler::refuse_sequential_arguments(const Call& node, const ModuleInstance& instance, const Arguments& args) {
    if (args.open) return false;
    if (args.positional.size() + args.keywords.size() != 1) {
        const Expr* surplus = args.nodes.size() > 1 ? args.nodes[1] : nullptr;
        emit(SequentialArguments{&node, surplus, nullptr, &instance});
        return true;
    }
    if (!args.keywords.empty()) return false;
    const TypeRef type = args.positional[0].type;
    if (type->has_unknown || torchscript::is_subtype(type, types_.tensor())) return false;
    if (type->is(Kind::Optional) && type->arg()->is(Kind::Tensor)) {
        emit(OptionalUse{args.nodes[0], &node, type, {}, args.values[0].module_attribute, is_checked(*args.nodes[0])});
        return true;
    }
    emit(SequentialArguments{&node, args.nodes[0], type, &instance});
    return true;
}

Value FunctionCompiler::call_sequential(const Call& node, const ModuleInstance& instance) {
    Arguments args = arguments(node);
    if (refuse_sequential_arguments(node, instance, args)) return Value::unknown();
    if (args.positional.size() != 1 || args.open || !instance.members_complete) return Value::unknown();
    return Value::typed(through_members(node, instance, args.positional[0].type), &node);
}

/// What the members make of a value, one after the other.
TypeRef FunctionCompiler::through_members(const Call& node, const ModuleInstance& instance, TypeRef given) {
    TypeRef type = given;
    for (const auto& [key, member] : instance.members) {
        if (!member.is(PyKind::Module) || !member.instance) return types_.unknown();
        type = member_result(node, *member.instance, type);
    }
    return type;
}

TypeRef FunctionCompiler::member_result(const Call& node, const ModuleInstance& child, TypeRef given) {
    if (!child.hooks_certain || !child.forward_hooks.empty()) return types_.unknown();
    if (!child.cls) {
        if (child.external == "torch.nn.Sequential" && child.members_complete && !child.open) return through_members(node, child, given);
        const auto forms = library_forward(session_, child);
        return forms.size() == 1 ? forms.front()->result : types_.unknown();
    }
    const auto method = session_.evaluator.find_method(child.cls, "forward");
    if (!method || method->decorations.ignore || method->decorations.unused) return types_.unknown();
    const FunctionContext context = Session::make_context(*method, &child, context_.reached);
    const Signature& read = session_.signature(context);
    const FunctionResult result = session_.compile_function(context, false);
    if (read.declared_return) return read.declared_return;
    return result.returns ? result.returns : types_.unknown();
}

}  // namespace jitlint::analysis
