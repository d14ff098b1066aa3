#include <algorithm>

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// The kind of attribute that a key of one of nn.Module's registries is.
std::optional<AttributeKind> registry_kind(std::string_view name) {
    if (name == "_modules") return AttributeKind::Submodule;
    if (name == "_parameters") return AttributeKind::Parameter;
    if (name == "_buffers") return AttributeKind::Buffer;
    if (name == "__dict__") return AttributeKind::Plain;
    return std::nullopt;
}

}  // namespace

void Evaluator::Impl::set_local(Frame& start, std::string_view name, const PyValue& value) {
    Frame* frame = &start;
    if (frame->scope->declares_global(name)) return;
    if (!frame->is_static && frame->outer && frame->scope->bindings(name).empty()) {
        // A nonlocal name belongs to the function around.
        while (frame->outer && !frame->find(name)) frame = frame->outer;
        if (!frame->find(name)) frame = &start;
    }
    heap.touch(frame);
    if (PyValue* local = frame->find(name))
        *local = value;
    else
        frame->locals.emplace_back(name, value);
}

void Evaluator::Impl::assign(const Expr& target, const PyValue& value, Frame& frame) {
    switch (target.kind) {
        case NodeKind::Name:
            return set_local(frame, static_cast<const Name&>(target).id, value);
        case NodeKind::Attribute: {
            const auto& node = static_cast<const syntax::Attribute&>(target);
            const PyValue object = evaluate(*node.value, frame);
            return set_attribute(object, node.attr.name, value, frame, target.span);
        }
        case NodeKind::Subscript: {
            const auto& node = static_cast<const Subscript&>(target);
            if (const auto* registry = as<syntax::Attribute>(node.value)) {
                const auto kind = registry_kind(registry->attr.name);
                const PyValue owner = kind ? evaluate(*registry->value, frame) : PyValue{};
                const PyValue key = owner.is(PyKind::Module) && !is<Slice>(node.slice) ? evaluate(*node.slice, frame) : PyValue{};
                if (kind == AttributeKind::Plain && owner.is(PyKind::Object) && !is<Slice>(node.slice)) {
                    const PyValue name = evaluate(*node.slice, frame);
                    return add_attributes(owner, dictionary({{name, value}}, name.is(PyKind::Str)), frame, target.span);
                }
                if (key.is(PyKind::Str)) {
                    heap.touch(owner.instance);
                    if (*kind == AttributeKind::Submodule && container_kind(*owner.instance) != ContainerKind::None)
                        return set_subscript(owner, key, value, frame, target.span);
                    return put(owner.instance->attributes, key.text, value, *kind, frame, target.span);
                }
            }
            const PyValue container = evaluate(*node.value, frame);
            if (is<Slice>(node.slice)) {
                heap.escape(container);
                const auto elements = iterate(value);
                if (container.is(PyKind::List) && elements)
                    container.list->items.insert(container.list->items.end(), elements->items.begin(), elements->items.end());
                return;
            }
            return set_subscript(container, evaluate(*node.slice, frame), value, frame, target.span);
        }
        case NodeKind::Tuple:
            return assign_parts(static_cast<const Tuple&>(target).elts, value, frame);
        case NodeKind::List:
            return assign_parts(static_cast<const List&>(target).elts, value, frame);
        case NodeKind::Starred:
            return assign(*static_cast<const Starred&>(target).value, {}, frame);
        default:
            return;
    }
}

void Evaluator::Impl::assign_parts(Exprs targets, const PyValue& value, Frame& frame) {
    const auto star = std::find_if(targets.begin(), targets.end(), [](const Expr* e) { return is<Starred>(e); });
    const bool has_star = star != targets.end();
    const auto star_at = static_cast<std::size_t>(star - targets.begin());
    if (value.is(PyKind::Unknown) && value.list) {
        // Each part is the part of one of the alternatives.
        const std::vector<PyValue> options = value.list->items;
        for (std::size_t i = 0; i < targets.size(); ++i) {
            std::vector<PyValue> parts;
            for (const PyValue& option : options) {
                const auto elements = iterate(option);
                const bool fits = !has_star && elements && elements->complete && elements->items.size() == targets.size();
                parts.push_back(fits ? elements->items[i] : PyValue{});
            }
            assign(*targets[i], heap.one_of(parts), frame);
        }
        return;
    }
    const auto elements = iterate(value);
    const bool known =
        elements && elements->complete && (has_star ? elements->items.size() + 1 >= targets.size() : elements->items.size() == targets.size());
    if (!known) {
        const PyValue any = elements && !elements->items.empty() ? heap.one_of([&] {
            std::vector<PyValue> options = elements->items;
            options.emplace_back();
            return options;
        }())
                                                                 : PyValue{};
        for (const Expr* target : targets) assign(*target, is<Starred>(target) ? PyValue{} : any, frame);
        return;
    }
    const std::size_t after = has_star ? targets.size() - star_at - 1 : 0;
    const std::size_t count = elements->items.size();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (has_star && i == star_at) {
            const auto begin = elements->items.begin() + static_cast<std::ptrdiff_t>(star_at);
            const auto end = elements->items.end() - static_cast<std::ptrdiff_t>(after);
            assign(*static_cast<const Starred*>(targets[i])->value, sequence(PyKind::List, {begin, end}), frame);
        } else {
            assign(*targets[i], elements->items[has_star && i > star_at ? count - (targets.size() - i) : i], frame);
        }
    }
}

void Evaluator::Impl::augmented(const AugAssign& node, Frame& frame) {
    const PyValue right = evaluate(*node.value, frame);
    auto combine = [&](const PyValue& left) -> PyValue {
        // Lists and module lists grow in place.
        if (node.op == Operator::Add && left.is(PyKind::List)) {
            list_method(left, "extend", {{{}, right, false}});
            return left;
        }
        if (node.op == Operator::Add && left.is(PyKind::Module)) {
            auto result = container_method(left, "__iadd__", {{{}, right, false}}, {frame, node.span, nullptr});
            return result ? *result : PyValue{};
        }
        if (left.is(PyKind::Unknown) && left.list) heap.escape(left);
        if (node.op == Operator::BitOr && left.is(PyKind::Dict)) {
            dict_method(left, "update", {{{}, right, false}});
            return left;
        }
        return binary(node.op, left, right);
    };
    if (const auto* name = as<Name>(node.target)) return set_local(frame, name->id, combine(name_value(name->id, frame)));
    if (const auto* attribute_node = as<syntax::Attribute>(node.target)) {
        const PyValue object = evaluate(*attribute_node->value, frame);
        const PyValue left = read_attribute(object, attribute_node->attr.name, frame);
        return set_attribute(object, attribute_node->attr.name, combine(left), frame, node.target->span);
    }
    if (const auto* subscripted = as<Subscript>(node.target); subscripted && !is<Slice>(subscripted->slice)) {
        const PyValue container = evaluate(*subscripted->value, frame);
        const PyValue index = evaluate(*subscripted->slice, frame);
        return set_subscript(container, index, combine(subscript(container, index)), frame, node.target->span);
    }
}

}  // namespace jitlint::analysis
