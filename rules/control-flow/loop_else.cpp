#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

using torchscript::Version;
using torchscript::VersionSet;

constexpr auto kHelp = "set a flag where the loop breaks, and test it behind the loop";

void check_for(const syntax::For& node, Reporter& reporter) {
    if (node.orelse.empty() || !in_compiled_body(node, reporter)) return;
    const text::Span header{node.span.begin, node.iter->span.end};
    reporter.report(header, "`for` with an `else` branch is not supported in TorchScript")
        .label(node.else_keyword, "this branch")
        .help("{}", kHelp)
        .versions(VersionSet::from(Version::of(1, 8)));
    reporter.report(header, "the `else` branch of this `for` is dropped")
        .label(node.else_keyword, "never run")
        .help("{}", kHelp)
        .versions(VersionSet::before(Version::of(1, 8)))
        .accepted();
}

void check_while(const syntax::While& node, Reporter& reporter) {
    if (node.orelse.empty() || !in_compiled_body(node, reporter)) return;
    reporter.report({node.span.begin, node.test->span.end}, "`while` with an `else` branch is not supported in TorchScript")
        .label(node.else_keyword, "this branch")
        .help("{}", kHelp);
}

}  // namespace

void register_loop_else(Checks& checks) {
    checks.on<syntax::For>(check_for);
    checks.on<syntax::While>(check_while);
}

}  // namespace jitlint::rules
