#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_outer_variable_annotation(const analysis::OuterVariableAnnotated& finding, Reporter& reporter) {
    const syntax::AnnAssign& node = *finding.node;
    auto judgement = reporter.report({node.target->span.begin, node.annotation->span.end},
                                     "`{}` is a variable of a block around, and cannot be declared again here", finding.name);
    judgement.label(finding.declared_at, "assigned here").help("write `{} = ...`", finding.name);
    const text::Span annotation{node.target->span.end, node.annotation->span.end};
    if (judgement && reporter.text({annotation.begin, node.annotation->span.begin}).find_first_not_of(": ") == std::string_view::npos)
        judgement.fix(Applicability::Safe, "drop the annotation", {{annotation, ""}});
}

}  // namespace

void register_outer_variable_annotation(Checks& checks) { checks.on<analysis::OuterVariableAnnotated>(check_outer_variable_annotation); }

}  // namespace jitlint::rules
