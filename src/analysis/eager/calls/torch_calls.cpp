#include <algorithm>
#include <array>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {
namespace {

using Text = std::string_view;

/// Functions of torch that always return one Tensor.
constexpr text::SortedNames kTensorFunctions{"abs",
                                             "add",
                                             "addmm",
                                             "arange",
                                             "as_tensor",
                                             "atan2",
                                             "bartlett_window",
                                             "bernoulli",
                                             "blackman_window",
                                             "bmm",
                                             "cat",
                                             "ceil",
                                             "clamp",
                                             "clone",
                                             "concat",
                                             "cos",
                                             "cross",
                                             "cumprod",
                                             "cumsum",
                                             "diag",
                                             "div",
                                             "dot",
                                             "einsum",
                                             "empty",
                                             "empty_like",
                                             "exp",
                                             "eye",
                                             "flatten",
                                             "flip",
                                             "floor",
                                             "from_numpy",
                                             "full",
                                             "full_like",
                                             "ger",
                                             "hamming_window",
                                             "hann_window",
                                             "kron",
                                             "linspace",
                                             "log",
                                             "logspace",
                                             "matmul",
                                             "mul",
                                             "multinomial",
                                             "neg",
                                             "normal",
                                             "ones",
                                             "ones_like",
                                             "outer",
                                             "pow",
                                             "rand",
                                             "rand_like",
                                             "randint",
                                             "randn",
                                             "randn_like",
                                             "randperm",
                                             "range",
                                             "reciprocal",
                                             "repeat_interleave",
                                             "reshape",
                                             "roll",
                                             "round",
                                             "rsqrt",
                                             "scalar_tensor",
                                             "sigmoid",
                                             "sin",
                                             "softmax",
                                             "sqrt",
                                             "squeeze",
                                             "stack",
                                             "sub",
                                             "t",
                                             "tanh",
                                             "tensor",
                                             "transpose",
                                             "tril",
                                             "triu",
                                             "unsqueeze",
                                             "where",
                                             "zeros",
                                             "zeros_like",
                                             "rot90"};

bool is_legacy_tensor(Text name) { return name == "Tensor" || (name.ends_with("Tensor") && looks_like_class(name)); }

}  // namespace

std::optional<PyValue> Evaluator::Impl::call_torch(std::string_view dotted, const Arguments& args, const Site& site) {
    if (dotted.starts_with("torch.jit."))
        if (auto result = call_jit(dotted, args, site)) return result;
    if (dotted.starts_with("torch.nn.modules.utils."))
        if (auto result = call_module_utils(last_component(dotted), args)) return result;
    if (dotted == "torch.nn.Parameter" || dotted == "torch.nn.UninitializedParameter") {
        const PyValue* wanted = argument(args, 1, "requires_grad");
        const PyValue* data = argument(args, 0, "data");
        PyValue result = tensor_like(data ? *data : PyValue{}, !has_star(args) && (!wanted || (wanted->is(PyKind::Bool) && wanted->boolean)));
        result.is_parameter = true;
        return result;
    }
    if (dotted == "torch.nn.Buffer") {
        const PyValue* data = argument(args, 0, "data");
        return tensor_like(data ? *data : PyValue{}, false);
    }
    if (is_external_module_class(dotted) == Tri::Yes) return construct_module(dotted, args, site);
    if (dotted.starts_with("torch.nn.init.")) {
        const PyValue* first = argument(args, 0, "tensor");
        return first && dotted != "torch.nn.init.calculate_gain" ? *first : PyValue{};
    }
    if (dotted.starts_with("torch.nn.utils.")) {
        const Text last = last_component(dotted);
        if (dotted.starts_with("torch.nn.utils.rnn.")) return PyValue{};
        if (auto result = call_norm(dotted.substr(15), args, site)) return *result;
        if (last.starts_with("clip_grad") || last.starts_with("parameters_to") || last.starts_with("vector_to")) return PyValue{};
        // weight_norm and its like change what the module has, and return it.
        call_unknown({}, args);
        const PyValue* first = argument(args, 0, "module");
        return first && first->is(PyKind::Module) ? *first : PyValue{};
    }
    if (dotted == "torch.autograd.Variable") {
        const PyValue* wanted = argument(args, 1, "requires_grad");
        return tensor(wanted && wanted->is(PyKind::Bool) && wanted->boolean);
    }
    if (dotted.find('.', 6) == std::string_view::npos) {
        const Text name = dotted.substr(6);
        if (text::among(name, kTensorFunctions)) {
            if (name == "where" && args.size() == 1) return PyValue{};
            const PyValue* wanted = argument(args, 99, "requires_grad");
            bool grad = wanted && wanted->is(PyKind::Bool) && wanted->boolean;
            for (const CallArgument& arg : args) grad = grad || (arg.value.is(PyKind::Tensor) && arg.value.requires_grad && !name.ends_with("_like"));
            return make_tensor(name, args, grad);
        }
        if (is_legacy_tensor(name)) {
            const auto sizes = positional_count(args) == args.size() && !args.empty() && is_int_kind(kind_of(args.front().value))
                                   ? sizes_in(args, true)
                                   : std::nullopt;
            return sizes ? sized_tensor(*sizes, PyKind::Unknown, false) : tensor();
        }
        if (name == "is_tensor") {
            const PyValue* first = argument(args, 0);
            return first ? tri(is_instance(*first, external("torch.Tensor"))) : PyValue{};
        }
        if (text::among(name, {"no_grad", "enable_grad", "inference_mode", "set_grad_enabled", "device", "Size", "Generator", "finfo", "iinfo"}))
            return external_object(dotted);
        if (name == "compile") return PyValue{};
        if (name == "numel") {
            const PyValue* first = argument(args, 0, "input");
            return first && first->is(PyKind::Tensor) ? tensor_method(*first, name, {}) : vague(PyKind::Int);
        }
    }
    if (dotted == "torch.cuda.is_available") return tri(Tri::Maybe);
    if (text::among(dotted, {"torch.cuda.device_count", "torch.get_num_threads"})) return vague(PyKind::Int);
    if (dotted.starts_with("torch.cuda.") && last_component(dotted).ends_with("Tensor")) return tensor();
    return std::nullopt;
}

