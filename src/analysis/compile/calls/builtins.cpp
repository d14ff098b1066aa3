#include <algorithm>

#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;

Value FunctionCompiler::call_getattr(const Call& node, std::string_view function) {
    const auto* text = node.args.size() >= 2 ? as<Constant>(node.args[1]) : nullptr;
    const bool literal = text && text->constant == ConstantKind::Str;
    if (function == "hasattr") {
        if (check_form(node, function, 2, 2)) condition_of_call(node);
        return Value::typed(types_.boolean(), &node);
    }
    if (function == "getattr" && !check_form(node, function, 2, 3)) return Value::unknown();
    if (function != "getattr" || !literal) {
        emit(DynamicAttribute{&node, function, literal, node.args.size() > 2});
        Uncertain quiet(*this);
        for (const Expr* argument : node.args) evaluate(*argument);
        return Value::unknown();
    }
    Value receiver = evaluate(*node.args[0]);
    if (node.args.size() == 2) return member(receiver, text->text, node, node.args[0]);
    if (receiver.is_type(Kind::Class)) {
        switch (object_has_attribute(receiver, text->text, node)) {
            case Condition::Static::True:
                return member(receiver, text->text, node, node.args[0]);
            case Condition::Static::False:
                return evaluate(*node.args[2]);
            default:
                return Value::unknown();
        }
    }
    if (check_has_attribute(node, receiver)) return Value::unknown();
    emit(DynamicAttribute{&node, function, true, true});
    if (!receiver.is(ValueKind::Module) || !receiver.instance) return Value::unknown();
    switch (has_attribute(*receiver.instance, text->text)) {
        case Condition::Static::True:
            return module_member(*receiver.instance, text->text, node);
        case Condition::Static::False:
            return evaluate(*node.args[2]);
        default:
            return Value::unknown();
    }
}

Value FunctionCompiler::call_annotate(const Call& node) {
    if (!check_form(node, "torch.jit.annotate", 2, 2)) return Value::unknown();
    const TypeRef type = resolve(*node.args[0], AnnotationUse::Annotate);
    Value value = evaluate(*node.args[1], type);
    if (type->has_unknown) return Value::unknown();
    const TypeRef given = type_of(value);
    if (!convert(value, type, node.args[1], ConversionPlace::FunctionArgument, {}, {}))
        emit(VariableRetyped{{}, node.args[1], node.args[1], type, given, false, false, {}});
    // What is given is kept, and not widened; of None the annotation is remembered.
    const bool kept = value.is(ValueKind::Typed) && !value.is_type(Kind::None) && !type->is(Kind::Any) && torchscript::is_subtype(value.type, type);
    return Value::typed(kept ? value.type : type, &node);
}

namespace {

bool is_unrolled(const Value& value) {
    using Kind = torchscript::TypeKind;
    return value.is(ValueKind::ModuleParts) || value.is(ValueKind::Module) || value.is_type(Kind::Tuple) || value.is_type(Kind::NamedTuple);
}

bool is_runtime(const Value& value) {
    using Kind = torchscript::TypeKind;
    return value.is(ValueKind::Range) || value.is_type(Kind::List) || value.is_type(Kind::Tensor) || value.is_type(Kind::Dict) ||
           value.is_type(Kind::Str) || (value.is(ValueKind::Zip) && value.runtime_length);
}

}  // namespace

