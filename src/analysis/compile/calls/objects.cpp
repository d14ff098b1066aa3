#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "text/among.h"

/// Objects of classes that are compiled method by method, and the classes themselves as values.
namespace jitlint::analysis {

using namespace syntax;

namespace {

/// Whether some `self.name = ...` stands in the function before `limit`.
const syntax::Attribute* assigned_in(const FunctionDef& function, std::string_view name, std::uint32_t limit) {
    if (function.parameters.empty()) return nullptr;
    const std::string_view self = function.parameters[0].name.name;
    std::vector<const Node*> stack(function.body.begin(), function.body.end());
    auto matches = [&](const Expr* target) -> const syntax::Attribute* {
        const auto* read = as<syntax::Attribute>(target);
        const auto* named = read ? as<Name>(read->value) : nullptr;
        return named && named->id == self && read->attr.name == name && read->span.begin < limit ? read : nullptr;
    };
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* assign = as<Assign>(node))
            for (const Expr* target : assign->targets) {
                if (const auto* found = matches(target)) return found;
                if (const auto* tuple = as<Tuple>(target))
                    for (const Expr* element : tuple->elts)
                        if (const auto* found = matches(element)) return found;
            }
        if (const auto* annotated = as<AnnAssign>(node))
            if (const auto* found = matches(annotated->target)) return found;
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return nullptr;
}

bool contains(TypeRef type, TypeRef part) {
    return type == part || std::any_of(type->args.begin(), type->args.end(), [&](TypeRef inner) { return contains(inner, part); });
}

}  // namespace

ClassModel* FunctionCompiler::class_of(const Value& value) { return value.is(ValueKind::Typed) ? session_.classes.of_type(value.type) : nullptr; }

void FunctionCompiler::emit_in(ClassRef cls, const Finding& finding) { emit_in(*cls.module, cls.node->name.name, finding); }

void FunctionCompiler::emit_in(const SourceModule& module, std::string_view symbol, const Finding& finding) {
    if (uncertain_ != 0) return;
    FunctionContext context;
    context.module = &module;
    context.symbol = std::string(symbol);
    context.reached = context_.reached;
    session_.observer.found(finding, context, session_.version);
}

void FunctionCompiler::use_class(ClassModel& model, const Expr& node) {
    if (model.kind != ClassKind::Script || model.refused_dataclass) return;
    session_.classes.compile(model, session_.step(context_.reached, context_.module, node.span, std::string(model.cls.node->name.name)),
                             uncertain_ == 0);
}

void FunctionCompiler::use_type(TypeRef type, const Expr& node) {
    note_named_tuple(type, node.span);
    if (ClassModel* model = session_.classes.of_type(type)) {
        switch (model->kind) {
            case ClassKind::Script:
                if (model->refused_dataclass) emit(ObjectConstruction{&node, model->cls, ConstructionProblem::Dataclass, {}, false});
                use_class(*model, node);
                break;
            case ClassKind::Enum:
                use_enum(*model, node);
                break;
            case ClassKind::NamedTuple:
                use_named_tuple(*model);
                break;
            default:
                break;
        }
        return;
    }
    for (TypeRef part : type->args) use_type(part, node);
}

