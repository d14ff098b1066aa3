#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::LiteralMismatch;

void check(const LiteralMismatch& finding, Reporter& reporter) {
    const std::string wanted = torchscript::to_string(finding.wanted);
    const std::string given = finding.given ? torchscript::to_string(finding.given) : std::string();
    switch (finding.why) {
        case LiteralMismatch::Why::Element:
            reporter.report(finding.element->span, "a `{}`, but the annotation asks for a `{}`", given, wanted).help("write a `{}` here", wanted);
            return;
        case LiteralMismatch::Why::EmptyElement:
            reporter.report(finding.element->span, "an empty display inside another one is a `{}`, not a `{}`", given, wanted)
                .help("write `torch.jit.annotate({}, {})`", wanted, reporter.text(finding.element->span));
            return;
        case LiteralMismatch::Why::Ambiguous:
            reporter.report(finding.node->span, "`{}` leaves open which of its members this is", wanted)
                .help("store it in a variable of one of these types first");
            return;
        case LiteralMismatch::Why::NoMember:
            reporter.report(finding.node->span, "a `{}` is no member of `{}`", given, wanted);
            return;
        case LiteralMismatch::Why::AnyTarget:
            reporter.report(finding.node->span, "a comprehension cannot be made where `Any` is asked for")
                .help("store the list in a variable of its own first");
            return;
        case LiteralMismatch::Why::Key:
            reporter.report(finding.element->span, "a key of type `{}` in a dict whose keys are `{}`", given, wanted)
                .help("write all keys in one type");
            return;
    }
}

}  // namespace

void register_literal_annotation(Checks& checks) { checks.on<analysis::LiteralMismatch>(check); }

}  // namespace jitlint::rules
