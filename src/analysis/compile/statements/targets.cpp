#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "torchscript/relation.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool mentions(const Expr& root, std::string_view name) {
    std::vector<const Node*> stack{&root};
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* found = as<Name>(node); found && found->id == name) return true;
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

}  // namespace

bool FunctionCompiler::convert(Value& value, TypeRef target, const Expr* node, ConversionPlace place, std::string_view name, text::Span declared) {
    if (!value.is(ValueKind::Typed)) return true;
    if (target->has_unknown || value.type->has_unknown) return !torchscript::is_other_container(value.type, target);
    torchscript::Actual actual;
    actual.type = value.type;
    actual.empty_list_literal = value.empty_list_literal;
    if (node && value.is_type(Kind::Tuple) && is<Tuple>(node) && value.parts && target->is(Kind::Tuple) &&
        value.parts->size() == target->args.size()) {
        // An empty list inside the tuple adapts as one outside does.
        std::vector<TypeRef> elements;
        for (std::size_t i = 0; i < target->args.size(); ++i) {
            const TypeRef slot = target->arg(i)->is(Kind::Optional) ? target->arg(i)->arg() : target->arg(i);
            const Value& part = (*value.parts)[i];
            elements.push_back(part.empty_list_literal && slot->is(Kind::List) ? slot : value.type->arg(i));
        }
        actual.type = types_.tuple(elements);
    }
    const auto converted = session_.operators.convert(actual, target, true);
    if (!converted) return torchscript::is_subtype(value.type, target);
    if (converted->type != value.type) {
        if (value.type->is(Kind::Tensor) && node) {
            const bool accumulates = place == ConversionPlace::Assignment && !loops_.empty() && mentions(*node, name);
            emit(TensorToNumber{node, converted->type, place, name, {}, value.requires_grad, accumulates, declared});
        }
        value = Value::typed(converted->type, value.expression);
    }
    return torchscript::is_subtype(value.type, target);
}

void FunctionCompiler::assign(const Expr& target, const Value& value, const Expr* from) {
    switch (target.kind) {
        case NodeKind::Name:
            return assign_name(static_cast<const Name&>(target).id, target, value, from, nullptr);
        case NodeKind::Tuple:
            return assign_tuple(target, static_cast<const Tuple&>(target).elts, value, from);
        case NodeKind::List:
            emit(ListTarget{static_cast<const List*>(&target)});
            for (const Expr* element : static_cast<const List&>(target).elts) assign(*element, Value::unknown(), nullptr);
            return;
        case NodeKind::Attribute:
            return assign_attribute(static_cast<const syntax::Attribute&>(target), value, from);
        case NodeKind::Subscript:
            return assign_subscript(static_cast<const Subscript&>(target), value, from);
        case NodeKind::Starred:
            return assign(*static_cast<const Starred&>(target).value, Value::unknown(), nullptr);
        default:
            return;
    }
}

