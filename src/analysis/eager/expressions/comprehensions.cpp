#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// A loop that is longer is not followed element by element.
constexpr std::size_t kMaxElements = 1024;

}  // namespace

PyValue Evaluator::Impl::evaluate_comprehension(const Expr& node, PyKind kind, const Expr& element, const Expr* value, Seq<Comprehension> generators,
                                                Frame& frame) {
    const Scope* scope = frame.module->scope().scope_of(node);
    if (!scope) return {};
    Frame* inner = heap.make_frame();
    inner->module = frame.module;
    inner->scope = scope;
    inner->outer = &frame;
    inner->owner = frame.owner;
    inner->self = frame.self;
    Collected collected;
    collect(generators, element, value, *inner, collected);
    if (kind != PyKind::Dict) {
        const PyValue made = sequence(kind, std::move(collected.values), collected.complete);
        made.list->alike = collected.alike;
        made.list->lazy = is<GeneratorExp>(&node);
        return made;
    }
    PyValue result = dictionary({}, collected.complete);
    for (std::size_t i = 0; i < collected.keys.size() && i < collected.values.size(); ++i)
        set_subscript(result, collected.keys[i], collected.values[i], frame, element.span);
    return result;
}

void Evaluator::Impl::collect(Seq<Comprehension> generators, const Expr& element, const Expr* value, Frame& frame, Collected& out) {
    Level level(*this);
    if (!level.ok || exhausted()) {
        out.complete = out.alike = false;
        return;
    }
    if (generators.empty()) {
        PyValue first = evaluate(element, frame);
        if (value) {
            out.keys.push_back(first);
            first = evaluate(*value, frame);
        }
        out.values.push_back(first);
        return;
    }
    const Comprehension& generator = generators.front();
    const auto rest = generators.subspan(1);
    // The first iterable belongs to the scope around; its names are found from here as well, for the targets
    // are not bound yet.
    const auto elements = iterate(evaluate(*generator.iter, frame));
    auto once = [&](const PyValue& item) {
        assign(*generator.target, item, frame);
        Tri wanted = Tri::Yes;
        for (const Expr* test : generator.ifs) {
            const Tri holds = truth(evaluate(*test, frame));
            if (holds == Tri::No) wanted = Tri::No;
            if (holds == Tri::Maybe && wanted == Tri::Yes) wanted = Tri::Maybe;
            if (wanted == Tri::No) return;
        }
        if (wanted == Tri::Yes) return collect(rest, element, value, frame, out);
        out.complete = false;
        either([] { return Flow::Alive; },
               [&] {
                   collect(rest, element, value, frame, out);
                   return Flow::Alive;
               });
    };
    if (elements && elements->complete && elements->items.size() <= kMaxElements) {
        for (const PyValue& item : elements->items) once(item);
        return;
    }
    out.complete = false;
    out.alike = out.alike && (!elements || elements->alike);
    // One element stands for all that there may be.
    std::vector<PyValue> options = elements ? elements->items : std::vector<PyValue>{};
    if (!elements || options.empty()) options.emplace_back();
    const PyValue any = heap.one_of(options);
    either([] { return Flow::Alive; },
           [&] {
               once(any);
               return Flow::Alive;
           });
}

}  // namespace jitlint::analysis
