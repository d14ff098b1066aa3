#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_with_target(const syntax::With& node, Reporter& reporter) {
    for (const syntax::WithItem& item : node.items) {
        const syntax::Expr* target = item.optional_vars;
        if (!target || syntax::is<syntax::Name>(target) || !in_compiled_body(node, reporter)) continue;
        reporter.report(target->span, "`{}`: only a plain name can stand behind `as` in TorchScript", reporter.text(target->span))
            .help("bind a name, and unpack or store it in the body");
    }
}

}  // namespace

void register_with_target(Checks& checks) { checks.on<syntax::With>(check_with_target); }

}  // namespace jitlint::rules
