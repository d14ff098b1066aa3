#include <algorithm>
#include <utility>

#include "analysis/compile/function_compiler.h"

/// Operators and builtins on objects: the methods of the class that stand for them.
namespace jitlint::analysis {

using namespace syntax;

namespace {

/// By the operator behind `aten::`. `//` and `@` have none.
constexpr std::pair<std::string_view, std::string_view> kMethods[] = {{"add", "__add__"},
                                                                      {"sub", "__sub__"},
                                                                      {"mul", "__mul__"},
                                                                      {"div", "__truediv__"},
                                                                      {"remainder", "__mod__"},
                                                                      {"fmod", "__mod__"},
                                                                      {"pow", "__pow__"},
                                                                      {"eq", "__eq__"},
                                                                      {"ne", "__ne__"},
                                                                      {"lt", "__lt__"},
                                                                      {"le", "__le__"},
                                                                      {"gt", "__gt__"},
                                                                      {"ge", "__ge__"},
                                                                      {"__and__", "__and__"},
                                                                      {"__or__", "__or__"},
                                                                      {"__xor__", "__xor__"},
                                                                      {"__lshift__", "__lshift__"},
                                                                      {"__rshift__", "__rshift__"},
                                                                      {"__contains__", "__contains__"}};

constexpr std::pair<std::string_view, std::string_view> kInPlace[] = {
    {"add", "__iadd__"}, {"sub", "__isub__"}, {"mul", "__imul__"}, {"div", "__itruediv__"}, {"fmod", "__imod__"}};

template <std::size_t N>
std::string_view method_of(const std::pair<std::string_view, std::string_view> (&methods)[N], std::string_view op) {
    for (const auto& [known, method] : methods)
        if (known == op) return method;
    return {};
}

/// Whether the decorator of a dataclass may write the method: it writes comparisons other than `==` only where `order` asks for them, and no
/// `__ne__`, which Python derives.
bool may_generate(const ClassDef& cls, std::string_view method) {
    if (method == "__eq__" || method == "__hash__" || method == "__repr__") return true;
    if (method != "__lt__" && method != "__le__" && method != "__gt__" && method != "__ge__") return false;
    return std::any_of(cls.decorators.begin(), cls.decorators.end(), [](const Expr* decorator) {
        const auto* made = as<Call>(decorator);
        return made && std::any_of(made->keywords.begin(), made->keywords.end(),
                                   [](const Keyword& keyword) { return keyword.name.name.empty() || keyword.name.name == "order"; });
    });
}

}  // namespace

std::string_view FunctionCompiler::operator_method(std::string_view op) { return method_of(kMethods, op); }

Value FunctionCompiler::call_magic(const Expr& node, const Value& object, const Expr& object_node, std::string_view method, std::string_view shown,
                                   Arguments args) {
    ClassModel* model = class_of(object);
    if (!model || model->kind != ClassKind::Script || model->refused_dataclass) return Value::unknown();
    use_class(*model, object_node);
    const Method* found = model->find(method);
    if (found && !found->decorations.static_method) return call_own_method(node, *model, *found, shown, args);
    if (model->is_dataclass && may_generate(*model->cls.node, method)) return Value::unknown();
    emit(MissingMagicMethod{&node, &object_node, object.type, method, shown, false});
    return Value::unknown();
}

Value FunctionCompiler::augment_object(const AugAssign& statement, std::string_view op, std::string_view shown, const Value& left,
                                       const Value& right) {
    ClassModel* model = class_of(left);
    if (!model || model->refused_dataclass) return Value::unknown();
    Arguments args;
    args.nodes.push_back(statement.value);
    args.positional.push_back(actual_of(right, *statement.value));
    args.values.push_back(right);
    const std::string_view in_place = method_of(kInPlace, op);
    if (in_place.empty()) {
        emit(MissingMagicMethod{statement.target, statement.target, left.type, {}, shown, true});
        return Value::unknown();
    }
    const std::string_view method = model->find(in_place) ? in_place : operator_method(op);
    return call_magic(*statement.target, left, *statement.target, method, shown, std::move(args));
}

Value FunctionCompiler::index_object(const Subscript& node, const Value& object, const Value* stored, const Expr* stored_node) {
    const bool sliced = is<Slice>(node.slice);
    const bool several = is<Tuple>(node.slice);
    if (sliced || several) {
        if (class_of(object)) emit(MissingMagicMethod{&node, node.value, object.type, {}, sliced ? "[:]" : "[i, j]", true});
        return Value::unknown();
    }
    Arguments args;
    Value index = evaluate(*node.slice);
    args.nodes.push_back(node.slice);
    args.positional.push_back(actual_of(index, *node.slice));
    args.values.push_back(std::move(index));
    if (stored && stored_node) {
        args.nodes.push_back(stored_node);
        args.positional.push_back(actual_of(*stored, *stored_node));
        args.values.push_back(*stored);
    } else if (stored) {
        args.open = true;
    }
    return call_magic(node, object, *node.value, stored ? "__setitem__" : "__getitem__", stored ? "[...] =" : "[...]", std::move(args));
}

}  // namespace jitlint::analysis
