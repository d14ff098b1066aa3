#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool is_use(std::string_view name) { return name == "script" || name == "trace" || name == "trace_module"; }

/// What compiles a function as a decorator only.
bool is_decorator(std::string_view name) { return name == "script_method" || name == "script_if_tracing"; }

/// A name, or names joined by dots.
bool is_dotted(const Expr* expression) {
    while (const auto* attribute = as<syntax::Attribute>(expression)) expression = attribute->value;
    return is<Name>(expression);
}

/// Whether one of the bindings may give the name a function of torch.jit.
bool may_be_use(std::span<const Binding> bindings) {
    return std::any_of(bindings.begin(), bindings.end(), [](const Binding& binding) {
        if (binding.kind == BindingKind::ImportFrom) return is_use(binding.alias->name.name);
        const auto* attribute = as<syntax::Attribute>(binding.value);
        return binding.kind == BindingKind::Assignment && attribute && is_use(attribute->attr.name);
    });
}

struct Found {
    const Call* call = nullptr;
    const Scope* scope = nullptr;
    const FunctionDef* innermost = nullptr;
    const FunctionDef* outermost = nullptr;
    JitUse::Kind kind = JitUse::Kind::Script;
};

struct Place {
    const Node* node;
    const Scope* scope;
    const FunctionDef* innermost;
    const FunctionDef* outermost;
};

JitUse::Kind kind_of_use(std::string_view dotted) {
    if (dotted == "torch.jit.trace") return JitUse::Kind::Trace;
    return dotted == "torch.jit.trace_module" ? JitUse::Kind::TraceModule : JitUse::Kind::Script;
}

/// Whether a condition asks for a version, an attribute that may be there or not, or a flag of the file that such a condition sets.
bool is_feature_test(const Expr& test, const Scope& scope, int depth) {
    std::vector<const Node*> stack{&test};
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* name = as<Name>(node)) {
            if (name->id == "hasattr" || name->id == "TYPE_CHECKING") return true;
            const Scope* top = &scope;
            while (top->parent) top = top->parent;
            for (const Binding& binding : top->bindings(name->id))
                if (depth == 0 && binding.kind == BindingKind::Assignment && binding.value && is_feature_test(*binding.value, *top, 1)) return true;
        }
        const auto* attribute = as<syntax::Attribute>(node);
        if (attribute && text::among(attribute->attr.name, {"__version__", "version_info", "platform", "TYPE_CHECKING"})) return true;
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

/// What torch.jit.script refuses, whatever is in it.
bool is_plain_target(const PyValue& value) { return value.is(PyKind::None) || value.is_data(); }

}  // namespace

