#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/annotations/type_comments.h"
#include "analysis/compile/session.h"

/// What the compiler reads from the head of a function: names, types and defaults of its parameters, and its result.
namespace jitlint::analysis {

namespace {

/// Whether inspect.getfullargspec lists the parameter among `args`.
bool has_place(const syntax::Parameter& parameter) {
    return parameter.kind == syntax::ParameterKind::PositionalOrKeyword || parameter.kind == syntax::ParameterKind::PositionalOnly;
}

/// PythonValue::getSchema: the types are those of all parameters, or of a comment, the names those of the parameters that have a place.
void read_uncounted(Signature& signature, const syntax::FunctionDef& function) {
    bool annotated = function.returns != nullptr;
    const syntax::Parameter* first = nullptr;
    for (const syntax::Parameter& parameter : function.parameters) {
        annotated = annotated || parameter.annotation;
        if (has_place(parameter) || parameter.name.name.empty()) continue;
        if (!first) first = &parameter;
        if (parameter.kind == syntax::ParameterKind::VarPositional) signature.schema.varargs = true;
    }
    // A comment that does not fit left the signature open.
    if (first && (annotated || (signature.open && !signature.comment_text.empty()))) {
        signature.uncounted = first;
        signature.open = true;
    }
}

}  // namespace

const Signature& Session::signature(const FunctionContext& context) {
    auto& slot = signatures_[context.node];
    if (slot) return *slot;
    slot = std::make_unique<Signature>();
    Signature& signature = *slot;
    AnnotationPlace place{.module = context.module,
                          .scope = &enclosing_scope({context.module, context.node, nullptr}),
                          .use = AnnotationUse::Parameter,
                          .function = context.node,
                          .wrapper = context.decorations.library_wrapper};

    // The signature of a function that stays Python's is read from its objects.
    const bool stays_python = context.decorations.ignore || context.decorations.unused || context.decorations.ignore_drop;
    auto resolve = [&](const syntax::Expr& annotation, AnnotationUse use) {
        place.use = use;
        return stays_python ? resolve_object_annotation(*this, annotation, place) : resolve_annotation(*this, annotation, place);
    };

    const bool has_self = context.owner && !context.decorations.static_method && !context.node->parameters.empty();
    std::optional<CommentSignature> comment;
    const TypeComments read = read_type_comments(*context.module, *context.node, version);
    if (!read.signature.empty()) comment = resolve_signature_comment(*this, read.signature, place);
    if (comment) signature.comment = read.signature_span;
    signature.comment_text = read.signature;
    std::size_t wanted = context.node->parameters.size() - (has_self ? 1 : 0);
    for (const syntax::Parameter& parameter : context.node->parameters)
        if (parameter.name.name.empty() || (stays_python && !has_place(parameter))) --wanted;  // a bare `*`
    // A comment that is refused as a signature leaves the types unknown.
    if (!read.refused.empty() || (!read.signature.empty() && (!comment || comment->parameters.size() != wanted))) {
        signature.open = true;
        comment.reset();
    }
    signature.from_comment = comment.has_value();
    if (stays_python) read_uncounted(signature, *context.node);
    const bool open_types = signature.open;
    std::size_t index = 0;
    for (const syntax::Parameter& parameter : context.node->parameters) {
        if (has_self && &parameter == &context.node->parameters.front()) {
            signature.self = &parameter;
            continue;
        }
        if (stays_python && !has_place(parameter)) continue;
        if (parameter.kind == syntax::ParameterKind::VarPositional || parameter.kind == syntax::ParameterKind::VarKeyword) {
            if (parameter.name.name.empty()) continue;  // a bare `*`
            signature.open = true;
            signature.parameters.push_back({&parameter, types.unknown(), false});
            continue;
        }
        Signature::Parameter entry{&parameter, nullptr, false};
        if (parameter.annotation && !comment) entry.fixed_size = broadcast_size(*parameter.annotation);
        if (comment) {
            entry.type = index < comment->parameters.size() ? comment->parameters[index] : types.unknown();
        } else if (parameter.annotation) {
            entry.type = resolve(*parameter.annotation, AnnotationUse::Parameter);
        } else if (open_types) {
            entry.type = types.unknown();
        } else {
            entry.inferred = true;
            entry.type = types.tensor();
        }
        if (parameter.default_value && entry.type->is(torchscript::TypeKind::Tensor)) {
            // A default that is no tensor is judged at the parameter, which is a Tensor all the same.
            const PyValue value = evaluator.evaluate(*parameter.default_value, *context.module, *place.scope);
            const bool none = value.is(PyKind::None);
            if (entry.inferred && (!value.known() || (none && before(torchscript::Version::of(1, 13)))))
                entry.type = types.unknown();
            else
                entry.undefined_default = none && !stays_python;
        }
        signature.parameters.push_back(entry);
        ++index;
    }
    if (comment)
        signature.declared_return = comment->returns ? comment->returns : types.unknown();
    else if (context.node->returns)
        signature.declared_return = resolve(*context.node->returns, AnnotationUse::Return);
    for (const Signature::Parameter& parameter : signature.parameters)
        signature.schema_parameters.push_back({parameter.node->name.name, parameter.type, parameter.fixed_size,
                                               parameter.node->default_value != nullptr && !stays_python,
                                               parameter.node->kind == syntax::ParameterKind::KeywordOnly});
    signature.schema.name = context.node->name.name;
    signature.schema.parameters = signature.schema_parameters;
    signature.schema.result = types.unknown();
    return signature;
}

}  // namespace jitlint::analysis
