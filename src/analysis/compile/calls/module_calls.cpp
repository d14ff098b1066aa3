#include "analysis/compile/function_compiler.h"
#include "analysis/compile/structure/library_attributes.h"

/// Calls of modules and of the methods that walk through them.
namespace jitlint::analysis {

using namespace syntax;

Value FunctionCompiler::call_module_walk(const Call& node, const Value& callee) {
    arguments(node);
    const ModuleInstance& instance = *callee.instance;
    const std::string_view name = callee.name;
    // named_buffers() alone is among what the compiler writes out; it takes no arguments then.
    const bool buffers = name == "named_buffers" && node.args.empty() && node.keywords.empty();
    if (!buffers && (name == "parameters" || name == "named_parameters" || name == "buffers" || name == "named_buffers")) {
        emit(NotIterable{&node, nullptr, &instance, std::string(name)});
        return Value::unknown();
    }
    if (buffers) return named_buffers(node, instance);
    if (name == "children" || name == "named_children" || name == "modules" || name == "named_modules") check_shared_children(node, instance);
    if (name == "modules" || name == "named_modules")
        if (const std::string_view hidden = member_behind_interface(instance); !hidden.empty())
            emit(ModuleMethodRefused{node.func, name, &instance, false, hidden});
    const bool of_dict = name == "items" || name == "values" || name == "keys";
    if (of_dict && container_kind(instance) != "torch.nn.ModuleDict") return Value::unknown();
    if (of_dict) note(node, torchscript::Feature::ModuleDictMethods);
    Value value;
    value.kind = ValueKind::ModuleParts;
    value.is_tree = name == "items" || name == "named_children";
    if (name == "children" || name == "named_children") value.parts = child_values(instance, name == "named_children");
    if (!of_dict || !instance.members_complete) return value;
    auto parts = std::make_shared<Values>();
    for (Value& member : member_values(instance)) {
        const Value key = Value::typed(types_.string());
        if (name == "keys") {
            parts->push_back(key);
        } else if (name == "values") {
            parts->push_back(std::move(member));
        } else {
            Value pair;
            pair.kind = ValueKind::ModuleParts;
            pair.parts = std::make_shared<Values>(Values{key, std::move(member)});
            parts->push_back(std::move(pair));
        }
    }
    value.parts = std::move(parts);
    return value;
}

Value FunctionCompiler::call_module(const Call& node, const Value& module) {
    if (!module.instance) {
        arguments(node);
        return Value::unknown();
    }
    if (module.cls) return call_of(node, interface_member(module.cls, "forward", *node.func), nullptr);
    Value result = call_forward(node, module);
    return module.instance->forward_hooks.empty() || session_.before(torchscript::Version::of(1, 13)) ? result
                                                                                                      : hooked(*module.instance, std::move(result));
}

/// What the forward hooks make of the result: one that gives something gives what the next one gets.
Value FunctionCompiler::hooked(const ModuleInstance& instance, Value result) {
    for (const ForwardHook& hook : instance.forward_hooks) {
        const PyValue& function = hook.function;
        if (!instance.hooks_certain || !function.is(PyKind::Function) || !function.function.node) return Value::unknown();
        const FunctionContext context = session_.hook_context(function.function, instance, context_.reached);
        if (context.decorations.unknown) return Value::unknown();
        TypeRef type = session_.signature(context).declared_return;
        if (!type) type = session_.compile_function(context, false).returns;
        if (!type || type->has_unknown) return Value::unknown();
        if (!type->is(Kind::None)) result = Value::typed(type);
    }
    return result;
}

Value FunctionCompiler::call_forward(const Call& node, const Value& module) {
    const ModuleInstance& instance = *module.instance;
    if (module.made_value) {
        arguments(node);
        emit(ModuleIndex{&node, module.made_value, &instance, ModuleIndexProblem::SliceCalled, nullptr});
        return Value::unknown();
    }
    if (instance.cls)
        if (const auto method = session_.find_forward(instance))
            return call_function(node, method->function, &*method, &instance, std::string(instance.cls.node->name.name) + ".forward",
                                 arguments(node));
    const std::string_view container = container_kind(instance);
    if (container == "torch.nn.Sequential") return call_sequential(node, instance);
    const bool plain = instance.external == "torch.nn.Module" || (instance.cls && is_closed(session_, instance));
    if (!container.empty() || (plain && !instance.find("forward"))) {
        arguments(node);
        emit(NotCallable{&node, {}, &instance, NotCallable::Why::NoForward});
        return Value::unknown();
    }
    if (!instance.external.empty()) return call_library_module(node, instance);
    arguments(node);
    return Value::unknown();
}

Value FunctionCompiler::call_library_module(const Call& node, const ModuleInstance& instance) {
    Arguments args = arguments(node);
    const torchscript::ModuleClass* info = session_.operators.find_module_class(instance.external);
    const auto forms = library_forward(session_, instance);
    if (!info || args.open || args.refused || forms.empty()) return Value::unknown();
    const torchscript::CallArguments call{nullptr, args.positional, args.keywords};
    torchscript::MatchResult match = session_.operators.match(forms, call);
    const TypeRef result = forms.size() == 1 ? forms.front()->result : match.result;
    if (match.verdict == torchscript::Verdict::NoMatch && !info->forward_is_annotated_only)
        operator_mismatch(node, instance.external, instance.external, std::move(match), args, nullptr, nullptr, forms);
    else if (match.verdict == torchscript::Verdict::Match)
        report_conversions(match, args, nullptr, nullptr, instance.external, ConversionPlace::FunctionArgument);
    return Value::typed(result, &node);
}

}  // namespace jitlint::analysis
