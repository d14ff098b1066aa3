#include <algorithm>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

bool has_non_ascii(std::string_view name) {
    return std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) > 127; });
}

void check_parameters(const analysis::FunctionRead&, Reporter& reporter) {
    const syntax::FunctionDef* function = reporter.function().node;
    if (!function) return;
    for (const syntax::Parameter& parameter : function->parameters)
        if (has_non_ascii(parameter.name.name))
            reporter.report(parameter.name.span, "the parameter name `{}` is not ASCII: a saved archive cannot be loaded", parameter.name.name)
                .help("write the name in ASCII")
                .accepted();
}

void check_attributes(const analysis::ModuleCompiled& finding, Reporter& reporter) {
    if (finding.traced) return;
    for (const analysis::Attribute& attribute : finding.instance->attributes) {
        if (!has_non_ascii(attribute.name) || attribute.module != &reporter.module()) continue;
        reporter.report(attribute.span, "the attribute name `{}` is not ASCII: the module cannot be saved and loaded", attribute.name)
            .help("write the name in ASCII")
            .accepted();
    }
}

}  // namespace

void register_non_ascii_identifier(Checks& checks) {
    checks.on<analysis::FunctionRead>(check_parameters);
    checks.on<analysis::ModuleCompiled>(check_attributes);
}

}  // namespace jitlint::rules
