#include <optional>

#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

using analysis::PyKind;
using analysis::PyValue;

/// Constructor parameters whose int makes scripting fail, while a float, or a bool, does not: measured by scripting an instance of each.
struct TypedParameter {
    std::string_view cls;
    std::string_view name;
    std::size_t position;
    bool is_bool = false;
};
constexpr std::size_t kByKeyword = 1000;
constexpr TypedParameter kParameters[] = {
    {"AlphaDropout", "p", 0},
    {"BatchNorm1d", "eps", 1},
    {"BatchNorm1d", "momentum", 2},
    {"BatchNorm2d", "eps", 1},
    {"BatchNorm2d", "momentum", 2},
    {"BatchNorm3d", "eps", 1},
    {"BatchNorm3d", "momentum", 2},
    {"CELU", "alpha", 0},
    {"CELU", "inplace", 1, true},
    {"ConstantPad1d", "value", 1},
    {"ConstantPad2d", "value", 1},
    {"ConstantPad3d", "value", 1},
    {"CosineEmbeddingLoss", "margin", 0},
    {"CosineSimilarity", "eps", 1},
    {"CrossEntropyLoss", "label_smoothing", 5},
    {"Dropout", "p", 0},
    {"Dropout", "inplace", 1, true},
    {"Dropout1d", "p", 0},
    {"Dropout2d", "p", 0},
    {"Dropout2d", "inplace", 1, true},
    {"Dropout3d", "p", 0},
    {"Dropout3d", "inplace", 1, true},
    {"ELU", "alpha", 0},
    {"ELU", "inplace", 1, true},
    {"Embedding", "max_norm", 3},
    {"Embedding", "norm_type", 4},
    {"EmbeddingBag", "max_norm", 2},
    {"EmbeddingBag", "norm_type", 3},
    {"FeatureAlphaDropout", "p", 0},
    {"GaussianNLLLoss", "eps", kByKeyword},
    {"GroupNorm", "eps", 2},
    {"Hardsigmoid", "inplace", 0, true},
    {"Hardswish", "inplace", 0, true},
    {"Hardtanh", "min_val", 0},
    {"Hardtanh", "max_val", 1},
    {"Hardtanh", "inplace", 2, true},
    {"HingeEmbeddingLoss", "margin", 0},
    {"HuberLoss", "delta", 1},
    {"InstanceNorm1d", "eps", 1},
    {"InstanceNorm1d", "momentum", 2},
    {"InstanceNorm2d", "eps", 1},
    {"InstanceNorm2d", "momentum", 2},
    {"InstanceNorm3d", "eps", 1},
    {"InstanceNorm3d", "momentum", 2},
    {"LayerNorm", "eps", 1},
    {"LeakyReLU", "negative_slope", 0},
    {"LeakyReLU", "inplace", 1, true},
    {"LocalResponseNorm", "alpha", 1},
    {"LocalResponseNorm", "beta", 2},
    {"LocalResponseNorm", "k", 3},
    {"MarginRankingLoss", "margin", 0},
    {"Mish", "inplace", 0, true},
    {"MultiMarginLoss", "margin", 1},
    {"MultiheadAttention", "dropout", 2},
    {"PairwiseDistance", "p", 0},
    {"PairwiseDistance", "eps", 1},
    {"PoissonNLLLoss", "eps", 3},
    {"RMSNorm", "eps", 1},
    {"RReLU", "lower", 0},
    {"RReLU", "upper", 1},
    {"RReLU", "inplace", 2, true},
    {"ReLU", "inplace", 0, true},
    {"ReLU6", "inplace", 0, true},
    {"SELU", "inplace", 0, true},
    {"SiLU", "inplace", 0, true},
    {"SmoothL1Loss", "beta", 3},
    {"Threshold", "threshold", 0},
    {"Threshold", "value", 1},
    {"Threshold", "inplace", 2, true},
    {"Transformer", "dropout", 5},
    {"Transformer", "layer_norm_eps", 9},
    {"TransformerDecoderLayer", "dropout", 3},
    {"TransformerDecoderLayer", "layer_norm_eps", 5},
    {"TransformerEncoderLayer", "dropout", 3},
    {"TransformerEncoderLayer", "layer_norm_eps", 5},
    {"TripletMarginLoss", "margin", 0},
    {"TripletMarginLoss", "p", 1},
    {"TripletMarginLoss", "eps", 2},
};

