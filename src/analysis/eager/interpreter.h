#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analysis/eager/evaluator.h"
#include "analysis/eager/external_names.h"
#include "analysis/eager/heap.h"
#include "analysis/eager/library_modules.h"

namespace jitlint::analysis {

/// Whether the statements behind can be reached.
enum class Flow : std::uint8_t { Alive, Dead };

using Arguments = std::vector<CallArgument>;

/// A place where several paths meet again: the end of a function, of a loop, of an iteration.
struct ExitPoint {
    std::size_t level = 0;  ///< of its fork; 0: it has none, as no path leaves early
    std::vector<std::pair<Delta, PyValue>> early;
    Serial born = 0;
    std::optional<PyValue> last;  ///< the value of the path that left with nothing undecided
};

/// Where `return`, `break` and `continue` lead.
struct Exits {
    ExitPoint* function = nullptr;
    ExitPoint* loop = nullptr;
    ExitPoint* iteration = nullptr;
};

/// What a body has, so that forks are opened only where they are needed.
struct BodyFacts {
    bool returns_early = false;  ///< a return that is not the last statement
    bool breaks = false;
    bool continues = false;
    bool yields = false;
    std::vector<std::string_view> assigned;  ///< names that it binds, nested functions left out
};

/// The arguments of a call by parameter.
using BoundArguments = std::vector<std::pair<std::string_view, PyValue>>;

/// Records what torch.jit.script and its like are called with.
struct JitRecorder {
    const SourceModule* module = nullptr;
    std::unordered_set<const syntax::Call*> watched;
    std::vector<JitUse> uses;
};

/// The implementation of Evaluator.
struct Evaluator::Impl {
    explicit Impl(ModuleLoader* module_loader) : loader(module_loader) {}

    ModuleLoader* loader;
    Heap heap;

    // ---- bounds and making values (make_value.cpp)
    struct Level {
        explicit Level(Impl& owner);
        ~Level();
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;
        Impl& impl;
        bool ok;
    };
    /// Gives an entry point its own steps where it is not nested in another one.
    struct Budget {
        explicit Budget(Impl& owner);
        ~Budget();
        Budget(const Budget&) = delete;
        Budget& operator=(const Budget&) = delete;
        Impl& impl;
        bool outermost;
    };
    bool spend(std::size_t amount = 1);
    bool exhausted() const;

    PyValue none() const;
    static PyValue ellipsis();
    PyValue boolean(bool value) const;
    PyValue integer(std::int64_t value) const;
    PyValue real(double value) const;
    /// A number or text of which only the kind is known.
    PyValue vague(PyKind kind) const;
    PyValue text(std::string_view value);
    PyValue tri(Tri value);
    PyValue tensor(bool requires_grad = false) const;
    PyValue external(std::string_view dotted);
    PyValue external_object(std::string_view dotted);
    PyValue generic(std::string_view dotted, std::vector<PyValue> arguments);
    bool add_distinct(std::vector<PyValue>& items, PyValue item);
    PyValue sequence(PyKind kind, std::vector<PyValue> items, bool complete = true);
    /// What range(), zip(), dict.keys() and their like give: a List that is no list.
    PyValue iterator(std::vector<PyValue> items, bool complete);
    PyValue dictionary(std::vector<std::pair<PyValue, PyValue>> items, bool complete = true);
    PyValue function_value(FunctionRef function, Frame* frame);
    /// What a `def` hands to its decorators.
    PyValue undecorated_value(FunctionRef function);
    PyValue module_value(ModuleInstance* instance) const;
    PyValue deep_copy(const PyValue& value, std::map<const void*, PyValue>& done, int level = 0);

