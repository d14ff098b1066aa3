#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/environment.h"
#include "analysis/compile/session.h"
#include "analysis/compile/structure/module_structure.h"

namespace jitlint::analysis {

/// A narrower type that a condition gives to a name.
struct Refinement {
    std::string_view name;
    TypeRef type;
};

/// What compiling a condition tells.
struct Condition {
    enum class Static : std::uint8_t { Dynamic, True, False, Uncertain } outcome = Static::Dynamic;
    std::vector<Refinement> if_true;
    std::vector<Refinement> if_false;
    bool is_static() const { return outcome == Static::True || outcome == Static::False; }
};

/// Whether the compiler certainly refuses the code that the finding is about.
template <class F>
bool refuses(const F& finding) {
    auto among = []<class... Ts>(std::variant<Ts...>*) { return (std::is_same_v<F, Ts> || ...); };
    using Refused = std::variant<UndefinedName, PythonValueUsed, CallableUsed, UnknownMember, OperatorMismatch, ReturnTypesDiffer, OptionalUse,
                                 NotIterable, ModuleIndex, CallMismatch, ListUnpacked, SuperUsed, LambdaRead, UnusableModuleAttribute>;
    if constexpr (std::is_same_v<F, UnsupportedCall>) return finding.rejected;
    if constexpr (std::is_same_v<F, DynamicAttribute>) return !finding.literal_name;
    return among(static_cast<Refused*>(nullptr));
}

/// Compiles one function body abstractly, as ir_emitter.cpp's to_ir does. Signature and result in function_compiler.cpp, the rest in
/// the folders statements, expressions and calls.
class FunctionCompiler {
public:
    FunctionCompiler(Session& session, const FunctionContext& context, const Signature& signature, bool certain);
    TypeRef run();

private:
    using Kind = torchscript::TypeKind;

    // ---- reporting
    template <class F>
    void emit(const F& finding) {
        if (uncertain_ != 0) return;
        session_.observer.found(finding, context_, session_.version);
        if constexpr (requires { finding.node; }) {
            if (context_.is_property && refuses(finding)) session_.property_refused(context_, finding.node);
        }
    }
    /// Tells of a construct that releases before the analysed one may refuse.
    void note(const syntax::Node& node, torchscript::Feature feature) {
        if (session_.before(torchscript::Version::of(2, 0))) emit(NewerFeature{&node, feature});
    }
    /// Compiles without reporting while it lives: the code may not be compiled at all.
    struct Uncertain {
        explicit Uncertain(FunctionCompiler& c, bool active = true) : compiler(c), on(active) { compiler.uncertain_ += on; }
        ~Uncertain() { compiler.uncertain_ -= on; }
        Uncertain(const Uncertain&) = delete;
        Uncertain& operator=(const Uncertain&) = delete;
        FunctionCompiler& compiler;
        bool on;
    };
    struct Scoped {
        explicit Scoped(FunctionCompiler& c, bool loop = false) : compiler(c) {
            block.parent = c.block_;
            block.is_loop = loop;
            c.block_ = &block;
        }
        ~Scoped() { compiler.block_ = block.parent; }
        Scoped(const Scoped&) = delete;
        Scoped& operator=(const Scoped&) = delete;
        FunctionCompiler& compiler;
        Block block;
    };

    // ---- signature
    void check_signature();
    void check_default(const Signature::Parameter& parameter, const Scope& outside);
    bool default_converts(TypeRef from, TypeRef to) const;
    void check_type_comments();
    const syntax::Stmt* statement_before(text::Span comment) const;
    TypeRef inferred_return(const Block& top);

