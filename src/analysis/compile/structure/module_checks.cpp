#include "analysis/compile/structure/module_checks.h"

#include <algorithm>

#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/annotations/python_types.h"
#include "analysis/compile/structure/held_objects.h"
#include "analysis/compile/structure/library_attributes.h"
#include "analysis/compile/structure/module_check.h"
#include "analysis/compile/structure/module_structure.h"
#include "analysis/eager/external_names.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;
using torchscript::Version;

void ModuleCheck::run_making() {
    check_kind();
    check_sequential();
    check_hooks();
}

void ModuleCheck::run() {
    check_forward_value();
    if (!instance_.cls) return;
    check_constants();
    check_annotations();
    check_objects();
    check_enumerations();
    check_values();
    check_forward_patch();
    check_methods();
    check_names();
    if (is_root_) check_generated_init();
}

/// After the root was scripted nothing matters any more.
void ModuleCheck::check_kind() {
    using Why = ModuleRefused::Why;
    if (instance_.cls) return check_derived_kind();
    const std::string_view name = instance_.external;
    if (name.empty()) return;
    auto refuse = [&](Why why) {
        emit(ModuleRefused{&instance_, instance_.made_at, name.substr(name.rfind('.') + 1), why, nullptr}, instance_.made_in);
    };
    const torchscript::ModuleClass* info = session_.operators.find_module_class(name);
    const bool own_forward = !instance_.find("forward") && since(1, 13);
    if (own_forward && info && info->compiles == torchscript::Verdict::NoMatch) refuse(Why::OwnForward);
    if (own_forward && has_open_size(name)) refuse(Why::NoneSize);
    if (own_forward && is_without_bias(instance_)) refuse(Why::NoBias);
    if (own_forward && has_numpy_size(instance_)) refuse(Why::NumPyCount);
    if (own_forward) check_activation();
    if (instance_.open) return;
    // A generic root stands for instances that may have been called before.
    if (name.starts_with("torch.nn.Lazy") && !session_.generic_root && since(1, 13)) refuse(Why::Lazy);
    if (is_data_parallel(name)) refuse(Why::Variadic);
}

/// The activation of a Transformer's layer is compiled with it where it is a function.
void ModuleCheck::check_activation() {
    const ModuleInstance* layer = &instance_;
    // The layers of an encoder are copies of the one that it was given.
    const bool encoder = instance_.external == "torch.nn.TransformerEncoder" || instance_.external == "torch.nn.TransformerDecoder";
    if (encoder && !instance_.arguments.empty() && instance_.arguments[0].is(PyKind::Module)) layer = instance_.arguments[0].instance;
    const PyValue* activation = activation_of(*layer);
    if (!activation) return;
    const FunctionRef& function = activation->function;
    const bool lambda = activation->is(PyKind::Function) && function.lambda;
    if (lambda || (activation->is(PyKind::ExternalObject) && activation->text == "functools.partial")) {
        const std::string_view name = layer->external.substr(layer->external.rfind('.') + 1);
        emit(ModuleRefused{layer, layer->made_at, name, ModuleRefused::Why::Activation, nullptr}, layer->made_in);
    }
    if (!activation->is(PyKind::Function) || !function.node || !function.node->decorators.empty()) return;
    FunctionContext context = Session::make_context(function, reached_);
    context.capture = activation->capture;
    session_.compile_function(context, true);
}

/// An adaptive pool that is to keep the size of a dimension: its forward wants numbers.
bool ModuleCheck::has_open_size(std::string_view name) const {
    if (!name.starts_with("torch.nn.Adaptive") || !name.ends_with("d") || name.find("Pool") == std::string_view::npos) return false;
    const PyValue* size = instance_.arguments.empty() ? nullptr : &instance_.arguments.front();
    for (const auto& [keyword, value] : instance_.keywords)
        if (keyword == "output_size") size = &value;
    if (!size || !instance_.arguments_complete) return false;
    if (size->is(PyKind::None)) return true;
    const bool listed = (size->is(PyKind::Tuple) || size->is(PyKind::List)) && size->list;
    return listed && std::any_of(size->list->items.begin(), size->list->items.end(), [](const PyValue& item) { return item.is(PyKind::None); });
}

