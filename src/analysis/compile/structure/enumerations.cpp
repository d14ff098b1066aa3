#include <algorithm>

#include "analysis/compile/annotations/python_types.h"
#include "analysis/compile/session.h"
#include "analysis/compile/structure/classes.h"

/// The members of enumerations, and which enumerations become no type.
namespace jitlint::analysis {

using namespace syntax;
using Kind = torchscript::TypeKind;

namespace {

/// Whether two values of members are certainly equal.
bool is_equal(const PyValue& a, const PyValue& b) {
    auto number = [](const PyValue& value) -> std::optional<double> {
        if (value.is(PyKind::Int)) return static_cast<double>(value.integer);
        if (value.is(PyKind::Float) && value.text.empty()) return value.real;
        return std::nullopt;
    };
    if (a.is(PyKind::Str) && b.is(PyKind::Str)) return a.text == b.text;
    if (a.is(PyKind::Int) && b.is(PyKind::Int)) return a.integer == b.integer;
    const auto left = number(a);
    const auto right = number(b);
    return left && right && *left == *right;
}

}  // namespace

void Classes::model_enum(ClassModel& model) {
    const ClassRef cls = model.cls;
    const Scope& scope = *cls.module->scope().scope_of(*cls.node);
    model.members_complete = true;
    model.value_type = session_.types.unknown();
    TypeRef common = nullptr;
    bool known = true;
    const bool converts = session_.evaluator.find_method(cls, "__new__").has_value();
    for (const auto& entry : session_.evaluator.linearization(cls).entries) {
        // Members that a base class generates, values that a mixin converts.
        if (entry.cls && entry.cls != cls) model.members_complete = known = false;
        if (entry.external.starts_with("builtins.") && entry.external != "builtins.object") known = false;
    }
    for (const Stmt* statement : cls.node->body) {
        if (is<FunctionDef>(statement)) {
            const std::string_view name = static_cast<const FunctionDef*>(statement)->name.name;
            if (name == "__new__" || name == "_generate_next_value_") known = false;
            continue;
        }
        if (is<Pass>(statement) || is<ExprStmt>(statement)) continue;
        const auto* assign = as<Assign>(statement);
        const auto* annotated = as<AnnAssign>(statement);
        const Expr* value = assign ? assign->value : annotated ? annotated->value : nullptr;
        const Expr* target = assign && assign->targets.size() == 1 ? assign->targets[0] : annotated ? annotated->target : nullptr;
        const auto* name = as<Name>(target);
        if (annotated && !annotated->value) continue;
        if (!name || !value || name->id.starts_with("_")) {
            if (name && name->id.starts_with("__")) continue;
            model.members_complete = known = false;
            continue;
        }
        const PyValue python = session_.evaluator.evaluate(*value, *cls.module, scope);
        if (python.is(PyKind::Function) || python.is(PyKind::Class)) {
            model.members_complete = known = false;
            continue;
        }
        // Python's functions are methods, not members.
        if (python.is(PyKind::External) && session_.operators.callable(python.text).kind == torchscript::CallableKind::PythonSource) continue;
        const auto* named = as<Name>(value);
        const bool alias = std::any_of(model.members.begin(), model.members.end(), [&](const EnumMember& earlier) {
            return (named && named->id == earlier.name) ||
                   (!converts && is_equal(python, session_.evaluator.evaluate(*earlier.value, *cls.module, scope)));
        });
        if (alias) {
            model.members.push_back({name->id, value, true});
            continue;
        }
        TypeRef type = nullptr;
        switch (python.kind) {
            case PyKind::Int:
                type = session_.types.integer();
                break;
            case PyKind::Float:
                type = session_.types.floating();
                break;
            case PyKind::Str:
                type = session_.types.string();
                break;
            case PyKind::ExternalObject:
                if (python.text == "enum.auto") type = session_.types.integer();
                break;
            default:
                break;
        }
        if (!type || (common && common != type)) known = false;
        common = type;
        model.members.push_back({name->id, value, false});
    }
    if (known && common) model.value_type = common;
}

std::optional<RefusedEnum> Classes::refused_enum(const ClassModel& model) {
    auto refused = [&](EnumDefinitionProblem problem, const Node* value, TypeRef first = nullptr, TypeRef other = nullptr) {
        return RefusedEnum{model.cls, {}, value, problem, first, other};
    };
    bool plain = true;
    for (const auto& entry : session_.evaluator.linearization(model.cls).entries) {
        const bool mixin = entry.external.starts_with("builtins.") && entry.external != "builtins.object";
        if (mixin || entry.external == "enum.IntEnum" || entry.external == "enum.StrEnum" || entry.external == "enum.IntFlag") plain = false;
        if (entry.external == "enum.IntFlag") return refused(EnumDefinitionProblem::BuiltinBase, nullptr);
        if (entry.cls && entry.cls != model.cls) return std::nullopt;
    }
    if (!plain) {
        // torch 1.13 takes them under Python 3.10 and older; the release that was measured runs Python 3.11.
        if (session_.version == torchscript::Version::of(1, 13)) return refused(EnumDefinitionProblem::BuiltinBase, nullptr);
        return std::nullopt;
    }
    if (!model.members_complete) return std::nullopt;
    if (model.members.empty()) return refused(EnumDefinitionProblem::Empty, nullptr);
    const Scope& scope = *model.cls.module->scope().scope_of(*model.cls.node);
    TypeRef first = nullptr;
    for (const EnumMember& member : model.members) {
        if (member.alias) continue;
        const PyValue python = session_.evaluator.evaluate(*member.value, *model.cls.module, scope);
        const bool operation = python.is(PyKind::External) && session_.operators.callable(python.text).kind == torchscript::CallableKind::Operator &&
                               python.text.starts_with("torch.");
        if (operation) return refused(EnumDefinitionProblem::ValueType, member.value, session_.types.unknown());
        if (python.is(PyKind::ExternalObject) || python.is(PyKind::Unknown) || python.is(PyKind::External)) return std::nullopt;
        const TypeRef type = inferred_type(session_, python);
        if (type && type->is(Kind::Unknown)) return std::nullopt;
        const bool fits = type && (type->is(Kind::Int) || type->is(Kind::Float) || type->is(Kind::Str));
        if (first && type && type != first) return refused(EnumDefinitionProblem::MixedValues, model.members.front().value, first, type);
        if (!fits) return refused(EnumDefinitionProblem::ValueType, member.value, type ? type : session_.types.unknown());
        first = type;
    }
    return std::nullopt;
}

}  // namespace jitlint::analysis
