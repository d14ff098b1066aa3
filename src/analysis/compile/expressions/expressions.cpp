#include <algorithm>
#include <utility>

#include "analysis/compile/function_compiler.h"
#include "analysis/eager/python_names.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

constexpr int kDeepest = 200;

struct OperatorName {
    std::string_view op;
    std::string_view shown;
};

OperatorName name_of(Operator op) {
    switch (op) {
        case Operator::Add:
            return {"add", "+"};
        case Operator::Sub:
            return {"sub", "-"};
        case Operator::Mult:
            return {"mul", "*"};
        case Operator::MatMult:
            return {"matmul", "@"};
        case Operator::Div:
            return {"div", "/"};
        case Operator::Mod:
            return {"remainder", "%"};
        case Operator::Pow:
            return {"pow", "**"};
        case Operator::LShift:
            return {"__lshift__", "<<"};
        case Operator::RShift:
            return {"__rshift__", ">>"};
        case Operator::BitOr:
            return {"__or__", "|"};
        case Operator::BitXor:
            return {"__xor__", "^"};
        case Operator::BitAnd:
            return {"__and__", "&"};
        case Operator::FloorDiv:
            return {"floordiv", "//"};
    }
    return {};
}

OperatorName name_of(CompareOperator op) {
    switch (op) {
        case CompareOperator::Eq:
            return {"eq", "=="};
        case CompareOperator::NotEq:
            return {"ne", "!="};
        case CompareOperator::Lt:
            return {"lt", "<"};
        case CompareOperator::LtE:
            return {"le", "<="};
        case CompareOperator::Gt:
            return {"gt", ">"};
        case CompareOperator::GtE:
            return {"ge", ">="};
        case CompareOperator::In:
        case CompareOperator::NotIn:
            return {"__contains__", "in"};
        case CompareOperator::Is:
        case CompareOperator::IsNot:
            return {"__is__", "is"};
    }
    return {};
}

}  // namespace

bool FunctionCompiler::is_exception(std::string_view name) {
    return name != "BaseException" && (name.ends_with("Error") || name.ends_with("Exception") || name.ends_with("Warning") ||
                                       name == "StopIteration" || name == "StopAsyncIteration" || name == "ExceptionGroup");
}

Value FunctionCompiler::evaluate(const Expr& expression, TypeRef hint) {
    if (depth_ > kDeepest) return Value::unknown();
    ++depth_;
    Value value = evaluate_node(expression, hint);
    --depth_;
    if (!value.expression) value.expression = &expression;
    return value;
}

Value FunctionCompiler::evaluate_node(const Expr& expression, TypeRef hint) {
    switch (expression.kind) {
        case NodeKind::Name:
            return name(static_cast<const Name&>(expression));
        case NodeKind::Constant:
            return constant(static_cast<const Constant&>(expression));
        case NodeKind::Attribute:
            return attribute(static_cast<const syntax::Attribute&>(expression));
        case NodeKind::Subscript:
            return subscript(static_cast<const Subscript&>(expression));
        case NodeKind::Call:
            return call(static_cast<const Call&>(expression), hint);
        case NodeKind::BinOp:
            return binary(static_cast<const BinOp&>(expression));
        case NodeKind::UnaryOp:
            return unary(static_cast<const UnaryOp&>(expression));
        case NodeKind::BoolOp:
            condition(expression);
            return boolean_value(static_cast<const BoolOp&>(expression));
        case NodeKind::Compare:
            condition(expression);
            return Value::typed(last_compare_, &expression);
        case NodeKind::IfExp:
            return conditional(static_cast<const IfExp&>(expression), hint);
        case NodeKind::List:
            return list_literal(static_cast<const List&>(expression), hint);
        case NodeKind::Tuple:
            return tuple_literal(static_cast<const Tuple&>(expression));
        case NodeKind::Dict:
            return dict_literal(static_cast<const Dict&>(expression), hint);
        case NodeKind::JoinedStr:
            return formatted(static_cast<const JoinedStr&>(expression));
        case NodeKind::ListComp: {
            const auto& node = static_cast<const ListComp&>(expression);
            return comprehension(node, *node.elt, nullptr, node.generators, hint);
        }
        case NodeKind::GeneratorExp: {
            const auto& node = static_cast<const GeneratorExp&>(expression);
            return comprehension(node, *node.elt, nullptr, node.generators, hint);
        }
        case NodeKind::DictComp: {
            const auto& node = static_cast<const DictComp&>(expression);
            return comprehension(node, *node.key, node.value, node.generators, hint);
        }
        case NodeKind::NamedExpr: {
            const auto& node = static_cast<const NamedExpr&>(expression);
            Value value = evaluate(*node.value);
            if (const auto* target = as<Name>(node.target)) block_->bind_unknown(target->id, target->span);
            return value;
        }
        case NodeKind::Yield:
        case NodeKind::YieldFrom:
            block_->maybe_exits = true;  // what the function would give is not what it returns
            return Value::unknown();
        // Refused by the front end as they stand: the rules judge the nodes.
        default:
            return Value::unknown();
    }
}

