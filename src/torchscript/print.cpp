#include "torchscript/type.h"

namespace jitlint::torchscript {
namespace {

std::string joined(std::span<const TypeRef> types) {
    std::string out;
    for (TypeRef type : types) {
        if (!out.empty()) out += ", ";
        out += to_string(type);
    }
    return out;
}

std::string last_part(std::string_view name) {
    std::size_t dot = name.rfind('.');
    return std::string(dot == std::string_view::npos ? name : name.substr(dot + 1));
}

}  // namespace

std::string to_string(TypeRef type) {
    switch (type->kind) {
        case TypeKind::Unknown:
            return "?";
        case TypeKind::Tensor:
            return "Tensor";
        case TypeKind::Int:
            return "int";
        case TypeKind::Float:
            return "float";
        case TypeKind::Complex:
            return "complex";
        case TypeKind::Bool:
            return "bool";
        case TypeKind::Number:
            return "number";
        case TypeKind::Str:
            return "str";
        case TypeKind::None:
            return "None";
        case TypeKind::Any:
            return "Any";
        case TypeKind::Device:
            return "torch.device";
        case TypeKind::Generator:
            return "torch.Generator";
        case TypeKind::Stream:
            return "torch.Stream";
        case TypeKind::Storage:
            return "Storage";
        case TypeKind::QScheme:
            return "torch.qscheme";
        case TypeKind::Capsule:
            return "Capsule";
        case TypeKind::AnyList:
            return "list";
        case TypeKind::AnyTuple:
            return "tuple";
        case TypeKind::List:
            return "List[" + joined(type->args) + "]";
        case TypeKind::Dict:
            return "Dict[" + joined(type->args) + "]";
        case TypeKind::Tuple:
            return type->args.empty() ? "Tuple[()]" : "Tuple[" + joined(type->args) + "]";
        case TypeKind::Optional:
            return "Optional[" + joined(type->args) + "]";
        case TypeKind::Union:
            return "Union[" + joined(type->args) + "]";
        case TypeKind::Future:
            return "Future[" + joined(type->args) + "]";
        case TypeKind::RRef:
            return "RRef[" + joined(type->args) + "]";
        case TypeKind::Await:
            return "Await[" + joined(type->args) + "]";
        case TypeKind::NamedTuple:
            return type->name.empty() ? "Tuple[" + joined(type->args) + "]" : last_part(type->name);
        case TypeKind::Class:
        case TypeKind::Enum:
        case TypeKind::Interface:
            return last_part(type->name);
        case TypeKind::Function:
            return "function";
        case TypeKind::Variable:
            return std::string(type->name);
    }
    return {};
}

}  // namespace jitlint::torchscript
