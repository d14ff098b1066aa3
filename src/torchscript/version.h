#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jitlint::torchscript {

/// A torch release line: a dense index, 0 = 1.0 ... 13 = 1.13, 14 = 2.0 ... Patch releases are not told
/// apart.
struct Version {
    std::uint8_t index = 0;

    static constexpr Version of(int major, int minor) { return Version{static_cast<std::uint8_t>(major == 1 ? minor : 14 + minor)}; }
    constexpr int major() const { return index < 14 ? 1 : 2; }
    constexpr int minor() const { return index < 14 ? index : index - 14; }
    auto operator<=>(const Version&) const = default;
};

inline constexpr Version kOldest = Version::of(1, 0);
/// The newest release that facts were measured with. Later ones are taken to be like it.
inline constexpr Version kNewest = Version::of(2, 14);
/// What facts were measured with, oldest first.
inline constexpr Version kMeasured[] = {Version::of(1, 7), Version::of(1, 13), Version::of(2, 6), Version::of(2, 14)};

/// A set of torch releases. Bit i stands for the release with index i; releases after `kNewest` share its
/// bit.
class VersionSet {
public:
    constexpr VersionSet() = default;
    static constexpr VersionSet all() { return from(kOldest); }
    static constexpr VersionSet none() { return {}; }
    static constexpr VersionSet only(Version v) { return VersionSet(std::uint64_t{1} << clamp(v)); }
    /// v and later.
    static constexpr VersionSet from(Version v) { return VersionSet(mask() & ~((std::uint64_t{1} << clamp(v)) - 1)); }
    /// Releases before v.
    static constexpr VersionSet before(Version v) { return VersionSet((std::uint64_t{1} << clamp(v)) - 1); }
    /// first <= release <= last.
    static constexpr VersionSet between(Version first, Version last) { return from(first) & (before(last) | only(last)); }

    constexpr bool empty() const { return bits_ == 0; }
    constexpr bool contains(Version v) const { return (bits_ >> clamp(v)) & 1; }
    constexpr bool is_all() const { return bits_ == mask(); }
    constexpr std::uint64_t bits() const { return bits_; }
    constexpr Version oldest() const { return Version{static_cast<std::uint8_t>(std::countr_zero(bits_))}; }
    constexpr Version newest() const { return Version{static_cast<std::uint8_t>(63 - std::countl_zero(bits_))}; }

    constexpr VersionSet operator&(VersionSet o) const { return VersionSet(bits_ & o.bits_); }
    constexpr VersionSet operator|(VersionSet o) const { return VersionSet(bits_ | o.bits_); }
    constexpr VersionSet operator~() const { return VersionSet(~bits_ & mask()); }
    constexpr VersionSet& operator|=(VersionSet o) {
        bits_ |= o.bits_;
        return *this;
    }
    constexpr VersionSet& operator&=(VersionSet o) {
        bits_ &= o.bits_;
        return *this;
    }
    constexpr bool operator==(const VersionSet&) const = default;

    /// As a specifier: `>=1.0` for all, `<1.2`, `>=1.7,<1.9`, alternatives joined by ` || `.
    std::string to_string() const;
    /// Reads PEP 440 specifiers (`>=1.8,<2.3`, `~=2.1`, `==1.13.*`, `!=2.0`, `1.13.1`, `2`), alternatives
    /// joined by `||`. A bare version means that release alone. Local parts (`+cu118`) are ignored. nullopt
    /// where it does not parse.
    static std::optional<VersionSet> parse(std::string_view specifier);

private:
    explicit constexpr VersionSet(std::uint64_t bits) : bits_(bits) {}
    static constexpr int clamp(Version v) { return v.index > kNewest.index ? kNewest.index : v.index; }
    static constexpr std::uint64_t mask() { return (std::uint64_t{1} << (kNewest.index + 1)) - 1; }
    std::uint64_t bits_ = 0;
};

/// The releases for which a fact holds that was observed at the measured points `observed` (a subset of
/// `kMeasured`): everything between two neighbouring points that agree, before the first point (an older
/// compiler knows less) and, after the last one, everything. Between points that disagree nothing is claimed.
VersionSet extrapolate(VersionSet observed);

/// The measured points that must be asked so that `extrapolate` covers `target`: its neighbours on both
/// sides.
VersionSet points_for(VersionSet target);

}  // namespace jitlint::torchscript