/// Values that exist only while compiling: they can be iterated, printed or raised, and nothing else.
bool FunctionCompiler::refuse_non_value(const Value& value, const Expr& node, NonValueUse use) {
    NonValueKind kind = NonValueKind::Range;
    switch (value.kind) {
        case ValueKind::Range:
            break;
        case ValueKind::ModuleParts:
            if (!value.is_tree) return false;
            [[fallthrough]];
        case ValueKind::Zip:
            kind = NonValueKind::Iterator;
            break;
        case ValueKind::Slice:
            kind = NonValueKind::Slice;
            break;
        case ValueKind::PrintResult:
            kind = NonValueKind::PrintResult;
            break;
        case ValueKind::Exception:
            kind = NonValueKind::Exception;
            break;
        case ValueKind::Builtin:
            kind = NonValueKind::Builtin;
            break;
        default:
            return false;
    }
    emit(NonValueUsed{&node, kind, use, value.is(ValueKind::Builtin) ? value.name : std::string_view()});
    return true;
}

namespace {

/// Whether one of the functions around the wrapper, or the wrapper itself, has the name: it may be in its closure.
bool is_captured(std::string_view name, const FunctionRef& wrapper) {
    for (const Scope* scope = wrapper.module->scope().scope_of(*wrapper.node); scope; scope = scope->parent)
        if (scope->kind != ScopeKind::Module && !scope->bindings(name).empty()) return true;
    return false;
}

}  // namespace

Value FunctionCompiler::name(const Name& node) {
    if (node.id == "Ellipsis") {
        emit(NonValueUsed{&node, NonValueKind::Ellipsis, NonValueUse::Value, {}});
        return Value::unknown();
    }
    if (Variable* variable = block_->find(node.id)) return variable->value;
    auto undefined = [&](UndefinedName::Why why, text::Span at, const Poison* poison) {
        // The names of a file that is not this one are all told with the first.
        const bool told = why == UndefinedName::Why::NotInWrapperFile && std::exchange(wrapper_told_, wrapper_told_ || uncertain_ == 0);
        if (told) return Value::unknown();
        if (poison && poison->types_differ)
            emit(BranchTypesDiffer{node.id, poison->statement, &node, poison->if_true, poison->if_false, poison->true_span, poison->false_span});
        else
            emit(UndefinedName{&node, why, at});
        // Told once: later uses stay silent.
        block_->bind_unknown(node.id, node.span);
        return Value::unknown();
    };
    // As getSugaredVar: what a name means outside the function comes before the reason why it has no value inside.
    auto from_outside = [&](const std::optional<PyValue>& python, UndefinedName::Why nowhere) {
        if (!python) return undefined(nowhere, {}, nullptr);
        if (python->is(PyKind::None)) return undefined(UndefinedName::Why::GlobalNone, python->origin, nullptr);
        return from_python(*python, node.id, false);
    };
    const Poison* poison = block_->find_poison(node.id);
    const Scope* enclosing = poison ? context_.scope->parent : nullptr;
    const auto outside = enclosing ? session_.evaluator.lookup(node.id, *context_.module, *enclosing) : std::nullopt;
    if (poison && (!outside || outside->is(PyKind::None)) && !session_.operators.is_builtin(node.id))
        return undefined(poison->why, poison->defined_at, poison);
    if (session_.operators.is_builtin(node.id)) {
        const auto own = session_.evaluator.lookup(node.id, *context_.module, *context_.scope);
        if (own && (own->is(PyKind::Function) || own->is(PyKind::Class))) emit(ShadowedBuiltin{&node, *own});
        Value value;
        const bool exception = session_.operators.builtin(node.id).kind == torchscript::Builtin::Kind::Exception;
        value.kind = exception ? ValueKind::Exception : ValueKind::Builtin;
        value.name = node.id;
        return value;
    }
    const Scope& scope = *context_.scope;
    if (!scope.bindings(node.id).empty()) {
        // A local that is not bound yet: the compiler looks outside the function.
        return from_outside(scope.parent ? session_.evaluator.lookup(node.id, *context_.module, *scope.parent) : std::nullopt,
                            UndefinedName::Why::Nowhere);
    }
    static constexpr std::string_view kSpecial[] = {"__debug__", "__name__", "__file__", "__doc__"};
    if (text::among(node.id, kSpecial)) {
        PyValue special;
        special.kind = node.id == "__debug__" ? PyKind::Bool : PyKind::Str;
        return from_python(special, node.id, false);
    }
    if (const auto around = context_.decorations.library_wrapper; around != torchscript::LibraryWrapper::None && !is_builtin_name(node.id)) {
        if (!torchscript::wrapper_has(around, node.id, session_.version) && !is_typing_name(node.id))
            return undefined(UndefinedName::Why::NotInWrapperFile, {}, nullptr);
        if (node.id != "torch") return Value::unknown();
        PyValue torch;
        torch.kind = PyKind::External;
        torch.text = node.id;
        return from_python(torch, node.id, false);
    }
    const FunctionRef& wrapper = context_.decorations.wrapper;
    const bool elsewhere = wrapper && wrapper.module != context_.module;
    if (elsewhere && is_captured(node.id, wrapper)) return Value::unknown();
    const auto python = elsewhere ? session_.evaluator.lookup(node.id, *wrapper.module, wrapper.module->scope().module())
                                  : session_.evaluator.lookup(node.id, *context_.module, scope, context_.capture);
    return from_outside(python, elsewhere ? UndefinedName::Why::NotInWrapperFile : UndefinedName::Why::Nowhere);
}

