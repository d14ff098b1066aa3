#include "analysis/eager/heap.h"

#include <algorithm>

namespace jitlint::analysis {
namespace {

const void* address(const Handle& handle) {
    return std::visit([](auto* object) -> const void* { return object; }, handle);
}

std::uint64_t key_of(Serial serial, std::uint32_t version) { return serial << 32U | version; }

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

template <class T>
T* Heap::enter(T* object) {
    object->serial = next_++;
    all_.push_back({object});
    return object;
}

HeapModule* Heap::make_module() { return enter(&modules_.emplace_back()); }
HeapObject* Heap::make_object() { return enter(&objects_.emplace_back()); }
HeapList* Heap::make_list() { return enter(&lists_.emplace_back()); }
HeapDict* Heap::make_dict() { return enter(&dicts_.emplace_back()); }
Frame* Heap::make_frame() { return enter(&frames_.emplace_back()); }
const Capture* Heap::make_capture(Capture capture) { return &captures_.emplace_back(std::move(capture)); }

std::string_view Heap::intern(std::string_view text) {
    if (text.empty()) return {};
    auto it = interned_.find(text);
    if (it != interned_.end()) return it->second;
    std::string_view kept = texts_.emplace_back(text);
    interned_.emplace(kept, kept);
    return kept;
}

/// Before a change: somebody may have captured the present content.
template <class T>
void Heap::keep(T* object) {
    Record& record = all_[object->serial];
    if (record.captured != epoch_) return;
    record.captured = 0;
    kept_.emplace(key_of(object->serial, record.version++), *object);
}

template <class T>
void Heap::save(T* object) {
    keep(object);
    if (forks_.empty()) return;
    Fork& fork = forks_.back();
    if (object->serial >= fork.born || fork.saved.index.contains(object)) return;
    ++copied_;
    fork.saved.set(object, *object);
}

void Heap::touch(ModuleInstance* object) { save(static_cast<HeapModule*>(object)); }
void Heap::touch(ObjectInstance* object) { save(static_cast<HeapObject*>(object)); }
void Heap::touch(ListObject* object) {
    save(static_cast<HeapList*>(object));
    object->alike = false;
}
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
        [&](auto* object) {
            keep(object);
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
    forks_.push_back({next_, {}});
    return forks_.size();
}

Delta Heap::capture(std::size_t level) const {
    Delta delta;
    delta.born = forks_[level - 1].born;
    for (std::size_t i = level - 1; i < forks_.size(); ++i)
        for (const auto& [handle, content] : forks_[i].saved.changes)
            if (serial_of(handle) < delta.born && !delta.find(handle)) delta.set(handle, content_of(handle));
    delta.versions.reserve(next_ - delta.born);
    for (Serial serial = delta.born; serial < next_; ++serial) {
        delta.versions.push_back(all_[serial].version);
        all_[serial].captured = epoch_;
    }
    copied_ += delta.changes.size() + delta.versions.size();
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
    if (forks_.empty()) {
        kept_.clear();
        ++epoch_;
        return;
    }
    Fork& outer = forks_.back();
    for (auto& [handle, content] : closed.saved.changes)
        if (serial_of(handle) < outer.born && !outer.saved.find(handle)) outer.saved.set(handle, std::move(content));
}

Content Heap::content_at(Serial serial, std::uint32_t version) const {
    if (version == all_[serial].version) return content_of(all_[serial].handle);
    return kept_.at(key_of(serial, version));
}

/// What an object made since the fork becomes; nothing where it stays as it is: most are out of the reach of all paths but their own.
std::optional<Content> Heap::join_young(Serial serial, const std::vector<Delta>& paths, Serial born) {
    std::optional<std::uint32_t> version;
    bool differs = false;
    for (const Delta& path : paths) {
        if (serial >= path.end()) continue;  // not made on that path
        ++copied_;
        differs = differs || (version && *version != path.version(serial));
        version = path.version(serial);
    }
    if (!differs) return *version == all_[serial].version ? std::nullopt : std::optional(content_at(serial, *version));
    std::optional<Content> joined;
    for (const Delta& path : paths) {
        if (serial >= path.end()) continue;
        Content content = content_at(serial, path.version(serial));
        joined = joined ? join_contents(*joined, content, born) : std::move(content);
    }
    return joined;
}

void Heap::join(std::size_t level, const std::vector<Delta>& paths) {
    // A path that did not change an old object left it as it was at the fork.
    const Fork& fork = forks_[level - 1];
    const Serial born = fork.born;
    Serial done = born;
    Delta result;
    for (const Delta& path : paths) {
        for (const auto& [handle, changed] : path.changes) {
            if (result.find(handle)) continue;
            const Content* base = fork.saved.find(handle);
            const Content at_fork = base ? *base : content_of(handle);
            std::optional<Content> joined;
            for (const Delta& other : paths) {
                const Content* content = other.find(handle);
                if (!content) content = &at_fork;
                joined = joined ? join_contents(*joined, *content, born) : *content;
                ++copied_;
            }
            result.set(handle, std::move(*joined));
        }
        for (; done < path.end(); ++done)
            if (std::optional<Content> joined = join_young(done, paths, born)) result.set(all_[done].handle, std::move(*joined));
    }
    for (auto& [handle, content] : result.changes) set(handle, std::move(content));
}

}  // namespace jitlint::analysis
