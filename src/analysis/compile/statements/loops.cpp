#include <algorithm>
#include <utility>

#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool may_be_modules(const Value& value) {
    if (value.is(ValueKind::Unknown)) return true;
    if (value.is(ValueKind::Typed)) return value.type->has_unknown;
    return value.is(ValueKind::Zip) && (!value.parts || std::any_of(value.parts->begin(), value.parts->end(), may_be_modules));
}

}  // namespace

FunctionCompiler::Iteration FunctionCompiler::iterate(const Expr& iterable, const Value& value) {
    Iteration result;
    switch (value.kind) {
        case ValueKind::Range:
            result.element = Value::typed(types_.integer());
            return result;
        case ValueKind::Zip:
            if (value.parts) {
                std::vector<TypeRef> elements;
                for (const Value& part : *value.parts) elements.push_back(type_of(part));
                result.element.kind = ValueKind::Typed;
                result.element.type = types_.tuple(elements);
                result.element.parts = value.parts;
            }
            return result;
        case ValueKind::ModuleParts:
            if (value.parts) result.items = *value.parts;
            result.over_modules = true;
            return result;
        case ValueKind::Module: {
            if (!value.instance) return result;
            const std::string_view kind = container_kind(*value.instance);
            if (kind.empty()) {
                if (!value.instance->open) emit(NotIterable{&iterable, nullptr, value.instance, {}});
                return result;
            }
            if (refuse_container(value, iterable, iterable, "iteration")) return result;
            if (kind == "torch.nn.ParameterList") note(iterable, torchscript::Feature::ParameterListType);
            result.over_modules = true;
            if (!value.instance->members_complete) return result;
            if (kind == "torch.nn.ModuleDict")
                result.items = Values(value.instance->members.size(), Value::typed(types_.string()));
            else
                result.items = member_values(*value.instance);
            return result;
        }
        case ValueKind::Class: {
            ClassModel& model = session_.classes.model(value.cls);
            if (model.kind != ClassKind::Enum) return result;
            use_enum(model, iterable);
            result.element = Value::typed(model.type);
            return result;
        }
        case ValueKind::TypeMethod:
            emit(MethodNotCalled{&iterable, value.name});
            return result;
        case ValueKind::Typed:
            break;
        default:
            refuse_value(value, iterable, ValueUse::Iteration);
            return result;
    }
    const TypeRef type = value.type;
    switch (type->kind) {
        case Kind::List:
            result.element = Value::typed(type->arg());
            if (is<List>(&iterable) && is_module_type(type->arg())) result.element.made_value = &iterable;
            return result;
        case Kind::Str:
            result.element = Value::typed(types_.string());
            if (!known_text(iterable) || is_non_ascii(iterable))
                emit(StringAsBytes{&iterable, &iterable, is_non_ascii(iterable), StringAsBytes::Use::Iteration});
            return result;
        case Kind::Tensor:
            result.element = Value::typed(types_.tensor());
            return result;
        case Kind::Dict:
            result.element = Value::typed(type->arg(0));
            return result;
        case Kind::Tuple:
        case Kind::NamedTuple: {
            const bool whole = value.parts && value.parts->size() == type->args.size();
            result.items.emplace();
            for (std::size_t i = 0; i < type->args.size(); ++i) result.items->push_back(whole ? (*value.parts)[i] : Value::typed(type->arg(i)));
            if (is<Tuple>(&iterable))
                for (Value& item : *result.items)
                    if (item.is(ValueKind::Typed) && is_module_type(item.type)) item.made_value = &iterable;
            return result;
        }
        case Kind::Optional:
            if (!type->has_unknown) emit(OptionalUse{&iterable, &iterable, type, {}, value.module_attribute, is_checked(iterable)});
            return result;
        case Kind::Int:
        case Kind::Float:
        case Kind::Bool:
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
            if (!type->has_unknown && !is_filled_later(value)) emit(NotIterable{&iterable, type, nullptr, {}});
            return result;
        default:
            return result;
    }
}

std::string_view FunctionCompiler::container_kind(const ModuleInstance& instance) {
    static constexpr std::string_view kContainers[] = {"torch.nn.ModuleList", "torch.nn.Sequential", "torch.nn.ModuleDict", "torch.nn.ParameterList",
                                                       "torch.nn.ParameterDict"};
    auto canonical = [](std::string_view name) -> std::string_view {
        if (!name.starts_with("torch.nn.")) return {};
        const std::string_view last = name.substr(name.rfind('.') + 1);
        for (std::string_view container : kContainers)
            if (container.substr(9) == last) return container;
        return {};
    };
    if (!instance.external.empty()) return canonical(instance.external);
    for (const auto& entry : session_.evaluator.linearization(instance.cls).entries)
        if (std::string_view found = canonical(entry.external); !found.empty()) return found;
    return {};
}

Values FunctionCompiler::member_values(const ModuleInstance& instance) {
    Values values;
    for (const auto& [key, member] : instance.members) {
        Value value;
        if (member.is(PyKind::Module) && member.instance) {
            value.kind = ValueKind::Module;
            value.instance = member.instance;
        } else if (member.is(PyKind::Tensor)) {
            value = Value::typed(types_.tensor());
            value.requires_grad = member.requires_grad;
        }
        values.push_back(std::move(value));
    }
    return values;
}

const Constant* FunctionCompiler::known_text(const Expr& node) const {
    const auto* text = as<Constant>(&node);
    if (const auto* named = as<Name>(&node)) {
        Variable* variable = block_->find(named->id);
        text = variable ? as<Constant>(variable->value.expression) : nullptr;
    }
    return text && text->constant == ConstantKind::Str ? text : nullptr;
}

