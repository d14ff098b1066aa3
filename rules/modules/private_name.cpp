#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::PrivateName& finding, Reporter& reporter) {
    if (finding.name.ends_with("__")) {
        reporter.report(finding.node->span, "the compiler takes no attribute whose name begins with two underscores: there is no `{}`", finding.name)
            .help("give it a plain name");
        return;
    }
    auto judgement = reporter.report(finding.node->span, "Python stores `{}` under another name, and the compiler finds no {} `{}`", finding.name,
                                     finding.method ? "method" : "attribute", finding.name);
    if (!judgement) return;
    if (finding.defined_at.size() > 0) judgement.label(finding.defined_at, "made here");
    judgement.help("use one leading underscore: `{}`", finding.name.substr(1));
}

}  // namespace

void register_private_name(Checks& checks) { checks.on<analysis::PrivateName>(check); }

}  // namespace jitlint::rules