const syntax::Call* call_at(const analysis::SourceModule& module, text::Span span) {
    std::vector<const syntax::Node*> stack(module.tree().body.begin(), module.tree().body.end());
    while (!stack.empty()) {
        const syntax::Node* node = stack.back();
        stack.pop_back();
        if (!node->span.contains(span)) continue;
        if (const auto* call = syntax::as<syntax::Call>(node); call && call->span == span) return call;
        syntax::for_each_child(*node, [&](const syntax::Node& child) { stack.push_back(&child); });
    }
    return nullptr;
}

const syntax::Expr* argument_of(const syntax::Call& call, const TypedParameter& parameter) {
    if (const syntax::Expr* given = call.argument(parameter.name)) return given;
    const bool starred = std::any_of(call.args.begin(), call.args.end(), [](const syntax::Expr* e) { return syntax::is<syntax::Starred>(e); });
    return !starred && parameter.position < call.args.size() ? call.args[parameter.position] : nullptr;
}

void check_constructor_int_for_float(const analysis::ModuleCompiled& finding, Reporter& reporter) {
    const analysis::ModuleInstance& instance = *finding.instance;
    // The layers of an encoder are copies of the one that it was given.
    if (instance.external == "torch.nn.TransformerEncoder" || instance.external == "torch.nn.TransformerDecoder")
        if (!instance.arguments.empty() && instance.arguments[0].is(PyKind::Module) && instance.arguments[0].instance)
            return check_constructor_int_for_float({instance.arguments[0].instance, finding.traced}, reporter);
    if (finding.traced || instance.cls || instance.open || instance.made_in != &reporter.module() || !instance.external.starts_with("torch.nn."))
        return;
    const std::string_view name = class_name(instance);
    for (const TypedParameter& parameter : kParameters) {
        if (parameter.cls != name) continue;
        PyValue value;
        if (parameter.position < instance.arguments.size() && instance.arguments_complete) value = instance.arguments[parameter.position];
        for (const auto& [keyword, given] : instance.keywords)
            if (keyword == parameter.name) value = given;
        if (!value.is(PyKind::Int)) continue;
        // What was set on the instance later decides.
        if (instance.find(parameter.name)) continue;
        const syntax::Call* call = call_at(reporter.module(), instance.made_at);
        const syntax::Expr* argument = call ? argument_of(*call, parameter) : nullptr;
        auto report = reporter.report(argument ? argument->span : instance.made_at, "`{}` is an int here, and `forward` of `nn.{}` needs a {}",
                                      parameter.name, name, parameter.is_bool ? "bool" : "float");
        const auto* literal = syntax::as<syntax::Constant>(argument);
        if (parameter.is_bool) {
            const std::string_view text = value.integer != 0 ? "True" : "False";
            report.help("write `{}`", text);
            if (literal && literal->constant == syntax::ConstantKind::Int)
                report.fix(Applicability::Safe, "write a bool", {{argument->span, std::string(text)}});
            continue;
        }
        if (!argument) {
            report.help("pass `{}.0`", value.integer);
        } else if (literal && literal->constant == syntax::ConstantKind::Int && literal->int_fits &&
                   std::to_string(literal->int_value) == reporter.text(literal->span)) {
            report.help("write `{}.0`", literal->int_value)
                .fix(Applicability::Safe, "write a float", {{{argument->span.end, argument->span.end}, ".0"}});
        } else {
            report.help("write `float({})`", reporter.text(argument->span));
            if (report && value.origin_module == &reporter.module() && value.origin.size() > 0 && value.origin != argument->span)
                report.label(value.origin, "the int");
        }
    }
}

}  // namespace

void register_constructor_int_for_float(Checks& checks) { checks.on<analysis::ModuleCompiled>(check_constructor_int_for_float); }

}  // namespace jitlint::rules
