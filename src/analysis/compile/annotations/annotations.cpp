#include "analysis/compile/annotations/annotations.h"

#include <algorithm>

#include "analysis/compile/annotations/annotation_objects.h"
#include "syntax/parse.h"
#include "text/source_file.h"

namespace jitlint::analysis {

using namespace syntax;
using Kind = torchscript::TypeKind;
using torchscript::Version;

namespace {

using Outcome = ObjectType::Outcome;

std::unique_ptr<ParsedFile> parse_text(std::string text) {
    return syntax::parse(std::make_shared<text::SourceFile>("<annotation>", std::move(text)));
}

/// `a.b.c`, of names and attributes; empty for other expressions.
std::string dotted_name(const Expr& node) {
    if (const auto* name = as<Name>(&node)) return std::string(name->id);
    const auto* read = as<syntax::Attribute>(&node);
    const std::string base = read ? dotted_name(*read->value) : std::string();
    return base.empty() ? base : base + "." + std::string(read->attr.name);
}

/// The types that the structural parser knows by a bare name, whatever the name means in Python.
std::optional<Kind> type_by_name(std::string_view name, Version version) {
    static constexpr std::pair<std::string_view, Kind> kNames[] = {{"Tensor", Kind::Tensor},
                                                                   {"LongTensor", Kind::Tensor},
                                                                   {"FloatTensor", Kind::Tensor},
                                                                   {"DoubleTensor", Kind::Tensor},
                                                                   {"IntTensor", Kind::Tensor},
                                                                   {"ShortTensor", Kind::Tensor},
                                                                   {"HalfTensor", Kind::Tensor},
                                                                   {"CharTensor", Kind::Tensor},
                                                                   {"ByteTensor", Kind::Tensor},
                                                                   {"BoolTensor", Kind::Tensor},
                                                                   {"int", Kind::Int},
                                                                   {"float", Kind::Float},
                                                                   {"bool", Kind::Bool},
                                                                   {"complex", Kind::Complex},
                                                                   {"str", Kind::Str},
                                                                   {"Device", Kind::Device},
                                                                   {"Generator", Kind::Generator},
                                                                   {"Stream", Kind::Stream},
                                                                   {"number", Kind::Number},
                                                                   {"None", Kind::None},
                                                                   {"NoneType", Kind::None},
                                                                   {"Any", Kind::Any},
                                                                   {"Capsule", Kind::Capsule},
                                                                   {"list", Kind::AnyList},
                                                                   {"tuple", Kind::AnyTuple}};
    if (name == "Generator" && version < Version::of(2, 0)) return std::nullopt;
    if (name == "complex" && version < Version::of(1, 9)) return std::nullopt;
    for (const auto& [known, kind] : kNames)
        if (known == name) return kind;
    return std::nullopt;
}

class Resolver {
public:
    Resolver(Session& session, const AnnotationPlace& place)
        : session_(session), types_(session.types), place_(place), names_(session, place), text_(place.text) {
        if (text_.empty()) text_ = place.module->file().source().text();
    }

    /// parseTypeFromExpr: the object first, then the structure.
    TypeRef whole(const Expr& node) {
        const auto* both = as<BinOp>(&node);
        if (both && both->op == Operator::BitOr) return structural(node, 0);
        if (const auto* name = as<Name>(&node); name && is_type_alias(name->id)) return refuse(node, AnnotationProblem::TypeAlias, name->id);
        const ObjectType made = object(node);
        switch (made.outcome) {
            case Outcome::Type:
                note_typed_tensors(node, 0);
                return made.type;
            case Outcome::Unknown:
                return types_.unknown();
            case Outcome::Raises:
                return blame(node, made, 0);
            case Outcome::Refused:
                break;
        }
        return structural(node, 0);
    }

    /// What Python has made of it, and nothing else.
    TypeRef as_object(const Expr& node) {
        const bool string = place_.use != AnnotationUse::Variable && has_future_annotations(*place_.module);
        if (string) return refuse(node, AnnotationProblem::StringValue, {});
        const ObjectType made = evaluated(node);
        if (made.outcome == Outcome::Type) return made.type;
        return made.outcome == Outcome::Unknown ? types_.unknown() : blame(node, made, 0);
    }

    TypeRef field_text(const Expr& node) {
        const auto* text = as<Constant>(&node);
        return of_text(node, text && text->constant == ConstantKind::Str ? std::string_view(text->text) : source(node.span));
    }

