#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/eager/evaluator.h"
#include "torchscript/schema.h"
#include "torchscript/type.h"
#include "torchscript/version.h"

/// What the abstract compiler discovers. Each struct is one kind of fact; the rules judge them and find the
/// words. Nothing here is owned: everything lives as long as the analysis of the file.
namespace jitlint::analysis {

using torchscript::TypeRef;

/// A step of the way from the root.
struct ReachedFrom {
    const ReachedFrom* previous = nullptr;  ///< towards the root; null at the root
    const SourceModule* module = nullptr;
    text::Span span;     ///< the root's name, or the call that leads on
    std::string symbol;  ///< `Net.forward`, `helper`; with the path of submodules: `Net.backbone.layer1[0].forward`
};

/// A function as the compiler reads it.
struct FunctionContext {
    const SourceModule* module = nullptr;
    const syntax::FunctionDef* node = nullptr;
    const Scope* scope = nullptr;
    std::string symbol;  ///< dotted name in its file: `Net.forward`
    const ReachedFrom* reached = nullptr;
    Decorations decorations;
    ClassRef owner;                        ///< the class whose method it is
    const ModuleInstance* self = nullptr;  ///< the module instance that `self` is; null for functions and script classes
    bool is_property = false;
    bool is_root = false;  ///< scripted itself, not called
    bool is_hook = false;
};

/// The compiler reads a function (reported once per function, before its body).
struct FunctionRead {};

/// `receiver.name` on a typed value that has no such attribute or method.
struct UnknownMember {
    const syntax::Attribute* node;
    TypeRef receiver;
    const syntax::Call* call;            ///< the call of it; null for a plain read
    bool receiver_inferred;              ///< the receiver is a parameter that is a Tensor only for want of an annotation
    const syntax::Parameter* parameter;  ///< that parameter, or null
};

/// Something that may be None is used as if it were not (member, subscript, operator, argument, iteration).
struct OptionalUse {
    const syntax::Expr* value;  ///< the expression that may be None
    const syntax::Node* use;    ///< the whole use
    TypeRef type;               ///< Optional[...]
    std::string_view member;    ///< attribute or method; empty for other uses
    bool is_module_attribute;   ///< value is `self.x` (which no check refines)
    bool checked_before;        ///< `value` was tested against None on the way (so the user thinks it is refined)
};

/// A condition whose type has no truth value in TorchScript.
struct NoTruthValue {
    const syntax::Expr* condition;
    TypeRef type;  ///< null for a module
    const ModuleInstance* module_value;
};

enum class ModuleAttributeProblem : std::uint8_t {
    Missing,          ///< certain that instances have none
    SomePathsOnly,    ///< made on some paths of `__init__` only
    PlainContainer,   ///< a Python list, tuple, dict or set that holds modules
    ObjectHolder,     ///< an instance of a Python class that cannot be compiled
    EmptyContainer,   ///< an empty list or dict without a class-level annotation
    NoType,           ///< a value that TorchScript has no type for (numpy array, set, config object, None mix ...)
    PrivateRegistry,  ///< _modules, _parameters, _buffers
};
/// Compiled code reads an attribute of a module that is not there for the compiler.
struct UnusableModuleAttribute {
    const syntax::Expr* node;  ///< the Attribute, or the getattr call
    std::string_view name;
    const ModuleInstance* instance;
    ModuleAttributeProblem problem;
    const Attribute* attribute;  ///< null for Missing
    bool assigned;               ///< it is assigned to, not read
};

/// A name that keeps its type across a block is given another one there.
struct VariableRetyped {
    std::string_view name;
    const syntax::Node* node;   ///< the assignment's target, loop target ...
    const syntax::Expr* value;  ///< may be null
    TypeRef previous;
    TypeRef assigned;
    bool previous_is_none_literal;  ///< it began as `x = None`
    bool in_loop;
    text::Span previous_span;  ///< where it got its type
};

/// The branches of an `if` leave different types in a name that is used afterwards.
struct BranchTypesDiffer {
    std::string_view name;
    const syntax::Node* statement;  ///< the If
    const syntax::Node* use;        ///< where it is used; null where the join itself is refused
    TypeRef if_true;
    TypeRef if_false;
    text::Span true_span;  ///< the assignments
    text::Span false_span;
};

/// A conditional expression's arms have no common type.
struct TernaryTypesDiffer {
    const syntax::IfExp* node;
    TypeRef if_true;
    TypeRef if_false;
};

/// The returns of a function have no common type, or one does not fit the annotation.
struct ReturnTypesDiffer {
    const syntax::Node* node;  ///< the Return that does not fit; the function where the end is reached without return
    TypeRef declared_or_first;
    TypeRef returned;
    bool declared;
    text::Span other_span;
};

/// A name that is not defined (on every path) where it is used.
struct UndefinedName {
    const syntax::Name* node;
    enum class Why : std::uint8_t { OneBranchOnly, LoopBodyOnly, Nowhere, GlobalNone, Deleted } why;
    text::Span defined_at;  ///< empty for Nowhere
};

/// A Python value that is not known to the compiler as a value: global number, list, string, function as
/// value, class as value, module as value.
struct PythonValueUsed {
    const syntax::Expr* node;
    PyValue value;
    std::string_view name;
};

/// A call of something that cannot be compiled: library function, Python builtin, object of another package.
struct UnsupportedCall {
    const syntax::Call* node;
    PyValue callee;
    std::string dotted;  ///< canonical name: `numpy.sqrt`, `builtins.open`, `torch.Tensor`
    enum class Why : std::uint8_t {
        PythonBuiltin,    ///< refused: "Python builtin ... is currently not supported"
        UnknownOperator,  ///< torch attribute without operator: "Unknown builtin op"
        ForeignLibrary,   ///< numpy and others whose source or C code is refused
        OpaqueObject,     ///< accepted only with Tensors: called back into Python, cannot be saved
    } why;
    bool rejected;  ///< false: compiles, but as a call back into Python
};

/// A call of an operator or builtin that no overload takes.
struct OperatorMismatch {
    const syntax::Expr* node;  ///< call, operator, subscript
    std::string name;          ///< `aten::append`
    std::string_view shown;    ///< as the user knows it: `append`, `torch.cat`, `+`
    torchscript::MatchResult match;
    std::vector<const syntax::Expr*> arguments;  ///< positional then keyword, as given to the matcher
    const syntax::Expr* receiver;
    std::vector<TypeRef> types;  ///< of the arguments
    TypeRef receiver_type;
};

/// A list or dict that began as an empty literal (List[Tensor], Dict[str, Tensor]) is used with other types.
struct UntypedContainerMismatch {
    const syntax::Expr* use;        ///< the append call, item assignment, ...
    const syntax::Expr* literal;    ///< `[]`, `{}`, `list()`, `dict()` or a list of them
    const syntax::Node* statement;  ///< the Assign of the literal; null where not a plain assignment
    std::string_view name;          ///< variable it was assigned to
    TypeRef literal_type;
    TypeRef stored;  ///< the type that was to be stored; Unknown where not certain
    TypeRef wanted;  ///< the container type that would fit, or null
};

/// A call of a function of the files (or method, ignored function) whose arguments do not fit its signature.
struct CallMismatch {
    const syntax::Call* node;
    FunctionRef callee;
    std::string_view shown;
    torchscript::Mismatch mismatch;
    const syntax::Expr* argument;        ///< the argument that does not fit; null for a missing one
    const syntax::Parameter* parameter;  ///< the callee's parameter; null for a surplus argument
    bool parameter_inferred;             ///< it is a Tensor only for want of an annotation
    bool callee_ignored;                 ///< @torch.jit.ignore / unused: the signature is all that is read
};

enum class ConversionPlace : std::uint8_t { OperatorArgument, FunctionArgument, Assignment, Return };
/// A Tensor is silently converted to a number (fails at run time when it needs a gradient, is no scalar, or
/// is a float for an int).
struct TensorToNumber {
    const syntax::Expr* node;  ///< the tensor expression
    TypeRef to;
    ConversionPlace place;
    std::string_view name;  ///< variable or parameter that takes it
    std::string_view callee;
    bool requires_grad;      ///< known to be a parameter that needs a gradient
    bool accumulates;        ///< the variable takes part in its own new value, in a loop
    text::Span declared_at;  ///< Assignment: where the variable got its number type
};

/// Iteration over something that cannot be iterated.
struct NotIterable {
    const syntax::Expr* iterable;
    TypeRef type;  ///< null for a module or Python value
    const ModuleInstance* module_value;
    std::string dotted;  ///< `reversed`, `map`, ... for calls of Python iterators; empty otherwise
};

struct NotSubscriptable {
    const syntax::Subscript* node;
    TypeRef type;  ///< null for a module
    const ModuleInstance* module_value;
};

enum class ModuleIndexProblem : std::uint8_t { NotLiteral, OutOfRange, WrongKey, SliceCalled, NoLiteralIndexYet };
/// A container of modules indexed in a way that is not resolved while compiling.
struct ModuleIndex {
    const syntax::Expr* node;   ///< the Subscript, or the call of a sliced member
    const syntax::Expr* index;  ///< may be null
    const ModuleInstance* container;
    ModuleIndexProblem problem;
    /// The loop whose variable is the index, when it is `for i in range(...)`; null otherwise.
    const syntax::For* loop;
    bool through_interface;  ///< annotated as a module interface: accepted since 1.8-1.13
};

/// `break` or `continue` directly inside a loop that is unrolled.
struct ExitFromUnrolledLoop {
    const syntax::Stmt* node;
    const syntax::For* loop;
    bool over_modules;  ///< else over a tuple
};

/// zip or enumerate over modules or tuples together with something of run-time length.
struct UnrolledZip {
    const syntax::Call* node;
    const syntax::Expr* unrolled;
    const syntax::Expr* runtime;
};

/// A list (unknown length) is unpacked where the compiler must know the number of elements.
struct ListUnpacked {
    const syntax::Expr* node;  ///< the Starred argument, the starred target, or the tuple target
    TypeRef type;
    bool in_call;
};

/// A value that cannot be unpacked at all, or in another number of pieces.
struct NotUnpackable {
    const syntax::Expr* target;
    const syntax::Expr* value;
    TypeRef type;
    std::size_t wanted;
    std::size_t given;  ///< tuples; 0 for others
};

enum class WithProblem : std::uint8_t { UnsupportedManager, NotObject, ExitSignature, EnterSignature, Target };
struct UnsupportedContextManager {
    const syntax::WithItem* item;
    std::string dotted;  ///< canonical name of the callee where known
    WithProblem problem;
    const syntax::FunctionDef* method;  ///< the __exit__/__enter__ that does not fit
};

/// A module that is not an attribute of the scripted one is called, or one is made, in compiled code.
struct ForeignModule {
    const syntax::Expr* node;
    PyValue value;
    std::string_view name;  ///< global or closure name; class name for Constructed
    enum class Why : std::uint8_t { GlobalOrClosure, Constructed } why;
};

/// getattr, setattr, hasattr, delattr with arguments that the compiler does not resolve.
struct DynamicAttribute {
    const syntax::Call* node;
    std::string_view function;  ///< `getattr`, `setattr`, ...
    bool literal_name;          ///< the name is a literal (so the problem is another one)
    bool has_default;           ///< getattr with three arguments
};

enum class AnnotationProblem : std::uint8_t {
    BareContainer,
    NnModule,
    UnknownName,
    UnsupportedType,
    NotAType,
    DictKey,
    EllipsisTuple,
    UnionOperatorTooNew,
    BuiltinGenericTooNew,
};
struct UnresolvedAnnotation {
    const syntax::Expr* node;        ///< the part that does not resolve
    const syntax::Expr* annotation;  ///< the whole
    AnnotationProblem problem;
    std::string text;                    ///< the name or type
    const syntax::Parameter* parameter;  ///< null for returns and variables
};

enum class DefaultProblem : std::uint8_t { UntypedDefault, MutableDefault, NoneForTensor, WrongType };
struct ParameterDefault {
    const syntax::Parameter* parameter;
    DefaultProblem problem;
    TypeRef declared;      ///< Tensor where there is no annotation
    TypeRef default_type;  ///< Unknown where not certain
    bool annotated;
    /// MutableDefault, UntypedDefault: read by a call that leaves it out, or by scripting the function
    /// itself.
    const syntax::Call* call;
};

/// A `# type:` comment that the compiler reads as (or instead of) a signature.
struct TypeComment {
    text::Span comment;
    std::string text;
    const syntax::Stmt* statement;  ///< the assignment it stands behind; null elsewhere
};

/// A call of a function marked @torch.jit.ignore (the scripted module cannot be saved).
struct IgnoredCall {
    const syntax::Call* node;
    Method callee;
    std::vector<const syntax::Parameter*> unannotated;  ///< parameters read as Tensor
    bool return_unannotated;                            ///< the result is read as Tensor
    bool returns_non_tensor;                            ///< its body certainly returns something else than one Tensor
    bool saved;                                         ///< the file saves what it scripts
};

/// A list or dict literal whose elements have no common type.
struct MixedLiteral {
    const syntax::Expr* node;
    TypeRef first;
    TypeRef other;
    const syntax::Expr* other_element;
    bool rejected;            ///< false: becomes a Union with a warning
    const syntax::Expr* use;  ///< a use that the Union makes fail; may be null
};

struct DictKeyType {
    const syntax::Expr* node;
    TypeRef key;
};

/// A function reaches itself.
struct Recursion {
    const syntax::Call* node;
    FunctionRef callee;
};

/// A property that nothing compiled reads, and that does not compile; emitted beside the finding inside it.
struct UnusedPropertyFails {
    Method property;
    const ModuleInstance* instance;
    const syntax::Node* place;  ///< the first place inside it that is refused
};

/// A string that holds characters outside ASCII is indexed, iterated or measured (bytes, not characters).
struct StringAsBytes {
    const syntax::Expr* node;
    const syntax::Expr* string;
    bool known_non_ascii;
    enum class Use : std::uint8_t { Index, Iteration, Length } use;
};

/// A call that was resolved to an operator and fits; for rules about what it does (dtype of torch.tensor,
/// groups of conv2d).
struct OperatorCall {
    const syntax::Call* node;
    std::string_view name;           ///< `aten::tensor`
    std::string_view dotted;         ///< `torch.tensor`; empty for methods
    std::span<const TypeRef> types;  ///< of the arguments, positional then keyword
};

/// A submodule is compiled (for rules about constructor values).
struct ModuleCompiled {
    const ModuleInstance* instance;
};

/// The class never calls super().__init__() of nn.Module.
struct MissingSuperInit {
    const ModuleInstance* instance;
    const syntax::FunctionDef* init;
};

enum class TraceProblem : std::uint8_t {
    Branch,  ///< if, while, conditional expression, comprehension condition
    Assertion,
    BooleanOperator,  ///< and, or, not, in
    Comparison,       ///< min, max, sorted of tensors
    ToNumber,         ///< int(), float(), bool(), round(), math functions, .item()
    ToPython,         ///< .tolist(), .numpy(), numpy functions
    NewConstant,      ///< torch.tensor, as_tensor, from_numpy of a computed value
    Length,           ///< len(tensor)
    Iteration,        ///< for over a tensor, unpacking a tensor
    RangeOverSize,    ///< for over range(x.shape[i])
    Output,           ///< the traced function returns what is no tensor
    StateChange,      ///< Python state of the module changes
};
/// Traced code does something that the trace freezes at the example input's value.
struct FrozenByTrace {
    const syntax::Node* node;  ///< the condition, call or statement
    TraceProblem problem;
    std::string_view name;  ///< the function or method, where there is one
    bool size_only;         ///< it depends on a size, not on values
};

/// `load_state_dict(strict=False)` whose result is dropped.
struct LoadedNonStrict {
    const syntax::Call* node;
    const syntax::Keyword* strict;
};

/// State is loaded into a scripted module though the eager class maps old names in load hooks, or a hook is
/// registered on it.
struct LoadedAfterScript {
    const syntax::Call* node;
    const ModuleInstance* instance;
    bool registers_hook;
};

/// A state dict of one class is loaded into another whose parameters have other names, without a hook.
struct ParametersRenamed {
    const syntax::Call* node;        ///< the load
    const ModuleInstance* instance;  ///< what it is loaded into
    const Attribute* attribute;      ///< the first attribute whose names the state does not have
    std::string missing;             ///< a name that the module has and the state has not
    std::string unexpected;          ///< a name that the state has and the module has not
};

/// A name of torch.jit that later releases do not have.
struct RemovedName {
    const syntax::Expr* node;
    std::string dotted;
};

using Finding =
    std::variant<FunctionRead, UnknownMember, OptionalUse, NoTruthValue, UnusableModuleAttribute, VariableRetyped, BranchTypesDiffer,
                 TernaryTypesDiffer, ReturnTypesDiffer, UndefinedName, PythonValueUsed, UnsupportedCall, OperatorMismatch, UntypedContainerMismatch,
                 CallMismatch, TensorToNumber, NotIterable, NotSubscriptable, ModuleIndex, ExitFromUnrolledLoop, UnrolledZip, ListUnpacked,
                 NotUnpackable, UnsupportedContextManager, ForeignModule, DynamicAttribute, UnresolvedAnnotation, ParameterDefault, TypeComment,
                 IgnoredCall, MixedLiteral, DictKeyType, Recursion, UnusedPropertyFails, StringAsBytes, OperatorCall, ModuleCompiled,
                 MissingSuperInit, FrozenByTrace, LoadedNonStrict, LoadedAfterScript, ParametersRenamed, RemovedName>;

/// Takes what the analysis finds. The finding is only valid during the call.
class FindingSink {
public:
    virtual ~FindingSink() = default;
    /// `version`: the measured point (`torchscript::kMeasured`) under which the finding was made.
    virtual void found(const Finding& finding, const FunctionContext& function, torchscript::Version version) = 0;
    /// A node of a function that the compiler reads; every node of its body, signature and docstring once,
    /// parents first.
    virtual void node(const syntax::Node& node, const FunctionContext& function) = 0;
};

}  // namespace jitlint::analysis
