#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/findings/context.h"
#include "torchscript/schema.h"

/// Findings about what typed values do not go through.
namespace jitlint::analysis {

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

/// An index, or a bound of a slice, that the subscripted value does not take.
struct BadIndex {
    enum class Why : std::uint8_t {
        Type,                 ///< a tensor's, list's, str's or dict's index of another type
        SliceBound,           ///< a bound or step that is no int
        EllipsisAlone,        ///< `x[...]`
        EllipsisTwice,        ///< `x[..., ...]`
        TensorAfterEllipsis,  ///< `x[..., indices]`
        SeveralOnOther,       ///< `xs[i, j]` on what is no tensor
        TupleType,            ///< a tuple's index that is no int
        TupleVariable,        ///< elements of different types, and the index is no literal
        TupleRange,           ///< out of range
        TupleSlice,           ///< a tuple's slice whose bounds are no literals
    };
    const syntax::Subscript* node;
    const syntax::Expr* index;
    Why why;
    TypeRef container;
    TypeRef type;  ///< of the index; null where it has none
};

/// A place that can be read, but not stored to in this way.
struct RefusedTarget {
    enum class Why : std::uint8_t {
        ListSlice,          ///< `xs[a:b] = ...`
        AugmentedItem,      ///< `t[0] += ...` on a tuple, a str, an object ...
        AugmentedSlice,     ///< `xs[a:b] += ...`
        AugmentedOperator,  ///< an object without the operator's method
    };
    const syntax::Expr* target;
    Why why;
    TypeRef type;  ///< of the container or object
};

/// A list or dict display, comprehension or `dict(...)` call that its annotation does not take.
struct LiteralMismatch {
    enum class Why : std::uint8_t {
        Element,       ///< an element is of another type
        EmptyElement,  ///< an empty `[]` or `{}` inside, which is a List[Tensor] or Dict[str, Tensor]
        Ambiguous,     ///< an empty display, or a `dict(...)` call, for a Union of several lists or dicts
        NoMember,      ///< no member of the Union takes it
        AnyTarget,     ///< a comprehension for a variable annotated `Any`
        Key,           ///< keys of several types
    };
    const syntax::Expr* node;
    const syntax::Expr* element;  ///< what does not fit; the display itself where that is not one element
    Why why;
    TypeRef wanted;
    TypeRef given;
};

/// A comprehension, or `list()`, over a tuple or over modules whose elements come out with different types.
struct ComprehensionTypesDiffer {
    const syntax::Expr* node;
    TypeRef first;
    TypeRef other;
};

/// `float`, `int`, `bool` or `complex` given as an argument.
struct TypeAsValue {
    const syntax::Expr* node;
    std::string_view name;
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

enum class WithProblem : std::uint8_t {
    UnsupportedManager,
    NotObject,
    ExitSignature,
    EnterSignature,
    Suppresses,  ///< `__exit__` returns True; accepted, but its result is ignored
};

struct UnsupportedContextManager {
    const syntax::WithItem* item;
    std::string dotted;  ///< canonical name of the callee where known
    WithProblem problem;
    const syntax::FunctionDef* method;  ///< the __exit__/__enter__ that does not fit
    bool same_file = false;             ///< `method` is in the file of the `with`
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

enum class TypeTestWhy : std::uint8_t {
    BoolIsInt,       ///< isinstance(flag, int): a bool is no int here
    SizeIsTuple,     ///< isinstance(x.shape, tuple): a size is a list here
    IsParameter,     ///< isinstance(x, nn.Parameter): every tensor is one
    InferredTensor,  ///< of a parameter that is a Tensor only for want of an annotation
    TensorIsNone,    ///< `x is None` of a Tensor parameter
    AnyIsNone,       ///< `x is None` of an Any
    BaseClass,       ///< isinstance(object, Base): a compiled class has no base classes
    ModuleClass,     ///< isinstance(self.layer, nn.Linear): true only of the modules that have the type of the first one compiled
};

/// A test of a value's type or of None that gives something else than in Python.
struct TypeTestDiffers {
    const syntax::Expr* node;
    const syntax::Expr* value;
    TypeRef type;  ///< of the value; null for a module
    TypeTestWhy why;
    const syntax::Parameter* parameter;  ///< that the value is, or null
};

/// `type(x) == T` and its like.
struct TypeComparison {
    const syntax::Compare* node;
    const syntax::Expr* value;  ///< null where type() has another number of arguments
    const syntax::Expr* type;
};

/// hasattr, or getattr with a default, of what is neither a module nor an object.
struct HasAttributeOfValue {
    const syntax::Call* node;
    TypeRef type;
};

enum class ToListWhy : std::uint8_t { NoAnnotation, NotList, ElementType };

/// Tensor.tolist(), whose type the annotation at its place says.
struct UntypedToList {
    const syntax::Call* node;
    ToListWhy why;
    TypeRef type;  ///< the annotation's; null for NoAnnotation
};

/// A cast such as `x.float()` with arguments.
struct CastWithArguments {
    const syntax::Call* node;
    std::string_view name;
};

/// The flag that selects between two functions (`return_indices=...`) is not known while compiling.
struct DynamicDispatchFlag {
    const syntax::Call* node;
    const syntax::Expr* flag;
    std::string_view function;
    std::string_view name;
};

/// len() of an Optional, a Union or an Any: 1, whatever it holds.
struct LengthOfAlternatives {
    const syntax::Call* node;
    TypeRef type;
};

/// Arguments that are packed into the last parameter, a list.
struct PackedArguments {
    const syntax::Call* node;
    const syntax::Expr* first;  ///< the first of them
    std::size_t count;
    FunctionRef callee;
    const syntax::Parameter* parameter;
};

/// Tensor.type(): an alias of to(), not the name of the type.
struct TensorTypeCall {
    const syntax::Call* node;
    bool with_string;
};

/// torch.jit.annotate and its like with keywords or another number of arguments.
struct SpecialFormArguments {
    const syntax::Call* node;
    std::string_view function;
    std::size_t wanted;
};

/// torch.FloatTensor(...) and its like: taken are integers, or one value, and `device` as the only keyword.
struct LegacyConstructorArguments {
    const syntax::Call* node;
    const syntax::Expr* argument;  ///< what does not go
    std::string_view keyword;      ///< its name; empty where it stands by position
};

using TypesFindings = std::variant<  //
    UnknownMember, OptionalUse, NoTruthValue, VariableRetyped, BranchTypesDiffer, TernaryTypesDiffer, ReturnTypesDiffer, OperatorMismatch,
    UntypedContainerMismatch, TensorToNumber, NotIterable, NotSubscriptable, ExitFromUnrolledLoop, UnrolledZip, ListUnpacked, NotUnpackable,
    UnsupportedContextManager, MixedLiteral, DictKeyType, StringAsBytes, OperatorCall, TypeTestDiffers, TypeComparison, HasAttributeOfValue,
    UntypedToList, CastWithArguments, DynamicDispatchFlag, LengthOfAlternatives, PackedArguments, TensorTypeCall, SpecialFormArguments, BadIndex,
    LegacyConstructorArguments, RefusedTarget, LiteralMismatch, ComprehensionTypesDiffer, TypeAsValue>;

}  // namespace jitlint::analysis
