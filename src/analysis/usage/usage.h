#pragma once

#include <functional>
#include <span>

#include "analysis/finding.h"

namespace jitlint::analysis {

/// Reads what a file does around scripting, outside compiled code: checkpoints loaded into modules, names of
/// torch.jit.
void analyze_usage(Evaluator& evaluator, const SourceModule& module, bool uses_jit, torchscript::Version version, FindingSink& sink);

/// Reads what a file asks of the modules that it scripts: methods that were not compiled. `was_read` says of a function whether it was.
void analyze_scripted(Evaluator& evaluator, const SourceModule& module, std::span<const JitUse> uses,
                      const std::function<bool(const syntax::FunctionDef&)>& was_read, torchscript::Version version, FindingSink& sink);

/// Whether the file saves a scripted module (torch.jit.save, or `.save` of a scripted value).
bool saves_scripted(Evaluator& evaluator, const SourceModule& module);

}  // namespace jitlint::analysis
