#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "torchscript/version.h"

/// Which releases of torch.jit.script take which constructs of Python.
namespace jitlint::torchscript {

enum class Feature : std::uint8_t {
#define JITLINT_FEATURE(id, name, refused, accepted, evidence) id,
#include "torchscript/features.def"
#undef JITLINT_FEATURE
};

struct FeatureFacts {
    Feature feature;
    std::string_view name;  ///< as a user knows it: "`continue` statement"
    /// Releases that refuse it for certain. Where only a span is known in which it came, the span is not in
    /// here.
    VersionSet refused;
    /// Releases that take it for certain.
    VersionSet accepted;
    std::string_view evidence;  ///< what the boundary rests on
};

const FeatureFacts& facts(Feature feature);
std::span<const FeatureFacts> all_features();

inline VersionSet refused_by(Feature feature) { return facts(feature).refused; }
inline bool is_refused(Feature feature, Version v) { return facts(feature).refused.contains(v); }

}  // namespace jitlint::torchscript
