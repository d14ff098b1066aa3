#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "analysis/eager/value.h"
#include "torchscript/wrappers.h"

namespace jitlint::analysis {

enum class Tri : std::uint8_t { No, Yes, Maybe };

/// What torch.jit's decorators (and Python's) say about a function.
struct Decorations {
    bool ignore = false;       ///< @torch.jit.ignore, also called with arguments
    bool ignore_drop = false;  ///< @torch.jit.ignore(drop_on_export=True): like unused
    bool unused = false;       ///< @torch.jit.unused
    bool export_ = false;      ///< @torch.jit.export
    bool script = false;       ///< @torch.jit.script, script_method
    bool script_if_tracing = false;
    bool overload = false;      ///< @torch.jit._overload, _overload_method, @typing.overload
    bool jit_overload = false;  ///< of these, torch.jit's
    bool property = false;
    bool setter_or_deleter = false;  ///< @name.setter, @name.deleter
    bool static_method = false;
    bool class_method = false;
    bool abstract_method = false;
    /// The outermost decorator of a library that the compiler reads through (`__wrapped__`), such as @torch.no_grad().
    torchscript::LibraryWrapper library_wrapper = torchscript::LibraryWrapper::None;
    bool cached = false;      ///< @functools.lru_cache, @functools.cache
    bool autocast = false;    ///< @torch.autocast(...)
    bool wrapped = false;     ///< a decorator whose result is made with functools.wraps: the compiler reads what is beneath
    bool unknown = false;     ///< another decorator: what a call of the function does is not known
    bool only_wraps = false;  ///< that other decorator is functools.wraps: a call runs the function
    /// Not known what the compiler reads.
    bool unreadable() const { return unknown && !wrapped; }
    const syntax::Expr* unknown_decorator = nullptr;
    const syntax::Expr* library_decorator = nullptr;
    const syntax::Expr* wrapped_decorator = nullptr;
    /// What that decorator returns: the compiler looks the names of the function up where the wrapper stands
    /// (createResolutionCallbackFromClosure), not where the function does.
    FunctionRef wrapper = {};
    /// What a decorator of the files returns without functools.wraps: the compiler reads that in place of the function.
    FunctionRef replacement = {};
    const Capture* replacement_capture = nullptr;
    const syntax::Expr* autocast_decorator = nullptr;
};

/// A member function found along the method resolution order.
struct Method {
    FunctionRef function;
    ClassRef owner;
    Decorations decorations;
};

struct CallArgument {
    std::string_view keyword;  ///< empty: positional
    PyValue value;
    bool star = false;  ///< `*value` or `**value`
};

/// What functools.partial was called with.
struct PartialCall {
    PyValue callee;
    std::vector<CallArgument> bound;
};

/// A use of torch.jit.script, trace and the like, by call or decorator.
struct JitUse {
    enum class Kind : std::uint8_t { Script, Trace, TraceModule };
    Kind kind = Kind::Script;
    const SourceModule* module = nullptr;
    text::Span span;                     ///< the call, or the decorator
    const syntax::Call* call = nullptr;  ///< null for a decorator
    PyValue target;                      ///< what is scripted: Module, Function, BoundMethod, Class, or Unknown
    std::string method;                  ///< trace_module: each traced method gives one use; else empty
};

/// Evaluates eager Python abstractly. One per thread; values live as long as it. Never fails: what it cannot
/// follow is Unknown, and what an unknown action may have touched becomes Unknown (or `open`). Steps and
/// depth are bounded.
class Evaluator {
public:
    explicit Evaluator(ModuleLoader* loader);
    ~Evaluator();

    /// The value of a global or closure name as the compiler finds it when it compiles a function whose scope
    /// is `scope` (Python rules, builtins as External "builtins.len"). Names that are assigned more than
    /// once, conditionally or augmented to different values are Unknown. A name that is bound nowhere:
    /// nullopt.
    std::optional<PyValue> lookup(std::string_view name, const SourceModule& module, const Scope& scope);
    /// The same for a function that a call has made: `capture` is what it has captured (may be null).
    std::optional<PyValue> lookup(std::string_view name, const SourceModule& module, const Scope& scope, const Capture* capture);
    /// What functools.partial has bound; `callee` Unknown where the value is no partial object.
    PartialCall partial(const PyValue& value);

    /// The value of an expression evaluated eagerly in `scope` (module level, class body, default argument,
    /// decorator, annotation).
    PyValue evaluate(const syntax::Expr& expression, const SourceModule& module, const Scope& scope);
    /// The same for an annotation: names that are imported under `if TYPE_CHECKING` are seen.
    PyValue evaluate_annotation(const syntax::Expr& expression, const SourceModule& module, const Scope& scope);

    /// `value.name`, as getattr would: through Namespaces, Externals (dotted path grows; canonical:
    /// torch.nn.functional.relu, torch.nn.Linear), instances, classes. nullopt: certain that there is no such
    /// attribute.
    std::optional<PyValue> attribute(const PyValue& value, std::string_view name);

    /// `value[arguments...]` for a generic of typing or its like (`List`, `Optional`, `list`); Unknown for others.
    PyValue subscript(const PyValue& value, std::vector<PyValue> arguments);

    /// Calls a class: runs `__init__` abstractly.
    PyValue instantiate(ClassRef cls, std::span<const CallArgument> arguments);
    /// The instance that stands for all: every constructor parameter is Unknown (annotations are not
    /// trusted).
    ModuleInstance* generic_instance(ClassRef cls);

    /// Whether code may set the attribute on the class, or on one of its bases, outside of its body: `Class.name = ...`.
    bool is_patched(ClassRef cls, std::string_view name);

    Tri is_module_class(ClassRef cls);  ///< derives from torch.nn.Module or torch.jit.ScriptModule
    /// Linearised bases, the class itself first. Bases outside the project appear as names; `complete` is
    /// false where one could not be resolved.
    struct Linearization {
        struct Entry {
            ClassRef cls;
            std::string_view external;
        };
        std::vector<Entry> entries;
        bool complete = true;
    };
    const Linearization& linearization(ClassRef cls);
    /// The method, property or function `name` of the class by its linearisation; nullopt: not in any class
    /// of the files (look in `entries` for externals).
    std::optional<Method> find_method(ClassRef cls, std::string_view name);
    /// All methods and properties of the classes of files in the linearisation, most derived first,
    /// overridden ones left out.
    std::vector<Method> methods(ClassRef cls);
    /// The functions under torch.jit._overload (or _overload_method) that stand before `function` in its scope, under its name.
    std::vector<const syntax::FunctionDef*> overloads(const FunctionRef& function);
    /// The `raise` or `assert` with which a property of the instance certainly ends when it is read; null where it may return.
    const syntax::Stmt* certain_raise(const Method& property, const ModuleInstance& instance);
    Decorations decorations(const syntax::FunctionDef& function, const SourceModule& module, const Scope& scope);

    /// All uses of script and trace in the module, at any level, in source order. `torch.jit.script(Net(64))`
    /// and names that hold an instance
    /// (`net = Net(); net.eval(); torch.jit.script(net)`) are evaluated where they can be.
    std::vector<JitUse> jit_uses(const SourceModule& module);

    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace jitlint::analysis
