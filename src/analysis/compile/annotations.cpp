#include "analysis/compile/annotations.h"

#include <algorithm>

#include "syntax/parse.h"
#include "text/source_file.h"

namespace jitlint::analysis {

using namespace syntax;
using Kind = torchscript::TypeKind;

namespace {

std::string_view last_part(std::string_view dotted) {
    const std::size_t dot = dotted.rfind('.');
    return dot == std::string_view::npos ? dotted : dotted.substr(dot + 1);
}

template <std::size_t N>
bool listed(const std::string_view (&names)[N], std::string_view name) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::unique_ptr<ParsedFile> parse_text(std::string text) {
    return syntax::parse(std::make_shared<text::SourceFile>("<annotation>", std::move(text)));
}

class Resolver {
public:
    Resolver(Session& session, const AnnotationPlace& place) : session_(session), types_(session.types), place_(place) {}

    TypeRef whole(const Expr& annotation) {
        whole_ = &annotation;
        return resolve(annotation, 0);
    }

private:
    TypeRef unknown() { return types_.unknown(); }

    TypeRef refuse(const Expr& node, AnnotationProblem problem, std::string_view text) {
        if (place_.report) place_.report({&node, whole_, problem, std::string(text), place_.parameter});
        return unknown();
    }

    /// What the expression means in Python: External, Class, or nothing known.
    std::optional<PyValue> python(const Expr& node) {
        if (const auto* name = as<Name>(&node)) {
            auto found = session_.evaluator.lookup(name->id, *place_.module, *place_.scope);
            if (found) return found;
            // A name that is imported for type checkers only is not there, but who knows how it is scripted.
            PyValue annotated = session_.evaluator.evaluate_annotation(node, *place_.module, *place_.scope);
            return annotated.known() ? std::optional<PyValue>(PyValue{}) : std::nullopt;
        }
        if (const auto* read = as<syntax::Attribute>(&node)) {
            auto base = python(*read->value);
            if (!base || base->is(PyKind::Unknown)) return base;
            return session_.evaluator.attribute(*base, read->attr.name).value_or(PyValue{});
        }
        return PyValue{};
    }

    TypeRef of_external(const Expr& node, std::string_view name) {
        static constexpr std::pair<std::string_view, Kind> kSimple[] = {
            {"torch.Tensor", Kind::Tensor},       {"torch._tensor.Tensor", Kind::Tensor},
            {"torch.nn.Parameter", Kind::Tensor}, {"torch.nn.parameter.Parameter", Kind::Tensor},
            {"builtins.int", Kind::Int},          {"builtins.float", Kind::Float},
            {"builtins.bool", Kind::Bool},        {"builtins.str", Kind::Str},
            {"builtins.complex", Kind::Complex},  {"typing.Any", Kind::Any},
            {"torch.device", Kind::Device},       {"torch.dtype", Kind::Int},
            {"torch.Generator", Kind::Generator}, {"torch.Stream", Kind::Stream},
            {"torch.FloatTensor", Kind::Tensor},  {"torch.LongTensor", Kind::Tensor},
            {"torch.IntTensor", Kind::Tensor},    {"torch.DoubleTensor", Kind::Tensor},
            {"torch.HalfTensor", Kind::Tensor},   {"torch.ByteTensor", Kind::Tensor},
            {"torch.BoolTensor", Kind::Tensor},   {"torch.ShortTensor", Kind::Tensor},
            {"torch.CharTensor", Kind::Tensor},   {"torch.SymInt", Kind::Int}};
        for (const auto& [known, kind] : kSimple)
            if (known == name)
                return kind == Kind::Generator && session_.version <= torchscript::Version::of(1, 13) ? unknown() : types_.simple(kind);
        static constexpr std::string_view kBare[] = {"typing.List", "typing.Dict", "typing.Tuple", "typing.Optional", "typing.Union"};
        if (listed(kBare, name)) return refuse(node, AnnotationProblem::BareContainer, last_part(name));
        static constexpr std::string_view kRefused[] = {"builtins.object",
                                                        "builtins.bytes",
                                                        "builtins.set",
                                                        "builtins.frozenset",
                                                        "builtins.type",
                                                        "builtins.dict",
                                                        "builtins.range",
                                                        "typing.Callable",
                                                        "typing.Sequence",
                                                        "typing.Iterable",
                                                        "typing.Iterator",
                                                        "typing.Mapping",
                                                        "typing.Set",
                                                        "typing.Type",
                                                        "typing.NoReturn",
                                                        "typing.Generator",
                                                        "numpy.ndarray",
                                                        "collections.abc.Callable",
                                                        "collections.abc.Sequence",
                                                        "collections.abc.Iterable",
                                                        "torch.Size"};
        if (listed(kRefused, name)) return refuse(node, AnnotationProblem::UnsupportedType, last_part(name));
        if (name == "torch.nn.Module" || name == "torch.nn.modules.module.Module" || session_.operators.is_module_class(name))
            return refuse(node, AnnotationProblem::NnModule, last_part(name));
        return unknown();
    }

