#include "analysis/compile/analyze.h"

#include <algorithm>
#include <unordered_set>

#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/annotations/python_types.h"
#include "analysis/compile/session.h"
#include "analysis/compile/structure/scripted_init.h"
#include "analysis/trace/tracer.h"
#include "analysis/usage/usage.h"
#include "project/ignore_rules.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// The roots of one file, the same for every version.
class Roots {
public:
    Roots(Evaluator& evaluator, const SourceModule& module, const RootChoice& choice)
        : evaluator_(evaluator), module_(module), choice_(choice), uses_(evaluator.jit_uses(module)) {
        for (const JitUse& use : uses_) {
            if (!use.target.is(PyKind::Module) || !use.target.instance) continue;
            if (use.kind != JitUse::Kind::Script)
                mark_traced(*use.target.instance, 0);
            else if (use.target.instance->cls)
                scripted_.insert(use.target.instance->cls.node);
        }
    }

    bool uses_jit() const { return !uses_.empty(); }
    std::span<const JitUse> uses() const { return uses_; }

    void trace(torchscript::Version version, AnalysisObserver& observer) {
        for (const JitUse& use : uses_) {
            if (use.kind == JitUse::Kind::Script) continue;
            observer.root({&module_, use.span, {}, false, false});
            if (use.target.is(PyKind::Module) && use.target.instance) tell_traced(*use.target.instance, version, observer, 0);
            analyze_trace(evaluator_, use, version, observer);
        }
    }

    void compile(Session& session, AnalysisObserver& observer) {
        for (const JitUse& use : uses_)
            if (use.kind == JitUse::Kind::Script && use.target.is(PyKind::Class)) session.classes.note_scripted(use.target.cls);
        for (const JitUse& use : uses_) {
            if (use.kind != JitUse::Kind::Script) continue;
            switch (use.target.kind) {
                case PyKind::Module: {
                    if (!use.target.instance) break;
                    const ModuleInstance& instance = *use.target.instance;
                    check_scripted_init(session, observer, instance);
                    module_root(session, observer, instance, use.span, std::string(instance.cls ? instance.cls.node->name.name : instance.external));
                    break;
                }
                case PyKind::BoundMethod:
                    if (bound_root(session, observer, use)) break;
                    [[fallthrough]];
                case PyKind::Function:
                    function_root(session, observer, use.target, use.span);
                    break;
                case PyKind::Class:
                    class_root(session, observer, use.target.cls, use.span);
                    break;
                case PyKind::List:
                case PyKind::Dict:
                case PyKind::External:
                case PyKind::ExternalObject:
                case PyKind::Bool:
                case PyKind::Int:
                case PyKind::Float:
                case PyKind::Str:
                case PyKind::Tensor:
                case PyKind::None:
                case PyKind::Tuple:
                    other_root(session, observer, use);
                    break;
                default:
                    break;
            }
        }
        for (const auto& scope : module_.scope().scopes())
            if (const auto* node = as<ClassDef>(scope->node); node && !node->decorators.empty())
                if (const ClassRef cls{&module_, node}; is_interface(session, cls)) session.check_declaration(cls);
        if (choice_.names_any()) compile_named(session, observer);
        if (choice_.explicit_only) return;
        // Classes that nothing scripts by itself, containers before what they contain (most files define them
        // later).
        const auto scopes = module_.scope().scopes();
        for (auto it = scopes.rbegin(); it != scopes.rend(); ++it) {
            const auto* node = as<ClassDef>((*it)->node);
            if (!node || (traced_.contains(node) && !scripted_.contains(node))) continue;
            const ClassRef cls{&module_, node};
            if ((session.was_reached(cls) && !is_overridden(session, cls)) || evaluator_.is_module_class(cls) != Tri::Yes || !has_entry(cls))
                continue;
            // An interface is a declaration: its methods have no bodies.
            if (is_interface(session, cls)) continue;
            if (ModuleInstance* instance = evaluator_.generic_instance(cls))
                module_root(session, observer, *instance, node->name.span, std::string(node->name.name), true);
        }
    }

private:
    /// A class that others derive from, of which no forward was compiled because they all have their own; unless it is but a pattern for them.
    bool is_overridden(const Session& session, ClassRef cls) {
        const Scope* body = module_.scope().scope_of(*cls.node);
        const auto own = body ? body->bindings("forward") : std::span<const Binding>();
        const auto* forward = own.size() == 1 ? as<FunctionDef>(own.front().node) : nullptr;
        return forward && !session.was_instantiated(cls) && !session.was_read(*forward) && !is_pattern(cls);
    }