/// What a class of the files inherits from one of torch.nn.
void ModuleCheck::check_derived_kind() {
    using Why = ModuleRefused::Why;
    if (!since(1, 13)) return;
    bool own_forward = instance_.find("forward") != nullptr;
    for (const auto& entry : evaluator_.linearization(instance_.cls).entries) {
        if (entry.cls) {
            const Scope* body = scope_of(entry.cls);
            own_forward = own_forward || !body || !body->bindings("forward").empty();
            continue;
        }
        const torchscript::ModuleClass* info = session_.operators.find_module_class(entry.external);
        if (!info) return;
        const std::string_view name = entry.external.substr(entry.external.rfind('.') + 1);
        auto refuse = [&](Why why) { emit(ModuleRefused{&instance_, instance_.cls.node->name.span, name, why, nullptr}, instance_.cls.module); };
        if (!own_forward && info->compiles == torchscript::Verdict::NoMatch) refuse(Why::OwnForward);
        // The overloads of its forward are those of the class itself.
        if (!own_forward && entry.external == "torch.nn.LSTM") refuse(Why::Overloads);
        return;
    }
}

/// nn.Sequential's own forward is compiled with it: each member is called with what the one before it gives, the first with a Tensor.
void ModuleCheck::check_sequential() {
    if (instance_.open || !instance_.members_complete || !instance_.made_in || instance_.made_at.size() == 0) return;
    if (instance_.cls ? !derives_from_sequential() : instance_.external != "torch.nn.Sequential") return;
    TypeRef type = session_.types.tensor();
    for (const auto& [key, member] : instance_.members) {
        if (!member.is(PyKind::Module) || !member.instance) return;
        const MemberCall call = call_member(*member.instance, type);
        const bool refused = call.match.verdict == torchscript::Verdict::NoMatch && !type->has_unknown;
        if (refused || call.left_out) {
            emit(SequentialMember{instance_.made_at, key, type, &instance_, refused ? nullptr : call.left_out, call.declared_in}, instance_.made_in);
            return;
        }
        type = call.match.verdict == torchscript::Verdict::Match ? call.match.result : session_.types.unknown();
    }
}

bool ModuleCheck::derives_from_sequential() {
    const auto& bases = evaluator_.linearization(instance_.cls);
    return bases.complete && !evaluator_.find_method(instance_.cls, "forward") &&
           std::any_of(bases.entries.begin(), bases.entries.end(), [](const auto& entry) { return entry.external == "torch.nn.Sequential"; });
}

/// A call of the module with one argument of the type; Uncertain where what it gives is not known.
ModuleCheck::MemberCall ModuleCheck::call_member(const ModuleInstance& module, TypeRef type) {
    MemberCall open;
    open.match.verdict = torchscript::Verdict::Uncertain;
    if (!module.hooks_certain || !module.forward_hooks.empty() || !module.forward_pre_hooks.empty()) return open;
    const torchscript::Actual given[] = {{type, false, {}}};
    const torchscript::CallArguments call{nullptr, given, {}};
    if (!module.cls) {
        const auto forms = library_forward(session_, module);
        return forms.empty() ? open : MemberCall{session_.operators.match(forms, call), nullptr, nullptr};
    }
    const auto method = session_.find_forward(module);
    if (!method || method->decorations.unreadable() || method->decorations.overload || method->decorations.static_method) return open;
    if (!session_.overloads(method->function, method->owner, &module).empty()) return open;
    const FunctionContext context = Session::make_context(*method, &module, reached_);
    const Signature& read = session_.signature(context);
    if (read.open || !read.self) return open;
    const torchscript::Schema* candidates[] = {&read.schema};
    MemberCall made{session_.operators.match(candidates, call), nullptr, method->function.module};
    for (std::size_t i = 1; i < read.parameters.size() && !made.left_out; ++i)
        if (read.parameters[i].undefined_default) made.left_out = read.parameters[i].node;
    const Decorations& d = method->decorations;
    TypeRef& result = made.match.result;
    result = read.declared_return;
    if (!result && !d.ignore && !d.unused && !d.ignore_drop) result = session_.compile_function(context, false).returns;
    if (!result) result = session_.types.unknown();
    return made;
}

