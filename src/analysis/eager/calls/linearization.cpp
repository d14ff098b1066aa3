#include <algorithm>

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

using Entry = Evaluator::Linearization::Entry;
using Entries = std::vector<Entry>;

bool same(const Entry& a, const Entry& b) { return a.cls == b.cls && a.external == b.external; }

bool in_tail(const Entries& list, const Entry& entry) {
    return list.size() > 1 && std::any_of(list.begin() + 1, list.end(), [&](const Entry& e) { return same(e, entry); });
}

/// C3, as Python's type() merges; false where the bases contradict each other.
bool merge(std::vector<Entries> lists, Entries& result) {
    for (;;) {
        std::erase_if(lists, [](const Entries& list) { return list.empty(); });
        if (lists.empty()) return true;
        auto good = std::find_if(lists.begin(), lists.end(), [&](const Entries& list) {
            return std::none_of(lists.begin(), lists.end(), [&](const Entries& other) { return in_tail(other, list.front()); });
        });
        if (good == lists.end()) return false;
        const Entry next = good->front();
        result.push_back(next);
        for (Entries& list : lists)
            if (!list.empty() && same(list.front(), next)) list.erase(list.begin());
    }
}

}  // namespace

/// Of several classes that a base may be, of which one is a module class and none is known to be something else, the one of a library,
/// which nothing is known of; another value as it is.
PyValue Evaluator::Impl::likeliest_base(const PyValue& value) {
    const std::vector<PyValue> options = alternatives_of(value);
    auto may_be = [](const PyValue& option) { return option.is(PyKind::External) && is_external_module_class(option.text) != Tri::No; };
    auto is_one = [](const PyValue& option) { return is_external_module_class(option.text) == Tri::Yes; };
    if (options.size() < 2 || !std::ranges::all_of(options, may_be) || std::ranges::none_of(options, is_one)) return value;
    const auto foreign = std::find_if(options.begin(), options.end(), [](const PyValue& option) { return !option.text.starts_with("torch."); });
    return foreign == options.end() ? value : *foreign;
}

const Evaluator::Linearization& Evaluator::Impl::linearization(ClassRef cls) {
    auto [it, fresh] = linearizations.try_emplace(cls.node, nullptr);
    if (it->second) return *it->second;
    if (!fresh) {
        // A class that is its own base.
        static const Linearization circular{{}, false};
        return circular;
    }
    auto made = std::make_unique<Linearization>(linearize(cls));
    auto& slot = linearizations[cls.node];
    slot = std::move(made);
    return *slot;
}

/// A metaclass that leaves its classes, and what they make, as they are.
bool Evaluator::Impl::is_plain_metaclass(const PyValue& value) {
    auto is_plain = [](std::string_view library) { return library == "abc.ABCMeta" || library == "builtins.type"; };
    if (value.is(PyKind::External)) return is_plain(value.text);
    if (!value.is(PyKind::Class)) return false;
    const Linearization& line = linearization(value.cls);
    return line.complete && std::ranges::all_of(line.entries, [&](const Entry& entry) {
               if (!entry.cls) return is_plain(entry.external);
               const Scope* own = entry.cls.module->scope().scope_of(*entry.cls.node);
               static constexpr std::string_view kChanging[] = {"__new__",     "__init__",    "__call__", "__prepare__",       "__getattribute__",
                                                                "__getattr__", "__setattr__", "mro",      "__instancecheck__", "__subclasscheck__"};
               return own && std::ranges::all_of(kChanging, [&](std::string_view name) { return own->bindings(name).empty(); });
           });
}

bool Evaluator::Impl::may_be_initialized_elsewhere(ClassRef cls) {
    const Linearization& line = linearization(cls);
    return !line.complete || std::ranges::any_of(line.entries, [&](const Entry& entry) {
        const Scope* own = entry.cls ? entry.cls.module->scope().scope_of(*entry.cls.node) : nullptr;
        return own && (!own->bindings("__new__").empty() || !own->bindings("__init_subclass__").empty() ||
                       !plainly_decorated(*entry.cls.node, *entry.cls.module));
    });
}

