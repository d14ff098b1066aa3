#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "analysis/scope/scope.h"

namespace jitlint::analysis {

/// Fills the scopes of a file in one walk.
class ScopeBuilder {
public:
    using Scopes = std::vector<std::unique_ptr<Scope>>;
    using ByNode = std::unordered_map<const syntax::Node*, const Scope*>;

    ScopeBuilder(Scopes& scopes, ByNode& by_node) : scopes_(scopes), by_node_(by_node) {}
    void build(const syntax::Module& tree);

private:
    /// The scope that is being filled and how certain it is that a statement in it runs.
    struct Place {
        Scope* scope = nullptr;
        int conditional = 0;
        bool type_checking = false;
    };

    Scope* open(ScopeKind kind, const syntax::Node& node, std::string_view name);
    void declare(syntax::Body body, Scope& scope, int depth);
    void add(Binding binding);
    void bind_target(const syntax::Expr& target, Binding binding);
    void bind_parameters(const syntax::Node& node, syntax::Seq<syntax::Parameter> parameters);
    void signature(syntax::Seq<syntax::Parameter> parameters);

    void body(syntax::Body statements);
    void branch(syntax::Body statements);
    void visit(const syntax::Node* node);
    template <class T>
    void all(syntax::Seq<const T*> nodes) {
        for (const T* node : nodes) visit(node);
    }
    void children(const syntax::Node& node);

    void function(const syntax::FunctionDef& node);
    void class_definition(const syntax::ClassDef& node);
    void lambda(const syntax::Lambda& node);
    void comprehension(const syntax::Node& node, std::string_view name, syntax::Seq<syntax::Comprehension> generators, const syntax::Expr* first,
                       const syntax::Expr* second);
    void conditional(const syntax::If& node);
    void imports(const syntax::Import& node);
    void import_from(const syntax::ImportFrom& node);
    void statement(const syntax::Node& node);

    Scopes& scopes_;
    ByNode& by_node_;
    Place place_;
    int depth_ = 0;
    /// For each scope that has one: names that `nonlocal` sends to an outer function.
    std::unordered_map<const Scope*, std::vector<std::string_view>> nonlocals_;
};

}  // namespace jitlint::analysis
