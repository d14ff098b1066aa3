#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

PyValue Evaluator::Impl::evaluate(const Expr& expression, Frame& frame) {
    Level level(*this);
    if (!level.ok || exhausted()) return {};
    PyValue value = evaluate_inner(expression, frame);
    const bool literal = expression.kind != NodeKind::Name && expression.kind != NodeKind::Attribute && expression.kind != NodeKind::Subscript;
    if (literal && !value.origin_module) {
        value.origin_module = frame.module;
        value.origin = expression.span;
    }
    return value;
}

PyValue Evaluator::Impl::evaluate_inner(const Expr& expression, Frame& frame) {
    switch (expression.kind) {
        case NodeKind::Constant:
            return evaluate_constant(static_cast<const Constant&>(expression));
        case NodeKind::Name:
            return name_value(static_cast<const Name&>(expression).id, frame);
        case NodeKind::Attribute: {
            const auto& node = static_cast<const syntax::Attribute&>(expression);
            if (const Call* super = called_super(*node.value, frame))
                if (auto bound = super_attribute(*super, node.attr.name, frame)) return *bound;
            const PyValue value = evaluate(*node.value, frame);
            return read_attribute(value, node.attr.name, frame);
        }
        case NodeKind::Subscript:
            return evaluate_subscript(static_cast<const Subscript&>(expression), frame);
        case NodeKind::Call:
            return evaluate_call(static_cast<const Call&>(expression), frame);
        case NodeKind::BinOp: {
            const auto& node = static_cast<const BinOp&>(expression);
            const PyValue left = evaluate(*node.left, frame);
            const PyValue right = evaluate(*node.right, frame);
            return binary(node.op, left, right);
        }
        case NodeKind::UnaryOp:
            return evaluate_unary(static_cast<const UnaryOp&>(expression), frame);
        case NodeKind::BoolOp:
            return evaluate_bool_op(static_cast<const BoolOp&>(expression), 0, frame);
        case NodeKind::Compare:
            return evaluate_compare(static_cast<const Compare&>(expression), frame);
        case NodeKind::IfExp:
            return evaluate_conditional(static_cast<const IfExp&>(expression), frame);
        case NodeKind::List:
            return evaluate_display(static_cast<const List&>(expression).elts, PyKind::List, frame);
        case NodeKind::Tuple:
            return evaluate_display(static_cast<const Tuple&>(expression).elts, PyKind::Tuple, frame);
        case NodeKind::Set:
            return evaluate_display(static_cast<const Set&>(expression).elts, PyKind::Set, frame);
        case NodeKind::Dict:
            return evaluate_dict(static_cast<const Dict&>(expression), frame);
        case NodeKind::ListComp: {
            const auto& node = static_cast<const ListComp&>(expression);
            return evaluate_comprehension(expression, PyKind::List, *node.elt, nullptr, node.generators, frame);
        }
        case NodeKind::SetComp: {
            const auto& node = static_cast<const SetComp&>(expression);
            return evaluate_comprehension(expression, PyKind::Set, *node.elt, nullptr, node.generators, frame);
        }
        case NodeKind::GeneratorExp: {
            const auto& node = static_cast<const GeneratorExp&>(expression);
            return evaluate_comprehension(expression, PyKind::List, *node.elt, nullptr, node.generators, frame);
        }
        case NodeKind::DictComp: {
            const auto& node = static_cast<const DictComp&>(expression);
            return evaluate_comprehension(expression, PyKind::Dict, *node.key, node.value, node.generators, frame);
        }
        case NodeKind::Lambda:
            return function_value({frame.module, nullptr, &static_cast<const Lambda&>(expression)}, &frame);
        case NodeKind::NamedExpr: {
            const auto& node = static_cast<const NamedExpr&>(expression);
            const PyValue value = evaluate(*node.value, frame);
            // A comprehension's walrus binds in the function around it.
            Frame* target = &frame;
            while (target->outer && target->scope->kind == ScopeKind::Comprehension) target = target->outer;
            assign(*node.target, value, *target);
            return value;
        }
        case NodeKind::JoinedStr:
            return evaluate_joined(static_cast<const JoinedStr&>(expression), frame);
        case NodeKind::Starred: {
            evaluate(*static_cast<const Starred&>(expression).value, frame);
            return {};
        }
        case NodeKind::Yield: {
            const auto& node = static_cast<const Yield&>(expression);
            const PyValue value = node.value ? evaluate(*node.value, frame) : none();
            heap.touch(&frame);
            frame.yielded.push_back(value);
            return {};
        }
        case NodeKind::YieldFrom: {
            const PyValue value = evaluate(*static_cast<const YieldFrom&>(expression).value, frame);
            const auto elements = iterate(value);
            heap.touch(&frame);
            if (elements) frame.yielded.insert(frame.yielded.end(), elements->items.begin(), elements->items.end());
            frame.yields_complete = frame.yields_complete && elements && elements->complete;
            return {};
        }
        case NodeKind::Await:
            evaluate(*static_cast<const Await&>(expression).value, frame);
            return {};
        case NodeKind::FormattedValue: {
            const PyValue value = evaluate(*static_cast<const FormattedValue&>(expression).value, frame);
            const auto shown = formatted(value, 0, {});
            return shown ? text(*shown) : vague(PyKind::Str);
        }
        default:
            return {};
    }
}

