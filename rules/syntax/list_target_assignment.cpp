#include <algorithm>
#include <vector>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

void replace_brackets(const Expr& target, Reporter& reporter, std::vector<text::TextEdit>& edits, bool& possible) {
    Exprs elements;
    if (const auto* list = as<List>(&target)) {
        elements = list->elts;
        if (elements.empty()) possible = false;
        const std::string_view source = reporter.text(target.span);
        std::size_t last = source.size() < 2 ? 0 : source.size() - 2;
        while (last > 0 && (source[last] == ' ' || source[last] == '\n')) --last;
        const bool comma = elements.size() == 1 && source[last] != ',';
        edits.push_back({{target.span.begin, target.span.begin + 1}, "("});
        edits.push_back({{target.span.end - 1, target.span.end}, comma ? ",)" : ")"});
    } else if (const auto* tuple = as<Tuple>(&target)) {
        elements = tuple->elts;
    }
    for (const Expr* element : elements) replace_brackets(*element, reporter, edits, possible);
}

void check_list_target_assignment(const analysis::ListTarget& finding, Reporter& reporter) {
    const Expr& target = *finding.node;
    auto judgement = reporter.report(target.span, "a list on the left of an assignment is not supported in TorchScript");
    judgement.help("write a tuple");
    if (!judgement) return;
    std::vector<text::TextEdit> edits;
    bool possible = true;
    replace_brackets(target, reporter, edits, possible);
    std::sort(edits.begin(), edits.end(), [](const text::TextEdit& a, const text::TextEdit& b) { return a.span < b.span; });
    if (possible) judgement.fix(Applicability::Safe, "replace the brackets by parentheses", std::move(edits));
}

}  // namespace

void register_list_target_assignment(Checks& checks) { checks.on<analysis::ListTarget>(check_list_target_assignment); }

}  // namespace jitlint::rules