Value FunctionCompiler::constant(const Constant& node) {
    Value value;
    switch (node.constant) {
        case ConstantKind::None:
            return Value::typed(types_.none(), &node);
        case ConstantKind::True:
        case ConstantKind::False:
            return Value::typed(types_.boolean(), &node);
        case ConstantKind::Int:
            if (!node.int_fits) emit(IntegerTooLarge{&node});
            value = Value::typed(types_.integer(), &node);
            break;
        case ConstantKind::Float:
            value = Value::typed(types_.floating(), &node);
            break;
        case ConstantKind::Complex:
            value = Value::typed(types_.complex(), &node);
            break;
        case ConstantKind::Str:
            value = Value::typed(types_.string(), &node);
            break;
        case ConstantKind::Ellipsis:
            emit(NonValueUsed{&node, NonValueKind::Ellipsis, NonValueUse::Value, {}});
            return Value::unknown();
        case ConstantKind::Bytes:
            return Value::unknown();
    }
    value.literal = true;
    return value;
}

Value FunctionCompiler::conditional(const IfExp& node, TypeRef hint) {
    const Condition tested = condition(*node.test);
    const bool folds = tested.is_static() && !session_.before(torchscript::Version::of(1, 13));
    const bool uncertain = tested.outcome == Condition::Static::Uncertain || (tested.is_static() && !folds);
    auto arm = [&](const Expr& expression, const std::vector<Refinement>& refinements) {
        Scoped scoped(*this);
        refine(refinements);
        return evaluate(expression, hint);
    };
    if (folds) {
        const bool taken = tested.outcome == Condition::Static::True;
        const Expr& taken_arm = taken ? *node.body : *node.orelse;
        Value value = arm(taken_arm, taken ? tested.if_true : tested.if_false);
        const TypeRef type = typed(value, taken_arm, ValueUse::Value, &node);
        return value.is(ValueKind::Typed) ? value : Value::typed(type, &node);
    }
    Uncertain quiet(*this, uncertain);
    const bool to_any = hint && hint->is(Kind::Any) && !session_.before(torchscript::Version::of(1, 13));
    Value a = arm(*node.body, tested.if_true);
    Value b = arm(*node.orelse, tested.if_false);
    const TypeRef at = typed(a, *node.body, ValueUse::Value, &node);
    // Told once for both arms.
    Uncertain told(*this, !a.is_plain() && !a.is(ValueKind::Module) && !a.is(ValueKind::Python));
    const TypeRef bt = typed(b, *node.orelse, ValueUse::Value, &node);
    if (uncertain || ((!a.is_plain() || !b.is_plain()) && at->has_unknown && bt->has_unknown)) return Value::unknown();
    if (to_any) return Value::typed(hint, &node);
    const TypeRef type = torchscript::unify(types_, at, bt);
    if (!type) {
        emit(TernaryTypesDiffer{&node, at, bt});
        return Value::unknown();
    }
    return Value::typed(type, &node);
}

