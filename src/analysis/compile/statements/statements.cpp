#include <algorithm>
#include <iterator>

#include "analysis/compile/function_compiler.h"
#include "text/among.h"
#include "torchscript/relation.h"

namespace jitlint::analysis {

using namespace syntax;

void FunctionCompiler::execute(Body body) {
    int local_uncertain = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (block_->exits) break;
        rests_.push_back(body.subspan(i + 1));
        execute(*body[i]);
        rests_.pop_back();
        // After `if <not known whether static>: return` the rest may not be compiled at all.
        if (block_->maybe_exits) {
            block_->maybe_exits = false;
            ++uncertain_;
            ++local_uncertain;
        }
    }
    uncertain_ -= local_uncertain;
    if (local_uncertain > 0 && !block_->exits) block_->maybe_exits = true;
    if (local_uncertain > 0) returns_open_ = true;
}

void FunctionCompiler::execute(const Stmt& statement) {
    session_.count_work();
    if (session_.exhausted()) return;
    switch (statement.kind) {
        case NodeKind::Return:
            return execute_return(static_cast<const Return&>(statement));
        case NodeKind::If: {
            const auto& node = static_cast<const If&>(statement);
            return execute_branches(condition(*node.test), node);
        }
        case NodeKind::For:
            return execute_for(static_cast<const For&>(statement));
        case NodeKind::While:
            return execute_while(static_cast<const While&>(statement));
        case NodeKind::With:
            return execute_with(static_cast<const With&>(statement));
        case NodeKind::Assert:
            return execute_assert(static_cast<const Assert&>(statement));
        case NodeKind::Raise:
            return execute_raise(static_cast<const Raise&>(statement));
        case NodeKind::Delete:
            return execute_delete(static_cast<const Delete&>(statement));
        case NodeKind::Assign: {
            const auto& node = static_cast<const Assign&>(statement);
            const auto* targets = node.targets.size() == 1 ? as<Tuple>(node.targets[0]) : nullptr;
            bound_value_ = node.value;
            binders_ = targets ? targets->elts.size() : 1;
            Value value = evaluate(*node.value);
            for (const Expr* target : node.targets) {
                const auto* named = as<Name>(target);
                const auto* attribute = as<syntax::Attribute>(target);
                if ((named || attribute) && value.empty_literal == node.value) {
                    value.empty_statement = &statement;
                    value.empty_name = named ? named->id : attribute->attr.name;
                }
                assign(*target, value, node.value);
            }
            return;
        }
        case NodeKind::AugAssign:
            return augmented(static_cast<const AugAssign&>(statement));
        case NodeKind::AnnAssign:
            return annotated(static_cast<const AnnAssign&>(statement));
        case NodeKind::ExprStmt: {
            const Expr* value = static_cast<const ExprStmt&>(statement).value;
            bound_value_ = value;
            binders_ = 0;
            const auto* constant = as<Constant>(value);
            if (!constant || constant->constant == ConstantKind::Ellipsis || constant->constant == ConstantKind::Int) evaluate(*value);
            if (constant && constant->constant == ConstantKind::Ellipsis) block_->maybe_exits = true;  // refused: nothing was written yet
            return;
        }
        case NodeKind::Break:
        case NodeKind::Continue:
            block_->leaves = Leaves::Will;
            if (!unrolled_.empty() && unrolled_.back()) emit(ExitFromUnrolledLoop{&statement, unrolled_.back(), unrolled_over_modules_.back()});
            return;
        case NodeKind::Pass:
            return;
        // Refused by the front end as they stand; the rules judge the nodes. What they bind is not known
        // afterwards.
        case NodeKind::FunctionDef: {
            const Identifier& id = static_cast<const FunctionDef&>(statement).name;
            return block_->bind_unknown(id.name, id.span);
        }
        case NodeKind::ClassDef: {
            const Identifier& id = static_cast<const ClassDef&>(statement).name;
            return block_->bind_unknown(id.name, id.span);
        }
        case NodeKind::Try: {
            const auto& node = static_cast<const Try&>(statement);
            havoc(node.body);
            for (const ExceptHandler& handler : node.handlers) havoc(handler.body);
            havoc(node.orelse);
            havoc(node.finalbody);
            block_->maybe_exits = true;
            return;
        }
        case NodeKind::Match:
            for (const MatchCase& one : static_cast<const Match&>(statement).cases) {
                for (const Identifier& capture : one.captures) block_->bind_unknown(capture.name, capture.span);
                havoc(one.body);
            }
            block_->maybe_exits = true;
            return;
        case NodeKind::Import:
            for (const Alias& alias : static_cast<const Import&>(statement).names)
                block_->bind_unknown(alias.asname.name.empty() ? alias.name.name.substr(0, alias.name.name.find('.')) : alias.asname.name,
                                     alias.span);
            return;
        case NodeKind::ImportFrom:
            for (const Alias& alias : static_cast<const ImportFrom&>(statement).names)
                block_->bind_unknown(alias.asname.name.empty() ? alias.name.name : alias.asname.name, alias.span);
            return;
        case NodeKind::Global:
            for (const Identifier& id : static_cast<const Global&>(statement).names) block_->bind_unknown(id.name, id.span);
            return;
        case NodeKind::Nonlocal:
            for (const Identifier& id : static_cast<const Nonlocal&>(statement).names) block_->bind_unknown(id.name, id.span);
            return;
        case NodeKind::ErrorStmt:
            havoc(static_cast<const ErrorStmt&>(statement).body);
            block_->maybe_exits = true;
            return;
        default:
            return;
    }
}

