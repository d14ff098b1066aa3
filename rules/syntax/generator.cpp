#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void report(const syntax::Node& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "`yield` is not supported in TorchScript").help("gather the values in a list and return it");
}

void check_yield(const syntax::Yield& node, Reporter& reporter) { report(node, reporter); }
void check_yield_from(const syntax::YieldFrom& node, Reporter& reporter) { report(node, reporter); }

}  // namespace

void register_generator(Checks& checks) {
    checks.on<syntax::Yield>(check_yield);
    checks.on<syntax::YieldFrom>(check_yield_from);
}

}  // namespace jitlint::rules
