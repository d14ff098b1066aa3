#include "analysis/scope/scope_builder.h"

#include <algorithm>
#include <utility>

#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// The parser bounds nesting; this keeps a hand-made tree from running the stack over.
constexpr int kMaxDepth = 4000;

bool names_type_checking(const Expr* test) {
    if (const auto* name = as<Name>(test)) return name->id == "TYPE_CHECKING";
    if (const auto* attribute = as<syntax::Attribute>(test)) return attribute->attr.name == "TYPE_CHECKING";
    return false;
}

bool names_not_type_checking(const Expr* test) {
    const auto* unary = as<UnaryOp>(test);
    return unary && unary->op == UnaryOperator::Not && names_type_checking(unary->operand);
}

std::string_view first_component(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }

}  // namespace

void ScopeBuilder::build(const Module& tree) {
    scopes_.push_back(std::make_unique<Scope>());
    place_.scope = scopes_.back().get();
    body(tree.body);
}

Scope* ScopeBuilder::open(ScopeKind kind, const Node& node, std::string_view name) {
    auto scope = std::make_unique<Scope>();
    const Scope& parent = *place_.scope;
    scope->kind = kind;
    scope->node = &node;
    scope->parent = &parent;
    if (!parent.qualified_name.empty()) {
        scope->qualified_name = parent.qualified_name;
        scope->qualified_name += parent.kind == ScopeKind::Class ? "." : ".<locals>.";
    }
    scope->qualified_name += name;
    scopes_.push_back(std::move(scope));
    by_node_.emplace(&node, scopes_.back().get());
    return scopes_.back().get();
}

/// `global` and `nonlocal` hold for the whole body, before and after the statement.
void ScopeBuilder::declare(Body statements, Scope& scope, int depth) {
    if (depth > kMaxDepth) return;
    for (const Stmt* statement : statements) {
        switch (statement->kind) {
            case NodeKind::Global:
                for (const Identifier& name : static_cast<const Global*>(statement)->names) scope.globals_.push_back(name.name);
                break;
            case NodeKind::Nonlocal:
                for (const Identifier& name : static_cast<const Nonlocal*>(statement)->names) nonlocals_[&scope].push_back(name.name);
                break;
            case NodeKind::If: {
                const auto& node = *static_cast<const If*>(statement);
                declare(node.body, scope, depth + 1);
                declare(node.orelse, scope, depth + 1);
                break;
            }
            case NodeKind::For: {
                const auto& node = *static_cast<const For*>(statement);
                declare(node.body, scope, depth + 1);
                declare(node.orelse, scope, depth + 1);
                break;
            }
            case NodeKind::While: {
                const auto& node = *static_cast<const While*>(statement);
                declare(node.body, scope, depth + 1);
                declare(node.orelse, scope, depth + 1);
                break;
            }
            case NodeKind::With:
                declare(static_cast<const With*>(statement)->body, scope, depth + 1);
                break;
            case NodeKind::Match:
                for (const MatchCase& match_case : static_cast<const Match*>(statement)->cases) declare(match_case.body, scope, depth + 1);
                break;
            case NodeKind::Try: {
                const auto& node = *static_cast<const Try*>(statement);
                declare(node.body, scope, depth + 1);
                for (const ExceptHandler& handler : node.handlers) declare(handler.body, scope, depth + 1);
                declare(node.orelse, scope, depth + 1);
                declare(node.finalbody, scope, depth + 1);
                break;
            }
            case NodeKind::ErrorStmt:
                declare(static_cast<const ErrorStmt*>(statement)->body, scope, depth + 1);
                break;
            default:
                break;
        }
    }
}

void ScopeBuilder::add(Binding binding) {
    Scope* scope = place_.scope;
    binding.conditional = place_.conditional > 0;
    binding.type_checking_only = place_.type_checking;
    if (binding.kind != BindingKind::Parameter) {
        auto elsewhere = nonlocals_.find(scope);
        const bool nonlocal = elsewhere != nonlocals_.end() && text::among(binding.name, elsewhere->second);
        // Another function binds it, at a time that is not known.
        if (scope->declares_global(binding.name)) {
            scope = scopes_.front().get();
            binding.conditional = binding.by_function = true;
        } else if (nonlocal) {
            const Scope* outer = scope->parent;
            while (outer && (outer->kind == ScopeKind::Class || outer->bindings(binding.name).empty())) outer = outer->parent;
            if (!outer || outer->kind == ScopeKind::Module) return;
            scope = const_cast<Scope*>(outer);
            binding.conditional = true;
        }
    }
    scope->by_name_[binding.name].push_back(binding);
    scope->order_.push_back(binding);
}

void ScopeBuilder::bind_target(const Expr& target, Binding binding) {
    switch (target.kind) {
        case NodeKind::Name:
            binding.name = static_cast<const Name&>(target).id;
            binding.span = target.span;
            add(binding);
            return;
        case NodeKind::Starred:
            if (binding.kind == BindingKind::Assignment) binding.kind = BindingKind::Unpacking;
            if (const Expr* value = static_cast<const Starred&>(target).value) bind_target(*value, binding);
            return;
        case NodeKind::Tuple:
        case NodeKind::List: {
            if (binding.kind == BindingKind::Assignment) binding.kind = BindingKind::Unpacking;
            const Exprs elements = target.kind == NodeKind::Tuple ? static_cast<const Tuple&>(target).elts : static_cast<const List&>(target).elts;
            for (const Expr* element : elements) bind_target(*element, binding);
            return;
        }
        default:
            visit(&target);
            return;
    }
}

