#include "analysis/compile/structure/library_attributes.h"

#include <algorithm>

#include "analysis/compile/annotations/python_types.h"
#include "analysis/eager/library_modules.h"
#include "text/among.h"

namespace jitlint::analysis {
namespace {

using MK = ModuleMember::Kind;

/// Files of torch.nn.modules whose classes hold no submodules (but MultiheadAttention), or only those that they were given: what the tables list
/// of an instance is all that compiled code can read of it.
constexpr std::string_view kPlainFiles =
    " container linear conv batchnorm instancenorm normalization pooling activation dropout padding "
    "upsampling sparse pixelshuffle flatten distance fold channelshuffle rnn ";

/// That no instance of the class has the attribute.
bool is_absent(Session& session, const torchscript::ModuleClass& info, std::string_view name) {
    static constexpr std::string_view kPrefix = "torch.nn.modules.";
    using Container = torchscript::ModuleClass::Container;
    if (info.container == Container::ParameterList || info.container == Container::ParameterDict) return false;  // what they hold is an attribute
    const bool container = info.container != Container::None;
    if (!info.canonical.starts_with(kPrefix) || (info.attributes.empty() && !container)) return false;
    const std::string_view rest = info.canonical.substr(kPrefix.size());
    const std::string file = " " + std::string(rest.substr(0, rest.find('.'))) + " ";
    if (kPlainFiles.find(file) == std::string_view::npos) return false;
    // What parametrizations and pruning add, and what each layer of an RNN has.
    if (name.starts_with('_') || name.starts_with("reset_") || name.starts_with("weight_") || name.starts_with("bias_") || name == "out_proj")
        return false;
    auto defines = [&](const torchscript::ModuleClass* cls) { return cls && text::among(name, cls->methods); };
    const bool method =
        defines(&info) || std::ranges::any_of(info.bases, [&](std::string_view base) { return defines(session.operators.find_module_class(base)); });
    return !method && !text::among(name, info.constants) &&
           std::ranges::none_of(info.attributes, [&](const auto& attribute) { return attribute.name == name; });
}

}  // namespace

std::span<const torchscript::Schema* const> library_forward(Session& session, const ModuleInstance& instance) {
    const torchscript::ModuleClass* info = session.operators.find_module_class(instance.external);
    if (!info) return {};
    if (!info->forward_without_flag || instance.open || instance.find(info->flag)) return info->forward;
    switch (is_true_argument(instance, info->flag, info->flag_position, false)) {
        case Tri::No:
            return {&info->forward_without_flag, 1};
        case Tri::Yes:
            return {&info->forward_with_flag, 1};
        case Tri::Maybe:
            break;
    }
    return info->forward;
}

bool is_without_bias(const ModuleInstance& instance) {
    struct Taker {
        std::string_view cls;
        std::size_t position;  ///< of `bias` among the constructor's arguments
    };
    static constexpr Taker kTakers[] = {{"torch.nn.MultiheadAttention", 3},
                                        {"torch.nn.TransformerEncoderLayer", 8},
                                        {"torch.nn.TransformerDecoderLayer", 8},
                                        {"torch.nn.Transformer", 12}};
    const auto* taker = std::find_if(std::begin(kTakers), std::end(kTakers), [&](const Taker& entry) { return entry.cls == instance.external; });
    return taker != std::end(kTakers) && is_true_argument(instance, "bias", taker->position, true) == Tri::No;
}

const PyValue* activation_of(const ModuleInstance& instance) {
    std::size_t position = 4;
    if (instance.external == "torch.nn.Transformer")
        position = 6;
    else if (instance.external != "torch.nn.TransformerEncoderLayer" && instance.external != "torch.nn.TransformerDecoderLayer")
        return nullptr;
    // What was set on the instance later decides.
    if (instance.open || !instance.arguments_complete || instance.find("activation")) return nullptr;
    for (const auto& [keyword, value] : instance.keywords)
        if (keyword == "activation") return &value;
    return position < instance.arguments.size() ? &instance.arguments[position] : nullptr;
}

bool has_numpy_size(const ModuleInstance& instance) {
    // Those whose first two arguments are sizes.
    static constexpr std::string_view kSized[] = {
        "Linear",          "Bilinear",  "Embedding", "EmbeddingBag", "Conv1d", "Conv2d",  "Conv3d",   "ConvTranspose1d", "ConvTranspose2d",
        "ConvTranspose3d", "GroupNorm", "LSTM",      "GRU",          "RNN",    "RNNCell", "LSTMCell", "GRUCell"};
    static constexpr std::string_view kSizes[] = {"in_features",  "out_features", "num_embeddings", "embedding_dim", "in_channels",
                                                  "out_channels", "num_groups",   "num_channels",   "input_size",    "hidden_size"};
    static constexpr std::string_view kIntegers[] = {"numpy.prod", "numpy.sum",   "numpy.max",   "numpy.min",   "numpy.amax",
                                                     "numpy.amin", "numpy.int64", "numpy.int32", "numpy.int16", "numpy.argmax"};
    constexpr std::string_view prefix = "torch.nn.";
    if (!instance.external.starts_with(prefix) || !text::among(instance.external.substr(prefix.size()), kSized)) return false;
    auto is_numpy = [&](const PyValue& value) { return value.is(PyKind::ExternalObject) && text::among(value.text, kIntegers); };
    for (std::size_t i = 0; i < std::min<std::size_t>(2, instance.arguments.size()); ++i)
        if (is_numpy(instance.arguments[i])) return true;
    return std::ranges::any_of(instance.keywords, [&](const auto& given) { return text::among(given.first, kSizes) && is_numpy(given.second); });
}

bool is_called_by_forward(std::string_view cls, std::string_view method) {
    // Methods that are compiled beside forward, in 1.13 and 2.14.
    struct Called {
        std::string_view classes;
        std::string_view methods;
    };
    static constexpr Called kCalled[] = {
        {" Conv1d Conv2d Conv3d ", " _conv_forward "},
        {" ConvTranspose1d ConvTranspose2d ConvTranspose3d ", " _output_padding "},
        {" BatchNorm1d BatchNorm2d BatchNorm3d ", " _check_input_dim "},
        {" InstanceNorm1d InstanceNorm2d InstanceNorm3d ", " _check_input_dim _get_no_batch_dim _handle_no_batch_input _apply_instance_norm "},
        {" LSTM GRU RNN ", " permute_hidden check_forward_args check_input check_hidden_size get_expected_hidden_size "},
        {" TransformerEncoderLayer ", " _sa_block _ff_block "},
        {" TransformerDecoderLayer ", " _sa_block _mha_block _ff_block "},
    };
    constexpr std::string_view prefix = "torch.nn.";
    if (!cls.starts_with(prefix)) return false;
    auto between_spaces = [](std::string_view name) { return " " + std::string(name) + " "; };
    return std::any_of(std::begin(kCalled), std::end(kCalled), [&](const Called& called) {
        return called.classes.find(between_spaces(cls.substr(prefix.size()))) != std::string_view::npos &&
               called.methods.find(between_spaces(method)) != std::string_view::npos;
    });
}

bool is_library_constant(Session& session, const ModuleInstance& instance, std::string_view name) {
    const torchscript::ModuleClass* info = instance.open ? nullptr : session.operators.find_module_class(instance.external);
    if (!info || !text::among(name, info->constants)) return false;
    // What is registered with the module is no constant, though it is listed as one.
    static constexpr std::string_view kRegistered[] = {"weight", "bias", "running_", "num_batches", "in_proj", "bias_", "pos_weight"};
    return std::none_of(std::begin(kRegistered), std::end(kRegistered), [&](std::string_view known) { return name.starts_with(known); });
}

ModuleMember of_library_class(Session& session, std::string_view dotted, std::string_view name) {
    ModuleMember member;
    const torchscript::ModuleClass* info = session.operators.find_module_class(dotted);
    if (!info) return member;
    for (const torchscript::ModuleAttribute& attribute : info->attributes) {
        if (attribute.name != name || !attribute.type || attribute.type->has_unknown) continue;
        const bool constant = text::among(name, info->constants);
        member.kind = constant ? MK::Constant : MK::Attribute;
        member.type = attribute.type;
    }
    return member;
}

ModuleMember of_library_instance(Session& session, const ModuleInstance& instance, std::string_view dotted, std::string_view name) {
    ModuleMember member = of_library_class(session, dotted, name);
    const torchscript::ModuleClass* info = session.operators.find_module_class(dotted);
    if (member.kind != MK::Unknown || instance.open || !info) return member;
    const Tri there = holds_tensor(instance, info->name, name);
    if (there == Tri::Maybe) {
        const bool held = std::any_of(instance.members.begin(), instance.members.end(), [&](const auto& entry) { return entry.first == name; });
        if (instance.members_complete && !held && is_absent(session, *info, name)) member.kind = MK::Absent;
        if (std::ranges::any_of(info->attributes, [&](const auto& attribute) { return attribute.name == name; })) {
            PyValue self;
            self.kind = PyKind::Module;
            self.instance = const_cast<ModuleInstance*>(&instance);
            const auto value = session.evaluator.attribute(self, name);
            const TypeRef type = value ? inferred_type(session, *value) : nullptr;
            if (!type || type->has_unknown) return member;
            member.kind = text::among(name, info->constants) ? MK::Constant : MK::Attribute;
            member.type = type;
        }
        return member;
    }
    member.kind = MK::Attribute;
    member.type = there == Tri::Yes ? session.types.tensor() : session.types.none();
    return member;
}

}  // namespace jitlint::analysis
