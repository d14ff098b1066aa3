#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::NonValueKind;
using analysis::NonValueUse;

void check_value(const analysis::NonValueUsed& finding, std::string_view what, Reporter& reporter) {
    const text::Span at = finding.node->span;
    auto judgement = reporter.report(at, "`{}` is a {}, which is no value in TorchScript: only loops go through it", reporter.text(at), what);
    judgement.help("make it a list: `list({})`", reporter.text(at));
    // `list` of a range came after 1.7.
    if (reporter.version() <= torchscript::Version::of(1, 7)) return;
    if (!judgement || finding.use != NonValueUse::Value) return;
    // `max(range(n), key=...)` would not compile either.
    const std::vector<const syntax::Node*> around = nodes_around(*finding.node, reporter);
    const auto* taker = around.empty() ? nullptr : syntax::as<syntax::Call>(around.back());
    if (!taker || !taker->argument("key")) judgement.fix(Applicability::Unsafe, "make it a list", wrapped(*finding.node, "list(", ")"));
}

void check_range_as_value(const analysis::NonValueUsed& finding, Reporter& reporter) {
    const bool range = finding.kind == NonValueKind::Range;
    if (!range && finding.kind != NonValueKind::Iterator) return;
    const text::Span at = finding.node->span;
    const std::string_view what = range ? "range" : "mere iterator (`zip`, `enumerate`, `items`)";
    if (finding.use == NonValueUse::Unpacked)
        reporter.report(at, "`{}` is a {}, which cannot be unpacked in TorchScript", reporter.text(at), what).help("write out the elements");
    else
        check_value(finding, what, reporter);
}

}  // namespace

void register_range_as_value(Checks& checks) { checks.on<analysis::NonValueUsed>(check_range_as_value); }

}  // namespace jitlint::rules