    // ---- names (resolve.cpp, imports.cpp, global_changes.cpp)
    Frame* static_frame(const SourceModule& module, const Scope& scope);
    std::optional<PyValue> lookup(std::string_view name, const SourceModule& module, const Scope& scope);
    std::optional<PyValue> scope_value(std::string_view name, const SourceModule& module, const Scope& scope);
    PyValue bindings_value(std::span<const Binding* const> bindings, const SourceModule& module, const Scope& scope);
    bool is_left_out(const Binding& binding, const SourceModule& module, const Scope& scope);
    std::optional<PyValue> value_before(std::string_view name, std::uint32_t offset, const SourceModule& module, const Scope& scope);
    PyValue binding_value(const Binding& binding, const SourceModule& module, const Scope& scope);
    /// What the star imports of a file that stand at or behind the offset make of the name. `certain` turns false where one may have it.
    std::optional<PyValue> star_value(std::string_view name, const SourceModule& module, bool* certain, std::uint32_t from = 0);
    /// The same where a star import stands behind the bindings of the name, and replaces them.
    std::optional<PyValue> replacing_star(std::string_view name, const SourceModule& module, std::span<const Binding* const> bindings);
    PyValue name_value(std::string_view name, Frame& frame);
    PyValue import_value(const syntax::Alias& alias, const SourceModule& from);
    PyValue import_from_value(const syntax::ImportFrom& node, const syntax::Alias& alias, const SourceModule& module);
    std::optional<std::string> absolute_name(const syntax::ImportFrom& node, const SourceModule& module);
    /// The module that the statement names, or the one called `below` in it.
    const SourceModule* imported_module(const syntax::ImportFrom& node, std::string_view below, const SourceModule& from);
    /// Whether `from space import *` binds the name.
    Tri exports(const SourceModule& space, std::string_view name);
    /// An attribute of a file's module. For a star import, which takes names alone, `star_certain` turns false where a name that is not found may be
    /// there all the same; else such a name is Unknown.
    std::optional<PyValue> namespace_attribute(const SourceModule& space, std::string_view name, bool* star_certain = nullptr);
    bool changed_elsewhere(std::string_view name, const SourceModule& module);
    std::unordered_set<std::string_view> changed_by_methods(ClassRef cls);
    void forget_placeholders(ModuleInstance& instance, int below = 0);
    void forget_changes(const PyValue& value, std::string_view name, const SourceModule& module);
    /// Whether code of the file may make globals whose names are not written: `globals()[name] = ...`.
    bool may_define_any(const SourceModule& module);
    static PyValue likeliest_base(const PyValue& value);
    /// Whether `Class.name = ...` may have run for this very class; for it or one of its bases.
    bool is_patched_in(ClassRef cls, std::string_view name);
    bool is_patched(ClassRef cls, std::string_view name);

    // ---- attributes (read_attribute.cpp, set_attribute.cpp)
    struct Site {
        Frame& frame;
        text::Span span;
        const syntax::Call* call = nullptr;
    };
    std::optional<PyValue> attribute(const PyValue& value, std::string_view name);
    std::optional<PyValue> instance_attribute(const ModuleInstance& instance, std::string_view name);
    std::optional<PyValue> class_attribute(ClassRef cls, std::string_view name, const PyValue& receiver, ClassRef after = {});
    /// What is assigned to the name in the body of the class, or of a base, before any method of that name.
    std::optional<PyValue> class_data(ClassRef cls, std::string_view name);
    /// The fields of a class derived from typing.NamedTuple, in order.
    std::vector<std::string_view> tuple_fields(ClassRef cls);
    std::optional<PyValue> named_tuple(ClassRef cls, const Arguments& args);
    PyValue read_attribute(const PyValue& value, std::string_view name, Frame& frame);
    void set_attribute(const PyValue& target, std::string_view name, const PyValue& value, Frame& frame, text::Span span);
    void delete_attribute(const PyValue& target, std::string_view name);
    void put(std::vector<Attribute>& attributes, std::string_view name, const PyValue& value, AttributeKind kind, const Frame& frame,
             text::Span span);
    void set_module_attribute(ModuleInstance& instance, std::string_view name, const PyValue& value, Frame& frame, text::Span span);
    void require_init(ModuleInstance& instance);
    /// Whether the value is an object whose class has the method.
    bool has_special(const PyValue& value, std::string_view name);
    static constexpr std::string_view kProperty = "builtins.property";
    /// A function that `property(get, set)` was given; Unknown where the value is no such property, or the function is not known.
    PyValue property_function(const PyValue& property, std::size_t position, std::string_view keyword);
    FunctionRef property_setter(const Method& property, std::string_view name);
    bool is_set_through_class(ClassRef cls, std::string_view name);
    void set_through_class(ClassRef cls, const PyValue& self, std::string_view name, const PyValue& value, const Site& site);
    void blur(Attribute& attribute);

