#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {
namespace {

Tri any_of(Tri a, Tri b) {
    if (a == Tri::Yes || b == Tri::Yes) return Tri::Yes;
    return a == Tri::Maybe || b == Tri::Maybe ? Tri::Maybe : Tri::No;
}

/// The builtin class of a plain value; empty where it has none.
std::string_view builtin_class(PyKind kind) {
    switch (kind) {
        case PyKind::None:
            return "builtins.NoneType";
        case PyKind::Bool:
            return "builtins.bool";
        case PyKind::Int:
            return "builtins.int";
        case PyKind::Float:
            return "builtins.float";
        case PyKind::Complex:
            return "builtins.complex";
        case PyKind::Str:
            return "builtins.str";
        case PyKind::Bytes:
            return "builtins.bytes";
        case PyKind::List:
            return "builtins.list";
        case PyKind::Tuple:
            return "builtins.tuple";
        case PyKind::Dict:
            return "builtins.dict";
        case PyKind::Set:
            return "builtins.set";
        default:
            return {};
    }
}

/// The abstract classes that a plain value's class is registered with.
Tri plain_is(PyKind kind, std::string_view type) {
    const std::string_view own = builtin_class(kind);
    if (type == own || type == "builtins.object") return Tri::Yes;
    if (type == "builtins.int" && kind == PyKind::Bool) return Tri::Yes;
    if (type.starts_with("builtins.") || type.starts_with("torch.")) {
        if (kind == PyKind::Tuple && type == "torch.Size") return Tri::Maybe;
        if (kind == PyKind::Set && type == "builtins.frozenset") return Tri::Maybe;
        return Tri::No;
    }
    if (type == "numbers.Number") {
        const bool number = kind == PyKind::Bool || kind == PyKind::Int || kind == PyKind::Float || kind == PyKind::Complex;
        return number ? Tri::Yes : Tri::No;
    }
    if (type == "collections.OrderedDict") return kind == PyKind::Dict ? Tri::Maybe : Tri::No;
    const std::string_view last = last_component(type);
    if (type.starts_with("collections.") || type.starts_with("typing.")) {
        const bool sized = own == "builtins.list" || own == "builtins.tuple" || own == "builtins.dict" || own == "builtins.set" ||
                           own == "builtins.str" || own == "builtins.bytes";
        if (last == "Iterable" || last == "Sized" || last == "Container" || last == "Collection") return sized ? Tri::Yes : Tri::No;
        if (last == "Sequence") return sized && kind != PyKind::Dict && kind != PyKind::Set ? Tri::Yes : Tri::No;
        if (last == "Mapping" || last == "MutableMapping") return kind == PyKind::Dict ? Tri::Yes : Tri::No;
        if (last == "Callable") return Tri::No;
    }
    return type.starts_with("numpy.") ? Tri::No : Tri::Maybe;
}

}  // namespace

Tri Evaluator::Impl::is_instance(const PyValue& value, const PyValue& type) {
    if (type.is(PyKind::Tuple)) {
        Tri result = type.list->complete ? Tri::No : Tri::Maybe;
        for (const PyValue& one : type.list->items) result = any_of(result, is_instance(value, one));
        return result;
    }
    if (value.is(PyKind::Unknown)) {
        if (value.vague_kind != PyKind::Unknown) return type.is(PyKind::External) ? plain_is(value.vague_kind, type.text) : Tri::Maybe;
        if (!value.list || value.list->items.empty()) return Tri::Maybe;
        const Tri first = is_instance(value.list->items.front(), type);
        for (const PyValue& option : value.list->items)
            if (is_instance(option, type) != first) return Tri::Maybe;
        return first;
    }
    if (type.is(PyKind::Class)) {
        ClassRef own;
        if (value.is(PyKind::Module)) own = value.instance->cls;
        if (value.is(PyKind::Object)) own = value.object->cls;
        if (!own) {
            const bool elsewhere = value.is(PyKind::ExternalObject) || value.is(PyKind::Scripted) || value.is(PyKind::External);
            return elsewhere ? Tri::Maybe : Tri::No;
        }
        const Linearization& line = linearization(own);
        for (const auto& entry : line.entries)
            if (entry.cls == type.cls) return Tri::Yes;
        return line.complete ? Tri::No : Tri::Maybe;
    }
    if (!type.is(PyKind::External)) return Tri::Maybe;
    const std::string_view name = type.text;
    if (!builtin_class(value.kind).empty()) return plain_is(value.kind, name);
    switch (value.kind) {
        case PyKind::Tensor:
            if (name == "torch.Tensor") return Tri::Yes;
            if (name == "torch.nn.Parameter") return value.is_parameter ? Tri::Yes : Tri::No;
            return name.starts_with("builtins.") && name != "builtins.object" ? Tri::No : Tri::Maybe;
        case PyKind::Module:
            if (!value.instance->external.empty()) return external_derives_from(value.instance->external, name);
            return name.starts_with("builtins.") && name != "builtins.object" ? Tri::No : derives_from(value.instance->cls, name);
        case PyKind::Object:
            return derives_from(value.object->cls, name);
        case PyKind::Function:
        case PyKind::BoundMethod:
        case PyKind::Class:
            if (name == "torch.nn.Module" || name == "torch.Tensor" || name == "builtins.str" || name == "builtins.int" || name == "builtins.float" ||
                name == "builtins.list" || name == "builtins.tuple" || name == "builtins.dict" || name == "builtins.bool")
                return Tri::No;
            if (name == "builtins.type") return value.is(PyKind::Class) ? Tri::Yes : Tri::No;
            return Tri::Maybe;
        default:
            return Tri::Maybe;
    }
}

Tri Evaluator::Impl::is_subclass(const PyValue& cls, const PyValue& base) {
    if (base.is(PyKind::Tuple) && base.list && base.list->complete) {
        Tri result = Tri::No;
        for (const PyValue& one : base.list->items) result = any_of(result, is_subclass(cls, one));
        return result;
    }
    if (cls.is(PyKind::External) && base.is(PyKind::External) && cls.text.starts_with("torch.nn.") && base.text.starts_with("torch.nn."))
        return external_derives_from(cls.text, base.text);
    if (cls.is(PyKind::External) && base.is(PyKind::Class)) return cls.text.starts_with("torch.nn.") ? Tri::No : Tri::Maybe;
    if (!cls.is(PyKind::Class)) return Tri::Maybe;
    if (base.is(PyKind::External)) return derives_from(cls.cls, base.text);
    if (!base.is(PyKind::Class)) return Tri::Maybe;
    const Linearization& line = linearization(cls.cls);
    if (std::any_of(line.entries.begin(), line.entries.end(), [&](const auto& entry) { return entry.cls == base.cls; })) return Tri::Yes;
    return line.complete ? Tri::No : Tri::Maybe;
}

}  // namespace jitlint::analysis
