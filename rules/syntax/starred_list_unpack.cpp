#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::ListUnpacked& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.node->span);
    if (!syntax::is<syntax::Starred>(finding.node)) {
        reporter
            .report(finding.node->span, "`{}` needs the number of elements, but a `{}` has one only at run time", code,
                    torchscript::to_string(finding.type))
            .help("name the elements: `(items[0], items[1])`");
        return;
    }
    reporter.report(finding.node->span, "`{}` unpacks a `{}`, whose length is not known while compiling", code, torchscript::to_string(finding.type))
        .help("{}", finding.in_call ? "pass the list itself, or its elements one by one" : "take a slice of the list, or make it a tuple");
}

}  // namespace

void register_starred_list_unpack(Checks& checks) { checks.on<analysis::ListUnpacked>(check); }

}  // namespace jitlint::rules
