#include <algorithm>

#include "analysis/compile/structure/module_check.h"
#include "analysis/compile/structure/module_checks.h"
#include "analysis/compile/structure/module_structure.h"
#include "analysis/eager/external_names.h"

namespace jitlint::analysis {

using namespace syntax;
using torchscript::Version;
using Kind = torchscript::TypeKind;

void ModuleCheck::check_hooks() {
    if (!instance_.hooks_certain) return;
    for (const ForwardHook& hook : instance_.backward_hooks)
        if (!comes_later(session_, hook.module, hook.span))
            emit(HookProblem{hook.span, "hook", &instance_, HookProblem::Why::BackwardDropped, false, 0, 0}, hook.module);
    if (!since(1, 13) || (instance_.forward_hooks.empty() && instance_.forward_pre_hooks.empty())) return;
    const bool overloaded = has_overloaded_forward();
    std::vector<const ForwardHook*> seen;
    ForwardTypes forward = forward_types();
    for (const auto* hooks : {&instance_.forward_hooks, &instance_.forward_pre_hooks})
        for (const ForwardHook& hook : *hooks) {
            if (comes_later(session_, hook.module, hook.span)) continue;
            const bool is_pre = hooks == &instance_.forward_pre_hooks;
            if (overloaded && (!session_.generic_root || is_in_init(hook))) {
                emit(HookProblem{hook.span, "hook", &instance_, HookProblem::Why::Overloads, is_pre, 0, 0}, hook.module);
                continue;
            }
            check_hook(hook, is_pre, seen, forward);
            // What a hook gives is the next one's output.
            if (!is_pre) forward.result = result_of(hook);
            seen.push_back(&hook);
        }
}

void ModuleCheck::check_hook(const ForwardHook& hook, bool is_pre, const std::vector<const ForwardHook*>& seen, const ForwardTypes& forward) {
    using Why = HookProblem::Why;
    const PyValue& function = hook.function;
    if (function.is(PyKind::ExternalObject) && function.text.starts_with("torch.nn.utils.")) {
        const bool may_be_removed = session_.generic_root && mentions_removal(hook.module);
        if (!may_be_removed) emit(ModuleRefused{&instance_, hook.span, function.text.substr(15), ModuleRefused::Why::NormHook, nullptr}, hook.module);
        return;
    }
    if (session_.generic_root && !is_in_init(hook)) return;
    if (function.is(PyKind::ExternalObject) && function.text == kSynchronizes) {
        emit(ModuleRefused{&instance_, hook.span, "SyncBatchNorm", ModuleRefused::Why::OwnForward, nullptr}, hook.module);
        return;
    }
    const bool lambda = function.is(PyKind::Function) && function.function.lambda;
    if (lambda || (function.is(PyKind::ExternalObject) && function.text == "functools.partial")) {
        emit(HookProblem{hook.span, lambda ? "lambda" : "functools.partial", &instance_, Why::NotFunction, is_pre, 0, 0}, hook.module);
        return;
    }
    if ((!function.is(PyKind::Function) && !function.is(PyKind::BoundMethod)) || !function.function.node) return;
    const FunctionDef& node = *function.function.node;
    const SourceModule* module = function.function.module;
    for (const ForwardHook* other : seen) {
        const FunctionDef* before = other->function.function.node;
        if (!before || before->name.name != node.name.name) continue;
        const bool same = before == &node && other->function.capture == function.capture && other->function.instance == function.instance;
        if (same) continue;
        emit(HookProblem{node.name.span, node.name.name, &instance_, Why::SameName, is_pre, 0, 0}, module);
        return;
    }
    check_hook_signature(hook, node, module, is_pre, forward);
}

void ModuleCheck::check_hook_signature(const ForwardHook& hook, const FunctionDef& node, const SourceModule* module, bool is_pre,
                                       const ForwardTypes& forward) {
    using Why = HookProblem::Why;
    const FunctionContext context = session_.hook_context(hook.function.function, instance_, reached_);
    if (context.decorations.unknown || context.decorations.ignore || context.decorations.unused) return;
    const std::size_t expected = is_pre ? 2 : 3;
    const Signature& read = session_.signature(context);
    if (read.open) return;
    if (read.parameters.size() != expected) {
        emit(HookProblem{node.name.span, node.name.name, &instance_, Why::Arguments, is_pre, expected, read.parameters.size()}, module);
        return;
    }
    const Signature::Parameter& input = read.parameters[1];
    if (input.type->has_unknown) return;
    if (!input.type->is(Kind::Tuple)) {
        emit(HookProblem{input.node->name.span, node.name.name, &instance_, Why::InputNotTuple, is_pre, 0, 0}, module);
        return;
    }
    const std::size_t wanted = forward.parameters.size();
    if (wanted > 0 && input.type->args.size() != wanted) {
        emit(HookProblem{input.node->name.span, node.name.name, &instance_, Why::InputCount, is_pre, wanted, input.type->args.size()}, module);
        return;
    }
    auto refuse = [&](Why why, text::Span at, TypeRef expected_type, TypeRef given_type) {
        emit(HookProblem{at, node.name.name, &instance_, why, is_pre, 0, 0, expected_type, given_type}, module);
    };
    // As Module::check_forward_hook_schema: the types are the same, not only compatible.
    auto differ = [](TypeRef one, TypeRef other) { return one && other && !one->has_unknown && !other->has_unknown && one != other; };
    for (std::size_t i = 0; i < wanted; ++i)
        if (differ(input.type->arg(i), forward.parameters[i]))
            return refuse(Why::InputType, input.node->name.span, session_.types.tuple(forward.parameters), input.type);
    if (!is_pre && differ(read.parameters[2].type, forward.result))
        return refuse(Why::OutputType, read.parameters[2].node->name.span, forward.result, read.parameters[2].type);
    const TypeRef result = read.declared_return;
    if (is_pre && !result && returns_value(node)) return refuse(Why::NoReturnAnnotation, node.name.span, nullptr, nullptr);
    if (is_pre && wanted > 0 && result && !result->is(Kind::None)) {
        const TypeRef all = session_.types.tuple(forward.parameters);
        const bool alone = wanted == 1 && !differ(result, forward.parameters[0]);
        if (!alone && differ(result, all)) return refuse(Why::ReturnType, node.returns ? node.returns->span : node.name.span, all, result);
    }
    session_.compile_function(context, true);
}

/// Overloads are compiled under names of their own: there is no `forward` that a hook could belong to.
bool ModuleCheck::has_overloaded_forward() {
    if (instance_.cls) {
        const auto method = evaluator_.find_method(instance_.cls, "forward");
        return method && !session_.overloads(method->function, method->owner, &instance_).empty();
    }
    const torchscript::ModuleClass* info = session_.operators.find_module_class(instance_.external);
    return info && info->forward.size() > 1 && !info->forward_without_flag;
}

TypeRef ModuleCheck::result_of(const ForwardHook& hook) {
    const FunctionDef* node = hook.function.function.node;
    const bool readable = hook.function.is(PyKind::Function) || hook.function.is(PyKind::BoundMethod);
    if (!node || !readable) return nullptr;
    const FunctionContext context = session_.hook_context(hook.function.function, instance_, reached_);
    const Decorations& d = context.decorations;
    if (d.unknown || d.ignore || d.unused) return nullptr;
    if (const TypeRef declared = session_.signature(context).declared_return) return declared;
    return returns_value(*node) ? session_.compile_function(context, false).returns : session_.types.none();
}

bool ModuleCheck::returns_value(const FunctionDef& node) {
    std::vector<const Node*> stack(node.body.begin(), node.body.end());
    while (!stack.empty()) {
        const Node* one = stack.back();
        stack.pop_back();
        if (const auto* returned = as<Return>(one); returned && returned->value) return true;
        if (!is_expression(one->kind)) for_each_child(*one, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

ModuleCheck::ForwardTypes ModuleCheck::forward_types() {
    ForwardTypes types;
    if (instance_.cls) {
        const auto method = evaluator_.find_method(instance_.cls, "forward");
        if (!method || method->decorations.unknown) return types;
        const FunctionContext context = Session::make_context(*method, &instance_, reached_);
        const Signature& read = session_.signature(context);
        if (read.open) return types;
        for (const Signature::Parameter& parameter : read.parameters) types.parameters.push_back(parameter.type);
        const Decorations& d = method->decorations;
        types.result = read.declared_return;
        if (!types.result && !d.ignore && !d.unused && !d.ignore_drop) types.result = session_.compile_function(context, false).returns;
        return types;
    }
    const torchscript::ModuleClass* info = session_.operators.find_module_class(instance_.external);
    if (!info || info->forward.size() != 1) return types;
    for (const torchscript::Parameter& parameter : info->forward.front()->parameters) types.parameters.push_back(parameter.type);
    if (!info->forward_is_annotated_only) types.result = info->forward.front()->result;
    return types;
}

bool ModuleCheck::is_in_init(const ForwardHook& hook) const {
    return instance_.cls ? instance_.cls.module == hook.module : hook.module == session_.root_module;
}

/// A class that knows how to take the norms away may have done so.
bool ModuleCheck::mentions_removal(const SourceModule* module) {
    return module && module->file().source().text().find("remove_") != std::string_view::npos;
}

}  // namespace jitlint::analysis