/// An object that is certainly no number and no text.
bool ModuleCheck::is_plain_object(const PyValue& value) {
    if (!value.object || !value.object->cls) return false;
    const auto& bases = evaluator_.linearization(value.object->cls);
    return bases.complete && std::all_of(bases.entries.begin(), bases.entries.end(),
                                         [](const auto& entry) { return entry.cls || entry.external == "builtins.object"; });
}

bool ModuleCheck::is_valid_constant(const PyValue& value, bool& known) {
    switch (value.kind) {
        case PyKind::Bool:
        case PyKind::Int:
        case PyKind::Float:
        case PyKind::Str:
        case PyKind::None:
            return true;
        case PyKind::List:
        case PyKind::Tuple: {
            if (!value.list) return true;
            return std::all_of(value.list->items.begin(), value.list->items.end(),
                               [&](const PyValue& item) { return is_valid_constant(item, known); });
        }
        case PyKind::Dict:
        case PyKind::Set:
        case PyKind::Tensor:
        case PyKind::Function:
        case PyKind::BoundMethod:
        case PyKind::Class:
        case PyKind::Bytes:
        case PyKind::Complex:
        case PyKind::Module:
            return false;
        case PyKind::External: {
            static constexpr std::string_view kFormats[] = {"torch.channels_last", "torch.channels_last_3d", "torch.contiguous_format",
                                                            "torch.preserve_format"};
            using CK = torchscript::CallableKind;
            const CK kind = session_.operators.callable(value.text).kind;
            const bool callable = kind == CK::Operator || kind == CK::PythonSource || kind == CK::BooleanDispatch;
            known = known && session_.operators.constant(value.text);
            return !callable && inferred_type(session_, value) && !text::among(value.text, kFormats);
        }
        case PyKind::ExternalObject:
            known = false;
            return value.text != "builtins.range" && value.text != "torch.Generator" && inferred_type(session_, value);
        case PyKind::Object:
            known = false;
            if (const TypeRef type = inferred_type(session_, value); type && type->is(torchscript::TypeKind::Enum)) return false;
            return !is_plain_object(value);
        default:
            known = false;
            return true;
    }
}

void ModuleCheck::check_constant(std::string_view name, const Node& node, const SourceModule* module) {
    using Why = ConstantProblem::Why;
    const analysis::Attribute* attribute = instance_.find(name);
    auto report = [&](Why why) { emit(ConstantProblem{&node, name, &instance_, attribute, why}, module); };
    if (!attribute) {
        const bool absent = is_closed(session_, instance_) && instance_.members_complete && !instance_.generic;
        if (absent && !evaluator_.find_method(instance_.cls, name) && name != "training") report(Why::Missing);
        return;
    }
    if (!attribute->certain) return;
    const PyValue& value = attribute->value;
    if (value.is(PyKind::Module)) {
        report(Why::Submodule);
    } else if (attribute->kind == AttributeKind::Parameter) {
        if (value.is(PyKind::Tensor)) report(Why::Parameter);
    } else if (attribute->kind == AttributeKind::Buffer) {
        if (value.is(PyKind::Tensor)) report(Why::Buffer);
    } else {
        bool known = true;
        if (!is_valid_constant(value, known)) report(Why::NotConstant);
    }
}

