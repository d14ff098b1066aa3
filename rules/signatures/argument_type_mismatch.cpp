#include <algorithm>
#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/argument_rewrites.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

using analysis::CallMismatch;
using torchscript::Mismatch;

/// A second place at the callee's parameter, which may be in another file.
void label_parameter(JudgementBuilder& judgement, const CallMismatch& finding) {
    if (!finding.parameter || !finding.callee.module) return;
    judgement.label_in(*finding.callee.module, finding.parameter->span,
                       finding.parameter_inferred ? "a Tensor, as it has no annotation" : "the parameter");
}

/// An argument that stands by position where the parameter takes it by keyword only.
void offer_keyword(JudgementBuilder& judgement, const CallMismatch& finding) {
    const syntax::Parameter* parameter = finding.parameter;
    if (!parameter || parameter->kind != syntax::ParameterKind::KeywordOnly || !finding.callee.node) return;
    std::size_t positional = 0;
    for (const syntax::Parameter& other : finding.callee.node->parameters) {
        if (other.kind == syntax::ParameterKind::VarPositional && !other.name.name.empty()) return;
        positional += other.kind == syntax::ParameterKind::PositionalOrKeyword || other.kind == syntax::ParameterKind::PositionalOnly;
    }
    // A method's `self` is not among the arguments.
    const bool method = positional > 0 && finding.callee.node->parameters[0].name.name == "self";
    if (method) --positional;
    const auto& arguments = finding.node->args;
    if (arguments.size() != positional + 1 || syntax::is<syntax::Starred>(arguments.back())) return;
    const std::uint32_t at = arguments.back()->span.begin;
    judgement.help("name it: `{}=...`", parameter->name.name);
    judgement.fix(Applicability::Safe, "name the argument", {{{at, at}, fmt::format("{}=", parameter->name.name)}});
}

void check_call(const CallMismatch& finding, Reporter& reporter) {
    const Mismatch& mismatch = finding.mismatch;
    const bool left_default = mismatch.kind == Mismatch::Kind::MissingArgument && finding.parameter && finding.parameter->default_value;
    if (left_default || (finding.callee_ignored && finding.parameter_inferred && mismatch.kind != Mismatch::Kind::MissingArgument)) return;
    const text::Span call = finding.node->func->span;
    const text::Span at = finding.argument ? finding.argument->span : call;
    switch (mismatch.kind) {
        case Mismatch::Kind::WrongType: {
            if (!mismatch.expected || !mismatch.actual) return;
            const std::string given = torchscript::to_string(mismatch.actual);
            auto judgement = reporter.report(at, "`{}` takes a `{}` as `{}`, not a `{}`", finding.shown, torchscript::to_string(mismatch.expected),
                                             mismatch.parameter, given);
            label_parameter(judgement, finding);
            if (finding.parameter_inferred)
                judgement.help("annotate the parameter: `{}: {}`", mismatch.parameter, given);
            else if (mismatch.actual->is(torchscript::TypeKind::None))
                judgement.help("annotate the parameter: `{}: Optional[{}]`", mismatch.parameter, torchscript::to_string(mismatch.expected));
            else if (!offer_conversion(judgement, finding.argument, mismatch.actual, mismatch.expected, reporter))
                judgement.help("give it a `{}`, or annotate the parameter as `{}`", torchscript::to_string(mismatch.expected), given);
            return;
        }
        case Mismatch::Kind::MissingArgument: {
            auto judgement = reporter.report(call, "`{}` is called without its argument `{}`", finding.shown, mismatch.parameter);
            label_parameter(judgement, finding);
            judgement.help("pass `{}`, or give the parameter a default", mismatch.parameter);
            if (judgement) offer_keyword(judgement, finding);
            return;
        }
        case Mismatch::Kind::UnknownKeyword:
            reporter.report(at, "`{}` has no parameter for this keyword argument", finding.shown).help("use the name of one of its parameters");
            return;
        case Mismatch::Kind::TooManyPositional:
            reporter.report(at, "`{}` takes fewer positional arguments", finding.shown).help("leave this one out, or give it by its name");
            return;
        case Mismatch::Kind::DuplicateArgument:
            reporter.report(at, "`{}` gets its argument `{}` twice", finding.shown, mismatch.parameter).help("pass it once");
            return;
        case Mismatch::Kind::ReceiverUnused:
            reporter.report(call, "`{}` cannot be called on a value", finding.shown);
            return;
    }
}

void check_member(const analysis::UnknownMember& finding, Reporter& reporter) {
    if (!finding.receiver_inferred) return;
    const std::string_view code = reporter.text(finding.node->value->span);
    auto judgement =
        reporter.report(finding.node->attr.span, "`{}` has no annotation and so is a Tensor, which has no `{}`", code, finding.node->attr.name);
    if (finding.parameter) judgement.label(finding.parameter->span, "a Tensor, as it has no annotation");
    judgement.help("annotate the parameter with what it takes");
}

