// What real folders and files hold, and what went wrong with it: telescopes that do not belong together, copies, bad
// runs, sensors that were not there, spreadsheets of another language.
#include <gmock/gmock.h>

#include "core/compensation/compensation_fit.h"
#include "core/compensation/new_points.h"
#include "core/compensation/telescopes.h"
#include "tests/core/importers/samples.h"

namespace focus {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kRefractor = "5b0c2f1e-7d1a-4c55-9a01-3f6d2b7e8a10";
constexpr const char* kNewtonian = "c9e4771b-02aa-4f3f-8f6e-1d50a7b3e944";

/// A run of nine points about the position it found, as N.I.N.A. writes it.
std::string nina_run(const std::string& stamp, const std::string& temperature, int found, const std::string& filter,
                     double r2 = 0.98, int middle = 0) {
    if (middle == 0) middle = found;
    std::string text = R"({"Version":2,"Timestamp":")" + stamp + R"(","Temperature":)" + temperature +
                       R"(,"Fitting":"HYPERBOLIC","CalculatedFocusPoint":{"Position":)" + std::to_string(found) +
                       R"(.0,"Value":1.9},"MeasurePoints":[)";
    for (int i = -4; i <= 4; ++i) {
        text += (i == -4 ? "" : ",") + std::string(R"({"Position":)") + std::to_string(middle + 40 * i) +
                R"(,"Value":2.5})";
    }
    return text + R"(],"RSquares":{"Quadratic":0.2,"Hyperbolic":)" + std::to_string(r2) +
           R"(,"LeftTrend":"NaN","RightTrend":"NaN"},"Filter":)" + filter + "}";
}

class NinaFolder : public InFolder {
protected:
    NinaFolder() {
        refractor("2026-02-11--20-04-10", "20:04:10", "8.0", 5361, R"("L")");
        refractor("2026-02-11--21-31-02", "21:31:02", "6.1", 5274, R"("L")", "\xEF\xBB\xBF");
        refractor("2026-02-11--22-50-44", "22:50:44", "4.9", 5031, R"("Ha")");
        refractor("2026-02-12--00-12-19", "00:12:19", "4.0", 5179, R"("L")");
        refractor("2026-02-12--01-40-33", "01:40:33", "2.6", 4926, R"("Ha")");
        refractor("2026-02-12--03-02-57", "03:02:57", "1.9", 5086, R"("L")");
        const int newtonian[] = {11000, 11055, 11090, 11118};
        const char* temperatures[] = {"7.9", "5.2", "3.4", "2.0"};
        const char* stamps[] = {"2026-02-11T20:06:31", "2026-02-11T22:20:08", "2026-02-12T00:45:52",
                                "2026-02-12T02:58:41"};
        const char* filters[] = {"null", R"("")", "null", "null"};
        for (int i = 0; i < 4; ++i) {
            write("2026-02-11--2" + std::to_string(i) + "-06-31--" + kNewtonian + ".json",
                  nina_run(stamps[i] + std::string("+01:00"), temperatures[i], newtonian[i], filters[i]));
        }
        // Explorer's copy of a run.
        write("2026-02-12--00-12-19--" + std::string(kRefractor) + " - Copy.json",
              bytes_of(path("2026-02-12--00-12-19--" + std::string(kRefractor) + ".json")));
        refractor("2026-02-12--04-10-00", "04:10:00", R"("NaN")", 5071, R"("L")");
        write("2026-02-12--04-40-00--" + std::string(kRefractor) + ".json",
              nina_run("2026-02-12T04:40:00+01:00", "1.7", 5460, R"("L")", 0.21));
        write("2026-02-12--05-05-00--" + std::string(kRefractor) + ".json",
              nina_run("2026-02-12T05:05:00+01:00", "1.6", 5912, R"("L")", 0.98, 5075));
        write("2026-02-12--05-20-00--" + std::string(kRefractor) + ".json",
              R"({"Timestamp":"2026-02-12T05:20:00+01:00","Temperature":1.5,
                 "CalculatedFocusPoint":{"Position":"NaN","Value":"NaN"},"MeasurePoints":[]})");
        write("2026-02-12--05-33-00--" + std::string(kRefractor) + ".json", R"({"Version":2,"Filter":"L","Timest)");
        write("attempt01_detection.json", R"({"StarList": [], "HFR": 2.2})");
        // The first versions put the day before the month, and named no profile.
        write("2020-07-3--23-11-05.json", nina_run("2020-03-07T23:11:05.5+01:00", "3.1", 5140, "null"));
        imported = import_points({folder_.string()});
        fresh = new_points(imported.points, {});
    }

