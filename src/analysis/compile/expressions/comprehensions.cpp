#include <algorithm>

#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;

Value FunctionCompiler::comprehension(const Expr& node, const Expr& element, const Expr* value, Seq<Comprehension> generators, TypeRef hint) {
    if (generators.size() != 1 || !generators[0].ifs.empty() || generators[0].is_async) return Value::unknown();
    const Comprehension& generator = generators[0];
    Value iterable = evaluate(*generator.iter);
    Iteration iteration = iterate(*generator.iter, iterable);
    if (hint && hint->is(Kind::Any) && !session_.before(torchscript::Version::of(1, 13))) {
        emit(LiteralMismatch{&node, &node, LiteralMismatch::Why::AnyTarget, hint, nullptr});
        return Value::unknown();
    }
    Scoped scoped(*this);
    std::vector<TypeRef> types;
    std::vector<TypeRef> values;
    auto one = [&](const Value& item) {
        assign(*generator.target, item, generator.iter);
        Value made = evaluate(element);
        keep(made, &element);
        types.push_back(typed(made, element));
        if (!value) return;
        check_dict_key(element, types.back());
        Value second = evaluate(*value);
        keep(second, value);
        values.push_back(typed(second, *value));
    };
    if (iteration.items) {
        for (const Value& item : *iteration.items) one(item);
    } else {
        one(iteration.element);
    }
    // Without elements the list is one of tensors, and nothing was compiled.
    if (types.empty()) return Value::unknown();
    return finish_comprehension(node, wanted(hint, value ? Kind::Dict : Kind::List), types, values, hint);
}

Value FunctionCompiler::finish_comprehension(const Expr& node, const Wanted& want, const std::vector<TypeRef>& types,
                                             const std::vector<TypeRef>& values, TypeRef hint) {
    const bool dict = !values.empty();
    auto known = [](const std::vector<TypeRef>& all) { return std::none_of(all.begin(), all.end(), [](TypeRef t) { return t->has_unknown; }); };
    if (want.open || want.any || !known(types) || !known(values)) return Value::unknown();
    TypeRef made = dict ? types_.dict(types.front(), values.front()) : types_.list(types.front());
    if (!want.candidates.empty()) made = choose(want, made, node, hint);
    if (want.type) made = want.type;
    if (made->has_unknown) return Value::unknown();
    for (std::size_t i = 0; i < types.size(); ++i) {
        const bool key_fits = torchscript::is_subtype(types[i], made->arg(0));
        const bool value_fits = !dict || torchscript::is_subtype(values[i], made->arg(1));
        if (key_fits && value_fits) continue;
        const std::size_t at = key_fits ? 1 : 0;
        const TypeRef given = key_fits ? values[i] : types[i];
        if (want.type)
            report_element(node, nullptr, made->arg(at), given);
        else
            emit(ComprehensionTypesDiffer{&node, made->arg(at), given});
        return Value::unknown();
    }
    return Value::typed(made, &node);
}

/// `dict(mapping, key=value, ...)`: the pairs as a comprehension, the keywords as a display.
Value FunctionCompiler::dict_call(const Call& node, TypeRef hint) {
    const Wanted want = wanted(hint, Kind::Dict);
    if (!want.candidates.empty() && !want.open) {
        emit(LiteralMismatch{&node, &node, LiteralMismatch::Why::Ambiguous, hint, nullptr});
        return Value::unknown();
    }
    TypeRef made = want.type;
    bool open = want.open || node.args.size() > 1 || !want.candidates.empty();
    auto add = [&](const Expr& at, const Expr* whole, TypeRef key, TypeRef value) {
        if (open || key->has_unknown || value->has_unknown || (made && made->has_unknown)) {
            open = true;
            return;
        }
        if (!made) made = types_.dict(key, value);
        if (torchscript::is_subtype(key, made->arg(0)) && torchscript::is_subtype(value, made->arg(1))) return;
        const bool bad_key = !torchscript::is_subtype(key, made->arg(0));
        report_element(*whole, &at, made->arg(bad_key ? 0 : 1), bad_key ? key : value);
        open = true;
    };
    if (!node.args.empty()) {
        const Expr* given = node.args[0];
        Value value = is<Starred>(given) ? Value::unknown() : evaluate(*given);
        Iteration iteration;
        if (value.is_type(Kind::Dict)) {
            add(*given, &node, value.type->arg(0), value.type->arg(1));
        } else if (value.empty_list_literal) {
            open = true;
        } else if (value.is_type(Kind::List) || value.is_type(Kind::Tuple) || value.is(ValueKind::Zip)) {
            iteration = iterate(*given, value);
            const Values items = iteration.items ? *iteration.items : Values{iteration.element};
            for (const Value& item : items) {
                if (item.is_type(Kind::Tuple) && item.type->args.size() == 2)
                    add(*given, &node, item.type->arg(0), item.type->arg(1));
                else
                    open = true;
                if (item.is_type(Kind::Int) || item.is_type(Kind::Float) || item.is_type(Kind::Str) || item.is_type(Kind::Tensor))
                    emit(NotUnpackable{&node, given, item.type, 2, 0});
            }
        } else {
            iterate(*given, value);
            if (value.is_type(Kind::Tensor)) emit(NotUnpackable{&node, given, value.type, 2, 0});
            open = true;
        }
    }
    // Without an annotation, and without a mapping before them, keywords of several types make a Union.
    const bool display = node.args.empty() && !want.type;
    TypeRef common = nullptr;
    for (const Keyword& keyword : node.keywords) {
        Value value = evaluate(*keyword.value);
        const TypeRef type = typed(value, *keyword.value);
        if (keyword.name.name.empty() || !value.is(ValueKind::Typed)) open = true;
        if (!display)
            add(*keyword.value, &node, types_.string(), type);
        else
            common = common ? torchscript::unify_or_union(types_, common, type) : type;
    }
    if (open) return Value::unknown();
    if (display && common) return Value::typed(types_.dict(types_.string(), common), &node);
    return made ? Value::typed(made, &node) : Value::unknown();
}

}  // namespace jitlint::analysis
