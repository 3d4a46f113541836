// Files and folders as people name them.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "core/compensation/importers/import_run.h"
#include "tests/core/importers/samples.h"

namespace focus {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kCsv = "temperature,position\n5,9\n";

class ImportPoints : public InFolder {
protected:
    Imported import(const std::string& name = "") const { return import_points({path(name)}); }
    static std::vector<double> positions(const Imported& imported) {
        std::vector<double> all;
        for (const FocusPoint& point : imported.points) all.push_back(point.position);
        return all;
    }
};

TEST_F(ImportPoints, AllSamplesInOneFolder) {
    const Imported imported = import_points({sample_path("")});
    EXPECT_EQ(imported.files, 17U);
    EXPECT_EQ(imported.points.size(), 32U);
    EXPECT_EQ(imported.failed_runs, 5U);
    EXPECT_EQ(imported.without_temperature, 7U);
    EXPECT_TRUE(imported.problems.empty()) << imported.problems.front().file << imported.problems.front().reason;
}

TEST_F(ImportPoints, FoldersAreReadInTheOrderOfNames) {
    write("b.csv", "temperature,position\n5,2\n");
    write("a/z.csv", "temperature,position\n5,1\n");
    write("c.txt", "temperature,position\n5,3\n");
    EXPECT_THAT(positions(import()), ElementsAre(1, 2, 3));
}

TEST_F(ImportPoints, OtherNamesInFoldersArePassedOver) {
    write("a.fits", std::string(100, '\0'));
    write("b.dat", kCsv);
    write("PHD2_GuideLog.txt", "PHD2 version 2.6, Log version 2.5\n");
    write("Autorun_Log_2022-03-18_211302_CHN.txt", "2022/03/18 21:13:02 [Autorun|Begin] \n");
    const Imported imported = import();
    EXPECT_TRUE(imported.points.empty());
    ASSERT_EQ(imported.problems.size(), 1U);
    EXPECT_THAT(imported.problems.at(0).file, HasSubstr("PHD2_GuideLog.txt"));
    EXPECT_THAT(imported.problems.at(0).reason, HasSubstr("none of the formats"));
}

TEST_F(ImportPoints, AFileThatIsNamedIsJudgedByItsContents) {
    write("b.dat", kCsv);
    EXPECT_THAT(positions(import("b.dat")), ElementsAre(9));
    write("c.fits", "SIMPLE  =                    T");
    EXPECT_THAT(import("c.fits").problems.at(0).reason, HasSubstr("N.I.N.A."));
}

TEST_F(ImportPoints, FourFoldersDeepAndNoFurther) {
    write("1/2/3/4/in.csv", kCsv);
    write("1/2/3/4/5/out.csv", kCsv);
    EXPECT_EQ(import().points.size(), 1U);
}

TEST_F(ImportPoints, LinksThatGoRound) {
    write("in/a.csv", kCsv);
    std::filesystem::create_directory_symlink(folder_, folder_ / "in" / "round");
    std::filesystem::create_symlink("self.csv", folder_ / "self.csv");
    std::filesystem::create_symlink("in/a.csv", folder_ / "link.csv");
    EXPECT_EQ(import().points.size(), 2U) << "the file, and the link to it";
}

TEST_F(ImportPoints, WhatCannotBeRead) {
    EXPECT_THAT(import("missing.json").problems.at(0).reason, HasSubstr("does not exist"));
    ASSERT_EQ(::mkfifo(path("pipe.csv").c_str(), 0600), 0);
    EXPECT_THAT(import("pipe.csv").problems.at(0).reason, HasSubstr("neither a file nor a folder"));
    EXPECT_TRUE(import().problems.empty()) << "a pipe in a folder is passed over";
    write("empty.json", "");
    EXPECT_THAT(import("empty.json").problems.at(0).reason, HasSubstr("is empty"));
    write("huge.csv", kCsv);
    std::filesystem::resize_file(folder_ / "huge.csv", (256U << 20U) + 1);
    EXPECT_THAT(import("huge.csv").problems.at(0).reason, HasSubstr("256 MiB"));
    EXPECT_EQ(import().problems.size(), 2U) << "and in a folder they do not stop the rest";
}

TEST_F(ImportPoints, AThousandProblemsAndHowManyMore) {
    std::string text = kCsv;
    for (int i = 0; i < 1500; ++i) text += "x,y\n";
    write("a.csv", text);
    write("b.csv", text);
    const Imported imported = import();
    EXPECT_EQ(imported.points.size(), 2U);
    ASSERT_EQ(imported.problems.size(), 1001U);
    EXPECT_EQ(imported.problems.back().reason, "and 2000 more problems");
}

TEST(ImportRunBounds, AMillionPointsAndHowManyMore) {
    ImportRun run;
    run.begin_file("x");
    FocusPoint point;
    for (int i = 0; i < 1'000'003; ++i) run.point(1, point);
    const Imported imported = run.finish();
    EXPECT_EQ(imported.points.size(), 1'000'000U);
    ASSERT_EQ(imported.problems.size(), 1U);
    EXPECT_THAT(imported.problems[0].reason, HasSubstr("and 3 more points"));
}

}  // namespace
}  // namespace focus
