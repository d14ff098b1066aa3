#pragma once

#include "analysis/finding.h"

namespace jitlint::analysis {

/// Reads what a file does around scripting, outside compiled code: checkpoints loaded into modules, names of
/// torch.jit.
void analyze_usage(Evaluator& evaluator, const SourceModule& module, bool uses_jit, torchscript::Version version, FindingSink& sink);

/// Whether the file saves a scripted module (torch.jit.save, or `.save` of a scripted value).
bool saves_scripted(Evaluator& evaluator, const SourceModule& module);

}  // namespace jitlint::analysis
