#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_dynamic_attribute(const analysis::DynamicAttribute& finding, Reporter& reporter) {
    if (finding.function != "getattr" && finding.function != "hasattr") return;
    const auto& arguments = finding.node->args;
    if (!finding.literal_name) {
        const syntax::Node& wrong = arguments.size() > 1 ? static_cast<const syntax::Node&>(*arguments[1]) : *finding.node;
        reporter.report(wrong.span, "`{}` is not a string literal, but attributes are looked up while compiling", reporter.text(wrong.span))
            .help(
                "loop over an `nn.ModuleList` or `nn.ModuleDict`, or write the name as a literal, with one "
                "`if` per name");
    } else if (finding.has_default && arguments.size() > 2 && reporter.version() < torchscript::Version::of(1, 13)) {
        reporter.report(arguments[2]->span, "`getattr` with a default is not compiled before torch 1.8 to 1.13")
            .help("give the attribute a value in `__init__` and read it as `{}.{}`", reporter.text(arguments[0]->span),
                  static_cast<const syntax::Constant*>(arguments[1])->text);
    }
}

}  // namespace

void register_dynamic_attribute(Checks& checks) { checks.on<analysis::DynamicAttribute>(check_dynamic_attribute); }

}  // namespace jitlint::rules
