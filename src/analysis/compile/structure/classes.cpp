#include "analysis/compile/structure/classes.h"

#include <algorithm>

#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/session.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;
using Kind = torchscript::TypeKind;

namespace {

bool is_exception(std::string_view dotted) {
    return dotted.starts_with("builtins.") && (dotted.ends_with("Error") || dotted.ends_with("Exception") || dotted.ends_with("Warning"));
}

bool is_self_attribute(const Expr* target, std::string_view self) {
    const auto* read = as<syntax::Attribute>(target);
    const auto* named = read ? as<Name>(read->value) : nullptr;
    return named && named->id == self;
}

}  // namespace

const Method* ClassModel::find(std::string_view name) const {
    auto it = std::find_if(methods.begin(), methods.end(), [&](const Method& method) { return method.function.node->name.name == name; });
    return it == methods.end() ? nullptr : &*it;
}

ClassField* ClassModel::field(std::string_view name) {
    auto it = std::find_if(fields.begin(), fields.end(), [&](const ClassField& f) { return f.name == name; });
    return it == fields.end() ? nullptr : &*it;
}

ClassModel& Classes::model(ClassRef cls) {
    auto& slot = models_[cls.node];
    if (slot) return *slot;
    slot = std::make_unique<ClassModel>();
    ClassModel& made = *slot;
    made.cls = cls;
    classify(made);
    switch (made.kind) {
        case ClassKind::Script:
            made.type = session_.types.nominal(Kind::Class, cls.node->name.name, cls.node);
            model_script(made);
            break;
        case ClassKind::Interface:
            made.type = interface_type(cls);
            model_script(made);
            break;
        case ClassKind::Enum:
            made.type = session_.types.nominal(Kind::Enum, cls.node->name.name, cls.node);
            model_enum(made);
            break;
        case ClassKind::NamedTuple:
            model_named_tuple(made);
            break;
        default:
            break;
    }
    return made;
}

ClassModel* Classes::of_type(TypeRef type) {
    const bool nominal = type && (type->is(Kind::Class) || type->is(Kind::Enum) || type->is(Kind::NamedTuple) || type->is(Kind::Interface));
    if (!nominal || !type->definition) return nullptr;
    auto it = models_.find(static_cast<const ClassDef*>(type->definition));
    return it == models_.end() ? nullptr : it->second.get();
}

/// A base from outside of which the compiler takes no notice: it reads the class's own methods alone.
bool is_passed_over(std::string_view base) {
    static constexpr std::string_view kPackages[] = {
        "torch.distributions.", "torch.utils.data.", "torch.optim.", "collections.abc.", "argparse.", "contextlib.", "json.", "logging.", "pdb.",
        "threading.",           "unittest."};
    static constexpr std::string_view kClasses[] = {
        "builtins.object", "builtins.dict",   "builtins.set",     "collections.OrderedDict",    "collections.UserDict",       "abc.ABC",
        "typing.Generic",  "typing.Protocol", "typing.TypedDict", "typing_extensions.Protocol", "typing_extensions.TypedDict"};
    return text::among(base, kClasses) || std::ranges::any_of(kPackages, [&](std::string_view package) { return base.starts_with(package); });
}

