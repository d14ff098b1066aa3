#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analysis/compile/session.h"

namespace jitlint::analysis {

/// Where an annotation is read: its names are found in `scope` of `module`.
struct AnnotationPlace {
    const SourceModule* module = nullptr;
    const Scope* scope = nullptr;
    const syntax::Parameter* parameter = nullptr;
    /// Called for parts that do not resolve; may be empty.
    std::function<void(const UnresolvedAnnotation&)> report;
};

/// The type that an annotation means, as torch/jit/annotations.py and script_type_parser.cpp read it.
/// What cannot be resolved with certainty is Unknown; what certainly does not resolve is reported and
/// Unknown.
TypeRef resolve_annotation(Session& session, const syntax::Expr& annotation, const AnnotationPlace& place);

/// The type of instances of a class of the files: a NamedTuple or Enum; null where it is not known.
TypeRef class_type(Session& session, ClassRef cls);

/// The types of a `# type: (A, B) -> R` comment; nullopt where it is not of that form.
struct CommentSignature {
    std::vector<TypeRef> parameters;
    TypeRef returns = nullptr;  ///< null without `->`
};
std::optional<CommentSignature> resolve_signature_comment(Session& session, std::string_view text, const AnnotationPlace& place);

}  // namespace jitlint::analysis
