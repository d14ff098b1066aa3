#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// More alternatives than these are not followed one by one.
constexpr std::size_t kMaxCallees = 8;

bool is_registry(std::string_view name) { return name == "_modules" || name == "_parameters" || name == "_buffers"; }

}  // namespace

Arguments Evaluator::Impl::evaluate_arguments(const Call& node, Frame& frame) {
    Arguments args;
    for (const Expr* arg : node.args) {
        const auto* star = as<Starred>(arg);
        if (!star) {
            args.push_back({{}, evaluate(*arg, frame), false});
            continue;
        }
        const PyValue value = evaluate(*star->value, frame);
        const auto elements = iterate(value);
        if (elements && elements->complete)
            for (const PyValue& item : elements->items) args.push_back({{}, item, false});
        else
            args.push_back({{}, elements ? sequence(PyKind::List, elements->items, false) : value, true});
    }
    for (const Keyword& keyword : node.keywords) {
        const PyValue value = evaluate(*keyword.value, frame);
        if (!keyword.name.name.empty()) {
            args.push_back({keyword.name.name, value, false});
            continue;
        }
        const bool derived = value.is(PyKind::Object) && value.object->dict && !has_special(value, "__getitem__") && !has_special(value, "keys");
        const DictObject* dict = derived ? value.object->dict : value.dict;
        bool complete = dict && dict->complete;
        if (dict) {
            for (const auto& [key, item] : dict->items) {
                if (key.is(PyKind::Str))
                    args.push_back({key.text, item, false});
                else
                    complete = false;
            }
        }
        if (!complete) args.push_back({kDoubleStar, value, true});
    }
    return args;
}

PyValue Evaluator::Impl::evaluate_call(const Call& node, Frame& frame) {
    const Site site{frame, node.span, &node};
    const auto* member = as<syntax::Attribute>(node.func);
    if (!member) {
        const PyValue callee = evaluate(*node.func, frame);
        const Arguments args = evaluate_arguments(node, frame);
        return call(callee, args, site);
    }
    if (const Call* super = called_super(*member->value, frame)) {
        const Arguments args = evaluate_arguments(node, frame);
        return super_call(*super, member->attr.name, args, site);
    }
    if (const auto* registry = as<syntax::Attribute>(member->value); registry && is_registry(registry->attr.name)) {
        const std::string_view name = member->attr.name;
        const PyValue owner = evaluate(*registry->value, frame);
        if (owner.is(PyKind::Module) && (name == "values" || name == "items" || name == "keys" || name == "get")) {
            if (registry->attr.name != "_modules") return {};
            std::vector<PyValue> items;
            const Submodules children = submodules(*owner.instance, false);
            for (const auto& [key, child] : children.items) {
                if (name == "values") items.push_back(child);
                if (name == "keys") items.push_back(text(key));
                if (name == "items") items.push_back(sequence(PyKind::Tuple, {text(key), child}));
            }
            return name == "get" ? PyValue{} : sequence(PyKind::List, std::move(items), children.complete);
        }
    }
    if (member->attr.name == "update")
        if (const PyValue owner = owner_of_dict(*member->value, frame); owner.known()) {
            const PyValue more = dictionary({});
            dict_method(more, "update", evaluate_arguments(node, frame));
            add_attributes(owner, more, frame, node.span);
            return none();
        }
    const PyValue receiver = evaluate(*member->value, frame);
    const Arguments args = evaluate_arguments(node, frame);
    return call_method(receiver, member->attr.name, args, site);
}

PyValue Evaluator::Impl::call_unknown(const PyValue& callee, const Arguments& args) {
    if (callee.is(PyKind::BoundMethod) || callee.is(PyKind::Function) || callee.is(PyKind::Unknown) || callee.is(PyKind::Module) ||
        callee.is(PyKind::Object))
        heap.escape(callee);
    for (const CallArgument& arg : args) heap.escape(arg.value);
    return {};
}