void FunctionCompiler::havoc(Body body) {
    std::vector<const Node*> stack(body.begin(), body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* found = as<Name>(node); found && !context_.scope->bindings(found->id).empty()) block_->bind_unknown(found->id, node->span);
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
}

namespace {

/// `x.item()` of a tensor that is not made of integers by its last operation.
bool is_item_of_any(const Expr& node) {
    static constexpr std::string_view kIntegral[] = {"argmax",       "argmin",      "argsort", "bincount", "count_nonzero", "int",
                                                     "long",         "multinomial", "numel",   "nonzero",  "randint",       "randperm",
                                                     "searchsorted", "bucketize",   "short",   "ceil",     "floor",         "round"};
    const auto* call = as<Call>(&node);
    const auto* method = call ? as<syntax::Attribute>(call->func) : nullptr;
    if (!method || method->attr.name != "item") return false;
    const auto* made = as<Call>(method->value);
    const auto* maker = made ? as<syntax::Attribute>(made->func) : nullptr;
    return !maker || !text::among(maker->attr.name, kIntegral);
}

}  // namespace

void FunctionCompiler::execute_return(const Return& statement) {
    const TypeRef declared = signature_.declared_return;
    TypeRef type = types_.none();
    if (statement.value) {
        // The first releases did not type a returned display by the annotation.
        Value value = evaluate(*statement.value, session_.before(torchscript::Version::of(1, 8)) ? nullptr : declared);
        keep(value, &statement);
        if (declared && declared->is(Kind::List) && value.is_type(Kind::Tuple) && context_.is_root &&
            torchscript::is_subtype(types_.list(value.type->args.empty() ? types_.unknown() : value.type->arg()), declared))
            emit(BehavesDifferently{statement.value, Difference::TupleReturned, value.type, &statement});
        if (context_.is_root && value.is_type(Kind::NamedTuple) && value.type->definition)
            emit(BehavesDifferently{statement.value, Difference::NamedTupleReturned, value.type, &statement});
        if (declared && declared->is(Kind::Int) && value.is_type(Kind::Number) && is_item_of_any(*statement.value))
            emit(BehavesDifferently{statement.value, Difference::ItemConverted, declared, &statement});
        if (!value.is_plain()) {
            type = typed(value, *statement.value);
        } else {
            if (declared) refuse_outside(value, *statement.value, declared);
            if (declared && !declared->has_unknown) convert(value, declared, statement.value, ConversionPlace::Return, {}, {});
            type = type_of(value);
        }
    }
    const bool open = declared && (declared->has_unknown || type->has_unknown);
    if (declared && (open ? torchscript::is_other_container(type, declared) : !torchscript::is_subtype(type, declared)) &&
        !mismatch_return_optional(statement, declared, type))
        emit(ReturnTypesDiffer{&statement, declared, type, true, context_.node->returns ? context_.node->returns->span : text::Span{}});
    returns_.push_back(type);
    return_nodes_.push_back(&statement);
    if (uncertain_ > base_uncertain_) returns_open_ = true;
    block_->leaves = Leaves::Will;
    block_->exits = true;
}

