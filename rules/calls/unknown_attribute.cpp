#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {

namespace {

using torchscript::TypeKind;

using namespace syntax;

/// Python has two names for some methods, and operators for others.
bool offer_other_form(const analysis::UnknownMember& finding, const Reporter& reporter, JudgementBuilder& report) {
    const std::string_view name = finding.node->attr.name;
    const Expr& value = *finding.node->value;
    const Call* call = finding.call;
    if (has_comment(call ? call->span : finding.node->span, reporter)) return false;
    auto offer = [&](Applicability applicability, const Node& node, std::string text) {
        report.help("write `{}`", text);
        report.fix(applicability, fmt::format("write `{}`", text), {{node.span, text}});
        return true;
    };
    const bool bare = call && call->args.empty() && call->keywords.empty();
    const bool tensor = finding.receiver->is(TypeKind::Tensor);
    const std::string code(reporter.text(value.span));
    if (tensor && call && (name == "ndimension" || name == "nelement")) {
        const std::string_view other = name == "ndimension" ? "dim" : "numel";
        report.help("write `{}()`", other);
        report.fix(Applicability::Safe, fmt::format("write `{}()`", other), {{finding.node->attr.span, std::string(other)}});
        return true;
    }
    if (tensor && bare && name == "bfloat16") {
        TypingNames names(reporter.module());
        const std::string dtype = names.torch("bfloat16");
        return names.ok() && offer(Applicability::Safe, *call, fmt::format("{}.to({})", atom_text(value, reporter), dtype));
    }
    if (tensor && bare && name == "unique") {
        TypingNames names(reporter.module());
        const std::string unique = names.torch("unique");
        return names.ok() && offer(Applicability::Safe, *call, fmt::format("{}({})", unique, code));
    }
    if (bare && name == "__len__") return offer(Applicability::Safe, *call, fmt::format("len({})", code));
    const auto* shape = as<Attribute>(&value);
    if (bare && name == "numel" && finding.receiver->is(TypeKind::List) && shape && shape->attr.name == "shape")
        return offer(Applicability::Safe, *call, fmt::format("{}.numel()", reporter.text(shape->value->span)));
    const bool asks_dtype = finding.receiver->is(TypeKind::Int) && shape && shape->attr.name == "dtype";
    if (asks_dtype && !call && (name == "is_floating_point" || name == "is_complex"))
        return offer(Applicability::Safe, *finding.node, fmt::format("{}.{}()", reporter.text(shape->value->span), name));
    if (bare && finding.receiver->is(TypeKind::Future) && (name == "value" || name == "result")) {
        report.help("write `wait()`");
        report.fix(Applicability::Safe, "write `wait()`", {{finding.node->attr.span, "wait"}});
        return true;
    }
    return false;
}

void check_unknown_attribute(const analysis::UnknownMember& finding, Reporter& reporter) {
    if (finding.receiver_inferred) return;  // told of the parameter: argument-type-mismatch
    const std::string_view name = finding.node->attr.name;
    auto report = reporter.report(finding.node->attr.span, "`{}` has no {} `{}` in TorchScript", torchscript::to_string(finding.receiver),
                                  finding.call ? "method" : "attribute", name);
    if (!report) return;
    if (offer_other_form(finding, reporter, report)) return;
    if (finding.receiver->is(TypeKind::Tensor))
        report.help("use a function of `torch` for it, or read it outside of compiled code");
    else if (finding.receiver->is(TypeKind::Tuple))
        report.help("a tuple has its elements only: a list can be changed, a NamedTuple has names");
    else if (finding.receiver->is(TypeKind::Str))
        report.help("use slices and the methods that TorchScript has, such as `replace`, `split` and `startswith`");
    if (finding.receiver->is(TypeKind::Tensor) && name == "bfloat16") {
        report.help("write `.to(torch.bfloat16)`");
    } else if (finding.receiver->is(TypeKind::Int) && (name == "is_floating_point" || name == "is_complex")) {
        report.help("a dtype is an `int`: ask the tensor, `x.{}()`", name);
    }
}

}  // namespace

void register_unknown_attribute(Checks& checks) { checks.otherwise<analysis::UnknownMember>(check_unknown_attribute); }

}  // namespace jitlint::rules
