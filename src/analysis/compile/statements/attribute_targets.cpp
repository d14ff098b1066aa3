#include "analysis/compile/function_compiler.h"
#include "analysis/compile/structure/library_attributes.h"
#include "analysis/compile/structure/module_structure.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// The statement `self.x: T = value` in a method of the files; false where the assignment has no annotation.
bool is_annotated_assignment(const analysis::Attribute& attribute) {
    if (!attribute.module) return false;
    std::vector<const Node*> stack(attribute.module->tree().body.begin(), attribute.module->tree().body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (!node->span.contains(attribute.span)) continue;
        if (const auto* annotated = as<AnnAssign>(node); annotated && annotated->target->span == attribute.span) return true;
        if (!is_expression(node->kind)) for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

}  // namespace

/// As SimpleValue::setAttr: a value is stored only where it has the attribute's type already.
void FunctionCompiler::assign_attribute(const syntax::Attribute& target, const Value& value, const Expr* from, bool annotated) {
    using MK = ModuleMember::Kind;
    using Why = AttributeNotAssignable::Why;
    if (from) typed(value, *from);
    const Value receiver = evaluate(*target.value);
    if (receiver.is(ValueKind::Typed)) return assign_object_attribute(target, receiver, value, from, annotated);
    switch (receiver.kind) {
        case ValueKind::Module:
            break;
        case ValueKind::Unknown:
            if (!receiver.outside) return;
            [[fallthrough]];
        case ValueKind::Python:
        case ValueKind::Class:
        case ValueKind::Function:
        case ValueKind::Method:
        case ValueKind::ObjectMethod:
        case ValueKind::TypeMethod:
            emit(ObjectAssignment{&target, nullptr, ObjectAssignmentProblem::NotObject, nullptr, nullptr, nullptr, {}, false});
            return;
        default:
            return;
    }
    if (!receiver.instance) return;
    const ModuleInstance& instance = *receiver.instance;
    const std::string_view name = target.attr.name;
    // __setstate__ is compiled with the types that __getstate__ gives.
    if (context_.node->name.name == "__setstate__") return;
    if (refuse_private_name(instance, name, target)) return;
    if (name == "training") return check_stored(target, value, from, instance, nullptr, types_.boolean());
    const ModuleMember member = find_member(session_, instance, name);
    auto refuse = [&](Why why, Method method = {}) { emit(AttributeNotAssignable{&target, name, &instance, why, member.attribute, method}); };
    switch (member.kind) {
        case MK::Attribute:
            return check_stored(target, value, from, instance, member.attribute, member.type);
        case MK::Submodule:
            if (value.is(ValueKind::Typed) && !value.type->has_unknown)
                emit(AttributeRetyped{&target, from, name, &instance, member.attribute, nullptr, value.type, false, false});
            return;
        case MK::Constant:
            return refuse(Why::Constant);
        case MK::Failed:
        case MK::Absent:
            break;
        case MK::Unknown:
            if (!instance.cls) break;
            return;
        case MK::Function:
        case MK::SomePaths:
            return;
    }
    if (!instance.cls) {
        if (member.kind == MK::Unknown && !member.attribute && is_library_constant(session_, instance, name)) refuse(Why::Constant);
        return;
    }
    if (const auto method = session_.evaluator.find_method(instance.cls, name)) {
        const Decorations& d = method->decorations;
        if (d.unknown) return;
        if (!d.property) return refuse(Why::Method, *method);
        if (!has_setter(instance.cls, name)) refuse(Why::ReadOnlyProperty, *method);
        return;
    }
    if (member.kind == MK::Failed) {
        const bool empty = member.problem == ModuleAttributeProblem::EmptyContainer || member.problem == ModuleAttributeProblem::NoType;
        if (member.problem == ModuleAttributeProblem::ClassLevel || member.problem == ModuleAttributeProblem::ClassFunction ||
            member.problem == ModuleAttributeProblem::ClassFunctional)
            refuse(Why::ClassLevel);
        else if (empty)
            refuse(Why::Failed);
        return;
    }
    if (instance.generic || session_.class_annotation(instance.cls, name, nullptr) || is_module_base_attribute(name)) return;
    emit(UnusableModuleAttribute{&target, name, &instance, ModuleAttributeProblem::Missing, nullptr, true});
    if (uncertain_ == 0) refused_attributes_.emplace(&instance, name);
}

void FunctionCompiler::check_stored(const syntax::Attribute& target, const Value& value, const Expr* from, const ModuleInstance& instance,
                                    const analysis::Attribute* attribute, TypeRef expected) {
    if (expected->has_unknown || !value.is(ValueKind::Typed) || value.type->has_unknown || torchscript::is_subtype(value.type, expected)) return;
    const bool annotated = attribute && is_annotated_assignment(*attribute);
    emit(AttributeRetyped{&target, from, target.attr.name, &instance, attribute, expected, value.type, annotated,
                          value.empty_literal == from && from});
    if (uncertain_ == 0) refused_attributes_.emplace(&instance, target.attr.name);
}

bool FunctionCompiler::has_setter(ClassRef cls, std::string_view name) {
    for (const auto& entry : session_.evaluator.linearization(cls).entries) {
        if (!entry.cls) continue;
        const Scope* scope = entry.cls.module->scope().scope_of(*entry.cls.node);
        if (!scope) continue;
        for (const Binding& binding : scope->bindings(name)) {
            // `name = property(get, set)` is not looked into.
            if (binding.kind == BindingKind::Assignment) return true;
            const auto* function = as<FunctionDef>(binding.node);
            if (!function) continue;
            for (const Expr* decorator : function->decorators)
                if (const auto* read = as<syntax::Attribute>(decorator); read && read->attr.name == "setter") return true;
        }
    }
    return false;
}

}  // namespace jitlint::analysis