Value FunctionCompiler::object_member(const Value& receiver, std::string_view name, const Expr& node) {
    ClassModel* model = class_of(receiver);
    if (!model || model->refused_dataclass) return Value::unknown();
    use_class(*model, node);
    ObjectMemberProblem problem = ObjectMemberProblem::Missing;
    ClassRef owner;
    const Node* definition = nullptr;
    if (const Method* method = model->find(name)) {
        const Decorations& d = method->decorations;
        if (d.unknown || d.overload || d.class_method) return Value::unknown();
        if (d.property) {
            if (d.unused || d.ignore_drop) return Value::unknown();
            const ReachedFrom* reached = session_.step(context_.reached, context_.module, node.span, std::string(name));
            const FunctionResult result = session_.compile_function(Session::make_context(*method, nullptr, reached), uncertain_ == 0);
            if (!result.returns || result.returns->has_unknown) return Value::unknown();
            Value value = Value::typed(result.returns, &node);
            value.module_attribute = true;
            return value;
        }
        if (!d.static_method) {
            Value value;
            value.kind = ValueKind::ObjectMethod;
            value.method = *method;
            value.name = name;
            value.receiver_type = receiver.type;
            return value;
        }
        problem = ObjectMemberProblem::StaticMethod;
        owner = model->cls;
        definition = method->function.node;
    } else if (const ClassField* field = model->field(name)) {
        Value value = Value::typed(field->type, &node);
        value.module_attribute = true;
        if (field->empty_literal && model->cls.module == context_.module) {
            value.empty_literal = field->empty_literal;
            value.empty_statement = field->empty_statement;
            value.empty_name = name;
        }
        return value;
    } else {
        if (model->kind == ClassKind::Interface) {
            refuse_undeclared(receiver.type, name, node);
            return Value::unknown();
        }
        if (model->fields_open || !definitely_without(*model, name, node)) return Value::unknown();
        const auto inherited = session_.evaluator.find_method(model->cls, name);
        if (inherited && inherited->decorations.property) return Value::unknown();
        if (inherited) {
            problem = ObjectMemberProblem::Inherited;
            owner = inherited->owner;
            definition = inherited->function.node;
        } else {
            find_in_bases(*model, name, problem, owner, definition);
        }
        if (problem == ObjectMemberProblem::Missing && session_.evaluator.find_method(model->cls, "__getattr__"))
            problem = ObjectMemberProblem::Dynamic;
    }
    const Call* called = calling_ && calling_->func == &node ? calling_ : nullptr;
    emit(UnknownObjectMember{&node, name, receiver.type, problem, owner, definition, called});
    return Value::unknown();
}

void FunctionCompiler::refuse_undeclared(TypeRef interface, std::string_view name, const Expr& node) {
    const Call* called = calling_ && calling_->func == &node ? calling_ : nullptr;
    emit(UnknownObjectMember{&node, name, interface, ObjectMemberProblem::Interface, {}, nullptr, called});
}

Condition::Static FunctionCompiler::object_has_attribute(const Value& object, std::string_view name, const Expr& node) {
    ClassModel* model = object.is_type(Kind::Class) ? class_of(object) : nullptr;
    if (!model || model->refused_dataclass) return Condition::Static::Uncertain;
    use_class(*model, node);
    if (const Method* method = model->find(name)) {
        const Decorations& d = method->decorations;
        return d.static_method || d.class_method || d.property || d.unknown ? Condition::Static::Uncertain : Condition::Static::True;
    }
    if (model->field(name)) return Condition::Static::True;
    return model->fields_open || !definitely_without(*model, name, node) ? Condition::Static::Uncertain : Condition::Static::False;
}

/// Whether objects certainly have no attribute of the name when `node` is compiled: statements of `__init__` that were not followed may set it.
bool FunctionCompiler::definitely_without(const ClassModel& model, std::string_view name, const Expr& node) const {
    const Method* init = model.find("__init__");
    if (!init) return !model.is_dataclass || model.initialized;
    if (model.initialized) return true;
    return context_.node == init->function.node && !assigned_in(*init->function.node, name, node.span.begin);
}

void FunctionCompiler::find_in_bases(const ClassModel& model, std::string_view name, ObjectMemberProblem& problem, ClassRef& owner,
                                     const Node*& definition) {
    for (const auto& entry : session_.evaluator.linearization(model.cls).entries) {
        if (!entry.cls) continue;
        const Scope* scope = entry.cls.module->scope().scope_of(*entry.cls.node);
        for (const Binding& binding : scope ? scope->bindings(name) : std::span<const Binding>{}) {
            if (binding.kind == BindingKind::Assignment && !binding.value) continue;
            problem = ObjectMemberProblem::ClassLevel;
            owner = entry.cls;
            definition = binding.node;
            return;
        }
        if (entry.cls == model.cls) continue;
        const auto init = session_.evaluator.find_method(entry.cls, "__init__");
        if (!init || init->owner != entry.cls) continue;
        if (const auto* set = assigned_in(*init->function.node, name, UINT32_MAX)) {
            problem = ObjectMemberProblem::Inherited;
            owner = entry.cls;
            definition = set;
            return;
        }
    }
}

