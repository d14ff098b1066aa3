#include "analysis/eager/heap.h"

#include <algorithm>

namespace jitlint::analysis {
namespace {

const void* address(const Handle& handle) {
    return std::visit([](auto* object) -> const void* { return object; }, handle);
}

}  // namespace

const PyValue* Frame::find(std::string_view name) const {
    for (const auto& [key, value] : locals)
        if (key == name) return &value;
    return nullptr;
}

PyValue* Frame::find(std::string_view name) { return const_cast<PyValue*>(std::as_const(*this).find(name)); }

const Content* Delta::find(const Handle& handle) const {
    auto it = index.find(address(handle));
    return it == index.end() ? nullptr : &changes[it->second].second;
}

void Delta::set(const Handle& handle, Content content) {
    auto [it, fresh] = index.try_emplace(address(handle), changes.size());
    if (fresh)
        changes.emplace_back(handle, std::move(content));
    else
        changes[it->second].second = std::move(content);
}

HeapModule* Heap::make_module() {
    HeapModule* object = &modules_.emplace_back();
    object->serial = next_++;
    all_.emplace_back(object);
    return object;
}

HeapObject* Heap::make_object() {
    HeapObject* object = &objects_.emplace_back();
    object->serial = next_++;
    all_.emplace_back(object);
    return object;
}

HeapList* Heap::make_list() {
    HeapList* object = &lists_.emplace_back();
    object->serial = next_++;
    all_.emplace_back(object);
    return object;
}

HeapDict* Heap::make_dict() {
    HeapDict* object = &dicts_.emplace_back();
    object->serial = next_++;
    all_.emplace_back(object);
    return object;
}

Frame* Heap::make_frame() {
    Frame* object = &frames_.emplace_back();
    object->serial = next_++;
    all_.emplace_back(object);
    return object;
}

const Capture* Heap::make_capture(Capture capture) { return &captures_.emplace_back(std::move(capture)); }

std::string_view Heap::intern(std::string_view text) {
    if (text.empty()) return {};
    auto it = interned_.find(text);
    if (it != interned_.end()) return it->second;
    std::string_view kept = texts_.emplace_back(text);
    interned_.emplace(kept, kept);
    return kept;
}

template <class T>
void Heap::save(T* object) {
    if (forks_.empty()) return;
    Fork& fork = forks_.back();
    if (object->serial >= fork.born || fork.saved.index.contains(object)) return;
    ++copied_;
    fork.saved.set(object, *object);
}

void Heap::touch(ModuleInstance* object) { save(static_cast<HeapModule*>(object)); }
void Heap::touch(ObjectInstance* object) { save(static_cast<HeapObject*>(object)); }
void Heap::touch(ListObject* object) { save(static_cast<HeapList*>(object)); }
void Heap::touch(DictObject* object) { save(static_cast<HeapDict*>(object)); }
void Heap::touch(Frame* object) { save(object); }

Serial Heap::serial_of(const Handle& handle) {
    return std::visit([](const auto* object) { return object->serial; }, handle);
}

Content Heap::content_of(const Handle& handle) {
    return std::visit([](const auto* object) -> Content { return *object; }, handle);
}

void Heap::restore(const Handle& handle, Content content) {
    std::visit(
        [&content](auto* object) {
            using T = std::remove_pointer_t<decltype(object)>;
            *object = std::move(std::get<T>(content));
        },
        handle);
}

void Heap::set(const Handle& handle, Content content) {
    std::visit([this](auto* object) { save(object); }, handle);
    restore(handle, std::move(content));
}

std::size_t Heap::fork() {
    forks_.push_back({next_, {}, {}});
    return forks_.size();
}

Delta Heap::capture(std::size_t level) {
    Delta delta;
    Fork& outer = forks_[level - 1];
    for (std::size_t i = level - 1; i < forks_.size(); ++i)
        for (const auto& [handle, content] : forks_[i].saved.changes)
            if (!delta.find(handle)) delta.set(handle, content_of(handle));
    for (Serial serial = outer.born; serial < forks_.back().born; ++serial) outer.shared.insert(outer.shared.end(), serial);
    for (Serial serial : outer.shared)
        if (const Handle& handle = all_[serial]; !delta.find(handle)) delta.set(handle, content_of(handle));
    copied_ += delta.changes.size();
    return delta;
}

void Heap::rollback() {
    Fork& fork = forks_.back();
    for (auto& [handle, content] : fork.saved.changes) restore(handle, std::move(content));
    fork.saved = {};
}

void Heap::commit() {
    Fork closed = std::move(forks_.back());
    forks_.pop_back();
    if (forks_.empty()) return;
    Fork& outer = forks_.back();
    for (auto& [handle, content] : closed.saved.changes)
        if (serial_of(handle) < outer.born && !outer.saved.find(handle)) outer.saved.set(handle, std::move(content));
}

void Heap::join(std::size_t level, const std::vector<Delta>& paths) {
    if (paths.size() == 1) {
        for (const auto& [handle, content] : paths.front().changes) set(handle, content);
        return;
    }
    // A path that did not change an old object left it as it was at the fork.
    const Fork& fork = forks_[level - 1];
    const Serial born = fork.born;
    Delta result;
    for (const Delta& path : paths) {
        for (const auto& [handle, changed] : path.changes) {
            if (result.find(handle)) continue;
            const bool old = serial_of(handle) < born;
            const Content* base = fork.saved.find(handle);
            std::optional<Content> at_fork;
            if (old) at_fork = base ? *base : content_of(handle);
            std::optional<Content> joined;
            for (const Delta& other : paths) {
                const Content* content = other.find(handle);
                if (!content && !old) continue;  // not made on that path
                if (!content) content = &*at_fork;
                joined = joined ? join_contents(*joined, *content, born) : *content;
                ++copied_;
            }
            result.set(handle, std::move(*joined));
        }
    }
    for (auto& [handle, content] : result.changes) set(handle, std::move(content));
}

}  // namespace jitlint::analysis
