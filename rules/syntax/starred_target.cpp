#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_alone(const analysis::StarredRefused& finding, Reporter& reporter) {
    const text::Span at = finding.node->span;
    auto judgement = reporter.report(at, "`{}` is the only target: TorchScript wants another one beside it", reporter.text(at));
    judgement.help("assign without the star");
    const auto* starred = syntax::as<syntax::Starred>(finding.node);
    if (!judgement || !starred) return;
    const std::vector<const syntax::Node*> around = nodes_around(*finding.node, reporter);
    const auto* statement = around.size() > 1 ? syntax::as<syntax::Assign>(around[around.size() - 2]) : nullptr;
    if (!statement || statement->targets.size() != 1 || !is_atom(*statement->value)) return;
    std::vector<text::TextEdit> edits = wrapped(*statement->value, "list(", ")");
    edits.insert(edits.begin(), {statement->targets[0]->span, std::string(reporter.text(starred->value->span))});
    judgement.fix(Applicability::Safe, "assign without the star", std::move(edits));
}

void check_starred_target(const analysis::StarredRefused& finding, Reporter& reporter) {
    const text::Span at = finding.node->span;
    if (finding.problem == analysis::StarredProblem::Alone)
        check_alone(finding, reporter);
    else if (finding.problem == analysis::StarredProblem::IntoNonName)
        reporter.report(at, "`{}`: a starred target must be a plain name in TorchScript", reporter.text(at))
            .help("unpack into a local name, and store that");
}

}  // namespace

void register_starred_target(Checks& checks) { checks.on<analysis::StarredRefused>(check_starred_target); }

}  // namespace jitlint::rules
