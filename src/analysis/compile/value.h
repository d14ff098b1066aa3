#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "analysis/eager/evaluator.h"
#include "analysis/findings/differences.h"
#include "torchscript/type.h"

/// What an expression is while it is compiled: the counterpart of the compiler's sugared values.
namespace jitlint::analysis {

using torchscript::TypeRef;

enum class ValueKind : std::uint8_t {
    Unknown,       ///< may be anything; every use of it is Unknown too
    Typed,         ///< has a TorchScript type
    Module,        ///< an nn.Module instance, reached from `self`
    ModuleParts,   ///< modules or values in a fixed order: a module container's slice, `.items()`, children(),
                   ///< a tuple of modules
    Method,        ///< a method of the instance's class: `method` with `instance`
    ObjectMethod,  ///< a method of an object of a script class: `method`, with `receiver_type`
    Function,      ///< a Python function of the files
    Class,         ///< a class of the files
    TypeMethod,    ///< a method of a typed value: `name` with `receiver_type`
    Builtin,       ///< an entry of the compiler's own table: print, len, range ...: `name`
    Python,        ///< any other Python object: `python`
    Super,         ///< super()
    Range,         ///< range(...): only to be iterated
    Zip,           ///< zip or enumerate over run-time values: only to be iterated; `parts` are the elements' values
    Exception,     ///< an exception class or object
    Slice,         ///< slice(...): only an index
    PrintResult,   ///< what print(...) gives: nothing
};

struct Value;
using Values = std::vector<Value>;

struct Value {
    ValueKind kind = ValueKind::Unknown;
    TypeRef type = nullptr;  ///< Typed, and the result of a cast TypeMethod; for other kinds null
    std::string_view name;
    PyValue python;  ///< Python; what a constant attribute holds
    const ModuleInstance* instance = nullptr;
    Method method;
    FunctionRef function;
    ClassRef cls;  ///< Class; unbound Function; Module: the module interface that its attribute is annotated with
    TypeRef receiver_type = nullptr;
    std::string_view op;                       ///< TypeMethod: the operator
    const syntax::Expr* expression = nullptr;  ///< where the value comes from
    const syntax::Expr* receiver = nullptr;    ///< TypeMethod: the expression before the dot
    std::shared_ptr<const Values> parts;       ///< ModuleParts, Zip, and Typed tuples that hold what is not typed
    bool is_tree = false;                      ///< ModuleParts of enumerate(), zip(), items(): can be iterated, and nothing else
    bool empty_list_literal = false;           ///< an untyped `[]` that was never stored
    bool literal = false;                      ///< an int or str literal
    bool inferred_tensor = false;              ///< a parameter that is a Tensor only for want of an annotation
    bool module_attribute = false;             ///< read from `self`
    bool constant_attribute = false;           ///< a Final or `__constants__` attribute: `python` is its value
    bool requires_grad = false;
    /// The slice of a module container or the display that makes a module a value, which cannot be called.
    const syntax::Expr* made_value = nullptr;
    TypeRef made_as = nullptr;                     ///< of a variable annotated as Union or Any: the type of its first value
    bool unbound = false;                          ///< Function: a method read from the module class `cls`
    bool runtime_length = false;                   ///< Zip: has a part of run-time length
    bool outside = false;                          ///< Unknown: the object, whatever it is, that a name from outside the function means
    const syntax::Parameter* parameter = nullptr;  ///< the parameter that this name is, while not reassigned
    /// It is of another kind than in eager mode, which matters where it is kept; told at `differs_at`.
    Difference differs = Difference::None;
    const syntax::Expr* differs_at = nullptr;
    /// The empty literal that gave this list or dict its default element type, and the assignment that named
    /// it.
    const syntax::Expr* empty_literal = nullptr;
    const syntax::Node* empty_statement = nullptr;
    std::string_view empty_name;

    static Value unknown() { return {}; }
    static Value typed(TypeRef t, const syntax::Expr* from = nullptr) {
        Value v;
        v.kind = t->is(torchscript::TypeKind::Unknown) ? ValueKind::Unknown : ValueKind::Typed;
        v.type = t;
        v.expression = from;
        return v;
    }
    bool is(ValueKind k) const { return kind == k; }
    bool is_type(torchscript::TypeKind k) const { return kind == ValueKind::Typed && type->is(k); }
    /// Typed or Unknown: what may be stored in a variable of run-time type.
    bool is_plain() const { return kind == ValueKind::Typed || kind == ValueKind::Unknown; }
};

}  // namespace jitlint::analysis