    void refractor(const std::string& name, const std::string& clock, const std::string& temperature, int found,
                   const std::string& filter, const std::string& mark = {}) {
        write(name + "--" + kRefractor + ".json",
              mark + nina_run(name.substr(0, 10) + "T" + clock + ".1234567+01:00", temperature, found, filter));
    }
    static std::string reason_for(const std::vector<ImportProblem>& problems, const std::string& file) {
        for (const ImportProblem& one : problems) {
            if (one.file.find(file) != std::string::npos) return one.reason;
        }
        return {};
    }

    Imported imported;
    std::vector<FocusPoint> fresh;
};

TEST_F(NinaFolder, EveryTelescopeHasItsOwnSlope) {
    const std::vector<Telescope> telescopes = telescopes_of(fresh);
    ASSERT_EQ(telescopes.size(), 3U);
    EXPECT_EQ(telescopes[0].name, "N.I.N.A. 5b0c2f1e");
    EXPECT_EQ(telescopes[0].points, 6U);
    EXPECT_EQ(telescopes[1].name, "N.I.N.A. c9e4771b");
    EXPECT_EQ(telescopes[1].points, 4U);
    EXPECT_EQ(telescopes[2].name, "") << "the run of 2020 tells no profile";

    const CompensationFit refractor = fit_compensation(only_of(telescopes[0].name, fresh));
    EXPECT_NEAR(refractor.coefficient, 45.15, 0.01);
    ASSERT_EQ(refractor.filters.size(), 2U);
    EXPECT_EQ(refractor.filters[1].filter, "Ha");
    EXPECT_NEAR(refractor.filters[1].offset, -190, 1);
    const CompensationFit newtonian = fit_compensation(only_of(telescopes[1].name, fresh));
    EXPECT_NEAR(newtonian.coefficient, -19.97, 0.01);
    EXPECT_EQ(newtonian.groups.size(), 1U) << "a filter that is null and one that is empty are the same";

    const CompensationFit all = fit_compensation(fresh);
    EXPECT_EQ(all.verdict, Verdict::several_telescopes) << "never one slope over both";
    EXPECT_FALSE(all.has_coefficient());
    EXPECT_FALSE(all.offered());
    EXPECT_EQ(all.device_coefficient(), std::nullopt);
    EXPECT_THAT(all.sentence, HasSubstr("'N.I.N.A. 5b0c2f1e' (6 points), 'N.I.N.A. c9e4771b' (4 points) and one"));
}

TEST_F(NinaFolder, CopiesMergeAlsoWithWhatTheUserHasMended) {
    EXPECT_EQ(imported.points.size(), fresh.size() + 1);
    std::vector<FocusPoint> mended = fresh;
    for (FocusPoint& point : mended) {
        point.telescope = "refractor";
        point.filter = "UV/IR";
        point.temperature += 0.5;
    }
    EXPECT_THAT(new_points(imported.points, mended), IsEmpty());
}

TEST_F(NinaFolder, BadRunsAreThereButNotUsedAndSayWhy) {
    EXPECT_EQ(imported.doubtful_runs, 2U);
    EXPECT_THAT(fresh, Contains(testing::AllOf(Field(&FocusPoint::position, 5460), Field(&FocusPoint::use, false),
                                               Field(&FocusPoint::remark, HasSubstr("R2 is 0.21")))));
    EXPECT_THAT(fresh, Contains(testing::AllOf(Field(&FocusPoint::position, 5912), Field(&FocusPoint::use, false),
                                               Field(&FocusPoint::remark, HasSubstr("outside the positions")))));
    EXPECT_THAT(reason_for(imported.remarks, "04-40-00"), HasSubstr("not used: R2 is 0.21"));
}

