#include <algorithm>
#include <utility>

#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/function_compiler.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

std::vector<TypeRef> FunctionCompiler::Arguments::types() const {
    std::vector<TypeRef> result;
    for (const auto& actual : positional) result.push_back(actual.type);
    for (const auto& actual : keywords) result.push_back(actual.type);
    return result;
}

std::string FunctionCompiler::dotted(const Expr& node) {
    std::vector<std::string_view> attributes;
    const Expr* base = &node;
    while (const auto* read = as<syntax::Attribute>(base)) {
        attributes.push_back(read->attr.name);
        base = read->value;
    }
    const auto* named = as<Name>(base);
    if (!named || block_->find(named->id)) return {};
    // A local that is not bound yet means what it means outside.
    const Scope* scope = context_.scope->bindings(named->id).empty() ? context_.scope : context_.scope->parent;
    if (!scope) return {};
    auto value = session_.evaluator.lookup(named->id, *context_.module, *scope);
    for (auto it = attributes.rbegin(); value && it != attributes.rend(); ++it) value = session_.evaluator.attribute(*value, *it);
    return value && value->is(PyKind::External) ? std::string(value->text) : std::string();
}

torchscript::Actual FunctionCompiler::actual_of(const Value& value, const Expr& node) {
    torchscript::Actual actual;
    const bool names_type = value.is(ValueKind::Builtin) && session_.operators.builtin(value.name).kind == torchscript::Builtin::Kind::Cast;
    if (names_type && value.name != "str") {
        emit(TypeAsValue{&node, value.name});
        actual.type = types_.unknown();
    } else {
        actual.type = typed(value, node);
    }
    actual.empty_list_literal = value.empty_list_literal && value.empty_literal == &node;
    // An empty list inside a tuple adapts, too, while the tuple is not stored.
    if (const auto* display = as<Tuple>(&node); display && value.parts && value.is_type(Kind::Tuple))
        if (std::any_of(value.parts->begin(), value.parts->end(), [](const Value& part) { return part.empty_list_literal; }))
            actual.type = types_.unknown();
    return actual;
}

FunctionCompiler::Arguments FunctionCompiler::positional_arguments(const Call& node, std::size_t skipped) {
    Arguments args;
    for (std::size_t i = skipped; i < node.args.size(); ++i) {
        const Expr* argument = node.args[i];
        const auto* star = as<Starred>(argument);
        if (!star) {
            Value value = evaluate(*argument);
            args.positional.push_back(actual_of(value, *argument));
            args.refused = args.refused || (!value.is_plain() && !value.is(ValueKind::Module));
            args.nodes.push_back(argument);
            args.values.push_back(std::move(value));
            continue;
        }
        Value value = evaluate(*star->value);
        refuse_non_value(value, *star->value, NonValueUse::Unpacked);
        if (has_runtime_length(value)) emit(ListUnpacked{argument, value.type, true});
        refuse_container(value, *argument, *star->value, "*");
        if (value.is(ValueKind::Python)) refuse_value(value, *star->value, ValueUse::Unpacking);
        if (!value.is_type(Kind::Tuple)) {
            const bool scalar = value.is_type(Kind::Int) || value.is_type(Kind::Float) || value.is_type(Kind::Bool) || value.is_type(Kind::Str) ||
                                value.is_type(Kind::None) || value.is_type(Kind::Dict);
            if (scalar) emit(NotUnpackable{argument, star->value, value.type, 0, 0});
            args.open = true;
            continue;
        }
        for (TypeRef type : value.type->args) {
            args.nodes.push_back(argument);
            args.values.push_back(Value::typed(type));
            args.positional.push_back({type, false, {}});
        }
    }
    return args;
}

FunctionCompiler::Arguments FunctionCompiler::arguments(const Call& node, std::size_t skipped) {
    Arguments args = positional_arguments(node, skipped);
    for (const Keyword& keyword : node.keywords) {
        if (keyword.name.name.empty()) {
            args.open = true;
            continue;
        }
        Value value = evaluate(*keyword.value);
        torchscript::Actual actual = actual_of(value, *keyword.value);
        actual.name = keyword.name.name;
        args.refused = args.refused || (!value.is_plain() && !value.is(ValueKind::Module));
        args.keywords.push_back(actual);
        args.nodes.push_back(keyword.value);
        args.values.push_back(std::move(value));
    }
    return args;
}