Value FunctionCompiler::call_zip(const Call& node, std::string_view name) {
    const bool counts = name == "enumerate";
    std::vector<const Expr*> nodes;
    Values values;
    bool open = false;
    for (std::size_t i = 0; i < node.args.size(); ++i) {
        const auto* star = as<Starred>(node.args[i]);
        Value value = evaluate(star ? *star->value : *node.args[i]);
        open = open || star;
        if (star || (counts && i > 0)) continue;
        nodes.push_back(node.args[i]);
        values.push_back(std::move(value));
    }
    for (const Keyword& keyword : node.keywords) evaluate(*keyword.value);
    if (open || values.empty()) return Value::unknown();
    const auto unrolled = std::find_if(values.begin(), values.end(), is_unrolled);
    const auto runtime = std::find_if(values.begin(), values.end(), is_runtime);
    if (unrolled != values.end() && runtime != values.end()) {
        emit(UnrolledZip{&node, nodes[static_cast<std::size_t>(unrolled - values.begin())],
                         nodes[static_cast<std::size_t>(runtime - values.begin())]});
        return Value::unknown();
    }
    if (unrolled != values.end() && unrolled->is(ValueKind::Module)) note(node, torchscript::Feature::EnumerateModules);
    std::vector<Iteration> iterations;
    for (std::size_t i = 0; i < values.size(); ++i) iterations.push_back(iterate(*nodes[i], values[i]));
    Values row;
    if (counts) row.push_back(Value::typed(types_.integer()));
    Value result;
    if (unrolled == values.end()) {
        if (runtime == values.end()) return Value::unknown();
        for (Iteration& iteration : iterations) row.push_back(std::move(iteration.element));
        result.kind = ValueKind::Zip;
        result.runtime_length = true;
        result.parts = std::make_shared<Values>(std::move(row));
        return result;
    }
    // All of fixed length: unrolled together.
    result.kind = ValueKind::ModuleParts;
    result.is_tree = true;
    std::size_t length = SIZE_MAX;
    for (const Iteration& iteration : iterations) {
        if (!iteration.items) return result;
        length = std::min(length, iteration.items->size());
    }
    auto parts = std::make_shared<Values>();
    for (std::size_t i = 0; i < length; ++i) {
        Values cells = row;
        for (const Iteration& iteration : iterations) cells.push_back((*iteration.items)[i]);
        Value element;
        element.kind = ValueKind::ModuleParts;
        element.parts = std::make_shared<Values>(std::move(cells));
        parts->push_back(std::move(element));
    }
    result.parts = std::move(parts);
    return result;
}

Value FunctionCompiler::call_container(const Call& node, std::string_view name, TypeRef hint) {
    if (node.args.empty() && node.keywords.empty() && name != "tuple") {
        const bool list = name == "list";
        if (hint && hint != types_.list(types_.tensor()) && hint != types_.dict(types_.string(), types_.tensor()))
            note(node, torchscript::Feature::TypedDictListCall);
        if (hint && !session_.before(torchscript::Version::of(1, 13))) {
            // list() asks for a list and nothing else; dict() finds the dict in an Optional or a Union.
            if (hint->has_unknown) return Value::unknown();
            const Wanted want = wanted(hint, list ? Kind::List : Kind::Dict);
            if (want.type && (!list || hint->is(Kind::List))) return Value::typed(want.type, &node);
            const TypeRef made = list ? types_.list(types_.tensor()) : types_.dict(types_.string(), types_.tensor());
            const bool several = !want.candidates.empty();
            emit(LiteralMismatch{&node, &node, several ? LiteralMismatch::Why::Ambiguous : LiteralMismatch::Why::NoMember, hint, made});
            return Value::unknown();
        }
        Value value = Value::typed(list ? types_.list(types_.tensor()) : types_.dict(types_.string(), types_.tensor()), &node);
        value.empty_literal = &node;
        return value;
    }
    if (name == "dict") {
        note(node, torchscript::Feature::TypedDictListCall);
        return dict_call(node, hint);
    }
    if (node.args.size() != 1 || !node.keywords.empty() || is<Starred>(node.args[0])) {
        arguments(node);
        return Value::unknown();
    }
    Value value = evaluate(*node.args[0], name == "list" ? hint : nullptr);
    if (name != "dict" && refuse_container(value, node, *node.args[0], name)) return Value::unknown();
    if (name == "tuple") {
        if (refuse_non_value(value, *node.args[0], NonValueUse::Unpacked)) return Value::unknown();
        if (value.is_type(Kind::List))
            emit(ListUnpacked{&node, value.type, true});
        else if (value.is(ValueKind::Typed) && !value.type->has_unknown && !value.is_type(Kind::Tuple) && !value.is_type(Kind::NamedTuple) &&
                 !value.is_type(Kind::Class))
            emit(NotIterable{node.args[0], value.type, nullptr, {}});
        return value.is_type(Kind::Tuple) ? value : Value::unknown();
    }
    if (value.is_type(Kind::List)) return Value::typed(value.type, &node);
    if (value.is(ValueKind::Range)) note(node, torchscript::Feature::ListOfRange);
    const Iteration iteration = iterate(*node.args[0], value);
    if (iteration.over_modules) {
        // A list of what the modules are as values: they can no longer be called.
        const bool listed = name == "list" && value.is(ValueKind::Module) && iteration.items && !iteration.items->empty();
        const ModuleInstance* first = listed ? iteration.items->front().instance : nullptr;
        return first ? Value::typed(types_.list(module_type(*first)), &node) : Value::unknown();
    }
    // `[item for item in iterable]`
    std::vector<TypeRef> types;
    if (iteration.items)
        for (const Value& item : *iteration.items) types.push_back(type_of(item));
    else
        types.push_back(type_of(iteration.element));
    if (types.empty()) return Value::unknown();
    if (hint && hint->is(Kind::Any) && name == "list" && !session_.before(torchscript::Version::of(1, 13)))
        emit(LiteralMismatch{&node, &node, LiteralMismatch::Why::AnyTarget, hint, nullptr});
    return finish_comprehension(node, wanted(hint, Kind::List), types, {}, hint);
}

