#pragma once

#include <tree_sitter/api.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <vector>

#include "syntax/arena.h"
#include "syntax/tree_symbols.h"
#include "text/span.h"

namespace jitlint::syntax {

/// A node of the parser's tree.
struct TreeNode {
    TSNode node{};
    text::Span span;
    Symbol symbol = Symbol::OtherNode;

    bool is_token() const { return symbol == Symbol::OtherToken || symbol >= Symbol::KwAnd; }
    explicit operator bool() const { return node.id != nullptr; }
};

/// Memory for what lives only as long as a piece of the tree is being lowered.
class Scratch {
public:
    class Mark {
    public:
        explicit Mark(Scratch& scratch) : scratch_(scratch), block_(scratch.block_), next_(scratch.next_) {}
        ~Mark() {
            scratch_.block_ = block_;
            scratch_.next_ = next_;
        }
        Mark(const Mark&) = delete;
        Mark& operator=(const Mark&) = delete;

    private:
        Scratch& scratch_;
        std::size_t block_;
        std::size_t next_;
    };

    template <class T>
    T* allocate(std::size_t count) {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= alignof(std::max_align_t));
        return static_cast<T*>(allocate_bytes(count * sizeof(T)));
    }

private:
    struct Block {
        std::unique_ptr<std::byte[]> memory;
        std::size_t size;
    };
    void* allocate_bytes(std::size_t size);

    std::vector<Block> blocks_;
    std::size_t block_ = 0;
    std::size_t next_ = 0;  ///< in `blocks_[block_]`
};

/// A list of at most `capacity` items in a `Scratch`.
template <class T>
class ScratchList {
public:
    ScratchList(Scratch& scratch, std::size_t capacity) : items_(scratch.allocate<T>(capacity)) {}
    void push_back(const T& item) { ::new (static_cast<void*>(items_ + size_++)) T(item); }
    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    T& operator[](std::size_t i) { return items_[i]; }
    T& back() { return items_[size_ - 1]; }
    T* begin() { return items_; }
    T* end() { return items_ + size_; }
    std::span<const T> copy_to(Arena& arena) const { return arena.copy(std::span<const T>(items_, size_)); }

private:
    T* items_;
    std::size_t size_ = 0;
};

/// Reads a tree level by level.
class TreeReader {
public:
    explicit TreeReader(const TSTree* tree);
    ~TreeReader();
    TreeReader(const TreeReader&) = delete;
    TreeReader& operator=(const TreeReader&) = delete;

    TreeNode root() const { return root_; }

    /// The children of `parent` without comments and line continuations, in `scratch`; comments go to
    /// `comments`.
    std::span<const TreeNode> children(const TreeNode& parent, Scratch& scratch, std::vector<text::Span>& comments);

    /// Calls `visit(node)` for every node below `top` in source order; it says whether to go below that node,
    /// too.
    template <class Visit>
    void walk(const TreeNode& top, Visit&& visit);

private:
    static TreeNode wrap(TSNode node);

    TreeNode root_;
    TSTreeCursor cursor_;
};

inline TreeNode TreeReader::wrap(TSNode node) {
    TreeNode result;
    result.node = node;
    result.span = {ts_node_start_byte(node), ts_node_end_byte(node)};
    result.symbol = symbol_of(ts_node_symbol(node));
    return result;
}

template <class Visit>
void TreeReader::walk(const TreeNode& top, Visit&& visit) {
    TSTreeCursor cursor = ts_tree_cursor_new(top.node);
    std::size_t depth = 0;
    bool down = true;
    for (;;) {
        if (down && ts_tree_cursor_goto_first_child(&cursor)) {
            ++depth;
        } else {
            while (depth > 0 && !ts_tree_cursor_goto_next_sibling(&cursor)) {
                ts_tree_cursor_goto_parent(&cursor);
                --depth;
            }
            if (depth == 0) break;
        }
        down = visit(wrap(ts_tree_cursor_current_node(&cursor)));
    }
    ts_tree_cursor_delete(&cursor);
}

}  // namespace jitlint::syntax