void ScopeBuilder::bind_parameters(const Node& node, Seq<Parameter> parameters) {
    for (const Parameter& parameter : parameters) {
        if (parameter.name.name.empty()) continue;  // a bare `*`
        Binding binding;
        binding.kind = BindingKind::Parameter;
        binding.name = parameter.name.name;
        binding.node = &node;
        binding.annotation = parameter.annotation;
        binding.parameter = &parameter;
        binding.span = parameter.name.span;
        add(binding);
    }
}

void ScopeBuilder::signature(Seq<Parameter> parameters) {
    for (const Parameter& parameter : parameters) {
        visit(parameter.annotation);
        visit(parameter.default_value);
    }
}

void ScopeBuilder::body(Body statements) { all(statements); }

void ScopeBuilder::branch(Body statements) {
    ++place_.conditional;
    all(statements);
    --place_.conditional;
}

void ScopeBuilder::children(const Node& node) {
    for_each_child(node, [this](const Node& child) { visit(&child); });
}

void ScopeBuilder::function(const FunctionDef& node) {
    Binding binding;
    binding.kind = BindingKind::Function;
    binding.name = node.name.name;
    binding.node = &node;
    binding.span = node.name.span;
    add(binding);
    all(node.decorators);
    signature(node.parameters);
    visit(node.returns);
    const Place outer = std::exchange(place_, Place{open(ScopeKind::Function, node, node.name.name), 0, false});
    declare(node.body, *place_.scope, 0);
    bind_parameters(node, node.parameters);
    body(node.body);
    place_ = outer;
}

void ScopeBuilder::class_definition(const ClassDef& node) {
    Binding binding;
    binding.kind = BindingKind::Class;
    binding.name = node.name.name;
    binding.node = &node;
    binding.span = node.name.span;
    add(binding);
    all(node.decorators);
    all(node.bases);
    for (const Keyword& keyword : node.keywords) visit(keyword.value);
    const Place outer = std::exchange(place_, Place{open(ScopeKind::Class, node, node.name.name), 0, false});
    declare(node.body, *place_.scope, 0);
    body(node.body);
    place_ = outer;
}

void ScopeBuilder::lambda(const Lambda& node) {
    signature(node.parameters);
    const Place outer = std::exchange(place_, Place{open(ScopeKind::Lambda, node, "<lambda>"), 0, false});
    bind_parameters(node, node.parameters);
    visit(node.body);
    place_ = outer;
}

void ScopeBuilder::comprehension(const Node& node, std::string_view name, Seq<Comprehension> generators, const Expr* first, const Expr* second) {
    if (!generators.empty()) visit(generators.front().iter);
    const Place outer = std::exchange(place_, Place{open(ScopeKind::Comprehension, node, name), 0, false});
    for (const Comprehension& generator : generators) {
        if (&generator != &generators.front()) visit(generator.iter);
        Binding binding;
        binding.kind = BindingKind::LoopTarget;
        binding.node = &node;
        binding.value = generator.iter;
        if (generator.target) bind_target(*generator.target, binding);
        all(generator.ifs);
    }
    visit(first);
    visit(second);
    place_ = outer;
}

void ScopeBuilder::conditional(const If& node) {
    visit(node.test);
    if (names_type_checking(node.test)) {
        const bool outer = std::exchange(place_.type_checking, true);
        body(node.body);
        place_.type_checking = outer;
        body(node.orelse);
        return;
    }
    if (names_not_type_checking(node.test)) {
        body(node.body);
        const bool outer = std::exchange(place_.type_checking, true);
        body(node.orelse);
        place_.type_checking = outer;
        return;
    }
    branch(node.body);
    branch(node.orelse);
}

void ScopeBuilder::imports(const Import& node) {
    for (const Alias& alias : node.names) {
        Binding binding;
        binding.kind = BindingKind::Import;
        binding.node = &node;
        binding.alias = &alias;
        const bool renamed = !alias.asname.name.empty();
        binding.name = renamed ? alias.asname.name : first_component(alias.name.name);
        binding.span = renamed ? alias.asname.span : alias.name.span;
        add(binding);
    }
}

void ScopeBuilder::import_from(const ImportFrom& node) {
    for (const Alias& alias : node.names) {
        Binding binding;
        binding.kind = alias.name.name == "*" ? BindingKind::StarImport : BindingKind::ImportFrom;
        binding.node = &node;
        binding.alias = &alias;
        const bool renamed = !alias.asname.name.empty();
        binding.name = renamed ? alias.asname.name : alias.name.name;
        binding.span = renamed ? alias.asname.span : alias.name.span;
        add(binding);
    }
}