Value FunctionCompiler::call_range(const Call& node) {
    const Arguments args = positional_arguments(node);
    for (std::size_t i = 0; i < args.values.size(); ++i) {
        const Value& value = args.values[i];
        refuse_outside(value, *args.nodes[i]);
        const TypeRef type = args.types()[i];
        if (type->has_unknown || type->is(Kind::Int)) continue;
        if (type->is(Kind::Optional))
            emit(OptionalUse{args.nodes[i], &node, type, {}, value.module_attribute, is_checked(*args.nodes[i])});
        else
            emit(NotIterable{args.nodes[i], type, nullptr, "range"});
    }
    Value value;
    value.kind = ValueKind::Range;
    return value;
}

Value FunctionCompiler::call_slice(const Call& node) {
    if (!check_builtin_form(node, "slice")) return Value::unknown();
    for (const Expr* argument : node.args)
        if (!is<Starred>(argument)) typed(evaluate(*argument), *argument);
    Value value;
    value.kind = ValueKind::Slice;
    return value;
}

/// Whether the number of arguments and the keywords are such as the compiler's own forms take: reports what is not, and what is dropped.
bool FunctionCompiler::check_builtin_form(const Call& node, std::string_view name) {
    struct Form {
        std::string_view name;
        std::size_t least;
        std::size_t most;
        bool drops_keywords;  ///< without looking at them
    };
    static constexpr std::size_t kAny = SIZE_MAX;
    static constexpr Form kForms[] = {{"print", 0, kAny, false}, {"range", 1, 3, true},  {"zip", 1, kAny, true}, {"enumerate", 1, 2, false},
                                      {"tuple", 1, 1, true},     {"list", 0, 1, true},   {"slice", 1, 3, false}, {"isinstance", 2, 2, true},
                                      {"int", 1, 1, false},      {"float", 1, 1, false}, {"bool", 1, 1, false},  {"str", 1, 1, false}};
    const auto form = std::find_if(std::begin(kForms), std::end(kForms), [&](const Form& f) { return f.name == name; });
    if (form == std::end(kForms)) return true;
    auto refuse = [&](BuiltinCallProblem problem, const Expr* argument = nullptr, const Keyword* keyword = nullptr, TypeRef type = nullptr) {
        emit(BuiltinCallForm{&node, name, problem, argument, keyword, type});
        return false;
    };
    std::size_t given = node.args.size();
    bool counted = true;
    for (const Expr* argument : node.args) {
        if (!is<Starred>(argument)) continue;
        if (name == "zip" || name == "enumerate") return refuse(BuiltinCallProblem::Starred, argument);
        counted = false;  // how many it stands for is another matter
    }
    for (const Keyword& keyword : node.keywords) {
        if (keyword.name.name.empty()) return true;
        if (name == "enumerate") {
            if (keyword.name.name != "start" || node.args.empty()) return refuse(BuiltinCallProblem::Keyword, nullptr, &keyword);
            ++given;
        } else if (!form->drops_keywords) {
            return refuse(BuiltinCallProblem::Keyword, nullptr, &keyword);
        }
    }
    if (!counted) return true;
    if (given < form->least) return refuse(BuiltinCallProblem::TooFew);
    if (given > form->most) return refuse(BuiltinCallProblem::TooMany);
    if (name == "range" || name == "zip")
        for (const Keyword& keyword : node.keywords) refuse(BuiltinCallProblem::Ignored, nullptr, &keyword);
    if (name == "enumerate" && given == 2) {
        const Expr* start = node.args.size() == 2 ? node.args[1] : node.keywords[0].value;
        const TypeRef type = typed(evaluate(*start), *start);
        if (!type->has_unknown && !type->is(Kind::Int)) return refuse(BuiltinCallProblem::NotInt, start, nullptr, type);
    }
    return true;
}

