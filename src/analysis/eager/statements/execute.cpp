#include <algorithm>

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool is_none(const Expr* expression) {
    const auto* constant = as<Constant>(expression);
    return constant && constant->constant == ConstantKind::None;
}

}  // namespace

Flow Evaluator::Impl::execute(Body body, Frame& frame, Exits& exits) {
    for (const Stmt* statement : body)
        if (execute(*statement, frame, exits) == Flow::Dead) return Flow::Dead;
    return Flow::Alive;
}

Flow Evaluator::Impl::execute(const Stmt& statement, Frame& frame, Exits& exits) {
    Level level(*this);
    if (!level.ok || exhausted()) return Flow::Alive;
    return execute_inner(statement, frame, exits);
}

Flow Evaluator::Impl::execute_inner(const Stmt& statement, Frame& frame, Exits& exits) {
    switch (statement.kind) {
        case NodeKind::ExprStmt: {
            const Expr& value = *static_cast<const ExprStmt&>(statement).value;
            // `super().__init__`, whose call was forgotten, does nothing.
            const auto* read = as<syntax::Attribute>(&value);
            if (!read || !called_super(*read->value, frame)) evaluate(value, frame);
            return Flow::Alive;
        }
        case NodeKind::Assign: {
            const auto& node = static_cast<const Assign&>(statement);
            const PyValue value = evaluate(*node.value, frame);
            for (const Expr* target : node.targets) assign(*target, value, frame);
            return Flow::Alive;
        }
        case NodeKind::AnnAssign: {
            const auto& node = static_cast<const AnnAssign&>(statement);
            if (node.value) assign(*node.target, evaluate(*node.value, frame), frame);
            return Flow::Alive;
        }
        case NodeKind::AugAssign:
            augmented(static_cast<const AugAssign&>(statement), frame);
            return Flow::Alive;
        case NodeKind::Return: {
            const auto& node = static_cast<const Return&>(statement);
            const PyValue value = node.value ? evaluate(*node.value, frame) : none();
            if (exits.function) leave(*exits.function, value);
            return Flow::Dead;
        }
        case NodeKind::Raise: {
            const auto& node = static_cast<const Raise&>(statement);
            if (node.exc) evaluate(*node.exc, frame);
            return Flow::Dead;
        }
        case NodeKind::Assert:
            return truth(evaluate(*static_cast<const Assert&>(statement).test, frame)) == Tri::No ? Flow::Dead : Flow::Alive;
        case NodeKind::Break:
            if (exits.loop) leave(*exits.loop, {});
            return Flow::Dead;
        case NodeKind::Continue:
            if (exits.iteration) leave(*exits.iteration, {});
            return Flow::Dead;
        case NodeKind::If:
            return execute_if(static_cast<const If&>(statement), frame, exits);
        case NodeKind::For:
            return execute_for(static_cast<const For&>(statement), frame, exits);
        case NodeKind::While:
            return execute_while(static_cast<const While&>(statement), frame, exits);
        case NodeKind::Try:
            return execute_try(static_cast<const Try&>(statement), frame, exits);
        case NodeKind::With:
            return execute_with(static_cast<const With&>(statement), frame, exits);
        case NodeKind::Match:
            return execute_match(static_cast<const Match&>(statement), frame, exits);
        case NodeKind::FunctionDef:
        case NodeKind::ClassDef:
        case NodeKind::Import:
        case NodeKind::ImportFrom:
            execute_definition(statement, frame);
            return Flow::Alive;
        case NodeKind::Delete:
            for (const Expr* target : static_cast<const Delete&>(statement).targets) {
                if (const auto* name = as<Name>(target)) {
                    set_local(frame, name->id, {});
                } else if (const auto* attribute = as<syntax::Attribute>(target)) {
                    delete_attribute(evaluate(*attribute->value, frame), attribute->attr.name);
                } else if (const auto* subscripted = as<Subscript>(target)) {
                    const PyValue container = evaluate(*subscripted->value, frame);
                    delete_subscript(container, is<Slice>(subscripted->slice) ? PyValue{} : evaluate(*subscripted->slice, frame));
                }
            }
            return Flow::Alive;
        case NodeKind::ErrorStmt:
            // What stands there is not known, nor what it does.
            heap.escape(frame);
            return either([] { return Flow::Alive; }, [&] { return execute(static_cast<const ErrorStmt&>(statement).body, frame, exits); });
        default:
            return Flow::Alive;
    }
}

