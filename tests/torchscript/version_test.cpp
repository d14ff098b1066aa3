#include "torchscript/version.h"

#include <gtest/gtest.h>

#include "torchscript/features.h"

namespace jitlint::torchscript {
namespace {

std::string read(std::string_view specifier) {
    auto set = VersionSet::parse(specifier);
    return set ? set->to_string() : "error";
}

TEST(Versions, ReadAndWritten) {
    EXPECT_EQ(read(">=1.0"), ">=1.0");
    EXPECT_EQ(read(">=1.8,<2.3"), ">=1.8,<2.3");
    EXPECT_EQ(read(" >= 1.8 , < 2.3 "), ">=1.8,<2.3");
    EXPECT_EQ(read("<1.2"), "<1.2");
    EXPECT_EQ(read("1.13"), ">=1.13,<2.0");
    EXPECT_EQ(read("1.13.1"), ">=1.13,<2.0");
    EXPECT_EQ(read("==1.13.*"), ">=1.13,<2.0");
    EXPECT_EQ(read("2.1.0+cu118"), ">=2.1,<2.2");
    EXPECT_EQ(read("2.1.0.dev20230801"), ">=2.1,<2.2");
    EXPECT_EQ(read("2.0.0rc1"), ">=2.0,<2.1");
    EXPECT_EQ(read("2"), ">=2.0");
    EXPECT_EQ(read("1"), "<2.0");
    EXPECT_EQ(read("~=2.1"), ">=2.1");
    EXPECT_EQ(read("~=1.8"), ">=1.8,<2.0");
    EXPECT_EQ(read("~=1.8.1"), ">=1.8,<1.9");
    EXPECT_EQ(read("!=2.0"), "<2.0 || >=2.1");
    EXPECT_EQ(read("<1.8 || >=2.0"), "<1.8 || >=2.0");
    EXPECT_EQ(read(">=1.0,<2"), "<2.0");
}

TEST(Versions, PatchReleasesKeepTheirLine) {
    EXPECT_EQ(read("<1.8.1"), "<1.9");
    EXPECT_EQ(read("<1.8.0"), "<1.8");
    EXPECT_EQ(read(">1.8"), ">=1.9");
    EXPECT_EQ(read(">1.8.0"), ">=1.8");
    EXPECT_EQ(read("<=1.8"), "<1.9");
    EXPECT_EQ(read("!=1.8.1"), ">=1.0");
}

TEST(Versions, NewerThanTheNewestIsTheNewest) {
    const std::string newest = VersionSet::only(kNewest).to_string();
    EXPECT_EQ(read(">=9.9"), newest);
    EXPECT_EQ(read("3.1"), newest);
    EXPECT_EQ(read("<9.9"), ">=1.0");
    EXPECT_EQ(read("!=9.9"), ">=1.0");
    EXPECT_EQ(read("<0.4"), "none");
    EXPECT_EQ(read(">=0.4"), ">=1.0");
}

TEST(Versions, NotSpecifiers) {
    for (std::string_view text : {"", ",", "torch", ">=", "~=2", ">=1.*", "1.8 2.0", ">=1.8,", "1..8", ">>1", "99999999999.1"}) {
        EXPECT_EQ(read(text), "error") << text;
    }
}

TEST(Versions, ExtrapolateClaimsNothingBetweenPointsThatDisagree) {
    const VersionSet v17 = VersionSet::only(Version::of(1, 7)), v113 = VersionSet::only(Version::of(1, 13)),
                     v26 = VersionSet::only(Version::of(2, 6)), v214 = VersionSet::only(Version::of(2, 14));
    EXPECT_EQ(extrapolate(v17).to_string(), "<1.8");
    EXPECT_EQ(extrapolate(v17 | v113).to_string(), "<2.0");
    EXPECT_EQ(extrapolate(v26).to_string(), ">=2.6,<2.7");
    EXPECT_EQ(extrapolate(v26 | v214).to_string(), ">=2.6");
    EXPECT_EQ(extrapolate(v17 | v113 | v26 | v214).to_string(), ">=1.0");
    EXPECT_EQ(extrapolate(v17 | v26).to_string(), "<1.8 || >=2.6,<2.7");
    EXPECT_TRUE(extrapolate(VersionSet::none()).empty());
}

TEST(Versions, PointsAreTheNeighboursOfTheTarget) {
    auto points = [](std::string_view target) {
        std::string out;
        for (Version v : kMeasured) {
            if (!points_for(*VersionSet::parse(target)).contains(v)) continue;
            out += (out.empty() ? "" : " ") + std::to_string(v.major()) + "." + std::to_string(v.minor());
        }
        return out;
    };
    EXPECT_EQ(points("1.2"), "1.7");
    EXPECT_EQ(points("1.7"), "1.7");
    EXPECT_EQ(points("1.9"), "1.7 1.13");
    EXPECT_EQ(points("2.6"), "2.6");
    EXPECT_EQ(points(">=2.7"), "2.6 2.14");
    EXPECT_EQ(points(">=1.0"), "1.7 1.13 2.6 2.14");
}

TEST(Features, AreRefusedOnlyWhereThatIsKnown) {
    EXPECT_EQ(refused_by(Feature::BreakContinue).to_string(), "<1.2");
    EXPECT_EQ(refused_by(Feature::UnionOperator).to_string(), "<2.1");
    EXPECT_FALSE(is_refused(Feature::GeneratorExpression, Version::of(1, 12)));
    EXPECT_TRUE(is_refused(Feature::ForElse, kNewest));
    for (const FeatureFacts& f : all_features()) {
        EXPECT_EQ(&f, &facts(f.feature));
        EXPECT_FALSE(f.evidence.empty());
        EXPECT_FALSE((f.refused | f.accepted).empty()) << f.name;
    }
}

}  // namespace
}  // namespace jitlint::torchscript
