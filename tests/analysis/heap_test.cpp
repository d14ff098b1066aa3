#include "analysis/eager/heap.h"

#include <gtest/gtest.h>

namespace jitlint::analysis {
namespace {

PyValue number(std::int64_t value) {
    PyValue result;
    result.kind = PyKind::Int;
    result.integer = value;
    return result;
}

void append(Heap& heap, HeapList* list, std::int64_t value) {
    heap.touch(list);
    list->items.push_back(number(value));
}

/// Ends the second path, which is the one that runs: the one item of `list` may be what either path put there.
void expect_both(Heap& heap, std::size_t level, const Delta& first, const HeapList* list) {
    const Delta second = heap.capture(level);
    heap.rollback();
    heap.join(level, {first, second});
    heap.commit();
    ASSERT_EQ(list->items.size(), 1U);
    EXPECT_EQ(alternatives_of(list->items[0]).size(), 2U);
}

TEST(Heap, AnOldObjectHasWhatEachPathLeft) {
    Heap heap;
    HeapList* const list = heap.make_list();
    const std::size_t level = heap.fork();
    append(heap, list, 1);
    const Delta first = heap.capture(level);
    heap.rollback();
    EXPECT_TRUE(list->items.empty());
    append(heap, list, 2);
    expect_both(heap, level, first, list);
}

/// As in `x = []; if c: x.append(1); return x` and on: the object is younger than the function's fork, and both paths have it.
TEST(Heap, AYoungObjectHasWhatEachPathLeft) {
    Heap heap;
    const std::size_t level = heap.fork();
    HeapList* const list = heap.make_list();
    heap.fork();
    append(heap, list, 1);
    const Delta first = heap.capture(level);
    heap.rollback();
    heap.commit();
    EXPECT_TRUE(list->items.empty());
    append(heap, list, 2);
    expect_both(heap, level, first, list);
}

TEST(Heap, WhatIsCapturedIsTheStateOfThatMoment) {
    Heap heap;
    const std::size_t level = heap.fork();
    HeapList* const list = heap.make_list();
    append(heap, list, 1);
    const Delta path = heap.capture(level);
    append(heap, list, 2);
    append(heap, list, 3);
    heap.join(level, {path});
    heap.commit();
    ASSERT_EQ(list->items.size(), 1U);
    EXPECT_EQ(list->items[0].integer, 1);
}

TEST(Heap, WhatOnePathMadeStaysAsItIs) {
    Heap heap;
    const std::size_t level = heap.fork();
    HeapList* const mine = heap.make_list();
    append(heap, mine, 1);
    const Delta first = heap.capture(level);
    heap.rollback();
    HeapList* const other = heap.make_list();
    append(heap, other, 2);
    const Delta second = heap.capture(level);
    heap.rollback();
    heap.join(level, {first, second});
    heap.commit();
    ASSERT_EQ(mine->items.size(), 1U);
    EXPECT_EQ(mine->items[0].integer, 1);
    ASSERT_EQ(other->items.size(), 1U);
    EXPECT_EQ(other->items[0].integer, 2);
}

}  // namespace
}  // namespace jitlint::analysis
