#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// Names that Python or torch themselves read from a class.
bool is_special(std::string_view name) { return name.starts_with("__") && name.ends_with("__"); }

}  // namespace

void Evaluator::Impl::add_class_attributes(ClassRef cls, std::vector<Attribute>& attributes) {
    const Linearization& line = linearization(cls);
    std::unordered_set<std::string_view> seen;
    for (const auto& entry : line.entries) {
        if (!entry.cls) continue;
        const Scope* scope = entry.cls.module->scope().scope_of(*entry.cls.node);
        if (!scope) continue;
        std::unordered_set<std::string_view> own_names;
        for (const Binding& binding : scope->all()) {
            const bool assigned = binding.kind == BindingKind::Assignment && binding.value;
            if (binding.type_checking_only || (binding.kind == BindingKind::Assignment && !assigned)) continue;
            if (seen.contains(binding.name)) continue;
            own_names.insert(binding.name);
            const bool data = assigned || binding.kind == BindingKind::Unpacking || binding.kind == BindingKind::Augmented;
            if (!data || is_special(binding.name) || method_in(entry.cls, binding.name)) continue;
            const bool own = std::any_of(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == binding.name; });
            if (own) continue;
            const auto value = scope_value(binding.name, *entry.cls.module, *scope);
            Attribute attribute;
            attribute.name = binding.name;
            attribute.value = value ? *value : PyValue{};
            attribute.kind = AttributeKind::ClassLevel;
            attribute.certain = !binding.conditional;
            attribute.module = entry.cls.module;
            attribute.span = binding.span;
            attribute.alternatives = alternatives_of(attribute.value);
            attributes.push_back(std::move(attribute));
        }
        seen.merge(own_names);
    }
}

void Evaluator::Impl::finish(ClassRef cls, const PyValue& self) {
    const bool intercepts = find_method(cls, "__getattribute__") || find_method(cls, "__setattr__");
    const bool other_init = is_patched(cls, "__init__");
    auto blur_all = [&](std::vector<Attribute>& attributes) {
        for (Attribute& attribute : attributes)
            if (other_init) blur(attribute);
    };
    if (self.is(PyKind::Module)) {
        heap.touch(self.instance);
        auto& module = static_cast<HeapModule&>(*self.instance);
        const bool replaced = other_init || is_patched(cls, "__annotations__") || is_patched(cls, "__constants__");
        if (module.init == InitState::No && !may_be_initialized_elsewhere(cls) && !replaced) module.super_init_called = false;
        // What the __init__ of a class of torch.nn calls may set more.
        const bool called_by_base = !module.base.empty() && (find_method(cls, "reset_parameters") || find_method(cls, "reset_running_stats"));
        module.open = module.open || intercepts || replaced || called_by_base || !linearization(cls).complete;
        blur_all(module.attributes);
        add_class_attributes(cls, module.attributes);
    } else {
        heap.touch(self.object);
        blur_all(self.object->attributes);
        self.object->open = self.object->open || intercepts || other_init || find_method(cls, "__getattr__") || !linearization(cls).complete;
    }
}

void Evaluator::Impl::run_init(ClassRef cls, const PyValue& self, const Arguments& args, const Site& site) {
    super_method(self, cls, {}, "__init__", args, site);
}

std::vector<std::string_view> Evaluator::Impl::tuple_fields(ClassRef cls) {
    std::vector<std::string_view> fields;
    if (const Scope* scope = cls.module->scope().scope_of(*cls.node))
        for (const Binding& binding : scope->all())
            if (binding.annotation) fields.push_back(binding.name);
    return fields;
}

