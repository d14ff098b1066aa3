#include "analysis/compile/session.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "analysis/compile/annotations/type_comments.h"
#include "analysis/compile/function_compiler.h"
#include "analysis/compile/structure/annotation_tables.h"
#include "analysis/compile/structure/fingerprint.h"
#include "analysis/compile/structure/library_attributes.h"
#include "analysis/compile/structure/module_checks.h"
#include "analysis/eager/heap.h"
#include "text/among.h"
#include "text/source_file.h"

namespace jitlint::analysis {
namespace {

/// Calls `visit` for every node from `root` down, parents first, without recursion.
void walk(const syntax::Node& root, const std::function<void(const syntax::Node&)>& visit) {
    std::vector<const syntax::Node*> stack{&root};
    std::vector<const syntax::Node*> children;
    while (!stack.empty()) {
        const syntax::Node* node = stack.back();
        stack.pop_back();
        visit(*node);
        children.clear();
        syntax::for_each_child(*node, [&](const syntax::Node& child) { children.push_back(&child); });
        stack.insert(stack.end(), children.rbegin(), children.rend());
    }
}

}  // namespace

Session::Session(Evaluator& python, torchscript::Version point, AnalysisObserver& sink)
    : evaluator(python), version(point), observer(sink), operators(types, point) {}

const ReachedFrom* Session::step(const ReachedFrom* previous, const SourceModule* module, text::Span span, std::string symbol) {
    steps_.push_back({previous, module, span, std::move(symbol), false});
    return &steps_.back();
}

const ReachedFrom* Session::origin(const ReachedFrom* previous, const SourceModule* module, text::Span span) {
    steps_.push_back({previous, module, span, {}, true});
    return &steps_.back();
}

const Scope& Session::enclosing_scope(const FunctionRef& function) {
    const Scope* own = function.module->scope().scope_of(*function.node);
    return own && own->parent ? *own->parent : function.module->scope().module();
}

FunctionContext Session::make_context(const FunctionRef& function, const ReachedFrom* reached) {
    FunctionContext context;
    context.module = function.module;
    context.node = function.node;
    context.scope = function.module->scope().scope_of(*function.node);
    context.symbol = context.scope ? context.scope->qualified_name : std::string(function.node->name.name);
    context.reached = reached;
    return context;
}

FunctionContext Session::make_context(const Method& method, const ModuleInstance* self, const ReachedFrom* reached) {
    FunctionContext context = make_context(method.function, reached);
    context.decorations = method.decorations;
    context.owner = method.owner;
    context.self = self;
    if (self && self->cls == method.owner) context.capture = self->capture;
    context.is_property = method.decorations.property;
    return context;
}

FunctionContext Session::replaced(const FunctionContext& original) {
    const Decorations& d = original.decorations;
    if (!d.replacement.node) return original;
    FunctionContext context = make_context(d.replacement, original.reached);
    context.owner = original.owner;
    context.self = original.self;
    context.is_root = original.is_root;
    context.capture = d.replacement_capture;
    return context;
}

FunctionContext Session::hook_context(const FunctionRef& function, const ModuleInstance& self, const ReachedFrom* reached) {
    FunctionContext context = make_context(function, reached);
    context.decorations = evaluator.decorations(*function.node, *function.module, enclosing_scope(function));
    context.is_hook = true;
    context.self = &self;
    return context;
}

const syntax::Expr* Session::class_annotation(ClassRef cls, std::string_view name, ClassRef* where) {
    // Annotations are not inherited: those of the first class that has any hide the others.
    for (const auto& entry : evaluator.linearization(cls).entries) {
        if (!entry.cls) {
            if (entry.external.starts_with("torch.nn.")) return nullptr;
            continue;
        }
        const Scope* scope = entry.cls.module->scope().scope_of(*entry.cls.node);
        if (!scope) continue;
        if (const syntax::Dict* table = annotations_display(*scope)) {
            const syntax::Expr* annotation = item_of(*table, name);
            if (annotation && where) *where = entry.cls;
            return annotation;
        }
        for (const Binding& binding : scope->bindings(name)) {
            if (!binding.annotation) continue;
            if (where) *where = entry.cls;
            return binding.annotation;
        }
        const auto& all = scope->all();
        if (std::any_of(all.begin(), all.end(), [](const Binding& binding) { return binding.annotation != nullptr; })) return nullptr;
    }
    return nullptr;
}

bool Session::class_list_has(ClassRef cls, std::string_view list_name, std::string_view member) {
    for (const auto& entry : evaluator.linearization(cls).entries) {
        if (!entry.cls) {
            const torchscript::ModuleClass* library = list_name == "__constants__" ? operators.find_module_class(entry.external) : nullptr;
            if (library && !library->constants.empty()) return text::among(member, library->constants);
            continue;
        }
        const Scope* scope = entry.cls.module->scope().scope_of(*entry.cls.node);
        if (!scope) continue;
        for (const Binding& binding : scope->bindings(list_name)) {
            if (!binding.value) continue;
            PyValue value = evaluator.evaluate(*binding.value, *entry.cls.module, *scope);
            if (!value.list) return false;
            return std::any_of(value.list->items.begin(), value.list->items.end(),
                               [&](const PyValue& item) { return item.is(PyKind::Str) && item.text == member; });
        }
    }
    return false;
}

bool Session::is_constant_attribute(const ModuleInstance& instance, std::string_view name) {
    if (!instance.cls) return false;
    if (class_list_has(instance.cls, "__constants__", name)) return true;
    ClassRef where;
    const syntax::Expr* annotation = class_annotation(instance.cls, name, &where);
    if (!annotation) return false;
    if (const auto* subscript = syntax::as<syntax::Subscript>(annotation)) annotation = subscript->value;
    const Scope* scope = where.module->scope().scope_of(*where.node);
    PyValue value = evaluator.evaluate(*annotation, *where.module, *scope);
    if (!value.known()) {
        const auto* named = syntax::as<syntax::Name>(annotation);
        const auto* member = syntax::as<syntax::Attribute>(annotation);
        return (named && named->id == "Final") || (member && member->attr.name == "Final");
    }
    return value.is(PyKind::External) && (value.text == "torch.jit.Final" || value.text == "torch._jit_internal.Final" ||
                                          value.text == "typing.Final" || value.text == "typing_extensions.Final");
}

const syntax::Expr* Session::script_decorator(const Method& method) {
    const Decorations& d = method.decorations;
    if (!d.script || d.static_method || d.unknown || !method.owner) return nullptr;
    const Scope& scope = enclosing_scope(method.function);
    for (const syntax::Expr* decorator : method.function.node->decorators) {
        const PyValue value = evaluator.evaluate(*decorator, *method.function.module, scope);
        if (value.is(PyKind::External) && value.text == "torch.jit.script") return decorator;
    }
    return nullptr;
}

text::Span Session::handler_of(const SourceModule& module, std::string_view name) {
    auto [it, fresh] = handlers_.try_emplace(&module);
    if (fresh) {
        // A call of a builtin, or of what is imported, is no call of compiled code.
        auto may_be_compiled = [&](const syntax::Node& node) {
            const auto* called = syntax::as<syntax::Call>(&node);
            const auto* callee = called ? syntax::as<syntax::Name>(called->func) : nullptr;
            if (!callee) return false;
            const auto global = module.scope().module().bindings(callee->id);
            if (global.empty())
                return !operators.is_builtin(callee->id) && !callee->id.ends_with("Error") && callee->id != "open" && callee->id != "next";
            const auto* function = syntax::as<syntax::FunctionDef>(global.front().node);
            return global.front().kind == BindingKind::Assignment || (function && !function->decorators.empty());
        };
        for (const syntax::Stmt* top : module.tree().body)
            walk(*top, [&](const syntax::Node& node) {
                const auto* attempt = syntax::as<syntax::Try>(&node);
                if (!attempt) return;
                bool calls = false;
                for (const syntax::Stmt* statement : attempt->body)
                    walk(*statement, [&](const syntax::Node& inner) { calls = calls || may_be_compiled(inner); });
                if (!calls) return;
                for (const syntax::ExceptHandler& handler : attempt->handlers) {
                    std::vector<const syntax::Expr*> caught;
                    if (const auto* tuple = syntax::as<syntax::Tuple>(handler.type))
                        caught.assign(tuple->elts.begin(), tuple->elts.end());
                    else if (handler.type)
                        caught.push_back(handler.type);
                    for (const syntax::Expr* type : caught)
                        if (const auto* named = syntax::as<syntax::Name>(type)) it->second.try_emplace(named->id, named->span);
                }
            });
    }
    const auto found = it->second.find(name);
    return found == it->second.end() ? text::Span{} : found->second;
}

Session::Key Session::key_of(const FunctionContext& context) {
    const std::uint64_t shape = context.self ? structure(*context.self) : 0;
    return {context.node, context.capture ? mix(shape, static_cast<const void*>(context.capture->frame)) : shape};
}

bool Session::is_active(const FunctionContext& context) {
    auto it = results_.find(key_of(context));
    return it != results_.end() && it->second.in_progress;
}

bool Session::lacks_defaults(const Method& method, const ModuleInstance& self) {
    const Decorations& d = method.decorations;
    if (being_compiled_.empty() || d.unknown || d.static_method || d.class_method) return false;
    const ModuleInstance& module = *being_compiled_.back();
    if (&module != &self && structure(module) != structure(self)) return false;
    if (d.export_) return true;
    const auto forward = find_forward(module);
    return forward && forward->function.node == method.function.node && forward->function.node->name.name == "forward";
}

bool Session::is_ignored(const syntax::With& statement, const FunctionContext& context) {
    return std::any_of(statement.items.begin(), statement.items.end(), [&](const syntax::WithItem& item) {
        const auto* made = syntax::as<syntax::Call>(item.context_expr);
        if (!made) return false;
        const PyValue manager = evaluator.evaluate(*made->func, *context.module, *context.scope);
        return manager.is(PyKind::External) && manager.text == "torch.jit._IgnoreContextManager";
    });
}

void Session::read_function(const FunctionContext& context) {
    // The front end parses the whole function before anything else: once per function, whatever `self` is.
    if (!walked_.insert(context.node).second) return;
    std::vector<text::Span> ignored;
    walk(*context.node, [&](const syntax::Node& node) {
        const bool hidden = std::any_of(ignored.begin(), ignored.end(), [&](text::Span body) { return body.contains(node.span); });
        if (hidden) return;
        observer.node(node, context);
        const auto* with = syntax::as<syntax::With>(&node);
        if (with && is_ignored(*with, context)) ignored.push_back({with->body.front()->span.begin, with->body.back()->span.end});
    });
    observer.found(FunctionRead{}, context, version);
}

FunctionResult Session::compile_function(const FunctionContext& context, bool certain) {
    const Key key = key_of(context);
    {
        FunctionResult& slot = results_[key];
        if (slot.in_progress || (slot.returns && (slot.reported || !certain))) {
            if (certain) observer.again(slot.unit);
            return slot;
        }
        if (exhausted()) return {types.unknown(), false, false, 0};
        slot.in_progress = true;
        slot.unit = observer.begin();
    }
    ++depth_;
    if (context.owner && certain) reached_classes_.insert(context.owner.node);
    const bool is_method = context.owner && (context.self || classes.model(context.owner).kind == ClassKind::Script);
    if (is_method && context.node->parameters.empty() && !context.decorations.static_method && certain)
        observer.found(MethodWithoutSelf{context.node}, context, version);
    const Signature& read = signature(context);
    if (certain) read_function(context);
    ClassModel* initialized = nullptr;
    if (context.owner && context.node->name.name == "__init__") {
        ClassModel& model = classes.model(context.owner);
        const Method* init = model.find("__init__");
        if (init && init->function.node == context.node) initialized = &model;
    }
    if (initialized) classes.begin_init(*initialized);
    TypeRef returns = FunctionCompiler(*this, context, read, certain).run();
    if (initialized) classes.end_init(*initialized, *context.node);
    --depth_;
    FunctionResult& done = results_[key];
    done.returns = returns;
    done.in_progress = false;
    done.reported = done.reported || certain;
    observer.end();
    return done;
}

namespace {

/// Without ABC Python makes instances that have abstract methods.
bool may_be_made_abstract(Evaluator& evaluator, const ModuleInstance& instance) {
    if (instance.generic || !instance.cls) return false;
    const auto& bases = evaluator.linearization(instance.cls);
    return bases.complete && std::all_of(bases.entries.begin(), bases.entries.end(), [](const auto& entry) {
               return entry.cls ? entry.cls.node->keywords.empty() : entry.external != "abc.ABC" && entry.external != "typing.Protocol";
           });
}

}  // namespace

void Session::compile_member(const ModuleInstance& instance, const Method& method, const ReachedFrom* reached, const std::string& path,
                             bool certain) {
    const Decorations& d = method.decorations;
    if (d.ignore || d.ignore_drop || d.unused || d.setter_or_deleter || d.overload) return;
    if (d.abstract_method && !may_be_made_abstract(evaluator, instance)) return;
    if (!overloads(method.function, method.owner, &instance).empty()) return;
    FunctionContext context = make_context(method, &instance, nullptr);
    context.is_root = !reached || reached->origin;
    if (const syntax::Expr* decorator = certain ? script_decorator(method) : nullptr)
        observer.found(Finding{ScriptTarget{decorator->span, ScriptTargetProblem::DecoratedMethod, std::string(context.node->name.name)}}, context,
                       version);
    context.reached = step(reached, context.module, context.node->name.span, path + "." + std::string(context.node->name.name));
    const FunctionContext read = replaced(context);
    compile_function(read, certain && !read.decorations.unreadable());
}

std::optional<Method> Session::find_setter(const Method& getter) {
    const syntax::FunctionDef& read = *getter.function.node;
    const SourceModule& module = *getter.function.module;
    const Scope* body = getter.owner ? getter.owner.module->scope().scope_of(*getter.owner.node) : nullptr;
    std::optional<Method> found;
    for (const Binding& binding : body ? body->bindings(read.name.name) : std::span<const Binding>()) {
        const auto* function = syntax::as<syntax::FunctionDef>(binding.node);
        if (binding.kind != BindingKind::Function || !function || function == &read) continue;
        const Decorations d = evaluator.decorations(*function, module, *body);
        const auto* decorator = function->decorators.empty() ? nullptr : syntax::as<syntax::Attribute>(function->decorators.front());
        if (d.setter_or_deleter && decorator && decorator->attr.name == "setter") found = Method{{&module, function, nullptr}, getter.owner, d};
    }
    return found;
}

void Session::compile_property(const ModuleInstance& instance, const Method& getter, const ReachedFrom* reached, const std::string& path,
                               bool certain) {
    // Under torch.jit.ignore a property is compiled nevertheless.
    Method read = getter;
    read.decorations.ignore = false;
    compile_member(instance, read, reached, path, certain);
    const Decorations& d = getter.decorations;
    if (d.ignore_drop || d.unused || d.unknown) return;
    if (auto setter = find_setter(getter)) {
        // Its name is the getter's: only the decorator tells them apart.
        setter->decorations.setter_or_deleter = false;
        compile_member(instance, *setter, reached, path, certain);
    }
}

void Session::property_refused(const FunctionContext& context, const syntax::Node* place) {
    const auto known =
        std::any_of(refused_properties_.begin(), refused_properties_.end(), [&](const auto& p) { return p.context.node == context.node; });
    if (!known && context.self) refused_properties_.push_back({context, place});
}

void Session::report_properties() {
    for (const RefusedProperty& property : refused_properties_) {
        if (read_properties_.contains(property.context.node)) continue;
        const Method method{{property.context.module, property.context.node, nullptr}, property.context.owner, property.context.decorations};
        observer.found(UnusedPropertyFails{method, property.context.self, property.place}, property.context, version);
    }
}

void Session::check_methods(const ModuleInstance& instance, const std::vector<Method>& methods) {
    auto report = [&](const Method& method, const auto& finding) { observer.found(finding, make_context(method, &instance, nullptr), version); };
    const Method* setstate = nullptr;
    bool getstate = false;
    for (const Method& method : methods) {
        const Decorations& d = method.decorations;
        const std::string_view name = method.function.node->name.name;
        if (d.export_ && name == "__setstate__") setstate = &method;
        if (name == "__getstate__") getstate = true;
        if (!d.export_ || (!d.static_method && !d.class_method)) continue;
        const syntax::Expr* first = method.function.node->decorators.front();
        const PyValue outermost = evaluator.evaluate(*first, *method.function.module, enclosing_scope(method.function));
        if (outermost.is(PyKind::External) && outermost.text == "torch.jit.export") report(method, ExportLost{method, first});
    }
    if (!setstate || setstate->decorations.unknown) return;
    // Only the type of a parameter without annotation is taken from `__getstate__`.
    const Signature& read = signature(make_context(*setstate, &instance, nullptr));
    if (read.from_comment || read.open ||
        std::any_of(read.parameters.begin(), read.parameters.end(), [](const Signature::Parameter& p) { return p.node->annotation; }))
        return;
    if (!getstate)
        report(*setstate, StateMethods{*setstate, StateMethods::Why::NoGetstate});
    else if (setstate->function.node->parameters.size() != 2)
        report(*setstate, StateMethods{*setstate, StateMethods::Why::ParameterCount});
}

void Session::compile_module(const ModuleInstance& instance, const ReachedFrom* reached, const std::string& path, bool certain) {
    if (exhausted()) return;
    if (std::find(being_compiled_.begin(), being_compiled_.end(), &instance) != being_compiled_.end()) return;
    CompiledModule& compiled = compiled_modules_.try_emplace(structure(instance)).first->second;
    if (compiled.unit != 0 && (compiled.reported || !certain)) {
        if (certain) observer.again(compiled.unit);
        // Of the same type as one before, but made elsewhere.
        if (certain) check_making(instance, reached, path);
        return;
    }
    compiled.reported = certain;
    compiled.unit = observer.begin();
    ++depth_;
    if (instance.cls && certain) {
        observer.reached(instance.cls);
        instantiated_classes_.insert(instance.cls.node);
        for (const auto& entry : evaluator.linearization(instance.cls).entries)
            if (entry.cls) reached_classes_.insert(entry.cls.node);
    }
    // A submodule is shown by its path from the root.
    const SourceModule* made_in = instance.made_in ? instance.made_in : instance.cls.module;
    const ReachedFrom* here = being_compiled_.empty() || !made_in ? reached : step(reached, made_in, instance.made_at, path);
    {
        FunctionContext context;
        context.module = made_in;
        context.self = &instance;
        context.symbol = path;
        context.reached = here;
        if (context.module && certain && instance.cls) check_attribute_annotations(instance, context);
    }
    if (certain) check_making(instance, here, path);
    if (certain) check_module(*this, instance, path, here, being_compiled_.empty());
    being_compiled_.push_back(&instance);
    auto compile_child = [&](const PyValue& value, const ReachedFrom* from, const std::string& child_path, bool child_certain) {
        if (!value.is(PyKind::Module) || !value.instance) return;
        const ModuleInstance& child = *value.instance;
        if (child.made_in && !child.generic) from = origin(from, child.made_in, child.made_at);
        compile_module(child, from, child_path, child_certain);
    };
    for (const Attribute& attribute : instance.attributes) {
        if (attribute.kind != AttributeKind::Submodule) continue;
        if (instance.cls && (class_list_has(instance.cls, "__jit_ignored_attributes__", attribute.name) ||
                             class_list_has(instance.cls, "__jit_unused_properties__", attribute.name)))
            continue;
        const std::string child = path + "." + std::string(attribute.name);
        if (certain && attribute.certain && attribute.value.is(PyKind::Module)) check_cycle(instance, attribute, path);
        const ReachedFrom* from = attribute.module ? origin(reached, attribute.module, attribute.span) : reached;
        compile_child(attribute.value, from, child, certain && attribute.certain);
        if (!attribute.value.known())
            for (const PyValue& value : attribute.alternatives) compile_child(value, from, child, false);
    }
    for (const auto& [key, value] : instance.members) {
        const bool number = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
        const std::string child = number ? path + "[" + std::string(key) + "]" : path + "." + std::string(key);
        compile_child(value, reached, child, certain && instance.members_complete);
    }
    if (instance.cls) {
        const auto found = find_forward(instance);
        const std::vector<Method> methods = evaluator.methods(instance.cls);
        for (const Method& method : methods) {
            const auto declared = overloads(method.function, method.owner, &instance);
            if (declared.empty() && !method.decorations.jit_overload) continue;
            const bool reported = certain && !method.decorations.unknown;
            FunctionContext context = make_context(method, &instance, reached);
            if (!method.decorations.jit_overload)
                compile_overloads(context, declared, reported);
            else if (reported)
                observer.found(
                    OverloadProblem{context.node->name.span, OverloadWhy::NoImplementation, context.node->name.name, context.node, nullptr, nullptr},
                    context, version);
        }
        if (!before(torchscript::Version::of(1, 7)))
            for (const Method& method : methods)
                if (method.decorations.property && !class_list_has(instance.cls, "__jit_unused_properties__", method.function.node->name.name))
                    compile_property(instance, method, reached, path, certain);
        if (certain) check_methods(instance, methods);
        if (found && !found->decorations.property) compile_member(instance, *found, reached, path, certain);
        if (!found && !before(torchscript::Version::of(1, 13))) {
            // The forward that it inherits from torch.nn is compiled with the methods of this class.
            auto is_called = [&](std::string_view name) {
                return std::ranges::any_of(evaluator.linearization(instance.cls).entries,
                                           [&](const auto& entry) { return is_called_by_forward(entry.external, name); });
            };
            for (const Method& method : methods)
                if (is_called(method.function.node->name.name)) compile_member(instance, method, reached, path, certain);
        }
        for (const Method& method : methods)
            if (method.decorations.export_ && (!found || method.function.node != found->function.node))
                compile_member(instance, method, reached, path, certain);
    }
    being_compiled_.pop_back();
    --depth_;
    observer.end();
}

void Session::check_making(const ModuleInstance& instance, const ReachedFrom* reached, const std::string& path) {
    const SourceModule* made_in = instance.made_in ? instance.made_in : instance.cls.module;
    if (!made_in ||
        !makings_.insert({structure(instance), fingerprint(instance.arguments, instance.keywords), made_in, instance.made_at.begin}).second)
        return;
    FunctionContext context;
    context.module = made_in;
    context.self = &instance;
    context.symbol = path;
    context.reached = reached;
    observer.found(Finding{ModuleCompiled{&instance, false}}, context, version);
    check_made_module(*this, instance, path, reached);
}

std::optional<Method> Session::find_forward(const ModuleInstance& instance) {
    if (!instance.cls) return std::nullopt;
    std::string_view name = "forward";
    const Attribute* own = instance.find(name);
    if (own && own->kind != AttributeKind::ClassLevel) {
        // `self.forward = self.fast`: the method is compiled as forward.
        if (!own->certain || !own->value.is(PyKind::BoundMethod) || own->value.instance != &instance || !own->value.function.node)
            return std::nullopt;
        name = own->value.function.node->name.name;
    }
    auto forward = evaluator.find_method(instance.cls, name);
    // The first parameter is the module, also of a static method.
    if (forward) forward->decorations.static_method = false;
    return forward;
}

/// A module that is a part of itself has no type that could be written down.
void Session::check_cycle(const ModuleInstance& instance, const Attribute& attribute, const std::string& path) {
    if (std::find(being_compiled_.begin(), being_compiled_.end(), attribute.value.instance) == being_compiled_.end() || !attribute.module) return;
    FunctionContext context;
    context.module = attribute.module;
    context.self = &instance;
    context.symbol = path;
    const ModuleRefused finding{&instance, attribute.span, attribute.name, ModuleRefused::Why::Cycle, attribute.value.instance};
    observer.found(Finding{finding}, context, version);
}

}  // namespace jitlint::analysis
