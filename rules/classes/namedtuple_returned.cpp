#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_namedtuple_returned(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != analysis::Difference::NamedTupleReturned) return;
    reporter.report(finding.node->span, "the caller gets no `{}` but a class that TorchScript makes up: `isinstance` is false", finding.type->name)
        .help("use the fields alone, or make the NamedTuple outside of compiled code");
}

}  // namespace

void register_namedtuple_returned(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_namedtuple_returned); }

}  // namespace jitlint::rules
