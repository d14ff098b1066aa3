#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// A loop that runs longer is not followed turn by turn.
constexpr std::size_t kMaxElements = 1024;
constexpr int kMaxTurns = 64;

}  // namespace

Flow Evaluator::Impl::execute_for(const For& node, Frame& frame, Exits& exits) {
    const auto elements = iterate(evaluate(*node.iter, frame));
    const BodyFacts& facts = facts_of(node.body);
    auto turn = [&](const PyValue& item, ExitPoint& loop) {
        ExitPoint iteration = open_exit(facts.continues);
        Exits inner{exits.function, &loop, &iteration};
        assign(*node.target, item, frame);
        const Flow flow = execute(node.body, frame, inner);
        return close_exit(iteration, flow, nullptr);
    };
    if (elements && elements->complete && elements->items.size() <= kMaxElements) {
        ExitPoint loop = open_exit(facts.breaks);
        Flow flow = Flow::Alive;
        for (const PyValue& item : elements->items) {
            flow = turn(item, loop);
            if (flow == Flow::Dead || exhausted()) break;
        }
        if (flow == Flow::Alive) flow = execute(node.orelse, frame, exits);
        return close_exit(loop, flow, nullptr);
    }
    std::vector<PyValue> options = elements ? elements->items : std::vector<PyValue>{};
    if (options.empty() || !elements->alike) options.emplace_back();
    if (options.size() > kMaxElements) options = {heap.one_of(options)};
    any_number_of_times(facts, frame, [&] {
        ExitPoint loop = open_exit(facts.breaks);
        Flow flow = Flow::Alive;
        for (const PyValue& item : options)
            if (!exhausted()) flow = either([] { return Flow::Alive; }, [&] { return turn(item, loop); });
        return close_exit(loop, flow, nullptr);
    });
    if (node.orelse.empty()) return Flow::Alive;
    if (!facts.breaks) return execute(node.orelse, frame, exits);
    return either([] { return Flow::Alive; }, [&] { return execute(node.orelse, frame, exits); });
}

Flow Evaluator::Impl::execute_while(const While& node, Frame& frame, Exits& exits) {
    const BodyFacts& facts = facts_of(node.body);
    auto turn = [&](ExitPoint& loop) {
        ExitPoint iteration = open_exit(facts.continues);
        Exits inner{exits.function, &loop, &iteration};
        const Flow flow = execute(node.body, frame, inner);
        return close_exit(iteration, flow, nullptr);
    };
    ExitPoint loop = open_exit(facts.breaks);
    Flow flow = Flow::Alive;
    for (int turns = 0; flow == Flow::Alive && !exhausted(); ++turns) {
        const Tri test = truth(evaluate(*node.test, frame));
        if (test == Tri::No) {
            flow = execute(node.orelse, frame, exits);
            break;
        }
        if (test == Tri::Yes && turns < kMaxTurns) {
            flow = turn(loop);
            continue;
        }
        any_number_of_times(facts, frame, [&] {
            ExitPoint inner = open_exit(facts.breaks);
            evaluate(*node.test, frame);
            const Flow after = turn(inner);
            return close_exit(inner, after, nullptr);
        });
        if (!node.orelse.empty()) either([] { return Flow::Alive; }, [&] { return execute(node.orelse, frame, exits); });
        break;
    }
    return close_exit(loop, flow, nullptr);
}

}  // namespace jitlint::analysis
