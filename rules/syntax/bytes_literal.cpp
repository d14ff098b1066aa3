#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check(const syntax::Constant& node, Reporter& reporter) {
    if (node.constant != syntax::ConstantKind::Bytes || !in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "bytes are not supported in TorchScript").help("use a string, or a tensor of `torch.uint8`");
}

}  // namespace

void register_bytes_literal(Checks& checks) { checks.on<syntax::Constant>(check); }

}  // namespace jitlint::rules