/// An instance of a class whose only base is typing.NamedTuple; nullopt where it is none, or is not followed.
std::optional<PyValue> Evaluator::Impl::named_tuple(ClassRef cls, const Arguments& args) {
    const auto& entries = linearization(cls).entries;
    const bool direct = entries.size() == 2 && entries[1].external == "typing.NamedTuple";
    const Scope* scope = cls.module->scope().scope_of(*cls.node);
    if (!direct || !scope || has_star(args) || !cls.node->decorators.empty()) return std::nullopt;
    std::vector<PyValue> items;
    std::size_t next = 0;
    for (const Binding& binding : scope->all()) {
        if (!binding.annotation) continue;
        PyValue item;
        if (next < args.size() && args[next].keyword.empty()) {
            item = args[next++].value;
        } else if (const PyValue* given = argument(args, 99, binding.name)) {
            item = *given;
        } else {
            if (!binding.value) return std::nullopt;
            item = evaluate(*binding.value, *static_frame(*cls.module, *scope));
        }
        items.push_back(item);
    }
    PyValue result = sequence(PyKind::Tuple, std::move(items));
    result.cls = cls;
    return result;
}

PyValue Evaluator::Impl::instantiate(ClassRef cls, const Arguments& args, const Site& site, const Capture* capture) {
    Level level(*this);
    if (level.ok)
        if (auto made = named_tuple(cls, args)) return *made;
    const Tri module = is_module_class(cls);
    if (!level.ok || module == Tri::Maybe || find_method(cls, "__new__")) return call_unknown({}, args);
    PyValue self;
    if (module == Tri::Yes) {
        // A class that makes itself where it is not known whether it does would be followed without end.
        constexpr std::ptrdiff_t kMaxNested = 2;
        const auto nested = std::count_if(in_making.begin(), in_making.end(),
                                          [&](const auto& other) { return other.first == cls.node && other.second < heap.level(); });
        if (nested >= kMaxNested) {
            call_unknown({}, args);
            return module_value(opened_instance(cls));
        }
        HeapModule* made = heap.make_module();
        made->cls = cls;
        made->capture = capture;
        made->init = InitState::No;
        made->made_in = site.frame.module;
        made->made_at = site.span;
        self = module_value(made);
    } else {
        if (derives_from(cls, "enum.Enum") != Tri::No) {
            const auto member = enum_lookup(cls, args);
            return member ? *member : call_unknown({}, args);
        }
        HeapObject* made = heap.make_object();
        made->cls = cls;
        self.kind = PyKind::Object;
        self.object = made;
        // A NamedTuple and the like make their own __init__.
        if (!cls.node->decorators.empty() && !is_dataclass(cls)) made->open = true;
        for (const auto& entry : linearization(cls).entries) {
            if (is_dict_class(entry.external))
                made->dict = heap.make_dict();
            else if (!entry.external.empty() && !entry.external.starts_with("abc.") && entry.external != "typing.Generic")
                made->open = true;
        }
    }
    in_making.emplace_back(cls.node, heap.level());
    run_init(cls, self, args, site);
    in_making.pop_back();
    finish(cls, self);
    return self;
}

ModuleInstance* Evaluator::Impl::opened_instance(ClassRef cls) {
    HeapModule* made = heap.make_module();
    made->cls = cls;
    made->open = made->generic = true;
    made->members_complete = false;
    made->made_in = cls.module;
    made->made_at = cls.node->name.span;
    return made;
}

ModuleInstance* Evaluator::Impl::generic_instance(ClassRef cls) {
    auto it = generic_instances.find(cls.node);
    if (it != generic_instances.end()) return it->second;
    Budget budget(*this);
    const Scope& around = cls.module->scope().module();
    Frame* frame = static_frame(*cls.module, around);
    HeapModule* made = heap.make_module();
    generic_instances[cls.node] = made;
    made->cls = cls;
    made->init = InitState::No;
    made->generic = true;
    made->made_in = cls.module;
    made->made_at = cls.node->name.span;
    const PyValue self = module_value(made);
    if (find_method(cls, "__new__")) made->open = true;
    in_making.emplace_back(cls.node, heap.level());
    run_init(cls, self, {{{}, {}, true}, {kDoubleStar, {}, true}}, {*frame, cls.node->name.span, nullptr});
    in_making.pop_back();
    finish(cls, self);
    forget_placeholders(*made);
    ModuleInstance* result = made;
    if (exhausted()) result = generic_instances[cls.node] = opened_instance(cls);
    return result;
}

}  // namespace jitlint::analysis