bool FunctionCompiler::mismatch_return_optional(const Return& statement, TypeRef declared, TypeRef type) {
    if (!statement.value || !type->is(Kind::Optional)) return false;
    if (!torchscript::is_subtype(torchscript::without_none(types_, type), declared)) return false;
    emit(OptionalUse{statement.value, statement.value, type, {}, is<syntax::Attribute>(statement.value), is_checked(*statement.value)});
    return true;
}

void FunctionCompiler::execute_assert(const Assert& statement) {
    Condition tested = condition(*statement.test);
    if (statement.msg) {
        // The message is only compiled where the condition may fail.
        Uncertain quiet(*this, tested.is_static() || tested.outcome == Condition::Static::Uncertain);
        ++messages_;
        typed(evaluate(*statement.msg), *statement.msg);
        --messages_;
    }
    if (tested.outcome == Condition::Static::False) {
        if (!session_.before(torchscript::Version::of(1, 13))) block_->exits = true;
        return;
    }
    if (tested.outcome == Condition::Static::Uncertain) {
        // Where it is statically false, nothing after it is compiled.
        block_->maybe_exits = is<Constant>(statement.test);
    }
    refine(tested.if_true);
}

void FunctionCompiler::execute_raise(const Raise& statement) {
    block_->exits = true;
    if (!statement.exc) return;  // refused by the front end as it stands; the rule judges the node
    const Expr* raised = statement.exc;
    const auto* made = as<Call>(raised);
    Value value = evaluate(made ? *made->func : *raised);
    auto refuse = [&](TypeRef type, bool base_exception) { emit(RaiseRefused{&statement, type, base_exception}); };
    if (value.is(ValueKind::Exception)) {
        const auto* named = as<Name>(made ? made->func : raised);
        if (named && named->id != "Exception" && named->id != "RuntimeError")
            if (const text::Span handler = session_.handler_of(*context_.module, named->id); handler.size() > 0)
                emit(RaiseCaughtByClass{&statement, named->id, handler});
        // Arguments of an exception are compiled like any others.
        ++messages_;
        if (made) arguments(*made);
        --messages_;
        return;
    }
    if (value.is(ValueKind::Class)) {
        const ExceptionBase base = exception_base(value.cls);
        if (base == ExceptionBase::None || base == ExceptionBase::BaseException) return refuse(nullptr, base == ExceptionBase::BaseException);
        return;
    }
    if (value.is(ValueKind::Python) && value.python.is(PyKind::External)) {
        static constexpr std::string_view kBase[] = {"builtins.BaseException", "builtins.SystemExit", "builtins.KeyboardInterrupt",
                                                     "builtins.GeneratorExit", "builtins.BaseExceptionGroup"};
        const bool base = text::among(value.python.text, kBase);
        if (base || value.python.text == "builtins.NotImplemented") refuse(nullptr, base);
        if (made) evaluate(*raised);
        return;
    }
    if (made && !value.is(ValueKind::Unknown)) value = call_of(*made, std::move(value), nullptr);
    if (value.is(ValueKind::PrintResult) || value.is(ValueKind::Range) || value.is(ValueKind::Zip) || value.is_tree || value.is(ValueKind::Builtin) ||
        value.is(ValueKind::Function) || value.is(ValueKind::Method) || value.is(ValueKind::Module))
        return refuse(nullptr, false);
    if (value.is(ValueKind::Typed) && !value.type->has_unknown) refuse(value.type, false);
}

