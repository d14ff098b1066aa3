#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::LiteralMismatch;

void check_element(const LiteralMismatch& finding, Reporter& reporter) {
    const std::string wanted = torchscript::to_string(finding.wanted);
    auto judgement = reporter.report(finding.element->span, "a `{}`, but the annotation asks for a `{}`",
                                     finding.given ? torchscript::to_string(finding.given) : std::string(), wanted);
    judgement.help("write a `{}` here", wanted);
    // What a comprehension makes.
    const auto* list = syntax::as<syntax::ListComp>(finding.element);
    const auto* dict = syntax::as<syntax::DictComp>(finding.element);
    const syntax::Expr* value = list ? list->elt : dict ? dict->value : finding.element;
    if (!syntax::is<syntax::Call>(finding.element) || finding.element != finding.node)
        offer_conversion(judgement, value, finding.given, finding.wanted, reporter);
}

void check_empty(const LiteralMismatch& finding, Reporter& reporter) {
    const std::string wanted = torchscript::to_string(finding.wanted);
    auto judgement = reporter.report(finding.element->span, "an empty display inside another one is a `{}`, not a `{}`",
                                     finding.given ? torchscript::to_string(finding.given) : std::string(), wanted);
    judgement.help("write `torch.jit.annotate({}, {})`", wanted, reporter.text(finding.element->span));
    offer_conversion(judgement, finding.element, finding.given, finding.wanted, reporter);
}

void check_key(const LiteralMismatch& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.element->span, "a key of type `{}` in a dict whose keys are `{}`",
                                     finding.given ? torchscript::to_string(finding.given) : std::string(), torchscript::to_string(finding.wanted));
    judgement.help("write all keys in one type");
    const auto* literal = syntax::as<syntax::Constant>(finding.element);
    if (!judgement || !literal || literal->constant != syntax::ConstantKind::Int || !finding.wanted->is(torchscript::TypeKind::Str)) return;
    const std::string text = fmt::format("\"{}\"", reporter.text(literal->span));
    judgement.help("write `{}`, or all keys in another type", text);
    judgement.fix(Applicability::Unsafe, "make the key a string", {{literal->span, text}});
}

void check_literal_annotation(const LiteralMismatch& finding, Reporter& reporter) {
    const std::string wanted = torchscript::to_string(finding.wanted);
    const std::string given = finding.given ? torchscript::to_string(finding.given) : std::string();
    switch (finding.why) {
        case LiteralMismatch::Why::Element:
            check_element(finding, reporter);
            return;
        case LiteralMismatch::Why::EmptyElement:
            check_empty(finding, reporter);
            return;
        case LiteralMismatch::Why::Ambiguous:
            reporter.report(finding.node->span, "`{}` leaves open which of its members this is", wanted)
                .help("store it in a variable of one of these types first");
            return;
        case LiteralMismatch::Why::NoMember:
            reporter.report(finding.node->span, "a `{}` is no member of `{}`", given, wanted)
                .help("store it in a variable annotated with one of these types first");
            return;
        case LiteralMismatch::Why::AnyTarget:
            reporter.report(finding.node->span, "a comprehension cannot be made where `Any` is asked for")
                .help("store the list in a variable of its own first");
            return;
        case LiteralMismatch::Why::Key:
            check_key(finding, reporter);
            return;
    }
}

}  // namespace

void register_literal_annotation(Checks& checks) { checks.on<analysis::LiteralMismatch>(check_literal_annotation); }

}  // namespace jitlint::rules
