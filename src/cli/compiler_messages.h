#pragma once

#include <string_view>
#include <vector>

#include "rules/rule_ids.h"

namespace jitlint::cli {

/// The rules whose examples the compiler refuses with words like those in `text`, which may hold a whole traceback. The
/// best first; rules that fit equally well stand beside each other, and what fits worse is left out.
std::vector<rules::RuleId> rules_for_message(std::string_view text);

}  // namespace jitlint::cli
