#include "analysis/eager/library_modules.h"

#include <algorithm>
#include <string>

#include "text/among.h"

namespace jitlint::analysis {
namespace {

/// Parameters in order. `*` in front: kept as a tuple with one number for each dimension; `~`: kept as a float; `!`: not kept under that name.
struct Constructor {
    std::string_view classes;  ///< names of classes of torch.nn, between spaces
    std::string_view parameters;
};
constexpr Constructor kConstructors[] = {
    {" Linear ", "in_features out_features !bias=True"},
    {" Bilinear ", "in1_features in2_features out_features !bias=True"},
    {" Embedding ", "num_embeddings embedding_dim !padding_idx=None max_norm=None norm_type=2.0 scale_grad_by_freq=False sparse=False"},
    {" EmbeddingBag ", "num_embeddings embedding_dim max_norm=None norm_type=2.0 scale_grad_by_freq=False"},
    {" Conv1d Conv2d Conv3d ", "in_channels out_channels *kernel_size *stride=1 *padding=0 *dilation=1 groups=1 !bias=True padding_mode='zeros'"},
    {" ConvTranspose1d ConvTranspose2d ConvTranspose3d ",
     "in_channels out_channels *kernel_size *stride=1 *padding=0 *output_padding=0 groups=1 !bias=True *dilation=1 padding_mode='zeros'"},
    {" BatchNorm1d BatchNorm2d BatchNorm3d SyncBatchNorm ", "num_features eps=1e-5 momentum=0.1 affine=True track_running_stats=True"},
    {" InstanceNorm1d InstanceNorm2d InstanceNorm3d ", "num_features eps=1e-5 momentum=0.1 affine=False track_running_stats=False"},
    {" GroupNorm ", "num_groups num_channels eps=1e-5 affine=True"},
    {" LayerNorm ", "*normalized_shape eps=1e-5 elementwise_affine=True !bias=True"},
    {" RMSNorm ", "*normalized_shape eps=None elementwise_affine=True"},
    {" Dropout Dropout1d Dropout2d Dropout3d AlphaDropout FeatureAlphaDropout ", "p=0.5 inplace=False"},
    {" MaxPool1d MaxPool2d MaxPool3d ", "kernel_size stride=None padding=0 dilation=1 return_indices=False ceil_mode=False"},
    {" AvgPool1d ", "*kernel_size *stride=None *padding=0 ceil_mode=False count_include_pad=True"},
    {" AvgPool2d AvgPool3d ", "kernel_size stride=None padding=0 ceil_mode=False count_include_pad=True divisor_override=None"},
    {" AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d ", "output_size"},
    {" LSTM GRU ", "input_size hidden_size num_layers=1 bias=True batch_first=False ~dropout=0.0 bidirectional=False"},
    {" RNN ", "input_size hidden_size num_layers=1"},
    {" RNNCell LSTMCell GRUCell ", "input_size hidden_size bias=True"},
    {" MultiheadAttention ", "embed_dim num_heads dropout=0.0"},
    {" ReLU SELU ", "inplace=False"},
    {" LeakyReLU ", "negative_slope=0.01 inplace=False"},
    {" ELU CELU ", "alpha=1.0 inplace=False"},
    {" Hardtanh ", "min_val=-1.0 max_val=1.0 inplace=False"},
    {" Threshold ", "threshold value inplace=False"},
    {" PReLU ", "num_parameters=1"},
    {" Softmax LogSoftmax Softmin ", "dim=None"},
    {" GLU ", "dim=-1"},
    {" PixelShuffle ", "upscale_factor"},
    {" Flatten ", "start_dim=1 end_dim=-1"},
    {" Unfold ", "kernel_size dilation=1 padding=0 stride=1"},
    {" Fold ", "output_size kernel_size dilation=1 padding=0 stride=1"},
    {" CosineSimilarity ", "dim=1 eps=1e-8"},
};

/// A parameter or buffer that is registered as None where a constructor argument is false (measured in 1.13, 2.6 and 2.14).
struct Switched {
    std::string_view classes;
    std::string_view attribute;  ///< its name, or its beginning
    std::string_view argument;
};
constexpr Switched kSwitched[] = {
    {" Linear ", "bias", "bias"},
    {" Bilinear ", "bias", "bias"},
    {" RNNCell LSTMCell GRUCell ", "bias_", "bias"},
    {" BatchNorm1d BatchNorm2d BatchNorm3d SyncBatchNorm InstanceNorm1d InstanceNorm2d InstanceNorm3d ", "weight", "affine"},
    {" BatchNorm1d BatchNorm2d BatchNorm3d SyncBatchNorm InstanceNorm1d InstanceNorm2d InstanceNorm3d ", "bias", "affine"},
    {" BatchNorm1d BatchNorm2d BatchNorm3d SyncBatchNorm InstanceNorm1d InstanceNorm2d InstanceNorm3d ", "running_", "track_running_stats"},
    {" BatchNorm1d BatchNorm2d BatchNorm3d SyncBatchNorm InstanceNorm1d InstanceNorm2d InstanceNorm3d ", "num_batches_tracked",
     "track_running_stats"},
    {" GroupNorm ", "weight", "affine"},
    {" GroupNorm ", "bias", "affine"},
    {" LayerNorm ", "weight", "elementwise_affine"},
    {" LayerNorm ", "bias", "elementwise_affine"},
    {" LayerNorm ", "bias", "bias"},
    {" RMSNorm ", "weight", "elementwise_affine"},
};

/// ` Linear ` of `torch.nn.Linear`, to be found between spaces; what is in no list for other names.
std::string between_spaces(std::string_view cls) {
    constexpr std::string_view prefix = "torch.nn.";
    const bool directly = cls.starts_with(prefix) && cls.find('.', prefix.size()) == std::string_view::npos;
    return " " + std::string(directly ? cls.substr(prefix.size()) : cls) + " ";
}

}  // namespace

std::optional<ConstructorParameter> constructor_parameter(std::string_view cls, std::string_view name) {
    const std::string wanted = between_spaces(cls);
    const auto* found = std::ranges::find_if(kConstructors, [&](const Constructor& c) { return c.classes.find(wanted) != std::string_view::npos; });
    if (found == std::end(kConstructors)) return std::nullopt;
    using Kept = ConstructorParameter::Kept;
    ConstructorParameter parameter;
    if (cls.ends_with("2d") || cls.ends_with("3d")) parameter.dimensions = cls.ends_with("2d") ? 2 : 3;
    for (std::string_view rest = found->parameters; !rest.empty(); ++parameter.position) {
        std::string_view written = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(written.size() + 1, rest.size()));
        const char mark = written.front();
        parameter.kept = mark == '*' ? Kept::Repeated : mark == '~' ? Kept::AsFloat : mark == '!' ? Kept::Elsewhere : Kept::AsItIs;
        if (parameter.kept != Kept::AsItIs) written.remove_prefix(1);
        const std::size_t equals = std::min(written.find('='), written.size());
        if (written.substr(0, equals) != name) continue;
        parameter.name = written.substr(0, equals);
        parameter.default_value = equals < written.size() ? written.substr(equals + 1) : std::string_view{};
        return parameter;
    }
    return std::nullopt;
}