    TypeRef resolve(const Expr& node, int depth) {
        if (depth > 32) return unknown();
        switch (node.kind) {
            case NodeKind::Constant: {
                const auto& constant = static_cast<const Constant&>(node);
                if (constant.constant == ConstantKind::None) return types_.none();
                if (constant.constant == ConstantKind::Str) return of_text(constant.text);
                if (constant.constant == ConstantKind::Ellipsis) return unknown();
                return refuse(node, AnnotationProblem::NotAType, {});
            }
            case NodeKind::Name:
            case NodeKind::Attribute:
                return of_name(node);
            case NodeKind::Subscript:
                return subscript(static_cast<const Subscript&>(node), depth);
            case NodeKind::BinOp: {
                const auto& both = static_cast<const BinOp&>(node);
                if (both.op != Operator::BitOr) return unknown();
                const TypeRef members[] = {resolve(*both.left, depth + 1), resolve(*both.right, depth + 1)};
                if (session_.version <= torchscript::Version::of(1, 13)) return refuse(node, AnnotationProblem::UnionOperatorTooNew, {});
                return members[0]->has_unknown || members[1]->has_unknown ? unknown() : types_.union_of(members);
            }
            case NodeKind::Tuple:
            case NodeKind::List:
                return refuse(node, AnnotationProblem::NotAType, {});
            default:
                return unknown();
        }
    }

    TypeRef of_name(const Expr& node) {
        const auto value = python(node);
        if (!value) {
            const auto* name = as<Name>(&node);
            if (!name) return unknown();
            // The compiler finds the names of typing, and Tensor, without an import.
            if (name->id == "Tensor") return types_.tensor();
            if (name->id == "Any") return types_.any();
            static constexpr std::string_view kTyping[] = {"List", "Dict", "Tuple", "Optional", "Union", "Future", "NamedTuple"};
            return listed(kTyping, name->id) ? unknown() : refuse(node, AnnotationProblem::UnknownName, name->id);
        }
        if (value->is(PyKind::External)) return of_external(node, value->text);
        if (value->is(PyKind::None)) return types_.none();
        if (!value->is(PyKind::Class)) return unknown();
        if (session_.evaluator.is_module_class(value->cls) == Tri::Yes)
            return is_interface(value->cls) ? unknown() : refuse(node, AnnotationProblem::NnModule, value->cls.node->name.name);
        const TypeRef type = class_type(session_, value->cls);
        return type ? type : unknown();
    }

    bool is_interface(ClassRef cls) {
        return std::any_of(cls.node->decorators.begin(), cls.node->decorators.end(), [&](const Expr* decorator) {
            const PyValue value = session_.evaluator.evaluate(*decorator, *cls.module, cls.module->scope().module());
            return value.is(PyKind::External) && value.text == "torch.jit.interface";
        });
    }

    TypeRef of_text(std::string_view text) {
        const std::unique_ptr<ParsedFile> parsed = parse_text("(" + std::string(text) + ")\n");
        if (!parsed || parsed->module().body.size() != 1 || !parsed->module().syntax_errors.empty()) return unknown();
        const auto* statement = as<ExprStmt>(parsed->module().body[0]);
        if (!statement) return unknown();
        AnnotationPlace quiet = place_;
        quiet.report = {};
        return Resolver(session_, quiet).whole(*statement->value);
    }

    /// The name of the generic type, as the compiler knows it; empty where it is none.
    std::string_view constructor(const Expr& node) {
        static constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"typing.List", "List"},
                                                                                   {"typing.Dict", "Dict"},
                                                                                   {"typing.Tuple", "Tuple"},
                                                                                   {"typing.Optional", "Optional"},
                                                                                   {"typing.Union", "Union"},
                                                                                   {"builtins.list", "list"},
                                                                                   {"builtins.dict", "dict"},
                                                                                   {"builtins.tuple", "tuple"},
                                                                                   {"torch.jit.Future", "Future"},
                                                                                   {"torch.futures.Future", "Future"},
                                                                                   {"torch.jit.Final", "Final"},
                                                                                   {"typing.Final", "Final"},
                                                                                   {"typing_extensions.Final", "Final"}};
        const auto value = python(node);
        const auto* name = as<Name>(&node);
        if (!value && name) {
            for (const auto& [known, shown] : kNames)
                if (shown == name->id && known.starts_with("typing.")) return shown;
            return {};
        }
        if (!value || !value->is(PyKind::External)) return {};
        for (const auto& [known, shown] : kNames)
            if (known == value->text) return shown;
        return {};
    }

