#include <algorithm>
#include <utility>

#include "analysis/compile/function_compiler.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// Context managers that the compiler takes in every release that knows `with` (measured).
constexpr std::string_view kSupported[] = {
    "torch.no_grad",
    "torch.autograd.no_grad",
    "torch.autograd.grad_mode.no_grad",
    "torch.autograd.profiler.record_function",
    "torch.profiler.record_function",
    "torch.autocast",
    "torch.amp.autocast",
    "torch.amp.autocast_mode.autocast",
};
/// Taken up to 2.6, refused by 2.14 (measured).
constexpr std::string_view kGone[] = {"torch.cuda.amp.autocast", "torch.cuda.amp.autocast_mode.autocast", "torch.cpu.amp.autocast",
                                      "torch.cpu.amp.autocast_mode.autocast", "torch.jit.strict_fusion"};
constexpr std::string_view kRefused[] = {"torch.enable_grad",
                                         "torch.autograd.enable_grad",
                                         "torch.inference_mode",
                                         "torch.autograd.inference_mode",
                                         "torch.set_grad_enabled",
                                         "torch.autograd.set_grad_enabled",
                                         "torch.cuda.device",
                                         "torch.cuda.stream",
                                         "torch.autograd.set_detect_anomaly",
                                         "torch.autograd.detect_anomaly",
                                         "torch.random.fork_rng"};
constexpr std::string_view kRefusedPackages[] = {"builtins.", "contextlib.", "threading.", "tempfile.", "warnings.", "numpy.", "zipfile.", "gzip."};

