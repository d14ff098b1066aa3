#pragma once

#include <string_view>

/// The names that Python itself and its typing module have.
namespace jitlint::analysis {

bool is_builtin_name(std::string_view name);
/// `typing.` and the name, where typing has a member of that name; empty otherwise.
std::string_view typing_name(std::string_view name);
bool is_typing_name(std::string_view name);

}  // namespace jitlint::analysis