void FunctionCompiler::evaluate_arguments(const Call& node) {
    for (const Expr* argument : node.args) {
        const auto* star = as<Starred>(argument);
        evaluate(star ? *star->value : *argument);
    }
    for (const Keyword& keyword : node.keywords) evaluate(*keyword.value);
}

void FunctionCompiler::report_conversions(const torchscript::MatchResult& match, const Arguments& args, const Value* receiver,
                                          const Expr* receiver_node, std::string_view callee, ConversionPlace place) {
    for (const torchscript::Conversion& conversion : match.conversions) {
        if (!conversion.from->is(Kind::Tensor)) continue;
        const Kind to = conversion.to->kind;
        if (to != Kind::Int && to != Kind::Float && to != Kind::Number && to != Kind::Complex) continue;
        const std::size_t at = conversion.argument;
        std::string_view parameter;
        if (!conversion.is_receiver && at >= args.positional.size())
            parameter = args.keywords[at - args.positional.size()].name;
        else if (!conversion.is_receiver && match.schema && !receiver && at < match.schema->parameters.size())
            parameter = match.schema->parameters[at].name;
        const Value& value = conversion.is_receiver ? *receiver : args.values[at];
        emit(TensorToNumber{
            conversion.is_receiver ? receiver_node : args.nodes[at], conversion.to, place, parameter, callee, value.requires_grad, false, {}});
    }
}

bool FunctionCompiler::mismatch_optional(const Node& use, const Arguments& args, const Value* receiver, const Expr* receiver_node,
                                         std::span<const torchscript::Schema* const> candidates) {
    std::vector<torchscript::Actual> positional = args.positional;
    std::vector<torchscript::Actual> keywords = args.keywords;
    torchscript::Actual self;
    const Expr* optional = nullptr;
    const Value* value = nullptr;
    auto strip = [&](torchscript::Actual& actual, const Value& given, const Expr* node) {
        if (!actual.type->is(Kind::Optional)) return;
        actual.type = torchscript::without_none(types_, actual.type);
        if (!optional) {
            optional = node;
            value = &given;
        }
    };
    if (receiver) {
        self.type = type_of(*receiver);
        strip(self, *receiver, receiver_node);
    }
    for (std::size_t i = 0; i < positional.size(); ++i) strip(positional[i], args.values[i], args.nodes[i]);
    for (std::size_t i = 0; i < keywords.size(); ++i) strip(keywords[i], args.values[positional.size() + i], args.nodes[positional.size() + i]);
    if (!optional) return false;
    const torchscript::CallArguments call{receiver ? &self : nullptr, positional, keywords};
    if (session_.operators.match(candidates, call).verdict == torchscript::Verdict::NoMatch) return false;
    emit(OptionalUse{optional, &use, type_of(*value), {}, value->module_attribute, is_checked(*optional)});
    return true;
}

Value FunctionCompiler::operator_mismatch(const Expr& node, std::string_view op, std::string_view shown, torchscript::MatchResult match,
                                          const Arguments& args, const Value* receiver, const Expr* receiver_node,
                                          std::span<const torchscript::Schema* const> candidates) {
    if (std::ranges::any_of(args.nodes, [](const Expr* argument) { return is<Lambda>(argument); })) return Value::unknown();  // refused as it stands
    const bool filled = std::ranges::any_of(args.values, [&](const Value& value) { return is_filled_later(value); });
    if (filled || (receiver && is_filled_later(*receiver))) return Value::unknown();
    const bool reads = op == "aten::__getitem__" || op == "aten::__contains__";
    const Value* container = receiver ? receiver : (reads && !args.values.empty() ? &args.values[0] : nullptr);
    if (container && container->empty_literal && container->is(ValueKind::Typed)) {
        const std::size_t first = receiver ? 0 : 1;
        const TypeRef stored = args.positional.size() > first ? args.positional.back().type : types_.unknown();
        const bool whole = op == "aten::extend" || op == "aten::update";
        TypeRef better = nullptr;
        if (!stored->has_unknown && container->type->is(Kind::List) && receiver) better = whole ? stored : types_.list(stored);
        emit(UntypedContainerMismatch{&node, container->empty_literal, container->empty_statement, container->empty_name, container->type, stored,
                                      better});
        forget(*container);
        return Value::unknown();
    }
    if (mismatch_optional(node, args, receiver, receiver_node, candidates)) return Value::unknown();
    emit(OperatorMismatch{&node, std::string(op), shown, std::move(match), args.nodes, receiver_node, args.types(),
                          receiver ? type_of(*receiver) : nullptr});
    for (const Value& value : args.values) forget(value);
    return Value::unknown();
}