Evaluator::Linearization Evaluator::Impl::linearize(ClassRef cls) {
    Budget budget(*this);
    Linearization result;
    result.entries.push_back({cls, {}});
    const Scope* own = cls.module->scope().scope_of(*cls.node);
    if (!own || !own->parent) {
        result.complete = false;
        return result;
    }
    std::vector<Entries> lists;
    Entries bases;
    for (const Expr* base : cls.node->bases) {
        // Generic[T] and the like.
        if (const auto* subscripted = as<Subscript>(base)) base = subscripted->value;
        Frame* frame = static_frame(*cls.module, *own->parent);
        const PyValue written = evaluate(*base, *frame);
        const PyValue value = likeliest_base(written);
        const bool one_of_modules = value.is(PyKind::External) && !written.is(PyKind::External);
        Entries list;
        if (value.is(PyKind::Class)) {
            const Linearization& above = linearization(value.cls);
            result.complete = result.complete && above.complete;
            list = above.entries;
        } else if (value.is(PyKind::External) || value.is(PyKind::ExternalObject)) {
            if (value.text == "builtins.object") continue;
            list.push_back({{}, value.text});
            if (value.is(PyKind::External) && value.text != "torch.nn.Module" && (one_of_modules || is_external_module_class(value.text) == Tri::Yes))
                list.push_back({{}, "torch.nn.Module"});
        } else {
            result.complete = false;
        }
        if (list.empty()) continue;
        bases.push_back(list.front());
        lists.push_back(std::move(list));
    }
    for (const Keyword& keyword : cls.node->keywords) {
        Frame* frame = static_frame(*cls.module, *own->parent);
        if (keyword.name.name != "metaclass") continue;
        const PyValue value = evaluate(*keyword.value, *frame);
        if (!is_plain_metaclass(value)) result.complete = false;
    }
    lists.push_back(bases);
    if (!merge(lists, result.entries)) {
        result.complete = false;
        for (const Entries& list : lists)
            for (const Entry& entry : list) {
                const bool have = std::any_of(result.entries.begin(), result.entries.end(), [&](const Entry& e) { return same(e, entry); });
                if (!have) result.entries.push_back(entry);
            }
    }
    return result;
}

Tri Evaluator::Impl::is_module_class(ClassRef cls) {
    const Linearization& line = linearization(cls);
    bool maybe = !line.complete;
    for (const auto& entry : line.entries) {
        if (entry.external.empty()) continue;
        const Tri module = is_external_module_class(entry.external);
        if (module == Tri::Yes) return Tri::Yes;
        if (module == Tri::Maybe) maybe = true;
    }
    if (!maybe) return Tri::No;
    // False while it is being found out, for a class that holds itself.
    const auto [it, fresh] = evident_modules.try_emplace(cls.node, false);
    bool& evident = it->second;
    if (fresh) evident = is_evidently_module(line);
    return evident ? Tri::Yes : Tri::Maybe;
}

/// A base is not to be found; but the class has a `forward`, and sets modules of torch as attributes or names a base `...Module`.
bool Evaluator::Impl::is_evidently_module(const Linearization& line) {
    bool forward = false;
    bool evident = false;
    for (const auto& entry : line.entries) {
        if (!entry.cls) {
            evident = evident || (entry.external.ends_with("Module") && !entry.external.starts_with("flax."));
            continue;
        }
        forward = forward || method_in(entry.cls, "forward").has_value();
        const auto init = method_in(entry.cls, "__init__");
        evident = evident || (init && sets_module(*init));
    }
    return forward && evident;
}

/// Whether a method assigns a module of torch.nn, or of a class that is one, to an attribute of its first parameter.
bool Evaluator::Impl::sets_module(const Method& method) {
    const FunctionDef* function = method.function.node;
    if (!function || function->parameters.empty()) return false;
    Frame* frame = static_frame(*method.function.module, method.function.module->scope().module());
    std::vector<const Node*> stack(function->body.begin(), function->body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (is_expression(node->kind)) continue;
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
        const auto* assigned = as<Assign>(node);
        const auto* target = assigned ? as<syntax::Attribute>(assigned->targets.front()) : nullptr;
        const auto* owner = target ? as<Name>(target->value) : nullptr;
        const auto* made = owner && owner->id == function->parameters[0].name.name ? as<Call>(assigned->value) : nullptr;
        if (!made || !(is<Name>(made->func) || is<syntax::Attribute>(made->func))) continue;
        const PyValue callee = evaluate(*made->func, *frame);
        const bool of_torch = callee.is(PyKind::External) && callee.text.starts_with("torch.nn.");
        if (of_torch ? is_external_module_class(callee.text) == Tri::Yes : callee.is(PyKind::Class) && is_module_class(callee.cls) == Tri::Yes)
            return true;
    }
    return false;
}

Tri Evaluator::Impl::derives_from(ClassRef cls, std::string_view dotted) {
    const Linearization& line = linearization(cls);
    bool maybe = !line.complete;
    for (const auto& entry : line.entries) {
        if (entry.external.empty()) continue;
        const Tri derives = external_derives_from(entry.external, dotted);
        if (derives == Tri::Yes) return Tri::Yes;
        if (derives == Tri::Maybe) maybe = true;
    }
    return maybe ? Tri::Maybe : Tri::No;
}

}  // namespace jitlint::analysis
