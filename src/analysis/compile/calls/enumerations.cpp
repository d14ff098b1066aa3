#include <algorithm>

#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/annotations/python_types.h"
#include "analysis/compile/function_compiler.h"

/// Enumerations, their members, and NamedTuples.
namespace jitlint::analysis {

using namespace syntax;

Value FunctionCompiler::enum_member(ClassModel& model, std::string_view name, const Expr& node) {
    use_enum(model, node);
    const auto member = std::find_if(model.members.begin(), model.members.end(), [&](const EnumMember& m) { return m.name == name; });
    if (member != model.members.end() && !member->alias) return Value::typed(model.type, &node);
    if (!model.members_complete) return Value::unknown();
    const auto method = session_.evaluator.find_method(model.cls, name);
    const Call* called = calling_ && calling_->func == &node ? calling_ : nullptr;
    emit(UnknownObjectMember{&node, name, model.type, ObjectMemberProblem::EnumMember, method ? method->owner : ClassRef{},
                             method ? method->function.node : nullptr, called});
    return Value::unknown();
}

Value FunctionCompiler::enum_attribute(const Value& receiver, std::string_view name, const Expr& node) {
    ClassModel* model = class_of(receiver);
    if (name == "name") return Value::typed(types_.string(), &node);
    if (name == "value") return model ? Value::typed(model->value_type, &node) : Value::unknown();
    if (!model || name.starts_with("__")) return Value::unknown();
    const auto method = session_.evaluator.find_method(model->cls, name);
    const Call* called = calling_ && calling_->func == &node ? calling_ : nullptr;
    emit(UnknownObjectMember{&node, name, receiver.type, ObjectMemberProblem::EnumMember, method ? method->owner : ClassRef{},
                             method ? method->function.node : nullptr, called});
    return Value::unknown();
}

void FunctionCompiler::use_enum(ClassModel& model, const Expr& node) {
    note(node, torchscript::Feature::EnumType);
    if (const auto refused = session_.classes.refused_enum(model)) emit_in(model.cls, Finding{*refused});
}

namespace {

/// Whether the value is an empty list or dict, or a container that holds one.
bool holds_empty(const PyValue& value) {
    if (is_empty_container(value)) return true;
    const bool holds = (value.is(PyKind::List) || value.is(PyKind::Tuple)) && value.list && value.list->complete;
    return holds && std::any_of(value.list->items.begin(), value.list->items.end(), holds_empty);
}

bool holds_any(TypeRef type) {
    using Kind = torchscript::TypeKind;
    return type->is(Kind::Any) || std::any_of(type->args.begin(), type->args.end(), holds_any);
}

}  // namespace

void FunctionCompiler::note_named_tuple(TypeRef type, text::Span use) {
    const SourceModule* module = uncertain_ == 0 && type->is(Kind::NamedTuple) && !type->has_unknown ? session_.classes.module_of(type) : nullptr;
    if (!module) return;
    const TypeRef first = session_.first_named_tuple(type, module);
    if (!torchscript::is_subtype(first, type) && !torchscript::is_subtype(type, first)) emit(NamedTupleRedefined{use, first, type});
}

void FunctionCompiler::use_named_tuple(ClassModel& model) {
    const Scope* scope = model.cls.module->scope().scope_of(*model.cls.node);
    if (!scope) return;
    const bool postponed = has_future_annotations(*model.cls.module);
    for (const Stmt* statement : model.cls.node->body) {
        const auto* node = as<AnnAssign>(statement);
        const auto* name = node ? as<Name>(node->target) : nullptr;
        if (!name) continue;
        auto refuse = [&](FieldProblem problem, const Node* at) {
            emit_in(model.cls, Finding{RefusedField{model.cls, at, name->id, problem, nullptr}});
        };
        const ClassField* field = model.field(name->id);
        if (node->value) {
            const PyValue given = session_.evaluator.evaluate(*node->value, *model.cls.module, *scope);
            if (given.is(PyKind::Tensor))
                refuse(FieldProblem::TensorDefault, node->value);
            else if (!session_.before(torchscript::Version::of(1, 13)) && (holds_empty(given) || (given.is_data() && !infer_type(given))))
                refuse(FieldProblem::UntypedDefault, node->value);
        }
        if (field && holds_any(field->type)) refuse(FieldProblem::Any, node->annotation);
        const bool unread = is_text(node->annotation) ? session_.version <= torchscript::Version::of(1, 13)
                                                      : postponed && session_.version == torchscript::Version::of(1, 13);
        if (unread) refuse(FieldProblem::TextAnnotation, node->annotation);
        const bool text =
            (is_text(node->annotation) || postponed) && model.cls.module == context_.module && scope->parent == &model.cls.module->scope().module();
        auto unresolved = [&](const UnresolvedAnnotation& problem) {
            const AnnotationProblem why = problem.problem;
            const bool unknown = why == AnnotationProblem::UnknownName || why == AnnotationProblem::StringText;
            if (text && unknown)
                refuse(FieldProblem::UnknownName, node->annotation);
            else if (text || (!is_text(node->annotation) && !postponed && why != AnnotationProblem::TypedTensor))
                emit_in(model.cls, Finding{problem});
            else if (why == AnnotationProblem::UnsupportedType || why == AnnotationProblem::NnModule)
                emit_in(model.cls, Finding{problem});
        };
        AnnotationPlace place{.module = model.cls.module, .scope = text ? &model.cls.module->scope().module() : scope};
        place.report = unresolved;
        if (!text)
            resolve_object_annotation(session_, *node->annotation, place);
        else if (!session_.before(torchscript::Version::of(2, 0)))
            resolve_field_text(session_, *node->annotation, place);
    }
}

}  // namespace jitlint::analysis
