#include "rules/support/rewrite.h"
#include "rules/tensors/constructors.h"

namespace jitlint::rules {

namespace {

using namespace syntax;

void offer_rewrite(const Call& call, const syntax::Attribute& method, Reporter& reporter, JudgementBuilder& report) {
    const ConstructorUse use = constructor_use(call);
    const std::string_view tensor = reporter.text(method.value->span);
    const bool number = method.attr.name == "new_tensor" && call.args.size() == 1 && call.keywords.empty() && detail::number_kind(*call.args[0]);
    if (use == ConstructorUse::Data || number) {
        if (!is_plain_path(method.value) || !imports(reporter, "torch")) return;
        auto options = append_argument(call, fmt::format("dtype={0}.dtype, device={0}.device", tensor), reporter);
        if (options) report.fix(Applicability::Safe, "use `torch.tensor`", {{method.span, "torch.tensor"}, std::move(*options)});
        return;
    }
    if (method.attr.name != "new") return;
    const text::Span arguments{method.span.end, call.span.end};
    if (use == ConstructorUse::Empty) {
        report.fix(Applicability::Safe, "use `new_empty`", {{text::Span{method.attr.span.begin, call.span.end}, "new_empty((0,))"}});
    } else if (use == ConstructorUse::Sizes) {
        std::string sizes;
        for (const Expr* size : call.args) sizes += fmt::format("{}{}", sizes.empty() ? "" : ", ", reporter.text(size->span));
        if (reporter.text(arguments).find('#') != std::string_view::npos) return;
        const char* comma = call.args.size() == 1 ? "," : "";
        report.fix(Applicability::Safe, "use `new_empty`",
                   {{text::Span{method.attr.span.begin, call.span.end}, fmt::format("new_empty(({}{}))", sizes, comma)}});
    }
}

void check_new_tensor_method(const analysis::UnknownMember& finding, Reporter& reporter) {
    const std::string_view name = finding.node->attr.name;
    if ((name != "new" && name != "new_tensor") || !finding.receiver->is(torchscript::TypeKind::Tensor)) return;
    auto report = reporter.report(finding.node->attr.span, "a Tensor has no `.{}(...)` in TorchScript", name);
    report.help("for data write `torch.tensor(data, dtype=..., device=...)`, for sizes `.new_empty(sizes)`");
    if (report && finding.call) offer_rewrite(*finding.call, *finding.node, reporter, report);
}

}  // namespace

void register_new_tensor_method(Checks& checks) { checks.on<analysis::UnknownMember>(check_new_tensor_method); }

}  // namespace jitlint::rules