Value FunctionCompiler::class_member(const Value& cls, std::string_view name, const Expr& node) {
    ClassModel& model = session_.classes.model(cls.cls);
    if (model.kind == ClassKind::Enum) return enum_member(model, name, node);
    if (model.kind == ClassKind::NamedTuple && model.type) {
        const auto& fields = model.type->fields;
        const bool helper = name == "_make" || name == "_fields" || name == "_field_defaults";
        const Scope* scope = model.cls ? model.cls.module->scope().scope_of(*model.cls.node) : nullptr;
        const auto bindings = scope ? scope->bindings(name) : std::span<const Binding>();
        const bool constant = bindings.size() == 1 && bindings.front().kind == BindingKind::Assignment && !name.starts_with("__");
        if (helper || constant || text::among(name, fields)) {
            emit(UnknownObjectMember{&node, name, model.type, ObjectMemberProblem::Helper, {}, nullptr, nullptr});
            return Value::unknown();
        }
    }
    const auto found = session_.evaluator.attribute(cls.python, name);
    if (!found) {
        if (model.kind == ClassKind::Script && model.type && is_plain_class(cls.cls) && !name.starts_with("__"))
            emit(UnknownObjectMember{&node, name, model.type, ObjectMemberProblem::Missing, {}, nullptr, nullptr});
        return Value::unknown();
    }
    if (found->is(PyKind::External) && found->text == "torch.autograd.Function.apply") return from_python(*found, name, false);
    const bool module = session_.evaluator.is_module_class(cls.cls) == Tri::Yes;
    const bool plain = module || is_plain_class(cls.cls);
    if (found->is(PyKind::Function)) {
        const auto method = session_.evaluator.find_method(cls.cls, name);
        const bool is_static = method && method->decorations.static_method;
        if (is_static && module && session_.is_absent_module_class(cls.python)) {
            // The name of a module class leads to its type where a module of the class is compiled, and else to the Python object.
            emit(CallableUsed{&node, CallableUsed::What::Class, ValueUse::Attribute, nullptr});
            return Value::unknown();
        }
        // Whatever is read of a class, all of it is compiled.
        if (is_static && !module && plain) use_class(model, node);
        if (!method || is_static) return from_python(*found, name, false);
        if (!module || method->decorations.class_method) return Value::unknown();
        Value value = from_python(*found, name, false);
        value.unbound = true;
        value.cls = cls.cls;
        return value;
    }
    if (found->is(PyKind::BoundMethod) && calling_ && calling_->func == &node) {
        const auto method = session_.evaluator.find_method(cls.cls, name);
        if (method && method->decorations.class_method && !method->decorations.unknown) {
            const TypeRef type = model.type ? model.type : types_.nominal(Kind::Class, cls.cls.node->name.name, cls.cls.node);
            emit(UnknownObjectMember{&node, name, type, ObjectMemberProblem::ClassMethod, method->owner, method->function.node, calling_});
            return Value::unknown();
        }
        return plain ? from_python(*found, name, false) : Value::unknown();
    }
    if (found->is(PyKind::Class)) return from_python(*found, name, false);
    switch (found->kind) {
        case PyKind::Bool:
        case PyKind::Int:
        case PyKind::Float:
        case PyKind::Complex:
        case PyKind::Str:
        case PyKind::List:
        case PyKind::Tuple:
        case PyKind::Dict:
        case PyKind::Tensor:
            // Constants of a class are not read, whatever kind of class it is.
            return from_python(*found, name, false);
        default:
            return plain && is_refused_object(*found) ? from_python(*found, name, false) : Value::unknown();
    }
}