    // ---- statements
    void execute(syntax::Body body);
    void execute(const syntax::Stmt& statement);
    void execute_return(const syntax::Return& statement);
    bool mismatch_return_optional(const syntax::Return& statement, TypeRef declared, TypeRef type);
    void execute_raise(const syntax::Raise& statement);
    /// What exception class, if any, a class of the files derives from.
    enum class ExceptionBase : std::uint8_t { None, BaseException, Exception, Maybe };
    ExceptionBase exception_base(ClassRef cls) const;
    /// Whether the builtin `name` is a class that derives from Exception.
    static bool is_exception(std::string_view name);
    void execute_delete(const syntax::Delete& statement);
    void delete_name(const syntax::Name& target);
    void delete_item(const syntax::Subscript& target);
    void execute_assert(const syntax::Assert& statement);
    void havoc(syntax::Body body);

    // ---- branches
    void execute_branches(const Condition& condition, const syntax::If& statement);
    /// Notes on which paths an `if` leaves its block by return, break or continue.
    void leave_branches(const Block& if_true, const Block& if_false, const syntax::If& statement);
    void join(Block& if_true, Block& if_false, const syntax::If& statement);
    void leave_branch(Variable& variable, const syntax::If& statement);
    void refine(const std::vector<Refinement>& refinements);

    // ---- with
    void execute_with(const syntax::With& statement);
    Value enter_object(const syntax::WithItem& item, const Value& object);
    bool is_known_manager(std::string_view name) const;
    void check_manager(const syntax::WithItem& item, std::string_view manager, const syntax::Call* made);
    void check_manager_class(const syntax::WithItem& item, ClassRef cls);
    void check_lost_values(const syntax::With& statement, const syntax::Stmt* guard_before, const syntax::Stmt* guard_inside);
    /// Whether a value that `name` has at the end of `statement` is read afterwards, by what follows or by the next pass of a loop.
    bool is_read_after(std::string_view name, const syntax::With& statement) const;

    // ---- loops
    void execute_for(const syntax::For& statement);
    void execute_while(const syntax::While& statement);
    void unroll(const syntax::For& statement, const Values& items);
    /// What a loop over a value goes through: `items` is filled where it is unrolled.
    struct Iteration {
        Value element;
        std::optional<Values> items;
        bool over_modules = false;
    };
    Iteration iterate(const syntax::Expr& iterable, const Value& value);
    /// The torch.nn container that the instance is (`torch.nn.ModuleList`); empty for other modules.
    std::string_view container_kind(const ModuleInstance& instance);
    Values member_values(const ModuleInstance& instance);
    /// The literal that a string is, directly or by the name that it was given; null where it is not known.
    const syntax::Constant* known_text(const syntax::Expr& node) const;
    bool is_non_ascii(const syntax::Expr& node) const;
    void report_exits(syntax::Body body, const syntax::For& loop, bool over_modules);
    void havoc_targets(const syntax::For& statement);
    void leave_loop(Block& body);

    // ---- targets
    void assign(const syntax::Expr& target, const Value& value, const syntax::Expr* from);
    void assign_name(std::string_view name, const syntax::Node& node, Value value, const syntax::Expr* from, TypeRef annotated);
    void assign_tuple(const syntax::Expr& target, syntax::Exprs elements, const Value& value, const syntax::Expr* from);
    void assign_attribute(const syntax::Attribute& target, const Value& value, const syntax::Expr* from, bool annotated = false);
    void check_stored(const syntax::Attribute& target, const Value& value, const syntax::Expr* from, const ModuleInstance& instance,
                      const Attribute* attribute, TypeRef expected);
    bool has_setter(ClassRef cls, std::string_view name);
    void assign_subscript(const syntax::Subscript& target, const Value& value, const syntax::Expr* from);
    void assign_item(const syntax::Subscript& target, const Value& container, const Value& value, const syntax::Expr* from);
    void check_stored(const syntax::Subscript& target, const Value& value, const syntax::Expr* from);
    void augmented(const syntax::AugAssign& statement);
    bool is_class_level(const syntax::Attribute& target);
    void augmented_item(const syntax::AugAssign& statement, const syntax::Subscript& target);
    Value apply_augmented(const syntax::AugAssign& statement, const Value& left, const Value& right, bool in_place);
    void report_augmented(const syntax::AugAssign& statement, const Value& left, const Value& right);
    void annotated(const syntax::AnnAssign& statement);
    std::optional<Value> annotated_index(const syntax::AnnAssign& statement, TypeRef type);
    void forget(const Value& container);
    bool convert(Value& value, TypeRef target, const syntax::Expr* node, ConversionPlace place, std::string_view name, text::Span declared);