TEST_F(NinaFolder, WhatGivesNoPointIsNamedWithTheReason) {
    EXPECT_EQ(imported.without_temperature, 1U);
    EXPECT_EQ(imported.failed_runs, 1U);
    EXPECT_THAT(reason_for(imported.remarks, "04-10-00"), HasSubstr("no temperature"));
    EXPECT_THAT(reason_for(imported.remarks, "05-20-00"), HasSubstr("failed: no position in focus was found"));
    EXPECT_EQ(imported.problems.size(), 2U);
    EXPECT_THAT(reason_for(imported.problems, "05-33-00"), HasSubstr("is cut off"));
    EXPECT_THAT(reason_for(imported.problems, "attempt01"), HasSubstr("no autofocus report"));
    EXPECT_THAT(left_out_in_words(imported), ElementsAre("1 run that failed", "1 run without a temperature"));
    EXPECT_EQ(doubt_in_words(fresh), "2 runs in doubt are kept, but not used");
    EXPECT_EQ(doubt_in_words({}), "");
}

TEST_F(NinaFolder, TheOldNameIsADayInMarch) {
    EXPECT_THAT(fresh, Contains(Field(&FocusPoint::session, "2020-03-07")));
    const std::string report = R"({"Temperature":5,"CalculatedFocusPoint":{"Position":9}})";
    EXPECT_EQ(import_bytes(report, "2020-07-3--23-11-05.json").points.at(0).session, "2020-03-07");
    EXPECT_EQ(import_bytes(report, "2020-25-11--23-11-05.json").points.at(0).session, "2020-11-25");
}

TEST(NinaR2, IsThatOfTheCurveWhichDecided) {
    const auto with = [](const std::string& fitting, const std::string& squares) {
        return import_bytes(R"({"Timestamp":"2026-02-12T04:40:00+01:00","Temperature":1.7,"Fitting":")" + fitting +
                                R"(","CalculatedFocusPoint":{"Position":9},"RSquares":{)" + squares + "}}",
                            "x")
            .points.at(0)
            .use;
    };
    EXPECT_TRUE(with("HYPERBOLIC", R"("Hyperbolic":0.9,"Quadratic":0.1)"));
    EXPECT_FALSE(with("PARABOLIC", R"("Hyperbolic":0.9,"Quadratic":0.1)"));
    EXPECT_FALSE(with("TRENDLINES", R"("LeftTrend":0.9,"RightTrend":0.5,"Hyperbolic":0.9)"));
    EXPECT_FALSE(with("TRENDHYPERBOLIC", R"("LeftTrend":0.6,"RightTrend":0.9,"Hyperbolic":0.9)"));
    EXPECT_TRUE(with("SOMETHINGNEW", R"("Hyperbolic":0.1,"Quadratic":0.9)")) << "the best, for nothing better is known";
    EXPECT_FALSE(with("SOMETHINGNEW", R"("Hyperbolic":0.1,"Quadratic":0.2)"));
    EXPECT_TRUE(with("HYPERBOLIC", R"("Hyperbolic":"NaN")"));
}

TEST(AsiairTrial, KindsOfRunsAreToldApart) {
    use_central_europe();
    const Imported imported = import_sample("asiair/Autorun_Log_2026-01-17_182005.txt");
    ASSERT_EQ(imported.points.size(), 3U);
    EXPECT_EQ(imported.points[0].position, 20396);
    EXPECT_EQ(imported.points[1].temperature, 1.1) << "of three temperatures the one that is named so";
    EXPECT_EQ(imported.points[2].session, "2026-01-17");
    EXPECT_EQ(imported.without_temperature, 1U) << "-273 is no temperature";
    EXPECT_EQ(imported.failed_runs, 1U);
    EXPECT_EQ(imported.cancelled_runs, 1U);
    EXPECT_EQ(imported.cut_off_runs, 1U);
    EXPECT_THAT(imported.problems, IsEmpty());
    EXPECT_EQ(imported.remarks.size(), 4U);
    EXPECT_NEAR(fit_compensation(imported.points).coefficient, 20.0, 0.05);
}

