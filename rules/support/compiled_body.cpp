#include "rules/support/compiled_body.h"

namespace jitlint::rules {

bool in_compiled_body(const syntax::Node& node, const Reporter& reporter) {
    const syntax::FunctionDef* function = reporter.function().node;
    if (!function) return false;
    const syntax::Node* around = nullptr;
    for (const syntax::Stmt* statement : function->body)
        if (statement->span.contains(node.span)) around = statement;
    while (around && around != &node) {
        if (syntax::is<syntax::FunctionDef>(around) || syntax::is<syntax::ClassDef>(around) || syntax::is<syntax::Lambda>(around)) return false;
        const syntax::Node* next = nullptr;
        syntax::for_each_child(*around, [&](const syntax::Node& child) {
            if (child.span.contains(node.span)) next = &child;
        });
        around = next;
    }
    return around != nullptr;
}

}  // namespace jitlint::rules
