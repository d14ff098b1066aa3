#include <algorithm>

#include "analysis/scope/scope.h"
#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

/// The line moves to the top of the file, unless a name would be hidden there.
void offer_move(const syntax::Stmt& node, syntax::Seq<syntax::Alias> names, const Reporter& reporter, JudgementBuilder& judgement) {
    const std::optional<text::Span> line = whole_line(node, reporter);
    if (!line || is_alone_in_block(node, reporter)) return;
    const analysis::Scope& scope = reporter.module().scope().module();
    for (const syntax::Alias& alias : names) {
        std::string_view bound = alias.asname.name.empty() ? alias.name.name : alias.asname.name;
        if (bound == "*") return;
        bound = bound.substr(0, bound.find('.'));
        if (!scope.bindings(bound).empty()) return;
    }
    std::vector<text::TextEdit> edits{import_line(reporter.module(), std::string(reporter.text(node.span))), {*line, ""}};
    judgement.fix(Applicability::Unsafe, "move it to the top of the file", std::move(edits));
}

template <class Import>
void check_import_in_function(const Import& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(node.span, "an import inside a compiled function is not supported in TorchScript");
    judgement.help("move it to the top of the file");
    if (judgement) offer_move(node, node.names, reporter, judgement);
}

}  // namespace

void register_import_in_function(Checks& checks) {
    checks.on<syntax::Import>(check_import_in_function<syntax::Import>);
    checks.on<syntax::ImportFrom>(check_import_in_function<syntax::ImportFrom>);
}

}  // namespace jitlint::rules