void FunctionCompiler::assign_object_attribute(const syntax::Attribute& target, const Value& receiver, const Value& value, const Expr* from,
                                               bool annotated) {
    const TypeRef type = receiver.type;
    const std::string_view name = target.attr.name;
    const TypeRef given = value.is(ValueKind::Python) && from ? typed(value, *from) : type_of(value);
    auto refuse = [&](ObjectAssignmentProblem problem, TypeRef expected = nullptr, text::Span first = {}, bool was_annotated = false,
                      const SourceModule* module = nullptr) {
        emit(ObjectAssignment{&target, type, problem, expected, given, module, first, was_annotated});
    };
    if (type->has_unknown) return;
    if (type->is(Kind::Optional) && type->arg()->is(Kind::Class)) {
        emit(OptionalUse{target.value, &target, type, name, receiver.module_attribute, is_checked(*target.value)});
        return;
    }
    if (!type->is(Kind::Class)) return refuse(ObjectAssignmentProblem::NotObject);
    ClassModel* model = class_of(receiver);
    if (!model || model->refused_dataclass) return;
    use_class(*model, target);
    if (const ClassField* field = model->field(name)) {
        if (!field->type->has_unknown && !given->has_unknown && !torchscript::is_subtype(given, field->type))
            refuse(ObjectAssignmentProblem::WrongType, field->type, field->span, field->annotated, model->cls.module);
        return;
    }
    const Method* init = model->find("__init__");
    const bool initializing = init && context_.node == init->function.node;
    if (initializing) {
        if (contains(given, type)) refuse(ObjectAssignmentProblem::HoldsItself);
        if (block_->parent) refuse(ObjectAssignmentProblem::FirstInBlock);
        const bool certain = uncertain_ == base_uncertain_ && !block_->parent && !contains(given, type);
        model->fields.push_back({name, certain ? given : types_.unknown(), target.span, annotated, false});
        if (from && value.empty_literal == from && value.empty_statement) {
            model->fields.back().empty_literal = from;
            model->fields.back().empty_statement = value.empty_statement;
        }
        return;
    }
    if (model->fields_open || !definitely_without(*model, name, target)) return;
    if (const Method* method = model->find(name); method && method->decorations.property) {
        if (!has_setter(model->cls, name)) refuse(ObjectAssignmentProblem::ReadOnly);
        return;
    }
    const auto inherited = session_.evaluator.find_method(model->cls, name);
    if (inherited && inherited->decorations.property) return;
    refuse(ObjectAssignmentProblem::Nonexistent);
}

Value FunctionCompiler::call_own_method(const Expr& node, ClassModel& model, const Method& method, std::string_view shown, const Arguments& args) {
    const ReachedFrom* reached = session_.step(context_.reached, context_.module, node.span,
                                               std::string(model.cls.node->name.name) + "." + std::string(method.function.node->name.name));
    const FunctionContext context = Session::make_context(method, nullptr, reached);
    const Decorations& d = method.decorations;
    if (d.overload || d.class_method || d.unknown || method.function.node->is_async) return Value::unknown();
    const Signature& read = session_.signature(context);
    const auto* called = as<Call>(&node);
    if (!read.open && !args.open) {
        if (called)
            check_call(*called, method.function, read, args, false);
        else
            check_operator_call(node, shown, read, args);
        if (called && model.in_progress && context_.owner == model.cls)
            check_defaults_inside(*called, method, read, args, DefaultInsideClass::Why::Class);
        if (called && model.kind == ClassKind::Interface) check_defaults_inside(*called, method, read, args, DefaultInsideClass::Why::Interface);
    }
    const TypeRef declared = read.declared_return;
    if (d.unused || d.ignore_drop || model.kind == ClassKind::Interface) return Value::typed(declared ? declared : types_.unknown(), &node);
    if (session_.is_active(context)) {
        if (called) emit(Recursion{called, method.function, nullptr});
        return Value::typed(declared ? declared : types_.unknown(), &node);
    }
    const FunctionResult result = session_.compile_function(context, uncertain_ == 0);
    if (declared) return Value::typed(declared, &node);
    return Value::typed(result.returns ? result.returns : types_.unknown(), &node);
}

void FunctionCompiler::check_operator_call(const Expr& node, std::string_view shown, const Signature& read, const Arguments& args) {
    const torchscript::CallArguments call{nullptr, args.positional, args.keywords};
    const torchscript::Schema* candidates[] = {&read.schema};
    torchscript::MatchResult match = session_.operators.match(candidates, call);
    if (match.verdict == torchscript::Verdict::Match) report_conversions(match, args, nullptr, nullptr, shown, ConversionPlace::FunctionArgument);
    if (match.verdict != torchscript::Verdict::NoMatch || mismatch_optional(node, args, nullptr, nullptr, candidates)) return;
    emit(OperatorMismatch{&node, std::string(read.schema.name), shown, std::move(match), args.nodes, nullptr, args.types(), nullptr});
}