void FunctionCompiler::assign_name(std::string_view name, const Node& node, Value value, const Expr* from, TypeRef annotated) {
    Variable variable;
    variable.name = name;
    variable.span = node.span;
    const auto* constant = as<Constant>(from);
    variable.none_literal = constant && constant->constant == ConstantKind::None && !annotated;
    value.parameter = nullptr;
    value.module_attribute = false;
    value.made_as = nullptr;
    keep(value, &node);
    Variable* here = block_->find_here(name);
    if (here && !here->refined && !here->value.is_plain() && value.is_plain()) {
        // What is no value is found first: the name goes on meaning it.
        if (value.is(ValueKind::Typed))
            emit(CallableNameReused{&node, name, here->span});
        else
            here->value = Value::unknown();
        return;
    }
    if (annotated && value.is_plain()) {
        // The value must fit as it is: an annotated assignment converts nothing.
        if (value.is(ValueKind::Typed) && !annotated->has_unknown && !value.type->has_unknown && !torchscript::is_subtype(value.type, annotated))
            emit(VariableRetyped{name, &node, from, annotated, value.type, false, false, node.span});
        Value stored = annotated->has_unknown ? Value::unknown() : Value::typed(annotated, value.expression);
        stored.requires_grad = value.requires_grad;
        if ((annotated->is(Kind::Union) || annotated->is(Kind::Any)) && value.is(ValueKind::Typed) && !value.type->has_unknown)
            stored.made_as = value.type;
        variable.value = std::move(stored);
        block_->bind(std::move(variable));
        return;
    }
    // A block that encloses this one decides what the name can hold, however often this one binds it (findInParentFrame).
    Variable* outer = block_->find_outside(name);
    if (outer && value.is_plain() && outer->value.is(ValueKind::Typed)) {
        const TypeRef previous = outer->value.type;
        const TypeRef given = type_of(value);
        if (previous->is(Kind::List) && given->is(Kind::Tuple) && from &&
            torchscript::is_subtype(types_.list(given->args.empty() ? previous->arg() : given->arg()), previous))
            emit(BehavesDifferently{from, Difference::TupleStored, given, &node});
        // The passes after the front end join what the variable was made as with what the loop gives it, and fail.
        if (outer->value.made_as && block_->is_loop && !given->has_unknown && !outer->value.made_as->is(Kind::None) &&
            !torchscript::unify(types_, outer->value.made_as, given) && !session_.before(torchscript::Version::of(1, 13)))
            emit(VariableRetyped{name, &node, from, outer->value.made_as, given, false, true, outer->span});
        if (!convert(value, previous, from, ConversionPlace::Assignment, name, outer->span)) {
            emit(VariableRetyped{name, &node, from, previous, given, outer->none_literal, !loops_.empty(), outer->span});
            outer->value = Value::unknown();
            value = Value::unknown();
        }
    } else if (outer && !outer->value.is(ValueKind::Unknown) && !value.is(ValueKind::Unknown)) {
        const bool old_value = outer->value.is_plain();
        const bool new_value = value.is_plain();
        if (value.is(ValueKind::Module) || outer->value.is(ValueKind::Module))
            emit(ModuleNameRebound{name, &node, outer->span, old_value});
        else
            emit(CallableRebound{&node, name, outer->span, new_value});
        value = Value::unknown();
    }
    value.empty_list_literal = false;
    variable.value = std::move(value);
    block_->bind(std::move(variable));
}

