#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_export_static_method(const analysis::ExportLost& finding, Reporter& reporter) {
    const syntax::Identifier& name = finding.method.function.node->name;
    reporter
        .report(name.span, "`{}` is not exported: the decorator marks the {} object", name.name,
                finding.method.decorations.static_method ? "staticmethod" : "classmethod")
        .label(finding.decorator->span, "without effect")
        .help("export an ordinary method that calls it")
        .accepted();
}

}  // namespace

void register_export_static_method(Checks& checks) { checks.on<analysis::ExportLost>(check_export_static_method); }

}  // namespace jitlint::rules