    // ---- expressions
    Value evaluate(const syntax::Expr& expression, TypeRef hint = nullptr);
    Value evaluate_node(const syntax::Expr& expression, TypeRef hint);
    Value name(const syntax::Name& node);
    Value constant(const syntax::Constant& node);
    /// What an annotation asks of a list or dict display (refineAndSetUnionTypeHintOrPopulateCandidatesVector).
    struct Wanted {
        TypeRef type = nullptr;           ///< the list or dict type; null where any will do
        std::vector<TypeRef> candidates;  ///< several members of a Union
        bool any = false;                 ///< `Any`
        bool open = false;                ///< not known
    };
    Wanted wanted(TypeRef hint, Kind kind) const;
    /// The candidate that takes what the display holds (Unknown after a report).
    TypeRef choose(const Wanted& want, TypeRef made, const syntax::Expr& node, TypeRef hint);
    Value list_literal(const syntax::List& node, TypeRef hint);
    Value finish_list(const syntax::List& node, const Wanted& want, const std::vector<TypeRef>& types, TypeRef hint);
    Value tuple_literal(const syntax::Tuple& node);
    Value dict_literal(const syntax::Dict& node, TypeRef hint);
    Value finish_dict(const syntax::Expr& node, const Wanted& want, TypeRef key, TypeRef made, const std::vector<const syntax::Expr*>& values,
                      const std::vector<TypeRef>& types, TypeRef hint);
    /// False where dicts cannot have such keys, which is told.
    bool check_dict_key(const syntax::Expr& node, TypeRef key);
    Value dict_call(const syntax::Call& node, TypeRef hint);
    void report_element(const syntax::Expr& node, const syntax::Expr* element, TypeRef wanted, TypeRef given);
    /// The list or dict of a comprehension whose elements come out as `types`, one for each pass.
    Value finish_comprehension(const syntax::Expr& node, const Wanted& want, const std::vector<TypeRef>& types, const std::vector<TypeRef>& values,
                               TypeRef hint);
    Value comprehension(const syntax::Expr& node, const syntax::Expr& element, const syntax::Expr* value,
                        syntax::Seq<syntax::Comprehension> generators, TypeRef hint);
    Value conditional(const syntax::IfExp& node, TypeRef hint);
    Value binary(const syntax::BinOp& node);
    Value unary(const syntax::UnaryOp& node);
    Value compare(const syntax::Compare& node);
    Value formatted(const syntax::JoinedStr& node);
    Value apply_operator(std::string_view op, std::string_view shown, const syntax::Expr& node, const Value& left, const syntax::Expr& left_node,
                         const Value& right, const syntax::Expr& right_node);
    /// The run-time type of a value (emitExpr); what is none is reported and Unknown.
    TypeRef typed(const Value& value, const syntax::Expr& node, ValueUse use = ValueUse::Value, const syntax::IfExp* conditional = nullptr);
    /// Reports the use of a Python object or callable that is no value; nothing where that is not certain.
    void refuse_value(const Value& value, const syntax::Expr& node, ValueUse use, std::string_view member = {},
                      const syntax::IfExp* conditional = nullptr);
    bool is_refused_object(const PyValue& python);
    /// Reports an operand, index or condition that a name from outside the function stands for: no Python object can be one.
    void refuse_outside(const Value& value, const syntax::Expr& node);
    void refuse_container_value(const Value& container, const syntax::Expr& node);
    /// The same where a value of type `wanted` is needed.
    void refuse_outside(const Value& value, const syntax::Expr& node, TypeRef wanted);
    bool is_plain_class(ClassRef cls);
    bool is_plain_object(ClassRef cls);
    /// What a module is where it is used as a value: it keeps its attributes, and can no longer be called.
    TypeRef module_type(const ModuleInstance& instance);
    static bool is_module_type(TypeRef type);
    /// Reports a value that exists only while compiling (`NonValueUsed`); true where it is one.
    bool refuse_non_value(const Value& value, const syntax::Expr& node, NonValueUse use = NonValueUse::Value);
    /// The same for a value that may be anything: no report for what is no Python constant.
    TypeRef type_of(const Value& value) const { return value.is(ValueKind::Typed) ? value.type : types_.unknown(); }
    /// toSugaredValue: `constant` where it is an attribute of a Python module, whose plain constants are values.
    Value from_python(const PyValue& value, std::string_view name, bool constant);
    Value from_alternatives(const PyValue& value, std::string_view name, bool constant);

