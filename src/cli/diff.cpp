#include "cli/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace jitlint::cli {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
        lines.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

void put(std::string& out, char mark, std::string_view line) {
    out += mark;
    out += line;
    if (line.empty() || line.back() != '\n') out += "\n\\ No newline at end of file\n";
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, std::string_view name) {
    if (before == after) return {};
    const std::vector<std::string_view> a = lines_of(before);
    const std::vector<std::string_view> b = lines_of(after);
    // Fixes leave most of a file alone: what is equal at both ends is context, and what is between is one
    // hunk.
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
    const std::size_t a_end = a.size() - tail;
    const std::size_t b_end = b.size() - tail;
    // Longest common subsequence of the middle, where it is small enough to be worth it.
    const std::size_t n = a_end - head;
    const std::size_t m = b_end - head;
    std::vector<std::pair<char, std::string_view>> script;
    for (std::size_t i = 0; i < head; ++i) script.push_back({' ', a[i]});
    if (n * m <= 4'000'000) {
        std::vector<std::uint32_t> table((n + 1) * (m + 1));
        for (std::size_t i = n; i-- > 0;)
            for (std::size_t j = m; j-- > 0;)
                table[i * (m + 1) + j] = a[head + i] == b[head + j] ? table[(i + 1) * (m + 1) + j + 1] + 1
                                                                    : std::max(table[(i + 1) * (m + 1) + j], table[i * (m + 1) + j + 1]);
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < n || j < m) {
            if (i < n && j < m && a[head + i] == b[head + j]) {
                script.push_back({' ', a[head + i]});
                ++i, ++j;
            } else if (i < n && (j == m || table[(i + 1) * (m + 1) + j] >= table[i * (m + 1) + j + 1])) {
                script.push_back({'-', a[head + i++]});
            } else {
                script.push_back({'+', b[head + j++]});
            }
        }
    } else {
        for (std::size_t i = head; i < a_end; ++i) script.push_back({'-', a[i]});
        for (std::size_t j = head; j < b_end; ++j) script.push_back({'+', b[j]});
    }
    for (std::size_t i = a_end; i < a.size(); ++i) script.push_back({' ', a[i]});

    constexpr std::size_t kContext = 3;
    std::string out = fmt::format("--- {}\n+++ {}\n", name, name);
    std::size_t line_a = 1;
    std::size_t line_b = 1;
    for (std::size_t i = 0; i < script.size();) {
        if (script[i].first == ' ') {
            ++i, ++line_a, ++line_b;
            continue;
        }
        const std::size_t first = i >= kContext ? i - kContext : 0;
        std::size_t last = i;
        for (std::size_t k = i, quiet = 0; k < script.size() && quiet <= 2 * kContext; ++k) {
            quiet = script[k].first == ' ' ? quiet + 1 : 0;
            if (quiet == 0) last = k;
        }
        const std::size_t stop = std::min(script.size(), last + 1 + kContext);
        std::string body;
        std::size_t count_a = 0;
        std::size_t count_b = 0;
        for (std::size_t k = first; k < stop; ++k) {
            put(body, script[k].first, script[k].second);
            count_a += script[k].first != '+';
            count_b += script[k].first != '-';
        }
        out += fmt::format("@@ -{},{} +{},{} @@\n{}", line_a - (i - first), count_a, line_b - (i - first), count_b, body);
        for (; i < stop; ++i) {
            line_a += script[i].first != '+';
            line_b += script[i].first != '-';
        }
    }
    return out;
}

}  // namespace jitlint::cli
