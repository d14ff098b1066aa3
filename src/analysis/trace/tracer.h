#pragma once

#include "analysis/finding.h"

namespace jitlint::analysis {

/// Follows the values that depend on the traced inputs through what torch.jit.trace would run, and tells
/// where the trace freezes them. `use` is a trace of a module or function.
void analyze_trace(Evaluator& evaluator, const JitUse& use, torchscript::Version version, FindingSink& sink);

}  // namespace jitlint::analysis