    // ---- what eager mode does differently
    /// The value is kept at `place` (assigned, returned, put in a container or a text): its difference matters now.
    void keep(Value& value, const syntax::Node* place);
    void mark_operator(Value& result, std::string_view op, const syntax::Expr& node, const Value& left, const Value& right);
    void check_sorted(const Value& list, const syntax::Call& node);
    void check_comparison(const syntax::Compare& node, syntax::CompareOperator op, const Value& left, const syntax::Expr& left_node,
                          const Value& right, const syntax::Expr& right_node);
    void check_text(const Value& value, const syntax::Expr& node);
    Value boolean_value(const syntax::BoolOp& node);
    void check_changed_list(const syntax::For& loop, const Value& iterable);

    // ---- attributes and subscripts
    Value attribute(const syntax::Attribute& node);
    Value member(const Value& receiver, std::string_view name, const syntax::Expr& node, const syntax::Expr* receiver_node);
    Value super_member(const Value& receiver, std::string_view name, const syntax::Expr& node);
    Value python_member(const Value& receiver, std::string_view name, const syntax::Expr& node);
    Value module_member(const ModuleInstance& instance, std::string_view name, const syntax::Expr& node);
    /// Reports `self.__name`, which Python mangles and the compiler does not.
    bool refuse_private_name(const ModuleInstance& instance, std::string_view name, const syntax::Expr& node);
    Value module_method(const ModuleInstance& instance, const Method& method, std::string_view name, const syntax::Expr& node);
    Value attribute_value(const ModuleInstance& instance, const ModuleMember& member, std::string_view name, const syntax::Expr& node);
    static bool is_module_base_attribute(std::string_view name);
    bool is_recurrent(const ModuleInstance& instance);
    bool may_be_lent(const ModuleInstance& instance, std::string_view name);
    /// As torch._C._jit_try_infer_type; null where the value has no type.
    TypeRef infer_type(const PyValue& value);
    Value subscript(const syntax::Subscript& node);
    /// The index of what is not known or cannot be indexed: `...` and slices stand where they may.
    void evaluate_index(const syntax::Expr& index);
    Value index_modules(const syntax::Subscript& node, const Value& container);
    bool refuse_container(const Value& value, const syntax::Expr& node, const syntax::Expr& container, std::string_view use);
    bool of_one_type(const ModuleInstance& container);
    void refuse_length(const Value& value, const syntax::Expr& module);
    void check_shared_children(const syntax::Call& node, const ModuleInstance& instance);
    /// The submodules in the order of `children()`, with their names where they are `named`; null where they are not all known.
    std::shared_ptr<const Values> child_values(const ModuleInstance& instance, bool named);
    text::Span place_of(const Attribute& attribute, const syntax::Call& node) const;
    bool refuse_optional_import(const Value& value, const syntax::Expr& node);
    bool refuse_function(const Value& value, const syntax::Expr& node, bool is_none_test);
    Value named_buffers(const syntax::Call& node, const ModuleInstance& instance);
    Value slice_modules(const syntax::Subscript& node, const syntax::Slice& slice, const ModuleInstance& instance);
    Value index_tensor(const syntax::Subscript& node, bool store);
    void check_tensor_index(const syntax::Subscript& node, const syntax::Expr& index, bool after_ellipsis);
    void check_bounds(const syntax::Subscript& node, const syntax::Slice& slice, TypeRef container);
    Value index_tuple(const syntax::Subscript& node, const Value& tuple);
    Value slice_tuple(const syntax::Subscript& node, const syntax::Slice& slice, const Value& tuple);
    Value tuple_part(const Value& tuple, std::size_t at, const syntax::Expr* from) const;
    Value index_container(const syntax::Subscript& node, const Value& container);
    std::optional<std::int64_t> literal_int(const syntax::Expr& node) const;

