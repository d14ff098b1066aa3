#include "syntax/lowering.h"

#include <algorithm>
#include <utility>

#include "syntax/parse.h"

namespace jitlint::syntax {

TreeNode find(std::span<const TreeNode> nodes, Symbol symbol) {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const TreeNode& node) { return node.symbol == symbol; });
    return found == nodes.end() ? TreeNode{} : *found;
}

TreeNode first_node(std::span<const TreeNode> nodes) {
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [](const TreeNode& node) { return !node.is_token() && node.symbol != Symbol::Error; });
    return found == nodes.end() ? TreeNode{} : *found;
}

Lowering::Lowering(TreeReader& tree, std::string_view text, Arena& arena, std::span<const Span> holes)
    : tree_(tree), text_(text), arena_(arena), holes_(holes) {}

Module Lowering::run(std::vector<Span> errors, std::vector<Span> comments) {
    errors_ = std::move(errors);
    comments_ = std::move(comments);
    const TreeNode root = tree_.root();
    Module module;
    if (root.symbol == Symbol::Error) {
        const Stmt* const statement = error_statement(root);
        module.body = arena_.copy(std::span<const Stmt* const>(&statement, 1));
    } else {
        module.body = statements(children(root));
    }

    std::sort(errors_.begin(), errors_.end(), [](Span a, Span b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    std::size_t kept = 0;
    for (const Span span : errors_)
        if (kept == 0 || !errors_[kept - 1].contains(span)) errors_[kept++] = span;
    module.syntax_errors = arena_.copy(std::span<const Span>(errors_.data(), kept));

    std::sort(comments_.begin(), comments_.end());
    comments_.erase(std::unique(comments_.begin(), comments_.end()), comments_.end());
    std::vector<Comment> list;
    list.reserve(comments_.size());
    for (const Span span : comments_) {
        const std::size_t before = text_.substr(0, span.begin).find_last_not_of(" \t\f");
        const bool own_line = before == std::string_view::npos || text_[before] == '\n' || text_[before] == '\r';
        list.push_back({trimmed(span), own_line});
    }
    module.comments = arena_.copy(std::span<const Comment>(list));
    module.too_deep = too_deep_;
    return module;
}

bool Lowering::is_too_deep(std::size_t levels) const { return depth_ + levels >= max_depth; }

Span Lowering::trimmed(Span span) const {
    const auto blank = [&](std::uint32_t at) { return std::string_view(" \t\f\r\n").find(text_[at]) != std::string_view::npos; };
    while (span.end > span.begin && blank(span.end - 1)) --span.end;
    while (span.begin < span.end && blank(span.begin)) ++span.begin;
    return span;
}

void Lowering::collect_comments(const TreeNode& node) {
    tree_.walk(node, [&](const TreeNode& below) {
        if (below.symbol == Symbol::Comment) comments_.push_back(below.span);
        return true;
    });
}

}  // namespace jitlint::syntax