Value FunctionCompiler::call_operator(const Expr& node, std::string_view op, std::string_view shown, std::string_view dotted_name, Arguments args,
                                      const Value* receiver, const Expr* receiver_node) {
    const auto candidates = session_.operators.find(op);
    if (dotted_name.starts_with("torch.") || (receiver && receiver->is_type(Kind::Tensor)))
        for (std::size_t i = 0; i < args.values.size(); ++i) refuse_outside(args.values[i], *args.nodes[i]);
    if (candidates.empty() || args.open || args.refused) return Value::unknown();
    torchscript::Actual self;
    if (receiver) self = actual_of(*receiver, *receiver_node);
    const torchscript::CallArguments call{receiver ? &self : nullptr, args.positional, args.keywords};
    torchscript::MatchResult match = session_.operators.match(candidates, call);
    if (match.verdict == torchscript::Verdict::NoMatch)
        return operator_mismatch(node, op, shown, std::move(match), args, receiver, receiver_node, candidates);
    if (match.verdict == torchscript::Verdict::Match) {
        report_conversions(match, args, receiver, receiver_node, shown, ConversionPlace::OperatorArgument);
        if (const auto* called = as<Call>(&node)) {
            const std::vector<TypeRef> types = args.types();
            emit(OperatorCall{called, op, dotted_name, types});
        }
    }
    return Value::typed(match.result, &node);
}

Value FunctionCompiler::call(const Call& node, TypeRef hint) {
    const auto* named = as<Name>(node.func);
    if (named && !block_->find(named->id) && context_.scope->bindings(named->id).empty()) {
        static constexpr std::string_view kReflective[] = {"getattr", "setattr", "delattr", "hasattr"};
        if (text::among(named->id, kReflective)) return call_getattr(node, named->id);
        if (named->id == "isinstance") {
            if (check_form(node, "isinstance", 2, 2)) condition_of_call(node);
            return Value::typed(types_.boolean(), &node);
        }
        if (named->id == "super") {
            Value value;
            value.kind = ValueKind::Super;
            value.expression = &node;
            if (node.args.empty()) return value;
            // The class is no value.
            emit(SuperUsed{&node, &node, {}});
            return Value::unknown();
        }
    }
    const Call* outer = std::exchange(calling_, &node);
    Value callee = evaluate(*node.func);
    calling_ = outer;
    return call_of(node, std::move(callee), hint);
}

Value FunctionCompiler::call_of(const Call& node, Value callee, TypeRef hint) {
    switch (callee.kind) {
        case ValueKind::Builtin:
            if (callee.python.is(PyKind::External)) return call_renamed_builtin(node, callee, hint);
            return call_builtin(node, callee.name, hint);
        case ValueKind::Function:
            if (callee.unbound && !node.args.empty()) {
                evaluate_arguments(node);
                emit(UnboundMethodCall{&node, callee.cls, callee.function});
                return Value::unknown();
            }
            return call_function(node, callee.function, nullptr, nullptr, std::string(callee.function.node->name.name), arguments(node),
                                 &callee.python);
        case ValueKind::Method: {
            if (callee.method.function) {
                const std::string owner = callee.instance->cls ? std::string(callee.instance->cls.node->name.name) + "." : std::string();
                return call_function(node, callee.method.function, &callee.method, callee.instance, owner + std::string(callee.name),
                                     arguments(node));
            }
            return callee.name == "forward" ? call_library_module(node, *callee.instance) : call_module_walk(node, callee);
        }
        case ValueKind::Module:
            return call_module(node, callee);
        case ValueKind::TypeMethod:
            return call_type_method(node, callee, hint);
        case ValueKind::ObjectMethod: {
            ClassModel* model = session_.classes.of_type(callee.receiver_type);
            const Arguments args = arguments(node);
            return model ? call_own_method(node, *model, callee.method, callee.name, args) : Value::unknown();
        }
        case ValueKind::Class:
            return call_class(node, callee);
        case ValueKind::Typed:
            return call_value(node, callee);
        case ValueKind::Python:
            if (ClassModel* made = session_.classes.made_by_call(callee.python)) {
                note_named_tuple(made->type, node.span);
                check_fields(node, *made, arguments(node));
                return Value::typed(made->type, &node);
            }
            if (!callee.python.is(PyKind::Module)) return call_external(node, callee);
            arguments(node);
            emit(ForeignModule{node.func, callee.python, callee.name, ForeignModule::Why::GlobalOrClosure});
            return Value::unknown();
        case ValueKind::Exception:
            arguments(node);
            return callee;
        default:
            evaluate_arguments(node);
            return Value::unknown();
    }
}

