#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::BadIndex;

void check_tuple_index(const BadIndex& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.index->span);
    switch (finding.why) {
        case BadIndex::Why::TupleType:
            reporter.report(finding.index->span, "the index of a tuple is an `int`, not a `{}`", torchscript::to_string(finding.type))
                .help("write `int({})`", code);
            return;
        case BadIndex::Why::TupleVariable:
            reporter
                .report(finding.index->span, "which element of the `{}` this is cannot be told while compiling",
                        torchscript::to_string(finding.container))
                .help("index with a literal");
            return;
        case BadIndex::Why::TupleRange:
            reporter.report(finding.index->span, "the tuple has {} elements", finding.container->args.size()).help("indexes count from 0");
            return;
        case BadIndex::Why::TupleSlice:
            reporter.report(finding.index->span, "`{}` is no literal: the length of this slice of a tuple is not known while compiling", code)
                .help("slice with literals, or make a list");
            return;
        case BadIndex::Why::Type:
        case BadIndex::Why::SliceBound:
        case BadIndex::Why::EllipsisAlone:
        case BadIndex::Why::EllipsisTwice:
        case BadIndex::Why::TensorAfterEllipsis:
        case BadIndex::Why::SeveralOnOther:
            return;
    }
}

}  // namespace

void register_tuple_index(Checks& checks) { checks.on<analysis::BadIndex>(check_tuple_index); }

}  // namespace jitlint::rules
