#include "core/compensation/point_table.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/core/importers/samples.h"

namespace focus {
namespace {

using testing::HasSubstr;

FocusPoint point(double temperature, double position, std::string filter = "") {
    FocusPoint result;
    result.temperature = temperature;
    result.position = position;
    result.filter = std::move(filter);
    return result;
}

class PointTableTest : public InFolder {
protected:
    PointTable table() const { return PointTable(path("points.csv")); }
    std::string file() const { return bytes_of(path("points.csv")); }
    std::vector<FocusPoint> stored() const {
        PointTable other = table();
        EXPECT_EQ(other.load(), "");
        return other.points();
    }
    /// What load says about a file with this content.
    std::string mistake(const std::string& content) const {
        write("points.csv", content);
        PointTable broken = table();
        std::string said = broken.load();
        EXPECT_EQ(broken.add({point(1, 2)}), said);
        EXPECT_EQ(broken.undo(), said);
        EXPECT_EQ(file(), content) << "a file with a mistake is not touched";
        return said;
    }
};

TEST_F(PointTableTest, NoFileIsAnEmptyTable) {
    PointTable empty = table();
    EXPECT_EQ(empty.load(), "");
    EXPECT_TRUE(empty.points().empty());
    EXPECT_FALSE(std::filesystem::exists(path("points.csv")));
}

TEST_F(PointTableTest, WritesTheGoldenSample) {
    FocusPoint whole = point(12.5, 35000.25, "L, \"narrow\"");
    whole.session = "2024-11-02";
    whole.time =
        std::chrono::sys_days(std::chrono::year{2024} / 11 / 2) + std::chrono::hours(20) + std::chrono::seconds(190);
    whole.telescope = "refractor";
    FocusPoint unused = point(-3, 34100);
    unused.use = false;
    unused.remark = "clouds; again";
    PointTable written = table();
    EXPECT_EQ(written.add({whole, unused}), "");
    EXPECT_EQ(file(), bytes_of(std::string(TEST_DATA) + "/points.csv"));
    EXPECT_EQ(stored(), (std::vector<FocusPoint>{whole, unused}));
    EXPECT_EQ(written.points(), stored());
}

TEST_F(PointTableTest, ReplaceAndDrop) {
    PointTable edited = table();
    EXPECT_EQ(edited.add({point(1, 10), point(2, 20), point(3, 30), point(4, 40)}), "");
    EXPECT_EQ(edited.replace(1, point(2.5, 25, "R")), "");
    EXPECT_EQ(edited.drop({3, 0, 3}), "");
    EXPECT_EQ(stored(), (std::vector<FocusPoint>{point(2.5, 25, "R"), point(3, 30)}));
    EXPECT_THAT(edited.drop({2}), HasSubstr("no point 3"));
    EXPECT_THAT(edited.replace(2, point(1, 1)), HasSubstr("no point 3"));
}

TEST_F(PointTableTest, UndoTakesBackAndMakesAgainAlsoInALaterRun) {
    EXPECT_EQ(table().undo(), "there is no change to take back");
    EXPECT_EQ(table().add({point(1, 10)}), "");
    EXPECT_EQ(table().add({point(2, 20)}), "");
    EXPECT_EQ(table().undo(), "");
    EXPECT_EQ(stored().size(), 1U);
    EXPECT_EQ(table().undo(), "");
    EXPECT_EQ(stored().size(), 2U);
    EXPECT_EQ(table().drop({0, 1}), "");
    EXPECT_EQ(table().undo(), "");
    EXPECT_EQ(stored().size(), 2U);
}

TEST_F(PointTableTest, TheFirstChangeIsTakenBackToAnEmptyTable) {
    EXPECT_EQ(table().add({point(1, 10)}), "");
    EXPECT_EQ(table().undo(), "");
    EXPECT_TRUE(stored().empty());
    EXPECT_EQ(table().undo(), "");
    EXPECT_EQ(stored().size(), 1U);
}

TEST_F(PointTableTest, AnotherProgramsPointsAreNotLost) {
    PointTable one = table(), other = table();
    EXPECT_EQ(one.load(), "");
    EXPECT_EQ(other.add({point(1, 10)}), "");
    EXPECT_EQ(one.add({point(2, 20)}), "");
    EXPECT_EQ(stored(), (std::vector<FocusPoint>{point(1, 10), point(2, 20)}));
}

TEST_F(PointTableTest, EditedByHand) {
    write("points.csv",
          "\xEF\xBB\xBF# my points\r\n\r\nPosition;Temperature (\u00B0"
          "C);Night\r\n\r\n# before midnight\r\n35000;12,5;first\r\n"
          ";;\r\n34912;10;\"second; clear\"\r\n# the end\r\n");
    const std::string before = file();
    EXPECT_EQ(table().add({point(7, 34800)}), "");
    EXPECT_EQ(file(),
              "# my points\ntemperature_c,position,filter,session,time_utc,use,telescope,remark\n# before midnight\n"
              "12.5,35000,,first,,1,,\n10,34912,,\"second; clear\",,1,,\n7,34800,,,,1,,\n# the end\n");
    EXPECT_EQ(bytes_of(path("points.csv.bak")), before);
    EXPECT_EQ(table().drop({0}), "");
    EXPECT_THAT(file(), HasSubstr("# before midnight\n10,34912")) << "a comment outlives its point";
    EXPECT_EQ(table().undo(), "");
    EXPECT_EQ(stored().size(), 3U);
}

TEST_F(PointTableTest, MistakesAreNamedWithTheLine) {
    const std::string name = path("points.csv");
    EXPECT_THAT(mistake("temperature_c,position\n1,2\n1,x\n"), HasSubstr(name + ":3: the position \"x\""));
    EXPECT_THAT(mistake("temperature_c,position\n,2\n"), HasSubstr(":2: has no temperature"));
    EXPECT_THAT(mistake("temperature_c,position\n100,2\n"), HasSubstr(":2: the temperature 100 C is outside"));
    EXPECT_THAT(mistake("temperature_c,position,hfr\n1,2,3\n"),
                HasSubstr(":1: has a column \"hfr\" that would be lost"));
    EXPECT_THAT(mistake("# hello\n1,2\n"), HasSubstr(":2: is no header line"));
    EXPECT_THAT(mistake("temperature_c,position\n1,2,3\n"), HasSubstr(":2: has 3 cells"));
    EXPECT_THAT(mistake(std::string(100, '\0')), HasSubstr(":1: is no header line"));
}

TEST_F(PointTableTest, ImplausiblePointsAndUglyNames) {
    PointTable strict = table();
    EXPECT_THAT(strict.add({point(1, 2), point(200, 2)}), HasSubstr("outside"));
    EXPECT_THAT(strict.add({point(std::nan(""), 2)}), HasSubstr("outside"));
    EXPECT_FALSE(std::filesystem::exists(path("points.csv")));
    EXPECT_EQ(strict.add({point(1, 2, " a\nb,c\"#\t")}), "");
    EXPECT_EQ(stored().at(0).filter, "a b,c\"#");
    EXPECT_EQ(strict.points(), stored());
    // One byte that is no UTF-8 would have the whole file taken for CP-1252.
    EXPECT_EQ(strict.add({point(1, 2, "f\xFCr"), point(1, 2, "\u2103")}), "");
    EXPECT_EQ(stored().at(1).filter, "f\u00FCr");
    EXPECT_EQ(stored().at(2).filter, "\u2103");
}

TEST_F(PointTableTest, LiesInTheDocumentsFolder) {
    ::setenv("XDG_DOCUMENTS_DIR", folder_.c_str(), 1);
    EXPECT_EQ(PointTable::usual_path(), path("FocuserLink/points.csv"));
    ::unsetenv("XDG_DOCUMENTS_DIR");
}

TEST_F(PointTableTest, NumbersComeBackExactly) {
    const std::vector<FocusPoint> points = {point(0.1 + 0.2, 1e7 / 3), point(-60, -1e6), point(1e-300, 0)};
    EXPECT_EQ(table().add(points), "");
    EXPECT_EQ(stored(), points);
}

TEST_F(PointTableTest, AfterAFailureTheTableIsAsBefore) {
    PointTable kept = table();
    EXPECT_EQ(kept.add({point(1, 10)}), "");
    // A folder in the place of the backup: it cannot be replaced, whoever we are.
    std::filesystem::remove(path("points.csv.bak"));
    write("points.csv.bak/in the way", "");
    EXPECT_THAT(kept.add({point(2, 20)}), HasSubstr("cannot be written"));
    EXPECT_EQ(kept.points(), (std::vector<FocusPoint>{point(1, 10)}));
    EXPECT_EQ(stored(), kept.points());
}

}  // namespace
}  // namespace focus