void ModuleCheck::check_constants() {
    for (const auto& entry : evaluator_.linearization(instance_.cls).entries) {
        const Scope* scope = entry.cls ? scope_of(entry.cls) : nullptr;
        if (!scope || scope->bindings("__constants__").empty()) continue;
        const Expr* value = scope->bindings("__constants__").back().value;
        Exprs elements;
        if (const auto* list = as<List>(value)) elements = list->elts;
        if (const auto* tuple = as<Tuple>(value)) elements = tuple->elts;
        if (const auto* set = as<Set>(value)) elements = set->elts;
        for (const Expr* element : elements)
            if (const auto* text = as<Constant>(element); text && text->constant == ConstantKind::Str)
                check_constant(text->text, *element, entry.cls.module);
        break;
    }
    for_each_annotation([&](const Binding& binding, ClassRef cls) {
        // What is registered with the module cannot be Final: its annotation is refused.
        const analysis::Attribute* attribute = instance_.find(binding.name);
        if (attribute &&
            (attribute->kind == AttributeKind::Parameter || attribute->kind == AttributeKind::Buffer || attribute->kind == AttributeKind::Submodule))
            return;
        if (session_.is_constant_attribute(instance_, binding.name) && !session_.class_list_has(instance_.cls, "__constants__", binding.name))
            check_constant(binding.name, *binding.annotation, cls.module);
    });
}

/// The annotations that the compiler reads: those of the first class that has any.
template <class Visit>
void ModuleCheck::for_each_annotation(Visit&& visit) {
    for (const auto& entry : evaluator_.linearization(instance_.cls).entries) {
        const Scope* scope = entry.cls ? scope_of(entry.cls) : nullptr;
        if (!scope) continue;
        bool any = false;
        for (const Binding& binding : scope->all()) {
            if (!binding.annotation) continue;
            any = true;
            visit(binding, entry.cls);
        }
        if (any) return;
    }
}

void ModuleCheck::check_annotations() {
    for_each_annotation([&](const Binding& binding, ClassRef cls) {
        const analysis::Attribute* attribute = instance_.find(binding.name);
        if (!attribute || !attribute->certain || !attribute->value.known()) return;
        if (attribute->kind == AttributeKind::Submodule || attribute->kind == AttributeKind::ClassLevel) return;
        if (session_.is_constant_attribute(instance_, binding.name)) return;
        if (session_.class_list_has(instance_.cls, "__jit_ignored_attributes__", binding.name)) return;
        const TypeRef declared = resolve_object_annotation(session_, *binding.annotation, {.module = cls.module, .scope = scope_of(cls)});
        if (fits_type(attribute->value, declared) != Tri::No) return;
        emit(
            AttributeAnnotationMismatch{binding.annotation, binding.name, &instance_, attribute, declared, inferred_type(session_, attribute->value)},
            cls.module);
    });
}

/// Objects of classes that may not compile are judged where compiled code reads them.
void ModuleCheck::check_objects() {
    for (const analysis::Attribute& attribute : instance_.attributes) {
        if (!certainly_compiles(session_, attribute) || comes_later(session_, attribute.module, attribute.span) ||
            session_.class_list_has(instance_.cls, "__jit_ignored_attributes__", attribute.name))
            continue;
        if (const auto mismatch = held_object_mismatch(session_, attribute, reached_)) emit(*mismatch, attribute.module);
    }
}

/// A member of an enumeration makes the attribute one of its type, whether compiled code reads it or not.
void ModuleCheck::check_enumerations() {
    for (const analysis::Attribute& attribute : instance_.attributes) {
        if (!attribute.certain || attribute.kind != AttributeKind::Plain || !attribute.value.is(PyKind::Object)) continue;
        if (comes_later(session_, attribute.module, attribute.span) || session_.is_constant_attribute(instance_, attribute.name)) continue;
        if (session_.class_list_has(instance_.cls, "__jit_ignored_attributes__", attribute.name)) continue;
        const TypeRef type = inferred_type(session_, attribute.value);
        const ClassModel* model = type && type->is(torchscript::TypeKind::Enum) ? session_.classes.of_type(type) : nullptr;
        if (const auto refused = model ? session_.classes.refused_enum(*model) : std::nullopt) emit(*refused, model->cls.module);
    }
}