    // ---- classes (linearization.cpp, methods.cpp, decorations.cpp, is_instance.cpp)
    const Linearization& linearization(ClassRef cls);
    Linearization linearize(ClassRef cls);
    bool is_plain_metaclass(const PyValue& value);
    /// Whether something besides `__init__` may run nn.Module's: a metaclass, `__new__`, a decorator.
    bool may_be_initialized_elsewhere(ClassRef cls);
    Tri is_module_class(ClassRef cls);
    bool is_evidently_module(const Linearization& line);
    bool sets_module(const Method& method);
    Tri derives_from(ClassRef cls, std::string_view dotted);
    std::optional<Method> find_method(ClassRef cls, std::string_view name);
    std::optional<Method> method_in(ClassRef cls, std::string_view name);
    std::vector<Method> methods(ClassRef cls);
    /// Whether the class's name means the class when its decorators have run.
    bool plainly_decorated(const syntax::ClassDef& cls, const SourceModule& module);
    /// Whether a decorator, run as a function of the files, returns the class.
    bool gives_back(const syntax::Expr& decorator, ClassRef cls, Frame& frame);
    bool registers_dispatch(const syntax::Expr& callee, Frame& frame);
    Decorations decorations(const syntax::FunctionDef& function, const SourceModule& module, const Scope& scope);
    Tri is_instance(const PyValue& value, const PyValue& type);
    Tri is_subclass(const PyValue& cls, const PyValue& base);

    // ---- expressions (evaluate.cpp, comprehensions.cpp, operators.cpp, subscripts.cpp, format_text.cpp)
    PyValue evaluate(const syntax::Expr& expression, Frame& frame);
    PyValue evaluate_inner(const syntax::Expr& expression, Frame& frame);
    PyValue evaluate_constant(const syntax::Constant& node);
    PyValue evaluate_display(syntax::Exprs elements, PyKind kind, Frame& frame);
    PyValue evaluate_dict(const syntax::Dict& node, Frame& frame);
    PyValue evaluate_bool_op(const syntax::BoolOp& node, std::size_t from, Frame& frame);
    PyValue evaluate_compare(const syntax::Compare& node, Frame& frame);
    std::optional<bool> python_version_test(const syntax::Compare& node, Frame& frame);
    PyValue evaluate_unary(const syntax::UnaryOp& node, Frame& frame);
    PyValue evaluate_conditional(const syntax::IfExp& node, Frame& frame);
    PyValue evaluate_subscript(const syntax::Subscript& node, Frame& frame);
    PyValue evaluate_joined(const syntax::JoinedStr& node, Frame& frame);
    PyValue evaluate_comprehension(const syntax::Expr& node, PyKind kind, const syntax::Expr& element, const syntax::Expr* value,
                                   syntax::Seq<syntax::Comprehension> generators, Frame& frame);
    struct Collected {
        std::vector<PyValue> keys;
        std::vector<PyValue> values;
        bool complete = true;
        bool alike = true;
    };
    void collect(syntax::Seq<syntax::Comprehension> generators, const syntax::Expr& element, const syntax::Expr* value, Frame& frame, Collected& out);
    PyValue binary(syntax::Operator op, const PyValue& left, const PyValue& right);
    std::optional<PyValue> combine_sets(syntax::Operator op, const PyValue& left, const PyValue& right);
    Tri compare(syntax::CompareOperator op, const PyValue& left, const PyValue& right);
    Tri equal(const PyValue& left, const PyValue& right, int level = 0);
    Tri identical(const PyValue& left, const PyValue& right);
    Tri contains(const PyValue& container, const PyValue& item);
    Tri truth(const PyValue& value);
    PyValue subscript(const PyValue& container, const PyValue& index);
    PyValue slice(const PyValue& container, const syntax::Slice& node, Frame& frame);
    void set_subscript(const PyValue& container, const PyValue& index, const PyValue& value, Frame& frame, text::Span span);
    void delete_subscript(const PyValue& container, const PyValue& index);
    std::optional<std::string> formatted(const PyValue& value, char conversion, std::string_view spec);
    std::optional<std::string> format_call(std::string_view format, const Arguments& args);
    std::optional<std::string> percent(std::string_view format, const PyValue& value);
    /// The elements that iterating over the value gives; nullopt: not known at all.
    struct Elements {
        std::vector<PyValue> items;
        bool complete = true;
        bool alike = false;  ///< as in ListObject
    };
    std::optional<Elements> iterate(const PyValue& value);

