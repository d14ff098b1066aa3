#pragma once

#include "analysis/compile/session.h"

namespace jitlint::analysis {

/// What torch.jit.script checks in the text of the scripted module's own `__init__` before it compiles anything, as _check.py of torch.jit does
/// (AttributeTypeIsSupportedChecker). Submodules are not looked at.
void check_scripted_init(Session& session, AnalysisObserver& observer, const ModuleInstance& instance);

}  // namespace jitlint::analysis
