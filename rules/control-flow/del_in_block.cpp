#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::DeleteProblem;

std::string_view line_before(std::string_view text) {
    const std::size_t begin = text.rfind('\n');
    return begin == std::string_view::npos ? text : text.substr(begin + 1);
}

/// The lines of the statement that is `del` of `target` alone, where the block has a statement before it; empty otherwise.
text::Span removable_line(text::Span target, const Reporter& reporter) {
    const std::string_view source = reporter.text();
    const std::string_view head = line_before(source.substr(0, target.begin));
    const std::size_t indent = head.find_first_not_of(" \t");
    if (indent == std::string_view::npos || head.substr(indent) != "del ") return {};
    const auto begin = target.begin - static_cast<std::uint32_t>(head.size());
    const std::size_t end = source.find('\n', target.end);
    if (end == std::string_view::npos || source.substr(target.end, end - target.end).find_first_not_of(" \t\r") != std::string_view::npos) return {};
    std::string_view above = source.substr(0, begin);
    while (!above.empty()) {
        above.remove_suffix(1);
        std::string_view line = line_before(above);
        above.remove_suffix(line.size());
        const std::size_t first = line.find_first_not_of(" \t\r");
        if (first == std::string_view::npos || line[first] == '#') continue;
        while (line.back() == ' ' || line.back() == '\r' || line.back() == '\t') line.remove_suffix(1);
        const bool opens = line.back() == ':' || line.find('#') != std::string_view::npos;
        return first < indent || opens ? text::Span{} : text::Span{begin, static_cast<std::uint32_t>(end) + 1};
    }
    return {};
}

void check_del_in_block(const analysis::DeleteRefused& finding, Reporter& reporter) {
    if (finding.problem != DeleteProblem::Name) return;
    const text::Span at = finding.target->span;
    const bool bound = finding.bound_at.size() > 0;
    auto judgement =
        bound ? reporter.report(at, "`{}` is made inside a block: `del` finds only names of the function's outermost block", reporter.text(at))
              : reporter.report(at, "`del {}`: there is no such name here", reporter.text(at));
    if (!judgement) return;
    if (bound) judgement.label(finding.bound_at, "made here");
    judgement.help("drop the statement: the value is freed at the end of the block");
    if (const text::Span line = removable_line(at, reporter); bound && line.size() > 0)
        judgement.fix(Applicability::Safe, "drop the statement", {{line, ""}});
}

}  // namespace

void register_del_in_block(Checks& checks) { checks.on<analysis::DeleteRefused>(check_del_in_block); }

}  // namespace jitlint::rules
