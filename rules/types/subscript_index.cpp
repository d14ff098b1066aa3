#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::BadIndex;

void check(const BadIndex& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.index->span);
    const std::string type = finding.type ? torchscript::to_string(finding.type) : std::string();
    switch (finding.why) {
        case BadIndex::Why::Type: {
            auto report = reporter.report(finding.index->span, "`{}` is no index of a `{}`{}", code, torchscript::to_string(finding.container),
                                          type.empty() ? std::string() : ": it is a `" + type + "`");
            if (!finding.type) return;
            if (finding.type->is(torchscript::TypeKind::Number) || finding.type->is(torchscript::TypeKind::Float))
                report.help("write `int({})`", code);
            else if (finding.type->is(torchscript::TypeKind::Tuple))
                report.help("write its parts into the brackets");
            else if (finding.type->is(torchscript::TypeKind::Bool))
                report.help("write `unsqueeze(0)` for `True`, or use an `if`");
            return;
        }
        case BadIndex::Why::EllipsisAlone:
            reporter.report(finding.index->span, "`[...]` alone is not read").help("leave it out, or write `[..., :]`");
            return;
        case BadIndex::Why::EllipsisTwice:
            reporter.report(finding.index->span, "brackets take one `...`");
            return;
        case BadIndex::Why::TensorAfterEllipsis:
            reporter.report(finding.index->span, "after `...` only ints, slices and `None` are read, not a `{}`", type)
                .help("write `index_select`, or a `:` for each dimension");
            return;
        case BadIndex::Why::SeveralOnOther:
            reporter.report(finding.index->span, "several indices are for tensors, not for a `{}`", torchscript::to_string(finding.container));
            return;
        case BadIndex::Why::SliceBound:
        case BadIndex::Why::TupleType:
        case BadIndex::Why::TupleVariable:
        case BadIndex::Why::TupleRange:
        case BadIndex::Why::TupleSlice:
            return;
    }
}

}  // namespace

void register_subscript_index(Checks& checks) { checks.on<analysis::BadIndex>(check); }

}  // namespace jitlint::rules
