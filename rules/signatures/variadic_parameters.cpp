#include <algorithm>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_positional_only(const syntax::FunctionDef& node, const syntax::Parameter& parameter, Reporter& reporter) {
    auto judgement = reporter.report(parameter.span, "the positional-only parameter `{}` is not read by the compiler", parameter.name.name);
    judgement.help("remove the `/`");
    std::uint32_t last = 0;
    for (const syntax::Parameter& other : node.parameters)
        if (other.kind == syntax::ParameterKind::PositionalOnly) last = std::max(last, other.span.end);
    const std::string_view source = reporter.text();
    // The slash, with the comma before it.
    std::uint32_t end = last;
    while (end < node.header.end && (source[end] == ' ' || source[end] == ',' || source[end] == '\n')) ++end;
    if (end < node.header.end && source[end] == '/') judgement.fix(Applicability::Safe, "remove the `/`", {{{last, end + 1}, ""}});
}

void check_variadic_parameters(const syntax::FunctionDef& node, Reporter& reporter) {
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
                check_positional_only(node, parameter, reporter);
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

void register_variadic_parameters(Checks& checks) { checks.on<syntax::FunctionDef>(check_variadic_parameters); }

}  // namespace jitlint::rules