    /// Whether the class is made to be derived from: it says so, or leaves a method to be written.
    bool is_pattern(ClassRef cls) {
        const auto& entries = evaluator_.linearization(cls).entries;
        const bool abstract = std::any_of(entries.begin(), entries.end(),
                                          [](const auto& entry) { return entry.external == "abc.ABC" || entry.external == "typing.Protocol"; });
        const std::vector<Method> methods = evaluator_.methods(cls);
        return abstract || !cls.node->keywords.empty() || std::any_of(methods.begin(), methods.end(), [](const Method& method) {
                   const Body& body = method.function.node->body;
                   return method.decorations.abstract_method ||
                          std::any_of(body.begin(), body.end(), [](const Stmt* statement) { return leaves_open(*statement); });
               });
    }

    /// `raise NotImplementedError`, `pass` or `...`.
    static bool leaves_open(const Stmt& statement) {
        if (is<Pass>(&statement)) return true;
        if (const auto* alone = as<ExprStmt>(&statement)) {
            const auto* constant = as<Constant>(alone->value);
            return constant && constant->constant == ConstantKind::Ellipsis;
        }
        const auto* raised = as<Raise>(&statement);
        const Expr* what = raised ? raised->exc : nullptr;
        if (const auto* made = as<Call>(what)) what = made->func;
        const auto* named = as<Name>(what);
        return named && named->id == "NotImplementedError";
    }

    /// Functions and classes that the settings name: something outside the project scripts them.
    void compile_named(Session& session, AnalysisObserver& observer) {
        for (const Stmt* statement : module_.tree().body) {
            if (const auto* function = as<FunctionDef>(statement)) {
                const FunctionRef ref{&module_, function};
                const bool scripted = std::any_of(uses_.begin(), uses_.end(), [&](const JitUse& use) {
                    return use.kind == JitUse::Kind::Script && use.target.is(PyKind::Function) && use.target.function == ref;
                });
                PyValue target;
                target.kind = PyKind::Function;
                target.function = ref;
                if (!scripted && choice_.chooses(function->name.name)) function_root(session, observer, target, function->name.span);
            } else if (const auto* node = as<ClassDef>(statement)) {
                const ClassRef cls{&module_, node};
                if (scripted_.contains(node) || session.was_reached(cls) || !choice_.chooses(node->name.name)) continue;
                if (evaluator_.is_module_class(cls) == Tri::No)
                    class_root(session, observer, cls, node->name.span);
                else if (ModuleInstance* instance = evaluator_.is_module_class(cls) == Tri::Yes ? evaluator_.generic_instance(cls) : nullptr)
                    module_root(session, observer, *instance, node->name.span, std::string(node->name.name));
            }
        }
    }

    void mark_traced(const ModuleInstance& instance, int depth) {
        if (depth > 20) return;
        if (instance.cls)
            for (const auto& entry : evaluator_.linearization(instance.cls).entries)
                if (entry.cls) traced_.insert(entry.cls.node);
        for (const Attribute& attribute : instance.attributes)
            if (attribute.value.is(PyKind::Module) && attribute.value.instance) mark_traced(*attribute.value.instance, depth + 1);
        for (const auto& [key, value] : instance.members)
            if (value.is(PyKind::Module) && value.instance) mark_traced(*value.instance, depth + 1);
    }

