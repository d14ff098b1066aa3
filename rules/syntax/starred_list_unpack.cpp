#include <algorithm>
#include <array>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "text/among.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

/// `[a, *xs, b]` is a sum of lists.
void offer_sum(const Starred& node, const List& display, const Reporter& reporter, JudgementBuilder& judgement) {
    if (std::ranges::count_if(display.elts, [](const Expr* element) { return is<Starred>(element); }) != 1) return;
    if (has_comment(display.span, reporter)) return;
    std::string before, behind;
    bool passed = false;
    for (const Expr* element : display.elts) {
        if (element == &node) {
            passed = true;
            continue;
        }
        std::string& side = passed ? behind : before;
        side += (side.empty() ? "" : ", ") + std::string(reporter.text(element->span));
    }
    std::string text;
    if (before.empty() && behind.empty()) {
        text = fmt::format("list({})", reporter.text(node.value->span));
    } else {
        if (!before.empty()) text = "[" + before + "] + ";
        // A size is a list for the compiler, and a tuple for Python.
        text += fmt::format("list({})", reporter.text(node.value->span));
        if (!behind.empty()) text += " + [" + behind + "]";
        text = in_place(display, std::move(text), reporter);
    }
    judgement.help("write `{}`", text);
    judgement.fix(Applicability::Safe, "add the lists", {{display.span, text}});
}

/// `x.view(*sizes)`: these take the sizes as a list as well.
void offer_list(const Starred& node, const Call& call, JudgementBuilder& judgement) {
    static constexpr std::array<std::string_view, 15> kTakesList = {"view",      "reshape",  "permute",   "expand", "repeat",
                                                                    "new_zeros", "new_ones", "new_empty", "zeros",  "ones",
                                                                    "empty",     "rand",     "randn",     "flip",   "tile"};
    const auto* function = as<Attribute>(call.func);
    if (!function || call.args.size() != 1 || call.args[0] != &node || !text::among(function->attr.name, kTakesList)) return;
    judgement.fix(Applicability::Safe, "pass the list itself", {{{node.span.begin, node.value->span.begin}, ""}});
}

/// `a, *rest = xs` takes its pieces with indexes and a slice.
void offer_slices(const Starred& node, const Tuple& target, const Assign& statement, const Reporter& reporter, JudgementBuilder& judgement) {
    if (statement.targets.size() != 1 || statement.targets[0] != &target || !is_plain_path(statement.value)) return;
    const std::string_view source = reporter.text(statement.value->span);
    std::size_t star = 0;
    for (std::size_t i = 0; i < target.elts.size(); ++i) {
        if (target.elts[i] == &node)
            star = i;
        else if (!is<Name>(target.elts[i]))
            return;
    }
    if (!is<Name>(node.value) || target.elts.size() < 2) return;
    const std::size_t behind = target.elts.size() - star - 1;
    std::string text;
    for (std::size_t i = 0; i < target.elts.size(); ++i) {
        if (i) text += ", ";
        if (i < star)
            text += fmt::format("{}[{}]", source, i);
        else if (i > star)
            text += fmt::format("{}[-{}]", source, target.elts.size() - i);
        else if (behind)
            text += fmt::format("{}[{}:-{}]", source, star ? std::to_string(star) : "", behind);
        else
            text += fmt::format("{}[{}:]", source, star ? std::to_string(star) : "");
    }
    judgement.help("write `{}`", text);
    // What is left over is a list in Python, whatever is unpacked.
    judgement.fix(Applicability::Unsafe, "take the elements and a slice",
                  {{{node.span.begin, node.value->span.begin}, ""}, {statement.value->span, text}});
}

void check_starred_list_unpack(const analysis::ListUnpacked& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.node->span);
    const auto* starred = as<Starred>(finding.node);
    if (!starred) {
        reporter
            .report(finding.node->span, "`{}` needs the number of elements, but a `{}` has one only at run time", code,
                    torchscript::to_string(finding.type))
            .help("name the elements: `(items[0], items[1])`");
        return;
    }
    auto judgement = reporter.report(finding.node->span, "`{}` unpacks a `{}`, whose length is not known while compiling", code,
                                     torchscript::to_string(finding.type));
    judgement.help("{}", finding.in_call ? "pass the list itself, or its elements one by one" : "take a slice of the list, or make it a tuple");
    if (!judgement || !finding.type->is(torchscript::TypeKind::List)) return;
    const std::vector<const Node*> around = nodes_around(*starred, reporter);
    if (around.empty()) return;
    if (const auto* call = as<Call>(around.back())) offer_list(*starred, *call, judgement);
    const auto* statement = around.size() > 1 ? as<Assign>(around[around.size() - 2]) : nullptr;
    const bool is_target = statement && statement->value != around.back();
    if (const auto* display = as<List>(around.back()); display && !is_target) offer_sum(*starred, *display, reporter, judgement);
    if (const auto* target = as<Tuple>(around.back()); target && is_target) offer_slices(*starred, *target, *statement, reporter, judgement);
}

}  // namespace

void register_starred_list_unpack(Checks& checks) { checks.on<analysis::ListUnpacked>(check_starred_list_unpack); }

}  // namespace jitlint::rules
