#include "rules/modules/describe.h"

namespace jitlint::rules {
namespace {

void check_method_not_exported(const analysis::MethodNotExported& finding, Reporter& reporter) {
    reporter
        .report(finding.method->name.span, "the scripted `{}` has no `{}`: nothing that is compiled calls it", class_name(*finding.instance),
                finding.method->name.name)
        .label(finding.use, "read from the scripted module")
        .help("put `@torch.jit.export` over it");
}

}  // namespace

void register_method_not_exported(Checks& checks) { checks.on<analysis::MethodNotExported>(check_method_not_exported); }

}  // namespace jitlint::rules
