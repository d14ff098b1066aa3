#include "analysis/compile/function_compiler.h"
#include "analysis/compile/structure/module_structure.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

struct AugmentedOperator {
    std::string_view in_place;  ///< for tensors and lists
    std::string_view plain;
    std::string_view shown;
};

/// getAugOp of ir_emitter.cpp: what an augmented assignment calls.
AugmentedOperator operator_of(Operator op) {
    switch (op) {
        case Operator::Add:
            return {"aten::add_", "aten::add", "+="};
        case Operator::Sub:
            return {"aten::sub_", "aten::sub", "-="};
        case Operator::Mult:
            return {"aten::mul_", "aten::mul", "*="};
        case Operator::Div:
            return {"aten::div_", "aten::div", "/="};
        case Operator::Mod:
            return {"aten::fmod_", "aten::fmod", "%="};
        case Operator::Pow:
            return {"aten::pow", "aten::pow", "**="};
        case Operator::BitAnd:
            return {"aten::bitwise_and", "aten::__and__", "&="};
        case Operator::BitOr:
            return {"aten::bitwise_or", "aten::__or__", "|="};
        case Operator::BitXor:
            return {"aten::bitwise_xor", "aten::__xor__", "^="};
        case Operator::LShift:
            return {"aten::__ilshift__", "aten::__lshift__", "<<="};
        case Operator::RShift:
            return {"aten::__irshift__", "aten::__rshift__", ">>="};
        case Operator::MatMult:
        case Operator::FloorDiv:
            return {};
    }
    return {};
}

bool is_in_place(Operator op) { return !operator_of(op).in_place.empty() && operator_of(op).in_place.back() == '_'; }

bool changes_in_place(TypeRef type) { return type->is(torchscript::TypeKind::Tensor) || type->is(torchscript::TypeKind::List); }

/// The expression gives a tensor that somebody else holds, too: no new one.
bool may_be_shared(const Expr* expression) { return is<Name>(expression) || is<syntax::Attribute>(expression) || is<Subscript>(expression); }

}  // namespace

/// The operator that `target op= value` calls, on what the target holds.
Value FunctionCompiler::apply_augmented(const AugAssign& statement, const Value& left, const Value& right, bool in_place) {
    if (!left.is(ValueKind::Unknown)) refuse_outside(right, *statement.value);
    if (!left.is_plain() || left.is(ValueKind::Unknown) || left.is_type(Kind::Class) || right.is_type(Kind::Class)) return Value::unknown();
    const AugmentedOperator called = operator_of(statement.op);
    Arguments args;
    args.nodes = {statement.target, statement.value};
    args.values = {left, right};
    args.positional = {actual_of(left, *statement.target), actual_of(right, *statement.value)};
    return call_operator(*statement.value, in_place ? called.in_place : called.plain, called.shown, {}, std::move(args));
}

void FunctionCompiler::report_augmented(const AugAssign& statement, const Value& left, const Value& right) {
    // The first releases refuse the other statements.
    if (session_.before(torchscript::Version::of(1, 8)) && !is_in_place(statement.op) && statement.op != Operator::Mod) return;
    if (left.is_type(Kind::Tensor)) {
        const Expr* holds = is<Name>(statement.target) ? left.expression : statement.target;
        const bool shared = left.parameter || (holds && holds != statement.target && may_be_shared(holds)) || is<syntax::Attribute>(statement.target);
        if (statement.op == Operator::Mod)
            emit(BehavesDifferently{&statement, Difference::ModuloTensor, left.type});
        else if (!is_in_place(statement.op) && is<Subscript>(statement.target))
            emit(BehavesDifferently{&statement, Difference::ItemUnchanged, left.type, nullptr, operator_of(statement.op).shown});
        else if (!is_in_place(statement.op) && shared && statement.op != Operator::LShift && statement.op != Operator::RShift)
            emit(BehavesDifferently{&statement, Difference::NotInPlace, left.type, nullptr, operator_of(statement.op).shown});
        return;
    }
    if (left.is_type(Kind::Int) && right.is_type(Kind::Int) && statement.op == Operator::Mod)
        emit(BehavesDifferently{&statement, Difference::ModuloInt, left.type});
    if (left.is_type(Kind::Int) && right.is_type(Kind::Int) && statement.op == Operator::Pow)
        emit(BehavesDifferently{&statement, Difference::IntPower, left.type});
    if (left.is_type(Kind::Tuple) && right.is_type(Kind::Tuple) && statement.op == Operator::Add)
        emit(BehavesDifferently{&statement, Difference::TupleExtended, left.type});
}

/// An attribute of the class alone, which the scripted module does not have.
bool FunctionCompiler::is_class_level(const syntax::Attribute& target) {
    Uncertain quiet(*this);
    const Value receiver = evaluate(*target.value);
    if (!receiver.is(ValueKind::Module) || receiver.cls || !receiver.instance) return false;
    const ModuleMember member = find_member(session_, *receiver.instance, target.attr.name);
    return member.kind == ModuleMember::Kind::Failed && member.problem == ModuleAttributeProblem::ClassLevel;
}