    // ---- objects of classes (objects.cpp, magic_methods.cpp), enumerations and NamedTuples (enumerations.cpp)
    struct Arguments;
    /// The model behind an object or enum member; null for other values.
    ClassModel* class_of(const Value& value);
    /// Reports at a place in the class's file.
    void emit_in(ClassRef cls, const Finding& finding);
    void emit_in(const SourceModule& module, std::string_view symbol, const Finding& finding);
    /// Compiled code uses the class: all of it is compiled.
    void use_class(ClassModel& model, const syntax::Expr& node);
    void use_type(TypeRef type, const syntax::Expr& node);
    void use_enum(ClassModel& model, const syntax::Expr& node);
    void use_named_tuple(ClassModel& model);
    /// Reports a NamedTuple that has the name of another one, which compiled code has met before.
    void note_named_tuple(TypeRef type, text::Span use);
    Value object_member(const Value& receiver, std::string_view name, const syntax::Expr& node);
    /// The first attribute of the module, or of those below it, that is declared as a module interface; empty where there is none.
    std::string_view member_behind_interface(const ModuleInstance& instance, int depth = 0);
    /// Reports what is read through an interface that does not declare it.
    void refuse_undeclared(TypeRef interface, std::string_view name, const syntax::Expr& node);
    Value interface_member(ClassRef interface, std::string_view name, const syntax::Expr& node);
    bool definitely_without(const ClassModel& model, std::string_view name, const syntax::Expr& node) const;
    void find_in_bases(const ClassModel& model, std::string_view name, ObjectMemberProblem& problem, ClassRef& owner,
                       const syntax::Node*& definition);
    Value class_member(const Value& cls, std::string_view name, const syntax::Expr& node);
    Value enum_member(ClassModel& model, std::string_view name, const syntax::Expr& node);
    Value enum_attribute(const Value& receiver, std::string_view name, const syntax::Expr& node);
    void assign_object_attribute(const syntax::Attribute& target, const Value& receiver, const Value& value, const syntax::Expr* from,
                                 bool annotated);
    Value call_own_method(const syntax::Expr& node, ClassModel& model, const Method& method, std::string_view shown, const Arguments& args);
    void check_operator_call(const syntax::Expr& node, std::string_view shown, const Signature& read, const Arguments& args);
    void check_defaults_inside(const syntax::Call& node, const Method& method, const Signature& read, const Arguments& args,
                               DefaultInsideClass::Why why);
    Value construct(const syntax::Call& node, ClassModel& model, const Arguments& args);
    void check_default_fields(const syntax::Call& node, const ClassModel& model, const Arguments& args);
    void check_fields(const syntax::Call& node, ClassModel& model, const Arguments& args);
    /// The method that stands for an operator (`add`); empty where there is none.
    static std::string_view operator_method(std::string_view op);
    Value call_magic(const syntax::Expr& node, const Value& object, const syntax::Expr& object_node, std::string_view method, std::string_view shown,
                     Arguments args);
    Value augment_object(const syntax::AugAssign& statement, std::string_view op, std::string_view shown, const Value& left, const Value& right);
    /// `object[...]`, or the assignment of `stored` to it; `stored_node` null where there is no expression for it.
    Value index_object(const syntax::Subscript& node, const Value& object, const Value* stored, const syntax::Expr* stored_node);

