#include <gtest/gtest.h>

#include "project/file_system.h"

namespace jitlint::project {
namespace {

constexpr std::size_t kLimit = 100;

TEST(OverlayFileSystem, StandsForAFile) {
    MemoryFileSystem disk;
    disk.add("/w/a.py", "disk");
    disk.add("/w/b.py", "other");
    disk.add_link("/link", "/w");
    OverlayFileSystem files(disk, "/link/a.py", "buffer");
    EXPECT_EQ(files.read("/w/a.py", kLimit).bytes, "buffer");
    EXPECT_EQ(files.read("/link/a.py", kLimit).bytes, "buffer");
    EXPECT_EQ(files.read("/w/b.py", kLimit).bytes, "other");
    EXPECT_EQ(files.real_path("/link/a.py"), "/w/a.py");
    EXPECT_FALSE(files.read("/w/a.py", 3).error.empty());
}

TEST(OverlayFileSystem, TheFileNeedNotBeThere) {
    MemoryFileSystem disk;
    disk.add("/w/b.py", "other");
    disk.add_link("/link", "/w");
    OverlayFileSystem files(disk, "/link/new.py", "buffer");
    EXPECT_EQ(files.status("/w/new.py").kind, FileKind::Regular);
    EXPECT_EQ(files.real_path("/link/new.py"), "/w/new.py");
    EXPECT_EQ(files.read("/w/new.py", kLimit).bytes, "buffer");
    EXPECT_EQ(files.status("/w/none.py").kind, FileKind::Missing);
}

TEST(OverlayFileSystem, ReplacesTheTextAlone) {
    MemoryFileSystem disk;
    disk.add("/w/a.py", "disk");
    disk.add("/w/b.py", "other");
    OverlayFileSystem files(disk, "/w/a.py", "buffer");
    EXPECT_EQ(files.replace("/w/a.py", "fixed"), "");
    EXPECT_EQ(files.bytes(), "fixed");
    EXPECT_EQ(disk.read("/w/a.py", kLimit).bytes, "disk");
    EXPECT_EQ(files.write("/w/b.py", "written"), "");
    EXPECT_EQ(disk.read("/w/b.py", kLimit).bytes, "written");
}

}  // namespace
}  // namespace jitlint::project
