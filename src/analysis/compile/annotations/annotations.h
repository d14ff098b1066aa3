#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analysis/compile/session.h"

namespace jitlint::analysis {

/// Where an annotation is read.
struct AnnotationPlace {
    const SourceModule* module = nullptr;
    const Scope* scope = nullptr;  ///< names are found from here outwards
    AnnotationUse use = AnnotationUse::Variable;
    const syntax::Parameter* parameter = nullptr;
    /// The function whose annotation it is: class bodies around it are not seen, variables of functions around it only where its body
    /// captures them. Null: Python itself has evaluated the annotation in `scope`.
    const syntax::FunctionDef* function = nullptr;
    /// The decorator of that function in whose file the names are looked up.
    torchscript::LibraryWrapper wrapper = torchscript::LibraryWrapper::None;
    /// Called for parts that do not resolve; may be empty.
    std::function<void(const UnresolvedAnnotation&)> report = {};
    /// The text that spans of the annotation point into, where that is not the module's (a `# type:` comment), and where it is in the module.
    std::string_view text = {};
    text::Span text_at = {};
};

/// The type that an annotation of a compiled function means, as script_type_parser.cpp reads it.
/// What cannot be resolved with certainty is Unknown; what certainly does not resolve is reported and
/// Unknown.
TypeRef resolve_annotation(Session& session, const syntax::Expr& annotation, const AnnotationPlace& place);

/// The same for what stays Python's: attributes of modules, fields of named tuples, ignored functions. Only objects are taken.
TypeRef resolve_object_annotation(Session& session, const syntax::Expr& annotation, const AnnotationPlace& place);

/// The same for a field of a NamedTuple whose annotation is a text, its own or by `from __future__ import annotations`: the object that
/// the text names where the NamedTuple is used.
TypeRef resolve_field_text(Session& session, const syntax::Expr& annotation, const AnnotationPlace& place);

/// `BroadcastingList2[int]`, `_size_2_t`: the number of elements that a single one is repeated to; 0 for other annotations.
std::int32_t broadcast_size(const syntax::Expr& annotation);

/// The type of instances of a class of the files: a script class, NamedTuple or Enum; null where it is not known.
TypeRef class_type(Session& session, ClassRef cls);

/// Whether the file makes strings of all annotations (`from __future__ import annotations`).
bool has_future_annotations(const SourceModule& module);
/// Whether an annotation is a text (`"Tensor"`).
bool is_text(const syntax::Expr* annotation);

/// Whether the class is decorated with torch.jit.interface.
bool is_interface(Session& session, ClassRef cls);

/// The types of a `# type: (A, B) -> R` comment; nullopt where it is not of that form.
struct CommentSignature {
    std::vector<TypeRef> parameters;
    TypeRef returns = nullptr;  ///< null without `->`
};
std::optional<CommentSignature> resolve_signature_comment(Session& session, std::string_view text, const AnnotationPlace& place);

}  // namespace jitlint::analysis
