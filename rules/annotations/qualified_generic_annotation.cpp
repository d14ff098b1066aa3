#include <string>
#include <utility>
#include <vector>

#include "analysis/scope/scope.h"
#include "rules/annotations/places.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

void check_qualified_generic_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::QualifiedConstructor || !in_signature_or_body(finding)) return;
    auto judgement = reporter.report(finding.span, "`{}` is not read here: only the bare name is", finding.code);
    judgement.help("import it from `typing` and write the name alone");
    const std::size_t dot = finding.code.rfind('.');
    if (!judgement || dot == std::string::npos || reporter.text(finding.span) != finding.code || !expression_at(finding.span, reporter)) return;
    const std::string name = finding.code.substr(dot + 1);
    const auto bindings = reporter.module().scope().module().bindings(name);
    std::vector<text::TextEdit> edits;
    if (bindings.empty()) {
        edits.push_back(import_line(reporter.module(), "from typing import " + name));
    } else {
        const auto* from = bindings.size() == 1 ? syntax::as<syntax::ImportFrom>(bindings[0].node) : nullptr;
        if (!from || from->module.name != "typing" || bindings[0].alias->name.name != name) return;
    }
    edits.push_back({finding.span, name});
    judgement.fix(Applicability::Safe, fmt::format("write `{}`", name), std::move(edits));
}

}  // namespace

void register_qualified_generic_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_qualified_generic_annotation); }

}  // namespace jitlint::rules
