#pragma once

#include "analysis/compile/session.h"

namespace jitlint::analysis {

/// Tells what is wrong with how a module was made: what kind of module it is, what its members and hooks are.
void check_made_module(Session& session, const ModuleInstance& instance, const std::string& path, const ReachedFrom* reached);

/// Tells what is wrong with a module of a class of the files before any of its methods is read: its constants, annotations and attributes.
/// `is_root`: it is scripted itself, not a part of another one.
void check_module(Session& session, const ModuleInstance& instance, const std::string& path, const ReachedFrom* reached, bool is_root);

}  // namespace jitlint::analysis
