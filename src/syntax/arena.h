#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace jitlint::syntax {

/// Memory that is handed out piece by piece and given back all at once. Holds trivially destructible things
/// alone.
class Arena {
public:
    Arena() = default;
    Arena(Arena&& other) noexcept { *this = std::move(other); }
    Arena& operator=(Arena&& other) noexcept {
        next_ = std::exchange(other.next_, nullptr);
        end_ = std::exchange(other.end_, nullptr);
        capacity_ = std::exchange(other.capacity_, 0);
        blocks_ = std::move(other.blocks_);
        return *this;
    }

    /// Storage for `size` bytes at `alignment` (a power of two, at most that of `std::max_align_t`).
    void* allocate(std::size_t size, std::size_t alignment) {
        const auto at = (reinterpret_cast<std::uintptr_t>(next_) + alignment - 1) & ~(alignment - 1);
        const auto end = reinterpret_cast<std::uintptr_t>(end_);
        if (at > end || size > end - at) return allocate_block(size);
        std::byte* const storage = end_ - (end - at);
        next_ = storage + size;
        return storage;
    }

    template <class T, class... Args>
    T* make(Args&&... args) {
        static_assert(std::is_trivially_destructible_v<T>);
        return ::new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
    }

    template <class T>
    std::span<const T> copy(std::span<const T> items) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (items.empty()) return {};
        T* const to = static_cast<T*>(allocate(items.size_bytes(), alignof(T)));
        std::memcpy(static_cast<void*>(to), items.data(), items.size_bytes());
        return {to, items.size()};
    }

    std::string_view copy(std::string_view text) {
        const auto chars = copy(std::span<const char>(text.data(), text.size()));
        return {chars.data(), chars.size()};
    }

    /// All the memory that the arena holds, in bytes.
    std::size_t capacity() const { return capacity_; }

private:
    void* allocate_block(std::size_t size);

    std::byte* next_ = nullptr;
    std::byte* end_ = nullptr;
    std::size_t capacity_ = 0;
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

}  // namespace jitlint::syntax
