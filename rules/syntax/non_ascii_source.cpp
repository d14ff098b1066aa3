#include <algorithm>
#include <vector>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

/// Only looking for the dot of an attribute went wrong, behind the text.
bool reads_attribute_behind(const syntax::FunctionDef& function, std::size_t position) {
    std::vector<const syntax::Node*> stack{&function};
    while (!stack.empty()) {
        const syntax::Node* node = stack.back();
        stack.pop_back();
        if (syntax::is<syntax::Attribute>(node) && node->span.end > position) return true;
        if (node->span.end > position) syntax::for_each_child(*node, [&](const syntax::Node& child) { stack.push_back(&child); });
    }
    return false;
}

bool outside_ascii(char c) { return static_cast<unsigned char>(c) > 127; }

void check_non_ascii_source(const analysis::FunctionRead&, Reporter& reporter) {
    const syntax::FunctionDef* function = reporter.function().node;
    if (!function) return;
    // A comment behind the last statement is on its line.
    const std::string_view source = reporter.text();
    const std::size_t line_end = source.find('\n', function->span.end);
    const std::string_view text = source.substr(0, line_end);
    const auto first = std::find_if(text.begin() + function->span.begin, text.end(), outside_ascii);
    if (first == text.end() || !reads_attribute_behind(*function, static_cast<std::size_t>(first - text.begin()))) return;
    const auto stop = std::find(first, text.end(), '\n');
    auto last = stop;
    while (last != first && !outside_ascii(*(last - 1))) --last;
    const text::Span at{static_cast<std::uint32_t>(first - text.begin()), static_cast<std::uint32_t>(last - text.begin())};
    reporter.report(at, "text outside ASCII in a compiled function needs torch 1.3").help("move it out of the function, or write it in ASCII");
}

}  // namespace

void register_non_ascii_source(Checks& checks) { checks.on<analysis::FunctionRead>(check_non_ascii_source); }

}  // namespace jitlint::rules
