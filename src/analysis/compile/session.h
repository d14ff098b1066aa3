#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analysis/compile/analyze.h"
#include "analysis/compile/structure/classes.h"
#include "analysis/compile/value.h"
#include "analysis/eager/evaluator.h"
#include "torchscript/operators.h"

namespace jitlint::analysis {

/// A function's parameters and result as the compiler reads them from annotations, `# type:` comments and
/// defaults.
struct Signature {
    struct Parameter {
        const syntax::Parameter* node = nullptr;
        TypeRef type = nullptr;
        bool inferred = false;           ///< a Tensor only for want of an annotation
        std::int32_t fixed_size = 0;     ///< of a BroadcastingList: N
        bool undefined_default = false;  ///< a Tensor whose default is None
    };
    std::vector<Parameter> parameters;  ///< without self
    const syntax::Parameter* self = nullptr;
    TypeRef declared_return = nullptr;  ///< null: to be inferred
    bool from_comment = false;          ///< a `# type:` comment gave the types
    text::Span comment;                 ///< that comment
    std::string comment_text;           ///< its text, with the types that stand beside the parameters
    /// Of a function that stays Python's: a variadic or keyword-only parameter, which has a type and no place.
    const syntax::Parameter* uncounted = nullptr;
    bool open = false;           ///< variadic, or a `# type:` comment that does not resolve: calls are not checked
    torchscript::Schema schema;  ///< for matching calls; views into `schema_parameters`
    std::vector<torchscript::Parameter> schema_parameters;
};

/// What compiling a function gave.
struct FunctionResult {
    TypeRef returns = nullptr;  ///< null while in progress
    bool in_progress = false;
    bool reported = false;  ///< compiled with findings reported (not on a path that may be dead)
    AnalysisObserver::Unit unit = 0;
};

/// One abstract compilation of what a file's roots reach, under one torch version.
class Session {
public:
    Session(Evaluator& python, torchscript::Version point, AnalysisObserver& sink);

    Evaluator& evaluator;
    const torchscript::Version version;
    AnalysisObserver& observer;
    torchscript::TypeContext types;
    torchscript::Operators operators;
    Classes classes{*this};
    bool saves = false;  ///< the file saves what it scripts
    /// The root that is being compiled: where it is scripted, and whether it stands for any instance of its class.
    const SourceModule* root_module = nullptr;
    text::Span root_span;
    bool generic_root = false;

    bool before(torchscript::Version v) const { return version < v; }

    /// Compiles a scripted module: its submodules, then its properties, forward, exported methods and hooks.
    void compile_module(const ModuleInstance& instance, const ReachedFrom* reached, const std::string& path, bool certain);
    /// Compiles a function or method once per structure of `self`; `certain` false: on a path that may be
    /// dead, nothing is reported.
    FunctionResult compile_function(const FunctionContext& context, bool certain);
    /// What calls of the module run: forward, or the method that `__init__` put in its place; nullopt where that is not known.
    std::optional<Method> find_forward(const ModuleInstance& instance);
    /// The signature, made once per function.
    const Signature& signature(const FunctionContext& context);

    /// The signature of a declaration under torch.jit._overload; the defaults of a function are those of its implementation.
    const Signature& overload_signature(const FunctionContext& implementation, const syntax::FunctionDef& overload);
    /// The declarations under torch.jit._overload (or _overload_method) that count for the function, a method of `owner` where that is given,
    /// called through `self`.
    std::vector<const syntax::FunctionDef*> overloads(const FunctionRef& function, ClassRef owner, const ModuleInstance* self);
    /// Compiles the implementation once per overload. False where the declarations are refused: what is wrong was reported then.
    bool compile_overloads(const FunctionContext& implementation, std::span<const syntax::FunctionDef* const> overloads, bool certain);
    /// What the implementation returns for one overload, after `compile_overloads`.
    TypeRef overload_result(const FunctionContext& implementation, const syntax::FunctionDef& overload);

