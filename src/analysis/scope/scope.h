#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/ast.h"

/// Symbol tables as Python's symtable makes them: which names each scope binds, where, and in which scope a
/// use is found.
namespace jitlint::analysis {

enum class BindingKind : std::uint8_t {
    Import,      ///< `import a.b` (binds a), `import a.b as c` (binds c to a.b); `alias` is set
    ImportFrom,  ///< `from m import n as k`; `alias` is set, `node` is the ImportFrom
    StarImport,  ///< `from m import *`: one binding called `*`
    Function,
    Class,
    Assignment,  ///< `name = value` with the name as a whole target: `value` is set (AnnAssign without value:
                 ///< null)
    Unpacking,   ///< part of a tuple or list target, `value` is the whole right side
    Augmented,
    Parameter,
    LoopTarget,  ///< for, comprehension
    WithTarget,
    Other,  ///< walrus, except, match capture, del, type alias
};

struct Binding {
    BindingKind kind = BindingKind::Other;
    std::string_view name;
    const syntax::Node* node = nullptr;  ///< the statement (or parameter's function) that binds
    const syntax::Expr* value = nullptr;
    const syntax::Expr* annotation = nullptr;
    const syntax::Alias* alias = nullptr;
    const syntax::Parameter* parameter = nullptr;
    text::Span span;  ///< the name where it is bound
    /// Inside if, try, for, while, with or match of its own scope: it may not be executed.
    bool conditional = false;
    /// A function binds it that says `global`.
    bool by_function = false;
    /// Under `if TYPE_CHECKING`.
    bool type_checking_only = false;
};

enum class ScopeKind : std::uint8_t { Module, Class, Function, Lambda, Comprehension };

class Scope {
public:
    ScopeKind kind = ScopeKind::Module;
    const syntax::Node* node = nullptr;  ///< FunctionDef, ClassDef, Lambda, comprehension; null for the module
    const Scope* parent = nullptr;
    std::string qualified_name;  ///< `Net.forward`, `make.<locals>.Net`; empty for the module

    /// Bindings of `name` in this scope alone, in source order.
    std::span<const Binding> bindings(std::string_view name) const;
    /// All bindings, in source order.
    const std::vector<Binding>& all() const { return order_; }
    bool declares_global(std::string_view name) const;

private:
    friend class ScopeBuilder;
    std::vector<Binding> order_;
    std::unordered_map<std::string_view, std::vector<Binding>> by_name_;
    std::vector<std::string_view> globals_;
};

/// All scopes of a file.
class FileScope {
public:
    explicit FileScope(const syntax::Module& tree);

    const Scope& module() const { return *scopes_.front(); }
    /// The scope that a FunctionDef, ClassDef, Lambda or comprehension opens; null for other nodes.
    const Scope* scope_of(const syntax::Node& node) const;
    /// Where a use of `name` in `from` is found by Python's rules (class scopes are skipped for nested
    /// functions); null: builtin or unbound.
    const Scope* resolve(std::string_view name, const Scope& from) const;
    /// All scopes, outer before inner, in source order.
    std::span<const std::unique_ptr<Scope>> scopes() const { return scopes_; }

private:
    std::vector<std::unique_ptr<Scope>> scopes_;
    std::unordered_map<const syntax::Node*, const Scope*> by_node_;
};

}  // namespace jitlint::analysis
