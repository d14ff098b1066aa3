#include <optional>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

/// An annotation of a submodule tells the compiler nothing.
void check_type(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    auto judgement = reporter.report(
        finding.span, "`{}` is no type in TorchScript: the annotation of an attribute is read when the module is scripted", finding.code);
    judgement.help("move it to the assignment in `__init__`, where it is not read");
    if (!judgement || finding.problem != analysis::AnnotationProblem::NnModule) return;
    const std::vector<const syntax::Node*> around = nodes_at(finding.span, reporter);
    for (std::size_t i = 1; i < around.size(); ++i) {
        const auto* cls = syntax::as<syntax::ClassDef>(around[i - 1]);
        const auto* statement = syntax::as<syntax::AnnAssign>(around[i]);
        const std::optional<text::Span> line = cls && statement ? whole_line(*statement, reporter) : std::nullopt;
        if (!line || statement->value || statement->annotation->span != finding.span || cls->body.size() < 2) continue;
        judgement.fix(Applicability::Safe, "leave the annotation out", {{*line, ""}});
    }
}

void check_module_attribute_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    using analysis::AnnotationProblem;
    if (finding.use != analysis::AnnotationUse::Attribute) return;
    if (finding.problem == AnnotationProblem::StringValue)
        reporter.report(finding.span, "`{}` is a string here, which is not read as a type", finding.code)
            .help("write it without quotes, and without `from __future__ import annotations`");
    else
        check_type(finding, reporter);
}

}  // namespace

void register_module_attribute_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_module_attribute_annotation); }

}  // namespace jitlint::rules
