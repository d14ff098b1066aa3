#include "analysis/scope/scope.h"

#include "analysis/scope/scope_builder.h"
#include "text/among.h"

namespace jitlint::analysis {

std::span<const Binding> Scope::bindings(std::string_view name) const {
    auto it = by_name_.find(name);
    if (it == by_name_.end()) return {};
    return it->second;
}

bool Scope::declares_global(std::string_view name) const { return text::among(name, globals_); }

FileScope::FileScope(const syntax::Module& tree) { ScopeBuilder(scopes_, by_node_).build(tree); }

namespace {

bool opens_scope(syntax::NodeKind kind) {
    using enum syntax::NodeKind;
    return kind == FunctionDef || kind == ClassDef || kind == Lambda || kind == ListComp || kind == SetComp || kind == DictComp ||
           kind == GeneratorExp;
}

}  // namespace

const Scope* FileScope::scope_of(const syntax::Node& node) const {
    if (!opens_scope(node.kind)) return nullptr;
    auto it = by_node_.find(&node);
    return it == by_node_.end() ? nullptr : it->second;
}

const Scope* FileScope::resolve(std::string_view name, const Scope& from) const {
    const Scope* scope = &from;
    while (scope) {
        if (scope->declares_global(name)) return module().bindings(name).empty() ? nullptr : &module();
        if (!scope->bindings(name).empty()) return scope;
        // Names of a class body are seen in that body alone.
        do scope = scope->parent;
        while (scope && scope->kind == ScopeKind::Class);
    }
    return nullptr;
}

}  // namespace jitlint::analysis