std::vector<JitUse> Evaluator::Impl::jit_uses(const SourceModule& module) {
    std::vector<JitUse> result;
    // All names of such functions have one of these in them.
    const std::string_view text = module.file().source().text();
    if (text.find("script") == std::string_view::npos && text.find("trace") == std::string_view::npos) return result;
    std::vector<Found> found;
    {
        Budget budget(*this);
        auto dotted_name = [&](const Expr* expression, const Scope& scope) -> std::string_view {
            if (const auto* attribute = as<syntax::Attribute>(expression)) {
                if (!is_use(attribute->attr.name) && !is_decorator(attribute->attr.name)) return {};
            } else if (const auto* name = as<Name>(expression)) {
                const Scope* owner = module.scope().resolve(name->id, scope);
                const bool method = is_decorator(name->id);
                if (!owner || (!method && !may_be_use(owner->bindings(name->id)))) return {};
            }
            if (!is_dotted(expression)) return {};
            Frame* frame = static_frame(module, scope);
            const PyValue value = evaluate(*expression, *frame);
            return value.is(PyKind::External) && value.text.starts_with("torch.jit.") ? value.text : std::string_view{};
        };
        std::vector<Place> stack;
        const Scope& top = module.scope().module();
        for (const Stmt* statement : module.tree().body) stack.push_back({statement, &top, nullptr, nullptr});
        while (!stack.empty()) {
            Place place = stack.back();
            stack.pop_back();
            if (const auto* call_node = as<Call>(place.node)) {
                const std::string_view name = dotted_name(call_node->func, *place.scope);
                if (is_use(name.empty() ? name : name.substr(10)))
                    found.push_back({call_node, place.scope, place.innermost, place.outermost, kind_of_use(name)});
            }
            const auto* function = as<FunctionDef>(place.node);
            const auto* cls = as<ClassDef>(place.node);
            if (function || cls) {
                for (const Expr* decorator : function ? function->decorators : cls->decorators) {
                    const std::string_view name = dotted_name(decorator, *place.scope);
                    if (name != "torch.jit.script" && name != "torch.jit.script_method" && name != "torch.jit.script_if_tracing") continue;
                    if (cls && name != "torch.jit.script") continue;
                    JitUse use;
                    use.module = &module;
                    use.span = decorator->span;
                    if (cls) {
                        use.target.kind = PyKind::Class;
                        use.target.cls = {&module, cls};
                    } else {
                        use.target = function_value({&module, function, nullptr}, nullptr);
                        if (place.scope->kind == ScopeKind::Class && name == "torch.jit.script_method") {
                            use.target.kind = PyKind::BoundMethod;
                            use.target.cls = {&module, static_cast<const ClassDef*>(place.scope->node)};
                        }
                    }
                    result.push_back(std::move(use));
                }
            }
            if (function) {
                if (!place.outermost) place.outermost = function;
                place.innermost = function;
            }
            if (const Scope* inner = module.scope().scope_of(*place.node)) place.scope = inner;
            if (const auto* branch = as<If>(place.node); branch && is_feature_test(*branch->test, *place.scope, 0)) {
                // What a version or a feature decides and is not known here, nobody may script.
                const Tri holds = truth(evaluate(*branch->test, *static_frame(module, *place.scope)));
                if (holds != Tri::Maybe)
                    for (const Stmt* statement : holds == Tri::Yes ? branch->body : branch->orelse)
                        stack.push_back({statement, place.scope, place.innermost, place.outermost});
                continue;
            }
            for_each_child(*place.node, [&](const Node& child) { stack.push_back({&child, place.scope, place.innermost, place.outermost}); });
        }
    }
    JitRecorder recording;
    recording.module = &module;
    for (const Found& use : found) recording.watched.insert(use.call);
    auto recorded = [&](const Call* call_node, bool known) {
        return std::any_of(recording.uses.begin(), recording.uses.end(),
                           [&](const JitUse& use) { return use.call == call_node && (!known || use.target.known()); });
    };
    recorder = &recording;
    auto run = [&](const FunctionDef& function) {
        Budget budget(*this);
        run_function({&module, &function, nullptr}, nullptr, {{{}, {}, true}, {kDoubleStar, {}, true}});
    };
    auto run_module = [&] {
        Budget budget(*this);
        Frame* frame = static_frame(module, module.scope().module());
        Exits exits;
        execute(module.tree().body, *frame, exits);
    };
    if (std::any_of(found.begin(), found.end(), [](const Found& use) { return !use.outermost; })) run_module();
    const bool module_ran = !recording.uses.empty();
    for (const Found& use : found)
        if (use.outermost && !recorded(use.call, false)) run(*use.outermost);
    for (const Found& use : found)
        if (use.innermost && use.innermost != use.outermost && !recorded(use.call, false)) run(*use.innermost);
    // A function that scripts its argument: what it is called with.
    if (!module_ran && std::any_of(found.begin(), found.end(), [&](const Found& use) { return !recorded(use.call, true); })) run_module();
    recorder = nullptr;
    for (const Found& use : found) {
        const bool known = recorded(use.call, true);
        bool any = false;
        bool compilable = false;  // one of the targets is, or may be
        const std::size_t first = result.size();
        for (const JitUse& made : recording.uses) {
            if (made.call != use.call) continue;
            for (const PyValue& target : alternatives_of(made.target)) {
                compilable = compilable || !is_plain_target(target);
                if (known && !target.known()) continue;
                const bool have = std::any_of(result.begin() + static_cast<std::ptrdiff_t>(first), result.end(), [&](const JitUse& other) {
                    return other.method == made.method && same_value(other.target, target, 0);
                });
                any = true;
                if (have) continue;
                result.push_back(made);
                result.back().target = target;
            }
        }
        // `model = None`, and a module where something holds: the call is made for the module.
        if (compilable)
            result.erase(std::remove_if(result.begin() + static_cast<std::ptrdiff_t>(first), result.end(),
                                        [](const JitUse& one) { return is_plain_target(one.target); }),
                         result.end());
        if (any) continue;
        JitUse use_of;
        use_of.kind = use.kind;
        use_of.module = &module;
        use_of.span = use.call->span;
        use_of.call = use.call;
        result.push_back(std::move(use_of));
    }
    std::stable_sort(result.begin(), result.end(), [](const JitUse& a, const JitUse& b) { return a.span.begin < b.span.begin; });
    return result;
}

}  // namespace jitlint::analysis
