#include "project/ignore_rules.h"

#include <algorithm>
#include <optional>

namespace jitlint::project {

namespace {

constexpr std::size_t npos = std::string_view::npos;

bool in_class(std::string_view name, unsigned char c) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower = c >= 'a' && c <= 'z';
    const bool digit = c >= '0' && c <= '9';
    const bool graph = c > 0x20 && c < 0x7F;
    if (name == "alpha") return upper || lower;
    if (name == "digit") return digit;
    if (name == "alnum") return upper || lower || digit;
    if (name == "upper") return upper;
    if (name == "lower") return lower;
    if (name == "xdigit") return digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (name == "space") return c == ' ' || (c >= '\t' && c <= '\r');
    if (name == "blank") return c == ' ' || c == '\t';
    if (name == "punct") return graph && !upper && !lower && !digit;
    if (name == "graph") return graph;
    if (name == "print") return graph || c == ' ';
    return name == "cntrl" && (c < 0x20 || c == 0x7F);
}

struct Bracket {
    std::size_t length = 0;  ///< in the pattern
    bool matches = false;
};

/// Reads `[...]` at the start of `pattern`; nothing where it is not closed.
std::optional<Bracket> read_bracket(std::string_view pattern, unsigned char c) {
    std::size_t at = 1;
    const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
    if (negated) ++at;
    bool found = false;
    for (const std::size_t first = at; at < pattern.size() && (at == first || pattern[at] != ']');) {
        if (pattern.substr(at).starts_with("[:")) {
            const std::size_t end = pattern.find(":]", at + 2);
            if (end != npos) {
                found |= in_class(pattern.substr(at + 2, end - at - 2), c);
                at = end + 2;
                continue;
            }
        }
        const auto literal = [&]() -> unsigned char {
            if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
            return static_cast<unsigned char>(pattern[at++]);
        };
        const unsigned char low = literal();
        unsigned char high = low;
        if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
            ++at;
            high = literal();
        }
        found |= low <= c && c <= high;
    }
    if (at >= pattern.size()) return std::nullopt;
    return Bracket{at + 1, found != negated};
}

/// The length of what matches `c` at the start of `pattern`, which is not empty; 0 for no match. A bracket
/// that is not closed and a backslash at the end match nothing.
std::size_t match_one(std::string_view pattern, unsigned char c) {
    const char p = pattern.front();
    if (p == '?') return c == '/' ? 0 : 1;
    if (p == '[') {
        const auto bracket = read_bracket(pattern, c);
        return bracket && c != '/' && bracket->matches ? bracket->length : 0;
    }
    if (p == '\\') return pattern.size() > 1 && static_cast<unsigned char>(pattern[1]) == c ? 2 : 0;
    return static_cast<unsigned char>(p) == c ? 1 : 0;
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view path) {
    // Where to go on when the match fails: behind the last `*`, else behind the last `**/`, each having
    // swallowed one character (or folder) more. Earlier wildcards need no second try: what they could
    // swallow, the last one can as well.
    std::size_t p = 0;
    std::size_t s = 0;
    std::size_t star_p = npos;
    std::size_t star_s = 0;
    std::size_t folders_p = npos;
    std::size_t folders_s = 0;
    const auto retry = [&] {
        if (star_p != npos && star_s < path.size() && path[star_s] != '/') {
            p = star_p;
            s = ++star_s;
            return true;
        }
        if (folders_p == npos) return false;
        const std::size_t slash = path.find('/', folders_s);
        if (slash == npos) return false;
        p = folders_p;
        s = folders_s = slash + 1;
        star_p = npos;
        return true;
    };
    for (;;) {
        const std::string_view rest = pattern.substr(p);
        if (rest.empty()) {
            if (s == path.size()) return true;
            if (!retry()) return false;
            continue;
        }
        if (rest.front() == '*') {
            // Two stars or more are special where they are all of a component.
            const std::size_t stars = std::min(rest.find_first_not_of('*'), rest.size());
            const bool folders = stars > 1 && (p == 0 || pattern[p - 1] == '/');
            if (folders && stars == rest.size()) {
                if (s < path.size()) return true;
                if (!retry()) return false;
                continue;
            }
            p += stars;
            if (folders && pattern[p] == '/') {
                folders_p = ++p;
                folders_s = s;
                star_p = npos;
            } else {
                star_p = p;
                star_s = s;
            }
            continue;
        }
        const std::size_t length = s < path.size() ? match_one(rest, static_cast<unsigned char>(path[s])) : 0;
        if (length > 0) {
            p += length;
            ++s;
        } else if (!retry()) {
            return false;
        }
    }
}

IgnoreRules IgnoreRules::parse(std::string_view text) {
    IgnoreRules rules;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));

        if (line.ends_with('\r')) line.remove_suffix(1);
        // Trailing blanks do not count, unless the last of them is escaped.
        while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        Pattern pattern;
        if (line.front() == '!') {
            pattern.keep = true;
            line.remove_prefix(1);
        }
        if (line.ends_with('/')) {
            pattern.directories_only = true;
            line.remove_suffix(1);
        }
        pattern.anchored = line.find('/') != npos;
        if (line.starts_with('/')) line.remove_prefix(1);
        if (line.empty()) continue;
        pattern.glob = line;
        rules.patterns_.push_back(std::move(pattern));
    }
    return rules;
}

IgnoreRules::Verdict IgnoreRules::match(std::string_view path, bool is_directory) const {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const auto hit = std::find_if(patterns_.rbegin(), patterns_.rend(), [&](const Pattern& pattern) {
        return (is_directory || !pattern.directories_only) && matches_glob(pattern.glob, pattern.anchored ? path : name);
    });
    if (hit == patterns_.rend()) return Verdict::NoMatch;
    return hit->keep ? Verdict::Keep : Verdict::Ignore;
}

}  // namespace jitlint::project
