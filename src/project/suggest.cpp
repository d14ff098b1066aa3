#include "project/suggest.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace jitlint::project {

namespace {

constexpr std::size_t longest_word = 64;

char folded(char c) {
    if (c == '_' || c == ' ') return '-';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = folded(a[i - 1]) == folded(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) && folded(a[i - 2]) == folded(b[j - 1]))
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

}  // namespace

std::string_view closest_word(std::string_view word, std::span<const std::string_view> known) {
    if (word.size() > longest_word) return {};
    std::string_view closest;
    // A third of the letters may be wrong.
    std::size_t allowed = std::max<std::size_t>(1, word.size() / 3);
    for (const std::string_view candidate : known) {
        const std::size_t d = distance(word, candidate);
        if (d > allowed || (d == allowed && !closest.empty())) continue;
        closest = candidate;
        allowed = d;
    }
    if (!closest.empty() || word.size() < 3) return closest;
    // A part of a name, such as `try` for `try-statement`.
    for (const std::string_view candidate : known)
        if (candidate.starts_with(word) && (closest.empty() || candidate.size() < closest.size())) closest = candidate;
    return closest;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
    const std::string_view closest = closest_word(word, known);
    return closest.empty() ? "" : "; did you mean `" + std::string(closest) + "`?";
}

}  // namespace jitlint::project