void FunctionCompiler::check_call(const Call& node, const FunctionRef& function, const Signature& read, const Arguments& args, bool ignored) {
    const torchscript::CallArguments call{nullptr, args.positional, args.keywords};
    const torchscript::Schema* candidates[] = {&read.schema};
    torchscript::MatchResult match = session_.operators.match(candidates, call);
    if (match.verdict == torchscript::Verdict::Match && !ignored)
        report_conversions(match, args, nullptr, nullptr, function.node->name.name, ConversionPlace::FunctionArgument);
    if (match.verdict == torchscript::Verdict::Match && !read.parameters.empty() && args.positional.size() >= read.parameters.size()) {
        // More than a list in the place of the last parameter, a list: all that is left is packed into one.
        const std::size_t last = read.parameters.size() - 1;
        const Signature::Parameter& parameter = read.parameters[last];
        const TypeRef given = args.positional[last].type;
        if (parameter.type->is(Kind::List) && parameter.fixed_size == 0 && !given->has_unknown && !given->is(Kind::List) && !given->is(Kind::Tuple))
            emit(PackedArguments{&node, args.nodes[last], args.positional.size() - last, function, parameter.node});
    }
    if (match.verdict != torchscript::Verdict::NoMatch || mismatch_optional(node, args, nullptr, nullptr, candidates)) return;
    CallMismatch finding{&node, function, function.node->name.name, {}, nullptr, nullptr, false, ignored};
    if (!match.mismatches.empty()) finding.mismatch = match.mismatches.front();
    if (finding.mismatch.argument < args.nodes.size()) finding.argument = args.nodes[finding.mismatch.argument];
    for (const Signature::Parameter& parameter : read.parameters)
        if (parameter.node->name.name == finding.mismatch.parameter) {
            finding.parameter = parameter.node;
            finding.parameter_inferred = parameter.inferred;
        }
    if (finding.argument && is_module_type(args.types()[finding.mismatch.argument]) && session_.is_called(finding.parameter)) return;
    emit(finding);
}