void Classes::classify(ClassModel& model) {
    const ClassRef cls = model.cls;
    Evaluator& evaluator = session_.evaluator;
    const Tri module = evaluator.is_module_class(cls);
    if (module != Tri::No) {
        model.kind = module == Tri::Maybe ? ClassKind::Unknown : is_interface(session_, cls) ? ClassKind::Interface : ClassKind::Module;
        return;
    }
    const auto& bases = evaluator.linearization(cls);
    if (!bases.complete) return;
    const Scope* own = cls.module->scope().scope_of(*cls.node);
    if (!own || !own->parent) return;
    bool scripted = std::find(scripted_.begin(), scripted_.end(), cls) != scripted_.end();
    bool interface = false;
    bool ignored = false;
    for (const Expr* decorator : cls.node->decorators) {
        const auto* made = as<Call>(decorator);
        const PyValue value = evaluator.evaluate(made ? *made->func : *decorator, *cls.module, *own->parent);
        if (!value.is(PyKind::External)) return;
        static constexpr std::string_view kHarmless[] = {"enum.unique", "typing.final", "typing_extensions.final", "typing.runtime_checkable",
                                                         "typing_extensions.runtime_checkable"};
        if (value.text == "torch.jit.script")
            scripted = true;
        else if (value.text == "torch.jit.interface")
            interface = true;
        else if (!made && (value.text == "torch.jit.ignore" || value.text == "torch.jit.unused"))
            ignored = true;
        else if (value.text == "dataclasses.dataclass")
            model.is_dataclass = true;
        else if (!text::among(value.text, kHarmless))
            return;
    }
    if (interface) {
        if (stands_alone(cls)) model.kind = ClassKind::Interface;
        return;
    }
    bool enumeration = false;
    bool named_tuple = false;
    bool opaque = false;
    bool mixin = false;
    for (const auto& entry : bases.entries) {
        if (entry.external.empty() || is_passed_over(entry.external)) continue;
        if (entry.external.starts_with("enum."))
            enumeration = true;
        else if (entry.external == "typing.NamedTuple" || entry.external == "collections.namedtuple")
            named_tuple = true;
        else if (entry.external == "builtins.list" || entry.external == "builtins.tuple" || is_exception(entry.external))
            opaque = true;
        else if (entry.external == "builtins.int" || entry.external == "builtins.str" || entry.external == "builtins.float")
            mixin = true;
        else
            return;
    }
    if (enumeration) {
        model.kind = ClassKind::Enum;
    } else if (named_tuple) {
        model.kind = ClassKind::NamedTuple;
    } else if (mixin) {
        return;
    } else if (opaque) {
        model.kind = ClassKind::Opaque;
    } else {
        bool holds_builtin = false;
        if (body_may_hold_functions(cls, holds_builtin)) return;
        model.kind = ignored ? ClassKind::Ignored : holds_builtin ? ClassKind::Opaque : ClassKind::Script;
        model.refused_dataclass = model.is_dataclass && !scripted;
        model.scripted = scripted;
    }
}

/// Whether something in the class body besides its methods may be a function, which would be compiled with them. A C function (`act = torch.relu`)
/// makes the class one that cannot be compiled.
bool Classes::body_may_hold_functions(ClassRef cls, bool& holds_builtin) {
    const Scope& scope = *cls.module->scope().scope_of(*cls.node);
    for (const Stmt* statement : cls.node->body) {
        const Expr* value = nullptr;
        if (const auto* assign = as<Assign>(statement)) {
            value = assign->value;
            const Expr* target = assign->targets.size() == 1 ? assign->targets[0] : nullptr;
            if (const auto* named = as<Name>(target); named && named->id.starts_with("__")) continue;
            // `__init__.__doc__ = ...`
            if (const auto* attribute = as<syntax::Attribute>(target); attribute && attribute->attr.name == "__doc__") continue;
        } else if (const auto* annotated = as<AnnAssign>(statement)) {
            value = annotated->value;
        } else if (is<FunctionDef>(statement) || is<ClassDef>(statement) || is<Pass>(statement) || is<ExprStmt>(statement)) {
            continue;
        } else {
            return true;
        }
        if (!value) continue;
        if (const auto* made = as<Call>(value)) {
            const PyValue callee = session_.evaluator.evaluate(*made->func, *cls.module, scope);
            if (callee.is(PyKind::External) && callee.text == "dataclasses.field") continue;
        }
        const PyValue python = session_.evaluator.evaluate(*value, *cls.module, scope);
        if (python.is_data()) continue;
        switch (python.kind) {
            case PyKind::None:
            case PyKind::Ellipsis:
            case PyKind::Class:
            case PyKind::Object:
                break;
            case PyKind::External:
                if (session_.operators.constant(python.text)) break;
                if (session_.operators.callable(python.text).kind != torchscript::CallableKind::Operator) return true;
                holds_builtin = true;
                break;
            default:
                return true;
        }
    }
    return false;
}

void Classes::model_script(ClassModel& model) {
    const ClassRef cls = model.cls;
    const Scope& scope = *cls.module->scope().scope_of(*cls.node);
    for (const Stmt* statement : cls.node->body) {
        const auto* function = as<FunctionDef>(statement);
        if (!function) continue;
        Method method{{cls.module, function, nullptr}, cls, session_.evaluator.decorations(*function, *cls.module, scope)};
        const std::string_view name = function->name.name;
        if (name == "__new__") method.decorations.static_method = true;
        if (name == "__class_getitem__") method.decorations.class_method = true;
        // An ignored method of a class is compiled like any other; one that is dropped keeps its signature.
        if (!method.decorations.ignore_drop) method.decorations.ignore = false;
        if (method.decorations.property && session_.class_list_has(cls, "__jit_unused_properties__", name)) method.decorations.unused = true;
        if (method.decorations.setter_or_deleter) continue;
        // The last definition of a name is the one that counts.
        std::erase_if(model.methods, [&](const Method& m) { return m.function.node->name.name == name; });
        model.methods.push_back(std::move(method));
    }
    if (!session_.before(torchscript::Version::of(1, 13))) inherit_properties(model);
    if (model.is_dataclass) model_dataclass(model);
}

