#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

constexpr int kMaxCalls = 64;

/// Reads `training`, which train() and eval() change.
bool asks_for_mode(const Expr& condition) {
    std::vector<const Node*> stack{&condition};
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        const auto* read = as<syntax::Attribute>(node);
        if (read && read->attr.name == "training") return true;
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

}  // namespace

PyValue Evaluator::Impl::call_function(const PyValue& function, const Arguments& args) {
    if (function.function.node) {
        const Scope* scope = function.function.module->scope().scope_of(*function.function.node);
        if (!scope || !scope->parent) return call_unknown(function, args);
        const Decorations d = function.undecorated ? Decorations{} : decorations(*function.function.node, *function.function.module, *scope->parent);
        if (d.unknown && !d.only_wraps) return call_unknown(function, args);
    }
    return run_function(function.function, function.capture, args);
}

PyValue Evaluator::Impl::call_wrapped(const Method& method, const Arguments& args) {
    const FunctionRef& function = method.function;
    const Scope* own = function.module->scope().scope_of(*function.node);
    if (!own || !own->parent) return call_unknown({}, args);
    Frame* frame = static_frame(*function.module, *own->parent);
    const Expr& decorator = *method.decorations.wrapped_decorator;
    const PyValue wrapper = call(evaluate(decorator, *frame), {{{}, undecorated_value(function), false}}, {*frame, decorator.span, nullptr});
    if (!wrapper.is(PyKind::Function) || !wrapper.function.node) return call_unknown(wrapper, args);
    return run_function(wrapper.function, wrapper.capture, args);
}

BoundArguments Evaluator::Impl::bind(Seq<Parameter> parameters, const Arguments& args, Frame& defaults) {
    std::vector<PyValue> positional;
    bool open_positional = false;
    bool open_keywords = false;
    std::vector<PyValue> starred;
    std::vector<std::pair<std::string_view, PyValue>> keywords;
    for (const CallArgument& arg : args) {
        if (arg.star && arg.keyword.empty()) {
            open_positional = true;
            if (arg.value.list) starred = arg.value.list->items;
        } else if (arg.star) {
            open_keywords = true;
        } else if (!arg.keyword.empty()) {
            keywords.emplace_back(arg.keyword, arg.value);
        } else if (open_positional) {
            starred.push_back(arg.value);
        } else {
            positional.push_back(arg.value);
        }
    }
    BoundArguments result;
    std::size_t next = 0;
    std::vector<bool> used(keywords.size(), false);
    for (const Parameter& parameter : parameters) {
        const std::string_view name = parameter.name.name;
        if (name.empty()) continue;  // a bare `*`
        switch (parameter.kind) {
            case ParameterKind::VarPositional: {
                std::vector<PyValue> rest;
                for (; next < positional.size(); ++next) rest.push_back(positional[next]);
                rest.insert(rest.end(), starred.begin(), starred.end());
                result.emplace_back(name, sequence(PyKind::Tuple, std::move(rest), !open_positional));
                continue;
            }
            case ParameterKind::VarKeyword: {
                std::vector<std::pair<PyValue, PyValue>> rest;
                for (std::size_t i = 0; i < keywords.size(); ++i)
                    if (!used[i]) rest.emplace_back(text(keywords[i].first), keywords[i].second);
                result.emplace_back(name, dictionary(std::move(rest), !open_keywords));
                continue;
            }
            case ParameterKind::PositionalOnly:
            case ParameterKind::PositionalOrKeyword:
                if (next < positional.size()) {
                    result.emplace_back(name, positional[next++]);
                    continue;
                }
                break;
            case ParameterKind::KeywordOnly:
                break;
        }
        bool given = false;
        for (std::size_t i = 0; i < keywords.size() && !given; ++i) {
            if (keywords[i].first != name || used[i]) continue;
            used[i] = given = true;
            result.emplace_back(name, keywords[i].second);
        }
        if (given) continue;
        const bool may_be_given = open_keywords || (open_positional && parameter.kind != ParameterKind::KeywordOnly);
        if (may_be_given || !parameter.default_value)
            result.emplace_back(name, PyValue{});
        else
            result.emplace_back(name, evaluate(*parameter.default_value, defaults));
    }
    return result;
}