    TypeRef refuse(const Expr& node, AnnotationProblem problem, std::string_view text) {
        const text::Span span = place_.text.empty() ? node.span : place_.text_at;
        if (place_.report) place_.report({span, std::string(source(node.span)), problem, std::string(text), place_.parameter, place_.use});
        return types_.unknown();
    }

private:
    std::string_view source(text::Span span) const { return text_.substr(span.begin, span.size()); }

    /// The text that the front end gives to the resolver: of a subscript up to behind its last element.
    std::string_view resolver_text(const Expr& node) const {
        if (const auto* call = as<Call>(&node)) return resolver_text(*call->func);
        const std::uint32_t end = resolver_end(node, 0);
        return end <= node.span.begin || end > text_.size() ? std::string_view() : text_.substr(node.span.begin, end - node.span.begin);
    }
    std::uint32_t resolver_end(const Expr& node, int depth) const {
        const auto* subscript = as<Subscript>(&node);
        if (!subscript || depth > 32) return node.span.end;
        const auto* parts = as<Tuple>(subscript->slice);
        if (!parts) return resolver_end(*subscript->slice, depth + 1) + 1;
        return (parts->elts.empty() ? parts->span.end : resolver_end(*parts->elts.back(), depth + 1)) + 1;
    }

    /// Refused where it cannot be evaluated.
    ObjectType object(const Expr& node) {
        const auto value = names_.evaluate(resolver_text(node));
        if (!value || value->is(PyKind::None)) return {Outcome::Refused, nullptr, AnnotationProblem::NotAType, {}};
        return type_of_object(session_, *value);
    }

    ObjectType evaluated(const Expr& node) { return type_of_object(session_, session_.evaluator.evaluate(node, *place_.module, *place_.scope)); }

    static std::vector<const Expr*> parts_of(const Subscript& node) {
        const auto* tuple = as<Tuple>(node.slice);
        return tuple ? std::vector<const Expr*>(tuple->elts.begin(), tuple->elts.end()) : std::vector<const Expr*>{node.slice};
    }

    /// Tells of classes that are read as Tensor, whatever dtype they name.
    void note_typed_tensors(const Expr& node, int depth) {
        if (!place_.report || depth > 16) return;
        if (const auto* subscript = as<Subscript>(&node)) {
            for (const Expr* part : parts_of(*subscript)) note_typed_tensors(*part, depth + 1);
            return;
        }
        const std::string dotted = dotted_name(node);
        if (!dotted.ends_with("Tensor") || dotted.ends_with(".Tensor") || dotted == "Tensor") return;
        const auto value = names_.look_up(dotted);
        if (value && value->is(PyKind::External) && value->text.starts_with("torch.") && value->text.ends_with("Tensor") &&
            value->text.rfind('.') == 5 && value->text != "torch.Tensor")
            refuse(node, AnnotationProblem::TypedTensor, value->text);
    }

    /// Finds the innermost part that is no type: the whole is an object that Python could make.
    TypeRef blame(const Expr& node, const ObjectType& whole, int depth) {
        std::vector<const Expr*> parts;
        if (const auto* subscript = as<Subscript>(&node))
            parts = parts_of(*subscript);
        else if (const auto* both = as<BinOp>(&node))
            parts = {both->left, both->right};
        if (whole.problem == AnnotationProblem::DictKey && parts.size() == 2) return refuse(*parts[0], whole.problem, whole.text);
        for (const Expr* part : parts) {
            const auto* constant = as<Constant>(part);
            if (depth > 32 || (constant && constant->constant != ConstantKind::Str)) continue;
            const ObjectType made = part_object(*part);
            if (made.outcome == Outcome::Refused || made.outcome == Outcome::Raises) return blame(*part, made, depth + 1);
        }
        return refuse(node, whole.problem, whole.text);
    }

    ObjectType part_object(const Expr& part) {
        if (!place_.function) return evaluated(part);
        const auto value = names_.evaluate(source(part.span));
        return value ? type_of_object(session_, *value) : ObjectType{};
    }