Value FunctionCompiler::call_builtin(const Call& node, std::string_view name, TypeRef hint) {
    using BK = torchscript::Builtin::Kind;
    const torchscript::Builtin builtin = session_.operators.builtin(name);
    if (!check_builtin_form(node, name)) return Value::unknown();
    switch (builtin.kind) {
        case BK::None:
            arguments(node);
            return Value::unknown();
        case BK::Print: {
            ++messages_;
            arguments(node);
            --messages_;
            Value value;
            value.kind = ValueKind::PrintResult;
            return value;
        }
        case BK::Exception: {
            arguments(node);
            Value value;
            value.kind = ValueKind::Exception;
            return value;
        }
        case BK::Cast: {
            Arguments args = arguments(node);
            const Value result = Value::typed(builtin.type, &node);
            if (args.open) return result;
            if (args.values.size() != 1 || !args.keywords.empty()) {
                call_operator(node, builtin.op, name, {}, std::move(args));
                return result;
            }
            if (args.values[0].is_type(Kind::Class) && name != "bool") {
                const Value object = args.values[0];
                const std::string_view method = name == "str" ? "__str__" : name == "int" ? "__int__" : name == "float" ? "__float__" : "__complex__";
                return call_magic(node, object, *args.nodes[0], method, name, {});
            }
            if (name == "str") {
                check_text(args.values[0], *args.nodes[0]);
                return result;
            }
            const Value& value = args.values[0];
            if (name == "bool" && value.is_type(Kind::Class)) {
                call_magic(node, value, *node.args[0], "__bool__", name, {});
                return result;
            }
            if (name == "bool") {
                check_truth(*node.args[0], value);
                return result;
            }
            if (!value.is_plain() || (value.is(ValueKind::Typed) && value.type == builtin.type)) return result;
            call_operator(node, builtin.op, name, {}, std::move(args));
            return result;
        }
        case BK::Magic:
        case BK::Operator: {
            if (name == "len" && node.args.size() == 1 && node.keywords.empty() && !is<Starred>(node.args[0])) {
                Value value = evaluate(*node.args[0]);
                if (value.is_type(Kind::Str)) emit(StringAsBytes{&node, node.args[0], is_non_ascii(*node.args[0]), StringAsBytes::Use::Length});
                if (value.is_type(Kind::Class)) return call_magic(node, value, *node.args[0], "__len__", name, {});
                if (value.is_type(Kind::Optional) || value.is_type(Kind::Union) || value.is_type(Kind::Any))
                    emit(LengthOfAlternatives{&node, value.type});
                refuse_container(value, node, *node.args[0], "len");
                refuse_length(value, *node.args[0]);
                typed(value, *node.args[0]);
                return Value::typed(types_.integer(), &node);
            }
            Arguments args = arguments(node);
            if ((name == "sorted" || name == "sum") && args.values.size() == 1 && refuse_container(args.values[0], node, *args.nodes[0], name))
                return Value::unknown();
            for (const Value& value : args.values)
                if (!value.is_plain() && !value.is(ValueKind::Python)) return Value::unknown();
            if (builtin.kind == BK::Magic && !args.values.empty() && args.values[0].is_type(Kind::Class)) {
                static constexpr std::pair<std::string_view, std::string_view> kMagic[] = {
                    {"hex", "__hex__"}, {"oct", "__oct__"}, {"round", "__round__"}, {"hash", "__hash__"}, {"len", "__len__"}};
                for (const auto& [known, method] : kMagic)
                    if (known == name && args.values.size() == 1) return call_magic(node, args.values[0], *node.args[0], method, name, {});
                return Value::unknown();
            }
            Value result = call_operator(node, builtin.op, name, {}, args);
            mark_builtin(result, name, node, args);
            return result;
        }
        case BK::Form:
            break;
    }
    if (name == "range") return call_range(node);
    if (name == "zip" || name == "enumerate") return call_zip(node, name);
    if (name == "list" || name == "dict" || name == "tuple") return call_container(node, name, hint);
    Arguments args = arguments(node);
    if (name == "sorted" && args.values.size() == 1 && args.values[0].is_type(Kind::List)) return Value::typed(args.values[0].type, &node);
    return Value::unknown();
}

}  // namespace jitlint::analysis