void ScopeBuilder::visit(const Node* node) {
    if (!node || depth_ > kMaxDepth) return;
    ++depth_;
    statement(*node);
    --depth_;
}

void ScopeBuilder::statement(const Node& node) {
    Binding binding;
    binding.node = &node;
    switch (node.kind) {
        case NodeKind::FunctionDef:
            return function(static_cast<const FunctionDef&>(node));
        case NodeKind::ClassDef:
            return class_definition(static_cast<const ClassDef&>(node));
        case NodeKind::Lambda:
            return lambda(static_cast<const Lambda&>(node));
        case NodeKind::ListComp: {
            const auto& n = static_cast<const ListComp&>(node);
            return comprehension(node, "<listcomp>", n.generators, n.elt, nullptr);
        }
        case NodeKind::SetComp: {
            const auto& n = static_cast<const SetComp&>(node);
            return comprehension(node, "<setcomp>", n.generators, n.elt, nullptr);
        }
        case NodeKind::DictComp: {
            const auto& n = static_cast<const DictComp&>(node);
            return comprehension(node, "<dictcomp>", n.generators, n.key, n.value);
        }
        case NodeKind::GeneratorExp: {
            const auto& n = static_cast<const GeneratorExp&>(node);
            return comprehension(node, "<genexpr>", n.generators, n.elt, nullptr);
        }
        case NodeKind::Assign: {
            const auto& n = static_cast<const Assign&>(node);
            visit(n.value);
            binding.kind = BindingKind::Assignment;
            binding.value = n.value;
            for (const Expr* target : n.targets) bind_target(*target, binding);
            return;
        }
        case NodeKind::AugAssign: {
            const auto& n = static_cast<const AugAssign&>(node);
            visit(n.value);
            binding.kind = BindingKind::Augmented;
            binding.value = n.value;
            return bind_target(*n.target, binding);
        }
        case NodeKind::AnnAssign: {
            const auto& n = static_cast<const AnnAssign&>(node);
            visit(n.annotation);
            visit(n.value);
            binding.kind = BindingKind::Assignment;
            binding.value = n.value;
            binding.annotation = n.annotation;
            return bind_target(*n.target, binding);
        }
        case NodeKind::TypeAlias: {
            const auto& n = static_cast<const TypeAlias&>(node);
            visit(n.value);
            return bind_target(*n.name, binding);
        }
        case NodeKind::Delete:
            for (const Expr* target : static_cast<const Delete&>(node).targets) bind_target(*target, binding);
            return;
        case NodeKind::For: {
            const auto& n = static_cast<const For&>(node);
            visit(n.iter);
            ++place_.conditional;
            binding.kind = BindingKind::LoopTarget;
            binding.value = n.iter;
            bind_target(*n.target, binding);
            body(n.body);
            body(n.orelse);
            --place_.conditional;
            return;
        }
        case NodeKind::While: {
            const auto& n = static_cast<const While&>(node);
            visit(n.test);
            branch(n.body);
            return branch(n.orelse);
        }
        case NodeKind::If:
            return conditional(static_cast<const If&>(node));
        case NodeKind::With: {
            const auto& n = static_cast<const With&>(node);
            binding.kind = BindingKind::WithTarget;
            ++place_.conditional;
            for (const WithItem& item : n.items) {
                visit(item.context_expr);
                binding.value = item.context_expr;
                if (item.optional_vars) bind_target(*item.optional_vars, binding);
            }
            body(n.body);
            --place_.conditional;
            return;
        }
        case NodeKind::Match: {
            const auto& n = static_cast<const Match&>(node);
            visit(n.subject);
            ++place_.conditional;
            for (const MatchCase& match_case : n.cases) {
                for (const Identifier& capture : match_case.captures) {
                    binding.name = capture.name;
                    binding.span = capture.span;
                    add(binding);
                }
                visit(match_case.guard);
                body(match_case.body);
            }
            --place_.conditional;
            return;
        }
        case NodeKind::Try: {
            const auto& n = static_cast<const Try&>(node);
            branch(n.body);
            for (const ExceptHandler& handler : n.handlers) {
                visit(handler.type);
                ++place_.conditional;
                if (!handler.name.name.empty()) {
                    binding.name = handler.name.name;
                    binding.span = handler.name.span;
                    add(binding);
                }
                body(handler.body);
                --place_.conditional;
            }
            branch(n.orelse);
            return body(n.finalbody);
        }
        case NodeKind::Import:
            return imports(static_cast<const Import&>(node));
        case NodeKind::ImportFrom:
            return import_from(static_cast<const ImportFrom&>(node));
        case NodeKind::NamedExpr: {
            const auto& n = static_cast<const NamedExpr&>(node);
            visit(n.value);
            // A comprehension's walrus binds in the function around it.
            const Place outer = place_;
            while (place_.scope->kind == ScopeKind::Comprehension) {
                place_.scope = const_cast<Scope*>(place_.scope->parent);
                ++place_.conditional;
            }
            binding.value = n.value;
            bind_target(*n.target, binding);
            place_ = outer;
            return;
        }
        default:
            return children(node);
    }
}

}  // namespace jitlint::analysis
