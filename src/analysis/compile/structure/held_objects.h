#pragma once

#include <optional>

#include "analysis/compile/session.h"

/// Python objects that modules hold, which are made into objects of the compiled class attribute by attribute.
namespace jitlint::analysis {

/// The first attribute of the object in `attribute` that does not fit the class as it is compiled; nullopt where there is none.
std::optional<HeldObjectMismatch> held_object_mismatch(Session& session, const Attribute& attribute, const ReachedFrom* reached);

/// Whether compiling the class of the object succeeds for certain: one that is not scripted is tried, and given up where that fails.
bool certainly_compiles(Session& session, const Attribute& attribute);

}  // namespace jitlint::analysis