PyValue Evaluator::Impl::call(const PyValue& callee, const Arguments& args, const Site& site) {
    Level level(*this);
    if (!level.ok) return call_unknown(callee, args);
    switch (callee.kind) {
        case PyKind::Function:
            return call_function(callee, args);
        case PyKind::BoundMethod: {
            if (callee.function.node) {
                const Scope* scope = callee.function.module->scope().scope_of(*callee.function.node);
                if (!scope || !scope->parent || decorations(*callee.function.node, *callee.function.module, *scope->parent).unknown)
                    return call_unknown(callee, args);
            }
            PyValue self;
            if (callee.cls) {
                self.kind = PyKind::Class;
                self.cls = callee.cls;
            } else if (callee.instance) {
                self = module_value(callee.instance);
            } else {
                self.kind = callee.object ? PyKind::Object : PyKind::Unknown;
                self.object = callee.object;
            }
            Arguments with_self{{{}, self, false}};
            with_self.insert(with_self.end(), args.begin(), args.end());
            return run_function(callee.function, callee.capture, with_self);
        }
        case PyKind::Class:
            return instantiate(callee.cls, args, site, callee.capture);
        case PyKind::External:
            return call_external(callee.text, args, site);
        case PyKind::ExternalObject: {
            if (callee.text == kTupleMaker && args.size() == 1 && !args.front().star)
                return repeated(args.front().value, static_cast<std::size_t>(std::clamp<std::int64_t>(callee.integer, 0, 16)));
            if (!callee.capture) return call_unknown(callee, args);
            Arguments all;
            for (const CallArgument& bound : callee.capture->bound)
                if (bound.keyword.empty()) all.push_back(bound);
            for (const CallArgument& arg : args)
                if (arg.keyword.empty()) all.push_back(arg);
            for (const CallArgument& bound : callee.capture->bound) {
                bool overridden = bound.keyword.empty();
                for (const CallArgument& arg : args) overridden = overridden || (arg.keyword == bound.keyword && !arg.star);
                if (!overridden) all.push_back(bound);
            }
            for (const CallArgument& arg : args)
                if (!arg.keyword.empty()) all.push_back(arg);
            return call(callee.capture->callee, all, site);
        }
        case PyKind::Module: {
            materialize(*callee.instance);
            if (!callee.instance->cls) return {};
            auto forward = find_method(callee.instance->cls, "forward");
            if (!forward || forward->decorations.unknown) return call_unknown(callee, args);
            Arguments with_self{{{}, callee, false}};
            with_self.insert(with_self.end(), args.begin(), args.end());
            return run_function(forward->function, nullptr, with_self);
        }
        case PyKind::Object:
            return object_method(callee, "__call__", args, site);
        case PyKind::Unknown: {
            if (!callee.list || callee.list->items.size() > kMaxCallees) return call_unknown(callee, args);
            return for_each_alternative(
                callee, [&](const PyValue& one) { return one.is(PyKind::Unknown) ? call_unknown(one, args) : call(one, args, site); });
        }
        case PyKind::Scripted:
            return {};
        default:
            return call_unknown(callee, args);
    }
}

PyValue Evaluator::Impl::call_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site) {
    Level level(*this);
    if (!level.ok) return call_unknown(receiver, args);
    switch (receiver.kind) {
        case PyKind::External:
            return call_external(heap.intern(canonical_name(std::string(receiver.text) + "." + std::string(name))), args, site);
        case PyKind::Namespace:
        case PyKind::Class: {
            const auto callee = attribute(receiver, name);
            return callee ? call(*callee, args, site) : call_unknown({}, args);
        }
        case PyKind::Module:
            return module_method(receiver, name, args, site);
        case PyKind::Object:
            return object_method(receiver, name, args, site);
        case PyKind::Str:
            return string_method(receiver, name, args);
        case PyKind::Tuple:
            if (receiver.cls) {
                const auto callee = attribute(receiver, name);
                if (callee && callee->known()) return call(*callee, args, site);
            }
            return list_method(receiver, name, args);
        case PyKind::List:
        case PyKind::Set:
            return list_method(receiver, name, args);
        case PyKind::Dict:
            return dict_method(receiver, name, args);
        case PyKind::Tensor:
            return tensor_method(receiver, name, args);
        case PyKind::Scripted:
            return returns_module_itself(name) ? receiver : PyValue{};
        case PyKind::Unknown: {
            if (receiver.list && receiver.list->items.size() <= kMaxCallees) {
                return for_each_alternative(receiver, [&](const PyValue& one) {
                    return one.is(PyKind::Unknown) ? call_method({}, name, args, site) : call_method(one, name, args, site);
                });
            }
            constexpr std::string_view logging[] = {"debug", "info", "warning", "warn", "error", "exception", "critical", "log"};
            for (std::string_view harmless : logging)
                if (name == harmless && !receiver.list) return {};
            if (receiver.list && is_module_member(name) && name != "apply" && name != "add_module" && !name.starts_with("register_") &&
                !name.starts_with("__"))
                return returns_module_itself(name) ? receiver : PyValue{};
            return call_unknown(receiver, args);
        }
        case PyKind::ExternalObject:
            if (receiver.text == kHookHandle && receiver.instance) {
                if (name == "remove") remove_hook(*receiver.instance, receiver.integer);
                return {};
            }
            if (const Attribute* held = receiver.object ? receiver.object->find(name) : nullptr) {
                const PyValue callee = held->value;
                return call(callee, args, site);
            }
            if (makes_array(receiver.text) && gives_array(name)) return external_object("numpy.array");
            if (is_harmless_library(receiver.text)) return {};
            return call_unknown(receiver, args);
        default:
            return call_unknown({}, args);
    }
}

PyValue Evaluator::Impl::object_method(const PyValue& receiver, std::string_view name, const Arguments& args, const Site& site) {
    if (const Attribute* own = receiver.object->find(name)) {
        const PyValue callee = own->value;
        return call(callee, args, site);
    }
    auto callee = receiver.object->cls ? class_attribute(receiver.object->cls, name, receiver) : std::nullopt;
    if (callee && callee->known()) return call(*callee, args, site);
    if (receiver.object->dict && is_dict_method(name)) return dict_method(items_of(receiver), name, args);
    return call_unknown(receiver, args);
}

PyValue Evaluator::Impl::run_method(const PyValue& receiver, std::string_view name, const Arguments& args) {
    const auto method = find_method(receiver.object->cls, name);
    Arguments all{{{}, receiver, false}};
    all.insert(all.end(), args.begin(), args.end());
    return method->decorations.unknown ? call_unknown({}, all) : run_function(method->function, nullptr, all);
}

}  // namespace jitlint::analysis