PyValue Evaluator::Impl::evaluate_constant(const Constant& node) {
    switch (node.constant) {
        case ConstantKind::None:
            return none();
        case ConstantKind::True:
            return boolean(true);
        case ConstantKind::False:
            return boolean(false);
        case ConstantKind::Int:
            return node.int_fits ? integer(node.int_value) : PyValue{};
        case ConstantKind::Float:
            return real(node.float_value);
        case ConstantKind::Complex: {
            PyValue result;
            result.kind = PyKind::Complex;
            result.real = node.float_value;
            return result;
        }
        case ConstantKind::Str:
            return text(node.text);
        case ConstantKind::Bytes: {
            PyValue result = text(node.text);
            result.kind = PyKind::Bytes;
            return result;
        }
        case ConstantKind::Ellipsis:
            return ellipsis();
    }
    return {};
}

PyValue Evaluator::Impl::evaluate_display(Exprs elements, PyKind kind, Frame& frame) {
    std::vector<PyValue> items;
    bool complete = true;
    for (const Expr* element : elements) {
        if (const auto* star = as<Starred>(element)) {
            const auto more = iterate(evaluate(*star->value, frame));
            if (more) items.insert(items.end(), more->items.begin(), more->items.end());
            complete = complete && more && more->complete;
        } else {
            items.push_back(evaluate(*element, frame));
        }
    }
    return sequence(kind, std::move(items), complete);
}

PyValue Evaluator::Impl::evaluate_dict(const Dict& node, Frame& frame) {
    PyValue result = dictionary({});
    for (std::size_t i = 0; i < node.values.size(); ++i) {
        const PyValue key = node.keys[i] ? evaluate(*node.keys[i], frame) : PyValue{};
        const PyValue value = evaluate(*node.values[i], frame);
        if (node.keys[i])
            set_subscript(result, key, value, frame, node.values[i]->span);
        else
            dict_method(result, "update", {{{}, value, false}});
    }
    return result;
}

