#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool names_class_variable(const Expr* annotation) {
    if (const auto* subscript = as<Subscript>(annotation)) annotation = subscript->value;
    if (const auto* attribute = as<syntax::Attribute>(annotation)) return attribute->attr.name == "ClassVar";
    const auto* name = as<Name>(annotation);
    return name && name->id == "ClassVar";
}

}  // namespace

bool Evaluator::Impl::is_dataclass(ClassRef cls) {
    const Scope* own = cls.module->scope().scope_of(*cls.node);
    if (!own || !own->parent) return false;
    for (const Expr* decorator : cls.node->decorators) {
        if (const auto* made = as<Call>(decorator)) decorator = made->func;
        Frame* frame = static_frame(*cls.module, *own->parent);
        const PyValue value = evaluate(*decorator, *frame);
        if (value.is(PyKind::External) && value.text == "dataclasses.dataclass") return true;
    }
    return false;
}

/// The fields of a dataclass, in the order of its constructor.
std::vector<Evaluator::Impl::Field> Evaluator::Impl::dataclass_fields(ClassRef cls) {
    std::vector<Field> fields;
    const Linearization& line = linearization(cls);
    for (auto entry = line.entries.rbegin(); entry != line.entries.rend(); ++entry) {
        if (!entry->cls || !is_dataclass(entry->cls)) continue;
        for (const Stmt* statement : entry->cls.node->body) {
            const auto* node = as<AnnAssign>(statement);
            const auto* name = node ? as<Name>(node->target) : nullptr;
            if (!name || names_class_variable(node->annotation)) continue;
            auto have = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name->id; });
            if (have == fields.end())
                fields.push_back({name->id, node, entry->cls});
            else
                *have = {name->id, node, entry->cls};
        }
    }
    return fields;
}

/// As dataclasses.asdict does.
PyValue Evaluator::Impl::as_dict(const PyValue& value, int level) {
    if (level > 16 || !spend()) return {};
    const bool object = value.is(PyKind::Object) && value.object->cls && is_dataclass(value.object->cls);
    if (object) {
        PyValue result = dictionary({});
        for (const Field& field : dataclass_fields(value.object->cls)) {
            const Attribute* attribute = value.object->find(field.name);
            result.dict->items.emplace_back(text(field.name), attribute ? as_dict(attribute->value, level + 1) : PyValue{});
        }
        return result;
    }
    if (value.is(PyKind::List) || value.is(PyKind::Tuple)) {
        std::vector<PyValue> items;
        for (const PyValue& item : value.list->items) items.push_back(as_dict(item, level + 1));
        PyValue result = sequence(value.kind, std::move(items), value.list->complete);
        result.cls = value.cls;
        return result;
    }
    if (!value.is(PyKind::Dict)) return value;
    PyValue result = dictionary({}, value.dict->complete);
    for (const auto& [key, item] : value.dict->items) result.dict->items.emplace_back(key, as_dict(item, level + 1));
    return result;
}

/// `dataclasses.replace(object, name=value)`; nullopt where the object is none of a dataclass of the files.
std::optional<PyValue> Evaluator::Impl::replace_fields(const PyValue& object, const Arguments& args, const Site& site) {
    if (!object.is(PyKind::Object) || !object.object->cls || !is_dataclass(object.object->cls) || has_star(args)) return std::nullopt;
    Arguments all;
    for (const Field& field : dataclass_fields(object.object->cls)) {
        const Attribute* attribute = object.object->find(field.name);
        const PyValue* given = argument(args, 99, field.name);
        all.push_back({field.name, given ? *given : attribute ? attribute->value : PyValue{}, false});
    }
    return instantiate(object.object->cls, all, site);
}

/// The __init__ that dataclasses.dataclass writes.
PyValue Evaluator::Impl::dataclass_init(const PyValue& self, ClassRef cls, const Arguments& args, const Site& site) {
    std::size_t next = 0;
    for (const Field& field : dataclass_fields(cls)) {
        const Scope* scope = field.cls.module->scope().scope_of(*field.cls.node);
        const auto* made = as<Call>(field.node->value);
        const auto* maker = made ? as<Name>(made->func) : nullptr;
        const auto* member = made ? as<syntax::Attribute>(made->func) : nullptr;
        const bool described = (maker && maker->id == "field") || (member && member->attr.name == "field");
        const auto* settable = described ? as<Constant>(made->argument("init")) : nullptr;
        PyValue value;
        const PyValue* given = nullptr;
        if (!settable || settable->constant != ConstantKind::False) given = argument(args, next++, field.name);
        Frame* frame = scope ? static_frame(*field.cls.module, *scope) : nullptr;
        if (given) {
            value = *given;
        } else if (has_star(args) || !frame) {
            value = {};
        } else if (described) {
            if (const Expr* plain = made->argument("default"))
                value = evaluate(*plain, *frame);
            else if (const Expr* factory = made->argument("default_factory"))
                value = call(evaluate(*factory, *frame), {}, site);
        } else if (field.node->value) {
            value = evaluate(*field.node->value, *frame);
        }
        Frame* place = static_frame(*field.cls.module, field.cls.module->scope().module());
        set_attribute(self, field.name, value, *place, field.node->target->span);
    }
    if (auto after = find_method(cls, "__post_init__")) run_function(after->function, nullptr, {{{}, self, false}});
    return none();
}

}  // namespace jitlint::analysis