Value FunctionCompiler::call_function(const Call& node, const FunctionRef& function, const Method* method, const ModuleInstance* self,
                                      std::string symbol, Arguments args, const PyValue* object) {
    const ReachedFrom* reached = session_.step(context_.reached, context_.module, node.func->span, std::move(symbol));
    FunctionContext context = method ? Session::make_context(*method, self, reached) : Session::make_context(function, reached);
    context.capture = object ? object->capture : nullptr;
    if (!method && !(object && object->undecorated))
        context.decorations = session_.evaluator.decorations(*function.node, *function.module, Session::enclosing_scope(function));
    const Decorations& d = context.decorations;
    if (d.replacement) return call_replacement(node, d, method, self, std::move(symbol), std::move(args));
    if (d.jit_overload)
        emit(OverloadProblem{node.func->span, OverloadWhy::NoImplementation, function.node->name.name, function.node, nullptr, nullptr});
    if (function.node->is_async && !d.unreadable()) session_.compile_function(context, uncertain_ == 0);
    if (d.cached && !d.unreadable()) return call_cached(node, function, method != nullptr);
    for (std::size_t i = 0; i < args.values.size(); ++i) keep(args.values[i], args.nodes[i]);
    // A class method that is read from a module is compiled with the module as its class.
    if (d.overload || (d.class_method && !self) || d.unreadable() || function.node->is_async) return Value::unknown();
    if (d.autocast && !method) {
        emit(AutocastFunction{d.autocast_decorator, &node});
        return Value::unknown();
    }
    const auto overloads = session_.overloads(function, method ? method->owner : ClassRef{}, self);
    if (!overloads.empty()) return call_overloaded(node, context, overloads, args);
    const Signature& read = session_.signature(context);
    const bool ignored = d.ignore || d.unused || d.ignore_drop;
    if (ignored && method && self && !d.static_method && function.node->parameters.empty() && uncertain_ == 0)
        session_.observer.found(MethodWithoutSelf{function.node}, context, session_.version);
    if (ignored && !check_ignored_signature(node, context, read)) return Value::unknown();
    if (ignored) {
        IgnoredCall finding{&node, method ? *method : Method{function, {}, d}, {}, !read.declared_return, false, session_.saves};
        for (const Signature::Parameter& parameter : read.parameters)
            if (parameter.inferred) finding.unannotated.push_back(parameter.node);
        finding.returns_non_tensor = finding.return_unannotated && certainly_returns_other(*function.node);
        emit(finding);
    }
    // A generator, which is refused itself, takes anything.
    const bool generator = d.library_wrapper == torchscript::LibraryWrapper::ContextManager;
    // That a module is called which is a Tensor inside is told there, before the arguments are looked at.
    const bool modules = std::any_of(args.values.begin(), args.values.end(), [](const Value& value) { return value.is(ValueKind::Module); });
    if (modules && !ignored && !session_.is_active(context)) session_.compile_function(context, uncertain_ == 0);
    if (!read.open && !args.open && !args.refused && !generator) check_call(node, function, read, args, ignored);
    if (!read.open && !args.open) {
        if (method && self && !ignored && session_.lacks_defaults(*method, *self))
            check_defaults_inside(node, *method, read, args, DefaultInsideClass::Why::Module);
        else
            check_left_out(node, function, read, args.positional.size(), args.keywords);
    }
    if (!ignored && !read.open && !args.open) refuse_outside_arguments(args, read);
    if (ignored) {
        if (read.declared_return) return Value::typed(read.declared_return, &node);
        const bool annotated =
            std::any_of(read.parameters.begin(), read.parameters.end(), [](const Signature::Parameter& p) { return p.node->annotation; });
        return annotated || read.from_comment ? Value::typed(types_.tensor(), &node) : unannotated_result(node);
    }
    if (session_.is_active(context)) {
        const ReachedFrom* first = context_.reached;
        while (first && first->previous && !(first->module == function.module && function.node->span.contains(first->span))) first = first->previous;
        // Of a method the compiler blames the call that comes back to it; of a function, whose compilation never ends, it names nothing.
        if ((method && self) || context_.node == function.node || !first || first->module != function.module ||
            !function.node->span.contains(first->span))
            first = nullptr;
        emit(Recursion{&node, function, first});
        return Value::typed(read.declared_return ? read.declared_return : types_.unknown(), &node);
    }
    // `fn(*args)` in what a decorator made of a method: that `self` is none inside follows from the star, which is refused.
    const Scope& around = Session::enclosing_scope(function);
    const bool starred = std::ranges::any_of(node.args, [](const Expr* argument) { return is<Starred>(argument); });
    const bool follows = starred && !method && around.kind == ScopeKind::Class;
    const FunctionResult result = session_.compile_function(context, uncertain_ == 0 && !follows);
    if (read.declared_return) return Value::typed(read.declared_return, &node);
    return Value::typed(result.returns ? result.returns : types_.unknown(), &node);
}