/// The methods that are compiled together get their default arguments only afterwards, those of an interface never.
void FunctionCompiler::check_defaults_inside(const Call& node, const Method& method, const Signature& read, const Arguments& args,
                                             DefaultInsideClass::Why why) {
    for (std::size_t i = args.positional.size(); i < read.parameters.size(); ++i) {
        const Parameter& parameter = *read.parameters[i].node;
        const bool given = std::any_of(args.keywords.begin(), args.keywords.end(),
                                       [&](const torchscript::Actual& keyword) { return keyword.name == parameter.name.name; });
        if (given || !parameter.default_value) continue;
        emit(DefaultInsideClass{&node, &parameter, method.function.node->name.name, why});
        return;
    }
}

Value FunctionCompiler::construct(const Call& node, ClassModel& model, const Arguments& args) {
    if (model.refused_dataclass) {
        emit(ObjectConstruction{node.func, model.cls, ConstructionProblem::Dataclass, {}, true});
        return Value::unknown();
    }
    use_class(model, *node.func);
    const Value made = Value::typed(model.type, &node);
    if (const Method* init = model.find("__init__")) {
        call_own_method(node, model, *init, model.cls.node->name.name, args);
        return made;
    }
    if (model.is_dataclass) {
        if (!model.constructor_open) check_fields(node, model, args);
        return made;
    }
    const auto inherited = session_.evaluator.find_method(model.cls, "__init__");
    emit(ObjectConstruction{node.func, model.cls, inherited ? ConstructionProblem::InheritedInit : ConstructionProblem::NoInit,
                            inherited ? inherited->owner : ClassRef{}, true});
    return Value::unknown();
}

void FunctionCompiler::check_fields(const Call& node, ClassModel& model, const Arguments& args) {
    if (args.open) return;
    const torchscript::CallArguments call{nullptr, args.positional, args.keywords};
    const torchscript::Schema* candidates[] = {&model.schema};
    const torchscript::MatchResult match = session_.operators.match(candidates, call);
    if (match.verdict == torchscript::Verdict::Match)
        report_conversions(match, args, nullptr, nullptr, model.schema.name, ConversionPlace::FunctionArgument);
    if (match.verdict == torchscript::Verdict::Match) check_default_fields(node, model, args);
    if (match.verdict != torchscript::Verdict::NoMatch || match.mismatches.empty() || mismatch_optional(node, args, nullptr, nullptr, candidates))
        return;
    FieldMismatch finding{&node, model.schema.name, match.mismatches.front(), nullptr, false, false};
    if (finding.mismatch.argument < args.nodes.size()) finding.argument = args.nodes[finding.mismatch.argument];
    if (const ClassField* field = model.field(finding.mismatch.parameter)) finding.inferred = field->inferred;
    emit(finding);
}

/// The defaults of a NamedTuple are matched as arguments are.
void FunctionCompiler::check_default_fields(const Call& node, const ClassModel& model, const Arguments& args) {
    for (std::size_t i = args.positional.size(); i < model.fields.size() && i < model.parameters.size(); ++i) {
        const ClassField& field = model.fields[i];
        const bool given = std::any_of(args.keywords.begin(), args.keywords.end(), [&](const auto& keyword) { return keyword.name == field.name; });
        if (given || !field.default_type || field.default_type->has_unknown || field.default_type->is(Kind::Tensor)) continue;
        torchscript::Schema alone = model.schema;
        alone.parameters = std::span(model.parameters).subspan(i, 1);
        const torchscript::Actual value[] = {{field.default_type, false, {}}};
        const torchscript::Schema* candidates[] = {&alone};
        const torchscript::MatchResult match = session_.operators.match(candidates, {nullptr, value, {}});
        if (match.verdict != torchscript::Verdict::NoMatch || match.mismatches.empty()) continue;
        emit(FieldMismatch{&node, model.schema.name, match.mismatches.front(), nullptr, field.inferred, true});
        return;
    }
}

}  // namespace jitlint::analysis
