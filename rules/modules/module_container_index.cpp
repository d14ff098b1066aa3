#include <array>
#include <optional>

#include "rules/modules/describe.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {

namespace {

using namespace syntax;

/// The uses of a loop's variable inside a function.
struct Uses {
    std::vector<text::Span> subscripts;  ///< `container[variable]`
    bool others = false;                 ///< in the loop
    bool outside = false;
};

void collect(const Node& node, const For& loop, std::string_view variable, std::string_view container, const Reporter& reporter, Uses& uses) {
    if (const auto* subscript = as<Subscript>(&node)) {
        const auto* index = as<Name>(subscript->slice);
        if (index && index->id == variable && loop.span.contains(node.span) && reporter.text(subscript->value->span) == container) {
            uses.subscripts.push_back(node.span);
            return;
        }
    }
    if (const auto* named = as<Name>(&node); named && named->id == variable && named != loop.target)
        (loop.span.contains(node.span) ? uses.others : uses.outside) = true;
    for_each_child(node, [&](const Node& child) { collect(child, loop, variable, container, reporter, uses); });
}

/// `range(len(container))`, or `range(n)` with the container's length.
bool covers(const Expr& iterable, std::string_view container, const analysis::ModuleInstance& instance, const Reporter& reporter) {
    const auto* call = as<Call>(&iterable);
    const auto* name = call ? as<Name>(call->func) : nullptr;
    if (!name || name->id != "range" || call->args.size() != 1 || !call->keywords.empty()) return false;
    if (const auto* count = as<Constant>(call->args[0]))
        return count->constant == ConstantKind::Int && count->int_fits && instance.members_complete && !instance.generic &&
               count->int_value == static_cast<std::int64_t>(instance.members.size());
    const auto* length = as<Call>(call->args[0]);
    const auto* len = length ? as<Name>(length->func) : nullptr;
    return len && len->id == "len" && length->args.size() == 1 && length->keywords.empty() && reporter.text(length->args[0]->span) == container;
}

/// Turns the loop over numbers into one over the members.
void offer_loop(const Subscript& wrong, const For& loop, const analysis::ModuleInstance& instance, Reporter& reporter, JudgementBuilder& report) {
    const auto* variable = as<Name>(loop.target);
    const FunctionDef* function = reporter.function().node;
    const std::string_view container = reporter.text(wrong.value->span);
    if (!variable || !function || !is_plain_path(wrong.value) || !covers(*loop.iter, container, instance, reporter)) return;
    Uses uses;
    for (const Stmt* statement : function->body) collect(*statement, loop, variable->id, container, reporter, uses);
    static constexpr std::array<std::string_view, 4> kNames = {"layer", "module", "member", "submodule"};
    std::string_view fresh;
    for (std::string_view candidate : kNames)
        if (fresh.empty() && !name_is_taken(candidate, reporter)) fresh = candidate;
    if (fresh.empty() || uses.outside || uses.subscripts.empty()) return;
    std::vector<text::TextEdit> edits;
    if (uses.others) {
        edits.push_back({loop.target->span, fmt::format("{}, {}", variable->id, fresh)});
        edits.push_back({loop.iter->span, fmt::format("enumerate({})", container)});
    } else {
        edits.push_back({loop.target->span, std::string(fresh)});
        edits.push_back({loop.iter->span, std::string(container)});
    }
    for (text::Span use : uses.subscripts) edits.push_back({use, std::string(fresh)});
    // Other instances of the class may hold more modules than this one.
    const bool counted = is<Constant>(static_cast<const Call&>(*loop.iter).args[0]);
    report.fix(counted ? Applicability::Unsafe : Applicability::Safe, "loop over the modules", std::move(edits));
}

void check_module_container_index(const analysis::ModuleIndex& finding, Reporter& reporter) {
    using Problem = analysis::ModuleIndexProblem;
    if (finding.problem == Problem::NotOfAnnotatedType) {
        reporter
            .report(finding.node->span, "not every member of `{}` is of the annotated type `{}`", class_name(*finding.container),
                    reporter.text(finding.index->span))
            .help("loop over the container, or annotate an interface that all its members have (`@torch.jit.interface`)");
        return;
    }
    if ((finding.problem != Problem::NotLiteral && finding.problem != Problem::NoLiteralIndexYet) || !finding.index) return;
    const text::Span index = finding.index->span;
    if (finding.problem == Problem::NoLiteralIndexYet) {
        reporter.report(index, "containers of modules take no index in these releases, not even a literal one").help("loop over the container");
        return;
    }
    auto report = reporter.report(index, "`{}` is not a literal: which module of `{}` is meant must be known while compiling", reporter.text(index),
                                  class_name(*finding.container));
    report.help("loop over the modules; with their numbers: `for i, layer in enumerate(...)`");
    const auto* subscript = as<Subscript>(finding.node);
    if (report && subscript && finding.loop) offer_loop(*subscript, *finding.loop, *finding.container, reporter, report);
}

}  // namespace

void register_module_container_index(Checks& checks) { checks.on<analysis::ModuleIndex>(check_module_container_index); }

}  // namespace jitlint::rules