/// A SyncBatchNorm comes into the place of each batch norm of torch.nn, which is noted as a hook of it.
PyValue Evaluator::Impl::synchronize(const Arguments& args, const Site& site) {
    const PyValue* module = argument(args, 0, "module");
    if (!module || !module->is(PyKind::Module)) return call_unknown({}, args);
    for (const auto& [path, value] : submodules(*module->instance, true).items) {
        if (!value.is(PyKind::Module) ||
            !text::among(value.instance->external, {"torch.nn.BatchNorm1d", "torch.nn.BatchNorm2d", "torch.nn.BatchNorm3d"}))
            continue;
        heap.touch(value.instance);
        value.instance->forward_pre_hooks.push_back({external_object(kSynchronizes), false, site.frame.module, site.span, ++hook_count});
    }
    return *module;
}

/// weight_norm, spectral_norm and pruning, which work by hooks, and what takes them away again.
std::optional<PyValue> Evaluator::Impl::call_norm(std::string_view name, const Arguments& args, const Site& site) {
    const PyValue* module = argument(args, 0, "module");
    if (!module || !module->is(PyKind::Module) || has_star(args)) return std::nullopt;
    const bool prunes = name.starts_with("prune.") && name != "prune.remove" && name != "prune.is_pruned";
    const bool puts = prunes || text::among(name, {"weight_norm", "spectral_norm", "parametrizations.spectral_norm", "parametrizations.orthogonal"});
    const bool removes = text::among(name, {"remove_weight_norm", "remove_spectral_norm", "prune.remove", "parametrize.remove_parametrizations"});
    if (!puts && !removes) return std::nullopt;
    heap.touch(module->instance);
    auto& hooks = module->instance->forward_pre_hooks;
    if (removes) {
        const Text kind = name == "remove_weight_norm"     ? "torch.nn.utils.weight_norm"
                          : name == "remove_spectral_norm" ? "torch.nn.utils.spectral_norm"
                          : name == "prune.remove"         ? "torch.nn.utils.prune"
                                                           : "torch.nn.utils.parametrizations";
        std::erase_if(hooks,
                      [&](const ForwardHook& hook) { return hook.function.is(PyKind::ExternalObject) && hook.function.text.starts_with(kind); });
        return *module;
    }
    hooks.push_back({external_object(heap.intern("torch.nn.utils." + std::string(name))), false, site.frame.module, site.span, ++hook_count});
    return *module;
}

std::optional<PyValue> Evaluator::Impl::call_jit(std::string_view dotted, const Arguments& args, const Site& site) {
    const Text name = dotted.substr(10);
    const PyValue* first = argument(args, 0, name == "trace" || name == "trace_module" ? (name == "trace" ? "func" : "mod") : "obj");
    if (name == "is_scripting" || name == "is_tracing") return boolean(false);
    if (name == "annotate") {
        const PyValue* value = argument(args, 1, "the_value");
        return value ? *value : PyValue{};
    }
    if (name == "Attribute") return external_object(dotted);
    if (text::among(name, {"script_if_tracing", "export", "interface", "freeze", "optimize_for_inference"})) return first ? *first : PyValue{};
    const bool trace = name == "trace" || name == "trace_module";
    if (!trace && name != "script") return std::nullopt;
    PyValue target = first ? *first : PyValue{};
    // What was given up on is not whole.
    if (exhausted() && target.is(PyKind::Module)) target = target.instance->cls ? module_value(opened_instance(target.instance->cls)) : PyValue{};
    if (recorder && site.call && recorder->watched.contains(site.call)) {
        JitUse use;
        use.kind = name == "script" ? JitUse::Kind::Script : name == "trace" ? JitUse::Kind::Trace : JitUse::Kind::TraceModule;
        use.module = recorder->module;
        use.span = site.span;
        use.call = site.call;
        use.target = target;
        const PyValue* inputs = argument(args, 1, "inputs");
        if (name == "trace_module" && inputs && inputs->is(PyKind::Dict) && !inputs->dict->items.empty()) {
            for (const auto& [key, value] : inputs->dict->items) {
                use.method = key.is(PyKind::Str) ? std::string(key.text) : std::string();
                recorder->uses.push_back(use);
            }
        } else {
            recorder->uses.push_back(use);
        }
    }
    PyValue result;
    if (target.is(PyKind::Class)) return target;
    if (target.is(PyKind::Scripted)) return target;
    if (!target.is(PyKind::Module) && !target.is(PyKind::Function)) return PyValue{};
    result.kind = PyKind::Scripted;
    result.traced = trace;
    result.instance = target.instance;
    result.function = target.function;
    return result;
}

}  // namespace jitlint::analysis