void FunctionCompiler::assign_tuple(const Expr& target, Exprs elements, const Value& value, const Expr* from) {
    const auto star = std::find_if(elements.begin(), elements.end(), [](const Expr* e) { return is<Starred>(e); });
    const bool has_star = star != elements.end();
    const auto star_at = static_cast<std::size_t>(star - elements.begin());
    auto open = [&] {
        for (const Expr* element : elements) assign(*element, Value::unknown(), nullptr);
    };
    for (const Expr* element : elements)
        if (is<syntax::Attribute>(element)) note(*element, torchscript::Feature::AttributeInTupleTarget);
    if (has_star) {
        if (elements.size() == 1) {
            emit(StarredRefused{elements[star_at], StarredProblem::Alone});
            return open();
        }
        if (const Expr* into = static_cast<const Starred*>(elements[star_at])->value; !is<Name>(into)) {
            emit(StarredRefused{elements[star_at], StarredProblem::IntoNonName});
            return open();
        }
    }
    auto source = [&](std::size_t i) -> const Expr* {
        const auto* tuple = as<Tuple>(from);
        return tuple && tuple->elts.size() == elements.size() ? tuple->elts[i] : nullptr;
    };
    if (value.is(ValueKind::ModuleParts) && value.parts && !has_star && value.parts->size() == elements.size()) {
        for (std::size_t i = 0; i < elements.size(); ++i) assign(*elements[i], (*value.parts)[i], source(i));
        return;
    }
    if (value.is(ValueKind::Module) && value.instance && !value.cls) {
        emit(NotIterable{from ? from : &target, nullptr, value.instance, "unpack"});
        return open();
    }
    if (from && !refuse_non_value(value, *from, NonValueUse::Unpacked) &&
        (value.is(ValueKind::Python) || value.is(ValueKind::Function) || value.is(ValueKind::Method) || value.is(ValueKind::TypeMethod) ||
         value.is(ValueKind::ObjectMethod)))
        refuse_value(value, *from, ValueUse::Unpacking);
    if (from && value.is(ValueKind::Class) && is_plain_class(value.cls)) refuse_value(value, *from, ValueUse::Value);
    if (!value.is(ValueKind::Typed)) return open();
    const TypeRef type = value.type;
    if (type->is(Kind::Tuple) || type->is(Kind::NamedTuple)) {
        const std::size_t given = type->args.size();
        auto part = [&](std::size_t i) { return value.parts && value.parts->size() == given ? (*value.parts)[i] : Value::typed(type->arg(i)); };
        if (has_star ? given < elements.size() - 1 : given != elements.size()) {
            emit(NotUnpackable{&target, from, type, elements.size(), given});
            return open();
        }
        if (!has_star) {
            for (std::size_t i = 0; i < given; ++i) assign(*elements[i], part(i), source(i));
            return;
        }
        const std::size_t after = elements.size() - star_at - 1;
        for (std::size_t i = 0; i < star_at; ++i) assign(*elements[i], part(i), nullptr);
        std::vector<TypeRef> middle;
        for (std::size_t i = star_at; i < given - after; ++i) middle.push_back(type->arg(i));
        const auto& into = static_cast<const Name&>(*static_cast<const Starred*>(elements[star_at])->value);
        assign(into, Value::typed(types_.tuple(middle)), nullptr);
        if (Variable* variable = block_->find(into.id)) {
            variable->value.differs = Difference::StarredTuple;
            variable->value.differs_at = elements[star_at];
        }
        for (std::size_t i = 0; i < after; ++i) assign(*elements[star_at + 1 + i], part(given - after + i), nullptr);
        return;
    }
    if (type->is(Kind::List)) {
        if (has_star) {
            emit(ListUnpacked{elements[star_at], type, false});
            return open();
        }
        for (const Expr* element : elements) assign(*element, Value::typed(type->arg()), nullptr);
        return;
    }
    switch (type->kind) {
        case Kind::Optional:
            if (from && !type->has_unknown) emit(OptionalUse{from, &target, type, {}, value.module_attribute, is_checked(*from)});
            break;
        case Kind::Tensor:
        case Kind::Int:
        case Kind::Float:
        case Kind::Bool:
        case Kind::Str:
        case Kind::Dict:
        case Kind::None:
        case Kind::Complex:
        case Kind::Device:
        case Kind::Number:
        case Kind::Any:
        case Kind::AnyList:
        case Kind::AnyTuple:
        case Kind::Class:
        case Kind::Enum:
        case Kind::Future:
        case Kind::Union:
            if (type->has_unknown) break;
            emit(NotUnpackable{&target, from, type, elements.size(), 0});
            break;
        default:
            break;
    }
    open();
}