/// Leaves of a name's alternatives those with which `test` comes out as `outcome`.
void Evaluator::Impl::refine(const Expr& test, bool outcome, Frame& frame) {
    if (const auto* unary = as<UnaryOp>(&test); unary && unary->op == UnaryOperator::Not) return refine(*unary->operand, !outcome, frame);
    if (const auto* both = as<BoolOp>(&test)) {
        const bool all_hold = (both->op == BoolOperator::And) == outcome;
        if (!all_hold) return;
        for (const Expr* part : both->values) refine(*part, outcome, frame);
        return;
    }
    const Name* name = as<Name>(&test);
    const auto* compared = as<Compare>(&test);
    const auto* called = as<Call>(&test);
    if (compared && compared->ops.size() == 1 && is_none(compared->comparators[0]) &&
        (compared->ops[0] == CompareOperator::Is || compared->ops[0] == CompareOperator::IsNot))
        name = as<Name>(compared->left);
    else if (called && called->args.size() == 2 && called->keywords.empty() && is<Name>(called->func) &&
             static_cast<const Name*>(called->func)->id == "isinstance")
        name = as<Name>(called->args[0]);
    if (!name) return;
    const PyValue* local = frame.find(name->id);
    if (!local || !local->is(PyKind::Unknown) || frame.is_static) return;
    std::vector<PyValue> kept;
    for (const PyValue& option : alternatives_of(*local)) {
        Tri holds = Tri::Maybe;
        if (compared) {
            const bool negative = compared->ops[0] == CompareOperator::IsNot;
            holds = identical(option, none());
            if (negative && holds != Tri::Maybe) holds = holds == Tri::Yes ? Tri::No : Tri::Yes;
            if (kind_of(option) == PyKind::Unknown && negative != outcome) {
                kept.push_back(none());
                continue;
            }
        } else if (called) {
            holds = is_instance(option, evaluate(*called->args[1], frame));
        } else {
            holds = truth(option);
        }
        if (holds != (outcome ? Tri::No : Tri::Yes)) kept.push_back(option);
    }
    if (!kept.empty()) set_local(frame, name->id, heap.one_of(kept));
}

Flow Evaluator::Impl::execute_if(const If& node, Frame& frame, Exits& exits) {
    const Tri test = truth(evaluate(*node.test, frame));
    if (test != Tri::Maybe) return execute(test == Tri::Yes ? node.body : node.orelse, frame, exits);
    return either(
        [&] {
            refine(*node.test, true, frame);
            return execute(node.body, frame, exits);
        },
        [&] {
            refine(*node.test, false, frame);
            return execute(node.orelse, frame, exits);
        });
}

Flow Evaluator::Impl::execute_try(const Try& node, Frame& frame, Exits& exits) {
    auto normal = [&] {
        const Flow flow = execute(node.body, frame, exits);
        return flow == Flow::Alive ? execute(node.orelse, frame, exits) : flow;
    };
    Flow flow = Flow::Alive;
    if (node.handlers.empty()) {
        flow = normal();
    } else {
        flow = either(normal, [&] {
            // The exception came somewhere on the way.
            either([] { return Flow::Alive; },
                   [&] {
                       execute(node.body, frame, exits);
                       return Flow::Alive;
                   });
            auto handle = [&](const ExceptHandler& handler) {
                if (!handler.name.name.empty()) set_local(frame, handler.name.name, {});
                return execute(handler.body, frame, exits);
            };
            Flow handled = Flow::Dead;
            if (node.handlers.size() == 1) return handle(node.handlers[0]);
            const std::size_t level = heap.fork();
            std::vector<Delta> paths;
            for (const ExceptHandler& handler : node.handlers) {
                if (handle(handler) == Flow::Alive) {
                    handled = Flow::Alive;
                    paths.push_back(heap.capture(level));
                }
                heap.rollback();
            }
            heap.join(level, paths);
            heap.commit();
            return handled;
        });
    }
    const Flow last = execute(node.finalbody, frame, exits);
    return flow == Flow::Alive ? last : Flow::Dead;
}

