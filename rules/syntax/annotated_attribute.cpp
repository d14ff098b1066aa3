#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

void check_annotated_attribute(const AnnAssign& node, Reporter& reporter) {
    const auto* target = as<Attribute>(node.target);
    if (!target || !node.value || reporter.function().node->name.name == "__init__" || !in_compiled_body(node, reporter)) return;
    const auto* owner = as<Name>(target->value);
    if (owner && owner->id != "self") return;
    const text::Span annotation{target->span.end, node.annotation->span.end};
    auto judgement =
        reporter.report({target->span.begin, node.annotation->span.end}, "`{}` is annotated outside of `__init__`", reporter.text(target->span));
    judgement.help("drop the annotation; a type that the value does not tell belongs in the class body");
    judgement.fix(Applicability::Safe, "drop the annotation", {{annotation, ""}});
}

}  // namespace

void register_annotated_attribute(Checks& checks) { checks.on<syntax::AnnAssign>(check_annotated_attribute); }

}  // namespace jitlint::rules