/// Values whose type is inferred, but which then are refused.
void ModuleCheck::check_values() {
    if (!since(1, 13)) return;
    using Why = UnconvertibleAttribute::Why;
    for (const analysis::Attribute& attribute : instance_.attributes) {
        const PyValue& value = attribute.value;
        if (!attribute.certain || attribute.kind != AttributeKind::Plain || !attribute.module) continue;
        if (!value.is(PyKind::List) && !value.is(PyKind::Tuple) && !value.is(PyKind::Dict)) continue;
        if (comes_later(session_, attribute.module, attribute.span) || session_.is_constant_attribute(instance_, attribute.name)) continue;
        if (session_.class_list_has(instance_.cls, "__jit_ignored_attributes__", attribute.name)) continue;
        if (session_.class_annotation(instance_.cls, attribute.name, nullptr)) continue;
        const TypeRef type = inferred_type(session_, value);
        if (!type || type->has_unknown) continue;
        if (const TypeRef key = refused_key(type)) emit(UnconvertibleAttribute{&attribute, Why::DictKey, key}, attribute.module);
        auto is_dtype = [&](const PyValue& item) {
            return item.is(PyKind::External) && item.text.starts_with("torch.") && !item.text.starts_with("torch.per_");
        };
        if (value.is(PyKind::List) && type->arg(0)->is(torchscript::TypeKind::Int) && std::ranges::any_of(value.list->items, is_dtype))
            emit(UnconvertibleAttribute{&attribute, Why::DtypeList, nullptr}, attribute.module);
    }
}

/// Words of TorchScript's own grammar: a file that was saved with a submodule of such a name is not read again (measured).
bool ModuleCheck::is_keyword(std::string_view name) {
    static constexpr std::string_view kKeywords[] = {"False", "None", "True", "and",  "as",    "assert", "break", "class",  "continue",
                                                     "def",   "del",  "elif", "else", "for",   "global", "if",    "import", "in",
                                                     "is",    "not",  "or",   "pass", "raise", "return", "while", "with"};
    return text::among(name, kKeywords);
}

/// A method by that name, of the class itself or of one that it derives from.
bool ModuleCheck::has_method(std::string_view name) {
    if (const auto method = evaluator_.find_method(instance_.cls, name)) return !method->decorations.property && !method->decorations.unknown;
    const auto& entries = evaluator_.linearization(instance_.cls).entries;
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
        const torchscript::ModuleClass* info = session_.operators.find_module_class(entry.external);
        return info && text::among(name, info->methods);
    });
}

void ModuleCheck::check_names() {
    for (const analysis::Attribute& attribute : instance_.attributes) {
        if (!attribute.certain || !attribute.value.is(PyKind::Module) || !attribute.value.instance) continue;
        auto told = [&](std::string_view name) {
            emit(ModuleDiffers{attribute.span, name, &instance_, ModuleDiffers::Why::KeywordName}, attribute.module);
        };
        if (is_keyword(attribute.name)) told(attribute.name);
        if (attribute.kind == AttributeKind::Submodule && has_method(attribute.name) && !comes_later(session_, attribute.module, attribute.span))
            emit(ModuleRefused{&instance_, attribute.span, attribute.name, ModuleRefused::Why::MethodName, nullptr}, attribute.module);
        for (const auto& [key, member] : attribute.value.instance->members)
            if (is_keyword(key)) told(key);
    }
}

void check_made_module(Session& session, const ModuleInstance& instance, const std::string& path, const ReachedFrom* reached) {
    ModuleCheck(session, instance, path, reached, false).run_making();
}

void check_module(Session& session, const ModuleInstance& instance, const std::string& path, const ReachedFrom* reached, bool is_root) {
    ModuleCheck(session, instance, path, reached, is_root).run();
}

}  // namespace jitlint::analysis