void check_default(const analysis::ParameterDefault& finding, Reporter& reporter) {
    if (finding.problem != analysis::DefaultProblem::WrongType || finding.default_type->is(torchscript::TypeKind::None)) return;
    const std::string declared = torchscript::to_string(finding.declared);
    if (finding.default_type->is(torchscript::TypeKind::Unknown)) {
        reporter.report(finding.parameter->default_value->span, "the default of `{}` is a Python object, not a `{}`", finding.parameter->name.name,
                        declared);
        return;
    }
    auto judgement = reporter.report(finding.parameter->default_value->span, "the default of `{}` is a `{}`, not a `{}`",
                                     finding.parameter->name.name, torchscript::to_string(finding.default_type), declared);
    judgement.help("write a `{}`, or annotate `{}` as `{}`", declared, finding.parameter->name.name, torchscript::to_string(finding.default_type));
    const auto* literal = syntax::as<syntax::Constant>(finding.parameter->default_value);
    if (literal && literal->constant == syntax::ConstantKind::Int)
        offer_conversion(judgement, finding.parameter->default_value, finding.default_type, finding.declared, reporter);
}

std::string listed(const std::vector<torchscript::TypeRef>& types) {
    std::string text;
    for (torchscript::TypeRef type : types) text += (text.empty() ? "`" : ", `") + torchscript::to_string(type) + "`";
    return text;
}

void advise(const analysis::OperatorMismatch& finding, JudgementBuilder& judgement) {
    auto any_is = [&](Kind kind) { return std::ranges::any_of(finding.types, [&](torchscript::TypeRef type) { return type->is(kind); }); };
    const std::string_view shown = finding.shown;
    const bool stores = shown.starts_with("[...]");
    if (stores)
        judgement.help("convert the value, or annotate the container with what it is to hold");
    else if (shown == "sorted")
        judgement.help("copy the list and call `.sort(reverse=True)` on the copy");
    else if (shown == "max" || shown == "min")
        judgement.help("write a loop; of a list of tensors, `torch.stack(xs).{}()`", shown);
    else if (any_is(Kind::None))
        judgement.help("`None` is no operand: return a value from the function that gives it");
    else if (any_is(Kind::Dict))
        judgement.help("copy or compare the dicts item by item");
    else if (!finding.types.empty())
        judgement.help("convert an argument, or use another operation");
}

void check_operator(const analysis::OperatorMismatch& finding, Reporter& reporter) {
    const std::string_view shown = finding.shown.empty() ? std::string_view(finding.name) : finding.shown;
    const std::string types = listed(finding.types);
    const Mismatch* closest = finding.match.mismatches.size() == 1 ? &finding.match.mismatches.front() : nullptr;
    if (closest && closest->kind == Mismatch::Kind::WrongType && closest->argument < finding.arguments.size() &&
        finding.arguments[closest->argument] && closest->expected && closest->actual) {
        auto judgement = reporter.report(finding.arguments[closest->argument]->span, "`{}` takes a `{}` as `{}`, not a `{}`", shown,
                                         torchscript::to_string(closest->expected), closest->parameter, torchscript::to_string(closest->actual));
        if (!offer_other_form(finding, reporter, judgement) && !offer_argument_conversion(finding, reporter, judgement)) advise(finding, judgement);
        return;
    }
    if (closest && closest->kind == Mismatch::Kind::MissingArgument) {
        auto judgement = reporter.report(finding.node->span, "`{}` is called without its argument `{}`", shown, closest->parameter);
        offer_other_form(finding, reporter, judgement);
        return;
    }
    const std::string_view given = types.empty() ? std::string_view("no arguments") : std::string_view(types);
    auto judgement = finding.receiver_type ? reporter.report(finding.node->span, "`{}` of a `{}` does not take {}", shown,
                                                             torchscript::to_string(finding.receiver_type), given)
                                           : reporter.report(finding.node->span, "`{}` does not take {}", shown, given);
    if (!offer_other_form(finding, reporter, judgement) && !offer_argument_conversion(finding, reporter, judgement)) advise(finding, judgement);
}

}  // namespace

void register_argument_type_mismatch(Checks& checks) {
    checks.on<analysis::CallMismatch>(check_call);
    checks.otherwise<analysis::UnknownMember>(check_member);
    checks.on<analysis::ParameterDefault>(check_default);
    checks.otherwise<analysis::OperatorMismatch>(check_operator);
}

}  // namespace jitlint::rules
