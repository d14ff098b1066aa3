#include <algorithm>

#include "analysis/compile/function_compiler.h"

/// What tests of types and attributes say in TorchScript, and do not in Python.
namespace jitlint::analysis {

using namespace syntax;

namespace {

/// `x.shape` or `x.size()`.
bool is_size(const Expr& node) {
    if (const auto* read = as<syntax::Attribute>(&node)) return read->attr.name == "shape";
    const auto* called = as<Call>(&node);
    const auto* method = called ? as<syntax::Attribute>(called->func) : nullptr;
    return method && method->attr.name == "size" && called->args.empty() && called->keywords.empty();
}

}  // namespace

void FunctionCompiler::check_type_test(const Call& node, const Value& value, const std::vector<TypeRef>& types, bool never) {
    auto tests = [&](Kind kind) { return std::any_of(types.begin(), types.end(), [&](TypeRef type) { return type->is(kind); }); };
    auto report = [&](TypeTestWhy why) { emit(TypeTestDiffers{&node, node.args[0], value.type, why, value.parameter}); };
    if (value.type->is(Kind::Bool) && never && tests(Kind::Int)) return report(TypeTestWhy::BoolIsInt);
    if (value.type->is(Kind::List) && never && is_size(*node.args[0]) && (tests(Kind::AnyTuple) || tests(Kind::Tuple)))
        return report(TypeTestWhy::SizeIsTuple);
    if (value.inferred_tensor && never) return report(TypeTestWhy::InferredTensor);
    if (const ClassModel* model = never && value.is_type(Kind::Class) ? session_.classes.of_type(value.type) : nullptr) {
        const auto& bases = session_.evaluator.linearization(model->cls).entries;
        const bool descends = std::any_of(bases.begin(), bases.end(), [&](const auto& entry) {
            return entry.cls && entry.cls != model->cls &&
                   std::any_of(types.begin(), types.end(), [&](TypeRef t) { return t == session_.classes.model(entry.cls).type; });
        });
        if (descends) return report(TypeTestWhy::BaseClass);
    }
    if (!torchscript::is_subtype(types_.tensor(), value.type)) return;
    std::vector<const Expr*> tested{node.args[1]};
    if (const auto* several = as<Tuple>(node.args[1])) tested.assign(several->elts.begin(), several->elts.end());
    const bool parameter = std::any_of(tested.begin(), tested.end(), [&](const Expr* one) {
        const std::string name = dotted(*one);
        return name == "torch.nn.Parameter" || name == "torch.nn.parameter.Parameter";
    });
    if (parameter) report(TypeTestWhy::IsParameter);
}

/// A compiled module is of its own class only, and of that where all modules of the class have one type.
Condition::Static FunctionCompiler::module_test(const Call& node, const ModuleInstance& instance, const Expr& classes) {
    using Static = Condition::Static;
    std::vector<const Expr*> tested{&classes};
    if (const auto* several = as<Tuple>(&classes)) tested.assign(several->elts.begin(), several->elts.end());
    Static outcome =
        session_.knows_modules() && !instance.generic && (instance.cls || !instance.external.empty()) ? Static::False : Static::Uncertain;
    for (const Expr* one : tested) {
        PyValue cls;
        {
            Uncertain quiet(*this);
            cls = evaluate(*one).python;
        }
        const bool same = instance.cls ? cls.is(PyKind::Class) && cls.cls == instance.cls : cls.is(PyKind::External) && cls.text == instance.external;
        const bool several = session_.has_several_types(cls);
        if (same && several) {
            emit(TypeTestDiffers{&node, node.args[0], nullptr, TypeTestWhy::ModuleClass, nullptr});
            return Static::Uncertain;
        }
        const bool absent = session_.is_absent_module_class(cls);
        if (absent || several || !(cls.is(PyKind::Class) || cls.is(PyKind::External))) outcome = Static::Uncertain;
        if (same && outcome == Static::False) outcome = Static::True;
        if (same || !instance.cls || !cls.is(PyKind::Class) || absent) continue;
        const auto& bases = session_.evaluator.linearization(instance.cls).entries;
        if (std::any_of(bases.begin(), bases.end(), [&](const auto& entry) { return entry.cls == cls.cls; }))
            emit(TypeTestDiffers{&node, node.args[0], nullptr, TypeTestWhy::BaseClass, nullptr});
    }
    return outcome;
}

bool FunctionCompiler::compares_type(const Compare& node) {
    auto type_call = [&](const Expr* operand) -> const Call* {
        const auto* called = as<Call>(operand);
        return called && dotted(*called->func) == "builtins.type" ? called : nullptr;
    };
    const Expr* left = node.left;
    for (const Expr* right : node.comparators) {
        const Call* one = type_call(left);
        const Call* other = type_call(right);
        left = right;
        if (!one && !other) continue;
        const Call& called = one ? *one : *other;
        const Expr* value = called.args.size() == 1 && !is<Starred>(called.args[0]) ? called.args[0] : nullptr;
        if (one && other) {
            // The types of two Tensors go through, as calls of a Python object.
            if (!value) continue;
            Uncertain quiet(*this);
            const Value first = evaluate(*value);
            if (!first.is(ValueKind::Typed) || first.type->is(Kind::Tensor) || first.type->has_unknown) continue;
        } else if (value) {
            evaluate(*value);
        }
        emit(TypeComparison{&node, value, one ? right : node.left});
        return true;
    }
    return false;
}

/// A file of the project, or what an `import` statement names.
bool FunctionCompiler::is_python_module(const PyValue& python, const Expr& node) const {
    if (python.is(PyKind::Namespace) || (python.is(PyKind::External) && python.text == "torch._C")) return true;
    if (!python.is(PyKind::External)) return false;
    if (torchscript::Operators::is_library_module(python.text)) return true;
    const auto* named = as<Name>(&node);
    if (!named) return false;
    const auto bindings = context_.module->scope().module().bindings(named->id);
    return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [](const Binding& b) { return b.kind == BindingKind::Import; });
}

bool FunctionCompiler::check_has_attribute(const Call& node, const Value& value) {
    if (value.is(ValueKind::Python) && is_python_module(value.python, *node.args[0])) {
        emit(HasAttributeOfValue{&node, types_.unknown()});  // it has no type
        return true;
    }
    if (!value.is(ValueKind::Typed) || value.type->has_unknown) return false;
    switch (value.type->kind) {
        case Kind::NamedTuple:
            if (!session_.before(torchscript::Version::of(2, 0))) return false;
            break;
        case Kind::Class:
        case Kind::Enum:
        case Kind::Unknown:
        case Kind::Future:
        case Kind::RRef:
        case Kind::Await:
        case Kind::Function:
        case Kind::Variable:
            return false;
        default:
            break;
    }
    emit(HasAttributeOfValue{&node, value.type});
    return true;
}

bool FunctionCompiler::check_form(const Call& node, std::string_view function, std::size_t least, std::size_t most) {
    const bool star = std::any_of(node.args.begin(), node.args.end(), [](const Expr* argument) { return is<Starred>(argument); });
    if (node.keywords.empty() && !star && node.args.size() >= least && node.args.size() <= most) return true;
    if (!star) emit(SpecialFormArguments{&node, function, least});
    return false;
}

}  // namespace jitlint::analysis