    /// The modules that a trace runs through, for rules about what they are made with.
    void tell_traced(const ModuleInstance& instance, torchscript::Version version, AnalysisObserver& observer, int depth) {
        if (depth > 20) return;
        FunctionContext context;
        context.module = instance.made_in ? instance.made_in : instance.cls.module;
        context.self = &instance;
        if (context.module) observer.found(Finding{ModuleCompiled{&instance, true}}, context, version);
        for (const Attribute& attribute : instance.attributes)
            if (attribute.value.is(PyKind::Module) && attribute.value.instance) tell_traced(*attribute.value.instance, version, observer, depth + 1);
        for (const auto& [key, value] : instance.members)
            if (value.is(PyKind::Module) && value.instance) tell_traced(*value.instance, version, observer, depth + 1);
    }

    bool has_entry(ClassRef cls) {
        const std::vector<Method> methods = evaluator_.methods(cls);
        return std::any_of(methods.begin(), methods.end(), [](const Method& method) {
            const Decorations& d = method.decorations;
            return d.export_ || (method.function.node->name.name == "forward" && !d.abstract_method && !d.overload);
        });
    }

    void module_root(Session& session, AnalysisObserver& observer, const ModuleInstance& instance, text::Span span, const std::string& name,
                     bool of_class = false) {
        observer.root({&module_, span, name, true, of_class});
        session.begin_root();
        session.root_module = &module_;
        session.root_span = instance.generic ? text::Span{} : span;
        session.generic_root = instance.generic;
        if (!instance.super_init_called && instance.cls) {
            FunctionContext context;
            context.module = instance.cls.module;
            context.symbol = name;
            context.self = &instance;
            context.is_root = true;
            const auto init = evaluator_.find_method(instance.cls, "__init__");
            observer.found(Finding{MissingSuperInit{&instance, init ? init->function.node : nullptr}}, context, session.version);
            return;
        }
        // What may be made of a class says nothing about what was scripted before a root of the file.
        if (!instance.generic) session.note_module_classes(instance);
        session.compile_module(instance, session.origin(nullptr, &module_, span), name, true);
    }

    void root_function(Session& session, FunctionContext context, text::Span span) {
        context.reached = session.step(session.origin(nullptr, &module_, span), context.module, context.node->name.span, context.symbol);
        context.is_root = true;
        session.begin_root();
        session.compile_function(context, !context.decorations.unreadable());
    }

    void function_root(Session& session, AnalysisObserver& observer, const PyValue& target, text::Span span) {
        const FunctionRef& function = target.function;
        if (function.lambda) {
            observer.root({&module_, span, "lambda", false});
            FunctionContext context;
            context.module = function.module;
            context.is_root = true;
            observer.found(LambdaRead{function.lambda, function.lambda}, context, session.version);
        }
        if (!function.node) return;
        observer.root({&module_, span, std::string(function.node->name.name), false, false});
        const Scope& outside = Session::enclosing_scope(function);
        FunctionContext context = Session::make_context(function, nullptr);
        if (!target.undecorated) context.decorations = evaluator_.decorations(*function.node, *function.module, outside);
        // Of an unused function the compiler reads neither body nor signature.
        if (context.decorations.unused) return;
        context.capture = target.capture;
        if (context.decorations.autocast && outside.kind != ScopeKind::Class) {
            observer.found(AutocastFunction{context.decorations.autocast_decorator, nullptr}, context, session.version);
            return;
        }
        if (context.decorations.cached) return;
        if (outside.kind == ScopeKind::Class) context.owner = {function.module, as<ClassDef>(outside.node)};
        const Decorations& d = context.decorations;
        if (context.owner && d.script && !d.static_method && !d.class_method && !d.unknown && target.is(PyKind::Function) &&
            evaluator_.is_module_class(context.owner) == Tri::Yes && needs_module(session, *function.node)) {
            observer.found(Finding{ScriptTarget{span, ScriptTargetProblem::DecoratedMethod, std::string(function.node->name.name)}}, context,
                           session.version);
            return;
        }
        if (!evaluator_.overloads(function).empty() && function.module == &module_) {
            observer.found(OverloadProblem{span, OverloadWhy::ScriptedDirectly, function.node->name.name, nullptr, function.node, nullptr}, context,
                           session.version);
            return;
        }
        root_function(session, Session::replaced(context), span);
    }