    // ---- futures (futures.cpp)
    static bool is_fork(std::string_view dotted);
    static bool is_rpc(std::string_view dotted);
    Value call_fork(const syntax::Call& node);
    Value call_rpc(const syntax::Call& node, std::string_view function);

    // ---- calls
    struct Arguments {
        std::vector<const syntax::Expr*> nodes;  ///< positional then keyword
        Values values;
        std::vector<torchscript::Actual> positional;
        std::vector<torchscript::Actual> keywords;
        bool open = false;     ///< a star whose length is not known
        bool refused = false;  ///< one of them is no value

        std::vector<TypeRef> types() const;
    };
    /// Reports arguments that names from outside the function stand for, where the parameter takes no such object.
    void refuse_outside_arguments(const Arguments& args, const Signature& read);
    void mark_builtin(Value& result, std::string_view name, const syntax::Call& node, const Arguments& args);
    void mark_call(Value& result, std::string_view op, const syntax::Call& node, const Arguments& args, const Value* receiver);
    Value call(const syntax::Call& node, TypeRef hint);
    Value call_of(const syntax::Call& node, Value callee, TypeRef hint);
    /// `skipped`: leading positional arguments that are not among them.
    Arguments arguments(const syntax::Call& node, std::size_t skipped = 0);
    /// The same where keywords are dropped unseen.
    Arguments positional_arguments(const syntax::Call& node, std::size_t skipped = 0);
    /// The arguments of a special form or of what is not known: they need not be values.
    void evaluate_arguments(const syntax::Call& node);
    /// Of a type that goes on for as many elements as there are at run time: it cannot be unpacked where their number must be known.
    static bool has_runtime_length(const Value& value) {
        return value.is_type(Kind::List) || value.is_type(Kind::Tensor) || value.is_type(Kind::Str) || value.is_type(Kind::Dict);
    }
    torchscript::Actual actual_of(const Value& value, const syntax::Expr& node);
    /// `object`: the function as a value, where it is not just what the file defines.
    Value call_function(const syntax::Call& node, const FunctionRef& function, const Method* method, const ModuleInstance* self, std::string symbol,
                        Arguments args, const PyValue* object = nullptr);
    Value call_replacement(const syntax::Call& node, const Decorations& decorations, const Method* method, const ModuleInstance* self,
                           std::string symbol, Arguments args);
    /// Reports annotations of an ignored function that are no types; false where there are any.
    bool check_ignored_signature(const syntax::Call& node, const FunctionContext& callee, const Signature& read);
    Value call_overloaded(const syntax::Call& node, const FunctionContext& callee, std::span<const syntax::FunctionDef* const> overloads,
                          const Arguments& args);
    /// How a Python object that stays one is called (PythonValue::getSchema).
    struct OpaqueCallee {
        PyValue value;
        std::string dotted;
        int parameters = -1;       ///< how many arguments; -1: any number
        bool variadic = false;     ///< `parameters` or more
        bool annotated = false;    ///< its annotations count; else all are Tensors
        bool uncallable = false;   ///< no call compiles
        TypeRef result = nullptr;  ///< null: `unannotated_result`, or not known where it is annotated
    };
    Value call_opaque(const syntax::Call& node, const OpaqueCallee& callee, UnsupportedCall::Why why);
    /// What a call into Python gives where nothing is annotated, which the place decides: nothing, a Tensor, or as many as there are targets.
    Value unannotated_result(const syntax::Call& node);
    Value call_python_object(const syntax::Call& node, const Value& callee);
    Value call_partial(const syntax::Call& node, const Value& callee);
    Value call_cached(const syntax::Call& node, const FunctionRef& function, bool is_method);
    bool is_no_tensor(const Value& value, bool& sure);
    /// Reports the parameters that are not given and have no default that compiled code can have: `positional` arguments and `keywords` are given.
    void check_left_out(const syntax::Call& node, const FunctionRef& function, const Signature& read, std::size_t positional,
                        std::span<const torchscript::Actual> keywords);
    void check_call(const syntax::Call& node, const FunctionRef& function, const Signature& read, const Arguments& args, bool ignored);
    Value call_module(const syntax::Call& node, const Value& module);
    Value call_forward(const syntax::Call& node, const Value& module);
    Value hooked(const ModuleInstance& instance, Value result);
    Value call_library_module(const syntax::Call& node, const ModuleInstance& instance);
    Value call_module_walk(const syntax::Call& node, const Value& callee);
    bool refuse_sequential_arguments(const syntax::Call& node, const ModuleInstance& instance, const Arguments& args);
    Value call_sequential(const syntax::Call& node, const ModuleInstance& instance);
    TypeRef through_members(const syntax::Call& node, const ModuleInstance& instance, TypeRef given);
    TypeRef member_result(const syntax::Call& node, const ModuleInstance& child, TypeRef given);
    Value call_external(const syntax::Call& node, const Value& callee);
    Value call_legacy_constructor(const syntax::Call& node);
    Value call_library(const syntax::Call& node, std::span<const torchscript::Schema* const> schemas, std::string_view name, Arguments args);
    /// A builtin that is read from a variable of Python, which is not the compiler's own function any more.
    Value call_renamed_builtin(const syntax::Call& node, const Value& callee, TypeRef hint);
    Value call_python_builtin(const syntax::Call& node, const Value& callee, std::string_view name);
    Value call_operator(const syntax::Expr& node, std::string_view op, std::string_view shown, std::string_view dotted, Arguments args,
                        const Value* receiver = nullptr, const syntax::Expr* receiver_node = nullptr);
    Value operator_mismatch(const syntax::Expr& node, std::string_view op, std::string_view shown, torchscript::MatchResult match,
                            const Arguments& args, const Value* receiver, const syntax::Expr* receiver_node,
                            std::span<const torchscript::Schema* const> candidates);
    Value call_builtin(const syntax::Call& node, std::string_view name, TypeRef hint);
    void check_class_body(ClassRef cls);
    void check_format(const syntax::Expr& node, const syntax::Expr& text, bool percent);
    Value call_class(const syntax::Call& node, const Value& callee);
    bool is_exception_class(ClassRef cls);
    bool is_filled_later(const Value& value) const;
    Value call_value(const syntax::Call& node, const Value& callee);
    Value call_type_method(const syntax::Call& node, const Value& callee, TypeRef hint);
    Value call_to_list(const syntax::Call& node, TypeRef hint);
    Value call_getattr(const syntax::Call& node, std::string_view function);
    Value call_range(const syntax::Call& node);
    Value call_slice(const syntax::Call& node);
    bool check_builtin_form(const syntax::Call& node, std::string_view name);
    Value call_zip(const syntax::Call& node, std::string_view name);
    Value call_container(const syntax::Call& node, std::string_view name, TypeRef hint);
    Value call_annotate(const syntax::Call& node);
    void report_conversions(const torchscript::MatchResult& match, const Arguments& args, const Value* receiver, const syntax::Expr* receiver_node,
                            std::string_view callee, ConversionPlace place);
    /// Whether the call would go through if the Optional arguments were not None: then that is what to say.
    bool mismatch_optional(const syntax::Node& use, const Arguments& args, const Value* receiver, const syntax::Expr* receiver_node,
                           std::span<const torchscript::Schema* const> candidates);
    /// Whether evaluating the expression has an effect that a second evaluation repeats: it pops, appends, draws a random number, prints.
    bool has_effect(const syntax::Expr& expression) const;
    static bool certainly_returns_other(const syntax::FunctionDef& function);