    // ---- calls (call.cpp, call_function.cpp, builtins.cpp, library_calls.cpp, torch_calls.cpp,
    // value_methods.cpp)
    PyValue evaluate_call(const syntax::Call& node, Frame& frame);
    Arguments evaluate_arguments(const syntax::Call& node, Frame& frame);
    struct Remains {
        enum class Kind : std::uint8_t {
            Unknown,
            Itself,
            Wrapper,   ///< under functools.wraps: `function`, where that is all
            Replaced,  ///< `function`, with what it captured
        } kind = Kind::Unknown;
        FunctionRef function;
        const Capture* capture = nullptr;
    };
    Remains what_remains(const FunctionRef& function, const PyValue& decorator, Frame& frame);
    PyValue call(const PyValue& callee, const Arguments& args, const Site& site);
    PyValue call_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site);
    PyValue call_unknown(const PyValue& callee, const Arguments& args);
    PyValue call_function(const PyValue& function, const Arguments& args);
    /// Calls what the one decorator of a method, which wraps it, made of it.
    PyValue call_wrapped(const Method& method, const Arguments& args);
    PyValue run_function(const FunctionRef& function, const Capture* capture, const Arguments& args);
    BoundArguments bind(syntax::Seq<syntax::Parameter> parameters, const Arguments& args, Frame& defaults);
    template <class Each>
    PyValue for_each_alternative(const PyValue& value, Each&& each);
    std::optional<PyValue> call_norm(std::string_view name, const Arguments& args, const Site& site);
    PyValue call_external(std::string_view dotted, const Arguments& args, const Site& site);
    std::optional<PyValue> call_builtin(std::string_view name, const Arguments& args, const Site& site);
    std::optional<PyValue> call_iteration_builtin(std::string_view name, const Arguments& args, const Site& site);
    std::optional<PyValue> call_object_builtin(std::string_view name, const Arguments& args, const Site& site);
    std::optional<PyValue> call_number_builtin(std::string_view name, const Arguments& args);
    std::optional<PyValue> call_math(std::string_view name, const Arguments& args);
    std::optional<PyValue> call_torch(std::string_view dotted, const Arguments& args, const Site& site);
    std::optional<PyValue> call_jit(std::string_view dotted, const Arguments& args, const Site& site);
    std::optional<PyValue> call_standard_library(std::string_view dotted, const Arguments& args, const Site& site);
    std::optional<PyValue> unbound_method(std::string_view dotted, const Arguments& args, const Site& site);
    PyValue string_method(const PyValue& receiver, std::string_view name, const Arguments& args);
    PyValue list_method(const PyValue& receiver, std::string_view name, const Arguments& args);
    PyValue dict_method(const PyValue& receiver, std::string_view name, const Arguments& args);
    PyValue object_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site);

    // ---- tensors (tensors.cpp)
    PyValue sized_tensor(std::vector<PyValue> sizes, PyKind element, bool requires_grad);
    PyValue tensor_like(const PyValue& other, bool requires_grad);
    std::optional<std::vector<PyValue>> sizes_in(const Arguments& args, bool one_by_one);
    bool describe_data(const PyValue& data, std::vector<PyValue>& sizes, PyKind& element, std::size_t level);
    PyValue make_tensor(std::string_view name, const Arguments& args, bool requires_grad);
    PyValue tensor_shape(const PyValue& tensor);
    PyValue tensor_item(const PyValue& value);
    std::optional<Elements> iterate_tensor(const PyValue& value);
    PyValue combine_tensors(syntax::Operator op, const PyValue& left, const PyValue& right);
    PyValue tensor_attribute(const PyValue& value, std::string_view name);
    PyValue tensor_method(const PyValue& receiver, std::string_view name, const Arguments& args);
    void forget_sizes(const PyValue& tensor);

    // ---- objects and dicts of the files (objects.cpp)
    PyValue dict_base_method(const PyValue& self, std::string_view name, const Arguments& args, const Site& site);
    PyValue attributes_dict(const PyValue& value);
    PyValue owner_of_dict(const syntax::Expr& node, Frame& frame);
    void add_attributes(const PyValue& owner, const PyValue& items, Frame& frame, text::Span span);
    void replace_attributes(const PyValue& owner, const PyValue& value, Frame& frame, text::Span span);
    PyValue items_of(const PyValue& object);
    PyValue call_factory(const PyValue& factory);
    PyValue run_method(const PyValue& receiver, std::string_view name, const Arguments& args);

    // ---- instances of torch.nn's classes (library_attribute.cpp)
    static constexpr std::string_view kTupleMaker = "torch.nn.modules.utils._ntuple";
    PyValue repeated(const PyValue& value, std::size_t count);
    std::optional<PyValue> call_module_utils(std::string_view name, const Arguments& args);
    PyValue library_argument(const ModuleInstance& instance, const ConstructorParameter& parameter);
    std::optional<PyValue> kept_argument(const ModuleInstance& instance, std::string_view cls, std::string_view name);
    std::vector<PyValue> library_sizes(const ModuleInstance& instance, std::string_view cls, bool weight);
    std::optional<PyValue> library_attribute(const ModuleInstance& instance, std::string_view cls, std::string_view name);

    // ---- modules and classes of the file (instantiate.cpp, enumerations.cpp, super_call.cpp, dataclasses.cpp,
    // module_construction.cpp, module_methods.cpp)
    PyValue instantiate(ClassRef cls, const Arguments& args, const Site& site, const Capture* capture = nullptr);
    /// The members of an enumeration by name, in order; none where they are not all known.
    using EnumMembers = std::vector<std::pair<std::string_view, PyValue>>;
    const EnumMembers& enum_members(ClassRef cls);
    EnumMembers make_enum_members(ClassRef cls);
    PyValue enum_member(ClassRef cls, std::string_view name);
    /// `Mode(value)`: the member with that value.
    std::optional<PyValue> enum_lookup(ClassRef cls, const Arguments& args);
    bool is_enum_member(const PyValue& value);
    void run_init(ClassRef cls, const PyValue& self, const Arguments& args, const Site& site);
    void finish(ClassRef cls, const PyValue& self);
    bool is_dataclass(ClassRef cls);
    struct Field {
        std::string_view name;
        const syntax::AnnAssign* node = nullptr;
        ClassRef cls;
    };
    std::vector<Field> dataclass_fields(ClassRef cls);
    PyValue as_dict(const PyValue& value, int level);
    std::optional<PyValue> replace_fields(const PyValue& object, const Arguments& args, const Site& site);
    PyValue dataclass_init(const PyValue& self, ClassRef cls, const Arguments& args, const Site& site);
    void add_class_attributes(ClassRef cls, std::vector<Attribute>& attributes);
    ModuleInstance* opened_instance(ClassRef cls);
    ModuleInstance* generic_instance(ClassRef cls);
    struct Super {
        PyValue self;
        ClassRef own;    ///< of `self`; empty where it is not known
        ClassRef after;  ///< behind which the search begins
    };
    /// The node as a call of Python's super, or null.
    const syntax::Call* called_super(const syntax::Expr& node, Frame& frame);
    Super read_super(const syntax::Call& super, Frame& frame);
    /// A method that is read from super() and not called.
    std::optional<PyValue> super_attribute(const syntax::Call& super, std::string_view name, Frame& frame);
    PyValue super_call(const syntax::Call& super, std::string_view name, const Arguments& args, const Site& site);
    PyValue super_method(const PyValue& self, ClassRef own, ClassRef after, std::string_view name, const Arguments& args, const Site& site);
    /// What a base class outside the files does when its method is called; nullopt: it has none of that name.
    std::optional<PyValue> external_base_method(const PyValue& self, std::string_view base, std::string_view name, const Arguments& args,
                                                const Site& site);
    /// Notes what the constructor of a class of torch.nn, or of such a base, is given.
    void take_arguments(ModuleInstance& instance, std::string_view base, const Arguments& args);
    PyValue construct_module(std::string_view dotted, const Arguments& args, const Site& site);
    void fill_container(ModuleInstance& instance, ContainerKind kind, const Arguments& args);
    PyValue module_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site);
    std::optional<PyValue> registration(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site);
    std::optional<PyValue> container_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site);
    std::optional<PyValue> plain_module_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site);
    /// Pairs of name and submodule; with `deep` all below, the module itself first.
    struct Submodules {
        std::vector<std::pair<std::string, PyValue>> items;
        bool complete = true;
    };
    Submodules submodules(const ModuleInstance& instance, bool deep);
    void apply_to_all(const PyValue& module, const PyValue& function, const Site& site, int level);
    ContainerKind container_kind(const ModuleInstance& instance);
    void renumber(ModuleInstance& instance);

    // ---- statements (execute.cpp, match.cpp, loops.cpp, assign.cpp, body_facts.cpp)
    Flow execute(syntax::Body body, Frame& frame, Exits& exits);
    Flow execute(const syntax::Stmt& statement, Frame& frame, Exits& exits);
    Flow execute_inner(const syntax::Stmt& statement, Frame& frame, Exits& exits);
    void refine(const syntax::Expr& test, bool outcome, Frame& frame);
    Flow execute_if(const syntax::If& node, Frame& frame, Exits& exits);
    Flow execute_for(const syntax::For& node, Frame& frame, Exits& exits);
    Flow execute_while(const syntax::While& node, Frame& frame, Exits& exits);
    Flow execute_try(const syntax::Try& node, Frame& frame, Exits& exits);
    Flow execute_with(const syntax::With& node, Frame& frame, Exits& exits);
    Flow execute_match(const syntax::Match& node, Frame& frame, Exits& exits);
    Flow execute_cases(syntax::Seq<syntax::MatchCase> cases, const PyValue& subject, Frame& frame, Exits& exits);
    Tri matches(std::string_view pattern, const PyValue& subject, Frame& frame);
    Tri matches_structure(std::string_view pattern, const PyValue& subject, Frame& frame);
    std::optional<PyValue> literal_pattern(std::string_view pattern);
    void apply_decorators(const syntax::FunctionDef& function, Frame& frame);
    void execute_definition(const syntax::Stmt& statement, Frame& frame);
    /// Runs both on the present state and joins what they leave.
    template <class First, class Second>
    Flow either(First&& first, Second&& second);
    /// Runs `body` any number of times.
    template <class Iteration>
    void any_number_of_times(const BodyFacts& facts, Frame& frame, Iteration&& iteration);
    ExitPoint open_exit(bool needed);
    void leave(ExitPoint& point, const PyValue& value);
    /// Joins the early exits with the present state; Dead where no path comes through.
    Flow close_exit(ExitPoint& point, Flow flow, PyValue* value);
    const BodyFacts& facts_of(syntax::Body body);
    void assign(const syntax::Expr& target, const PyValue& value, Frame& frame);
    void assign_parts(syntax::Exprs targets, const PyValue& value, Frame& frame);
    void set_local(Frame& frame, std::string_view name, const PyValue& value);
    void augmented(const syntax::AugAssign& node, Frame& frame);

    // ---- uses of torch.jit (jit_uses.cpp)
    std::vector<JitUse> jit_uses(const SourceModule& module);

    const syntax::Stmt* certain_raise(const Method& property, const ModuleInstance& instance);

    // ---- hooks, lazy modules (module_methods.cpp)
    static constexpr std::string_view kHookHandle = "torch.utils.hooks.RemovableHandle";
    void remove_hook(ModuleInstance& instance, std::int64_t id);
    void materialize(const ModuleInstance& called);
    PyValue synchronize(const Arguments& args, const Site& site);
    std::int64_t hook_count = 0;
    std::vector<std::pair<const syntax::ClassDef*, std::size_t>> in_making;  ///< classes whose instances are being made, with the forks open then

    JitRecorder* recorder = nullptr;
    bool annotations = false;  ///< names under `if TYPE_CHECKING` are seen

    struct NameKey {
        const Scope* scope;
        std::string_view name;
        bool annotations;
        bool operator==(const NameKey&) const = default;
    };
    struct NameHash {
        std::size_t operator()(const NameKey& k) const {
            return std::hash<const void*>()(k.scope) ^ (std::hash<std::string_view>()(k.name) * 31) ^ (k.annotations ? 7U : 0U);
        }
    };
    std::unordered_map<NameKey, std::optional<PyValue>, NameHash> names;
    std::unordered_map<const SourceModule*, std::unordered_set<std::string_view>> changed_names;
    /// The attributes that code which was followed has set on a class; never taken back.
    std::unordered_map<const syntax::ClassDef*, std::unordered_set<std::string_view>> patched_classes;
    std::set<std::pair<const SourceModule*, std::string_view>> resolving_stars;
    std::vector<const syntax::Node*> running;  ///< functions, innermost last
    std::unordered_map<const syntax::ClassDef*, std::unique_ptr<Linearization>> linearizations;
    std::unordered_map<const syntax::ClassDef*, bool> evident_modules;
    std::unordered_map<const syntax::FunctionDef*, Decorations> known_decorations;
    std::unordered_map<const syntax::ClassDef*, ModuleInstance*> generic_instances;
    std::unordered_map<const syntax::ClassDef*, EnumMembers> enumerations;
    std::unordered_map<const void*, BodyFacts> body_facts;
    std::unordered_map<const SourceModule*, Frame*> module_frames;

    long steps = 0;
    long step_limit = 0;
    std::size_t copied_before = 0;
    int depth = 0;
    int calls = 0;
    int budgets = 0;
};

