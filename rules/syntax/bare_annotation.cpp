#include <array>

#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "rules/support/rewrite.h"
#include "text/among.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

/// The statement right behind `node` in its block.
const Stmt* following(const Stmt& node, const Reporter& reporter) {
    auto behind = [&](Body body) -> const Stmt* {
        for (std::size_t i = 0; i + 1 < body.size(); ++i)
            if (body[i] == &node) return body[i + 1];
        return nullptr;
    };
    const std::vector<const Node*> around = nodes_around(node, reporter);
    if (around.empty()) return behind(reporter.function().node->body);
    if (const auto* loop = as<For>(around.back())) return behind(loop->body);
    if (const auto* loop = as<While>(around.back())) return behind(loop->body);
    if (const auto* with = as<With>(around.back())) return behind(with->body);
    const auto* branch = as<If>(around.back());
    if (!branch) return nullptr;
    const Stmt* next = behind(branch->body);
    return next ? next : behind(branch->orelse);
}

/// The annotation moves to the assignment behind it. Elsewhere a plain type can go: the values say it as well.
void offer_edit(const AnnAssign& node, const Reporter& reporter, JudgementBuilder& judgement) {
    static constexpr std::array<std::string_view, 6> kPlain = {"int", "float", "bool", "str", "Tensor", "torch.Tensor"};
    const std::optional<text::Span> line = whole_line(node, reporter);
    const Stmt* next = following(node, reporter);
    if (!line || !next || !is<Name>(node.target)) return;
    const std::string_view type = reporter.text(node.annotation->span);
    const auto* assign = as<Assign>(next);
    if (assign && assign->targets.size() == 1 && reporter.text(assign->targets[0]->span) == reporter.text(node.target->span)) {
        const std::uint32_t at = assign->targets[0]->span.end;
        judgement.fix(Applicability::Safe, "annotate the assignment", {{*line, ""}, {{at, at}, fmt::format(": {}", type)}});
    } else if (text::among(type, kPlain)) {
        judgement.fix(Applicability::Safe, "leave the annotation out", {{*line, ""}});
    }
}

void check_bare_annotation(const AnnAssign& node, Reporter& reporter) {
    if (node.value || !in_compiled_body(node, reporter)) return;
    const std::string_view target = reporter.text(node.target->span);
    auto judgement = reporter.report(node.span, "`{}` is annotated without a value, which is not supported in TorchScript", target);
    judgement.help("annotate the assignment that gives it a value: `{}: {} = ...`", target, reporter.text(node.annotation->span));
    if (judgement) offer_edit(node, reporter, judgement);
}

}  // namespace

void register_bare_annotation(Checks& checks) { checks.on<syntax::AnnAssign>(check_bare_annotation); }

}  // namespace jitlint::rules
