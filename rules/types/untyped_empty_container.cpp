#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

void offer_annotation(JudgementBuilder& judgement, const analysis::UntypedContainerMismatch& finding, const Reporter& reporter) {
    const auto* statement = as<Assign>(finding.statement);
    if (!statement || statement->targets.size() != 1 || (!is<Name>(statement->targets[0]) && !is<Attribute>(statement->targets[0])) ||
        statement->value != finding.literal)
        return;
    if (finding.wanted->has_unknown) return;
    TypingNames names(reporter.module());
    const std::string type = names.write(finding.wanted);
    if (!names.ok()) return;
    const std::uint32_t at = statement->targets[0]->span.end;
    std::vector<text::TextEdit> edits{{{at, at}, ": " + type}};
    if (is<Call>(finding.literal)) edits.push_back({finding.literal->span, finding.wanted->is(torchscript::TypeKind::List) ? "[]" : "{}"});
    judgement.fix(Applicability::Safe, fmt::format("annotate `{}`", finding.name), names.with_imports(std::move(edits)));
}

void check_untyped_empty_container(const analysis::UntypedContainerMismatch& finding, Reporter& reporter) {
    const auto* list = as<List>(finding.literal);
    const bool nested = list && !list->elts.empty();
    const std::string made = torchscript::to_string(finding.literal_type);
    auto judgement = finding.stored && !finding.stored->has_unknown
                         ? reporter.report(finding.use->span, "`{}` does not fit into an empty literal without annotation, which is a `{}`",
                                           torchscript::to_string(finding.stored), made)
                         : reporter.report(finding.use->span, "this use does not fit an empty literal without annotation, which is a `{}`", made);
    judgement.label(finding.literal->span, "a `{}`", nested ? "List[" + made + "]" : made);
    if (!finding.wanted || finding.wanted->has_unknown) {
        judgement.help("annotate the assignment with the container's type");
        return;
    }
    const std::string wanted = torchscript::to_string(finding.wanted);
    const auto* statement = as<Assign>(finding.statement);
    const std::string_view name = statement ? reporter.text(statement->targets[0]->span) : finding.name;
    judgement.help("annotate it: `{}: {} = {}`", name.empty() ? "name" : name, nested ? "List[" + wanted + "]" : wanted,
                   nested                                            ? reporter.text(finding.literal->span)
                   : finding.wanted->is(torchscript::TypeKind::List) ? "[]"
                                                                     : "{}");
    if (judgement && !nested) offer_annotation(judgement, finding, reporter);
}

}  // namespace

void register_untyped_empty_container(Checks& checks) { checks.on<analysis::UntypedContainerMismatch>(check_untyped_empty_container); }

}  // namespace jitlint::rules