    /// Whether the method uses more of `self` than a Tensor has.
    static bool needs_module(Session& session, const FunctionDef& method) {
        if (method.parameters.empty()) return false;
        const std::string_view self = method.parameters[0].name.name;
        bool foreign = false;
        std::vector<const Node*> stack(method.body.begin(), method.body.end());
        while (!stack.empty()) {
            const Node* part = stack.back();
            stack.pop_back();
            const auto* read = as<syntax::Attribute>(part);
            const auto* named = read ? as<Name>(read->value) : nullptr;
            foreign = foreign || (named && named->id == self && !session.operators.has_tensor_method(read->attr.name));
            for_each_child(*part, [&](const Node& child) { stack.push_back(&child); });
        }
        return foreign;
    }

    /// A method of a module that is scripted by itself, and uses more of `self` than a Tensor has.
    bool bound_root(Session& session, AnalysisObserver& observer, const JitUse& use) {
        const FunctionDef* node = use.target.function.node;
        if (!use.call || !use.target.instance || !node || node->parameters.empty()) return false;
        if (!needs_module(session, *node)) return false;
        FunctionContext context;
        context.module = &module_;
        context.symbol = std::string(node->name.name);
        context.is_root = true;
        observer.root({&module_, use.span, context.symbol, false, false});
        observer.found(Finding{ScriptTarget{use.call->span, ScriptTargetProblem::BoundMethod, context.symbol}}, context, session.version);
        return true;
    }

    /// What is scripted is neither module, function nor class.
    void other_root(Session& session, AnalysisObserver& observer, const JitUse& use) {
        if (!use.call) return;
        FunctionContext context;
        context.module = &module_;
        context.is_root = true;
        ScriptTarget finding{use.call->span, ScriptTargetProblem::NotScriptable, {}};
        const PyValue& target = use.target;
        if (target.is(PyKind::List) || target.is(PyKind::Dict)) {
            finding.problem = ScriptTargetProblem::MixedContainer;
            const bool typeless = target.dict && target.dict->complete && !target.dict->items.empty() &&
                                  !session.before(torchscript::Version::of(1, 13)) && !inferred_type(session, target);
            if (holds_modules(target)) finding.problem = ScriptTargetProblem::ModuleContainer;
            if (finding.problem == ScriptTargetProblem::MixedContainer && !has_mixed_items(target) && !typeless) return;
        } else if (target.is(PyKind::External)) {
            const torchscript::Callable callable = session.operators.callable(target.text);
            const bool library = target.text.starts_with("torch.") || target.text.starts_with("math.");
            const bool builtin = target.text.starts_with("builtins.") && is_builtin_function(target.text.substr(9));
            if (session.operators.is_module_class(target.text)) {
                finding.problem = ScriptTargetProblem::ModuleClass;
                finding.name = target.text.substr(target.text.rfind('.') + 1);
            } else if ((callable.kind == torchscript::CallableKind::Operator && library) || builtin) {
                finding.name = builtin ? target.text.substr(9) : target.text;
            } else {
                return;
            }
        } else if (target.is(PyKind::ExternalObject) && target.text != "functools.partial") {
            return;
        }
        observer.root({&module_, use.span, "script", false, false});
        observer.found(Finding{finding}, context, session.version);
    }

    /// Functions of Python's that are written in C.
    static bool is_builtin_function(std::string_view name) {
        return text::among(name, {"abs", "all", "any", "bin", "chr", "divmod", "hash", "hex",   "isinstance", "len",
                                  "max", "min", "oct", "ord", "pow", "print",  "repr", "round", "sorted",     "sum"});
    }

