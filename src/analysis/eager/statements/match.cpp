#include <algorithm>
#include <charconv>

#include "analysis/eager/interpreter.h"

/// The match statement: cases whose patterns are literals or names are decided, others may match or not.
namespace jitlint::analysis {

using namespace syntax;

namespace {

constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// `_` or a name, which matches whatever comes.
bool is_capture(std::string_view pattern) {
    return !pattern.empty() && is_letter(pattern.front()) && std::ranges::all_of(pattern, [](char c) { return is_letter(c) || is_digit(c); }) &&
           pattern != "None" && pattern != "True" && pattern != "False";
}

}  // namespace

/// The value of a pattern that is a plain literal; nullopt for others.
std::optional<PyValue> Evaluator::Impl::literal_pattern(std::string_view pattern) {
    if (pattern == "None") return none();
    if (pattern == "True" || pattern == "False") return boolean(pattern == "True");
    if (pattern.size() >= 2 && (pattern.front() == '"' || pattern.front() == '\'') && pattern.back() == pattern.front()) {
        const std::string_view inner = pattern.substr(1, pattern.size() - 2);
        if (inner.find_first_of("\"'\\\n") == std::string_view::npos) return text(inner);
    }
    std::int64_t number = 0;
    const auto read = std::from_chars(pattern.data(), pattern.data() + pattern.size(), number);
    if (read.ec == std::errc{} && read.ptr == pattern.data() + pattern.size()) return integer(number);
    return std::nullopt;
}

/// `Class(...)`, `Name.MEMBER`, and sequences and mappings by their brackets.
Tri Evaluator::Impl::matches_structure(std::string_view pattern, const PyValue& subject, Frame& frame) {
    const std::size_t end = pattern.find_first_not_of(kNameCharacters);
    const std::string_view name = pattern.substr(0, end);
    const std::string_view rest = end == std::string_view::npos ? std::string_view{} : pattern.substr(end);
    if (name.empty()) {
        const bool brackets = (pattern.starts_with("[") && pattern.ends_with("]")) || (pattern.starts_with("{") && pattern.ends_with("}"));
        const bool plain = is_number_kind(kind_of(subject)) || kind_of(subject) == PyKind::Str || subject.is(PyKind::None);
        return brackets && plain ? Tri::No : Tri::Maybe;
    }
    if (rest.starts_with("(") && rest.ends_with(")")) {
        const Tri fits = is_instance(subject, name_value(name, frame));
        return fits == Tri::Yes && rest != "()" ? Tri::Maybe : fits;
    }
    if (!rest.starts_with(".") || rest.substr(1).find_first_not_of(kNameCharacters) != std::string_view::npos) return Tri::Maybe;
    const auto member = attribute(name_value(name, frame), rest.substr(1));
    return member ? equal(subject, *member) : Tri::Maybe;
}

Tri Evaluator::Impl::matches(std::string_view pattern, const PyValue& subject, Frame& frame) {
    if (is_capture(trimmed(pattern))) return Tri::Yes;
    Tri result = Tri::No;
    // A text with a `|` in it leaves parts that are no literals.
    while (true) {
        const std::size_t bar = pattern.find('|');
        const std::string_view alternative = trimmed(pattern.substr(0, bar));
        const auto literal = literal_pattern(alternative);
        const bool constant = literal && (literal->is(PyKind::None) || literal->is(PyKind::Bool));
        const Tri part = !literal   ? matches_structure(alternative, subject, frame)
                         : constant ? identical(subject, *literal)
                                    : equal(subject, *literal);
        if (part == Tri::Yes) return part;
        if (part == Tri::Maybe) result = part;
        if (bar == std::string_view::npos) return result;
        pattern.remove_prefix(bar + 1);
    }
}

Flow Evaluator::Impl::execute_match(const Match& node, Frame& frame, Exits& exits) {
    const PyValue subject = evaluate(*node.subject, frame);
    return execute_cases(node.cases, subject, frame, exits);
}

Flow Evaluator::Impl::execute_cases(Seq<MatchCase> cases, const PyValue& subject, Frame& frame, Exits& exits) {
    if (cases.empty()) return Flow::Alive;
    const MatchCase& first = cases.front();
    const text::Span span = first.pattern;
    const std::string_view pattern = trimmed(frame.module->file().source().text().substr(span.begin, span.size()));
    const Tri fits = matches(pattern, subject, frame);
    auto rest = [&] { return execute_cases(cases.subspan(1), subject, frame, exits); };
    if (fits == Tri::No) return rest();
    // A class pattern reads what it likes.
    if (fits == Tri::Maybe && !literal_pattern(trimmed(pattern.substr(0, pattern.find('|'))))) heap.escape(subject);
    auto taken = [&] {
        for (const Identifier& name : first.captures) set_local(frame, name.name, name.name == pattern ? subject : PyValue{});
        const Tri guard = first.guard ? truth(evaluate(*first.guard, frame)) : Tri::Yes;
        if (guard == Tri::No) return rest();
        auto body = [&] { return execute(first.body, frame, exits); };
        return guard == Tri::Yes ? body() : either(body, rest);
    };
    return fits == Tri::Yes ? taken() : either(taken, rest);
}

}  // namespace jitlint::analysis
