#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::StringAsBytes;

void check_non_ascii_string(const StringAsBytes& finding, Reporter& reporter) {
    // Without knowing the text, only a loop over single characters is sure to go by bytes.
    if (!finding.known_non_ascii && finding.use != StringAsBytes::Use::Iteration) return;
    const std::string_view code = reporter.text(finding.string->span);
    std::string_view what = "a loop over it goes through bytes";
    if (finding.use == StringAsBytes::Use::Index) what = "an index takes one byte";
    if (finding.use == StringAsBytes::Use::Length) what = "`len` counts bytes";
    if (finding.known_non_ascii)
        reporter.report(finding.node->span, "`{}` holds characters outside ASCII, and {}", code, what)
            .help("keep the characters in a list")
            .accepted();
    else
        reporter
            .report(finding.node->span,
                    "strings are bytes in compiled code: this loop goes through the bytes of `{}`, not its "
                    "characters",
                    code)
            .help("sure only for ASCII: pass a list of the characters")
            .accepted();
}

}  // namespace

void register_non_ascii_string(Checks& checks) { checks.on<analysis::StringAsBytes>(check_non_ascii_string); }

}  // namespace jitlint::rules
