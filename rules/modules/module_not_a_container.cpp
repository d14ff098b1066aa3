#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_loop(const analysis::NotIterable& finding, Reporter& reporter) {
    if (finding.module_value && finding.dotted == "len") {
        reporter
            .report(finding.iterable->span, "`{}` is no container of modules, and `len` calls no `__len__` of it", class_name(*finding.module_value))
            .help("ask the container that it holds, or keep the length as an attribute");
        return;
    }
    if (finding.module_value && finding.dotted == "unpack") {
        reporter.report(finding.iterable->span, "a module cannot be unpacked into variables, and this is a `{}`", class_name(*finding.module_value))
            .help("read its members by their index or name");
        return;
    }
    if (!finding.module_value || !finding.dotted.empty()) return;
    reporter.report(finding.iterable->span, "`{}` is no container of modules, and cannot be iterated over", class_name(*finding.module_value))
        .help("loop over `{}.children()`, or make the class an `nn.ModuleList`", reporter.text(finding.iterable->span));
}

void check_index(const analysis::NotSubscriptable& finding, Reporter& reporter) {
    if (!finding.module_value) return;
    reporter.report(finding.node->span, "`{}` is no container of modules, and cannot be indexed", class_name(*finding.module_value))
        .help("name the submodule, or make the class an `nn.Sequential` or `nn.ModuleList`");
}

}  // namespace

void register_module_not_a_container(Checks& checks) {
    checks.on<analysis::NotIterable>(check_loop);
    checks.on<analysis::NotSubscriptable>(check_index);
}

}  // namespace jitlint::rules
