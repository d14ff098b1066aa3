#pragma once

#include <cstddef>

namespace jitlint::syntax {

/// While one lives, what tree-sitter allocates on this thread comes from memory of the thread's own: no
/// locks, freed blocks are used again, and all of it is given back at once at the end. Nothing of
/// tree-sitter's that was made within may outlive it, or be freed on another thread. Outside, and on other
/// threads, tree-sitter allocates as it always did.
class TreeMemory {
public:
    TreeMemory();
    ~TreeMemory();
    TreeMemory(const TreeMemory&) = delete;
    TreeMemory& operator=(const TreeMemory&) = delete;

    /// Bytes that tree-sitter has taken so far.
    std::size_t used() const;
};

}  // namespace jitlint::syntax
