#include <algorithm>

#include "analysis/eager/interpreter.h"

/// Members of enumerations: objects of their class that exist once, with `name` and `value`.
namespace jitlint::analysis {

using namespace syntax;

namespace {

/// The class that makes members behave like numbers or text as well; empty for a plain enumeration.
std::string_view mixin_of(std::string_view base) {
    if (base == "builtins.int" || base == "builtins.str" || base == "builtins.float") return base;
    if (base == "enum.IntEnum") return "builtins.int";
    return base == "enum.StrEnum" ? "builtins.str" : std::string_view{};
}

bool has_kind(const PyValue& value, std::string_view mixin) {
    if (mixin == "builtins.int") return value.is(PyKind::Int);
    if (mixin == "builtins.float") return value.is(PyKind::Float);
    return mixin != "builtins.str" || value.is(PyKind::Str);
}

}  // namespace

const Evaluator::Impl::EnumMembers& Evaluator::Impl::enum_members(ClassRef cls) {
    // Its own values may name the class: until they are known it has no members.
    if (enumerations.try_emplace(cls.node).second) {
        EnumMembers members = make_enum_members(cls);
        enumerations[cls.node] = std::move(members);
    }
    return enumerations[cls.node];
}

Evaluator::Impl::EnumMembers Evaluator::Impl::make_enum_members(ClassRef cls) {
    const Linearization& line = linearization(cls);
    std::string_view mixin;
    if (!line.complete || find_method(cls, "__new__") || find_method(cls, "_generate_next_value_")) return {};
    for (const auto& entry : line.entries) {
        if (entry.cls ? !(entry.cls == cls) : entry.external == "enum.Flag" || entry.external == "enum.IntFlag") return {};
        if (const std::string_view one = mixin_of(entry.external); !one.empty()) mixin = one;
        const bool known =
            entry.cls || !mixin.empty() || entry.external == "enum.Enum" || entry.external == "builtins.object" || entry.external == "enum.ReprEnum";
        if (!known) return {};
    }
    const Scope* scope = cls.module->scope().scope_of(*cls.node);
    if (!scope) return {};
    const bool has_init = find_method(cls, "__init__").has_value();
    EnumMembers members;
    std::int64_t count = 0;
    for (const Stmt* statement : cls.node->body) {
        if (is<FunctionDef>(statement) || is<Pass>(statement) || is<ExprStmt>(statement)) continue;
        const auto* assign = as<Assign>(statement);
        const auto* name = assign && assign->targets.size() == 1 ? as<Name>(assign->targets[0]) : nullptr;
        if (!name) return {};
        if (name->id.starts_with("_")) continue;
        Frame& body = *static_frame(*cls.module, *scope);
        PyValue value = evaluate(*assign->value, body);
        const auto* made = as<Call>(assign->value);
        const PyValue maker = made && made->args.empty() ? evaluate(*made->func, body) : PyValue{};
        if (maker.is(PyKind::External) && maker.text == "enum.auto") {
            // What follows a number that the class gives itself depends on the Python release.
            if (count != static_cast<std::int64_t>(members.size()) || !has_kind(integer(0), mixin)) return {};
            value = integer(++count);
        }
        if (!value.known() || value.is(PyKind::Function) || value.is(PyKind::Class) || value.is(PyKind::ExternalObject) || !has_kind(value, mixin) ||
            scope->bindings(name->id).size() != 1)
            return {};
        PyValue member;
        for (const auto& [other, earlier] : members) {
            const Tri same = equal(earlier.object->find("value")->value, value);
            if (same == Tri::Maybe) return {};
            if (same == Tri::Yes && !member.object) member = earlier;
        }
        if (!member.object) {
            HeapObject* object = heap.make_object();
            object->cls = cls;
            object->open = has_init;
            for (const std::string_view own : {"value", "_value_", "name", "_name_"}) {
                Attribute& attribute = object->attributes.emplace_back();
                attribute.name = own;
                attribute.value = own.find("value") == std::string_view::npos ? text(name->id) : value;
            }
            member.kind = PyKind::Object;
            member.object = object;
            member.origin_module = cls.module;
            member.origin = assign->value->span;
        }
        members.emplace_back(name->id, member);
    }
    return members;
}

bool Evaluator::Impl::is_enum_member(const PyValue& value) {
    return value.is(PyKind::Object) && value.object->cls && derives_from(value.object->cls, "enum.Enum") == Tri::Yes;
}

PyValue Evaluator::Impl::enum_member(ClassRef cls, std::string_view name) {
    for (const auto& [member, value] : enum_members(cls))
        if (member == name) return value;
    return {};
}

std::optional<PyValue> Evaluator::Impl::enum_lookup(ClassRef cls, const Arguments& args) {
    if (args.size() != 1 || args[0].star || !args[0].keyword.empty()) return std::nullopt;
    const PyValue& wanted = args[0].value;
    if (wanted.is(PyKind::Object) && wanted.object->cls == cls) return wanted;
    for (const auto& [name, member] : enum_members(cls)) {
        const Tri same = equal(member.object->find("value")->value, wanted);
        if (same == Tri::Yes) return member;
        if (same == Tri::Maybe) return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace jitlint::analysis