Value FunctionCompiler::formatted(const JoinedStr& node) {
    for (const Expr* part : node.values)
        if (const auto* field = as<FormattedValue>(part)) {
            Value value = evaluate(*field->value);
            typed(value, *field->value);
            check_text(value, *field->value);
        }
    return node.is_template ? Value::unknown() : Value::typed(types_.string(), &node);
}

Value FunctionCompiler::unary(const UnaryOp& node) {
    if (node.op == UnaryOperator::Not) {
        condition(node);
        return Value::typed(types_.boolean(), &node);
    }
    Value operand = evaluate(*node.operand);
    if (node.op == UnaryOperator::UAdd) return operand;
    if (operand.is_type(Kind::Class)) {
        const bool negated = node.op == UnaryOperator::USub;
        return call_magic(node, operand, *node.operand, negated ? "__neg__" : "__invert__", negated ? "-" : "~", {});
    }
    if (node.op == UnaryOperator::USub && operand.literal && operand.is(ValueKind::Typed) && !operand.is_type(Kind::Str)) {
        operand.expression = &node;
        return operand;
    }
    const bool negate = node.op == UnaryOperator::USub;
    Arguments args;
    args.nodes.push_back(node.operand);
    args.positional.push_back(actual_of(operand, *node.operand));
    args.values.push_back(std::move(operand));
    return call_operator(node, negate ? "aten::neg" : "aten::bitwise_not", negate ? "-" : "~", {}, std::move(args));
}

Value FunctionCompiler::binary(const BinOp& node) {
    // A long chain is as deep as it is long on its left side: walk down first.
    std::vector<const BinOp*> chain;
    const Expr* leftmost = &node;
    while (const auto* binary = as<BinOp>(leftmost)) {
        chain.push_back(binary);
        leftmost = binary->left;
    }
    Value left = evaluate(*leftmost);
    const Expr* left_node = leftmost;
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
        Value right = evaluate(*(*it)->right);
        const OperatorName called = name_of((*it)->op);
        left = apply_operator(called.op, called.shown, **it, left, *left_node, right, *(*it)->right);
        left_node = *it;
    }
    return left;
}