    TypeRef structural(const Expr& node, int depth) {
        if (depth > 32) return types_.unknown();
        switch (node.kind) {
            case NodeKind::Constant: {
                const auto& constant = static_cast<const Constant&>(node);
                if (constant.constant == ConstantKind::None) return types_.none();
                if (constant.constant == ConstantKind::Str) return of_text(node, constant.text);
                return refuse(node, constant.constant == ConstantKind::Ellipsis ? AnnotationProblem::EllipsisTuple : AnnotationProblem::NotAType, {});
            }
            case NodeKind::Name:
            case NodeKind::Attribute:
                return of_name(node);
            case NodeKind::Subscript:
                return subscript(static_cast<const Subscript&>(node), depth);
            case NodeKind::BinOp: {
                const auto& both = static_cast<const BinOp&>(node);
                if (both.op != Operator::BitOr) return refuse(node, AnnotationProblem::NotAType, {});
                if (session_.before(Version::of(2, 0))) return refuse(node, AnnotationProblem::UnionOperatorTooNew, {});
                const TypeRef members[] = {structural(*both.left, depth + 1), structural(*both.right, depth + 1)};
                return members[0]->has_unknown || members[1]->has_unknown ? types_.unknown() : types_.union_of(members);
            }
            default:
                return refuse(node, AnnotationProblem::NotAType, {});
        }
    }

    TypeRef of_text(const Expr& node, std::string_view text) {
        if (text.starts_with("torch.classes.")) return types_.unknown();
        const auto value = names_.evaluate(text);
        ObjectType made;
        if (value)
            made = type_of_object(session_, *value);
        else
            made = {Outcome::Refused, nullptr, AnnotationProblem::StringText, {}};
        if (made.outcome == Outcome::Type) return made.type;
        if (made.outcome == Outcome::Unknown) return types_.unknown();
        const bool name = text.find_first_of(" []|()'\",") == std::string_view::npos && !text.empty();
        if (!value && name) made.problem = names_.missing(text);
        return refuse(node, made.problem, made.text.empty() ? text : std::string_view(made.text));
    }

    TypeRef of_name(const Expr& node) {
        const std::string dotted = dotted_name(node);
        if (dotted.empty()) return refuse(node, AnnotationProblem::NotAType, {});
        const bool of_torch = dotted.starts_with("torch.") && dotted.ends_with("Tensor") && dotted.rfind('.') == 5;
        if (const auto kind = type_by_name(of_torch ? std::string_view(dotted).substr(6) : std::string_view(dotted), session_.version))
            if (!of_torch || *kind == Kind::Tensor) return types_.simple(*kind);
        const auto value = names_.look_up(dotted);
        if (!value || value->is(PyKind::None)) {
            const AnnotationProblem why = value ? AnnotationProblem::NotAType : names_.missing(dotted);
            return refuse(node, why, dotted);
        }
        if (is_type_alias(dotted)) return refuse(node, AnnotationProblem::TypeAlias, dotted);
        const ObjectType made = type_of_object(session_, *value);
        if (made.outcome == Outcome::Type) return made.type;
        if (made.outcome == Outcome::Unknown) return types_.unknown();
        // The class of a module that was compiled is a type in the functions that are compiled afterwards.
        const bool compiled = place_.use != AnnotationUse::Attribute && made.problem == AnnotationProblem::NnModule;
        if (compiled && !session_.is_absent_module_class(*value)) return types_.unknown();
        return refuse(node, made.problem, made.text);
    }

    /// Whether the name is that of a `type` statement, and of nothing else.
    bool is_type_alias(std::string_view name) const {
        for (const Scope* scope = place_.scope; scope; scope = scope->parent) {
            const auto bindings = scope->bindings(name);
            if (!bindings.empty()) return bindings.size() == 1 && syntax::is<syntax::TypeAlias>(bindings.front().node);
        }
        return false;
    }

    TypeRef unknown_constructor(const Subscript& node, const std::string& name) {
        const auto value = names_.look_up(name);
        if (!value) return refuse(*node.value, names_.missing(name), name);
        if (!value->is(PyKind::External)) return refuse(node, AnnotationProblem::NotAType, name);
        const ObjectType made = type_of_object(session_, *value);
        // A generic that can be subscripted, written in a way that only the bare names are read in.
        if (made.problem == AnnotationProblem::BareContainer && made.outcome != Outcome::Type)
            return refuse(*node.value, AnnotationProblem::QualifiedConstructor, name);
        const bool refused = made.outcome == Outcome::Refused || made.outcome == Outcome::Raises;
        return refuse(node, refused ? made.problem : AnnotationProblem::NotAType, made.text.empty() ? name : made.text);
    }

