#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_ignored_magic_method(const analysis::ClassCompiled& finding, Reporter& reporter) {
    static constexpr std::string_view kIgnored[] = {"__del__", "__setattr__", "__delattr__", "__getattribute__", "__new__", "__format__"};
    for (const syntax::Stmt* statement : finding.cls.node->body) {
        const auto* method = syntax::as<syntax::FunctionDef>(statement);
        if (!method) continue;
        for (std::string_view name : kIgnored)
            if (method->name.name == name)
                reporter.report(method->name.span, "compiled code never calls `{}`", name).help("write a plain method, and call it").accepted();
    }
}

}  // namespace

void register_ignored_magic_method(Checks& checks) { checks.on<analysis::ClassCompiled>(check_ignored_magic_method); }

}  // namespace jitlint::rules
