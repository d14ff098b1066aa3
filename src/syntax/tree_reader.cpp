#include "syntax/tree_reader.h"

#include <algorithm>

namespace jitlint::syntax {

void* Scratch::allocate_bytes(std::size_t size) {
    size = (size + alignof(std::max_align_t) - 1) & ~(alignof(std::max_align_t) - 1);
    while (block_ < blocks_.size() && blocks_[block_].size - next_ < size) {
        ++block_;
        next_ = 0;
    }
    if (block_ == blocks_.size()) {
        const std::size_t block_size = std::max(std::size_t{64} << 10U, size);
        blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(block_size), block_size});
    }
    std::byte* const result = blocks_[block_].memory.get() + next_;
    next_ += size;
    return result;
}

TreeReader::TreeReader(const TSTree* tree) : root_(wrap(ts_tree_root_node(tree))), cursor_(ts_tree_cursor_new(root_.node)) {}

TreeReader::~TreeReader() { ts_tree_cursor_delete(&cursor_); }

std::span<const TreeNode> TreeReader::children(const TreeNode& parent, Scratch& scratch, std::vector<text::Span>& comments) {
    const std::uint32_t count = ts_node_child_count(parent.node);
    if (count == 0) return {};
    ScratchList<TreeNode> list(scratch, count);
    ts_tree_cursor_reset(&cursor_, parent.node);
    for (bool more = ts_tree_cursor_goto_first_child(&cursor_); more; more = ts_tree_cursor_goto_next_sibling(&cursor_)) {
        const TreeNode child = wrap(ts_tree_cursor_current_node(&cursor_));
        if (child.symbol == Symbol::Comment)
            comments.push_back(child.span);
        else if (child.symbol != Symbol::LineContinuation)
            list.push_back(child);
    }
    return {list.begin(), list.size()};
}

}  // namespace jitlint::syntax
