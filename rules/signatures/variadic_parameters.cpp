#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const syntax::FunctionDef& node, Reporter& reporter) {
    if (&node != reporter.function().node) return;
    for (const syntax::Parameter& parameter : node.parameters) {
        if (parameter.name.name.empty()) continue;  // a bare `*` or `/`
        const std::string_view name = parameter.name.name;
        switch (parameter.kind) {
            case syntax::ParameterKind::VarPositional:
                reporter.report(parameter.span, "a compiled function cannot take `*{}`", name).help("take a list: `{}: List[torch.Tensor]`", name);
                break;
            case syntax::ParameterKind::VarKeyword:
                reporter.report(parameter.span, "a compiled function cannot take `**{}`", name)
                    .help("name the parameters, or take a dict: `{}: Dict[str, torch.Tensor]`", name);
                break;
            case syntax::ParameterKind::PositionalOnly:
                reporter.report(parameter.span, "the positional-only parameter `{}` is not read by the compiler", name).help("remove the `/`");
                break;
            case syntax::ParameterKind::KeywordOnly:
                if (parameter.default_value)
                    reporter
                        .report(parameter.span,
                                "the keyword-only parameter `{}` has a default, which a compiled function "
                                "cannot have",
                                name)
                        .help("remove the `*` before it, or the default");
                break;
            case syntax::ParameterKind::PositionalOrKeyword:
                break;
        }
    }
}

}  // namespace

void register_variadic_parameters(Checks& checks) { checks.on<syntax::FunctionDef>(check); }

}  // namespace jitlint::rules
