#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_caught_exception_class(const analysis::RaiseCaughtByClass& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.node->exc->span, "compiled code raises `torch.jit.Error`: `except {}` does not catch it", finding.name);
    judgement.label(finding.handler, "caught by its class here").help("catch `torch.jit.Error` as well, or test before the call").accepted();
}

}  // namespace

void register_caught_exception_class(Checks& checks) { checks.on<analysis::RaiseCaughtByClass>(check_caught_exception_class); }

}  // namespace jitlint::rules