void FunctionCompiler::assign_subscript(const Subscript& target, const Value& value, const Expr* from) {
    Value container = evaluate(*target.value);
    if (from) typed(value, *from);
    if (container.is(ValueKind::Module) && container.instance && !container_kind(*container.instance).empty() && !container.instance->cls) {
        evaluate_index(*target.slice);
        emit(ModuleMethodRefused{&target, "__setitem__", container.instance, true});
        return;
    }
    if (container.is_type(Kind::Dict) || container.is_type(Kind::List)) {
        if (is<Slice>(target.slice))
            emit(RefusedTarget{&target, RefusedTarget::Why::ListSlice, container.type});
        else
            assign_item(target, container, value, from);
        return;
    }
    if (container.is_type(Kind::Tensor)) {
        index_tensor(target, true);
        check_stored(target, value, from);
        return;
    }
    if (container.is_type(Kind::Class)) {
        index_object(target, container, &value, from);
    } else if (!container.is(ValueKind::Typed)) {
        refuse_container_value(container, *target.value);
        evaluate_index(*target.slice);
    } else if (container.type->has_unknown || container.type->is(Kind::Interface)) {
        evaluate_index(*target.slice);
    } else if (container.is_type(Kind::Optional)) {
        emit(OptionalUse{target.value, &target, container.type, {}, container.module_attribute, is_checked(*target.value)});
    } else {
        emit(NotSubscriptable{&target, container.type, nullptr});
    }
}

/// `x[...] = value` on a tensor copies a tensor or a number (aten::copy_, aten::index_put_).
void FunctionCompiler::check_stored(const Subscript& target, const Value& value, const Expr* from) {
    if (!value.is(ValueKind::Typed) || value.type->has_unknown) return;
    switch (value.type->kind) {
        case Kind::Tensor:
        case Kind::Int:
        case Kind::Float:
        case Kind::Bool:
        case Kind::Complex:
        case Kind::Number:
            return;
        case Kind::Optional:
            if (from && value.type->arg()->is(Kind::Tensor)) {
                emit(OptionalUse{from, &target, value.type, {}, value.module_attribute, is_checked(*from)});
                return;
            }
            break;
        default:
            break;
    }
    emit(
        OperatorMismatch{&target, "aten::copy_", "[...] =", {}, {target.slice, from}, target.value, {types_.unknown(), value.type}, types_.tensor()});
}

/// `xs[i] = value`: aten::_set_item, which converts nothing that it stores.
void FunctionCompiler::assign_item(const Subscript& target, const Value& container, const Value& value, const Expr* from) {
    Value index = evaluate(*target.slice);
    typed(index, *target.slice);
    if (!index.is_plain() || !value.is_plain()) return;
    const TypeRef item = type_of(value);
    const TypeRef key = type_of(index);
    if (item->has_unknown || container.type->has_unknown) return;
    const bool dict = container.type->is(Kind::Dict);
    const auto candidates = session_.operators.find("aten::_set_item");
    auto fits = [&](TypeRef index_type, TypeRef item_type) {
        const torchscript::Actual actuals[] = {{container.type}, {index_type}, {item_type}};
        return session_.operators.match(candidates, {nullptr, actuals, {}}).verdict != torchscript::Verdict::NoMatch;
    };
    if (fits(key, item)) return;
    const TypeRef wanted = dict ? container.type->arg(1) : container.type->arg(0);
    const bool bad_item = fits(key, wanted);
    if (container.empty_literal && (bad_item || dict)) {
        TypeRef better = nullptr;
        if (!key->has_unknown) better = dict ? types_.dict(key, item) : types_.list(item);
        emit(UntypedContainerMismatch{&target, container.empty_literal, container.empty_statement, container.empty_name, container.type,
                                      bad_item ? item : key, better});
        forget(container);
        return;
    }
    if (from && item->is(Kind::Optional) && fits(key, torchscript::without_none(types_, item))) {
        emit(OptionalUse{from, &target, item, {}, value.module_attribute, is_checked(*from)});
        return;
    }
    if (key->is(Kind::Optional) && fits(torchscript::without_none(types_, key), item)) {
        emit(OptionalUse{target.slice, &target, key, {}, index.module_attribute, is_checked(*target.slice)});
        return;
    }
    emit(OperatorMismatch{&target, "aten::_set_item", "[...] =", {}, {target.slice, from}, target.value, {key, item}, container.type});
}

