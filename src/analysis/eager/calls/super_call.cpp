#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

const Call* Evaluator::Impl::called_super(const Expr& node, Frame& frame) {
    const auto* call = as<Call>(&node);
    const auto* name = call ? as<Name>(call->func) : nullptr;
    if (!name || name->id != "super") return nullptr;
    const PyValue callee = evaluate(*name, frame);
    return callee.is(PyKind::External) && callee.text == "builtins.super" ? call : nullptr;
}

Evaluator::Impl::Super Evaluator::Impl::read_super(const Call& super, Frame& here) {
    Super result{here.self, {}, here.owner};
    if (!super.args.empty()) {
        const PyValue cls = evaluate(*super.args[0], here);
        result.self = super.args.size() > 1 ? evaluate(*super.args[1], here) : PyValue{};
        result.after = cls.is(PyKind::Class) ? cls.cls : ClassRef{};
    } else {
        // A function within a method sees the method's class.
        for (const Frame* frame = &here; !result.after && frame; frame = frame->outer) {
            result.after = frame->owner;
            result.self = frame->self;
        }
    }
    if (result.self.is(PyKind::Module)) result.own = result.self.instance->cls;
    if (result.self.is(PyKind::Object)) result.own = result.self.object->cls;
    return result;
}

std::optional<PyValue> Evaluator::Impl::super_attribute(const Call& super, std::string_view name, Frame& frame) {
    const auto [self, own, after] = read_super(super, frame);
    if (!own || !after) return std::nullopt;
    const auto found = class_attribute(own, name, self, after);
    return found && found->is(PyKind::BoundMethod) ? found : std::nullopt;
}

PyValue Evaluator::Impl::super_call(const Call& super, std::string_view name, const Arguments& args, const Site& site) {
    const auto [self, own, after] = read_super(super, site.frame);
    if (!own || !after) {
        // `super(Name, self).__init__()` where a decorator may have replaced the class.
        heap.escape(self);
        return call_unknown({}, args);
    }
    return super_method(self, own, after, name, args, site);
}

/// Calls the first method `name` that stands behind `after` in the linearisation of `own`; from the start
/// where `after` is empty.
PyValue Evaluator::Impl::super_method(const PyValue& self, ClassRef own, ClassRef after, std::string_view name, const Arguments& args,
                                      const Site& site) {
    const Linearization& line = linearization(own);
    std::size_t next = 0;
    if (after) {
        while (next < line.entries.size() && !(line.entries[next].cls == after)) ++next;
        if (next == line.entries.size()) {
            heap.escape(self);
            return call_unknown({}, args);
        }
        ++next;
    }
    for (; next < line.entries.size(); ++next) {
        const auto& entry = line.entries[next];
        if (!entry.cls) {
            if (auto result = external_base_method(self, entry.external, name, args, site)) return *result;
            continue;
        }
        auto method = method_in(entry.cls, name);
        if (!method && name == "__init__" && is_dataclass(entry.cls)) return dataclass_init(self, entry.cls, args, site);
        if (!method) continue;
        const Decorations& d = method->decorations;
        Arguments all;
        if (!d.static_method) all.push_back({{}, self, false});
        all.insert(all.end(), args.begin(), args.end());
        if (d.wrapped && name == "__init__") return call_wrapped(*method, all);
        if (d.unknown || d.class_method) return call_unknown({}, all);
        if (d.property) return call(run_function(method->function, nullptr, {{{}, self, false}}), args, site);
        const bool own_class = self.is(PyKind::Module) && self.instance->cls == entry.cls;
        return run_function(method->function, own_class ? self.instance->capture : nullptr, all);
    }
    if (line.complete && name == "__init__") return none();
    const PyValue* key = argument(args, 0);
    const PyValue* value = argument(args, 1);
    if (name == "__setattr__" && self.is(PyKind::Object) && key && value && key->is(PyKind::Str)) {
        heap.touch(self.object);
        put(self.object->attributes, key->text, *value, AttributeKind::Plain, site.frame, site.span);
        return none();
    }
    heap.escape(self);
    return call_unknown({}, args);
}

std::optional<PyValue> Evaluator::Impl::external_base_method(const PyValue& self, std::string_view base, std::string_view name, const Arguments& args,
                                                             const Site& site) {
    if (base.starts_with("abc.") || base.starts_with("typing") || base == "builtins.object") return std::nullopt;
    if (self.is(PyKind::Object) && self.object->dict && is_dict_class(base)) return dict_base_method(self, name, args, site);
    const bool module_base = is_external_module_class(base) == Tri::Yes && self.is(PyKind::Module);
    if (!module_base) {
        // It may have the method, and do anything.
        const bool known_without = base.starts_with("torch.") && !looks_like_class(base);
        if (known_without) return std::nullopt;
        heap.escape(self);
        if (self.is(PyKind::Module)) {
            auto* module = static_cast<HeapModule*>(self.instance);
            if (module->init == InitState::No) module->init = InitState::Maybe;
        }
        return call_unknown({}, args);
    }
    auto* module = static_cast<HeapModule*>(self.instance);
    const bool root = base == "torch.nn.Module" || base == "torch.jit.ScriptModule";
    if (name == "__init__") {
        heap.touch(module);
        // What is registered begins anew.
        if (module->init == InitState::Yes && !module->open)
            std::erase_if(module->attributes, [](const Attribute& a) {
                return a.kind == AttributeKind::Submodule || a.kind == AttributeKind::Parameter || a.kind == AttributeKind::Buffer;
            });
        module->init = InitState::Yes;
        if (!module->find("training")) {
            put(module->attributes, "training", boolean(true), AttributeKind::Plain, site.frame, site.span);
            module->attributes.back().module = nullptr;
        }
        const ContainerKind kind = external_container(base);
        if (kind != ContainerKind::None)
            fill_container(*module, kind, args);
        else if (!root && base.find("Transformer") == std::string_view::npos && !base.ends_with("MultiheadAttention"))
            take_arguments(*module, base, args);
        else if (!root)
            module->open = true;
        return none();
    }
    if (auto result = registration(self, name, args, site)) return result;
    if (external_container(base) != ContainerKind::None)
        if (auto result = container_method(self, name, args, site)) return result;
    if (!root) return std::nullopt;
    if (auto result = plain_module_method(self, name, args, site)) return result;
    return is_module_member(name) ? std::optional(PyValue{}) : std::nullopt;
}

}  // namespace jitlint::analysis