PyValue Evaluator::Impl::run_function(const FunctionRef& function, const Capture* capture, const Arguments& args) {
    const Node* node = function.node;
    if (function.lambda) node = function.lambda;
    const Scope* scope = node ? function.module->scope().scope_of(*node) : nullptr;
    Level level(*this);
    // How often a function calls itself is a matter of its arguments: where they are not known, it would be run without end.
    const bool endless = std::find(running.begin(), running.end(), node) != running.end() &&
                         std::any_of(args.begin(), args.end(), [](const CallArgument& arg) { return !arg.value.known(); });
    if (!scope || !level.ok || endless || calls >= kMaxCalls || exhausted() || (function.node && function.node->is_async)) {
        PyValue callee;
        callee.kind = PyKind::Function;
        callee.function = function;
        callee.capture = capture;
        return call_unknown(callee, args);
    }
    Frame* frame = heap.make_frame();
    frame->module = function.module;
    frame->scope = scope;
    frame->outer = capture ? capture->frame : nullptr;
    if (scope->parent && scope->parent->kind == ScopeKind::Class) frame->owner = {function.module, static_cast<const ClassDef*>(scope->parent->node)};
    Frame* defaults = frame->outer ? frame->outer : static_frame(*function.module, *scope->parent);
    const Seq<Parameter> parameters = function.lambda ? function.lambda->parameters : function.node->parameters;
    frame->locals = bind(parameters, args, *defaults);
    if (!parameters.empty() && !frame->locals.empty()) frame->self = frame->locals.front().second;
    ++calls;
    running.push_back(node);
    PyValue result;
    if (function.lambda) {
        result = evaluate(*function.lambda->body, *frame);
    } else {
        const BodyFacts& facts = facts_of(function.node->body);
        ExitPoint end = open_exit(facts.returns_early);
        Exits exits{&end, nullptr, nullptr};
        const Flow flow = execute(function.node->body, *frame, exits);
        close_exit(end, flow, &result);
        if (facts.yields) result = sequence(PyKind::List, frame->yielded, frame->yields_complete);
    }
    running.pop_back();
    --calls;
    return result;
}

/// Statements before a raise that can be judged: assertions, and branches whose test is decided by what the instance holds.
const Stmt* Evaluator::Impl::certain_raise(const Method& property, const ModuleInstance& instance) {
    const FunctionDef& node = *property.function.node;
    const Scope* scope = property.function.module->scope().scope_of(node);
    if (!scope || node.parameters.size() != 1 || node.is_async) return nullptr;
    Budget budget(*this);
    Frame* frame = heap.make_frame();
    frame->module = property.function.module;
    frame->scope = scope;
    frame->self = module_value(const_cast<ModuleInstance*>(&instance));
    frame->locals.emplace_back(node.parameters.front().name.name, frame->self);
    Body body = node.body;
    for (std::size_t i = 0; i < body.size();) {
        const Stmt* statement = body[i];
        if (const auto* raised = as<Raise>(statement)) return raised;
        if (const auto* text = as<ExprStmt>(statement); text && is<Constant>(text->value)) {
            ++i;
            continue;
        }
        const auto* branch = as<If>(statement);
        const auto* asserted = as<Assert>(statement);
        if (!branch && !asserted) return nullptr;
        const Expr& condition = branch ? *branch->test : *asserted->test;
        if (asks_for_mode(condition)) return nullptr;
        const Tri test = truth(evaluate(condition, *frame));
        if (test == Tri::Maybe || exhausted()) return nullptr;
        if (asserted) {
            if (test == Tri::No) return statement;
            ++i;
        } else if (test == Tri::Yes) {
            body = branch->body;
            i = 0;
        } else if (!branch->orelse.empty()) {
            body = branch->orelse;
            i = 0;
        } else {
            ++i;
        }
    }
    return nullptr;
}

ExitPoint Evaluator::Impl::open_exit(bool needed) {
    ExitPoint point;
    if (!needed) return point;
    point.born = heap.now();
    point.level = heap.fork();
    return point;
}

void Evaluator::Impl::leave(ExitPoint& point, const PyValue& value) {
    if (point.level == 0 || heap.level() == point.level) {
        point.last = value;
        return;
    }
    point.early.emplace_back(heap.capture(point.level), value);
}

Flow Evaluator::Impl::close_exit(ExitPoint& point, Flow flow, PyValue* value) {
    const bool present = flow == Flow::Alive || point.last;
    PyValue result = point.last ? *point.last : none();
    if (!present) result = {};
    if (point.level != 0) {
        if (!point.early.empty()) {
            std::vector<Delta> paths;
            bool first = !present;
            for (auto& [delta, early_value] : point.early) {
                result = first ? early_value : heap.join_values(result, early_value, point.born);
                first = false;
            }
            if (present) point.early.emplace_back(heap.capture(point.level), result);
            for (auto& [delta, early_value] : point.early) paths.push_back(std::move(delta));
            if (!present) heap.rollback();
            heap.join(point.level, paths);
        }
        heap.commit();
    }
    if (value) *value = result;
    return present || !point.early.empty() ? Flow::Alive : Flow::Dead;
}

}  // namespace jitlint::analysis
