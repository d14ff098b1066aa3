#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_range(const analysis::NotIterable& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.iterable->span, "`range` takes `int`, not `{}`",
                                     finding.type ? torchscript::to_string(finding.type) : std::string(reporter.text(finding.iterable->span)));
    offer_conversion(judgement, finding.iterable, finding.type, int_type(), reporter);
}

/// `reversed(xs)` of what can be sliced is `xs[::-1]`.
void check_iterator(const analysis::NotIterable& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.iterable->span, "`{}` gives an iterator that TorchScript does not have", finding.dotted);
    judgement.help("make a list, or loop over `range` and index");
    const auto* call = syntax::as<syntax::Call>(finding.iterable);
    if (!judgement || !call || !finding.dotted.ends_with("reversed") || call->args.size() != 1 || !call->keywords.empty()) return;
    const syntax::Expr& list = *call->args[0];
    const bool sliceable = is_plain_path(&list) || syntax::is<syntax::Subscript>(&list) || syntax::is<syntax::List>(&list);
    if (!sliceable || has_comment(call->span, reporter)) return;
    const std::string text = fmt::format("{}[::-1]", reporter.text(list.span));
    judgement.help("write `{}` for a list", text);
    judgement.fix(Applicability::Unsafe, "slice it backwards", {{call->span, text}});
}

/// `for i in n` of a number is meant as a loop over `range(n)`.
void check_value(const analysis::NotIterable& finding, std::string_view code, Reporter& reporter) {
    auto judgement = reporter.report(finding.iterable->span, "`{}` is a `{}`, which cannot be iterated", code, torchscript::to_string(finding.type));
    if (finding.type->is(torchscript::TypeKind::Class)) judgement.help("loop over a list that it holds, or over `range` with an index");
    if (!judgement || !finding.type->is(torchscript::TypeKind::Int) || has_comment(finding.iterable->span, reporter)) return;
    judgement.help("write `range({})`", code);
    judgement.fix(Applicability::Unsafe, fmt::format("write `range({})`", code), wrapped(*finding.iterable, "range(", ")"));
}

void check_not_iterable(const analysis::NotIterable& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.iterable->span);
    if (finding.dotted == "range")
        check_range(finding, reporter);
    else if (!finding.dotted.empty())
        check_iterator(finding, reporter);
    else if (finding.type)
        check_value(finding, code, reporter);
    else
        reporter.report(finding.iterable->span, "`{}` cannot be iterated in TorchScript", code);
}

}  // namespace

void register_not_iterable(Checks& checks) { checks.otherwise<analysis::NotIterable>(check_not_iterable); }

}  // namespace jitlint::rules