/// What a decorator has put in the place of a function is called.
Value FunctionCompiler::call_replacement(const Call& node, const Decorations& decorations, const Method* method, const ModuleInstance* self,
                                         std::string symbol, Arguments args) {
    const FunctionRef& function = decorations.replacement;
    if (function.lambda) {
        emit(LambdaRead{&node, function.lambda});
        return Value::unknown();
    }
    PyValue object;
    object.kind = PyKind::Function;
    object.function = function;
    object.capture = decorations.replacement_capture;
    const Method made{function, method ? method->owner : ClassRef{}, {}};
    return call_function(node, function, method ? &made : nullptr, self, std::move(symbol), std::move(args), &object);
}

bool FunctionCompiler::check_ignored_signature(const Call& node, const FunctionContext& callee, const Signature& read) {
    if (read.uncounted) {
        emit(IgnoredVariadic{&node, callee.node, callee.module, read.uncounted});
        return false;
    }
    if (read.from_comment || read.open) return true;
    AnnotationPlace place{
        .module = callee.module, .scope = &Session::enclosing_scope({callee.module, callee.node, nullptr}), .use = AnnotationUse::Parameter};
    bool fit = true;
    place.report = [&](const UnresolvedAnnotation& problem) {
        fit = false;
        emit(IgnoredAnnotation{&node, callee.node, callee.module, problem.span, problem.code, problem.problem == AnnotationProblem::StringValue});
    };
    auto check = [&](const Expr* annotation) {
        if (annotation && fit) resolve_object_annotation(session_, *annotation, place);
    };
    for (const Signature::Parameter& parameter : read.parameters) check(parameter.node->annotation);
    check(callee.node->returns);
    return fit;
}

