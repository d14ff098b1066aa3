#include "analysis/eager_dump.h"

#include <cstdio>

namespace jitlint::analysis::test {
namespace {

std::string items(const std::vector<PyValue>& values, bool complete, int depth) {
    std::string result;
    for (const PyValue& value : values) {
        if (!result.empty()) result += ", ";
        result += show(value, depth + 1);
    }
    if (!complete) result += result.empty() ? "..." : ", ...";
    return result;
}

std::string kind_name(PyKind kind) {
    switch (kind) {
        case PyKind::Bool:
            return "bool";
        case PyKind::Int:
            return "int";
        case PyKind::Float:
            return "float";
        case PyKind::Str:
            return "str";
        default:
            return {};
    }
}

std::string of_instance(const ModuleInstance& instance, int depth) {
    if (instance.cls) return "<" + std::string(instance.cls.node->name.name) + ">";
    std::string name(instance.external);
    if (name.starts_with("torch.")) name = name.substr(6);
    std::string inside;
    const bool container =
        name == "nn.Sequential" || name == "nn.ModuleList" || name == "nn.ModuleDict" || name == "nn.ParameterList" || name == "nn.ParameterDict";
    if (container) {
        for (const auto& [key, value] : instance.members) {
            if (!inside.empty()) inside += ", ";
            if (name.ends_with("Dict")) inside += std::string(key) + ": ";
            inside += show(value, depth + 1);
        }
        if (!instance.members_complete) inside += inside.empty() ? "..." : ", ...";
    } else {
        inside = items(instance.arguments, instance.arguments_complete, depth);
        for (const auto& [key, value] : instance.keywords) inside += (inside.empty() ? "" : ", ") + std::string(key) + "=" + show(value, depth + 1);
    }
    return name + "(" + inside + ")" + (instance.open ? "+" : "");
}

}  // namespace

std::string show(const PyValue& value, int depth) {
    if (depth > 8) return "~";
    switch (value.kind) {
        case PyKind::Unknown: {
            if (!value.list) return "?" + kind_name(value.vague_kind);
            std::string result;
            for (const PyValue& option : value.list->items) result += (result.empty() ? "" : " | ") + show(option, depth + 1);
            return "{" + result + "}";
        }
        case PyKind::None:
            return "None";
        case PyKind::Bool:
            return value.boolean ? "True" : "False";
        case PyKind::Int:
            return std::to_string(value.integer);
        case PyKind::Float: {
            char buffer[64];
            std::snprintf(buffer, sizeof buffer, "%g", value.real);
            std::string shown = buffer;
            if (shown.find_first_of(".en") == std::string::npos) shown += ".0";
            return shown;
        }
        case PyKind::Complex:
            return "complex";
        case PyKind::Str:
            return "'" + std::string(value.text) + "'";
        case PyKind::Bytes:
            return "bytes";
        case PyKind::Ellipsis:
            return "...";
        case PyKind::Tensor:
            return std::string(value.is_parameter ? "Parameter" : "Tensor") + (value.requires_grad ? "!" : "");
        case PyKind::List:
            return "[" + items(value.list->items, value.list->complete, depth) + "]";
        case PyKind::Tuple:
            return "(" + items(value.list->items, value.list->complete, depth) + ")";
        case PyKind::Set:
            return "set(" + items(value.list->items, value.list->complete, depth) + ")";
        case PyKind::Dict: {
            std::string result;
            for (const auto& [key, item] : value.dict->items)
                result += (result.empty() ? "" : ", ") + show(key, depth + 1) + ": " + show(item, depth + 1);
            if (!value.dict->complete) result += result.empty() ? "..." : ", ...";
            return "{" + result + "}";
        }
        case PyKind::Function:
            return "function " + (value.function.node ? std::string(value.function.node->name.name) : std::string("<lambda>"));
        case PyKind::BoundMethod:
            return "method " + (value.function.node ? std::string(value.function.node->name.name) : std::string());
        case PyKind::Class:
            return "class " + std::string(value.cls.node->name.name);
        case PyKind::Module:
            return of_instance(*value.instance, depth);
        case PyKind::Object:
            return "object " + (value.object->cls ? std::string(value.object->cls.node->name.name) : std::string());
        case PyKind::Namespace:
            return "module " + value.space->name();
        case PyKind::External:
            return "external " + std::string(value.text);
        case PyKind::ExternalObject:
            return "object of " + std::string(value.text);
        case PyKind::Scripted:
            return value.traced ? "traced" : "scripted";
    }
    return {};
}

std::string show(const ModuleInstance& instance) {
    std::string result;
    auto kind = [](AttributeKind k) -> std::string {
        switch (k) {
            case AttributeKind::Plain:
                return "";
            case AttributeKind::Parameter:
                return "parameter ";
            case AttributeKind::Buffer:
                return "buffer ";
            case AttributeKind::Submodule:
                return "module ";
            case AttributeKind::ClassLevel:
                return "class-level ";
        }
        return {};
    };
    for (const Attribute& attribute : instance.attributes) {
        if (attribute.name == "training" && attribute.value.is(PyKind::Bool)) continue;
        result += std::string(attribute.name) + (attribute.certain ? "" : "?") + ": " + kind(attribute.kind);
        if (attribute.value.known() || attribute.alternatives.size() < 2) {
            result += show(attribute.value);
        } else {
            std::string options;
            for (const PyValue& option : attribute.alternatives) options += (options.empty() ? "" : " | ") + show(option);
            result += options;
        }
        result += "\n";
    }
    for (const auto& [key, value] : instance.members) result += "[" + std::string(key) + "]: " + show(value) + "\n";
    if (!instance.members_complete) result += "[...]\n";
    if (instance.open) result += "open\n";
    if (!instance.super_init_called) result += "no super init\n";
    return result;
}

}  // namespace jitlint::analysis::test
