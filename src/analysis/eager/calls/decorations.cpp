#include <algorithm>

#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// drop=True, drop_on_export=True or the first argument of `torch.jit.ignore(True)`.
bool drops(const Call& call) {
    auto is_true = [](const Expr* value) {
        const auto* constant = as<Constant>(value);
        return constant && constant->constant == ConstantKind::True;
    };
    if (!call.args.empty() && is_true(call.args[0])) return true;
    return std::any_of(call.keywords.begin(), call.keywords.end(), [&](const Keyword& keyword) {
        return text::among(keyword.name.name, {"drop", "drop_on_export"}) && is_true(keyword.value);
    });
}

/// Whether the statements below `node` set an attribute of what the name means, as `wrapper.__original_fn = fn`: torch.jit looks at some.
bool sets_attribute(const Node& node, std::string_view name) {
    std::vector<const Node*> stack{&node};
    while (!stack.empty()) {
        const Node* next = stack.back();
        stack.pop_back();
        if (const auto* assign = as<Assign>(next)) {
            for (const Expr* target : assign->targets) {
                const auto* attribute = as<syntax::Attribute>(target);
                const auto* owner = attribute ? as<Name>(attribute->value) : nullptr;
                if (owner && owner->id == name) return true;
            }
        } else if (const auto* made = as<Call>(next)) {
            const auto* callee = as<Name>(made->func);
            if (callee && callee->id == "setattr") return true;
        }
        for_each_child(*next, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

/// Whether the function returns what it has made as it is, and does nothing else with it.
bool only_returns(const FunctionDef& maker, const FunctionRef& made) {
    bool returns = false;
    std::vector<const Node*> stack(maker.body.begin(), maker.body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        auto is_made = [&](const Node* read) {
            const auto* named = as<Name>(read);
            return made.node ? named && named->id == made.node->name.name : read && read == made.lambda;
        };
        if (is_made(node)) return false;
        const auto* returned = as<Return>(node);
        if (returned && is_made(returned->value))
            returns = true;
        else
            for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return returns;
}

}  // namespace

/// What a decorator of the files makes of a function.
Evaluator::Impl::Remains Evaluator::Impl::what_remains(const FunctionRef& function, const PyValue& decorator, Frame& frame) {
    using Kind = Remains::Kind;
    if (!decorator.is(PyKind::Function)) return {};
    const PyValue left = call(decorator, {{{}, undecorated_value(function), false}}, {frame, function.node->name.span, nullptr});
    if (!left.is(PyKind::Function) || !left.function) return {};
    if (left.function.node == function.node) return {Kind::Itself, {}, nullptr};
    if (left.function.lambda || left.function.node->decorators.empty()) {
        const FunctionDef* maker = decorator.function.node;
        return maker && only_returns(*maker, left.function) ? Remains{Kind::Replaced, left.function, left.capture} : Remains{};
    }
    if (left.function.node->decorators.size() != 1) return {};
    const Scope* own = left.function.module->scope().scope_of(*left.function.node);
    const auto* made = as<Call>(left.function.node->decorators[0]);
    if (!own || !own->parent || !made || made->args.size() != 1) return {};
    const PyValue wraps = evaluate(*made->func, *static_frame(*left.function.module, *own->parent));
    if (!wraps.is(PyKind::External) || wraps.text != "functools.wraps") return {};
    const Node* around = own->parent->node;
    const bool plain = around && !sets_attribute(*around, left.function.node->name.name);
    return {Kind::Wrapper, plain ? left.function : FunctionRef{}, nullptr};
}

/// `convert.register` of a function under functools.singledispatch gives back what it is given.
bool Evaluator::Impl::registers_dispatch(const Expr& callee, Frame& frame) {
    const auto* read = as<syntax::Attribute>(&callee);
    if (!read || read->attr.name != "register" || !is<Name>(read->value)) return false;
    const PyValue dispatcher = evaluate(*read->value, frame);
    if (!dispatcher.is(PyKind::Function) || !dispatcher.function.node) return false;
    const FunctionRef& function = dispatcher.function;
    const Scope* scope = function.module->scope().scope_of(*function.node);
    return scope && scope->parent &&
           decorations(*function.node, *function.module, *scope->parent).library_wrapper == torchscript::LibraryWrapper::SingleDispatch;
}

Decorations Evaluator::Impl::decorations(const FunctionDef& function, const SourceModule& module, const Scope& scope) {
    if (function.decorators.empty()) return {};
    auto known = known_decorations.find(&function);
    if (known != known_decorations.end()) return known->second;
    known_decorations[&function] = {};  // a decorator that depends on the function
    Budget budget(*this);
    Decorations result;
    auto unknown = [&result](const Expr* decorator, bool wraps = false) {
        result.only_wraps = wraps && (!result.unknown || result.only_wraps);
        if (!result.unknown) result.unknown_decorator = decorator;
        result.unknown = true;
    };
    for (const Expr* decorator : function.decorators) {
        const auto* made = as<Call>(decorator);
        const Expr* callee = made ? made->func : decorator;
        if (const auto* attribute = as<syntax::Attribute>(callee);
            attribute && is<Name>(attribute->value) && !made && text::among(attribute->attr.name, {"setter", "deleter", "getter"})) {
            const bool of_class = !scope.bindings(static_cast<const Name*>(attribute->value)->id).empty();
            if (of_class && attribute->attr.name != "getter") {
                result.setter_or_deleter = true;
                continue;
            }
        }
        Frame* frame = static_frame(module, scope);
        if (registers_dispatch(*callee, *frame)) continue;
        const PyValue value = evaluate(*callee, *frame);
        if (!value.is(PyKind::External)) {
            const Remains remains = what_remains({&module, &function, nullptr}, made ? evaluate(*decorator, *frame) : value, *frame);
            if (remains.kind != Remains::Kind::Itself) unknown(decorator);
            if (function.decorators.size() != 1) continue;
            if (remains.kind == Remains::Kind::Wrapper) {
                result.wrapped = true;
                result.wrapper = remains.function;
                result.wrapped_decorator = decorator;
            } else if (remains.kind == Remains::Kind::Replaced) {
                result.replacement = remains.function;
                result.replacement_capture = remains.capture;
            }
            continue;
        }
        const std::string_view name = value.text;
        if (name == "torch.jit.ignore") {
            result.ignore = true;
            result.ignore_drop = result.ignore_drop || (made && drops(*made));
        } else if (name == "torch.jit.unused") {
            result.unused = true;
        } else if (name == "torch.jit.export") {
            result.export_ = true;
        } else if (text::among(name, {"torch.jit.script", "torch.jit.script_method"})) {
            result.script = true;
            // Compiled before anything is wrapped around it.
            result.library_wrapper = torchscript::LibraryWrapper::None;
            result.library_decorator = nullptr;
        } else if (name == "torch.jit.script_if_tracing") {
            result.script_if_tracing = true;
        } else if (text::among(name, {"torch.jit._overload", "torch.jit._overload_method", "typing.overload", "typing_extensions.overload"})) {
            result.overload = true;
            result.jit_overload = name.starts_with("torch.jit.");
        } else if (text::among(name, {"functools.lru_cache", "functools.cache"})) {
            result.cached = true;
        } else if (name == "torch.autocast" || (name.ends_with(".autocast") && name.starts_with("torch."))) {
            result.autocast = true;
            result.autocast_decorator = decorator;
        } else if (name == "builtins.property") {
            result.property = true;
        } else if (name == "builtins.staticmethod") {
            result.static_method = true;
        } else if (name == "builtins.classmethod") {
            result.class_method = true;
        } else if (name == "abc.abstractmethod") {
            result.abstract_method = true;
        } else if (name == "abc.abstractproperty") {
            result.abstract_method = result.property = true;
        } else if (const auto wrapper = torchscript::library_wrapper(name); wrapper != torchscript::LibraryWrapper::None) {
            if (result.library_decorator) continue;
            result.library_wrapper = wrapper;
            result.library_decorator = decorator;
            // The call makes an object that runs it, or calls another function; what is compiled is the function.
            if (wrapper == torchscript::LibraryWrapper::ContextManager || wrapper == torchscript::LibraryWrapper::SingleDispatch) {
                unknown(decorator);
                result.wrapped = function.decorators.size() == 1;
            }
        } else if (name == "functools.wraps" && made) {
            unknown(decorator, true);
        } else if (!text::among(name, {"typing.final", "typing.no_type_check", "typing.override", "typing_extensions.final",
                                       "typing_extensions.override", "torch.distributions.register_kl", "torch.distributions.kl.register_kl",
                                       "torch.fx.wrap", "torch.fx._symbolic_trace.wrap", "torch.compiler.allow_in_graph"})) {
            unknown(decorator);
        }
    }
    known_decorations[&function] = result;
    return result;
}

}  // namespace jitlint::analysis
