#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::NonValueKind;
using analysis::NonValueUse;

void check(const analysis::NonValueUsed& finding, Reporter& reporter) {
    const bool range = finding.kind == NonValueKind::Range;
    if (!range && finding.kind != NonValueKind::Iterator) return;
    const text::Span at = finding.node->span;
    const std::string_view what = range ? "range" : "`zip` or `enumerate` object";
    if (finding.use == NonValueUse::Unpacked)
        reporter.report(at, "`{}` is a {}, which cannot be unpacked in TorchScript", reporter.text(at), what).help("write out the elements");
    else
        reporter.report(at, "`{}` is a {}, which is no value in TorchScript: only loops go through it", reporter.text(at), what)
            .help("make it a list: `list({})`", reporter.text(at));
}

}  // namespace

void register_range_as_value(Checks& checks) { checks.on<analysis::NonValueUsed>(check); }

}  // namespace jitlint::rules