PyValue Evaluator::Impl::evaluate_unary(const UnaryOp& node, Frame& frame) {
    const PyValue operand = evaluate(*node.operand, frame);
    if (node.op == UnaryOperator::Not) {
        const Tri value = truth(operand);
        return value == Tri::Maybe ? tri(value) : boolean(value == Tri::No);
    }
    const bool int_like = operand.is(PyKind::Int) || operand.is(PyKind::Bool);
    const PyKind kind = kind_of(operand);
    switch (node.op) {
        case UnaryOperator::USub:
            if (int_like && operand.integer != INT64_MIN) return integer(-operand.integer);
            if (operand.is(PyKind::Float)) return real(-operand.real);
            break;
        case UnaryOperator::UAdd:
            if (int_like) return integer(operand.integer);
            if (operand.is(PyKind::Float)) return operand;
            break;
        case UnaryOperator::Invert:
            if (int_like) return integer(~operand.integer);
            break;
        case UnaryOperator::Not:
            break;
    }
    if (operand.is(PyKind::Tensor)) return tensor(operand.requires_grad);
    if (!operand.known() && is_int_kind(kind)) return vague(PyKind::Int);
    return !operand.known() && kind == PyKind::Float && node.op != UnaryOperator::Invert ? vague(kind) : PyValue{};
}

PyValue Evaluator::Impl::evaluate_bool_op(const BoolOp& node, std::size_t from, Frame& frame) {
    const PyValue value = evaluate(*node.values[from], frame);
    if (from + 1 == node.values.size()) return value;
    const Tri test = truth(value);
    const Tri stop = node.op == BoolOperator::Or ? Tri::Yes : Tri::No;
    if (test == stop) return value;
    if (test != Tri::Maybe) return evaluate_bool_op(node, from + 1, frame);
    const Serial born = heap.now();
    PyValue rest;
    either([] { return Flow::Alive; },
           [&] {
               rest = evaluate_bool_op(node, from + 1, frame);
               return Flow::Alive;
           });
    // The first value counts only where it is the one that ends the evaluation.
    std::vector<PyValue> options;
    for (const PyValue& option : alternatives_of(value)) {
        const Tri holds = truth(option);
        if (holds == stop || holds == Tri::Maybe) options.push_back(option);
    }
    return options.empty() ? rest : heap.join_values(heap.one_of(options), rest, born);
}

PyValue Evaluator::Impl::evaluate_compare(const Compare& node, Frame& frame) {
    if (const auto known = python_version_test(node, frame)) return boolean(*known);
    PyValue left = evaluate(*node.left, frame);
    Tri result = Tri::Yes;
    bool numbers = true;
    for (std::size_t i = 0; i < node.ops.size() && i < node.comparators.size(); ++i) {
        const PyValue right = evaluate(*node.comparators[i], frame);
        if (left.is(PyKind::Tensor) || right.is(PyKind::Tensor)) {
            const CompareOperator op = node.ops[i];
            const bool identity = op == CompareOperator::Is || op == CompareOperator::IsNot;
            if (!identity) return node.ops.size() == 1 && op != CompareOperator::In && op != CompareOperator::NotIn ? tensor() : PyValue{};
        }
        numbers = numbers && is_number_kind(kind_of(left)) && is_number_kind(kind_of(right));
        const Tri part = compare(node.ops[i], left, right);
        if (part == Tri::No) return boolean(false);
        if (part == Tri::Maybe) result = Tri::Maybe;
        left = right;
    }
    if (result != Tri::Maybe) return boolean(true);
    // The others may be overloaded.
    const bool is_bool =
        numbers || std::all_of(node.ops.begin(), node.ops.end(), [](CompareOperator op) {
            return op == CompareOperator::Is || op == CompareOperator::IsNot || op == CompareOperator::In || op == CompareOperator::NotIn;
        });
    return is_bool ? tri(result) : PyValue{};
}

PyValue Evaluator::Impl::evaluate_conditional(const IfExp& node, Frame& frame) {
    const Tri test = truth(evaluate(*node.test, frame));
    if (test != Tri::Maybe) return evaluate(test == Tri::Yes ? *node.body : *node.orelse, frame);
    const Serial born = heap.now();
    PyValue first;
    PyValue second;
    either(
        [&] {
            first = evaluate(*node.body, frame);
            return Flow::Alive;
        },
        [&] {
            second = evaluate(*node.orelse, frame);
            return Flow::Alive;
        });
    return heap.join_values(first, second, born);
}

}  // namespace jitlint::analysis
