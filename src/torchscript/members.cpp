#include "torchscript/operators_state.h"
#include "torchscript/variables.h"

namespace jitlint::torchscript {
namespace {

/// Whether an operator's `self` takes the receiver as it is (BuiltinFunction::tryCreate).
bool takes_receiver(TypeContext& types, const Schema& schema, TypeRef receiver) {
    for (const Parameter& parameter : schema.parameters) {
        if (parameter.name != "self") continue;
        VariableBindings bindings(types);
        if (bindings.bind(parameter.type, receiver) == Answer::No) return false;
        TypeRef concrete = bindings.fill(parameter.type);
        return concrete && is_subtype(receiver, concrete);
    }
    return false;
}

}  // namespace

Member Operators::member(TypeRef receiver, std::string_view name) {
    switch (receiver->kind) {
        case TypeKind::Unknown:
        case TypeKind::Class:
        case TypeKind::Interface:
        case TypeKind::Function:
        case TypeKind::Variable:
            return {Member::Kind::Unknown, nullptr, {}};
        case TypeKind::Enum:
            if (name == "name") return {Member::Kind::Value, state_->types.string(), {}};
            if (name == "value") return {Member::Kind::Value, state_->types.unknown(), {}};
            break;
        case TypeKind::NamedTuple:
            for (std::size_t i = 0; i < receiver->fields.size(); ++i) {
                if (receiver->fields[i] == name) return {Member::Kind::Value, receiver->args[i], {}};
            }
            break;
        default:
            break;
    }
    if (receiver->is(TypeKind::Tensor) || receiver->is(TypeKind::Device)) {
        std::string key = receiver->is(TypeKind::Tensor) ? "Tensor." : "Device.";
        if (const tables::Line* line = state_->line(tables::kMembers, key.append(name))) {
            std::string_view text = tables::text(*line);
            if (text == "cast") return {Member::Kind::Cast, state_->types.tensor(), {}};
            std::string_view rest = text.substr(text.find(' ') + 1);
            if (text.starts_with("method ")) return {Member::Kind::Method, nullptr, rest};
            if (TypeRef type = state_->reader.read_type(rest)) return {Member::Kind::Value, type, {}};
            return {Member::Kind::Unknown, nullptr, {}};
        }
    }
    std::string qualified = "aten::";
    for (const Schema* schema : find(qualified.append(name))) {
        if (takes_receiver(state_->types, *schema, receiver)) return {Member::Kind::Method, nullptr, schema->name};
    }
    return {};
}

}  // namespace jitlint::torchscript