Value FunctionCompiler::apply_operator(std::string_view op, std::string_view shown, const Expr& node, const Value& left, const Expr& left_node,
                                       const Value& right, const Expr& right_node) {
    if (const std::string_view method = operator_method(op); left.is_type(Kind::Class) && !method.empty() && session_.classes.of_type(left.type)) {
        Arguments args;
        args.nodes.push_back(&right_node);
        args.positional.push_back(actual_of(right, right_node));
        args.values.push_back(right);
        return call_magic(node, left, left_node, method, shown.empty() ? op : shown, std::move(args));
    }
    if (refuse_container(left, node, left_node, "+")) return Value::unknown();
    // Two enumeration members can be compared, wherever they come from; neither with anything else.
    auto may_be_member = [&](const Value& other) {
        return (op == "eq" || op == "ne") && (!other.is(ValueKind::Typed) || other.type->has_unknown || other.type->is(Kind::Enum) ||
                                              other.type->is(Kind::Class) || other.type->is(Kind::Any) || other.type->is(Kind::Float));
    };
    if (!may_be_member(right)) refuse_outside(left, left_node);
    if (!may_be_member(left)) refuse_outside(right, right_node);
    // Objects of classes are on no operator's list.
    auto is_open = [&](const Value& value) { return value.is(ValueKind::Module) || (value.is(ValueKind::Typed) && is_module_type(value.type)); };
    const bool matched = left.is(ValueKind::Typed) && !left.type->has_unknown;  // against the operator's schemas, which take no module
    if (is_open(left) || (is_open(right) && !matched)) {
        const TypeRef type = typed(left, left_node);
        const std::string_view method = operator_method(op);
        const bool own = left.instance && left.instance->cls && session_.evaluator.find_method(left.instance->cls, method);
        if (left.is(ValueKind::Module) && left.instance && !left.cls && !method.empty() && !own && !type->has_unknown)
            emit(MissingMagicMethod{&node, &left_node, type, method, shown.empty() ? op : shown, false});
        typed(right, right_node);
        return Value::unknown();
    }
    if (op == "remainder" && left.is_type(Kind::Str)) {
        note(node, torchscript::Feature::PercentFormat);
        check_format(node, left_node, true);
        typed(right, right_node);
        check_text(right, right_node);
        return Value::typed(types_.string(), &node);
    }
    auto is_tuple = [](const Value& value) { return value.is_type(Kind::Tuple) || value.is_type(Kind::NamedTuple); };
    if (op == "add" && is_tuple(left) && is_tuple(right)) {
        std::vector<TypeRef> all(left.type->args.begin(), left.type->args.end());
        all.insert(all.end(), right.type->args.begin(), right.type->args.end());
        Value sum = Value::typed(types_.tuple(all), &node);
        const bool alike = std::all_of(all.begin(), all.end(), [&](TypeRef t) { return t == all.front(); });
        if (alike && session_.before(torchscript::Version::of(1, 8))) {
            sum.differs = Difference::OldTupleSum;
            sum.differs_at = &node;
        }
        return sum;
    }
    Arguments args;
    args.nodes = {&left_node, &right_node};
    args.values = {left, right};
    args.positional = {actual_of(left, left_node), actual_of(right, right_node)};
    const std::string qualified = "aten::" + std::string(op);
    Value result = call_operator(node, qualified, shown.empty() ? op : shown, {}, std::move(args));
    mark_operator(result, op, node, left, right);
    return result;
}

Value FunctionCompiler::compare(const Compare& node) {
    if (compares_type(node)) return Value::typed(types_.boolean(), &node);
    for (std::size_t i = 0; i + 1 < node.comparators.size(); ++i)
        if (has_effect(*node.comparators[i])) emit(OperandTwice{&node, node.comparators[i]});
    Value left = evaluate(*node.left);
    const Expr* left_node = node.left;
    Value result = Value::unknown();
    for (std::size_t i = 0; i < node.ops.size(); ++i) {
        const Expr* right_node = node.comparators[i];
        Value right = evaluate(*right_node);
        const CompareOperator op = node.ops[i];
        if (op == CompareOperator::Is || op == CompareOperator::IsNot) {
            typed(left, *left_node);
            typed(right, *right_node);
            result = Value::typed(types_.boolean(), &node);
        } else if (op == CompareOperator::In || op == CompareOperator::NotIn) {
            if (refuse_non_value(right, *right_node)) {
                // Told.
            } else if (right.is(ValueKind::Typed) && !right.is_type(Kind::Class) && !right.is_type(Kind::Interface)) {
                Arguments args;
                args.nodes = {right_node, left_node};
                args.values = {right, left};
                args.positional = {actual_of(right, *right_node), actual_of(left, *left_node)};
                call_operator(node, "aten::__contains__", "in", {}, std::move(args));
            } else if (refuse_container(right, node, *right_node, "in")) {
                return Value::unknown();
            } else if (right.is_type(Kind::Class)) {
                Arguments args;
                args.nodes.push_back(left_node);
                args.positional.push_back(actual_of(left, *left_node));
                args.values.push_back(left);
                call_magic(node, right, *right_node, "__contains__", "in", std::move(args));
            } else if (!right.is(ValueKind::Typed) || !left.is(ValueKind::Typed)) {
                typed(right, *right_node);
                typed(left, *left_node);
                refuse_outside(right, *right_node);
            }
            result = Value::typed(types_.boolean(), &node);
        } else {
            const OperatorName called = name_of(op);
            check_comparison(node, op, left, *left_node, right, *right_node);
            result = apply_operator(called.op, called.shown, node, left, *left_node, right, *right_node);
        }
        if (node.ops.size() > 1) {
            check_truth(node, result);
            result = Value::typed(types_.boolean(), &node);
        }
        left = std::move(right);
        left_node = right_node;
    }
    return result;
}

}  // namespace jitlint::analysis
