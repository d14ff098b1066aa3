#include "analysis/eager/external_names.h"

#include <algorithm>
#include <array>

#include "text/among.h"
#include "torchscript/tables.h"

namespace jitlint::analysis {
namespace {

using Text = std::string_view;

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool capital(Text name) { return !name.empty() && upper(name.front()); }

constexpr text::SortedNames kModuleMembers{"T_destination",
                                           "_apply",
                                           "_backward_hooks",
                                           "_backward_pre_hooks",
                                           "_buffers",
                                           "_call_impl",
                                           "_compiled_call_impl",
                                           "_forward_hooks",
                                           "_forward_hooks_always_called",
                                           "_forward_hooks_with_kwargs",
                                           "_forward_pre_hooks",
                                           "_forward_pre_hooks_with_kwargs",
                                           "_get_backward_hooks",
                                           "_get_backward_pre_hooks",
                                           "_get_name",
                                           "_is_full_backward_hook",
                                           "_load_from_state_dict",
                                           "_load_state_dict_post_hooks",
                                           "_load_state_dict_pre_hooks",
                                           "_maybe_warn_non_full_backward_hook",
                                           "_modules",
                                           "_named_members",
                                           "_non_persistent_buffers_set",
                                           "_parameters",
                                           "_register_load_state_dict_pre_hook",
                                           "_register_state_dict_hook",
                                           "_replicate_for_data_parallel",
                                           "_save_to_state_dict",
                                           "_slow_forward",
                                           "_state_dict_hooks",
                                           "_state_dict_pre_hooks",
                                           "_version",
                                           "_wrapped_call_impl",
                                           "add_module",
                                           "apply",
                                           "bfloat16",
                                           "buffers",
                                           "call_super_init",
                                           "children",
                                           "compile",
                                           "cpu",
                                           "cuda",
                                           "double",
                                           "dump_patches",
                                           "eval",
                                           "extra_repr",
                                           "float",
                                           "forward",
                                           "get_buffer",
                                           "get_extra_state",
                                           "get_parameter",
                                           "get_submodule",
                                           "half",
                                           "ipu",
                                           "load_state_dict",
                                           "modules",
                                           "mtia",
                                           "named_buffers",
                                           "named_children",
                                           "named_modules",
                                           "named_parameters",
                                           "parameters",
                                           "register_backward_hook",
                                           "register_buffer",
                                           "register_forward_hook",
                                           "register_forward_pre_hook",
                                           "register_full_backward_hook",
                                           "register_full_backward_pre_hook",
                                           "register_load_state_dict_post_hook",
                                           "register_load_state_dict_pre_hook",
                                           "register_module",
                                           "register_parameter",
                                           "register_state_dict_post_hook",
                                           "register_state_dict_pre_hook",
                                           "requires_grad_",
                                           "set_extra_state",
                                           "set_submodule",
                                           "share_memory",
                                           "state_dict",
                                           "to",
                                           "to_empty",
                                           "train",
                                           "training",
                                           "type",
                                           "xpu",
                                           "zero_grad"};

constexpr text::SortedNames kReturnsSelf{"apply", "bfloat16",       "cpu",          "cuda", "double",   "eval",  "float", "half", "ipu",
                                         "mtia",  "requires_grad_", "share_memory", "to",   "to_empty", "train", "type",  "xpu"};

constexpr text::SortedNames kHarmless{"abc",         "argparse",
                                      "builtins",    "collections",
                                      "contextlib",  "copy",
                                      "dataclasses", "datetime",
                                      "decimal",     "einops",
                                      "enum",        "fractions",
                                      "functools",   "glob",
                                      "inspect",     "io",
                                      "itertools",   "json",
                                      "logging",     "math",
                                      "numbers",     "numpy",
                                      "operator",    "os",
                                      "pathlib",     "pickle",
                                      "pprint",      "re",
                                      "scipy",       "socket",
                                      "statistics",  "string",
                                      "sys",         "textwrap",
                                      "time",        "torch",
                                      "typing",      "typing_extensions",
                                      "uuid",        "warnings",
                                      "yaml"};

/// Names of torch.nn with a capital that are no module classes.
constexpr text::SortedNames kNotModules{"Buffer", "Parameter", "UninitializedBuffer", "UninitializedParameter"};

/// Classes elsewhere that derive from torch.nn.Module.
constexpr text::SortedNames kModulesElsewhere{"torch.ao.quantization.DeQuantStub",
                                              "torch.ao.quantization.QuantStub",
                                              "torch.ao.quantization.QuantWrapper",
                                              "torch.fx.GraphModule",
                                              "torch.jit.ScriptModule",
                                              "torch.nn.quantized.FloatFunctional",
                                              "torch.nn.quantized.QFunctional",
                                              "torch.nn.utils.parametrize.ParametrizationList",
                                              "torch.quantization.DeQuantStub",
                                              "torch.quantization.QuantStub",
                                              "torch.quantization.QuantWrapper",
                                              "lightning.LightningModule",
                                              "lightning.pytorch.LightningModule",
                                              "pytorch_lightning.LightningModule",
                                              "transformers.PreTrainedModel"};

/// Libraries whose classes are no modules.
constexpr text::SortedNames kNoModulesIn{"abc",
                                         "argparse",
                                         "builtins",
                                         "collections",
                                         "contextlib",
                                         "copy",
                                         "ctypes",
                                         "dataclasses",
                                         "datetime",
                                         "enum",
                                         "functools",
                                         "io",
                                         "itertools",
                                         "json",
                                         "logging",
                                         "math",
                                         "multiprocessing",
                                         "numbers",
                                         "numpy",
                                         "operator",
                                         "os",
                                         "pathlib",
                                         "pickle",
                                         "re",
                                         "string",
                                         "sys",
                                         "threading",
                                         "time",
                                         "types",
                                         "typing",
                                         "typing_extensions",
                                         "unittest",
                                         "uuid",
                                         "warnings",
                                         "yaml"};

struct Derivation {
    Text derived;
    Text base;
};
constexpr Derivation kDerivations[] = {
    {"NonDynamicallyQuantizableLinear", "Linear"},
    {"ReLU6", "Hardtanh"},
    {"LSTM", "RNNBase"},
    {"GRU", "RNNBase"},
    {"RNN", "RNNBase"},
    {"LSTMCell", "RNNCellBase"},
    {"GRUCell", "RNNCellBase"},
    {"RNNCell", "RNNCellBase"},
    {"NLLLoss2d", "NLLLoss"},
    {"UpsamplingNearest2d", "Upsample"},
    {"UpsamplingBilinear2d", "Upsample"},
    {"LazyLinear", "Linear"},
    {"LazyConv1d", "Conv1d"},
    {"LazyConv2d", "Conv2d"},
    {"LazyConv3d", "Conv3d"},
    {"LazyConvTranspose1d", "ConvTranspose1d"},
    {"LazyConvTranspose2d", "ConvTranspose2d"},
    {"LazyConvTranspose3d", "ConvTranspose3d"},
    {"LazyBatchNorm1d", "BatchNorm1d"},
    {"LazyBatchNorm2d", "BatchNorm2d"},
    {"LazyBatchNorm3d", "BatchNorm3d"},
    {"ZeroPad2d", "ConstantPad2d"},
};

std::string joined(Text prefix, Text rest) { return std::string(prefix) + std::string(rest); }

/// `torch.nn.Linear`, not `torch.nn.modules.conv._ConvNd`.
bool directly_in_nn(Text dotted) { return dotted.starts_with("torch.nn.") && dotted.find('.', 9) == Text::npos; }

}  // namespace

std::string_view last_component(std::string_view dotted) {
    const std::size_t dot = dotted.rfind('.');
    return dot == std::string_view::npos ? dotted : dotted.substr(dot + 1);
}

std::string canonical_name(std::string_view dotted) {
    const std::string_view last = last_component(dotted);
    if (dotted.starts_with("torch.nn.modules.") || dotted.starts_with("torch.nn.parameter.")) {
        // A class by its public name; private bases and modules stay as they are.
        if (capital(last)) return joined("torch.nn.", last);
        return std::string(dotted);
    }
    if (dotted.starts_with("torch._jit_internal.") || dotted.starts_with("torch.jit.annotations.") || dotted.starts_with("torch.jit._script.") ||
        dotted.starts_with("torch.jit._trace.")) {
        constexpr text::SortedNames typing{"Any", "Dict", "List", "Optional", "Tuple", "Union"};
        if (text::among(last, typing)) return joined("typing.", last);
        if (last.starts_with("BroadcastingList") || last == "boolean_dispatch" || last.starts_with("weak_")) return std::string(dotted);
        return joined("torch.jit.", last);
    }
    // Functions that hide the module of the same name that they stand in.
    for (std::string_view module : {"torch.nn.utils.weight_norm.", "torch.nn.utils.spectral_norm."})
        if (dotted.starts_with(module)) return joined("torch.nn.utils.", last);
    // Python's own functions by the names of another module.
    if (dotted == "io.open" || dotted == "six.moves.range" || dotted == "six.moves.xrange" || dotted == "six.moves.zip")
        return last == "xrange" ? "builtins.range" : joined("builtins.", last);
    if (dotted.starts_with("torch.nn.functional._Reduction.")) return joined("torch.nn._reduction.", last);
    if (dotted.starts_with("torch.nn.parallel.") && last == "DataParallel") return "torch.nn.DataParallel";
    if (dotted.starts_with("torch.autograd.variable.")) return joined("torch.autograd.", last);
    if (dotted == "torch._tensor.Tensor" || dotted == "torch.tensor.Tensor") return "torch.Tensor";
    return std::string(dotted);
}

bool looks_like_class(std::string_view dotted) {
    std::string_view last = last_component(dotted);
    while (!last.empty() && last.front() == '_') last.remove_prefix(1);
    // CONSTANT_NAMES are values.
    return capital(last) && last.find('_') == std::string_view::npos;
}

Tri is_external_module_class(std::string_view dotted) {
    if (text::among(dotted, kModulesElsewhere)) return Tri::Yes;
    const std::string_view last = last_component(dotted);
    if (dotted.starts_with("torch.nn.modules.")) return looks_like_class(dotted) ? Tri::Yes : Tri::Maybe;
    if (directly_in_nn(dotted)) return capital(last) && !text::among(last, kNotModules) ? Tri::Yes : Tri::No;
    if (text::among(dotted.substr(0, dotted.find('.')), kNoModulesIn)) return Tri::No;
    constexpr std::string_view none_there[] = {"torch.utils.data.",    "torch.optim.",         "torch.autograd.",
                                               "torch.distributions.", "torch.nn.functional.", "torch.nn.init."};
    for (std::string_view prefix : none_there)
        if (dotted.starts_with(prefix)) return Tri::No;
    if (dotted.starts_with("torch.") && dotted.find('.', 6) == std::string_view::npos) return Tri::No;
    return Tri::Maybe;
}

bool is_data_parallel(std::string_view dotted) { return dotted.ends_with(".DataParallel") || dotted.ends_with(".DistributedDataParallel"); }

ContainerKind external_container(std::string_view dotted) {
    if (dotted == "torch.nn.Sequential") return ContainerKind::Sequential;
    if (dotted == "torch.nn.ModuleList") return ContainerKind::ModuleList;
    if (dotted == "torch.nn.ModuleDict") return ContainerKind::ModuleDict;
    if (dotted == "torch.nn.ParameterList") return ContainerKind::ParameterList;
    if (dotted == "torch.nn.ParameterDict") return ContainerKind::ParameterDict;
    return ContainerKind::None;
}

Tri external_derives_from(std::string_view dotted, std::string_view base) {
    if (dotted == base || base == "builtins.object") return Tri::Yes;
    if (base == "enum.Enum") {
        constexpr std::string_view without[] = {"builtins.", "typing.", "abc.", "collections.", "torch.utils.data.", "torch.distributions."};
        if (std::ranges::any_of(without, [&](std::string_view prefix) { return dotted.starts_with(prefix); })) return Tri::No;
    }
    const Tri is_module = is_external_module_class(dotted);
    if (base == "torch.nn.Module") return is_module;
    if (is_module == Tri::Yes && is_external_module_class(base) == Tri::No) return Tri::No;
    if (!directly_in_nn(dotted) || !directly_in_nn(base)) return Tri::Maybe;
    const std::string_view last = last_component(dotted);
    const std::string_view last_base = last_component(base);
    for (const Derivation& derivation : kDerivations)
        if (derivation.derived == last && derivation.base == last_base) return Tri::Yes;
    return last_base == "Container" || last_base.starts_with("_") ? Tri::Maybe : Tri::No;
}

bool is_module_member(std::string_view name) { return name.starts_with("__") || text::among(name, kModuleMembers); }
bool returns_module_itself(std::string_view name) { return text::among(name, kReturnsSelf); }

bool is_harmless_library(std::string_view dotted) {
    constexpr std::string_view changing[] = {"torch.nn.utils.", "torch.quantization.", "torch.ao.", "torch.fx."};
    for (std::string_view prefix : changing)
        if (dotted.starts_with(prefix)) return false;
    return text::among(dotted.substr(0, dotted.find('.')), kHarmless);
}

bool makes_array(std::string_view dotted) {
    return text::among(dotted, {"numpy.arange", "numpy.array", "numpy.asarray", "numpy.concatenate", "numpy.empty", "numpy.eye", "numpy.full",
                                "numpy.linspace", "numpy.logspace", "numpy.ones", "numpy.stack", "numpy.zeros"});
}

bool gives_array(std::string_view method) {
    return text::among(method, {"astype", "clip", "copy", "cumsum", "flatten", "ravel", "repeat", "reshape", "round", "transpose"});
}

bool is_dict_class(std::string_view dotted) { return dotted == "builtins.dict" || dotted == "collections.OrderedDict"; }

bool is_dict_method(std::string_view name) {
    return text::among(name,
                       {"clear", "copy", "fromkeys", "get", "items", "keys", "move_to_end", "pop", "popitem", "setdefault", "update", "values"});
}

bool is_certainly_true(std::string_view dotted) {
    if (dotted.starts_with("builtins.")) return !dotted.starts_with("builtins.__");
    if (dotted.starts_with("torch.nn.") || dotted.starts_with("torch.jit.")) return true;
    return dotted.starts_with("torch.") && looks_like_class(dotted);
}

bool is_listed_name(std::string_view dotted) {
    using namespace torchscript::tables;
    const Table* const all[] = {&kCallables, &kConstants, &kLibraries, &kModules};
    return std::any_of(std::begin(all), std::end(all), [&](const Table* table) { return table->find(dotted) != nullptr; });
}

}  // namespace jitlint::analysis
