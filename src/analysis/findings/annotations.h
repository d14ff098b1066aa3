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
    BuiltinGenericTooNew,
    BroadcastingList,  ///< of another type than int and float, or as a result
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

/// A `# type:` comment that the compiler reads as (or instead of) a signature.
struct TypeComment {
    text::Span comment;
    std::string text;
    const syntax::Stmt* statement;  ///< the assignment it stands behind; null elsewhere
};

using AnnotationsFindings = std::variant<  //
    UnresolvedAnnotation, ParameterDefault, TypeComment>;

}  // namespace jitlint::analysis
