#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "text/among.h"

/// Values that compiled code makes differently from eager mode.
namespace jitlint::analysis {

using namespace syntax;
using torchscript::TypeKind;

namespace {

bool is_number_change(Difference difference) {
    return difference == Difference::IntPower || difference == Difference::RoundedFloat || difference == Difference::MixedExtreme;
}

/// `x.shape`, `x.size()`: a torch.Size in eager mode.
bool is_size(const Expr& node) {
    if (const auto* read = as<syntax::Attribute>(&node)) return read->attr.name == "shape";
    const auto* called = as<Call>(&node);
    const auto* method = called && called->args.empty() ? as<syntax::Attribute>(called->func) : nullptr;
    return method && method->attr.name == "size";
}

bool is_dtype(const Expr& node) {
    const auto* read = as<syntax::Attribute>(&node);
    return read && read->attr.name == "dtype";
}

/// Whether the text of a value of this type is another one than in Python. `inside`: as an element of a container.
bool text_differs(TypeRef type, bool inside) {
    switch (type->kind) {
        case TypeKind::Float:
        case TypeKind::Tensor:
        case TypeKind::Complex:
        case TypeKind::Number:
            return true;
        case TypeKind::Str:
            return inside;
        case TypeKind::Optional:
        case TypeKind::List:
        case TypeKind::Dict:
        case TypeKind::Tuple:
        case TypeKind::Union: {
            const bool container = !type->is(TypeKind::Optional) && !type->is(TypeKind::Union);
            return std::any_of(type->args.begin(), type->args.end(), [&](TypeRef t) { return text_differs(t, inside || container); });
        }
        default:
            return false;
    }
}

TypeRef innermost(TypeRef type) {
    while (type->is(TypeKind::List)) type = type->arg();
    return type;
}

/// Whether the expression calls a method of the list `name` that changes its length.
const Call* changing_call(const Stmt& statement, std::string_view name) {
    static constexpr std::string_view kChanging[] = {"append", "extend", "insert", "pop", "remove", "clear"};
    const Expr* value = nullptr;
    if (const auto* alone = as<ExprStmt>(&statement)) value = alone->value;
    if (const auto* assigned = as<Assign>(&statement)) value = assigned->value;
    const auto* called = as<Call>(value);
    const auto* method = called ? as<syntax::Attribute>(called->func) : nullptr;
    const auto* list = method ? as<Name>(method->value) : nullptr;
    return list && list->id == name && text::among(method->attr.name, kChanging) ? called : nullptr;
}

}  // namespace

void FunctionCompiler::keep(Value& value, const Node* place) {
    if (value.differs == Difference::None || !value.differs_at) return;
    // A list for a tuple matters to who called the compiled code.
    if (value.differs == Difference::OperatorList && (!is<Return>(place) || !context_.is_root)) return;
    if (value.differs == Difference::StarredTuple && !is<Return>(place)) return;
    emit(BehavesDifferently{value.differs_at, value.differs, value.type, place});
    value.differs = Difference::None;
}

void FunctionCompiler::mark_operator(Value& result, std::string_view op, const Expr& node, const Value& left, const Value& right) {
    auto mark = [&](Difference difference) {
        result.differs = difference;
        result.differs_at = &node;
    };
    if (!result.is(ValueKind::Typed)) return;
    const bool ints = left.is_type(Kind::Int) && right.is_type(Kind::Int);
    const auto* negative = as<UnaryOp>(right.expression);
    if (op == "pow" && ints && !(negative && negative->op == UnaryOperator::USub)) return mark(Difference::IntPower);
    if (op == "mul" && ((left.is_type(Kind::Tuple) && right.is_type(Kind::Int)) || (left.is_type(Kind::Int) && right.is_type(Kind::Tuple))))
        return mark(Difference::TupleRepeated);
    if ((op == "__or__" || op == "__and__" || op == "__xor__") &&
        ((left.is_type(Kind::Tensor) && right.is_type(Kind::Bool)) || (left.is_type(Kind::Bool) && right.is_type(Kind::Tensor)))) {
        emit(BehavesDifferently{&node, Difference::BoolOperand, types_.boolean()});
        return;
    }
    if (op != "add" && op != "sub" && op != "mul" && op != "floordiv" && op != "remainder") return;
    auto changed = [](const Value& v) { return is_number_change(v.differs); };
    if (!changed(left) && !changed(right)) return;
    if ((changed(left) || left.is_type(Kind::Int)) && (changed(right) || right.is_type(Kind::Int))) {
        const Value& from = changed(left) ? left : right;
        result.differs = from.differs;
        result.differs_at = from.differs_at;
    }
}

void FunctionCompiler::mark_builtin(Value& result, std::string_view name, const Call& node, const Arguments& args) {
    if (!result.is(ValueKind::Typed)) return;
    auto mark = [&](Difference difference) {
        result.differs = difference;
        result.differs_at = &node;
    };
    const std::size_t count = args.values.size();
    if (name == "round" && count == 1 && args.values[0].is_type(Kind::Float)) return mark(Difference::RoundedFloat);
    if ((name == "min" || name == "max") && count == 2) {
        const bool first = args.values[0].is_type(Kind::Int) && args.values[1].is_type(Kind::Float);
        const bool second = args.values[0].is_type(Kind::Float) && args.values[1].is_type(Kind::Int);
        if (first || second) return mark(Difference::MixedExtreme);
    }
    if (name == "sum" && count == 1 && args.values[0].is_type(Kind::Tensor))
        emit(BehavesDifferently{&node, Difference::SumOfTensor, args.values[0].type});
    if (name == "sorted" && count >= 1) check_sorted(args.values[0], node);
}

void FunctionCompiler::check_sorted(const Value& list, const Call& node) {
    if (!list.is_type(Kind::List) || list.type->has_unknown) return;
    const TypeRef element = list.type->arg();
    if (element->is(Kind::List) || element->is(Kind::Dict) || element->is(Kind::Optional))
        emit(BehavesDifferently{&node, Difference::NestedSort, list.type});
}

void FunctionCompiler::mark_call(Value& result, std::string_view op, const Call& node, const Arguments& args, const Value* receiver) {
    static constexpr std::string_view kListMethods[] = {"aten::append", "aten::extend", "aten::insert", "aten::reverse",
                                                        "aten::sort",   "aten::clear",  "aten::remove"};
    static constexpr std::string_view kTuples[] = {"aten::chunk",  "aten::split",  "aten::unbind", "aten::meshgrid",         "aten::tensor_split",
                                                   "aten::hsplit", "aten::vsplit", "aten::dsplit", "aten::broadcast_tensors"};
    auto mark = [&](Difference difference) {
        result.differs = difference;
        result.differs_at = &node;
    };
    if (receiver && receiver->is_type(Kind::List)) {
        if (op == "aten::sort") check_sorted(*receiver, node);
        if (text::among(op, kListMethods) && result.is(ValueKind::Typed)) return mark(Difference::ListMethodResult);
    }
    const bool of_text = receiver && receiver->is_type(Kind::Str);
    if (result.is_type(Kind::List) && !of_text && text::among(op, kTuples)) return mark(Difference::OperatorList);
    if (receiver || args.positional.empty()) return;
    auto given = [&](std::string_view name) {
        return std::any_of(args.keywords.begin(), args.keywords.end(), [&](const auto& k) { return k.name == name; });
    };
    if (op == "aten::tensor") {
        const TypeRef data = args.positional[0].type;
        if (args.positional[0].empty_list_literal)
            emit(BehavesDifferently{&node, Difference::TensorOfNothing, data});
        else if (data->is(Kind::List) && innermost(data)->is(Kind::Tensor))
            emit(BehavesDifferently{&node, Difference::TensorOfTensors, data});
    }
    if (op == "aten::full" && args.positional.size() >= 2 && args.positional[1].type->is(Kind::Bool) && !given("dtype"))
        emit(BehavesDifferently{&node, Difference::BoolFill, types_.boolean()});
}

void FunctionCompiler::check_comparison(const Compare& node, CompareOperator op, const Value& left, const Expr& left_node, const Value& right,
                                        const Expr& right_node) {
    if (op != CompareOperator::Eq && op != CompareOperator::NotEq) return;
    if ((left.is_type(Kind::Device) && right.is_type(Kind::Str)) || (left.is_type(Kind::Str) && right.is_type(Kind::Device)))
        emit(BehavesDifferently{&node, Difference::DeviceText, types_.device()});
    if ((is_size(left_node) && right.is_type(Kind::Int)) || (is_size(right_node) && left.is_type(Kind::Int)))
        emit(BehavesDifferently{&node, Difference::ShapeNumber, types_.integer()});
}

void FunctionCompiler::check_text(const Value& value, const Expr& node) {
    if (messages_ > 0 || !value.is(ValueKind::Typed)) return;
    const bool dtype = value.type->is(Kind::Int) && is_dtype(node);
    const bool size = value.type->is(Kind::List) && is_size(node);
    if (dtype || size || text_differs(value.type, false)) emit(BehavesDifferently{&node, Difference::Text, value.type});
}

/// `a or b` where its value is used: only bools come out. Nothing is known of it where an operand was refused.
Value FunctionCompiler::boolean_value(const BoolOp& node) {
    Uncertain quiet(*this);
    TypeRef other = nullptr;
    bool refused = false;
    for (const Expr* operand : node.values) {
        const auto* unary = as<UnaryOp>(operand);
        if (is<BoolOp>(operand) || is<Compare>(operand) || (unary && unary->op == UnaryOperator::Not)) continue;
        const Value value = evaluate(*operand);
        if (!value.is(ValueKind::Typed)) continue;
        refused = refused || has_no_truth_value(value.type);
        if (!value.type->is(Kind::Bool) && !value.type->has_unknown) other = value.type;
    }
    if (refused) return Value::unknown();
    if (other) {
        --uncertain_;
        emit(BehavesDifferently{&node, Difference::BooleanOperator, other});
        ++uncertain_;
    }
    return Value::typed(types_.boolean(), &node);
}

void FunctionCompiler::check_changed_list(const For& loop, const Value& iterable) {
    const Expr* over = loop.iter;
    if (const auto* called = as<Call>(over)) {
        const auto* function = as<Name>(called->func);
        if (!function || function->id != "enumerate" || called->args.empty()) return;
        over = called->args[0];
    } else if (!iterable.is_type(Kind::List)) {
        return;
    }
    const auto* list = as<Name>(over);
    if (!list) return;
    if (Variable* variable = block_->find(list->id); !variable || !variable->value.is_type(Kind::List)) return;
    std::vector<Body> bodies{loop.body};
    while (!bodies.empty()) {
        const Body body = bodies.back();
        bodies.pop_back();
        for (std::size_t i = 0; i < body.size(); ++i) {
            const Stmt* next = i + 1 < body.size() ? body[i + 1] : nullptr;
            const Call* change = changing_call(*body[i], list->id);
            if (change && !is<Break>(next) && !is<Return>(next)) emit(BehavesDifferently{over, Difference::ListChanged, nullptr, change});
            if (const auto* branch = as<If>(body[i])) {
                bodies.push_back(branch->body);
                bodies.push_back(branch->orelse);
            }
        }
    }
}

}  // namespace jitlint::analysis