    /// Reports what keeps `instance` from standing where the module interface `wanted` is declared: at `at`, or at its method where that is
    /// empty.
    void check_interface(ClassRef wanted, const ModuleInstance& instance, const FunctionContext& context, text::Span at);
    /// Reports what is wrong with the declaration of an interface, which is compiled when it is defined.
    void check_declaration(ClassRef interface);
    /// The interface that an annotation names, if it is one.
    ClassRef interface_of(const syntax::Expr& annotation, const SourceModule& module, const Scope& scope);
    /// The module interface that the class of `instance` annotates the attribute with; empty for others.
    ClassRef declared_interface(const ModuleInstance& instance, std::string_view name);
    /// The class-level annotation of an attribute as the compiler sees it: of the first class that has any annotation.
    const syntax::Expr* read_annotation(ClassRef cls, std::string_view name, ClassRef* where);

    /// Remembers the classes of all modules below a root, before it is compiled.
    void note_module_classes(const ModuleInstance& instance, int depth = 0);
    /// Whether all modules that are compiled by now are known.
    bool knows_modules() const { return !unknown_modules_ && !generic_root; }
    /// Whether isinstance() certainly does not know the class: no module that is compiled is of it.
    bool is_absent_module_class(const PyValue& cls) const;
    /// Whether isinstance() may be false for a module of this class, as compiled modules of it have several types.
    bool has_several_types(const PyValue& cls) const;
    /// A root begins: what is only known of one compilation is forgotten.
    void begin_root() { named_tuples_.clear(); }
    /// The NamedTuple of this name that compiled code met first below this root; `type` itself where there was none.
    TypeRef first_named_tuple(TypeRef type, const SourceModule* module) {
        return named_tuples_.try_emplace({module, type->name}, type).first->second;
    }
    /// A refusal inside a property of a module; a property that compiled code reads.
    void property_refused(const FunctionContext& context, const syntax::Node* place);
    void property_read(const Method& property) { read_properties_.insert(property.function.node); }
    /// A parameter without annotation that its function calls, which was told.
    void note_called(const syntax::Parameter* parameter) { called_parameters_.insert(parameter); }
    bool is_called(const syntax::Parameter* parameter) const { return called_parameters_.contains(parameter); }
    /// To be called when everything is compiled.
    void report_properties();

    /// Equal for instances whose methods compile alike.
    std::uint64_t structure(const ModuleInstance& instance);
    /// Equal for instances that the compiler would give the same type: as `structure`, and the arguments that torch.nn's classes keep as constants.
    std::uint64_t type_key(const ModuleInstance& instance);
    /// The scope in which the names of a function's signature are found.
    static const Scope& enclosing_scope(const FunctionRef& function);
    static FunctionContext make_context(const Method& method, const ModuleInstance* self, const ReachedFrom* reached);
    static FunctionContext make_context(const FunctionRef& function, const ReachedFrom* reached);
    /// Of what a decorator of the files has put in the place of the function; the same where there is no such thing.
    static FunctionContext replaced(const FunctionContext& original);
    /// Of a forward hook, whose first parameter is the module.
    FunctionContext hook_context(const FunctionRef& function, const ModuleInstance& self, const ReachedFrom* reached);
    /// The `@torch.jit.script` of a method of a module; null where it has none, or is a static method.
    const syntax::Expr* script_decorator(const Method& method);
    const ReachedFrom* step(const ReachedFrom* previous, const SourceModule* module, text::Span span, std::string symbol);
    const ReachedFrom* origin(const ReachedFrom* previous, const SourceModule* module, text::Span span);

    /// Whether the compiler turns the attribute into a constant (Final or `__constants__`).
    bool is_constant_attribute(const ModuleInstance& instance, std::string_view name);
    /// The class-level annotation of an attribute, with the class it stands in; null where there is none.
    const syntax::Expr* class_annotation(ClassRef cls, std::string_view name, ClassRef* where);
    /// Whether the front end replaces the statement: the body under torch.jit._IgnoreContextManager stays Python.
    bool is_ignored(const syntax::With& statement, const FunctionContext& context);
    /// Whether the class's list or set called `list_name` (`__constants__`, ...) has `member`.
    bool class_list_has(ClassRef cls, std::string_view list_name, std::string_view member);
    /// Where an `except` of the file catches the exception class `name`, around a call of something that may be compiled; empty where none does.
    text::Span handler_of(const SourceModule& module, std::string_view name);
    /// Whether instances of the class, or of classes that derive from it, were compiled.
    bool was_reached(ClassRef cls) const { return reached_classes_.contains(cls.node); }
    bool was_instantiated(ClassRef cls) const { return instantiated_classes_.contains(cls.node); }
    bool was_read(const syntax::FunctionDef& function) const { return walked_.contains(&function); }
    /// Whether the function is being compiled right now: a call of it is a recursion.
    bool is_active(const FunctionContext& context);
    /// Whether the method is compiled together with others of its module right now, and gets its defaults when all of them are.
    bool lacks_defaults(const Method& method, const ModuleInstance& self);