TEST(GermanSpreadsheet, HasDecimalCommasThousandsPointsAndDaysFirst) {
    use_central_europe();
    const Imported imported = import_sample("csv/german_excel.csv");
    ASSERT_EQ(imported.points.size(), 5U);
    EXPECT_EQ(imported.points[0].temperature, 4.5);
    EXPECT_EQ(imported.points[0].position, 12480);
    EXPECT_EQ(imported.points[3].session, "2026-01-17") << "half past midnight";
    EXPECT_EQ(utc_or_none(imported.points[0].time), "2026-01-17T20:02:00");
    EXPECT_EQ(imported.points[1].remark, "nach Meridian; neu");
    ASSERT_EQ(imported.remarks.size(), 1U);
    EXPECT_EQ(imported.remarks[0].line, 6U);
    EXPECT_THAT(imported.remarks[0].reason, HasSubstr("no temperature"));
    EXPECT_THAT(imported.problems, IsEmpty());
    EXPECT_NEAR(fit_compensation(imported.points).coefficient, 34.9, 0.05);
}

std::vector<double> positions_in(const std::string& csv) {
    std::vector<double> positions;
    for (const FocusPoint& point : import_bytes(csv, "x.csv").points) positions.push_back(point.position);
    return positions;
}

TEST(CsvNumbers, PointsAndCommasMeanWhatTheRestOfTheFileSays) {
    EXPECT_THAT(positions_in("temp;pos\n4,5;12.480\n-1;1.012.480,5\n"), ElementsAre(12480, 1012480.5));
    EXPECT_THAT(positions_in("temp;pos\n4.5;12,480\n"), ElementsAre(12480));
    EXPECT_THAT(positions_in("temp;pos\n4;12,4\n4;12.480\n"), ElementsAre(12.4, 12480));
    EXPECT_THAT(positions_in("Temperatur;Position\n4;12.480\n"), ElementsAre(12480)) << "in German a comma is expected";
    EXPECT_THAT(positions_in("temp,pos\n4.5,12.480\n"), ElementsAre(12.48));
    EXPECT_THAT(positions_in("temp,pos\n\"4,5\",\"12.480\"\n"), ElementsAre(12480));
    EXPECT_THAT(positions_in("temp;pos\n4,5;12.48\n"), ElementsAre(12.48)) << "no thousands, so it is said as it is";
    EXPECT_THAT(import_bytes("temp;pos\n4,5;1.24.480\n", "x.csv").problems.at(0).reason, HasSubstr("not a number"));
}

TEST(CsvNumbers, AreNeverGuessedAThousandTimesTooSmall) {
    for (const char* csv : {"temp\tpos\n5\t12,480\n", "temp;pos\n5;12.480\n", "temp,pos\n5,\"12,480\"\n"}) {
        const Imported imported = import_bytes(csv, "x.csv");
        EXPECT_THAT(imported.points, IsEmpty()) << csv;
        ASSERT_EQ(imported.problems.size(), 1U) << csv;
        EXPECT_THAT(imported.problems[0].reason, HasSubstr("may be 12480 or 12.48, and the file does not tell")) << csv;
    }
    EXPECT_THAT(positions_in("temp;pos\n5;1.012.480\n4;12.480\n"), ElementsAre(1012480, 12480)) << "two marks tell";
    EXPECT_THAT(positions_in("temp;pos\n5;9812.125\n4;812.125\n"), ElementsAre(9812.125, 812.125));
    EXPECT_THAT(positions_in("temp;pos\n5;0.125\n"), ElementsAre(0.125));
    EXPECT_THAT(positions_in("temp,pos\n5,35.125\n"), ElementsAre(35.125)) << "between commas a bare point is decimal";
}

