#include <string>

#include "rules/check.h"
#include "text/among.h"

namespace jitlint::rules {

namespace {

/// What does the same in compiled code; empty where there is nothing certain.
std::string replacement(std::string_view dotted) {
    static constexpr std::string_view kMath[] = {"sqrt", "exp", "log", "sin", "cos", "tan", "floor", "ceil"};
    if (dotted.starts_with("numpy.random.") || dotted.starts_with("random.")) return "draw with `torch.rand`, `torch.randint` or `torch.randn`";
    if (dotted.starts_with("numpy.")) {
        const std::string_view name = dotted.substr(6);
        if (text::among(name, kMath)) return fmt::format("use `math.{}` for numbers, `torch.{}` for tensors", name, name);
        return "use the operator of `torch` that does the same";
    }
    if (dotted == "collections.defaultdict") return "annotate a dict, and test with `in` before reading a key";
    return "call it outside of compiled code, or in a method marked `@torch.jit.unused`";
}

void check_call(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    if (finding.why != analysis::UnsupportedCall::Why::ForeignLibrary || finding.dotted.starts_with("torch.")) return;
    auto report = reporter.report(finding.node->func->span, "`{}` is not compiled: it is no operator, and has no source in the supported subset",
                                  reporter.text(finding.node->func->span));
    report.help("{}", replacement(finding.dotted));
    if (!finding.rejected) report.accepted();
}

void check_member(const analysis::UnknownMember& finding, Reporter& reporter) {
    if (finding.node->attr.name != "numpy" || !finding.receiver->is(torchscript::TypeKind::Tensor)) return;
    reporter.report(finding.node->attr.span, "a Tensor has no `.numpy()` in compiled code").help("return the Tensor, and convert it in the caller");
}

}  // namespace

void register_unsupported_library_call(Checks& checks) {
    checks.on<analysis::UnsupportedCall>(check_call);
    checks.on<analysis::UnknownMember>(check_member);
}

}  // namespace jitlint::rules
