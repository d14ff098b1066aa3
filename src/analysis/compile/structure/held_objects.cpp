#include "analysis/compile/structure/held_objects.h"

#include <algorithm>

#include "analysis/compile/annotations/python_types.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// The class of the object, where it is compiled method by method.
ClassModel* script_class(Session& session, const analysis::Attribute& attribute) {
    const ObjectInstance* object = attribute.value.is(PyKind::Object) ? attribute.value.object : nullptr;
    if (!object || object->open || !attribute.certain || attribute.kind != AttributeKind::Plain) return nullptr;
    const TypeRef type = inferred_type(session, attribute.value);
    ClassModel* model = type ? session.classes.of_type(type) : nullptr;
    return model && model->kind == ClassKind::Script ? model : nullptr;
}

}  // namespace

bool certainly_compiles(Session& session, const analysis::Attribute& attribute) {
    const ClassModel* model = script_class(session, attribute);
    if (!model || model->scripted) return model != nullptr;
    // One that only keeps what it is given.
    const FunctionDef* init = model->methods.size() == 1 && !model->is_dataclass ? model->methods.front().function.node : nullptr;
    if (!init || init->name.name != "__init__" || !init->decorators.empty()) return false;
    const bool plain = std::all_of(init->parameters.begin(), init->parameters.end(), [](const Parameter& parameter) {
        return parameter.kind != ParameterKind::VarPositional && parameter.kind != ParameterKind::VarKeyword && !parameter.default_value;
    });
    return plain && std::all_of(init->body.begin(), init->body.end(), [](const Stmt* statement) {
               const auto* assign = as<Assign>(statement);
               return assign && assign->targets.size() == 1 && is<syntax::Attribute>(assign->targets[0]) &&
                      (is<Name>(assign->value) || is<Constant>(assign->value));
           });
}

std::optional<HeldObjectMismatch> held_object_mismatch(Session& session, const analysis::Attribute& attribute, const ReachedFrom* reached) {
    ClassModel* model = script_class(session, attribute);
    if (!model) return std::nullopt;
    session.classes.compile(*model, reached, false);
    for (const analysis::Attribute& own : attribute.value.object->attributes) {
        const ClassField* field = own.certain && own.value.known() ? model->field(own.name) : nullptr;
        // None makes a tensor without a value.
        if (!field || own.value.is(PyKind::None) || field->type->has_unknown || fits_type(own.value, field->type) != Tri::No) continue;
        return HeldObjectMismatch{&attribute, own.name, model->cls, field->type, inferred_type(session, own.value)};
    }
    return std::nullopt;
}

}  // namespace jitlint::analysis
