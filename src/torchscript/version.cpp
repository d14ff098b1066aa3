#include "torchscript/version.h"

#include <algorithm>
#include <array>
#include <vector>

namespace jitlint::torchscript {
namespace {

std::string name_of(int index) {
    Version v{static_cast<std::uint8_t>(index)};
    return std::to_string(v.major()) + "." + std::to_string(v.minor());
}

std::string_view trimmed(std::string_view text) {
    auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && space(text.front())) text.remove_prefix(1);
    while (!text.empty() && space(text.back())) text.remove_suffix(1);
    return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Release {
    std::vector<int> parts;  // as written: 1.13.1 has three
    bool wildcard = false;   // ends in `.*`

    int part(std::size_t i) const { return i < parts.size() ? parts[i] : 0; }
    bool has_patch() const {
        return parts.size() > 2 && std::any_of(parts.begin() + 2, parts.end(), [](int p) { return p > 0; });
    }
};

/// A suffix such as rc1, .dev20240101, .post1 or +cu118 is accepted and dropped.
bool is_suffix(std::string_view text) {
    if (text.starts_with('.') && (text.size() < 2 || !(text[1] >= 'a' && text[1] <= 'z'))) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '+' || c == '-' || c == '_';
    });
}

std::optional<Release> read_release(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('v')) text.remove_prefix(1);
    Release release;
    while (true) {
        std::size_t digits = 0;
        int value = 0;
        while (digits < text.size() && is_digit(text[digits])) {
            if (digits == 8) return std::nullopt;
            value = value * 10 + (text[digits++] - '0');
        }
        if (digits == 0) return std::nullopt;
        release.parts.push_back(value);
        text.remove_prefix(digits);
        if (text == ".*") {
            release.wildcard = true;
            return release;
        }
        if (text.size() > 1 && text[0] == '.' && is_digit(text[1])) {
            text.remove_prefix(1);
            continue;
        }
        if (!is_suffix(text)) return std::nullopt;
        return release;
    }
}

/// The index of release line major.minor; below 0 before 1.0, beyond kNewest.index after the newest.
int line_of(int major, int minor) {
    if (major < 1) return -1;
    if (major == 1) return std::min(minor, 14);  // there is no 1.14: the next line is 2.0
    if (major == 2) return 14 + std::min(minor, 1000);
    return 2000;
}

Version clamped(int line) { return Version{static_cast<std::uint8_t>(std::clamp(line, 0, static_cast<int>(kNewest.index)))}; }

VersionSet from_line(int line) { return VersionSet::from(clamped(line)); }

/// The newest release's bit stands for all later ones too, so it is only left out by a bound at or before it.
VersionSet before_line(int line) {
    if (line > kNewest.index) return VersionSet::all();
    return line <= 0 ? VersionSet::none() : VersionSet::before(clamped(line));
}

VersionSet prefix(const Release& r) {
    if (r.parts.size() == 1) return from_line(line_of(r.part(0), 0)) & before_line(line_of(r.part(0) + 1, 0));
    int line = line_of(r.part(0), r.part(1));
    return line < 0 ? VersionSet::none() : VersionSet::only(clamped(line));
}

std::optional<VersionSet> read_clause(std::string_view clause) {
    clause = trimmed(clause);
    constexpr std::array<std::string_view, 8> kOperators = {"===", "~=", "==", "!=", "<=", ">=", "<", ">"};
    std::string_view op;
    for (std::string_view candidate : kOperators) {
        if (clause.starts_with(candidate)) {
            op = candidate;
            break;
        }
    }
    auto release = read_release(clause.substr(op.size()));
    if (!release) return std::nullopt;
    if (op.empty()) return prefix(*release);
    if (release->wildcard && op != "==" && op != "!=") return std::nullopt;
    const int line = line_of(release->part(0), release->part(1));
    const bool patch = release->has_patch();
    if (op == "==" || op == "===") {
        if (release->wildcard) return prefix(*release);
        return line < 0 ? VersionSet::none() : VersionSet::only(clamped(line));
    }
    if (op == "!=") {
        if (release->wildcard) return release->parts.size() > 2 ? VersionSet::all() : ~prefix(*release);
        // Another patch release of the line remains.
        if (patch || line < 0 || line > kNewest.index) return VersionSet::all();
        return ~VersionSet::only(clamped(line));
    }
    if (op == "~=") {
        if (release->parts.size() < 2) return std::nullopt;
        if (release->parts.size() > 2) return prefix(*release);
        return from_line(line) & before_line(line_of(release->part(0) + 1, 0));
    }
    if (op == ">=") return from_line(line);
    // `>1.8` means a later line; `>1.8.0` is met by 1.8.1.
    if (op == ">") return from_line(release->parts.size() > 2 ? line : line + 1);
    if (op == "<=") return before_line(line + 1);
    return patch ? before_line(line + 1) : before_line(line);
}

/// Calls `f` with the pieces between separators; false as soon as it says so.
template <class F>
bool split(std::string_view text, std::string_view separator, F f) {
    while (true) {
        std::size_t at = text.find(separator);
        if (!f(text.substr(0, at))) return false;
        if (at == std::string_view::npos) return true;
        text.remove_prefix(at + separator.size());
    }
}

}  // namespace

std::string VersionSet::to_string() const {
    if (empty()) return "none";
    std::string out;
    const int last = kNewest.index;
    for (int first = 0; first <= last; ++first) {
        if (!contains(Version{static_cast<std::uint8_t>(first)})) continue;
        int past = first;
        while (past <= last && contains(Version{static_cast<std::uint8_t>(past)})) ++past;
        if (!out.empty()) out += " || ";
        if (first > 0 || past > last) out += ">=" + name_of(first);
        if (past <= last) out += (first > 0 ? ",<" : "<") + name_of(past);
        first = past;
    }
    return out;
}

std::optional<VersionSet> VersionSet::parse(std::string_view specifier) {
    VersionSet result;
    bool ok = split(specifier, "||", [&](std::string_view alternative) {
        VersionSet set = all();
        bool read = split(alternative, ",", [&](std::string_view clause) {
            auto one = read_clause(clause);
            if (one) set &= *one;
            return one.has_value();
        });
        result |= set;
        return read;
    });
    if (!ok) return std::nullopt;
    return result;
}

VersionSet extrapolate(VersionSet observed) {
    VersionSet result;
    const std::size_t count = std::size(kMeasured);
    for (std::size_t i = 0; i < count; ++i) {
        if (!observed.contains(kMeasured[i])) continue;
        result |= VersionSet::only(kMeasured[i]);
        if (i == 0) result |= VersionSet::before(kMeasured[i]);
        if (i + 1 == count) result |= VersionSet::from(kMeasured[i]);
        if (i + 1 < count && observed.contains(kMeasured[i + 1])) {
            result |= VersionSet::between(kMeasured[i], kMeasured[i + 1]);
        }
    }
    return result;
}

VersionSet points_for(VersionSet target) {
    VersionSet result;
    for (int index = 0; index <= kNewest.index; ++index) {
        Version v{static_cast<std::uint8_t>(index)};
        if (!target.contains(v)) continue;
        const Version* after = std::lower_bound(std::begin(kMeasured), std::end(kMeasured), v);
        if (after == std::end(kMeasured)) {
            result |= VersionSet::only(*(after - 1));
            continue;
        }
        result |= VersionSet::only(*after);
        if (*after != v && after != std::begin(kMeasured)) result |= VersionSet::only(*(after - 1));
    }
    return result;
}

}  // namespace jitlint::torchscript