    // ---- conditions
    Condition condition(const syntax::Expr& node);
    Condition condition_of_call(const syntax::Call& node);
    Condition isinstance_test(const syntax::Call& node);
    Condition condition_of_value(const syntax::Expr& node, const Value& value);
    Condition none_test(const syntax::Compare& node);
    /// isinstance(module, classes), which asks for a type and not for the class; reports what it gives otherwise than in Python.
    Condition::Static module_test(const syntax::Call& node, const ModuleInstance& instance, const syntax::Expr& classes);
    /// Reports what an isinstance test of the value gives otherwise than in Python.
    void check_type_test(const syntax::Call& node, const Value& value, const std::vector<TypeRef>& types, bool never);
    bool is_python_module(const PyValue& python, const syntax::Expr& node) const;
    /// Whether hasattr is asked about what has no attributes to ask for, which was reported.
    bool check_has_attribute(const syntax::Call& node, const Value& value);
    /// Whether the comparison is one of `type(x)`, which was reported.
    bool compares_type(const syntax::Compare& node);
    /// Whether a special form has the arguments that it must have; what has not was reported.
    bool check_form(const syntax::Call& node, std::string_view function, std::size_t least, std::size_t most);
    Condition bool_op(const syntax::BoolOp& node);
    void check_truth(const syntax::Expr& node, const Value& value);
    bool has_no_truth_value(TypeRef type) const;
    Condition::Static has_attribute(const ModuleInstance& instance, std::string_view name);
    Condition::Static object_has_attribute(const Value& object, std::string_view name, const syntax::Expr& node);
    void isinstance_types(const syntax::Expr& node, std::vector<TypeRef>& types);
    bool is_checked(const syntax::Expr& node) const;
    std::string text_of(const syntax::Node& node) const;