const PyValue* constructor_argument(const ModuleInstance& instance, std::string_view name, std::size_t position) {
    for (const auto& [keyword, value] : instance.keywords)
        if (keyword == name) return &value;
    return position < instance.arguments.size() ? &instance.arguments[position] : nullptr;
}

Tri is_true_argument(const ModuleInstance& instance, std::string_view name, std::size_t position, bool by_default) {
    const PyValue* given = constructor_argument(instance, name, position);
    if (!given) return !instance.arguments_complete ? Tri::Maybe : by_default ? Tri::Yes : Tri::No;
    return given->is(PyKind::Bool) ? (given->boolean ? Tri::Yes : Tri::No) : Tri::Maybe;
}

Tri holds_tensor(const ModuleInstance& instance, std::string_view cls, std::string_view name) {
    const std::string wanted = between_spaces(cls);
    Tri there = Tri::Maybe;
    for (const Switched& decided : kSwitched) {
        const bool whole = !decided.attribute.ends_with('_');
        if (decided.classes.find(wanted) == std::string_view::npos || !(whole ? name == decided.attribute : name.starts_with(decided.attribute)))
            continue;
        const auto parameter = constructor_parameter(cls, decided.argument);
        there = parameter ? is_true_argument(instance, decided.argument, parameter->position, parameter->default_value == "True") : Tri::Maybe;
        // Where two arguments decide, each can take it away.
        if (there != Tri::Yes) break;
    }
    return there;
}

}  // namespace jitlint::analysis