/// The body has a return whose value is certainly no Tensor: a literal, a tuple, `.item()`, a Python number.
bool FunctionCompiler::certainly_returns_other(const FunctionDef& function) {
    std::vector<const Node*> stack(function.body.begin(), function.body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (is<FunctionDef>(node) || is<ClassDef>(node) || is<Lambda>(node)) continue;
        if (const auto* returned = as<Return>(node)) {
            const Expr* value = returned->value;
            if (!value || is<Constant>(value) || is<Tuple>(value) || is<List>(value) || is<Dict>(value) || is<JoinedStr>(value) ||
                is<ListComp>(value))
                return true;
            if (const auto* called = as<Call>(value)) {
                const auto* read = as<syntax::Attribute>(called->func);
                const auto* named = as<Name>(called->func);
                if (read && (read->attr.name == "item" || read->attr.name == "tolist")) return true;
                if (named && (named->id == "len" || named->id == "int" || named->id == "float" || named->id == "bool" || named->id == "str"))
                    return true;
            }
        }
        for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

Value FunctionCompiler::call_class(const Call& node, const Value& callee) {
    const Arguments args = arguments(node);
    check_class_body(callee.cls);
    ClassModel& model = session_.classes.model(callee.cls);
    switch (model.kind) {
        case ClassKind::Module:
            emit(ForeignModule{node.func, callee.python, callee.cls.node->name.name, ForeignModule::Why::Constructed});
            return Value::unknown();
        case ClassKind::NamedTuple:
            if (!model.type) return Value::unknown();
            use_named_tuple(model);
            note_named_tuple(model.type, node.span);
            if (std::any_of(model.parameters.begin(), model.parameters.end(), [](const auto& field) { return field.has_default; }))
                note(node, torchscript::Feature::NamedTupleDefaults);
            check_fields(node, model, args);
            return Value::typed(model.type, &node);
        case ClassKind::Enum:
            use_enum(model, *node.func);
            emit(EnumUse{&node, model.type, EnumProblem::Call, {}});
            return Value::unknown();
        case ClassKind::Script:
            return construct(node, model, args);
        case ClassKind::Opaque:
            // The first releases compile what derives from a builtin class, too.
            if (!is_exception_class(callee.cls) && !session_.before(torchscript::Version::of(1, 8)))
                emit(ObjectConstruction{node.func, model.cls, ConstructionProblem::CannotBeCompiled, {}, true});
            return Value::unknown();
        case ClassKind::Interface:
        case ClassKind::Ignored: {
            const bool ignored = model.kind == ClassKind::Ignored;
            emit(ObjectConstruction{node.func, model.cls, ignored ? ConstructionProblem::Ignored : ConstructionProblem::Interface, {}, true});
            return Value::unknown();
        }
        case ClassKind::Unknown:
            return Value::unknown();
    }
    return Value::unknown();
}

bool FunctionCompiler::is_exception_class(ClassRef cls) {
    const auto& entries = session_.evaluator.linearization(cls).entries;
    return std::any_of(entries.begin(), entries.end(), [](const auto& entry) {
        return entry.external.starts_with("builtins.") && entry.external != "builtins.object" && entry.external != "builtins.list" &&
               entry.external != "builtins.tuple";
    });
}

/// None where Python itself fails with it, in a class that nothing scripts: other code sets the attribute before `forward` runs.
bool FunctionCompiler::is_filled_later(const Value& value) const {
    return session_.generic_root && value.module_attribute && value.is_type(Kind::None);
}

/// A call of what is a value: an object with `__call__`, or nothing that can be called.
Value FunctionCompiler::call_value(const Call& node, const Value& callee) {
    Arguments args = arguments(node);
    const TypeRef type = callee.type;
    if (is_module_type(type)) {
        emit(ModuleAsValue{&node, type, callee.made_value});
        return Value::unknown();
    }
    if (type->is(Kind::Class)) return call_magic(node, callee, *node.func, "__call__", "()", std::move(args));
    if (type->has_unknown || type->is(Kind::Any) || type->is(Kind::Function)) return Value::unknown();
    if (is_filled_later(callee)) return Value::unknown();
    if (callee.module_attribute && context_.self && type->is(Kind::None)) {
        const auto* read = as<syntax::Attribute>(node.func);
        emit(NotCallable{&node, read ? read->attr.name : std::string_view(), context_.self, NotCallable::Why::None});
        return Value::unknown();
    }
    if (callee.inferred_tensor && uncertain_ == 0) session_.note_called(callee.parameter);
    emit(NotAFunction{&node, type, callee.inferred_tensor, callee.parameter});
    return Value::unknown();
}

Value FunctionCompiler::call_type_method(const Call& node, const Value& callee, TypeRef hint) {
    if (callee.name == "tolist" && callee.receiver_type->is(Kind::Tensor)) return call_to_list(node, hint);
    Arguments args = arguments(node);
    if (callee.name == "format" && callee.receiver && callee.receiver_type->is(Kind::Str)) check_format(node, *callee.receiver, false);
    if (callee.type) {  // a cast: x.float()
        if (!node.args.empty() || !node.keywords.empty()) emit(CastWithArguments{&node, callee.name});
        return Value::typed(callee.type, &node);
    }
    if (callee.op.empty() || callee.name == "tolist") return Value::unknown();
    if (callee.name == "type" && callee.receiver_type->is(Kind::Tensor)) {
        const bool none = node.args.empty() && node.keywords.empty();
        const bool string = args.values.size() == 1 && args.values[0].is_type(Kind::Str);
        if (none || string) emit(TensorTypeCall{&node, string});
    }
    Value receiver = callee;
    receiver.kind = ValueKind::Typed;
    receiver.type = callee.receiver_type;
    if (receiver.is_type(Kind::Str) && callee.name == "format")
        for (std::size_t i = 0; i < args.values.size(); ++i) check_text(args.values[i], *args.nodes[i]);
    Value result = call_operator(node, callee.op, callee.name, {}, args, &receiver, callee.receiver ? callee.receiver : node.func);
    mark_call(result, callee.op, node, args, &receiver);
    return result;
}

/// The result has the type that the annotation at its place says.
Value FunctionCompiler::call_to_list(const Call& node, TypeRef hint) {
    arguments(node);
    if (!hint) {
        emit(UntypedToList{&node, ToListWhy::NoAnnotation, nullptr});
        return Value::unknown();
    }
    TypeRef element = hint;
    while (element->is(Kind::List)) element = element->arg();
    if (element->has_unknown) return Value::unknown();
    const bool number = element->is(Kind::Int) || element->is(Kind::Float) || element->is(Kind::Bool) || element->is(Kind::Complex);
    if (!number) {
        emit(UntypedToList{&node, hint->is(Kind::List) ? ToListWhy::ElementType : ToListWhy::NotList, hint});
        return Value::unknown();
    }
    return Value::typed(hint, &node);
}

}  // namespace jitlint::analysis
