#include <algorithm>

#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;
using Static = Condition::Static;

namespace {

Static negate(Static s) {
    if (s == Static::True) return Static::False;
    if (s == Static::False) return Static::True;
    return s;
}

/// Refinements that hold where both conditions do; a name refined to two types is dropped.
std::vector<Refinement> merge(const std::vector<Refinement>& a, const std::vector<Refinement>& b) {
    std::vector<Refinement> result = a;
    for (const Refinement& refinement : b) {
        auto same = std::find_if(result.begin(), result.end(), [&](const Refinement& r) { return r.name == refinement.name; });
        if (same == result.end())
            result.push_back(refinement);
        else if (same->type != refinement.type)
            result.erase(same);
    }
    return result;
}

/// Refinements that both conditions give alike.
std::vector<Refinement> common(const std::vector<Refinement>& a, const std::vector<Refinement>& b) {
    std::vector<Refinement> result;
    for (const Refinement& refinement : a)
        if (std::any_of(b.begin(), b.end(), [&](const Refinement& r) { return r.name == refinement.name && r.type == refinement.type; }))
            result.push_back(refinement);
    return result;
}

/// Whether the function calls what has the name.
bool calls(const FunctionDef& function, std::string_view name) {
    std::vector<const Node*> stack(function.body.begin(), function.body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        const auto* call = as<Call>(node);
        const auto* callee = call ? as<Name>(call->func) : nullptr;
        if (callee && callee->id == name) return true;
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

bool is_none(const Expr* node) {
    const auto* constant = as<Constant>(node);
    return constant && constant->constant == ConstantKind::None;
}

}  // namespace

bool FunctionCompiler::is_checked(const Expr& node) const { return checked_.contains(text_of(node)); }

Condition FunctionCompiler::condition(const Expr& node) {
    if (depth_ > 200) return {Static::Uncertain, {}, {}};
    ++depth_;
    Condition result;
    last_compare_ = types_.boolean();
    const auto* constant = as<Constant>(&node);
    const auto* inverted = as<UnaryOp>(&node);
    const auto* compared = as<Compare>(&node);
    if (constant && (constant->constant == ConstantKind::True || constant->constant == ConstantKind::False)) {
        result.outcome = constant->constant == ConstantKind::True ? Static::True : Static::False;
    } else if (inverted && inverted->op == UnaryOperator::Not) {
        result = condition(*inverted->operand);
        std::swap(result.if_true, result.if_false);
        result.outcome = negate(result.outcome);
        last_compare_ = types_.boolean();
    } else if (const auto* both = as<BoolOp>(&node)) {
        result = bool_op(*both);
        last_compare_ = types_.boolean();
    } else if (compared && compared->ops.size() == 1 && (compared->ops[0] == CompareOperator::Is || compared->ops[0] == CompareOperator::IsNot)) {
        result = none_test(*compared);
        last_compare_ = types_.boolean();
    } else if (compared) {
        last_compare_ = type_of(compare(*compared));
    } else if (const auto* called = as<Call>(&node)) {
        result = condition_of_call(*called);
    } else {
        result = condition_of_value(node, evaluate(node));
    }
    --depth_;
    return result;
}

Condition FunctionCompiler::bool_op(const BoolOp& node) {
    const bool is_and = node.op == BoolOperator::And;
    const Static decides = is_and ? Static::False : Static::True;
    Condition result = condition(*node.values[0]);
    for (std::size_t i = 1; i < node.values.size(); ++i) {
        Condition right;
        {
            // Both operands are always compiled, the right one under what the left one says.
            Scoped scoped(*this);
            refine(is_and ? result.if_true : result.if_false);
            right = condition(*node.values[i]);
        }
        Condition joined;
        if (is_and) {
            joined.if_true = merge(result.if_true, right.if_true);
            joined.if_false = common(result.if_false, right.if_false);
        } else {
            joined.if_true = common(result.if_true, right.if_true);
            joined.if_false = merge(result.if_false, right.if_false);
        }
        if (result.outcome == decides || right.outcome == decides)
            joined.outcome = decides;
        else if (result.outcome == Static::Uncertain || right.outcome == Static::Uncertain)
            joined.outcome = Static::Uncertain;
        else if (result.is_static() && right.is_static())
            joined.outcome = negate(decides);
        result = std::move(joined);
    }
    return result;
}

Condition FunctionCompiler::none_test(const Compare& node) {
    Condition result;
    if (compares_type(node)) return result;
    const bool right = is_none(node.comparators[0]);
    if (!right && !is_none(node.left)) {
        typed(evaluate(*node.left), *node.left);
        typed(evaluate(*node.comparators[0]), *node.comparators[0]);
        return result;
    }
    const Expr& tested = right ? *node.left : *node.comparators[0];
    Value value = evaluate(tested);
    refuse_optional_import(value, tested);
    if (refuse_function(value, tested, true)) {
        result.outcome = Static::Uncertain;
        return result;
    }
    if (refuse_non_value(value, tested)) value = Value::unknown();
    checked_.insert(text_of(tested));
    Static none = Static::Uncertain;
    if (value.is(ValueKind::Typed)) {
        if (value.type->is(Kind::None))
            none = Static::True;
        else if (value.type->is(Kind::Optional) || (value.type->is(Kind::Union) && torchscript::admits_none(value.type)))
            none = Static::Dynamic;
        else
            none = Static::False;
    } else if (value.is(ValueKind::Module)) {
        none = Static::False;
    } else {
        typed(value, tested);
    }
    if (value.is_type(Kind::Any)) emit(TypeTestDiffers{&node, &tested, value.type, TypeTestWhy::AnyIsNone, nullptr});
    // Of a helper without annotations, what compiled code gives it is checked at the call.
    const bool open_to_python = value.parameter && (value.parameter->annotation || context_.is_root);
    if (value.is_type(Kind::Tensor) && open_to_python && !value.parameter->default_value)
        emit(TypeTestDiffers{&node, &tested, value.type, TypeTestWhy::TensorIsNone, value.parameter});
    if (none == Static::Dynamic)
        if (const auto* named = as<Name>(&tested)) result.if_false.push_back({named->id, torchscript::without_none(types_, value.type)});
    result.outcome = none;
    if (node.ops[0] == CompareOperator::IsNot) {
        std::swap(result.if_true, result.if_false);
        result.outcome = negate(result.outcome);
    }
    return result;
}

/// A global that is either `None` or something that is imported, defined, or called here is no value, whichever it is.
bool FunctionCompiler::refuse_optional_import(const Value& value, const Expr& node) {
    const auto* named = as<Name>(&node);
    if (!named || !value.is(ValueKind::Unknown) || block_->find(named->id) || !context_.scope->bindings(named->id).empty()) return false;
    const Scope& globals = context_.module->scope().module();
    if (context_.module->scope().resolve(named->id, *context_.scope) != &globals) return false;
    const Binding* none = nullptr;
    bool other = false;
    for (const Binding& binding : globals.bindings(named->id)) {
        if (binding.type_checking_only) continue;
        const bool import = binding.kind == BindingKind::Import && !binding.by_function;
        const bool definition = binding.kind == BindingKind::Function || binding.kind == BindingKind::Class;
        if (binding.kind == BindingKind::Assignment && binding.value && is_none(binding.value) && !binding.by_function)
            none = &binding;
        else if (import || definition || (binding.kind == BindingKind::ImportFrom && calls(*context_.node, named->id)))
            other = true;
        else
            return false;
    }
    if (!none || !other) return false;
    emit(UndefinedName{named, UndefinedName::Why::OptionalImport, none->span});
    block_->bind_unknown(named->id, named->span);
    return true;
}

/// A function that is an attribute can be called, and nothing else.
bool FunctionCompiler::refuse_function(const Value& value, const Expr& node, bool is_none_test) {
    if (!value.module_attribute || (!value.is(ValueKind::Function) && !value.is(ValueKind::Python))) return false;
    if (value.is(ValueKind::Function)) {
        // A scripted function is a value.
        const Decorations d = session_.evaluator.decorations(*value.function.node, *value.function.module, Session::enclosing_scope(value.function));
        if (d.script || d.unknown) return false;
    }
    emit(FunctionAttributeTested{&node, context_.self, is_none_test});
    return true;
}

void FunctionCompiler::check_truth(const Expr& node, const Value& value) {
    if (refuse_function(value, node, false)) return;
    if (value.is(ValueKind::Module) && value.instance) {
        emit(NoTruthValue{&node, nullptr, value.instance});
        return;
    }
    if (!value.is_plain()) {
        typed(value, node);
        return;
    }
    if (value.is_type(Kind::Class)) {
        const Value truth = call_magic(node, value, node, "__bool__", "bool", {});
        if (truth.is(ValueKind::Typed) && !truth.type->has_unknown && !truth.is_type(Kind::Bool)) emit(NoTruthValue{&node, truth.type, nullptr});
        return;
    }
    if (refuse_non_value(value, node)) return;
    if (value.is(ValueKind::Typed) && has_no_truth_value(value.type)) emit(NoTruthValue{&node, value.type, nullptr});
}

bool FunctionCompiler::has_no_truth_value(TypeRef type) const {
    if (type->has_unknown && !type->is(Kind::Tuple)) return false;
    switch (type->kind) {
        case Kind::Optional:
        case Kind::None:
        case Kind::Complex:
        case Kind::Tuple:
        case Kind::Device:
        case Kind::Union:
        case Kind::Any:
        case Kind::NamedTuple:
        case Kind::Enum:
        case Kind::Future:
            return true;
        case Kind::Str:
        case Kind::List:
        case Kind::Dict:
            return session_.before(torchscript::Version::of(1, 8));
        default:
            return false;
    }
}

Condition FunctionCompiler::condition_of_value(const Expr& node, const Value& value) {
    Condition result;
    if (value.is(ValueKind::Unknown)) {
        if (!refuse_optional_import(value, node)) refuse_outside(value, node);
        // A bool constant of the instance, if it is one, decides which branch is compiled.
        if (is<syntax::Attribute>(&node) || is<Call>(&node)) result.outcome = Static::Uncertain;
        return result;
    }
    if (value.is_type(Kind::Bool) && value.constant_attribute) {
        if (session_.before(torchscript::Version::of(1, 13))) return result;
        result.outcome = !value.python.is(PyKind::Bool) ? Static::Uncertain : value.python.boolean ? Static::True : Static::False;
        return result;
    }
    check_truth(node, value);
    // What was meant is a test for None: the uses below cause no errors of their own.
    if (value.is_type(Kind::None)) result.outcome = Static::False;
    if (value.is(ValueKind::Module) && value.instance) result.outcome = Static::True;
    const auto* named = as<Name>(&node);
    if (named && value.is_type(Kind::Optional)) result.if_true.push_back({named->id, value.type->arg()});
    return result;
}

void FunctionCompiler::isinstance_types(const Expr& node, std::vector<TypeRef>& types) {
    if (const auto* tuple = as<Tuple>(&node); tuple && types.size() < 100)
        for (const Expr* part : tuple->elts) isinstance_types(*part, types);
    else
        types.push_back(resolve(node, AnnotationUse::IsInstance));
}

Condition FunctionCompiler::isinstance_test(const Call& node) {
    Condition result;
    Value value = evaluate(*node.args[0]);
    typed(value, *node.args[0]);
    std::vector<TypeRef> types;
    isinstance_types(*node.args[1], types);
    if (value.is(ValueKind::Module) && value.instance && !value.cls) {
        result.outcome = module_test(node, *value.instance, *node.args[1]);
        return result;
    }
    const bool known = std::none_of(types.begin(), types.end(), [](TypeRef type) { return type->has_unknown; });
    if (!value.is(ValueKind::Typed) || !known || value.type->has_unknown) {
        result.outcome = Static::Uncertain;
        return result;
    }
    std::vector<TypeRef> members;
    if (value.type->is(Kind::Optional))
        members = {value.type->arg(), types_.none()};
    else if (value.type->is(Kind::Union))
        members.assign(value.type->args.begin(), value.type->args.end());
    else if (value.type->is(Kind::Number))
        members = {types_.integer(), types_.floating(), types_.complex()};
    else
        members = {value.type};
    std::vector<TypeRef> in;
    std::vector<TypeRef> out;
    if (value.type->is(Kind::Any)) {
        in = types;
        out = {types_.any()};
    } else {
        for (TypeRef member : members) {
            if (std::any_of(types.begin(), types.end(), [&](TypeRef t) { return torchscript::is_subtype(member, t); })) {
                in.push_back(member);
                continue;
            }
            auto narrower = std::find_if(types.begin(), types.end(), [&](TypeRef t) { return torchscript::is_subtype(t, member); });
            if (narrower != types.end()) in.push_back(*narrower);
            out.push_back(member);
        }
    }
    if (in.empty())
        result.outcome = Static::False;
    else if (out.empty())
        result.outcome = Static::True;
    check_type_test(node, value, types, result.outcome == Static::False);
    const auto* variable = as<Name>(node.args[0]);
    if (variable && result.outcome == Static::Dynamic) {
        result.if_true.push_back({variable->id, types_.union_of(in)});
        result.if_false.push_back({variable->id, types_.union_of(out)});
    } else if (variable && result.outcome == Static::True && members.size() > 1) {
        result.if_true.push_back({variable->id, types_.union_of(in)});  // nothing new, but a value of its own
    }
    return result;
}

Condition FunctionCompiler::condition_of_call(const Call& node) {
    Condition result;
    const std::string callee = dotted(*node.func);
    if (callee == "torch.jit.is_scripting" || callee == "torch._jit_internal.is_scripting" || callee == "torch.jit._script.is_scripting") {
        note(node, torchscript::Feature::JitIsScripting);
        result.outcome = Static::True;
        return result;
    }
    if (callee == "builtins.hasattr" && node.args.size() == 2) {
        const auto* text = as<Constant>(node.args[1]);
        if (!text || text->constant != ConstantKind::Str) {
            emit(DynamicAttribute{&node, "hasattr", false, false});
            result.outcome = Static::Uncertain;
            return result;
        }
        Value value = evaluate(*node.args[0]);
        check_has_attribute(node, value);
        if (value.is(ValueKind::Module) && value.instance)
            result.outcome = has_attribute(*value.instance, text->text);
        else
            result.outcome = object_has_attribute(value, text->text, node);
        return result;
    }
    if ((callee == "builtins.isinstance" || callee == "torch.jit.isinstance") && node.args.size() == 2) return isinstance_test(node);
    Value value = evaluate(node);
    if (value.is(ValueKind::Unknown)) {
        // Whether the compiler folds it (has_torch_function and the like) is not known.
        if (callee.starts_with("torch.overrides.") || callee.starts_with("torch._C.") || callee.starts_with("torch.jit."))
            result.outcome = Static::Uncertain;
        return result;
    }
    check_truth(node, value);
    return result;
}

}  // namespace jitlint::analysis
