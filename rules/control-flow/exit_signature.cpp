#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

void check_exit(const analysis::UnsupportedContextManager& finding, text::Span at, Reporter& reporter) {
    auto judgement = reporter.report(at, "`__exit__` does not take three parameters of type `Any`");
    judgement.help("write `def __exit__(self, kind: Any, value: Any, trace: Any)`");
    const auto& parameters = finding.method->parameters;
    if (!judgement || parameters.size() != 4 || has_comment(at, reporter)) return;
    TypingNames names(reporter.module());
    const std::string any = names.member("Any");
    std::vector<text::TextEdit> edits;
    for (std::size_t i = 1; i < parameters.size(); ++i) {
        if (parameters[i].kind != syntax::ParameterKind::PositionalOrKeyword || parameters[i].default_value) return;
        edits.push_back({parameters[i].span, fmt::format("{}: {}", parameters[i].name.name, any)});
    }
    if (names.ok()) judgement.fix(Applicability::Safe, "annotate the parameters as `Any`", names.with_imports(std::move(edits)));
}

void check_exit_signature(const analysis::UnsupportedContextManager& finding, Reporter& reporter) {
    const bool exit = finding.problem == analysis::WithProblem::ExitSignature;
    if ((!exit && finding.problem != analysis::WithProblem::EnterSignature) || !finding.method || !finding.same_file) return;
    const text::Span at{finding.method->name.span.begin, finding.method->header.end};
    if (exit)
        check_exit(finding, at, reporter);
    else
        reporter.report(at, "`__enter__` takes more than `self`").help("write `def __enter__(self)`");
}

}  // namespace

void register_exit_signature(Checks& checks) { checks.on<analysis::UnsupportedContextManager>(check_exit_signature); }

}  // namespace jitlint::rules