    TypeRef subscript(const Subscript& node, int depth) {
        const std::string_view made = constructor(*node.value);
        if (made.empty()) return unknown();
        std::vector<const Expr*> parts;
        if (const auto* tuple = as<Tuple>(node.slice))
            parts.assign(tuple->elts.begin(), tuple->elts.end());
        else
            parts.push_back(node.slice);
        std::vector<TypeRef> arguments;
        bool open = false;
        for (const Expr* part : parts) {
            const auto* constant = as<Constant>(part);
            if (constant && constant->constant == ConstantKind::Ellipsis)
                return made == "Tuple" || made == "tuple" ? refuse(node, AnnotationProblem::EllipsisTuple, {}) : unknown();
            arguments.push_back(resolve(*part, depth + 1));
            open = open || arguments.back()->has_unknown;
        }
        if ((made == "list" || made == "dict" || made == "tuple") && session_.version < torchscript::Version::of(1, 9))
            return refuse(node, AnnotationProblem::BuiltinGenericTooNew, made);
        const bool one = arguments.size() == 1;
        if (made == "Final") return one ? arguments[0] : unknown();
        if (made == "List" || made == "list") return one ? types_.list(arguments[0]) : unknown();
        if (made == "Optional") return one ? types_.optional(arguments[0]) : unknown();
        if (made == "Future") return one ? types_.wrap(Kind::Future, arguments[0]) : unknown();
        if (made == "Tuple" || made == "tuple") {
            const auto* empty = as<Tuple>(node.slice);
            if (empty && empty->elts.empty()) return unknown();
            return types_.tuple(arguments);
        }
        if (made == "Union") {
            const bool optional =
                arguments.size() == 2 && std::any_of(arguments.begin(), arguments.end(), [](TypeRef t) { return t->is(Kind::None); });
            return open || (!optional && session_.version <= torchscript::Version::of(1, 7)) ? unknown() : types_.union_of(arguments);
        }
        if (arguments.size() != 2) return unknown();
        switch (arguments[0]->kind) {
            case Kind::Str:
            case Kind::Int:
            case Kind::Float:
            case Kind::Bool:
            case Kind::Complex:
            case Kind::Tensor:
            case Kind::Device:
                break;
            case Kind::Unknown:
                return unknown();
            default:
                return refuse(*parts[0], AnnotationProblem::DictKey, torchscript::to_string(arguments[0]));
        }
        return types_.dict(arguments[0], arguments[1]);
    }

    Session& session_;
    torchscript::TypeContext& types_;
    const AnnotationPlace& place_;
    const Expr* whole_ = nullptr;
};

}  // namespace

TypeRef resolve_annotation(Session& session, const Expr& annotation, const AnnotationPlace& place) {
    return Resolver(session, place).whole(annotation);
}

std::optional<CommentSignature> resolve_signature_comment(Session& session, std::string_view text, const AnnotationPlace& place) {
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
    const auto* first = as<ExprStmt>(parsed->module().body[0]);
    if (const auto* subscript = first ? as<Subscript>(first->value) : nullptr) {
        if (const auto* tuple = as<Tuple>(subscript->slice); tuple && !tuple->parenthesized)
            for (const Expr* part : tuple->elts) result.parameters.push_back(resolve_annotation(session, *part, place));
        else
            result.parameters.push_back(resolve_annotation(session, *subscript->slice, place));
    }
    if (arrow != std::string_view::npos && parsed->module().body.size() > 1) {
        const auto* second = as<ExprStmt>(parsed->module().body[1]);
        result.returns = second ? resolve_annotation(session, *second->value, place) : session.types.unknown();
    }
    return result;
}

TypeRef class_type(Session& session, ClassRef cls) {
    const auto& bases = session.evaluator.linearization(cls);
    if (!bases.complete) return nullptr;
    bool named_tuple = false;
    bool enumeration = false;
    for (const auto& entry : bases.entries) {
        if (entry.external == "typing.NamedTuple")
            named_tuple = true;
        else if (entry.external.starts_with("enum."))
            enumeration = true;
        else if (!entry.external.empty() && entry.external != "builtins.object" && entry.external != "builtins.tuple")
            return nullptr;
    }
    const Scope* scope = cls.module->scope().scope_of(*cls.node);
    if (!scope) return nullptr;
    const std::string_view name = cls.node->name.name;
    if (enumeration) return session.types.nominal(Kind::Enum, name, cls.node);
    if (!named_tuple) return nullptr;
    std::vector<std::string_view> fields;
    std::vector<TypeRef> types;
    for (const Binding& binding : scope->all()) {
        if (!binding.annotation) continue;
        fields.push_back(binding.name);
        types.push_back(resolve_annotation(session, *binding.annotation, {cls.module, scope, nullptr, {}}));
    }
    return session.types.named_tuple(name, fields, types);
}

}  // namespace jitlint::analysis
