#include <algorithm>

#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/annotations/type_comments.h"
#include "analysis/compile/session.h"
#include "analysis/eager/external_names.h"
#include "torchscript/relation.h"

/// Interfaces (torch.jit.interface): which classes and modules have their methods; and the annotations of modules' attributes.
namespace jitlint::analysis {

using namespace syntax;
using torchscript::Answer;

ClassRef Session::interface_of(const Expr& annotation, const SourceModule& module, const Scope& scope) {
    const PyValue value = evaluator.evaluate(annotation, module, scope);
    return value.is(PyKind::Class) && is_interface(*this, value.cls) ? value.cls : ClassRef{};
}

void Session::check_declaration(ClassRef interface) {
    using Why = InterfaceDeclarationWhy;
    FunctionContext context;
    context.module = interface.module;
    context.symbol = std::string(interface.node->name.name);
    auto report = [&](text::Span span, Why why, const FunctionDef* method) {
        observer.found(InterfaceDeclaration{span, why, interface.node->name.name, method}, context, version);
    };
    const bool module = evaluator.is_module_class(interface) != Tri::No;
    if (evaluator.linearization(interface).complete && !module && !classes.stands_alone(interface) && !interface.node->bases.empty())
        return report(interface.node->bases.front()->span, Why::Inheritance, nullptr);
    const Scope& scope = *interface.module->scope().scope_of(*interface.node);
    std::vector<const FunctionDef*> methods;
    for (const Stmt* statement : interface.node->body) {
        const auto* method = as<FunctionDef>(statement);
        if (!method || method->body.empty()) continue;
        const Decorations d = evaluator.decorations(*method, *interface.module, scope);
        if (d.unknown || d.property || d.static_method || d.class_method || d.ignore || d.unused || d.ignore_drop || d.setter_or_deleter) continue;
        // Behind a `pass` with something after it the compiler stops reading the interface.
        const auto before_last = std::span(method->body.begin(), method->body.end()).first(method->body.size() - 1);
        if (std::any_of(before_last.begin(), before_last.end(), [](const Stmt* one) { return is<Pass>(one); })) return;
        methods.push_back(method);
    }
    for (const FunctionDef* method : methods) {
        const text::Span name = method->name.span;
        auto is_expression = [](const Stmt* one) {
            const auto* expression = as<ExprStmt>(one);
            const auto* constant = expression ? as<Constant>(expression->value) : nullptr;
            return expression && !(constant && constant->constant == ConstantKind::Str);
        };
        if (!method->returns && read_type_comments(*interface.module, *method, version).signature.empty())
            report(name, Why::NoReturnType, method);
        else if (std::any_of(method->body.begin(), std::prev(method->body.end()), is_expression))
            report(name, Why::Expression, method);
        else if (!is<Pass>(method->body.back()))
            report(name, Why::NoPass, method);
    }
}

ClassRef Session::declared_interface(const ModuleInstance& instance, std::string_view name) {
    ClassRef where;
    const Expr* annotation = instance.cls ? read_annotation(instance.cls, name, &where) : nullptr;
    const Scope* scope = annotation ? where.module->scope().scope_of(*where.node) : nullptr;
    if (!scope || has_future_annotations(*where.module) || class_list_has(instance.cls, "__jit_ignored_attributes__", name)) return {};
    return interface_of(*annotation, *where.module, *scope);
}

const Expr* Session::read_annotation(ClassRef cls, std::string_view name, ClassRef* where) {
    for (const auto& entry : evaluator.linearization(cls).entries) {
        // What a library's class declares is not known.
        const bool library = !entry.cls && entry.external != "torch.nn.Module" && entry.external != "torch.nn.modules.module.Module";
        if (library && entry.external != "builtins.object") return nullptr;
        const Scope* scope = entry.cls ? entry.cls.module->scope().scope_of(*entry.cls.node) : nullptr;
        if (!scope) continue;
        const Expr* found = nullptr;
        bool any = false;
        for (const Binding& binding : scope->all()) {
            any = any || binding.annotation;
            if (binding.annotation && binding.name == name) found = binding.annotation;
        }
        if (!any) continue;
        *where = entry.cls;
        return found;
    }
    return nullptr;
}

TypeRef Classes::interface_type(ClassRef cls) { return session_.types.interface(cls.node->name.name, cls.node, this); }

bool Classes::stands_alone(ClassRef cls) const {
    const auto& entries = session_.evaluator.linearization(cls).entries;
    return std::all_of(entries.begin(), entries.end(),
                       [&](const auto& entry) { return entry.cls ? entry.cls == cls : entry.external == "builtins.object"; });
}

Answer Classes::conforms(TypeRef type, TypeRef interface) {
    const ClassModel* wanted = of_type(interface);
    const ClassModel* given = of_type(type);
    const bool known = wanted && given && (given->kind == ClassKind::Script || given->kind == ClassKind::Interface);
    if (!known || wanted->kind != ClassKind::Interface || given->refused_dataclass || comparing_ > 8) return Answer::Maybe;
    ++comparing_;
    Answer result = Answer::Yes;
    for (const Method& method : wanted->methods) {
        const Method* own = given->find(method.function.node->name.name);
        // Methods of base classes are not compiled.
        result = std::min(result, own ? conforms(*own, method) : Answer::No);
    }
    --comparing_;
    return result;
}

Answer Classes::conforms(const Method& own, const Method& wanted) {
    for (const Method* method : {&own, &wanted}) {
        const Decorations& d = method->decorations;
        if (d.unknown || d.overload || d.property || d.static_method || d.class_method) return Answer::Maybe;
    }
    const Signature& declared = session_.signature(Session::make_context(wanted, nullptr, nullptr));
    const FunctionContext context = Session::make_context(own, nullptr, nullptr);
    const Signature& read = session_.signature(context);
    if (declared.open || read.open || !read.self || !declared.self || !declared.declared_return) return Answer::Maybe;
    if (declared.parameters.size() != read.parameters.size()) return Answer::No;
    Answer result = Answer::Yes;
    for (std::size_t i = 0; i < read.parameters.size(); ++i) {
        if (declared.parameters[i].node->name.name != read.parameters[i].node->name.name) return Answer::No;
        result = std::min(result, torchscript::subtype(declared.parameters[i].type, read.parameters[i].type));
    }
    TypeRef returned = read.declared_return;
    if (!returned) returned = session_.compile_function(context, false).returns;
    return returned ? std::min(result, torchscript::subtype(returned, declared.declared_return)) : std::min(result, Answer::Maybe);
}

/// A module of torch.nn: its forward has the parameters that its signature says.
void Session::check_library_interface(ClassRef wanted, const ModuleInstance& instance, const FunctionContext& context, text::Span at) {
    const torchscript::ModuleClass* info = operators.find_module_class(instance.external);
    if (!info || info->forward.size() != 1) return;
    for (const Stmt* statement : wanted.node->body) {
        const auto* method = as<FunctionDef>(statement);
        if (!method || method->name.name != "forward" || method->parameters.size() < 2) continue;
        const auto taken = info->forward.front()->parameters;
        const bool all = taken.size() == method->parameters.size() - 1;
        if (all && taken.front().name == method->parameters[1].name.name) continue;
        FunctionContext there = context;
        if (at.size() == 0 && instance.made_in) there.module = instance.made_in;
        const std::string_view name = instance.external.substr(instance.external.rfind('.') + 1);
        observer.found(InterfaceMismatch{at.size() == 0 ? instance.made_at : at, all ? InterfaceWhy::ParameterName : InterfaceWhy::ParameterCount,
                                         wanted.node->name.name, name, wanted.module, method},
                       there, version);
    }
}

void Session::check_interface(ClassRef wanted, const ModuleInstance& instance, const FunctionContext& context, text::Span at) {
    if (!instance.cls) return check_library_interface(wanted, instance, context, at);
    if (instance.open || instance.cls == wanted) return;
    auto report = [&](const SourceModule* module, text::Span place, InterfaceWhy why, const FunctionDef& method) {
        FunctionContext there = context;
        if (at.size() == 0) {
            there.module = module;
            there.symbol = std::string(instance.cls.node->name.name);
        }
        observer.found(
            InterfaceMismatch{at.size() == 0 ? place : at, why, wanted.node->name.name, instance.cls.node->name.name, wanted.module, &method}, there,
            version);
    };
    for (const Stmt* statement : wanted.node->body) {
        const auto* method = as<FunctionDef>(statement);
        if (!method) continue;
        const auto found = evaluator.find_method(instance.cls, method->name.name);
        const auto& bases = evaluator.linearization(instance.cls);
        if (!found) {
            const bool plain = std::all_of(bases.entries.begin(), bases.entries.end(), [](const auto& entry) {
                return entry.cls || entry.external == "torch.nn.Module" || entry.external == "torch.nn.modules.module.Module" ||
                       entry.external == "builtins.object";
            });
            if (bases.complete && plain && !instance.find(method->name.name))
                report(instance.cls.module, instance.cls.node->name.span, InterfaceWhy::MissingMethod, *method);
            continue;
        }
        if (found->decorations.unknown || found->decorations.overload || found->decorations.property) continue;
        const Signature& declared = signature(make_context(Method{{wanted.module, method, nullptr}, wanted, {}}, nullptr, nullptr));
        const FunctionContext own = make_context(*found, &instance, context.reached);
        const Signature& read = signature(own);
        if (declared.open || read.open || !read.self) continue;
        const text::Span name = found->function.node->name.span;
        auto mismatch = [&](InterfaceWhy why) { report(found->function.module, name, why, *method); };
        if (declared.parameters.size() != read.parameters.size()) {
            mismatch(InterfaceWhy::ParameterCount);
            continue;
        }
        InterfaceWhy why = InterfaceWhy::MissingMethod;
        for (std::size_t i = 0; i < read.parameters.size() && why == InterfaceWhy::MissingMethod; ++i) {
            const TypeRef given = declared.parameters[i].type;
            const TypeRef taken = read.parameters[i].type;
            if (declared.parameters[i].node->name.name != read.parameters[i].node->name.name)
                why = InterfaceWhy::ParameterName;
            else if (!given->has_unknown && !taken->has_unknown && !torchscript::is_subtype(given, taken))
                why = InterfaceWhy::ParameterType;
        }
        if (why == InterfaceWhy::MissingMethod && declared.declared_return && read.declared_return && !declared.declared_return->has_unknown &&
            !read.declared_return->has_unknown && !torchscript::is_subtype(read.declared_return, declared.declared_return))
            why = InterfaceWhy::ReturnType;
        if (why != InterfaceWhy::MissingMethod) mismatch(why);
    }
}

void Session::check_attribute_annotations(const ModuleInstance& instance, const FunctionContext& context) {
    // The compiler makes one exception.
    const auto& entries = evaluator.linearization(instance.cls).entries;
    if (std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.external.ends_with(".QuantWrapper"); })) return;
    for (const Attribute& attribute : instance.attributes) {
        if (attribute.kind == AttributeKind::ClassLevel || !attribute.certain) continue;
        const PyValue& value = attribute.value;
        // A function is compiled as one, whatever its annotation says; so what may be one is left alone.
        const bool data = attribute.kind != AttributeKind::Plain || value.is(PyKind::None) || value.is(PyKind::Bool) || value.is(PyKind::Int) ||
                          value.is(PyKind::Float) || value.is(PyKind::Str) || value.is(PyKind::List) || value.is(PyKind::Tuple) ||
                          value.is(PyKind::Dict) || value.is(PyKind::Set) || value.is(PyKind::Tensor) || value.is(PyKind::Module);
        // Of those that are registered with the module the annotation is read first; only others can be constants.
        const bool registered = value.is(PyKind::Module) || attribute.kind == AttributeKind::Parameter || attribute.kind == AttributeKind::Buffer;
        ClassRef where;
        const Expr* annotation = read_annotation(instance.cls, attribute.name, &where);
        if (!annotation || class_list_has(instance.cls, "__jit_ignored_attributes__", attribute.name) ||
            (!registered && class_list_has(instance.cls, "__constants__", attribute.name)))
            continue;
        const Scope* scope = where.module->scope().scope_of(*where.node);
        if (!scope) continue;
        const bool future = has_future_annotations(*where.module);
        if (!registered && !future && is_constant_attribute(instance, attribute.name)) continue;
        if (const ClassRef wanted = future ? ClassRef{} : interface_of(*annotation, *where.module, *scope)) {
            if (!value.is(PyKind::Module) || !value.instance) continue;
            FunctionContext there = context;
            there.module = where.module;
            if (evaluator.is_module_class(wanted) != Tri::No)
                check_interface(wanted, *value.instance, context, {});
            else if (attribute.kind == AttributeKind::Submodule)
                observer.found(
                    AttributeAnnotationMismatch{annotation, attribute.name, &instance, &attribute, classes.interface_type(wanted), nullptr}, there,
                    version);
            continue;
        }
        AnnotationPlace place{.module = where.module, .scope = scope, .use = AnnotationUse::Attribute};
        place.report = [&](const UnresolvedAnnotation& problem) {
            // What is not known may be a function where the annotation says so.
            const bool function = problem.code.find("Callable") != std::string::npos;
            const bool certain_of_unknown =
                (problem.problem == AnnotationProblem::AbstractContainer || problem.problem == AnnotationProblem::StringValue) && !function;
            if (!data && !(value.is(PyKind::Unknown) && certain_of_unknown)) return;
            FunctionContext there = context;
            there.module = where.module;
            observer.found(problem, there, version);
        };
        const TypeRef declared = resolve_object_annotation(*this, *annotation, place);
        if (!value.is(PyKind::Module) || declared->has_unknown) continue;
        FunctionContext there = context;
        there.module = where.module;
        observer.found(AttributeAnnotationMismatch{annotation, attribute.name, &instance, &attribute, declared, nullptr}, there, version);
    }
}

