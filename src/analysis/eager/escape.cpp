#include <unordered_set>

#include "analysis/eager/heap.h"

namespace jitlint::analysis {
namespace {

/// Calls `visit` with every name that is read below `root`.
template <class Visit>
void for_each_name(const syntax::Node& root, Visit&& visit) {
    std::vector<const syntax::Node*> stack{&root};
    while (!stack.empty()) {
        const syntax::Node* node = stack.back();
        stack.pop_back();
        if (const auto* name = syntax::as<syntax::Name>(node)) visit(name->id);
        syntax::for_each_child(*node, [&](const syntax::Node& child) { stack.push_back(&child); });
    }
}

}  // namespace

void Heap::escape(const PyValue& start) {
    std::vector<PyValue> work{start};
    std::unordered_set<const void*> seen;
    while (!work.empty()) {
        const PyValue value = work.back();
        work.pop_back();
        switch (value.kind) {
            case PyKind::Unknown:
            case PyKind::Tuple:
            case PyKind::List:
            case PyKind::Set:
                if (!value.list || !seen.insert(value.list).second) break;
                if (value.is(PyKind::List) || value.is(PyKind::Set)) {
                    touch(value.list);
                    value.list->complete = false;
                }
                work.insert(work.end(), value.list->items.begin(), value.list->items.end());
                break;
            case PyKind::Dict:
                if (!seen.insert(value.dict).second) break;
                touch(value.dict);
                value.dict->complete = false;
                for (const auto& [key, item] : value.dict->items) work.push_back(item);
                break;
            case PyKind::Module:
                if (!seen.insert(value.instance).second) break;
                touch(value.instance);
                value.instance->open = true;
                value.instance->hooks_certain = false;
                value.instance->members_complete = false;
                if (auto& made = static_cast<HeapModule&>(*value.instance); made.init == InitState::No) made.init = InitState::Maybe;
                for (const Attribute& attribute : value.instance->attributes) {
                    work.push_back(attribute.value);
                    work.insert(work.end(), attribute.alternatives.begin(), attribute.alternatives.end());
                }
                for (const auto& [key, member] : value.instance->members) work.push_back(member);
                break;
            case PyKind::Object:
                if (!seen.insert(value.object).second) break;
                touch(value.object);
                value.object->open = true;
                for (const Attribute& attribute : value.object->attributes) work.push_back(attribute.value);
                if (value.object->dict) {
                    PyValue items;
                    items.kind = PyKind::Dict;
                    items.dict = value.object->dict;
                    work.push_back(items);
                }
                break;
            case PyKind::BoundMethod: {
                PyValue self;
                self.kind = value.instance ? PyKind::Module : PyKind::Object;
                self.instance = value.instance;
                self.object = value.object;
                if (self.instance || self.object) work.push_back(self);
                break;
            }
            case PyKind::Function:
            case PyKind::ExternalObject: {
                if (value.object) {
                    PyValue attributes;
                    attributes.kind = PyKind::Object;
                    attributes.object = value.object;
                    work.push_back(attributes);
                }
                if (value.instance) {
                    // A handle, which can take its hook away.
                    touch(value.instance);
                    value.instance->hooks_certain = false;
                }
                const Capture* capture = value.capture;
                if (!capture || !seen.insert(capture).second) break;
                for (const CallArgument& argument : capture->bound) work.push_back(argument.value);
                if (capture->callee.known()) work.push_back(capture->callee);
                const syntax::Node* body = value.function.node;
                if (value.function.lambda) body = value.function.lambda;
                if (!capture->frame || !body) break;
                for_each_name(*body, [&](std::string_view name) {
                    for (const Frame* frame = capture->frame; frame; frame = frame->outer)
                        if (const PyValue* local = frame->find(name)) {
                            work.push_back(*local);
                            return;
                        }
                });
                break;
            }
            default:
                break;
        }
        ++copied_;
        if (seen.size() > 20000) return;
    }
}

void Heap::escape(Frame& frame) {
    const std::vector<std::pair<std::string_view, PyValue>> locals = frame.locals;
    for (const auto& [name, value] : locals) escape(value);
}

}  // namespace jitlint::analysis
