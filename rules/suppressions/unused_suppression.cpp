#include "rules/check.h"

namespace jitlint::rules {

/// Told by the engine, which knows what comments silence.
void register_unused_suppression(Checks&) {}

}  // namespace jitlint::rules