void FunctionCompiler::augmented(const AugAssign& statement) {
    const auto* named = as<Name>(statement.target);
    if (statement.op == Operator::FloorDiv || statement.op == Operator::MatMult) {
        // The front end refuses the statement; the rule judges the node.
        evaluate(*statement.value);
        evaluate(*statement.target);
        if (named) assign(*named, Value::unknown(), nullptr);
        return;
    }
    if (const auto* item = as<Subscript>(statement.target)) return augmented_item(statement, *item);
    const auto* member = as<syntax::Attribute>(statement.target);
    Value right = evaluate(*statement.value);
    Value left;
    {
        // Told where it is assigned.
        Uncertain quiet(*this, member && is_class_level(*member));
        left = evaluate(*statement.target);
    }
    typed(left, *statement.target);
    if (left.is_type(Kind::List) && statement.op == Operator::Add && right.is_type(Kind::List) && left.empty_literal && !right.type->has_unknown &&
        !torchscript::is_subtype(right.type, left.type) && !right.empty_list_literal) {
        emit(UntypedContainerMismatch{statement.value, left.empty_literal, left.empty_statement, left.empty_name, left.type, right.type->arg(),
                                      right.type});
        forget(left);
        return;
    }
    if (left.is_type(Kind::Class)) {
        const AugmentedOperator called = operator_of(statement.op);
        assign(*statement.target, augment_object(statement, called.plain.substr(called.plain.find("::") + 2), called.shown, left, right), nullptr);
        return;
    }
    const bool in_place = left.is(ValueKind::Typed) && changes_in_place(left.type);
    Value result = apply_augmented(statement, left, right, in_place);
    report_augmented(statement, left, right);
    // In place: the variable stays what it is.
    if (left.is_type(Kind::Tensor)) result = Value::typed(types_.tensor());
    if (left.is_type(Kind::List)) result = left;
    // What comes from outside was refused where it was read.
    const bool inside = left.is(ValueKind::Typed) || (left.is(ValueKind::Unknown) && !left.outside);
    if (member && inside) assign_attribute(*member, result, statement.value);
    if (!named) return;
    const Variable* outer = block_->find_outside(named->id);
    if (outer && result.is_type(Kind::Tensor) && outer->value.is(ValueKind::Typed) && !outer->value.type->is(Kind::Tensor)) {
        torchscript::Actual actual;
        actual.type = result.type;
        const auto converted = session_.operators.convert(actual, outer->value.type, true);
        if (converted && converted->type != result.type) {
            // The new value is made from the old one: an accumulator where it is in a loop.
            emit(TensorToNumber{
                statement.value, converted->type, ConversionPlace::Assignment, named->id, {}, right.requires_grad, !loops_.empty(), outer->span});
            result = Value::typed(converted->type);
        }
    }
    assign_name(named->id, *named, result, statement.value, nullptr);
}

/// emitAugAssignmentToSubscript: in place on parts of tensors and on items that are tensors or lists; else the item is
/// read, and the result stored. For a dict the type of the key decides, whatever the values are.
void FunctionCompiler::augmented_item(const AugAssign& statement, const Subscript& target) {
    Value container = evaluate(*target.value);
    if (!container.is(ValueKind::Typed)) {
        refuse_container_value(container, *target.value);
        evaluate(*statement.value);
        evaluate_index(*target.slice);
        return;
    }
    const TypeRef type = container.type;
    if (type->is(Kind::Tensor)) {
        const Value part = index_tensor(target, true);
        const Value right = evaluate(*statement.value);
        apply_augmented(statement, part, right, true);
        report_augmented(statement, part, right);
        return;
    }
    const Value right = evaluate(*statement.value);
    if (!type->is(Kind::List) && !type->is(Kind::Dict)) {
        evaluate_index(*target.slice);
        if (type->is(Kind::Optional) && !type->has_unknown)
            emit(OptionalUse{target.value, &target, type, {}, container.module_attribute, is_checked(*target.value)});
        else if (!type->has_unknown && !type->is(Kind::Interface) && (!type->is(Kind::Class) || session_.classes.of_type(type)))
            emit(RefusedTarget{&target, RefusedTarget::Why::AugmentedItem, type});
        return;
    }
    if (is<Slice>(target.slice)) {
        emit(RefusedTarget{&target, RefusedTarget::Why::AugmentedSlice, type});
        return;
    }
    const Value item = index_container(target, container);
    if (!item.is(ValueKind::Typed)) return;
    const bool dict = type->is(Kind::Dict);
    const bool in_place = changes_in_place(dict ? type->arg(0) : type->arg());
    Value result = apply_augmented(statement, item, right, in_place);
    if (in_place) {
        if (!dict) report_augmented(statement, item, right);
        return;
    }
    if (dict && changes_in_place(item.type) && is_in_place(statement.op) && !result.is(ValueKind::Unknown))
        emit(BehavesDifferently{&statement, Difference::DictItemNotInPlace, item.type, nullptr, operator_of(statement.op).shown});
    else
        report_augmented(statement, item, right);
    if (result.is(ValueKind::Typed)) assign_item(target, container, result, statement.value);
}

}  // namespace jitlint::analysis
