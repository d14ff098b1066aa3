#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_tuple_becomes_list(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::TupleRepeated && finding.difference != Difference::TupleExtended &&
        finding.difference != Difference::TupleReturned && finding.difference != Difference::TupleStored &&
        finding.difference != Difference::OperatorList && finding.difference != Difference::OldTupleSum)
        return;
    const std::string_view code = reporter.text(finding.node->span);
    switch (finding.difference) {
        case Difference::TupleRepeated:
            reporter.report(finding.node->span, "`{}` is a list in compiled code", code).help("write the tuple out");
            return;
        case Difference::TupleExtended:
            reporter.report(finding.node->span, "compiled, `+=` makes a list of the tuple").help("write `t = t + (...)`");
            return;
        case Difference::TupleReturned:
            reporter.report(finding.node->span, "the tuple is returned as a list, as the annotation says")
                .help("return a list display, or annotate `Tuple`");
            return;
        case Difference::TupleStored:
            reporter.report(finding.node->span, "the tuple becomes a list, as the variable is one outside this block").help("write a list display");
            return;
        case Difference::OperatorList:
            reporter.report(finding.node->span, "`{}` gives a list in compiled code, a tuple in eager mode", code).help("unpack the result");
            return;
        default:
            reporter.report(finding.node->span, "the sum of these tuples is a list up to torch 1.7").help("write the tuple out");
            return;
    }
}

}  // namespace

void register_tuple_becomes_list(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_tuple_becomes_list); }

}  // namespace jitlint::rules
