#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/findings/context.h"

/// Findings about annotations, defaults and type comments.
namespace jitlint::analysis {

enum class AnnotationProblem : std::uint8_t {
    BareContainer,         ///< `List`, `Optional`, `Future`: what they hold is not said
    NnModule,              ///< a class of modules
    UnknownName,           ///< bound nowhere that the compiler looks
    TypeCheckingOnly,      ///< bound under `if TYPE_CHECKING` only
    OuterFunctionName,     ///< bound in an enclosing function, but not captured by the body
    ClassBodyName,         ///< bound in the class body around the method
    UnsupportedType,       ///< a class or object that is no type for the compiler
    AbstractContainer,     ///< Sequence, Mapping, set, OrderedDict ...: with another container for it
    Callable,              ///< callables
    TypingForm,            ///< Literal, Annotated, Type, NoReturn ...
    TypeVariable,          ///< TypeVar, NewType
    Final,                 ///< Final outside a class body
    StringValue,           ///< an alias of a string, a string inside an object
    StringText,            ///< a string literal whose content is no type
    QualifiedConstructor,  ///< `typing.Optional["X"]`: a generic by another name, where only the bare one is read
    ArgumentCount,         ///< `List[int, int]`
    NotAType,              ///< a number, a tuple, a call ...
    DictKey,
    EllipsisTuple,
    UnionOperatorTooNew,
    UnionTooNew,
    BuiltinGenericTooNew,
    BroadcastingList,  ///< of another type than int and float, or as a result
    TypedTensor,       ///< `torch.LongTensor`: taken, as a Tensor of any dtype
    TypeAlias,         ///< the name of a `type` statement
};

/// Where an annotation stands.
enum class AnnotationUse : std::uint8_t { Parameter, Return, Variable, Attribute, Annotate, IsInstance };

struct UnresolvedAnnotation {
    text::Span span;   ///< the part that does not resolve
    std::string code;  ///< that part as written
    AnnotationProblem problem;
    std::string text;                    ///< the name or type: dotted where it is known
    const syntax::Parameter* parameter;  ///< of use Parameter
    AnnotationUse use;
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

enum class TypeCommentProblem : std::uint8_t {
    OnStatement,       ///< behind code: the type of a variable, or a signature in the wrong place
    OnParameter,       ///< beside a parameter, without a line for the result
    Prose,             ///< a comment of its own that is no signature
    InText,            ///< in a string or docstring
    Ignore,            ///< `# type: ignore` with something behind it, or several codes
    Misspelt,          ///< `#type:`, `# type :`
    TextBehind,        ///< beside a parameter, with another comment behind the type
    NoParameterTypes,  ///< `(...)` without a comment for each parameter
    Arity,             ///< another number of types than parameters
};

/// A `# type:` comment that the compiler reads as a signature, and refuses.
struct TypeComment {
    text::Span comment;
    std::string text;
    const syntax::Stmt* statement;  ///< the assignment it stands behind; null elsewhere
    TypeCommentProblem problem;
    std::size_t types;       ///< Arity: how many it gives
    std::size_t parameters;  ///< Arity: how many are wanted
};

/// An annotation of an ignored or unused function that is no type, or a string: a call of the function reads it.
struct IgnoredAnnotation {
    const syntax::Call* node;
    const syntax::FunctionDef* callee;
    const SourceModule* module;  ///< the callee's
    text::Span span;             ///< the part that is no type
    std::string code;
    bool is_string;
};

/// A call of an ignored or unused function with types that has variadic or keyword-only parameters: no signature can be made.
struct IgnoredVariadic {
    const syntax::Call* node;
    const syntax::FunctionDef* callee;
    const SourceModule* module;          ///< the callee's
    const syntax::Parameter* parameter;  ///< the first of them
};

enum class OverloadWhy : std::uint8_t {
    NoImplementation,
    ScriptedDirectly,
    Unannotated,
    ParameterNames,
    ParameterCount,
    DefaultDiffers,
    RestUnannotated,  ///< a parameter that only the implementation has, without an annotation
};

/// torch.jit._overload and _overload_method.
struct OverloadProblem {
    text::Span span;
    OverloadWhy why;
    std::string_view name;                      ///< of the function
    const syntax::FunctionDef* overload;        ///< null for ScriptedDirectly
    const syntax::FunctionDef* implementation;  ///< null for NoImplementation
    const syntax::Parameter* parameter;         ///< ParameterNames, DefaultDiffers: of the overload; RestUnannotated
};

enum class InterfaceWhy : std::uint8_t { MissingMethod, ParameterCount, ParameterName, ParameterType, ReturnType };

/// A module stands where a module interface is declared, and has not its methods.
struct InterfaceMismatch {
    text::Span span;  ///< the method's name, or the class's for MissingMethod
    InterfaceWhy why;
    std::string_view interface_name;
    std::string_view class_name;
    const SourceModule* interface_module;
    const syntax::FunctionDef* wanted;  ///< the interface's method
};

enum class InterfaceDeclarationWhy : std::uint8_t {
    NoReturnType,  ///< a method without an annotation of its result
    NoPass,        ///< a method that does not end with `pass`
    Expression,    ///< an expression that is no string before that
    Inheritance,   ///< a base class
};

/// A class under torch.jit.interface that is refused when it is defined.
struct InterfaceDeclaration {
    text::Span span;  ///< the method's name, or the base class
    InterfaceDeclarationWhy why;
    std::string_view interface_name;
    const syntax::FunctionDef* method;  ///< null for Inheritance
};

/// A method without any parameter: it has no `self`.
struct MethodWithoutSelf {
    const syntax::FunctionDef* method;
};

/// `x: T = ...` in a block, where a block around it has `x` already.
struct OuterVariableAnnotated {
    const syntax::AnnAssign* node;
    std::string_view name;
    text::Span declared_at;
};

using AnnotationsFindings = std::variant<  //
    UnresolvedAnnotation, ParameterDefault, TypeComment, IgnoredAnnotation, IgnoredVariadic, OverloadProblem, InterfaceMismatch, InterfaceDeclaration,
    MethodWithoutSelf, OuterVariableAnnotated>;

}  // namespace jitlint::analysis
