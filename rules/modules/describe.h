#pragma once

#include <string>

#include "analysis/scope/scope.h"
#include "rules/check.h"

/// Words and rewrites that the rules about modules, calls and tensors share.
namespace jitlint::rules {

/// The class of a module as the user names it: `Block`, `Linear`.
inline std::string_view class_name(const analysis::ModuleInstance& instance) {
    if (instance.cls) return instance.cls.node->name.name;
    return instance.external.substr(instance.external.rfind('.') + 1);
}

/// Whether compiled code of the function that is read can use `name` for what the file imports under it.
inline bool imports(const Reporter& reporter, std::string_view name) {
    const analysis::FileScope& scopes = reporter.module().scope();
    if (reporter.function().node)
        if (const analysis::Scope* own = scopes.scope_of(*reporter.function().node); own && !own->bindings(name).empty()) return false;
    const auto bindings = scopes.module().bindings(name);
    using Kind = analysis::BindingKind;
    return bindings.size() == 1 && (bindings[0].kind == Kind::Import || bindings[0].kind == Kind::ImportFrom);
}

/// Shows where `attribute` is assigned, in whichever file that is.
inline void label_assignment(JudgementBuilder& builder, const Reporter& reporter, const analysis::Attribute* attribute) {
    if (!builder || !attribute || !attribute->module || attribute->span.size() == 0) return;
    if (attribute->module == &reporter.module())
        builder.label(attribute->span, "assigned here");
    else
        builder.label_in(*attribute->module, attribute->span, "assigned here");
}

}  // namespace jitlint::rules
