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

using AnnotationsFindings = std::variant<  //
    UnresolvedAnnotation, ParameterDefault, TypeComment>;

}  // namespace jitlint::analysis
