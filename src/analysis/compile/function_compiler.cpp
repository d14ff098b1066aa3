#include "analysis/compile/function_compiler.h"

#include <algorithm>

#include "analysis/compile/annotations/type_comments.h"
#include "text/source_file.h"

namespace jitlint::analysis {

using namespace syntax;

FunctionCompiler::FunctionCompiler(Session& session, const FunctionContext& context, const Signature& signature, bool certain)
    : session_(session),
      context_(context),
      signature_(signature),
      types_(session.types),
      uncertain_(certain ? 0 : 1),
      base_uncertain_(certain ? 0 : 1),
      last_compare_(session.types.boolean()) {}

std::string FunctionCompiler::text_of(const Node& node) const {
    return std::string(context_.module->file().source().text().substr(node.span.begin, node.span.size()));
}

TypeRef FunctionCompiler::resolve(const Expr& annotation, AnnotationUse use) {
    AnnotationPlace place{
        .module = context_.module, .scope = context_.scope, .use = use, .function = context_.node, .wrapper = context_.decorations.library_wrapper};
    place.report = [&](const UnresolvedAnnotation& problem) { emit(problem); };
    const TypeRef type = resolve_annotation(session_, annotation, place);
    use_type(type, annotation);
    return type;
}

void FunctionCompiler::check_signature() {
    const Scope& outside = Session::enclosing_scope({context_.module, context_.node, nullptr});
    AnnotationPlace place{.module = context_.module,
                          .scope = &outside,
                          .use = AnnotationUse::Parameter,
                          .function = context_.node,
                          .wrapper = context_.decorations.library_wrapper};
    place.report = [&](const UnresolvedAnnotation& problem) { emit(problem); };
    for (const Signature::Parameter& parameter : signature_.parameters) {
        if (parameter.node->annotation && !signature_.from_comment) {
            place.parameter = parameter.node;
            use_type(resolve_annotation(session_, *parameter.node->annotation, place), *parameter.node->annotation);
        }
        if (!context_.is_hook) check_default(parameter, outside);  // nothing asks for the defaults of a hook
    }
    place.parameter = nullptr;
    if (context_.node->returns && !signature_.from_comment) {
        place.use = AnnotationUse::Return;
        use_type(resolve_annotation(session_, *context_.node->returns, place), *context_.node->returns);
    }
    if (signature_.from_comment) {
        place.text_at = signature_.comment;
        resolve_signature_comment(session_, signature_.comment_text, place);
        for (const Signature::Parameter& parameter : signature_.parameters) note_named_tuple(parameter.type, signature_.comment);
    }
}

namespace {

/// As checkMutableFunctionDefault asks of a default value, which looks into tuples.
bool is_mutable(const PyValue& value, int depth) {
    if (value.is(PyKind::List) || value.is(PyKind::Dict) || value.is(PyKind::Set)) return true;
    if (!value.is(PyKind::Tuple) || !value.list || depth > 16) return false;
    const auto& items = value.list->items;
    return std::any_of(items.begin(), items.end(), [&](const PyValue& item) {
        return (item.is(PyKind::Tuple) || item.is(PyKind::List) || item.is(PyKind::Dict)) && is_mutable(item, depth + 1);
    });
}

/// Not a bool, which takes what has a truth value: what Python objects beside numbers, texts, tensors and containers are never converted to.
bool takes_plain_values(TypeRef type) {
    using Kind = torchscript::TypeKind;
    if (type->has_unknown) return false;
    switch (type->kind) {
        case Kind::Tensor:
        case Kind::Int:
        case Kind::Float:
        case Kind::Str:
            return true;
        case Kind::List:
        case Kind::Dict:
        case Kind::Tuple:
        case Kind::Optional:
            return std::all_of(type->args.begin(), type->args.end(), takes_plain_values);
        default:
            return false;
    }
}

}  // namespace

void FunctionCompiler::check_default(const Signature::Parameter& parameter, const Scope& outside) {
    const Expr* expression = parameter.node->default_value;
    if (!expression || signature_.open) return;
    const PyValue value = session_.evaluator.evaluate(*expression, *context_.module, outside);
    if (value.is(PyKind::Unknown)) return;
    const bool untyped = !parameter.node->annotation && !signature_.from_comment;
    auto report = [&](DefaultProblem problem, TypeRef declared, TypeRef type) {
        emit(ParameterDefault{parameter.node, problem, declared, type ? type : types_.unknown(), !untyped, nullptr});
    };
    if (is_mutable(value, 0)) {
        report(untyped ? DefaultProblem::UntypedDefault : DefaultProblem::MutableDefault, types_.tensor(), infer_type(value));
        return;
    }
    if (value.is(PyKind::None)) {
        // As a bool it is False.
        if (untyped || parameter.type->is(Kind::Tensor))
            report(DefaultProblem::NoneForTensor, types_.tensor(), types_.none());
        else if (!parameter.type->has_unknown && !torchscript::admits_none(parameter.type) && !parameter.type->is(Kind::Bool))
            report(DefaultProblem::WrongType, parameter.type, types_.none());
        return;
    }
    TypeRef type = infer_type(value);
    if (!type) {
        // A scalar of NumPy converts to a number as it stands.
        if (value.is(PyKind::ExternalObject) && value.text.starts_with("numpy.")) return;
        // An object of Python that no value of the language stands for: a class, a function, `Optional[int]` behind a `=`.
        if (untyped)
            report(DefaultProblem::UntypedDefault, types_.tensor(), nullptr);
        else if (takes_plain_values(parameter.type))
            report(DefaultProblem::WrongType, parameter.type, nullptr);
        return;
    }
    if (type->has_unknown) return;
    if (untyped) {
        if (!type->is(Kind::Tensor)) report(DefaultProblem::UntypedDefault, types_.tensor(), type);
        return;
    }
    if (parameter.fixed_size > 0 && parameter.type->is(Kind::List)) {
        // A broadcasting list takes one number for all, and nothing else.
        const bool real = parameter.type->arg()->is(Kind::Float);
        if (type->is(Kind::Int) || type->is(Kind::Bool) || (real && type->is(Kind::Float))) return;
        if (type->is(Kind::Tuple) || type->is(Kind::Float)) report(DefaultProblem::WrongType, parameter.type, type);
        return;
    }
    if (parameter.type->has_unknown || torchscript::is_subtype(type, parameter.type) || default_converts(type, parameter.type)) return;
    if (parameter.fixed_size > 0 && (type->is(Kind::Int) || type->is(Kind::Float))) return;
    report(DefaultProblem::WrongType, parameter.type, type);
}

/// toIValue's conversions of default values: wider than those of calls.
bool FunctionCompiler::default_converts(TypeRef from, TypeRef to) const {
    if (to->is(Kind::Optional)) to = to->arg();
    auto numeric = [](TypeRef t) {  // of a tensor its item is taken
        return t->is(Kind::Tensor) || t->is(Kind::Int) || t->is(Kind::Float) || t->is(Kind::Bool) || t->is(Kind::Complex) || t->is(Kind::Number);
    };
    auto fits = [&](TypeRef a, TypeRef b) { return torchscript::is_subtype(a, b) || default_converts(a, b); };
    switch (to->kind) {
        case Kind::Float:
            return numeric(from) && !from->is(Kind::Complex);
        case Kind::Complex:
        case Kind::Number:
        case Kind::Bool:
            return numeric(from);
        case Kind::Int:
            return from->is(Kind::Bool) || from->is(Kind::Tensor);
        case Kind::Device:
            return from->is(Kind::Str);
        case Kind::Enum:
            return !numeric(from) && !from->is(Kind::Str);
        case Kind::Union:
        case Kind::Class:
        case Kind::NamedTuple:
        case Kind::Interface:
        case Kind::Any:
            return true;
        case Kind::List:
            if (from->is(Kind::Str) && to->arg()->is(Kind::Str)) return true;  // its characters
            return from->is(Kind::Tuple) && std::all_of(from->args.begin(), from->args.end(), [&](TypeRef t) { return fits(t, to->arg()); });
        case Kind::Tuple:
            if (!from->is(Kind::Tuple) || from->args.size() != to->args.size()) return false;
            for (std::size_t i = 0; i < to->args.size(); ++i)
                if (!fits(from->arg(i), to->arg(i))) return false;
            return true;
        default:
            return false;
    }
}

/// The assignment behind which the comment stands on its line; null elsewhere.
const Stmt* FunctionCompiler::statement_before(text::Span comment) const {
    const std::string_view source = context_.module->file().source().text();
    std::vector<const Node*> stack(context_.node->body.begin(), context_.node->body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if ((is<Assign>(node) || is<AnnAssign>(node)) && node->span.end <= comment.begin &&
            source.substr(node->span.end, comment.begin - node->span.end).find('\n') == std::string_view::npos)
            return static_cast<const Stmt*>(node);
        if (!is_expression(node->kind)) for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return nullptr;
}

void FunctionCompiler::check_type_comments() {
    const std::string_view source = context_.module->file().source().text();
    const TypeComments read = read_type_comments(*context_.module, *context_.node, session_.version);
    auto text = [&](text::Span span) { return std::string(source.substr(span.begin, span.size())); };
    for (const TypeComments::Refused& refused : read.refused)
        emit(TypeComment{refused.span, text(refused.span), statement_before(refused.span), refused.problem, 0, 0});
    if (read.signature.empty()) return;
    const Scope& outside = Session::enclosing_scope({context_.module, context_.node, nullptr});
    const auto comment = resolve_signature_comment(
        session_, read.signature, {.module = context_.module, .scope = &outside, .use = AnnotationUse::Parameter, .function = context_.node});
    if (!comment) {
        emit(TypeComment{read.signature_span, text(read.signature_span), nullptr, TypeCommentProblem::Prose, 0, 0});
        return;
    }
    std::size_t wanted = 0;
    for (const syntax::Parameter& parameter : context_.node->parameters)
        if (!parameter.name.name.empty() && &parameter != signature_.self) ++wanted;
    if (comment->parameters.size() != wanted)
        emit(TypeComment{read.signature_span, text(read.signature_span), nullptr, TypeCommentProblem::Arity, comment->parameters.size(), wanted});
}

namespace {

bool returns_inside(const Stmt& loop) {
    std::vector<const Node*> stack{&loop};
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (is<Return>(node)) return true;
        if (!is_expression(node->kind) && !is<FunctionDef>(node)) for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

/// The loop that ends the function, or a branch that ends it, and returns from inside; null where there is none.
const Stmt* returning_loop(Body body) {
    while (!body.empty()) {
        const Stmt* last = body.back();
        if (is<For>(last) || is<While>(last)) return returns_inside(*last) ? last : nullptr;
        const auto* managed = as<With>(last);
        const auto* branch = as<If>(last);
        if (branch && !branch->orelse.empty()) {
            if (const Stmt* found = returning_loop(branch->body)) return found;
            body = branch->orelse;
        } else {
            body = managed ? managed->body : Body{};
        }
    }
    return nullptr;
}

}  // namespace

TypeRef FunctionCompiler::run() {
    Block top;
    block_ = &top;
    if (signature_.self) {
        Value self;
        if (context_.self) {
            self.kind = ValueKind::Module;
            self.instance = context_.self;
        } else if (context_.owner && !context_.decorations.class_method) {
            const ClassModel& model = session_.classes.model(context_.owner);
            if (model.kind == ClassKind::Script) self = Value::typed(model.type);
        }
        top.bind({signature_.self->name.name, self, signature_.self->name.span, false, false});
    }
    for (const Signature::Parameter& parameter : signature_.parameters) {
        Value value = Value::typed(parameter.type);
        value.inferred_tensor = parameter.inferred && parameter.type->is(Kind::Tensor);
        value.parameter = parameter.node;
        if (context_.is_hook && context_.self && &parameter == &signature_.parameters.front()) {
            // A hook gets the module itself.
            value = {};
            value.kind = ValueKind::Module;
            value.instance = context_.self;
        }
        top.bind({parameter.node->name.name, value, parameter.node->name.span, false, false});
    }
    check_signature();
    check_type_comments();
    execute(context_.node->body);
    block_ = nullptr;

    if (!signature_.declared_return) return inferred_return(top);
    TypeRef declared = signature_.declared_return;
    const bool falls_off = !top.exits && !top.maybe_exits && !context_.node->body.empty();
    const Stmt* loop = returning_loop(context_.node->body);
    if (falls_off && !declared->is(Kind::None) && !declared->has_unknown)
        emit(ReturnTypesDiffer{loop ? static_cast<const Node*>(loop) : context_.node, declared, types_.none(), true,
                               context_.node->returns ? context_.node->returns->span : text::Span{}});
    return declared;
}

TypeRef FunctionCompiler::inferred_return(const Block& top) {
    if (returns_open_ || top.maybe_exits) return types_.unknown();
    if (!top.exits) returns_.push_back(types_.none());
    if (returns_.empty()) return types_.none();
    TypeRef common = returns_.front();
    for (std::size_t i = 1; i < returns_.size(); ++i) {
        TypeRef joined = torchscript::unify(types_, common, returns_[i]);
        if (!joined) {
            const Node* at = i < return_nodes_.size() ? static_cast<const Node*>(return_nodes_[i]) : context_.node;
            emit(ReturnTypesDiffer{at, common, returns_[i], false, return_nodes_.front()->span});
            return types_.unknown();
        }
        common = joined;
    }
    return common;
}

}  // namespace jitlint::analysis
