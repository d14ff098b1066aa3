#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::BuiltinCallProblem;

std::string_view neutral(std::string_view name) {
    if (name == "tuple") return "()";
    if (name == "int") return "0";
    if (name == "float") return "0.0";
    if (name == "bool") return "False";
    if (name == "str") return "\"\"";
    return {};
}

void check_keyword(const analysis::BuiltinCallForm& finding, Reporter& reporter) {
    const bool counts = finding.name == "enumerate";
    auto judgement = reporter.report(finding.keyword->span, "`{}` has no `{}` in TorchScript", finding.name, finding.keyword->name.name);
    judgement.help("{}", counts ? "pass the iterable by position; `start` is the only keyword" : "pass positional arguments only");
    if (!judgement || has_comment(finding.node->span, reporter)) return;
    if (counts && finding.keyword->name.name == "iterable" && finding.node->args.empty() && finding.node->keywords.data() == finding.keyword)
        judgement.fix(Applicability::Safe, "pass it by position", {{{finding.keyword->span.begin, finding.keyword->value->span.begin}, ""}});
    else if (finding.name == "print")
        judgement.fix(Applicability::Unsafe, fmt::format("leave `{}` out", finding.keyword->name.name),
                      {without_keyword(*finding.node, *finding.keyword, reporter)});
}

void check_builtin_call_form(const analysis::BuiltinCallForm& finding, Reporter& reporter) {
    const text::Span at = finding.node->span;
    switch (finding.problem) {
        case BuiltinCallProblem::TooFew: {
            auto judgement = reporter.report(at, "`{}` needs an argument in TorchScript", finding.name);
            const std::string_view written = neutral(finding.name);
            if (written.empty() || !finding.node->args.empty() || !finding.node->keywords.empty()) return;
            judgement.help("write `{}`", written).fix(Applicability::Safe, fmt::format("write `{}`", written), {{at, std::string(written)}});
            return;
        }
        case BuiltinCallProblem::TooMany:
            reporter.report(at, "`{}` takes fewer arguments in TorchScript", finding.name)
                .help("leave the rest out, or do this outside of compiled code");
            return;
        case BuiltinCallProblem::Keyword:
            check_keyword(finding, reporter);
            return;
        case BuiltinCallProblem::Starred:
            reporter.report(finding.argument->span, "`*` in the arguments of `{}` is not supported in TorchScript", finding.name)
                .help("pass the arguments one by one");
            return;
        case BuiltinCallProblem::NotInt:
            reporter.report(finding.argument->span, "the start of `enumerate` is an `int`, but this is a `{}`", torchscript::to_string(finding.type));
            return;
        case BuiltinCallProblem::Ignored:
            return;
    }
}

}  // namespace

void register_builtin_call_form(Checks& checks) { checks.on<analysis::BuiltinCallForm>(check_builtin_call_form); }

}  // namespace jitlint::rules
