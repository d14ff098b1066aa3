#include <algorithm>
#include <optional>
#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

bool has_break(syntax::Body body) {
    bool found = false;
    auto look = [&](auto& self, const syntax::Node& node) -> void {
        if (syntax::is<syntax::Break>(&node)) found = true;
        if (!syntax::is<syntax::For>(&node) && !syntax::is<syntax::While>(&node))
            syntax::for_each_child(node, [&](const syntax::Node& child) { self(self, child); });
    };
    for (const syntax::Stmt* statement : body) look(look, *statement);
    return found;
}

void check_return_inside_loop(const analysis::ReturnTypesDiffer& finding, Reporter& reporter) {
    const auto* repeated = syntax::as<syntax::While>(finding.node);
    const auto* over = syntax::as<syntax::For>(finding.node);
    if (!repeated && !over) return;
    const text::Span header{finding.node->span.begin, repeated ? repeated->test->span.end : over->iter->span.end};
    auto judgement = reporter.report(header, "`{}` is to return a `{}`, but the compiler takes it that this loop may end without a `return`",
                                     reporter.function().node->name.name, torchscript::to_string(finding.declared_or_first));
    if (finding.other_span.size() > 0) judgement.label(finding.other_span, "the annotation");
    judgement.help("return or raise behind the loop");
    if (!judgement || !repeated || reporter.function().node->body.back() != finding.node || !repeated->orelse.empty()) return;
    const auto* always = syntax::as<syntax::Constant>(repeated->test);
    const std::optional<std::string> indent = indentation_of(repeated->span.begin, reporter);
    if (!always || always->constant != syntax::ConstantKind::True || has_break(repeated->body) || !indent) return;
    // A comment may stand behind the last statement.
    const std::string_view source = reporter.text();
    const std::size_t end = std::min(source.find_first_of("\r\n", repeated->span.end), source.size());
    const auto at = static_cast<std::uint32_t>(end);
    judgement.help("write `raise RuntimeError(...)` behind the loop: it is never reached");
    judgement.fix(Applicability::Safe, "raise behind the loop",
                  {{{at, at}, fmt::format("{}{}raise RuntimeError(\"not reached\")", reporter.module().file().source().newline(), *indent)}});
}

}  // namespace

void register_return_inside_loop(Checks& checks) { checks.on<analysis::ReturnTypesDiffer>(check_return_inside_loop); }

}  // namespace jitlint::rules
