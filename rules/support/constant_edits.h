#pragma once

#include <string_view>
#include <vector>

#include "rules/check.h"

namespace jitlint::rules {

/// The edits that make a constant of a module's class an ordinary attribute: it goes from `__constants__`, or its annotation
/// loses `Final`. Empty where the class is in another file or says it in another way.
std::vector<text::TextEdit> without_constant(const analysis::ModuleInstance& instance, std::string_view name, const Reporter& reporter);

}  // namespace jitlint::rules