/// `__exit__` says that the exception ends here: it returns True.
bool suppresses(const FunctionDef& exit) {
    std::vector<const Node*> stack(exit.body.begin(), exit.body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        const auto* returned = as<Return>(node);
        const auto* constant = returned ? as<Constant>(returned->value) : nullptr;
        if (constant && constant->constant == ConstantKind::True) return true;
        if (!is_expression(node->kind)) for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

}  // namespace

void FunctionCompiler::execute_with(const With& statement) {
    if (session_.is_ignored(statement, context_)) return havoc(statement.body);
    for (const WithItem& item : statement.items) {
        Value entered;
        const auto* made = as<Call>(item.context_expr);
        const std::string manager = made ? dotted(*made->func) : std::string();
        if (!manager.empty()) {
            {
                Uncertain quiet(*this, !text::among(manager, kSupported));
                arguments(*made);
            }
            check_manager(item, manager, made);
        } else {
            const Value value = evaluate(*item.context_expr);
            if (value.is_type(Kind::Class))
                entered = enter_object(item, value);
            else if (made)
                check_manager(item, manager, made);
            else if (value.is(ValueKind::Typed) && !value.type->has_unknown)
                emit(UnsupportedContextManager{&item, {}, WithProblem::NotObject, nullptr});
            else if (value.is(ValueKind::Python) && value.python.is(PyKind::External))
                emit(UnsupportedContextManager{&item, std::string(value.python.text), WithProblem::UnsupportedManager, nullptr});
            else if (value.is(ValueKind::Module) || value.is(ValueKind::Range) || value.is(ValueKind::Function) ||
                     (value.is(ValueKind::Python) && is_refused_object(value.python)))
                emit(UnsupportedContextManager{&item, {}, WithProblem::NotObject, nullptr});
        }
        if (item.optional_vars) assign(*item.optional_vars, entered, nullptr);
    }
    const Stmt* guard_before = nullptr;
    for (Block* block = block_; block && !guard_before; block = block->parent) guard_before = block->guard;
    const Stmt* outer_guard = std::exchange(block_->guard, nullptr);
    // The body is no scope of its own: names leak.
    execute(statement.body);
    const Stmt* guard_inside = std::exchange(block_->guard, outer_guard);
    check_lost_values(statement, guard_before, guard_inside);
}

/// What `__enter__` of an object gives.
Value FunctionCompiler::enter_object(const WithItem& item, const Value& object) {
    const ClassModel* model = class_of(object);
    if (!model || model->kind != ClassKind::Script || model->refused_dataclass) return Value::unknown();
    for (std::string_view name : {"__enter__", "__exit__"}) {
        if (model->find(name)) continue;
        emit(MissingMagicMethod{item.context_expr, item.context_expr, object.type, name, "with", false});
        return Value::unknown();
    }
    check_manager_class(item, model->cls);
    const Method* enter = model->find("__enter__");
    if (enter->function.node->parameters.size() != 1) return Value::unknown();
    return call_magic(*item.context_expr, object, *item.context_expr, "__enter__", "with", {});
}

bool FunctionCompiler::is_known_manager(std::string_view name) const {
    return text::among(name, kSupported) || (session_.before(torchscript::Version::of(2, 14)) && text::among(name, kGone));
}

void FunctionCompiler::check_manager(const WithItem& item, std::string_view manager, const Call* made) {
    if (is_known_manager(manager)) return;
    if (!manager.empty()) {
        bool refused =
            text::among(manager, kRefused) || text::among(manager, kGone) ||
            std::any_of(std::begin(kRefusedPackages), std::end(kRefusedPackages), [&](std::string_view p) { return manager.starts_with(p); });
        if (!refused && manager.starts_with("torch.")) {
            using CK = torchscript::CallableKind;
            const CK kind = session_.operators.callable(manager).kind;
            refused = kind == CK::UnknownOperator || kind == CK::Operator ||
                      session_.operators.library(manager).kind == torchscript::LibraryName::Kind::Refused;
        }
        if (refused) emit(UnsupportedContextManager{&item, std::string(manager), WithProblem::UnsupportedManager, nullptr});
        return;
    }
    Value callee;
    {
        Uncertain quiet(*this);
        callee = evaluate(*made->func);
    }
    if (callee.is(ValueKind::Builtin)) {
        emit(UnsupportedContextManager{&item, std::string(callee.name), WithProblem::UnsupportedManager, nullptr});
    } else if (callee.is(ValueKind::TypeMethod)) {
        Value made_value;
        {
            Uncertain quiet(*this);
            made_value = evaluate(*made);
        }
        if (made_value.is(ValueKind::Typed) && !made_value.type->is(Kind::Class) && !made_value.type->has_unknown)
            emit(UnsupportedContextManager{&item, {}, WithProblem::NotObject, nullptr});
    } else if (callee.is(ValueKind::Class)) {
        check_manager_class(item, callee.cls);
    } else if (callee.is(ValueKind::Function)) {
        // A generator function under @contextmanager; what else returns an object is left alone.
        const Scope& outside = Session::enclosing_scope(callee.function);
        const Decorations d = session_.evaluator.decorations(*callee.function.node, *callee.function.module, outside);
        if (!d.unknown || !d.unknown_decorator) return;
        const PyValue decorator = session_.evaluator.evaluate(*d.unknown_decorator, *callee.function.module, outside);
        if (decorator.is(PyKind::External) && decorator.text == "contextlib.contextmanager")
            emit(UnsupportedContextManager{&item, "contextlib.contextmanager", WithProblem::UnsupportedManager, callee.function.node});
    }
}

void FunctionCompiler::check_manager_class(const WithItem& item, ClassRef cls) {
    if (!session_.evaluator.linearization(cls).complete) return;
    const auto exit = session_.evaluator.find_method(cls, "__exit__");
    const auto enter = session_.evaluator.find_method(cls, "__enter__");
    const auto& bases = session_.evaluator.linearization(cls).entries;
    const bool plain = std::all_of(bases.begin(), bases.end(), [](const auto& e) { return e.external.empty() || e.external == "builtins.object"; });
    if (plain && (!exit || !enter)) return emit(UnsupportedContextManager{&item, {}, WithProblem::NotObject, nullptr});
    if (exit && exit->owner == cls && suppresses(*exit->function.node))
        emit(UnsupportedContextManager{&item, {}, WithProblem::Suppresses, exit->function.node, cls.module == context_.module});
    if (exit && exit->owner == cls) {
        const FunctionDef* node = exit->function.node;
        bool fits = node->parameters.size() == 4;
        if (fits) {
            const Signature& read = session_.signature(Session::make_context(*exit, nullptr, nullptr));
            fits = std::all_of(read.parameters.begin(), read.parameters.end(),
                               [](const Signature::Parameter& p) { return p.type->is(Kind::Any) || p.type->is(Kind::Unknown); });
        }
        const bool same_file = cls.module == context_.module;
        const bool told = same_file && std::any_of(node->parameters.begin(), node->parameters.end(), [](const Parameter& p) {
                              return p.kind == ParameterKind::VarPositional || p.kind == ParameterKind::VarKeyword;
                          });
        if (!fits && !told) emit(UnsupportedContextManager{&item, {}, WithProblem::ExitSignature, node, same_file});
    }
    if (enter && enter->function.node->parameters.size() > 1)
        emit(UnsupportedContextManager{&item, {}, WithProblem::EnterSignature, enter->function.node, cls.module == context_.module});
}

}  // namespace jitlint::analysis
