#include "analysis/compile/structure/module_structure.h"

#include <algorithm>

#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/annotations/python_types.h"
#include "analysis/compile/structure/annotation_tables.h"
#include "analysis/compile/structure/library_attributes.h"
#include "text/among.h"

namespace jitlint::analysis {
namespace {

using Kind = torchscript::TypeKind;
using MK = ModuleMember::Kind;

ModuleMember failed(const Attribute& attribute, ModuleAttributeProblem problem) { return {MK::Failed, nullptr, &attribute, nullptr, problem}; }

ModuleMember of_value(Session& session, const Attribute& attribute, const PyValue& value) {
    ModuleMember member;
    member.attribute = &attribute;
    switch (value.kind) {
        case PyKind::Unknown:
            if (value.list) return member;
            break;
        case PyKind::Module:
            if (!value.instance) return member;
            // Set past nn.Module's registries, it is an object like any other.
            if (attribute.kind == AttributeKind::Plain) return failed(attribute, ModuleAttributeProblem::NoType);
            member.kind = MK::Submodule;
            member.instance = value.instance;
            return member;
        case PyKind::Scripted:
            if (!value.instance || value.traced) return member;
            member.kind = MK::Submodule;
            member.instance = value.instance;
            return member;
        case PyKind::Function:
            if (value.function.lambda) return failed(attribute, ModuleAttributeProblem::NoType);
            member.kind = MK::Function;
            return member;
        case PyKind::External: {
            using CK = torchscript::CallableKind;
            const torchscript::Callable callable = session.operators.callable(value.text);
            const CK kind = callable.kind;
            // A function with overloads is compiled where it is called only, and an autograd function's apply is none.
            const bool overloaded = kind == CK::PythonSource && callable.schemas.size() > 1;
            if (kind == CK::BooleanDispatch || overloaded || value.text == "torch.autograd.Function.apply")
                return failed(attribute, ModuleAttributeProblem::NoType);
            if (kind == CK::Operator || kind == CK::PythonSource) {
                member.kind = MK::Function;
                return member;
            }
            break;
        }
        case PyKind::List:
        case PyKind::Tuple:
        case PyKind::Set:
        case PyKind::Dict:
            if (holds_modules(value)) return failed(attribute, ModuleAttributeProblem::PlainContainer);
            if (is_empty_container(value)) return failed(attribute, ModuleAttributeProblem::EmptyContainer);
            break;
        case PyKind::Object:
            if (value.object && std::any_of(value.object->attributes.begin(), value.object->attributes.end(),
                                            [](const Attribute& a) { return a.value.is(PyKind::Module); }))
                return failed(attribute, ModuleAttributeProblem::ObjectHolder);
            break;
        default:
            break;
    }
    const TypeRef type = inferred_type(session, value);
    if (!type) return failed(attribute, ModuleAttributeProblem::NoType);
    // What is refused when the module is made is told there.
    if (type->is(Kind::Unknown) || (refused_key(type) && !session.before(torchscript::Version::of(1, 13)))) return member;
    member.kind = MK::Attribute;
    member.type = type;
    return member;
}

/// What a value that is one of several is, where that does not depend on which.
ModuleMember of_alternatives(Session& session, const Attribute& attribute) {
    ModuleMember unknown;
    unknown.attribute = &attribute;
    std::optional<ModuleMember> common;
    for (const PyValue& value : attribute.alternatives) {
        const ModuleMember one = of_value(session, attribute, value);
        if (one.kind != MK::Attribute && one.kind != MK::Failed) return unknown;
        if (one.kind == MK::Attribute && one.type->has_unknown) return unknown;
        if (!common)
            common = one;
        else if (common->kind != one.kind || common->type != one.type || common->problem != one.problem)
            return unknown;
    }
    return common.value_or(unknown);
}

/// A function of torch.nn.functional that is written in Python: as a method it takes the module for its Tensor.
bool is_functional(Session& session, const PyValue& value) {
    using CK = torchscript::CallableKind;
    if (!value.is(PyKind::External) || !value.text.starts_with("torch.nn.functional.")) return false;
    const CK kind = session.operators.callable(value.text).kind;
    return kind == CK::PythonSource || kind == CK::BooleanDispatch;
}

/// Attributes of a class's own that compiled code does not see.
bool is_plain_data(Session& session, const PyValue& value) {
    if (value.is(PyKind::External))
        return session.operators.constant(value.text).has_value() ||
               session.operators.callable(value.text).kind == torchscript::CallableKind::Operator || is_functional(session, value);
    const bool module = value.is(PyKind::Module) || (value.is(PyKind::Scripted) && value.instance);
    return value.is_data() || value.is(PyKind::None) || value.is(PyKind::Object) || module;
}

ModuleMember constant(Session& session, const Attribute& attribute) {
    ModuleMember member;
    member.attribute = &attribute;
    PyValue value = attribute.value;
    if (value.is(PyKind::List)) value.kind = PyKind::Tuple;
    const TypeRef type = value.known() ? inferred_type(session, value) : session.types.unknown();
    // A value that is no constant is told where the constants are listed.
    if (!type || type->is(Kind::Unknown)) return member;
    member.kind = MK::Constant;
    member.type = type;
    return member;
}

/// A class of the files gives itself annotations that are not known.
bool has_open_annotations(Session& session, ClassRef cls) {
    const auto& entries = session.evaluator.linearization(cls).entries;
    return std::any_of(entries.begin(), entries.end(), [](const auto& entry) {
        const Scope* scope = entry.cls ? entry.cls.module->scope().scope_of(*entry.cls.node) : nullptr;
        return scope && writes_annotations(*scope) && !annotations_display(*scope);
    });
}

}  // namespace

TypeRef refused_key(TypeRef type) {
    if (type->is(Kind::Dict)) {
        const Kind key = type->arg(0)->kind;
        if (key == Kind::None || key == Kind::Tuple || key == Kind::Enum) return type->arg(0);
    }
    for (const TypeRef part : type->args)
        if (const TypeRef refused = refused_key(part)) return refused;
    return nullptr;
}

bool comes_later(const Session& session, const SourceModule* module, text::Span span) {
    if (session.root_module != module || session.root_span.size() == 0 || span.begin <= session.root_span.begin) return false;
    return std::ranges::none_of(module->tree().body, [&](const syntax::Stmt* statement) {
        return (syntax::is<syntax::ClassDef>(statement) || syntax::is<syntax::FunctionDef>(statement)) && statement->span.contains(span);
    });
}

bool is_closed(Session& session, const ModuleInstance& instance) {
    if (!instance.cls || instance.open) return false;
    const auto& bases = session.evaluator.linearization(instance.cls);
    return bases.complete && std::all_of(bases.entries.begin(), bases.entries.end(), [](const auto& entry) {
               static constexpr std::string_view kPlain[] = {"torch.nn.Module",
                                                             "torch.nn.modules.module.Module",
                                                             "torch.nn.ModuleList",
                                                             "torch.nn.Sequential",
                                                             "torch.nn.ModuleDict",
                                                             "torch.jit.ScriptModule",
                                                             "builtins.object",
                                                             "typing.Generic",
                                                             "abc.ABC"};
               return entry.external.empty() || text::among(entry.external, kPlain);
           });
}

ModuleMember find_member(Session& session, const ModuleInstance& instance, std::string_view name) {
    const Attribute* attribute = instance.find(name);
    if (!attribute) {
        ModuleMember member;
        for (const auto& [key, value] : instance.members) {
            if (key != name || !value.is(PyKind::Module) || !value.instance) continue;
            member.kind = MK::Submodule;
            member.instance = value.instance;
            return member;
        }
        if (!instance.external.empty()) return of_library_instance(session, instance, instance.external, name);
        if (!instance.base.empty() && !instance.open) return of_library_instance(session, instance, instance.base, name);
        if (is_closed(session, instance) && instance.members_complete) {
            member.kind = MK::Absent;
            return member;
        }
        for (const auto& entry : session.evaluator.linearization(instance.cls).entries)
            if (!entry.external.empty())
                if (member = of_library_class(session, entry.external, name); member.kind != MK::Unknown) return member;
        return member;
    }
    ModuleMember member;
    if (comes_later(session, attribute->module, attribute->span)) return member;
    member.attribute = attribute;
    const PyValue& value = attribute->value;
    const bool registered = attribute->kind == AttributeKind::Parameter || attribute->kind == AttributeKind::Buffer ||
                            (attribute->kind == AttributeKind::Submodule && !value.is(PyKind::None));
    // What the class is given from outside, which leaves its instances open, says more than the value.
    auto given = [&](std::string_view table) { return session.evaluator.is_patched(instance.cls, table); };
    if (!registered && instance.cls && instance.open && (given("__annotations__") || given("__constants__"))) return member;
    if (attribute->certain && !registered && session.is_constant_attribute(instance, name)) return constant(session, *attribute);
    if (attribute->kind == AttributeKind::ClassLevel) {
        if (!attribute->certain || !is_closed(session, instance) || !is_plain_data(session, value)) return member;
        // A base class may declare what classes derived from it set.
        if (instance.generic && value.is(PyKind::None)) return member;
        using CK = torchscript::CallableKind;
        if (is_functional(session, value)) return failed(*attribute, ModuleAttributeProblem::ClassFunctional);
        const bool function = value.is(PyKind::External) && session.operators.callable(value.text).kind == CK::Operator;
        return failed(*attribute, function ? ModuleAttributeProblem::ClassFunction : ModuleAttributeProblem::ClassLevel);
    }
    if (instance.cls && has_open_annotations(session, instance.cls)) return member;
    ClassRef where;
    const syntax::Expr* annotation = instance.cls ? session.class_annotation(instance.cls, name, &where) : nullptr;
    if (annotation && attribute->kind != AttributeKind::Submodule && !session.is_constant_attribute(instance, name)) {
        const Scope* scope = where.module->scope().scope_of(*where.node);
        const TypeRef type = resolve_object_annotation(session, *annotation, {.module = where.module, .scope = scope});
        if (type->has_unknown || value.is(PyKind::Module)) return member;
        member.kind = MK::Attribute;
        member.type = type;
        return member;
    }
    if (!attribute->certain) {
        member.kind = instance.open ? MK::Unknown : MK::SomePaths;
        return member;
    }
    return value.known() ? of_value(session, *attribute, value) : of_alternatives(session, *attribute);
}

}  // namespace jitlint::analysis