Flow Evaluator::Impl::execute_with(const With& node, Frame& frame, Exits& exits) {
    std::vector<PyValue> managers;
    for (const WithItem& item : node.items) {
        const PyValue manager = evaluate(*item.context_expr, frame);
        PyValue entered;
        if (manager.is(PyKind::Object)) {
            entered = object_method(manager, "__enter__", {}, {frame, node.span, nullptr});
            managers.push_back(manager);
        }
        if (item.optional_vars) assign(*item.optional_vars, entered, frame);
    }
    const Flow flow = execute(node.body, frame, exits);
    for (const PyValue& manager : managers)
        object_method(manager, "__exit__", {{{}, {}, false}, {{}, {}, false}, {{}, {}, false}}, {frame, node.span, nullptr});
    return flow;
}

/// Decorators of the files may script what they are given.
void Evaluator::Impl::apply_decorators(const FunctionDef& function, Frame& frame) {
    PyValue value = undecorated_value({frame.module, &function, nullptr});
    for (auto decorator = function.decorators.rbegin(); decorator != function.decorators.rend(); ++decorator) {
        const PyValue callee = evaluate(**decorator, frame);
        if (!callee.is(PyKind::Function)) return;
        value = call(callee, {{{}, value, false}}, {frame, (*decorator)->span, nullptr});
    }
}

void Evaluator::Impl::execute_definition(const Stmt& statement, Frame& frame) {
    if (const auto* function = as<FunctionDef>(&statement)) {
        // What functools.wraps marks stays the function that it is.
        const auto* wraps = function->decorators.size() == 1 ? as<Call>(function->decorators[0]) : nullptr;
        const PyValue marked = wraps ? evaluate(*wraps->func, frame) : PyValue{};
        const bool is_wraps = marked.is(PyKind::External) && marked.text == "functools.wraps";
        const Decorations decorated = is_wraps ? Decorations{} : decorations(*function, *frame.module, *frame.scope);
        const bool known = !decorated.unreadable() || decorated.replacement;
        const PyValue value = function_value({frame.module, function, nullptr}, frame.is_static ? nullptr : &frame);
        set_local(frame, function->name.name, known ? value : PyValue{});
        if (recorder && frame.is_static) apply_decorators(*function, frame);
    } else if (const auto* cls = as<ClassDef>(&statement)) {
        PyValue value;
        if (plainly_decorated(*cls, *frame.module)) {
            value.kind = PyKind::Class;
            value.cls = {frame.module, cls};
            if (!frame.is_static) value.capture = function_value({}, &frame).capture;
        }
        set_local(frame, cls->name.name, value);
    } else if (const auto* import = as<Import>(&statement)) {
        for (const Alias& alias : import->names) {
            const std::string_view name = alias.asname.name.empty() ? alias.name.name : alias.asname.name;
            set_local(frame, name.substr(0, name.find('.')), import_value(alias, *frame.module));
        }
    } else if (const auto* from = as<ImportFrom>(&statement)) {
        for (const Alias& alias : from->names) {
            if (alias.name.name == "*") continue;
            set_local(frame, alias.asname.name.empty() ? alias.name.name : alias.asname.name, import_from_value(*from, alias, *frame.module));
        }
    }
}

}  // namespace jitlint::analysis
