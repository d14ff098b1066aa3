#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_namedtuple_redefined(const analysis::NamedTupleRedefined& finding, Reporter& reporter) {
    reporter.report(finding.use, "another NamedTuple called `{}` was compiled before this one", finding.second->name)
        .help("give each NamedTuple of a file a name of its own: the name in the call or class statement counts, not the variable");
}

}  // namespace

void register_namedtuple_redefined(Checks& checks) { checks.on<analysis::NamedTupleRedefined>(check_namedtuple_redefined); }

}  // namespace jitlint::rules