    TypeRef resolve(const syntax::Expr& annotation, AnnotationUse use);
    /// The dotted name of what an expression means, if it is an External (torch.jit.annotate ...); empty
    /// otherwise.
    std::string dotted(const syntax::Expr& node);

    Session& session_;
    const FunctionContext& context_;
    const Signature& signature_;
    torchscript::TypeContext& types_;
    Block* block_ = nullptr;
    int uncertain_ = 0;
    const int base_uncertain_;
    int depth_ = 0;
    int messages_ = 0;                          ///< inside the text of an exception, assertion or print
    std::vector<const syntax::For*> unrolled_;  ///< the loops around, null for real ones
    std::vector<bool> unrolled_over_modules_;
    std::vector<syntax::Body> rests_;         ///< what follows the statements that are being compiled, outermost first
    std::vector<const syntax::Stmt*> loops_;  ///< the run-time loops around
    std::vector<TypeRef> returns_;
    std::vector<const syntax::Return*> return_nodes_;
    bool returns_open_ = false;
    TypeRef last_compare_ = nullptr;
    const syntax::Expr* read_from_ = nullptr;    ///< the expression whose attribute is being read
    const syntax::Call* calling_ = nullptr;      ///< the call whose callee is being evaluated
    const syntax::Expr* bound_value_ = nullptr;  ///< the value of the assignment or expression statement that is compiled
    bool wrapper_told_ = false;                  ///< of a name that is not in the file of the decorator around the function
    std::size_t binders_ = 1;                    ///< how many targets that value is unpacked to
    std::set<std::string> checked_;              ///< texts of expressions tested against None
    /// Attributes that a refused assignment was to set or change: reading them afterwards is no mistake of its own.
    std::set<std::pair<const ModuleInstance*, std::string_view>> refused_attributes_;
};

}  // namespace jitlint::analysis
