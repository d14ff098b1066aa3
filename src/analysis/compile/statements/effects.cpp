#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "text/among.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool is_effect(std::string_view method) {
    static constexpr std::string_view kMethods[] = {"pop",       "popitem",     "append", "extend",    "insert",     "remove",  "clear",
                                                    "sort",      "reverse",     "update", "rand",      "randn",      "randint", "randperm",
                                                    "bernoulli", "multinomial", "normal", "rand_like", "randn_like", "random",  "print"};
    return text::among(method, kMethods) || (method.ends_with("_") && !method.ends_with("__"));
}

}  // namespace

bool FunctionCompiler::has_effect(const Expr& expression) const {
    struct Place {
        const Node* node;
        const SourceModule* module;
        const Scope* scope;
        int depth;
    };
    std::vector<Place> stack{{&expression, context_.module, context_.scope, 0}};
    int budget = 2000;
    while (!stack.empty() && --budget > 0) {
        const Place place = stack.back();
        stack.pop_back();
        if (place.depth > 0) {
            const auto* made = as<Assign>(place.node);
            const auto* augmented = as<AugAssign>(place.node);
            const Expr* target = augmented ? augmented->target : made ? made->targets.front() : nullptr;
            if (is<Subscript>(target) || is<syntax::Attribute>(target) || is<Delete>(place.node)) return true;
        }
        if (const auto* called = as<Call>(place.node)) {
            const auto* read = as<syntax::Attribute>(called->func);
            const auto* named = as<Name>(called->func);
            FunctionRef callee;
            if (read && is_effect(read->attr.name)) return true;
            if (named && named->id == "print") return true;
            if (named && place.scope->bindings(named->id).empty()) {
                const auto found = session_.evaluator.lookup(named->id, *place.module, *place.scope);
                if (found && found->is(PyKind::Function)) callee = found->function;
            } else if (read && is<Name>(read->value) && context_.owner && static_cast<const Name*>(read->value)->id == "self") {
                if (const auto method = session_.evaluator.find_method(context_.owner, read->attr.name)) callee = method->function;
            }
            if (callee.node && place.depth < 4)
                for (const Stmt* statement : callee.node->body)
                    stack.push_back({statement, callee.module, callee.module->scope().scope_of(*callee.node), place.depth + 1});
        }
        for_each_child(*place.node, [&](const Node& child) { stack.push_back({&child, place.module, place.scope, place.depth}); });
    }
    return false;
}

/// Formatting is compiled to functions that know `{}`, and `%` with one letter.
void FunctionCompiler::check_format(const Expr& node, const Expr& text, bool percent) {
    const auto* constant = as<Constant>(&text);
    if (!constant || constant->constant != ConstantKind::Str) return;
    const std::string_view format = constant->text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const std::string_view rest = format.substr(i);
        std::string_view field;
        if (percent && format[i] == '%') {
            if (rest.size() > 1 && std::string_view("sdifFeEgGc%").find(rest[1]) != std::string_view::npos) {
                ++i;
                continue;
            }
            field = rest.substr(0, std::min(rest.find_first_of("sdifFeEgGcrxXoau%", 1), rest.size() - 1) + 1);
        } else if (!percent && format[i] == '{') {
            if (rest.starts_with("{}")) {
                ++i;
                continue;
            }
            field = rest.substr(0, std::min(rest.find('}'), rest.size() - 1) + 1);
        } else if (!percent && rest.starts_with("}}")) {
            field = rest.substr(0, 2);
        }
        if (field.empty()) continue;
        emit(FormatField{&node, constant, std::string(field), percent});
        return;
    }
}

/// Since 1.8 the assignments in the body of a script class are parsed, and every function in it.
void FunctionCompiler::check_class_body(ClassRef cls) {
    if (cls.module != context_.module || session_.before(torchscript::Version::of(1, 8)) || !session_.evaluator.linearization(cls).complete) return;
    for (const auto& entry : session_.evaluator.linearization(cls).entries)
        if (!entry.external.empty() && entry.external != "builtins.object") return;
    for (const Stmt* statement : cls.node->body) {
        const auto* made = as<Assign>(statement);
        const auto* annotated = as<AnnAssign>(statement);
        const Expr* value = made ? made->value : annotated ? annotated->value : nullptr;
        if (!value) continue;
        if (is<Lambda>(value)) {
            emit(ClassBodyRefused{value, ClassBodyRefused::Why::Lambda, cls});
            continue;
        }
        std::vector<const Node*> stack{value};
        while (!stack.empty()) {
            const Node* node = stack.back();
            stack.pop_back();
            const auto* both = as<BinOp>(node);
            const auto* single = as<UnaryOp>(node);
            if (both && both->op == Operator::Div) {
                emit(ClassBodyRefused{both, ClassBodyRefused::Why::Division, cls});
                break;
            }
            if (single && single->op == UnaryOperator::UAdd) {
                emit(ClassBodyRefused{single, ClassBodyRefused::Why::UnaryPlus, cls});
                break;
            }
            // What the front end does not support ends the statement without a word.
            if (!both && !single && !is<Constant>(node) && !is<Name>(node) && !is<syntax::Attribute>(node) && !is<Call>(node) && !is<Tuple>(node) &&
                !is<List>(node) && !is<IfExp>(node) && !is<Compare>(node))
                break;
            for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
        }
    }
}

}  // namespace jitlint::analysis
