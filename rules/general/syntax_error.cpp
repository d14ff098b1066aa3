#include "rules/check.h"

namespace jitlint::rules {

/// Told by the engine, which reads and parses the files.
void register_syntax_error(Checks&) {}

}  // namespace jitlint::rules
