#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

/// Objects whose attributes are read and written as a dict, and dicts that are classes of the files.
namespace jitlint::analysis {

using namespace syntax;

/// What dict itself does where a class derived from it calls its methods.
PyValue Evaluator::Impl::dict_base_method(const PyValue& self, std::string_view name, const Arguments& args, const Site& site) {
    const PyValue items = items_of(self);
    const PyValue* key = argument(args, 0);
    const PyValue* value = argument(args, 1);
    if (name == "__init__") return dict_method(items, "update", args);
    if (is_dict_method(name)) return dict_method(items, name, args);
    if (name == "__getitem__" && key) return subscript(items, *key);
    if (name == "__contains__" && key) return tri(contains(items, *key));
    if (name == "__setitem__" && key && value) {
        set_subscript(items, *key, *value, site.frame, site.span);
        return none();
    }
    if (name == "__delitem__" && key) {
        delete_subscript(items, *key);
        return none();
    }
    if (name == "__setattr__" && key && value && key->is(PyKind::Str)) {
        heap.touch(self.object);
        put(self.object->attributes, key->text, *value, AttributeKind::Plain, site.frame, site.span);
        return none();
    }
    heap.escape(self);
    return call_unknown({}, args);
}

/// `vars(object)`: what is put into it does not come back.
PyValue Evaluator::Impl::attributes_dict(const PyValue& value) {
    PyValue result = dictionary({}, !value.object->open);
    for (const Attribute& attribute : value.object->attributes) {
        result.dict->items.emplace_back(text(attribute.name), attribute.value);
        if (!attribute.certain) result.dict->complete = false;
    }
    return result;
}

/// The object whose attributes `object.__dict__` or `vars(object)` are; Unknown where it is neither.
PyValue Evaluator::Impl::owner_of_dict(const Expr& node, Frame& frame) {
    PyValue owner;
    if (const auto* read = as<syntax::Attribute>(&node); read && read->attr.name == "__dict__") {
        owner = evaluate(*read->value, frame);
    } else if (const auto* made = as<Call>(&node); made && made->args.size() == 1 && made->keywords.empty() && is<Name>(made->func)) {
        const PyValue callee = evaluate(*made->func, frame);
        if (callee.is(PyKind::External) && callee.text == "builtins.vars") owner = evaluate(*made->args[0], frame);
    }
    const bool has_attributes = owner.is(PyKind::Module) || owner.is(PyKind::Object) || (owner.is(PyKind::ExternalObject) && owner.object);
    return has_attributes ? owner : PyValue{};
}

/// Puts the items of a dict past all setters.
void Evaluator::Impl::add_attributes(const PyValue& owner, const PyValue& items, Frame& frame, text::Span span) {
    const bool module = owner.is(PyKind::Module);
    if (module)
        heap.touch(owner.instance);
    else
        heap.touch(owner.object);
    std::vector<Attribute>& attributes = module ? owner.instance->attributes : owner.object->attributes;
    if (!items.is(PyKind::Dict) || !items.dict->complete) {
        for (Attribute& attribute : attributes)
            if (attribute.kind == AttributeKind::Plain) blur(attribute);
        (module ? owner.instance->open : owner.object->open) = true;
    }
    if (!items.is(PyKind::Dict)) return;
    for (const auto& [key, value] : items.dict->items) {
        if (key.is(PyKind::Str))
            put(attributes, key.text, value, AttributeKind::Plain, frame, span);
        else
            (module ? owner.instance->open : owner.object->open) = true;
    }
}

/// `object.__dict__ = value`
void Evaluator::Impl::replace_attributes(const PyValue& owner, const PyValue& value, Frame& frame, text::Span span) {
    // A dict that is its own attributes: they are looked up in it.
    if (value.is(PyKind::Object) && value.object == owner.object) return;
    if (value.is(PyKind::Dict) && value.dict->complete) owner.object->attributes.clear();
    add_attributes(owner, value, frame, span);
}

}  // namespace jitlint::analysis
