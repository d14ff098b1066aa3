#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_module_container_changed(const analysis::ModuleMethodRefused& finding, Reporter& reporter) {
    if (!finding.of_container) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    const text::Span at = read ? read->attr.span : finding.node->span;
    const std::string_view kind = class_name(*finding.instance);
    if (finding.name == "keys" || finding.name == "values" || finding.name == "items" || finding.name == "get") {
        auto report = reporter.report(at, "`{}` of a `{}` is not compiled", finding.name, kind);
        const std::string_view container = read ? reporter.text(read->value->span) : std::string_view("it");
        if (kind.ends_with("Dict"))
            report.help("read it by literal keys: `{}[\"...\"]`", container);
        else
            report.help("loop over `{}` itself", container);
        return;
    }
    reporter.report(at, "a `{}` cannot be changed in compiled code", kind).help("build it in `__init__`");
}

}  // namespace

void register_module_container_changed(Checks& checks) { checks.on<analysis::ModuleMethodRefused>(check_module_container_changed); }

}  // namespace jitlint::rules
