#pragma once

#include <string_view>
#include <vector>

#include "analysis/eager/evaluator.h"

namespace jitlint::analysis {

/// The keyword that stands for `**value` of unknown content.
inline constexpr std::string_view kDoubleStar = "**";

/// The argument at `position`, or the one called `keyword`; null where there is none or it may come from a
/// star.
inline const PyValue* argument(const std::vector<CallArgument>& args, std::size_t position, std::string_view keyword = {}) {
    std::size_t at = 0;
    for (const CallArgument& arg : args) {
        if (arg.star) {
            if (arg.keyword.empty()) at = ~std::size_t{0} / 2;
            continue;
        }
        if (arg.keyword.empty()) {
            if (at++ == position) return &arg.value;
        } else if (arg.keyword == keyword) {
            return &arg.value;
        }
    }
    return nullptr;
}

inline bool has_star(const std::vector<CallArgument>& args) {
    for (const CallArgument& arg : args)
        if (arg.star) return true;
    return false;
}

inline std::size_t positional_count(const std::vector<CallArgument>& args) {
    std::size_t count = 0;
    for (const CallArgument& arg : args)
        if (arg.keyword.empty() && !arg.star) ++count;
    return count;
}

}  // namespace jitlint::analysis