/// Of what its bases define, a class has the properties, compiled with objects of its own.
void Classes::inherit_properties(ClassModel& model) {
    for (const auto& base : session_.evaluator.linearization(model.cls).entries) {
        if (!base.cls || base.cls == model.cls) continue;
        const Scope& scope = *base.cls.module->scope().scope_of(*base.cls.node);
        for (const Stmt* statement : base.cls.node->body) {
            const auto* function = as<FunctionDef>(statement);
            if (!function) continue;
            Method method{{base.cls.module, function, nullptr}, model.cls, session_.evaluator.decorations(*function, *base.cls.module, scope)};
            if (!method.decorations.property || method.decorations.setter_or_deleter) continue;
            const auto found = session_.evaluator.find_method(model.cls, function->name.name);
            if (found && found->function.node == function) model.methods.push_back(std::move(method));
        }
    }
}

void Classes::compile(ClassModel& model, const ReachedFrom* reached, bool certain) {
    if (model.kind != ClassKind::Script || model.in_progress || (model.compiled && (model.reported || !certain))) return;
    if (session_.exhausted()) return;
    model.in_progress = true;
    const ReachedFrom* step = session_.step(reached, model.cls.module, model.cls.node->name.span, std::string(model.cls.node->name.name));
    auto run = [&](const Method& method) {
        const Decorations& d = method.decorations;
        if (d.static_method || d.unused || d.ignore_drop || d.overload || method.function.node->name.name == "__class_getitem__") return;
        session_.compile_function(Session::make_context(method, nullptr, step), certain && !d.unknown);
    };
    if (const Method* init = model.find("__init__")) run(*init);
    model.initialized = true;
    for (const Method& method : model.methods)
        if (method.function.node->name.name != "__init__") run(method);
    if (certain && !model.reported) {
        tell(model, step, Finding{ClassCompiled{model.cls}});
        if (model.is_dataclass) check_dataclass(model, step);
    }
    model.in_progress = false;
    model.compiled = true;
    model.reported = model.reported || certain;
}

void Classes::tell(const ClassModel& model, const ReachedFrom* reached, const Finding& finding) {
    FunctionContext context;
    context.module = model.cls.module;
    context.symbol = std::string(model.cls.node->name.name);
    context.reached = reached;
    session_.observer.found(finding, context, session_.version);
}

void Classes::begin_init(ClassModel& model) {
    model.fields.clear();
    model.initialized = false;
}

void Classes::forget(const Expr& empty_literal) {
    for (auto& [node, model] : models_) {
        if (!model) continue;
        for (ClassField& field : model->fields) {
            if (field.empty_literal != &empty_literal) continue;
            field.type = session_.types.unknown();
            field.empty_literal = nullptr;
        }
    }
}

void Classes::end_init(ClassModel& model, const FunctionDef& init) {
    if (init.parameters.empty()) return;
    const std::string_view self = init.parameters[0].name.name;
    auto note = [&](const Expr* target) {
        if (!is_self_attribute(target, self)) return;
        const auto& attribute = static_cast<const syntax::Attribute&>(*target);
        if (!model.field(attribute.attr.name)) model.fields.push_back({attribute.attr.name, session_.types.unknown(), attribute.span, false, false});
    };
    std::vector<const Node*> stack(init.body.begin(), init.body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* assign = as<Assign>(node))
            for (const Expr* target : assign->targets) {
                note(target);
                if (const auto* tuple = as<Tuple>(target))
                    for (const Expr* element : tuple->elts) note(element);
            }
        if (const auto* annotated = as<AnnAssign>(node)) note(annotated->target);
        if (const auto* with = as<With>(node))
            for (const WithItem& item : with->items)
                if (item.optional_vars) note(item.optional_vars);
        if (const auto* loop = as<For>(node)) note(loop->target);
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    model.initialized = true;
}

}  // namespace jitlint::analysis