template <class First, class Second>
Flow Evaluator::Impl::either(First&& first, Second&& second) {
    const std::size_t level = heap.fork();
    const Flow one = first();
    std::vector<Delta> paths;
    if (one == Flow::Alive) paths.push_back(heap.capture(level));
    heap.rollback();
    const Flow two = second();
    if (one == Flow::Alive) {
        if (two == Flow::Alive)
            paths.push_back(heap.capture(level));
        else
            heap.rollback();
        heap.join(level, paths);
    }
    heap.commit();
    return one == Flow::Alive || two == Flow::Alive ? Flow::Alive : Flow::Dead;
}

template <class Each>
PyValue Evaluator::Impl::for_each_alternative(const PyValue& value, Each&& each) {
    const std::vector<PyValue> options = alternatives_of(value);
    if (options.size() == 1) return each(options.front());
    const std::size_t level = heap.fork();
    const Serial born = heap.now();
    std::vector<Delta> paths;
    std::vector<PyValue> results;
    for (const PyValue& option : options) {
        results.push_back(each(option));
        paths.push_back(heap.capture(level));
        heap.rollback();
    }
    heap.join(level, paths);
    heap.commit();
    PyValue result = results.front();
    for (const PyValue& other : results) result = heap.join_values(result, other, born);
    return result;
}