bool FunctionCompiler::is_non_ascii(const Expr& node) const {
    const Constant* text = known_text(node);
    return text && std::any_of(text->text.begin(), text->text.end(), [](char c) { return static_cast<unsigned char>(c) > 127; });
}

void FunctionCompiler::unroll(const For& statement, const Values& items) {
    // Members of one structure say the same again: a few passes show all that differs from pass to pass.
    constexpr std::size_t kPasses = 12;
    for (std::size_t i = 0; i < items.size() && i < kPasses; ++i) {
        // As emitStatements, which looks behind each statement whether the block has been left: of the passes behind a return it emits
        // the first statement.
        const bool left = std::exchange(block_->exits, false);
        assign(*statement.target, items[i], statement.iter);
        execute(left ? statement.body.first(1) : statement.body);
        block_->exits |= left;
    }
}

void FunctionCompiler::execute_for(const For& statement) {
    Value iterable = evaluate(*statement.iter);
    Iteration iteration = iterate(*statement.iter, iterable);
    check_changed_list(statement, iterable);
    const bool unrolls = iteration.items || iteration.over_modules;
    unrolled_.push_back(unrolls ? &statement : nullptr);
    unrolled_over_modules_.push_back(iteration.over_modules);
    if (!unrolls) {
        Scoped scoped(*this, true);
        assign(*statement.target, iteration.element, statement.iter);
        loops_.push_back(&statement);
        execute(statement.body);
        loops_.pop_back();
        leave_loop(scoped.block);
    } else if (iteration.items) {
        unroll(statement, *iteration.items);
    } else {
        // break and continue are refused whatever the members are; the rest may differ from pass to pass.
        report_exits(statement.body, statement, iteration.over_modules);
        Uncertain quiet(*this);
        havoc_targets(statement);
        assign(*statement.target, Value::unknown(), statement.iter);
        execute(statement.body);
        havoc_targets(statement);
        if (block_->exits) {
            block_->exits = false;
            block_->maybe_exits = true;
        }
    }
    // Over modules it would be unrolled, and names may have other types behind it.
    if (!unrolls && may_be_modules(iterable)) havoc_targets(statement);
    unrolled_.pop_back();
    unrolled_over_modules_.pop_back();
}

void FunctionCompiler::report_exits(Body body, const For& loop, bool over_modules) {
    std::vector<const Node*> stack(body.begin(), body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (is<For>(node) || is<While>(node) || is<FunctionDef>(node)) continue;
        if (is<Break>(node) || is<Continue>(node)) emit(ExitFromUnrolledLoop{static_cast<const Stmt*>(node), &loop, over_modules});
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
}

void FunctionCompiler::havoc_targets(const For& statement) {
    auto bind = [&](const Expr* target) {
        std::vector<const Expr*> targets{target};
        while (!targets.empty()) {
            const Expr* one = targets.back();
            targets.pop_back();
            if (const auto* named = as<Name>(one)) block_->bind_unknown(named->id, one->span);
            if (const auto* tuple = as<Tuple>(one)) targets.insert(targets.end(), tuple->elts.begin(), tuple->elts.end());
            if (const auto* star = as<Starred>(one)) targets.push_back(star->value);
        }
    };
    bind(statement.target);
    std::vector<const Node*> stack(statement.body.begin(), statement.body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (is_expression(node->kind)) continue;
        if (const auto* a = as<Assign>(node))
            for (const Expr* target : a->targets) bind(target);
        if (const auto* a = as<AugAssign>(node)) bind(a->target);
        if (const auto* a = as<AnnAssign>(node)) bind(a->target);
        if (const auto* a = as<For>(node)) bind(a->target);
        if (const auto* a = as<With>(node))
            for (const WithItem& item : a->items)
                if (item.optional_vars) bind(item.optional_vars);
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
}

void FunctionCompiler::execute_while(const While& statement) {
    unrolled_.push_back(nullptr);
    unrolled_over_modules_.push_back(false);
    {
        Scoped test(*this, true);
        condition(*statement.test);
        for (const Variable& assigned : test.block.variables)
            if (!test.block.parent->find(assigned.name)) test.block.parent->bind_unknown(assigned.name, assigned.span);
    }
    {
        Scoped scoped(*this, true);
        loops_.push_back(&statement);
        execute(statement.body);
        loops_.pop_back();
        leave_loop(scoped.block);
    }
    unrolled_.pop_back();
    unrolled_over_modules_.pop_back();
}

void FunctionCompiler::leave_loop(Block& body) {
    Block& outer = *body.parent;
    if (body.leaves != Leaves::Wont && outer.leaves == Leaves::Wont) outer.leaves = Leaves::Might;
    if (body.maybe_exits) outer.maybe_exits = true;
    for (const Variable& variable : body.variables) {
        Variable* before = outer.find(variable.name);
        if (!before) {
            outer.poison({variable.name, UndefinedName::Why::LoopBodyOnly, variable.span, false, nullptr, nullptr, nullptr, {}, {}});
            continue;
        }
        before->value.made_as = nullptr;  // a value of its own comes out of the loop, also where it was only narrowed in it
        if (variable.refined) continue;
        // Its type stays; what else was known of its value does not.
        Variable changed = *before;
        if (!changed.value.is_plain()) changed.value = Value::unknown();
        changed.value.requires_grad = false;
        changed.value.parameter = nullptr;
        changed.value.expression = nullptr;
        changed.value.literal = false;
        changed.value.parts.reset();
        changed.value.empty_list_literal = false;
        changed.none_literal = false;
        outer.bind(std::move(changed));
    }
}

}  // namespace jitlint::analysis
