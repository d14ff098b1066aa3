#include "torchscript/conversion.h"

#include <algorithm>

namespace jitlint::torchscript {
namespace {

/// The type that an implicit conversion of `from` gives where `target` is wanted; null for none.
TypeRef implicit_result(TypeContext& types, TypeRef from, TypeRef target, Rules rules) {
    const bool concrete = target->is(TypeKind::Int) || target->is(TypeKind::Float) || target->is(TypeKind::Complex);
    switch (from->kind) {
        case TypeKind::Tensor:
            return concrete || target->is(TypeKind::Number) ? target : nullptr;
        case TypeKind::Number:
            return concrete ? target : nullptr;
        case TypeKind::Bool:
            if (!rules.bool_to_number) return nullptr;
            if (target->is(TypeKind::Float)) return target;
            return target->is(TypeKind::Int) || target->is(TypeKind::Number) ? types.integer() : nullptr;
        case TypeKind::Str:
            return target->is(TypeKind::Device) ? target : nullptr;
        default:
            return nullptr;
    }
}

}  // namespace

Answer tuple_fits_list(TypeRef value, TypeRef list) {
    if (!is_tuple(value) || !list->is(TypeKind::List)) return Answer::No;
    Answer all = Answer::Yes;
    for (TypeRef element : value->args) all = std::min(all, subtype(element, list->arg()));
    return all;
}

ConversionStep convert_step(TypeContext& types, const Actual& value, TypeRef target, bool implicit, Rules rules) {
    TypeRef type = value.type;
    if (target->is(TypeKind::Optional) && !type->is(TypeKind::Optional) && !type->is(TypeKind::None) && !type->is(TypeKind::Unknown)) {
        return convert_step(types, value, target->arg(), implicit, rules);
    }
    ConversionStep step{type};
    if (value.empty_list_literal && rules.empty_list_adapts && target->is(TypeKind::List)) {
        step.type = target;
        return step;
    }
    if (is_tuple(type)) {
        if (Answer fits = tuple_fits_list(type, inner(target)); fits != Answer::No) {
            step.type = inner(target);
            step.maybe = fits == Answer::Maybe;
            return step;
        }
        if (is_tuple(target) && subtype(type, target) != Answer::Yes && type->args.size() == target->args.size()) {
            std::vector<TypeRef> elements;
            for (std::size_t i = 0; i < type->args.size(); ++i) {
                ConversionStep part = convert_step(types, Actual{type->args[i]}, target->args[i], implicit, rules);
                elements.push_back(part.type);
                step.maybe |= part.maybe;
                if (part.implicit && !step.implicit) {
                    step.implicit = true;
                    step.from = part.from;
                    step.to = part.to;
                }
            }
            step.type = types.tuple(elements);
            return step;
        }
    }
    if (implicit) {
        if (TypeRef converted = implicit_result(types, type, target, rules)) {
            return {converted, false, true, type, converted};
        }
    }
    return step;
}

std::optional<Converted> convert(TypeContext& types, const Actual& value, TypeRef target, bool implicit, Rules rules) {
    ConversionStep step = convert_step(types, value, target, implicit, rules);
    Answer fits = subtype(step.type, target);
    if (fits == Answer::No) return std::nullopt;
    return Converted{step.type, step.implicit, step.maybe || fits == Answer::Maybe, step.from, step.to};
}

}  // namespace jitlint::torchscript