    /// Bounds against hostile input: deeper or longer work is given up silently.
    bool exhausted() const { return depth_ > 48 || work_ > 200000; }
    void count_work() { ++work_; }

private:
    struct Key {
        const void* function;
        std::uint64_t structure;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& k) const { return std::hash<const void*>()(k.function) ^ (k.structure * 0x9E3779B97F4A7C15ULL); }
    };
    void read_function(const FunctionContext& context);
    void check_library_interface(ClassRef wanted, const ModuleInstance& instance, const FunctionContext& context, text::Span at);
    /// The annotations of the class body for the attributes of an instance.
    void check_attribute_annotations(const ModuleInstance& instance, const FunctionContext& context);
    /// What depends on where and how the instance was made, once for each place.
    void check_making(const ModuleInstance& instance, const ReachedFrom* reached, const std::string& path);
    void check_cycle(const ModuleInstance& instance, const Attribute& attribute, const std::string& path);
    /// What is wrong with the class's methods as they are declared.
    void check_methods(const ModuleInstance& instance, const std::vector<Method>& methods);
    Key key_of(const FunctionContext& context);
    /// The function under `@name.setter` beside the getter of a property; nullopt where there is none.
    std::optional<Method> find_setter(const Method& getter);
    /// Compiles getter and setter.
    void compile_property(const ModuleInstance& instance, const Method& getter, const ReachedFrom* reached, const std::string& path, bool certain);
    void compile_member(const ModuleInstance& instance, const Method& method, const ReachedFrom* reached, const std::string& path, bool certain);

    std::unordered_map<Key, FunctionResult, KeyHash> results_;
    std::unordered_map<const void*, std::unique_ptr<Signature>> signatures_;
    std::unordered_map<const void*, std::unique_ptr<Signature>> overload_signatures_;
    std::unordered_map<const ModuleInstance*, std::uint64_t> structures_;
    /// The types (`type_key`) that modules below a root have, by the classes of files.
    std::unordered_map<const void*, std::unordered_set<std::uint64_t>> module_classes_;
    std::unordered_map<std::string_view, std::unordered_set<std::uint64_t>> library_modules_;  ///< the same by dotted names
    bool unknown_modules_ = false;                                                             ///< there are modules whose class is not known
    struct CompiledModule {
        bool reported = false;
        AnalysisObserver::Unit unit = 0;
    };
    std::unordered_map<std::uint64_t, CompiledModule> compiled_modules_;  ///< by structure
    /// Structure, arguments and place.
    std::set<std::tuple<std::uint64_t, std::uint64_t, const SourceModule*, std::uint32_t>> makings_;
    struct RefusedProperty {
        FunctionContext context;
        const syntax::Node* place;
    };
    std::vector<RefusedProperty> refused_properties_;
    std::map<std::pair<const SourceModule*, std::string_view>, TypeRef> named_tuples_;
    std::unordered_set<const void*> read_properties_;
    std::unordered_set<const void*> called_parameters_;
    std::unordered_set<const void*> reached_classes_;
    std::unordered_set<const void*> instantiated_classes_;  ///< exactly those of compiled instances
    std::unordered_set<const void*> walked_;
    std::vector<const ModuleInstance*> being_compiled_;  ///< from the root down
    std::unordered_map<const SourceModule*, std::unordered_map<std::string_view, text::Span>> handlers_;
    std::deque<ReachedFrom> steps_;
    int depth_ = 0;
    long work_ = 0;
};

}  // namespace jitlint::analysis