void Session::note_module_classes(const ModuleInstance& instance, int depth) {
    if (depth > 40 || instance.open || !instance.members_complete) unknown_modules_ = true;
    if (depth > 40) return;
    if (instance.cls)
        module_classes_[instance.cls.node].insert(type_key(instance));
    else
        library_modules_[instance.external].insert(type_key(instance));
    auto note = [&](const PyValue& value) {
        if (value.is(PyKind::Module) && value.instance)
            note_module_classes(*value.instance, depth + 1);
        else if (!value.known() || value.is(PyKind::ExternalObject) || value.is(PyKind::Scripted))
            unknown_modules_ = true;
    };
    for (const Attribute& attribute : instance.attributes) note(attribute.value);
    for (const auto& [key, member] : instance.members) note(member);
}

bool Session::is_absent_module_class(const PyValue& cls) const {
    if (cls.is(PyKind::External) &&
        (cls.text == "torch.nn.Module" || cls.text == "torch.nn.modules.module.Module" || cls.text == "torch.jit.ScriptModule"))
        return true;
    // What takes any arguments in `forward` is not compiled.
    if (cls.is(PyKind::External) && is_data_parallel(cls.text)) return true;
    if (unknown_modules_ || generic_root) return false;
    if (cls.is(PyKind::External)) return !library_modules_.contains(cls.text);
    return cls.is(PyKind::Class) && !module_classes_.contains(cls.cls.node);
}

bool Session::has_several_types(const PyValue& cls) const {
    if (unknown_modules_ || generic_root) return false;
    if (cls.is(PyKind::External)) {
        const auto found = library_modules_.find(cls.text);
        return found != library_modules_.end() && found->second.size() > 1;
    }
    const auto found = cls.is(PyKind::Class) ? module_classes_.find(cls.cls.node) : module_classes_.end();
    return found != module_classes_.end() && found->second.size() > 1;
}

}  // namespace jitlint::analysis
