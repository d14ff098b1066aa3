#include "analysis/compile/structure/annotation_tables.h"

#include <algorithm>

namespace jitlint::analysis {

using namespace syntax;

namespace {

const Constant* text_of(const Expr* key) {
    const auto* constant = as<Constant>(key);
    return constant && constant->constant == ConstantKind::Str ? constant : nullptr;
}

/// Whether the statement assigns an item of `__annotations__`.
bool writes_annotation(const Stmt* statement) {
    const auto* assigned = as<Assign>(statement);
    return assigned && std::any_of(assigned->targets.begin(), assigned->targets.end(), [](const Expr* target) {
               const auto* item = as<Subscript>(target);
               const auto* name = item ? as<Name>(item->value) : nullptr;
               return name && name->id == "__annotations__";
           });
}

}  // namespace

const Expr* item_of(const Dict& display, std::string_view key) {
    for (std::size_t i = 0; i < display.keys.size(); ++i)
        if (const Constant* text = text_of(display.keys[i]); text && text->text == key) return display.values[i];
    return nullptr;
}

const Dict* annotations_display(const Scope& body) {
    const auto bindings = body.bindings("__annotations__");
    if (bindings.size() != 1 || bindings.front().conditional) return nullptr;
    const auto* display = as<Dict>(bindings.front().value);
    if (!display || !std::all_of(display->keys.begin(), display->keys.end(), [](const Expr* key) { return text_of(key) != nullptr; })) return nullptr;
    const auto& all = body.all();
    if (std::any_of(all.begin(), all.end(), [](const Binding& binding) { return binding.annotation != nullptr; })) return nullptr;
    const auto& statements = static_cast<const ClassDef&>(*body.node).body;
    return std::any_of(statements.begin(), statements.end(), writes_annotation) ? nullptr : display;
}

bool writes_annotations(const Scope& body) {
    const auto& statements = static_cast<const ClassDef&>(*body.node).body;
    return !body.bindings("__annotations__").empty() || std::any_of(statements.begin(), statements.end(), writes_annotation);
}

}  // namespace jitlint::analysis