    TypeRef subscript(const Subscript& node, int depth) {
        const std::string made = dotted_name(*node.value);
        if (made.empty()) return refuse(node, AnnotationProblem::NotAType, {});
        const bool lower = made == "list" || made == "dict" || made == "tuple";
        const bool list = made == "List" || made == "list";
        const bool dict = made == "Dict" || made == "dict";
        const bool tuple = made == "Tuple" || made == "tuple";
        const bool future = made == "Future" || made == "torch.jit.Future";
        const bool await = (made == "Await" || made == "torch.jit._Await") && !session_.before(Version::of(2, 0));
        const bool united = made == "Union" && !session_.before(Version::of(1, 8));
        if (!list && !dict && !tuple && !future && !await && made != "Union" && made != "Optional" && made != "RRef")
            return unknown_constructor(node, made);
        if (lower && session_.before(Version::of(1, 9))) return refuse(node, AnnotationProblem::BuiltinGenericTooNew, made);
        const std::vector<const Expr*> parts = parts_of(node);
        if (!tuple && made != "Union" && parts.size() != (dict ? 2U : 1U)) return refuse(node, AnnotationProblem::ArgumentCount, made);
        std::vector<TypeRef> arguments;
        for (const Expr* part : parts) {
            const auto* constant = as<Constant>(part);
            if (tuple && constant && constant->constant == ConstantKind::Ellipsis) return refuse(node, AnnotationProblem::EllipsisTuple, {});
            arguments.push_back(structural(*part, depth + 1));
        }
        const bool open = std::any_of(arguments.begin(), arguments.end(), [](TypeRef type) { return type->has_unknown; });
        if (tuple) return types_.tuple(arguments);
        if (list) return types_.list(arguments[0]);
        if (made == "Optional" && arguments[0]->is(torchscript::TypeKind::None) && !session_.before(Version::of(1, 13)))
            return refuse(node, AnnotationProblem::NotAType, "Optional[None]");
        if (made == "Optional") return types_.optional(arguments[0]);
        if (future) return types_.wrap(Kind::Future, arguments[0]);
        if (made == "Union") {
            const bool optional =
                arguments.size() == 2 && std::any_of(arguments.begin(), arguments.end(), [](TypeRef t) { return t->is(Kind::None); });
            if (!open && !optional && !united && arguments.size() > 1) return refuse(node, AnnotationProblem::UnionTooNew, made);
            return open || arguments.empty() || (!optional && !united) ? types_.unknown() : types_.union_of(arguments);
        }
        if (!dict) return types_.unknown();
        if (!is_dict_key(arguments[0])) return refuse(*parts[0], AnnotationProblem::DictKey, torchscript::to_string(arguments[0]));
        return types_.dict(arguments[0], arguments[1]);
    }

