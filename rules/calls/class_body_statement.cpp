#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_class_body_statement(const analysis::ClassBodyRefused& finding, Reporter& reporter) {
    using Why = analysis::ClassBodyRefused::Why;
    const text::Span at = finding.node->span;
    const std::string_view name = finding.cls.node->name.name;
    switch (finding.why) {
        case Why::Division:
            reporter.report(at, "`{}` in the body of `{}`: a division is refused there", reporter.text(at), name).help("write the value itself");
            return;
        case Why::UnaryPlus:
            reporter.report(at, "`{}` in the body of `{}`: a plus sign is refused there", reporter.text(at), name).help("drop the plus");
            return;
        case Why::Lambda:
            reporter.report(at, "a lambda in the body of `{}` is taken for a method", name).help("write a method with `def`");
            return;
    }
}

}  // namespace

void register_class_body_statement(Checks& checks) { checks.on<analysis::ClassBodyRefused>(check_class_body_statement); }

}  // namespace jitlint::rules
