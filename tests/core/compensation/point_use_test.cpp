#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

#include "core/compensation/point_table.h"

namespace focus {
namespace {

TEST(PointUse, OfSeveralPointsIsOneChange) {
    std::string folder = (std::filesystem::temp_directory_path() / "focuserlink-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    PointTable table(folder + "/points.csv");
    FocusPoint point;
    EXPECT_EQ(table.add({point, point, point}), "");
    EXPECT_NE(table.set_use({0, 3}, false), "");
    EXPECT_TRUE(table.points()[0].use);
    EXPECT_EQ(table.set_use({2, 0}, false), "");
    PointTable again(folder + "/points.csv");
    EXPECT_EQ(again.load(), "");
    EXPECT_FALSE(again.points()[0].use);
    EXPECT_TRUE(again.points()[1].use);
    EXPECT_FALSE(again.points()[2].use);
    EXPECT_EQ(again.undo(), "");
    for (const FocusPoint& one : again.points()) EXPECT_TRUE(one.use);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace focus