    Session& session_;
    torchscript::TypeContext& types_;
    const AnnotationPlace& place_;
    AnnotationNames names_;
    std::string_view text_;
};

const Subscript* broadcasting(const Expr& annotation) {
    const auto* subscript = as<Subscript>(&annotation);
    const auto* name = subscript ? as<Name>(subscript->value) : nullptr;
    if (!name) return nullptr;
    if (name->id == "Optional") return broadcasting(*subscript->slice);
    return name->id.starts_with("BroadcastingList") ? subscript : nullptr;
}

}  // namespace

std::int32_t broadcast_size(const Expr& annotation) {
    const auto* name = as<Name>(&annotation);
    if (name && name->id.size() == 9 && name->id.starts_with("_size_") && name->id.ends_with("_t") && name->id[6] >= '1' && name->id[6] <= '9')
        return name->id[6] - '0';
    const Subscript* found = broadcasting(annotation);
    if (!found) return 0;
    const std::string_view digits = static_cast<const Name*>(found->value)->id.substr(16);
    return digits.size() == 1 && digits[0] >= '1' && digits[0] <= '9' ? digits[0] - '0' : 0;
}

TypeRef resolve_annotation(Session& session, const Expr& annotation, const AnnotationPlace& place) {
    torchscript::TypeContext& types = session.types;
    Resolver resolver(session, place);
    const Subscript* list = broadcasting(annotation);
    const std::int32_t size = broadcast_size(annotation);
    if (place.use == AnnotationUse::Return && (list || size > 0)) return resolver.refuse(annotation, AnnotationProblem::BroadcastingList, {});
    if (place.use != AnnotationUse::Parameter) return resolver.whole(annotation);
    if (list) {
        const std::string_view count = static_cast<const Name*>(list->value)->id.substr(16);
        if (count.find_first_not_of("0123456789") != std::string_view::npos)
            return resolver.refuse(*list->value, AnnotationProblem::BroadcastingList, {});
        const auto* element = as<Name>(list->slice);
        if (!element || (element->id != "int" && element->id != "float"))
            return resolver.refuse(*list->slice, AnnotationProblem::BroadcastingList, {});
        const TypeRef type = types.list(element->id == "int" ? types.integer() : types.floating());
        return list == &annotation ? type : types.optional(type);
    }
    return size > 0 ? types.list(types.integer()) : resolver.whole(annotation);
}

TypeRef resolve_object_annotation(Session& session, const Expr& annotation, const AnnotationPlace& place) {
    return Resolver(session, place).as_object(annotation);
}

TypeRef resolve_field_text(Session& session, const Expr& annotation, const AnnotationPlace& place) {
    return Resolver(session, place).field_text(annotation);
}

bool is_text(const Expr* annotation) {
    const auto* constant = as<Constant>(annotation);
    return constant && constant->constant == ConstantKind::Str;
}

bool has_future_annotations(const SourceModule& module) {
    for (const Stmt* statement : module.tree().body) {
        const auto* import = as<ImportFrom>(statement);
        if (import && import->module.name == "__future__")
            return std::any_of(import->names.begin(), import->names.end(), [](const Alias& alias) { return alias.name.name == "annotations"; });
        if (!import && !is<ExprStmt>(statement)) break;
    }
    return false;
}

bool is_interface(Session& session, ClassRef cls) {
    return std::any_of(cls.node->decorators.begin(), cls.node->decorators.end(), [&](const Expr* decorator) {
        const PyValue value = session.evaluator.evaluate(*decorator, *cls.module, cls.module->scope().module());
        return value.is(PyKind::External) && value.text == "torch.jit.interface";
    });
}

std::optional<CommentSignature> resolve_signature_comment(Session& session, std::string_view text, const AnnotationPlace& outside) {
    const std::size_t at = text.find("# type:");
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view signature = text.substr(at + 7);
    while (!signature.empty() && signature.front() == ' ') signature.remove_prefix(1);
    if (signature.empty() || signature.front() != '(') return std::nullopt;
    int depth = 0;
    std::size_t close = std::string_view::npos;
    for (std::size_t i = 0; i < signature.size() && close == std::string_view::npos; ++i) {
        if (signature[i] == '(' || signature[i] == '[') ++depth;
        if ((signature[i] == ')' || signature[i] == ']') && --depth == 0) close = i;
    }
    if (close == std::string_view::npos) return std::nullopt;
    const std::string inside(signature.substr(1, close - 1));
    const std::string_view rest = signature.substr(close + 1);
    const std::size_t arrow = rest.find("->");
    const bool empty = inside.find_first_not_of(' ') == std::string::npos;
    // Parsed as a subscript and, where there is one, an expression on the next line.
    std::string source = empty ? "_x\n" : "_x[" + inside + "]\n";
    if (arrow != std::string_view::npos) source += "(" + std::string(rest.substr(arrow + 2)) + ")\n";
    const std::unique_ptr<ParsedFile> parsed = parse_text(std::move(source));
    if (!parsed || !parsed->module().syntax_errors.empty() || parsed->module().body.empty()) return std::nullopt;
    CommentSignature result;
    AnnotationPlace place = outside;
    place.text = parsed->source().text();
    place.use = AnnotationUse::Parameter;
    const auto* first = as<ExprStmt>(parsed->module().body[0]);
    if (const auto* subscript = first ? as<Subscript>(first->value) : nullptr) {
        const auto* whole = as<Constant>(subscript->slice);
        if (whole && whole->constant == ConstantKind::Ellipsis)  // the parameters have comments of their own
            result.parameters.push_back(session.types.unknown());
        else if (const auto* tuple = as<Tuple>(subscript->slice); tuple && !tuple->parenthesized)
            for (const Expr* part : tuple->elts) result.parameters.push_back(resolve_annotation(session, *part, place));
        else
            result.parameters.push_back(resolve_annotation(session, *subscript->slice, place));
    }
    if (arrow != std::string_view::npos && parsed->module().body.size() > 1) {
        const auto* second = as<ExprStmt>(parsed->module().body[1]);
        place.use = AnnotationUse::Return;
        result.returns = second ? resolve_annotation(session, *second->value, place) : session.types.unknown();
    }
    return result;
}

TypeRef class_type(Session& session, ClassRef cls) { return session.classes.model(cls).type; }

}  // namespace jitlint::analysis
