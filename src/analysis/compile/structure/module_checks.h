#pragma once

#include "analysis/compile/session.h"

namespace jitlint::analysis {

/// Tells what is wrong with a module before any of its methods is read: its constants, annotations and hooks, what kind of module it is.
/// `is_root`: it is scripted itself, not a part of another one.
void check_module(Session& session, const ModuleInstance& instance, const std::string& path, const ReachedFrom* reached, bool is_root);

}  // namespace jitlint::analysis
