#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_module_container_as_value(const analysis::ContainerAsValue& finding, Reporter& reporter) {
    const std::string_view kind = class_name(*finding.instance);
    const std::string_view container = reporter.text(finding.container->span);
    if (finding.use == "iteration") {
        reporter.report(finding.node->span, "a loop over a `{}` is not compiled", kind).help("read it by literal keys, or use a `ParameterList`");
        return;
    }
    const bool inside = container == "self";
    if (inside && (finding.use == "len" || finding.use == "in")) {
        reporter.report(finding.node->span, "`{}` calls a method of this `{}`, and its methods of Python's are not compiled", finding.use, kind)
            .help("hold the container in an attribute of a module, or keep what is asked for in an attribute");
        return;
    }
    if (finding.use == "len") {
        reporter.report(finding.node->span, "a `{}` has no length in compiled code", kind).help("keep the number in an attribute");
        return;
    }
    if (finding.use == "slice") {
        reporter.report(finding.node->span, "a `{}` cannot be sliced in compiled code", kind).help("read its members one by one");
        return;
    }
    if (finding.use == "in") {
        reporter.report(finding.node->span, "`in` is not compiled for a `{}`", kind).help("use a `ModuleDict`, whose keys can be asked for");
        return;
    }
    if (finding.use == "+" || finding.use == "*") {
        reporter.report(finding.node->span, "`{}` is a `{}`, which is no value in compiled code", container, kind)
            .help("loop over it, or make the container that is meant in `__init__`");
        return;
    }
    reporter.report(finding.node->span, "`{}` does not take a `{}` in compiled code", finding.use, kind).help("loop over `{}` itself", container);
}

}  // namespace

void register_module_container_as_value(Checks& checks) { checks.on<analysis::ContainerAsValue>(check_module_container_as_value); }

}  // namespace jitlint::rules