template <class Iteration>
void Evaluator::Impl::any_number_of_times(const BodyFacts& facts, Frame& frame, Iteration&& iteration) {
    const std::size_t outer = heap.fork();
    for (std::string_view name : facts.assigned) {
        const PyValue* old = frame.find(name);
        set_local(frame, name, old ? heap.one_of({*old, PyValue{}}) : PyValue{});
    }
    std::size_t changed = 0;
    for (int round = 0; round < 2 && !exhausted(); ++round) {
        either([&] { return Flow::Alive; }, [&] { return iteration(); });
        // What still changes in the second round would go on changing.
        std::size_t width = 0;
        const Delta delta = heap.capture(outer);
        for (const auto& [handle, content] : delta.changes) {
            if (const auto* module = std::get_if<HeapModule>(&content))
                for (const Attribute& attribute : module->attributes) width += attribute.alternatives.size();
        }
        if (round == 0) {
            changed = width;
            continue;
        }
        if (width == changed) break;
        for (const auto& [handle, content] : delta.changes) {
            auto* const* module = std::get_if<HeapModule*>(&handle);
            if (!module) continue;
            heap.touch(*module);
            for (Attribute& attribute : (*module)->attributes) {
                if (attribute.alternatives.size() > 1) blur(attribute);
            }
        }
    }
    heap.commit();
}

}  // namespace jitlint::analysis