    /// Modules in a plain container: their type is not inferred.
    static bool holds_modules(const PyValue& container) {
        auto is_module = [](const PyValue& item) { return item.is(PyKind::Module); };
        if (container.list && container.list->complete) return std::ranges::any_of(container.list->items, is_module);
        return container.dict && container.dict->complete &&
               std::ranges::any_of(container.dict->items, [&](const auto& item) { return is_module(item.second); });
    }

    /// Plain values of different kinds, which have no common type.
    static bool has_mixed_items(const PyValue& container) {
        std::vector<PyKind> kinds;
        if (container.list && container.list->complete)
            for (const PyValue& item : container.list->items) kinds.push_back(item.kind);
        if (container.dict && container.dict->complete)
            for (const auto& [key, item] : container.dict->items) kinds.push_back(item.kind);
        auto plain = [](PyKind kind) {
            return kind == PyKind::Bool || kind == PyKind::Int || kind == PyKind::Float || kind == PyKind::Str || kind == PyKind::Tensor;
        };
        return !kinds.empty() && std::all_of(kinds.begin(), kinds.end(), plain) &&
               std::any_of(kinds.begin(), kinds.end(), [&](PyKind kind) { return kind != kinds.front(); });
    }

    void class_root(Session& session, AnalysisObserver& observer, ClassRef cls, text::Span span) {
        observer.root({&module_, span, std::string(cls.node->name.name), false, false});
        FunctionContext context;
        context.module = &module_;
        context.symbol = std::string(cls.node->name.name);
        context.is_root = true;
        const Tri module = evaluator_.is_module_class(cls);
        if (module == Tri::Yes) {
            observer.found(Finding{ScriptTarget{span, ScriptTargetProblem::ModuleClass, context.symbol}}, context, session.version);
            return;
        }
        if (module != Tri::No) return;
        const auto& bases = evaluator_.linearization(cls);
        if (bases.complete && bases.entries.size() > 1 && session.classes.model(cls).kind != ClassKind::Enum && cls.module == &module_) {
            observer.found(Finding{ObjectConstruction{cls.node->bases[0], cls, ConstructionProblem::ScriptedWithBase, bases.entries[1].cls, false}},
                           context, session.version);
            return;
        }
        session.begin_root();
        session.classes.compile(session.classes.model(cls), nullptr, true);
    }

    Evaluator& evaluator_;
    const SourceModule& module_;
    const RootChoice& choice_;
    std::vector<JitUse> uses_;
    std::unordered_set<const ClassDef*> traced_;
    std::unordered_set<const ClassDef*> scripted_;
};

}  // namespace

bool RootChoice::chooses(std::string_view name) const {
    // Dotted names are matched as paths are.
    auto as_path = [](std::string text) {
        std::replace(text.begin(), text.end(), '.', '/');
        return text;
    };
    const std::string full = as_path(module.empty() ? std::string(name) : module + "." + std::string(name));
    return std::any_of(names.begin(), names.end(), [&](const std::string& glob) { return project::matches_glob(as_path(glob), full); });
}

void analyze(const SourceModule& module, ModuleLoader* loader, torchscript::VersionSet points, AnalysisObserver& observer, const RootChoice& choice) {
    Evaluator evaluator(loader);
    Roots roots(evaluator, module, choice);
    const bool saves = roots.uses_jit() && saves_scripted(evaluator, module);
    for (torchscript::Version version : torchscript::kMeasured) {
        if (!points.contains(version)) continue;
        Session session(evaluator, version, observer);
        session.saves = saves;
        roots.compile(session, observer);
        session.report_properties();
        roots.trace(version, observer);
        observer.root({&module, {}, {}, false, false});
        analyze_usage(evaluator, module, roots.uses_jit(), version, observer);
        analyze_scripted(
            evaluator, module, roots.uses(), [&](const FunctionDef& function) { return session.was_read(function); }, version, observer);
    }
}

}  // namespace jitlint::analysis
