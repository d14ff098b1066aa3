#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "analysis/eager/evaluator.h"

/// The evaluator's mutable objects, with what is needed to follow several paths: a journal to go back to a
/// fork, and the join of the states that the paths leave.
namespace jitlint::analysis {

/// Whether nn.Module.__init__ has run for an instance.
enum class InitState : std::uint8_t { No, Maybe, Yes };

/// The order in which objects were made; an object that is younger than a fork need not be restored there.
using Serial = std::uint64_t;

struct HeapModule : ModuleInstance {
    Serial serial = 0;
    InitState init = InitState::Yes;
};
struct HeapObject : ObjectInstance {
    Serial serial = 0;
};
struct HeapList : ListObject {
    Serial serial = 0;
};
struct HeapDict : DictObject {
    Serial serial = 0;
};

/// The local variables of one call.
struct Frame {
    Serial serial = 0;
    std::vector<std::pair<std::string_view, PyValue>> locals;
    std::vector<PyValue> yielded;
    bool yields_complete = true;

    // Never changed after the frame is made.
    const SourceModule* module = nullptr;
    const Scope* scope = nullptr;
    Frame* outer = nullptr;  ///< of the call that made the function, or around a comprehension; null: names
                             ///< are looked up statically
    bool is_static = false;  ///< stands for a scope whose names are looked up statically
    ClassRef owner;          ///< the class in whose body the function stands
    PyValue self;            ///< the first argument of a method

    const PyValue* find(std::string_view name) const;
    PyValue* find(std::string_view name);
};

/// What a callable value carries.
struct Capture {
    Frame* frame = nullptr;           ///< a function made by a call
    PyValue callee;                   ///< functools.partial
    std::vector<CallArgument> bound;  ///< functools.partial
};

/// One object of the heap, by its kind.
using Handle = std::variant<HeapModule*, HeapObject*, HeapList*, HeapDict*, Frame*>;
using Content = std::variant<HeapModule, HeapObject, HeapList, HeapDict, Frame>;

/// The state that a path has left: contents of the older objects that it has changed, in the order of their first change, and which versions of
/// those made since the fork there were.
struct Delta {
    std::vector<std::pair<Handle, Content>> changes;
    std::unordered_map<const void*, std::size_t> index;
    Serial born = 0;                      ///< of the first object made since the fork
    std::vector<std::uint32_t> versions;  ///< from that one on

    Serial end() const { return born + versions.size(); }
    std::uint32_t version(Serial serial) const { return versions[serial - born]; }

    const Content* find(const Handle& handle) const;
    void set(const Handle& handle, Content content);
};

class Heap {
public:
    HeapModule* make_module();
    HeapObject* make_object();
    HeapList* make_list();
    HeapDict* make_dict();
    Frame* make_frame();
    const Capture* make_capture(Capture capture);
    /// A copy that lives as long as the heap; equal texts share one.
    std::string_view intern(std::string_view text);

    /// To be called before an object is changed.
    void touch(ModuleInstance* object);
    void touch(ObjectInstance* object);
    void touch(ListObject* object);
    void touch(DictObject* object);
    void touch(Frame* object);

    // ---- forks -------------------------------------------------------------------------------------------
    /// Opens a fork: from here on changes can be undone. Returns its level.
    std::size_t fork();
    std::size_t level() const { return forks_.size(); }
    /// What has changed since fork `level` (1 is the outermost), together with all objects made since.
    Delta capture(std::size_t level) const;
    /// Back to the state at the innermost fork, which stays open.
    void rollback();
    /// Closes the innermost fork and keeps its changes.
    void commit();
    /// Lets every object have one of the contents that the paths (all captured since fork `level`, the
    /// innermost) gave it.
    void join(std::size_t level, const std::vector<Delta>& paths);

    /// One value that stands for both. `born`: objects that are not older may be merged when they are alike.
    PyValue join_values(const PyValue& a, const PyValue& b, Serial born);
    PyValue join_values(const PyValue& a, const PyValue& b) { return join_values(a, b, next_); }
    /// An Unknown that is one of `values`.
    PyValue one_of(const std::vector<PyValue>& values);
    Serial now() const { return next_; }

    /// Code that is not known has the value: it may have changed what can be reached from it.
    void escape(const PyValue& value);
    void escape(Frame& frame);

    /// Work done by copying, to be counted as steps.
    std::size_t copied() const { return copied_; }

private:
    struct Fork {
        Serial born = 0;
        Delta saved;
    };
    /// What is told of the objects, by serial.
    struct Record {
        Handle handle;
        std::uint32_t version = 0;   ///< counts changes of what was captured
        std::uint32_t captured = 0;  ///< the epoch in which a `Delta` was made that means this version
    };
    template <class T>
    T* enter(T* object);
    template <class T>
    void keep(T* object);
    template <class T>
    void save(T* object);
    Content content_at(Serial serial, std::uint32_t version) const;
    std::optional<Content> join_young(Serial serial, const std::vector<Delta>& paths, Serial born);
    static Serial serial_of(const Handle& handle);
    static Content content_of(const Handle& handle);
    void restore(const Handle& handle, Content content);
    void set(const Handle& handle, Content content);
    Content join_contents(const Content& a, const Content& b, Serial born);
    HeapModule join_modules(const HeapModule& a, const HeapModule& b, Serial born);
    HeapObject join_objects(const HeapObject& a, const HeapObject& b, Serial born);
    HeapList join_lists(const HeapList& a, const HeapList& b, Serial born);
    HeapDict join_dicts(const HeapDict& a, const HeapDict& b, Serial born);
    Frame join_frames(const Frame& a, const Frame& b, Serial born);
    std::vector<Attribute> join_attributes(const std::vector<Attribute>& a, const std::vector<Attribute>& b, Serial born);

    std::deque<HeapModule> modules_;
    std::deque<HeapObject> objects_;
    std::deque<HeapList> lists_;
    std::deque<HeapDict> dicts_;
    std::deque<Frame> frames_;
    std::deque<Capture> captures_;
    std::deque<std::string> texts_;
    std::unordered_map<std::string_view, std::string_view> interned_;
    mutable std::vector<Record> all_;  ///< by serial
    std::vector<Fork> forks_;
    /// Contents that have changed since they were captured, by serial and version. Forgotten with the last fork, which ends an epoch.
    std::unordered_map<std::uint64_t, Content> kept_;
    std::uint32_t epoch_ = 1;
    Serial next_ = 0;
    mutable std::size_t copied_ = 0;
};

/// No object is that young: nothing is merged.
inline constexpr Serial kNeverBorn = ~Serial{0};

/// Whether the values are the same object, or equal and of a kind that has no identity that matters.
bool same_value(const PyValue& a, const PyValue& b, Serial born = kNeverBorn, int depth = 0);

/// The values that an Unknown stands for; the value itself where it is known. A pure Unknown gives itself.
std::vector<PyValue> alternatives_of(const PyValue& value);

}  // namespace jitlint::analysis