FunctionCompiler::ExceptionBase FunctionCompiler::exception_base(ClassRef cls) const {
    const auto& bases = session_.evaluator.linearization(cls);
    ExceptionBase found = ExceptionBase::None;
    for (const auto& entry : bases.entries) {
        if (!entry.external.starts_with("builtins.") || entry.external == "builtins.object") {
            if (!entry.external.empty() && entry.external != "builtins.object") return ExceptionBase::Maybe;
            continue;
        }
        if (is_exception(entry.external.substr(9))) return ExceptionBase::Exception;
        found = ExceptionBase::BaseException;
    }
    return bases.complete ? found : ExceptionBase::Maybe;
}

void FunctionCompiler::execute_delete(const Delete& statement) {
    for (const Expr* target : statement.targets) {
        if (const auto* named = as<Name>(target))
            delete_name(*named);
        else if (const auto* item = as<Subscript>(target))
            delete_item(*item);
        else if (is<syntax::Attribute>(target))
            emit(DeleteRefused{target, DeleteProblem::Attribute, nullptr, {}, {}});
        else
            emit(DeleteRefused{target, DeleteProblem::Display, nullptr, {}, {}});
    }
}

/// As Environment::removeVar: the name goes from all blocks, but has to be in the function's own.
void FunctionCompiler::delete_name(const Name& target) {
    Block* function = block_;
    while (function->parent) function = function->parent;
    Variable* bound = block_->find(target.id);
    if (!function->find_here(target.id)) {
        const Poison* poison = block_->find_poison(target.id);
        const bool deleted = poison && poison->why == UndefinedName::Why::Deleted;
        emit(DeleteRefused{&target, DeleteProblem::Name, nullptr, bound ? bound->span : poison && !deleted ? poison->defined_at : text::Span{}, {}});
    }
    if (!bound) return;
    block_->remove(target.id);
    block_->poison({target.id, UndefinedName::Why::Deleted, target.span, false, nullptr, nullptr, nullptr, {}, {}});
}

void FunctionCompiler::delete_item(const Subscript& target) {
    auto refuse = [&](DeleteProblem problem, TypeRef type, std::string_view name) { emit(DeleteRefused{&target, problem, type, {}, name}); };
    if (is<Slice>(target.slice)) return refuse(DeleteProblem::Slice, nullptr, {});
    Value container = evaluate(*target.value);
    if (container.is_type(Kind::Class) && !is<Slice>(target.slice) && !is<Tuple>(target.slice)) {
        Value index = evaluate(*target.slice);
        Arguments args;
        args.nodes.push_back(target.slice);
        args.positional.push_back(actual_of(index, *target.slice));
        args.values.push_back(std::move(index));
        call_magic(target, container, *target.value, "__delitem__", "del", std::move(args));
        return;
    }
    // Of several indices only the first is looked at.
    const auto* several = as<Tuple>(target.slice);
    const Expr& first = several && !several->elts.empty() && !several->parenthesized ? *several->elts[0] : *target.slice;
    const TypeRef index = typed(evaluate(first), first);
    if (container.is(ValueKind::Module) && container.instance) return refuse(DeleteProblem::Method, nullptr, {});
    if (!container.is(ValueKind::Typed)) return refuse_container_value(container, *target.value);
    const TypeRef type = container.type;
    if (type->is(Kind::Optional)) {
        if (!type->has_unknown) emit(OptionalUse{target.value, &target, type, {}, container.module_attribute, is_checked(*target.value)});
        return;
    }
    switch (type->kind) {
        case Kind::List:
            if (!index->has_unknown && !index->is(Kind::Int)) refuse(DeleteProblem::Item, type, {});
            return;
        case Kind::Dict:
            if (!index->has_unknown && !type->has_unknown && index != type->arg(0)) refuse(DeleteProblem::Item, type, {});
            return;
        case Kind::Class:
        case Kind::Interface:
        case Kind::Unknown:
        case Kind::Future:
        case Kind::RRef:
        case Kind::Await:
            return;
        default:
            if (!type->has_unknown || type->is(Kind::Tuple)) refuse(DeleteProblem::Item, type, {});
            return;
    }
}

}  // namespace jitlint::analysis
