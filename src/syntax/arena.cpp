#include "syntax/arena.h"

#include <algorithm>

namespace jitlint::syntax {

void* Arena::allocate_block(std::size_t size) {
    constexpr std::size_t first_block = std::size_t{4} << 10U;
    constexpr std::size_t largest_block = std::size_t{1} << 20U;
    const std::size_t usual = std::clamp(capacity_, first_block, largest_block);
    // A large piece gets a block of its own, so that the rest of the current one stays in use.
    const bool own = size > usual / 4;
    const std::size_t block_size = own ? size : usual;
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_size));
    capacity_ += block_size;
    std::byte* const block = blocks_.back().get();
    if (!own) {
        next_ = block + size;
        end_ = block + block_size;
    }
    return block;
}

}  // namespace jitlint::syntax