TEST(CsvTimes, MayHaveHoursOfOneDigit) {
    use_central_europe();
    const Imported imported = import_bytes("time;temp;pos\n17.1.2026 9:02;5;100\n2026-01-17 9:43;5;101\n", "x.csv");
    ASSERT_EQ(imported.points.size(), 2U);
    EXPECT_EQ(utc_or_none(imported.points[0].time), "2026-01-17T08:02:00");
    EXPECT_EQ(utc_or_none(imported.points[1].time), "2026-01-17T08:43:00");
}

TEST(CsvColumns, AreFoundByWholeNamesAndAskedForWhenTwoFit) {
    EXPECT_THAT(positions_in("Temperature offset,Temp,Position error,Position\n9,4.5,1,100\n"), ElementsAre(100));
    const std::string two = "Temp,Focuser temperature,Position\n4.5,3.5,100\n";
    const Imported asked = import_bytes(two, "x.csv");
    EXPECT_THAT(asked.points, IsEmpty());
    EXPECT_THAT(asked.problems.at(0).reason, HasSubstr("\"Temp\" and \"Focuser temperature\""));
    EXPECT_THAT(asked.problems.at(0).reason, HasSubstr("--temperature-column"));
    const Imported told = import_bytes(two, "x.csv", {"focuser temperature", ""});
    EXPECT_EQ(told.points.at(0).temperature, 3.5);
    const Imported other = import_bytes("Temp,Rotator steps,Position\n4.5,7,100\n", "x.csv", {"", "Rotator steps"});
    EXPECT_EQ(other.points.at(0).position, 7) << "any column can be named";
    EXPECT_THAT(import_bytes(two, "table.txt").problems.at(0).reason, HasSubstr("two columns")) << "whatever its name";
}

TEST(CsvColumns, AnExcludedPointIsImportedUnticked) {
    const Imported imported =
        import_bytes("Temp\tPosition\tX\n4.5\t100\tX\n5\t110\t\n6\t120\t0\n7\t130\tmaybe\n", "x.csv");
    ASSERT_EQ(imported.points.size(), 3U);
    EXPECT_FALSE(imported.points[0].use);
    EXPECT_TRUE(imported.points[1].use);
    EXPECT_TRUE(imported.points[2].use);
    EXPECT_THAT(imported.problems.at(0).reason, HasSubstr("excluded is \"maybe\""));
}

TEST(EkosTrial, TwoFocusersAreTwoTelescopesAndACutPowerLeavesZeros) {
    use_central_europe();
    const auto run = [](const std::string& at, const std::string& temperature, const std::string& position,
                        const std::string& device) {
        return "AutofocusComplete," + at + "," + temperature + ",1,,L,1|2|3|0|" + position + "|1|1|0,1,curve,title," +
               device + "\n";
    };
    const Imported imported = import_bytes(
        "#KStars version 3.8.3. Analyze log version 1.0.\n"
        "AnalyzeStartTime,2025-10-25 22:00:00.000,CEST\n" +
            run("60", "5.5", "900", "ZWO EAF") + run("120", "5.5", "9000", "Moonlite") +
            run("18000", "2.5", "870", "ZWO EAF") + run("18060", "-1000000", "1", "ZWO EAF") + std::string(300, '\0'),
        "night.analyze");
    ASSERT_EQ(imported.points.size(), 3U);
    EXPECT_EQ(imported.points[0].telescope, "ZWO EAF");
    EXPECT_EQ(imported.points[1].telescope, "Moonlite");
    EXPECT_EQ(imported.points[0].position, 900) << "the last sample is the answer";
    EXPECT_EQ(utc_or_none(imported.points[2].time), "2025-10-26T01:00:00")
        << "five hours on, the clock went back at one";
    EXPECT_EQ(imported.points[2].session, "2025-10-25");
    EXPECT_EQ(imported.without_temperature, 1U);
    EXPECT_THAT(imported.problems, IsEmpty());
}

}  // namespace
}  // namespace focus
