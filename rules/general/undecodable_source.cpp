#include "rules/check.h"

namespace jitlint::rules {

/// Told by the engine, which reads and parses the files.
void register_undecodable_source(Checks&) {}

}  // namespace jitlint::rules
