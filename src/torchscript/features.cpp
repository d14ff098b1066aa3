#include "torchscript/features.h"

namespace jitlint::torchscript {
namespace {

constexpr VersionSet never() { return VersionSet::none(); }
constexpr VersionSet only(int major, int minor) { return VersionSet::only(Version::of(major, minor)); }
constexpr VersionSet from(int major, int minor) { return VersionSet::from(Version::of(major, minor)); }
constexpr VersionSet before(int major, int minor) { return VersionSet::before(Version::of(major, minor)); }
constexpr VersionSet between(int major, int minor, int last_major, int last_minor) {
    return VersionSet::between(Version::of(major, minor), Version::of(last_major, last_minor));
}

constexpr FeatureFacts kFacts[] = {
#define JITLINT_FEATURE(id, name, refused, accepted, evidence) {Feature::id, name, refused, accepted, evidence},
#include "torchscript/features.def"
#undef JITLINT_FEATURE
};

constexpr bool no_contradiction() {
    for (const FeatureFacts& f : kFacts) {
        if (!(f.refused & f.accepted).empty()) return false;
    }
    return true;
}
static_assert(no_contradiction());

}  // namespace

const FeatureFacts& facts(Feature feature) { return kFacts[static_cast<std::size_t>(feature)]; }

std::span<const FeatureFacts> all_features() { return kFacts; }

}  // namespace jitlint::torchscript
