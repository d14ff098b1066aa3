#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "text/among.h"

/// Where the compiler loses what a `with` computes. exit_transforms.cpp moves the statements behind a conditional exit into a branch; a value that
/// is made in a `with` block so moved, and used behind the block, ends in an internal assert that names no line.
namespace jitlint::analysis {

using namespace syntax;

namespace {

/// An expression that certainly becomes an instruction where it stands (a name or a constant does not).
bool is_computed(const Expr* node) {
    if (const auto* called = as<Call>(node)) {
        static constexpr std::string_view kNone[] = {"int", "float", "bool", "str", "isinstance", "hasattr", "getattr", "list", "tuple", "annotate"};
        const auto* named = as<Name>(called->func);
        const auto* read = as<syntax::Attribute>(called->func);
        const std::string_view name = named ? named->id : read ? read->attr.name : std::string_view();
        return !text::among(name, kNone);
    }
    if (const auto* both = as<BinOp>(node)) return !is<Constant>(both->left) || !is<Constant>(both->right);
    return false;
}

/// What a stretch of statements computes: names, and expressions that it returns.
struct Computed {
    std::vector<std::string_view> names;
    const Expr* returned = nullptr;
};

void add_target(const Expr* target, Computed& result) {
    if (const auto* named = as<Name>(target)) result.names.push_back(named->id);
}

Computed computed_by(Body body) {
    Computed result;
    std::vector<const Node*> stack(body.rbegin(), body.rend());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (is_expression(node->kind) || is<FunctionDef>(node) || is<ClassDef>(node)) continue;
        if (const auto* made = as<Assign>(node)) {
            const auto* values = as<Tuple>(made->value);
            const auto* copied = as<Name>(made->value);
            const bool copy = copied && text::among(copied->id, result.names);
            for (const Expr* target : made->targets) {
                if (copy || is_computed(made->value)) add_target(target, result);
                const auto* targets = as<Tuple>(target);
                if (!targets) continue;
                for (std::size_t i = 0; i < targets->elts.size(); ++i)
                    if (is_computed(made->value) || (values && values->elts.size() == targets->elts.size() && is_computed(values->elts[i])))
                        add_target(targets->elts[i], result);
            }
        } else if (const auto* augmented = as<AugAssign>(node)) {
            add_target(augmented->target, result);
        } else if (const auto* annotated = as<AnnAssign>(node)) {
            if (annotated->value && is_computed(annotated->value)) add_target(annotated->target, result);
        } else if (const auto* returned = as<Return>(node)) {
            const auto* named = as<Name>(returned->value);
            const bool made_here = named && text::among(named->id, result.names);
            if (made_here || is_computed(returned->value)) result.returned = returned->value;
        }
        std::vector<const Node*> children;
        for_each_child(*node, [&](const Node& child) { children.push_back(&child); });
        stack.insert(stack.end(), children.rbegin(), children.rend());
    }
    return result;
}

enum class Use : std::uint8_t { None, Read, Written };

/// The first thing that happens to `name` in evaluation order; a write counts only on the straight path.
Use first_use(const Node& node, std::string_view name, bool straight) {
    auto walk = [&](const Node* child, bool child_straight) { return child ? first_use(*child, name, child_straight) : Use::None; };
    auto reads = [&](const Node& root) {
        std::vector<const Node*> stack{&root};
        while (!stack.empty()) {
            const Node* one = stack.back();
            stack.pop_back();
            if (const auto* named = as<Name>(one); named && named->id == name) return true;
            for_each_child(*one, [&](const Node& child) { stack.push_back(&child); });
        }
        return false;
    };
    auto written = [&](const Expr* target) {
        if (const auto* named = as<Name>(target)) return named->id == name && straight ? Use::Written : Use::None;
        if (const auto* tuple = as<Tuple>(target))
            for (const Expr* element : tuple->elts)
                if (const auto* named = as<Name>(element); named && named->id == name) return straight ? Use::Written : Use::None;
        return is<syntax::Attribute>(target) || is<Subscript>(target) ? (reads(*target) ? Use::Read : Use::None) : Use::None;
    };
    if (is_expression(node.kind)) return reads(node) ? Use::Read : Use::None;
    if (const auto* made = as<Assign>(&node)) {
        if (reads(*made->value)) return Use::Read;
        for (const Expr* target : made->targets)
            if (const Use use = written(target); use != Use::None) return use;
        return Use::None;
    }
    if (const auto* annotated = as<AnnAssign>(&node)) {
        if (annotated->value && reads(*annotated->value)) return Use::Read;
        return written(annotated->target);
    }
    if (const auto* loop = as<For>(&node)) {
        if (reads(*loop->iter)) return Use::Read;
        if (!is<Name>(loop->target) || static_cast<const Name*>(loop->target)->id != name)
            for (const Stmt* statement : loop->body)
                if (const Use use = walk(statement, true); use != Use::None) return use == Use::Read ? use : Use::None;
        return Use::None;
    }
    if (const auto* branch = as<If>(&node)) {
        if (reads(*branch->test)) return Use::Read;
        auto of_body = [&](Body body) {
            for (const Stmt* statement : body)
                if (const Use use = walk(statement, true); use != Use::None) return use;
            return Use::None;
        };
        const Use if_true = of_body(branch->body);
        const Use if_false = of_body(branch->orelse);
        if (if_true == Use::Read || if_false == Use::Read) return Use::Read;
        return straight && if_true == Use::Written && if_false == Use::Written ? Use::Written : Use::None;
    }
    if (is<FunctionDef>(&node) || is<ClassDef>(&node) || is<Delete>(&node)) return Use::None;
    const bool straight_inside = is<With>(&node) && straight;
    Use found = Use::None;
    for_each_child(node, [&](const Node& child) {
        if (found == Use::None) found = walk(&child, straight_inside);
    });
    return found;
}

}  // namespace

bool FunctionCompiler::is_read_after(std::string_view name, const With&) const {
    for (auto rest = rests_.rbegin(); rest != rests_.rend(); ++rest)
        for (const Stmt* statement : *rest) {
            const Use use = first_use(*statement, name, true);
            if (use != Use::None) return use == Use::Read;
        }
    // Bound outside of the loop around: carried into the next pass.
    for (Block* block = block_; block; block = block->parent)
        if (block->is_loop) return block->parent && block->parent->find(name);
    return false;
}

void FunctionCompiler::check_lost_values(const With& statement, const Stmt* guard_before, const Stmt* guard_inside) {
    auto report = [&](const Stmt* guard, bool inside, Body body, bool with_return) {
        const Computed computed = computed_by(body);
        for (std::string_view name : computed.names)
            if (is_read_after(name, statement)) return emit(WithLosesValue{&statement, guard, inside, name});
        if (with_return && computed.returned) emit(WithLosesValue{&statement, guard, inside, {}});
    };
    if (guard_before) return report(guard_before, false, statement.body, true);
    if (!guard_inside) return;
    const auto at = std::find(statement.body.begin(), statement.body.end(), guard_inside);
    if (at != statement.body.end())
        report(guard_inside, true, statement.body.subspan(static_cast<std::size_t>(at - statement.body.begin()) + 1), false);
}

}  // namespace jitlint::analysis
