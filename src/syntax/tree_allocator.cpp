#include "syntax/tree_allocator.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

namespace jitlint::syntax {

namespace {

/// Stands before every block. `heap_class` marks blocks of the C library's heap.
struct Header {
    std::uint32_t size_class;
    std::uint32_t padding;
};
constexpr std::size_t header_size = sizeof(Header);
static_assert(header_size == 8);
constexpr std::uint32_t heap_class = 0xFFFFFFFF;

/// Sizes up to 512 in steps of 16, then four steps to each doubling.
constexpr std::size_t small_limit = 512;
constexpr std::size_t small_classes = small_limit / 16;
constexpr std::size_t class_count = small_classes + std::size_t{4} * 36;

constexpr std::uint32_t class_of(std::size_t size) {
    if (size <= small_limit) return static_cast<std::uint32_t>(size == 0 ? 0 : (size - 1) / 16);
    const auto log = static_cast<std::size_t>(std::bit_width(size - 1)) - 1;
    const std::size_t step = ((size - 1) >> (log - 2)) & 3U;
    return static_cast<std::uint32_t>(small_classes + (log - 9) * 4 + step);
}

constexpr std::size_t size_of(std::uint32_t size_class) {
    if (size_class < small_classes) return (size_class + 1) * std::size_t{16};
    const std::size_t log = 9 + (size_class - small_classes) / 4;
    const std::size_t step = (size_class - small_classes) % 4;
    return (std::size_t{1} << log) + (step + 1) * (std::size_t{1} << (log - 2));
}
static_assert(size_of(class_of(1)) == 16 && size_of(class_of(16)) == 16 && size_of(class_of(17)) == 32);
static_assert(size_of(class_of(512)) == 512 && size_of(class_of(513)) == 640 && size_of(class_of(641)) == 768);
static_assert(size_of(class_of(1024)) == 1024 && size_of(class_of(1025)) == 1280);

class Pool {
public:
    void* allocate(std::size_t size) {
        const std::uint32_t size_class = class_of(size);
        if (void* const block = free_[size_class]) {
            std::memcpy(&free_[size_class], block, sizeof(void*));
            return block;
        }
        const std::size_t whole = header_size + size_of(size_class);
        if (whole > static_cast<std::size_t>(end_ - next_)) add_chunk(whole);
        auto* const header = ::new (static_cast<void*>(next_)) Header{size_class, 0};
        next_ += whole;
        used_ += whole;
        return header + 1;
    }

    void release(void* block, std::uint32_t size_class) {
        std::memcpy(block, &free_[size_class], sizeof(void*));
        free_[size_class] = block;
    }

    /// Takes everything back; keeps a bounded part of the memory for the next file.
    void reset() {
        constexpr std::size_t kept = std::size_t{4} << 20U;
        std::size_t total = 0;
        std::size_t count = 0;
        while (count < chunks_.size() && total + chunks_[count].size <= kept) total += chunks_[count++].size;
        chunks_.resize(count);
        free_.fill(nullptr);
        next_ = end_ = nullptr;
        current_ = 0;
        used_ = 0;
    }

    std::size_t used() const { return used_; }

private:
    struct Chunk {
        std::unique_ptr<std::byte[]> memory;
        std::size_t size;
    };

    void add_chunk(std::size_t at_least) {
        while (current_ < chunks_.size() && chunks_[current_].size < at_least) ++current_;
        if (current_ == chunks_.size()) {
            constexpr std::size_t first_chunk = std::size_t{256} << 10U;
            constexpr std::size_t largest_chunk = std::size_t{16} << 20U;
            const std::size_t previous = chunks_.empty() ? first_chunk / 2 : chunks_.back().size;
            const std::size_t size = std::max(std::min(previous * 2, largest_chunk), at_least);
            chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
        }
        next_ = chunks_[current_].memory.get();
        end_ = next_ + chunks_[current_].size;
        ++current_;
    }

    std::array<void*, class_count> free_{};
    std::byte* next_ = nullptr;
    std::byte* end_ = nullptr;
    std::vector<Chunk> chunks_;
    std::size_t current_ = 0;  ///< the chunk to use next
    std::size_t used_ = 0;
};

thread_local Pool pool;
thread_local bool pool_active = false;

Header* header_of(void* block) { return static_cast<Header*>(block) - 1; }

/// As tree-sitter's own allocator does: it is C and cannot be left by an exception.
[[noreturn]] void out_of_memory() { std::abort(); }

void* allocate(std::size_t size) {
    if (pool_active) return pool.allocate(size);
    void* const memory = std::malloc(header_size + size);
    if (!memory) out_of_memory();
    return ::new (memory) Header{heap_class, 0} + 1;
}

void* allocate_zeroed(std::size_t count, std::size_t size) {
    if (size != 0 && count > SIZE_MAX / 2 / size) out_of_memory();
    void* const block = allocate(count * size);
    std::memset(block, 0, count * size);
    return block;
}

void release(void* block) {
    if (!block) return;
    Header* const header = header_of(block);
    if (header->size_class == heap_class) return std::free(header);
    if (pool_active) pool.release(block, header->size_class);
}

void* reallocate(void* block, std::size_t size) {
    if (!block) return allocate(size);
    Header* const header = header_of(block);
    if (header->size_class == heap_class) {
        void* const memory = std::realloc(header, header_size + size);
        if (!memory) out_of_memory();
        return static_cast<Header*>(memory) + 1;
    }
    const std::size_t old_size = size_of(header->size_class);
    if (size <= old_size) return block;
    void* const moved = allocate(size);
    std::memcpy(moved, block, old_size);
    release(block);
    return moved;
}

std::once_flag allocator_set;

}  // namespace

TreeMemory::TreeMemory() {
    std::call_once(allocator_set, [] { ts_set_allocator(allocate, allocate_zeroed, reallocate, release); });
    assert(!pool_active);
    pool_active = true;
}

TreeMemory::~TreeMemory() {
    pool_active = false;
    pool.reset();
}

std::size_t TreeMemory::used() const { return pool.used(); }

}  // namespace jitlint::syntax
