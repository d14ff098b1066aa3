#include "cli/compiler_messages.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace jitlint::cli {
namespace {

using Words = std::set<std::string>;

struct Tokens {
    Words plain;
    Words quoted;  ///< names of the user's own, mostly
};

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':' || c == '.'; }

/// The words of a message. In recorded ones what stands in quotes is kept apart, and the examples' own names are left out.
Tokens tokens_of(std::string_view text, bool recorded) {
    Tokens tokens;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (!is_word(c)) {
            const bool inner = at > 0 && at + 1 < text.size() && is_word(text[at - 1]) && is_word(text[at + 1]);
            if (recorded && c == '\'' && !(inner && !quoted)) quoted = !quoted;
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_word(text[end])) ++end;
        std::string word(text.substr(at, end - at));
        at = end;
        while (!word.empty() && (word.back() == '.' || word.back() == ':')) word.pop_back();
        while (!word.empty() && (word.front() == '.' || word.front() == ':')) word.erase(0, 1);
        if (word.empty() || (word[0] >= '0' && word[0] <= '9') || word.find("case_") != std::string::npos) continue;
        for (char& letter : word)
            if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 0x20);
        (quoted ? tokens.quoted : tokens.plain).insert(std::move(word));
    }
    return tokens;
}

}  // namespace

std::vector<rules::RuleId> rules_for_message(std::string_view text) {
    constexpr double kEnough = 0.75;
    constexpr double kQuoted = 0.1;
    constexpr double kAlike = 0.05;
    const Tokens said = tokens_of(text, false);
    std::vector<Tokens> known;
    std::map<std::string, int> frequency;
    const auto messages = rules::compiler_messages();
    for (const rules::CompilerMessage& message : messages) {
        known.push_back(tokens_of(message.text, true));
        for (const std::string& word : known.back().plain) ++frequency[word];
    }
    std::map<rules::RuleId, double> scores;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        double all = 0;
        double met = 0;
        for (const std::string& word : known[i].plain) {
            const double weight = 0.1 + std::log(static_cast<double>(messages.size() + 1) / frequency[word]);
            all += weight;
            if (said.plain.contains(word)) met += weight;
        }
        if (all <= 0 || met / all < kEnough || known[i].plain.size() < 2) continue;
        double score = met / all;
        for (const std::string& word : known[i].quoted)
            if (said.plain.contains(word)) score += kQuoted;
        double& best = scores[messages[i].rule];
        best = std::max(best, score);
    }
    std::vector<std::pair<double, rules::RuleId>> ranked;
    for (const auto& [rule, score] : scores) ranked.emplace_back(-score, rule);
    std::sort(ranked.begin(), ranked.end());
    std::vector<rules::RuleId> best;
    for (const auto& [score, rule] : ranked)
        if (score <= ranked.front().first + kAlike) best.push_back(rule);
    return best;
}

}  // namespace jitlint::cli