/// After a mismatch was told, the variable that holds the container is open: no follow-up errors.
void FunctionCompiler::forget(const Value& container) {
    if (!container.empty_literal) return;
    session_.classes.forget(*container.empty_literal);
    for (Block* block = block_; block; block = block->parent)
        for (Variable& variable : block->variables)
            if (variable.value.empty_literal == container.empty_literal) variable.value = Value::unknown();
}

/// `x: T = self.layers[i]`: the index is one at run time, and each member has to be a `T`. Null where the value is nothing of the kind.
std::optional<Value> FunctionCompiler::annotated_index(const AnnAssign& statement, TypeRef type) {
    const auto* index = as<Subscript>(statement.value);
    if (!index || is<Slice>(index->slice) || session_.before(torchscript::Version::of(1, 13))) return std::nullopt;
    const Value container = evaluate(*index->value);
    if (!container.is(ValueKind::Module) || !container.instance) return std::nullopt;
    const ModuleInstance& instance = *container.instance;
    const std::string_view kind = container_kind(instance);
    if (kind != "torch.nn.ModuleList" && kind != "torch.nn.ModuleDict" && kind != "torch.nn.Sequential") return std::nullopt;
    evaluate(*index->slice);
    const Scope& outside = Session::enclosing_scope({context_.module, context_.node, nullptr});
    const PyValue wanted = session_.evaluator.evaluate(*statement.annotation, *context_.module, outside);
    const ClassRef interface = session_.interface_of(*statement.annotation, *context_.module, outside);
    auto refuse = [&] {
        emit(ModuleIndex{index, statement.annotation, &instance, ModuleIndexProblem::NotOfAnnotatedType, nullptr});
        return Value::unknown();
    };
    if (type->is(Kind::Any)) return Value::typed(type, statement.value);
    if (!interface && !type->has_unknown) return instance.members.empty() ? Value::unknown() : refuse();
    const bool of_modules = wanted.is(PyKind::Class) ? session_.evaluator.is_module_class(wanted.cls) == Tri::Yes
                                                     : wanted.is(PyKind::External) && session_.operators.is_module_class(wanted.text);
    const ModuleInstance* first = nullptr;
    for (const auto& [key, value] : instance.members) {
        if (!value.is(PyKind::Module) || !value.instance) return Value::unknown();
        const ModuleInstance& member = *value.instance;
        if (interface && uncertain_ == 0) session_.check_interface(interface, member, context_, statement.value->span);
        if (interface || !of_modules) continue;
        const bool known = session_.knows_modules() && !member.generic && !session_.is_absent_module_class(wanted);
        const bool same = member.cls ? wanted.is(PyKind::Class) && wanted.cls == member.cls : wanted.text == member.external;
        if (known && !same) return refuse();
        if (!known || (first && session_.type_key(*first) != session_.type_key(member))) return Value::unknown();
        if (!first) first = &member;
    }
    if (interface) return Value::typed(type, statement.value);
    return first ? Value::typed(module_type(*first), statement.value) : Value::unknown();
}

void FunctionCompiler::annotated(const AnnAssign& statement) {
    const TypeRef type = resolve(*statement.annotation, AnnotationUse::Variable);
    const auto* named = as<Name>(statement.target);
    if (!statement.value) {
        if (named) block_->bind({named->id, Value::typed(type), named->span, false, false});
        return;
    }
    const auto member = annotated_index(statement, type);
    const Value value = member ? *member : evaluate(*statement.value, type);
    if (named) {
        const Variable* outer = block_->find_outside(named->id);
        if (outer && !outer->value.is(ValueKind::Unknown)) emit(OuterVariableAnnotated{&statement, named->id, outer->span});
        assign_name(named->id, *named, value, statement.value, member ? value.type : type);
    } else if (const auto* attribute = as<syntax::Attribute>(statement.target)) {
        assign_attribute(*attribute, value, statement.value, true);
    } else {
        assign(*statement.target, value, statement.value);
    }
}

}  // namespace jitlint::analysis
