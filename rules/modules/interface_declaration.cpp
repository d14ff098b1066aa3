#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_interface_declaration(const analysis::InterfaceDeclaration& finding, Reporter& reporter) {
    using Why = analysis::InterfaceDeclarationWhy;
    switch (finding.why) {
        case Why::NoReturnType:
            reporter
                .report(finding.span, "`{}` of the interface `{}` does not say what it returns", finding.method->name.name, finding.interface_name)
                .help("annotate the result, with `-> None` where there is none");
            return;
        case Why::NoPass:
        case Why::Expression:
            reporter.report(finding.span, "`{}` of the interface `{}` has a body", finding.method->name.name, finding.interface_name)
                .help("write `pass` as its body: an interface only declares methods");
            return;
        case Why::Inheritance:
            reporter.report(finding.span, "the interface `{}` has a base class", finding.interface_name)
                .help("repeat the methods here: an interface derives from nothing, or from `torch.nn.Module`");
            return;
    }
}

}  // namespace

void register_interface_declaration(Checks& checks) { checks.on<analysis::InterfaceDeclaration>(check_interface_declaration); }

}  // namespace jitlint::rules
