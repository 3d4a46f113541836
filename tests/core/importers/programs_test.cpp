// Each program's files as it writes them, in every version that is known.
#include <gmock/gmock.h>

#include "tests/core/importers/samples.h"

namespace focus {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Programs : public testing::Test {
protected:
    Programs() { use_central_europe(); }

    /// "2026-04-20 L 15.2 24350", a line a point.
    static std::vector<std::string> rows(const Imported& imported) {
        std::vector<std::string> rows;
        for (const FocusPoint& point : imported.points) {
            char text[256];
            std::snprintf(text, sizeof text, "%s %s %.2f %.1f", point.session.c_str(), point.filter.c_str(),
                          point.temperature, point.position);
            rows.push_back(text);
        }
        return rows;
    }
    static std::string problem(const Imported& imported) {
        return imported.problems.empty() ? "" : imported.problems.front().reason;
    }
};

constexpr const char* kNina = "nina/2024-11-02--21-43-10--9d0e769c-5847-470c-a25e-0e1de367e31e.json";

TEST_F(Programs, NinaReport) {
    const Imported imported = import_sample(kNina);
    EXPECT_THAT(rows(imported), ElementsAre("2024-11-02 L-Enhance 7.25 24950.4"));
    EXPECT_EQ(utc_or_none(imported.points.at(0).time), "2024-11-02T20:43:10");
    EXPECT_EQ(imported.files, 1U);
    EXPECT_TRUE(imported.problems.empty());
}

TEST_F(Programs, NinaAfterMidnightWithByteOrderMark) {
    EXPECT_THAT(rows(import_sample("nina/2024-11-03--02-11-54--9d0e769c-5847-470c-a25e-0e1de367e31e.json")),
                ElementsAre("2024-11-02 L-Enhance 3.50 24801.0"));
}

TEST_F(Programs, NinaVersion1HasLocalTimeAndNoFilter) {
    const Imported imported = import_sample("nina/2022-03-27--23-05-12--9d0e769c-5847-470c-a25e-0e1de367e31e.json");
    EXPECT_THAT(rows(imported), ElementsAre("2022-03-27  -1.75 18220.0"));
    EXPECT_EQ(utc_or_none(imported.points.at(0).time), "2022-03-27T21:05:12") << "summer time began that morning";
}

TEST_F(Programs, NinaWithoutTemperatureIsCounted) {
    for (const char* name : {"nina/no_sensor.json", "nina/bare_nan.json"}) {
        const Imported imported = import_sample(name);
        EXPECT_EQ(imported.without_temperature, 1U) << name;
        EXPECT_TRUE(imported.points.empty() && imported.problems.empty()) << name;
    }
}

TEST_F(Programs, NinaFailedRunsAreCounted) {
    const Imported imported = import_sample("nina/failed_nothing_found.json");
    EXPECT_EQ(imported.failed_runs, 1U);
    EXPECT_TRUE(imported.points.empty() && imported.problems.empty());
}

std::string nina(const std::string& body) {
    return R"({"Timestamp":"2024-11-02T21:00:00+01:00","Temperature":5,"MeasurePoints":[],)" + body + "}";
}

TEST_F(Programs, NinaBareWordsOnlyOutsideStrings) {
    const Imported imported = import_bytes(
        nina(R"("X":[NaN,-Infinity, Infinity],"Filter":"NaN \"Infinity","CalculatedFocusPoint":{"Position":9})"), "x");
    EXPECT_THAT(rows(imported), ElementsAre("2024-11-02 NaN \"Infinity 5.00 9.0"));
    EXPECT_THAT(problem(import_bytes(nina(R"("X":None,"CalculatedFocusPoint":{"Position":9})"), "x")),
                HasSubstr("not valid JSON"));
}

TEST_F(Programs, NinaImplausibleValuesAreProblemsWithTheRange) {
    EXPECT_THAT(problem(import_bytes(nina(R"("CalculatedFocusPoint":{"Position":1e9})"), "x")),
                HasSubstr("outside -1000000 .. 10000000 steps"));
    EXPECT_THAT(
        problem(import_bytes(
            R"({"Timestamp":"2024-11-02T21:00:00Z","Temperature":99,"CalculatedFocusPoint":{"Position":9}})", "x")),
        HasSubstr("99 C is outside -60 .. 60 C"));
}

TEST_F(Programs, NinaTimeFromTheNameWhenTheReportHasNone) {
    const std::string report = R"({"Temperature":5,"CalculatedFocusPoint":{"Position":9}})";
    EXPECT_THAT(rows(import_bytes(report, "/a/2024-11-02--21-43-10--x.json")), ElementsAre("2024-11-02  5.00 9.0"));
    EXPECT_THAT(problem(import_bytes(report, "x.json")), HasSubstr("Timestamp"));
}

TEST_F(Programs, NinaTooDeepTooLargeOrSomethingElse) {
    EXPECT_THAT(
        problem(import_bytes(R"({"MeasurePoints":)" + std::string(100, '[') + std::string(100, ']') + "}", "x")),
        HasSubstr("not valid JSON"));
    EXPECT_THAT(problem(import_bytes(R"({"MeasurePoints":[)" + std::string(9U << 20U, ' ') + "]}", "x")),
                HasSubstr("at most 8 MiB"));
    EXPECT_THAT(problem(import_bytes(R"({"MeasurePoints":[]} x)", "x")), HasSubstr("after the end"));
    EXPECT_THAT(problem(import_bytes(R"({"anything":1})", "x")), HasSubstr("no autofocus report"));
}

TEST_F(Programs, EkosVersion1TakesTheTemperatureFromTheStart) {
    const Imported imported = import_sample("ekos/ekos-2021-03-06T20-12-44.analyze");
    EXPECT_THAT(rows(imported), ElementsAre("2021-03-06 Luminance 4.30 35020.0", "2021-03-06 Red 3.00 34980.0"));
    EXPECT_EQ(utc_or_none(imported.points.at(0).time), "2021-03-06T19:18:29");
    EXPECT_EQ(imported.failed_runs, 1U);
    EXPECT_EQ(imported.without_temperature, 1U) << "-1000000 is no temperature";
    EXPECT_TRUE(imported.problems.empty());
}

TEST_F(Programs, EkosVersion1WithCurveTakesTheSolution) {
    const Imported imported = import_sample("ekos/ekos-2023-02-11T19-30-05.analyze");
    EXPECT_THAT(rows(imported), ElementsAre("2023-02-11 L -2.20 35118.0", "2023-02-11 Ha -4.50 35041.0"));
    EXPECT_TRUE(imported.problems.empty());
}

TEST_F(Programs, EkosVersion2) {
    const Imported imported = import_sample("ekos/ekos-2026-09-23T20-31-48.analyze");
    EXPECT_THAT(rows(imported), ElementsAre("2026-09-23 Luminance 18.70 29905.0", "2026-09-23 OIII 15.20 29838.0",
                                            "2026-09-23 Luminance 12.10 29786.0"));
    EXPECT_EQ(imported.failed_runs, 1U);
    EXPECT_EQ(imported.without_temperature, 1U);
    EXPECT_TRUE(imported.problems.empty());
}

TEST_F(Programs, EkosLinesThatCannotBeRead) {
    const std::string start = "AnalyzeStartTime,2026-09-23 20:31:48.442,MDT\n";
    EXPECT_THAT(problem(import_bytes(start + "AutofocusComplete,x,1,1,,L,1|2|3|0,1\n", "x")), HasSubstr("0 .. 864000"));
    EXPECT_THAT(problem(import_bytes(start + "AutofocusComplete,1,1,1,,L,1|2|3,1\n", "x")), HasSubstr("samples"));
    EXPECT_THAT(problem(import_bytes(start + "AutofocusComplete,1,1,1,,L,1|2|3|0,1", "x")),
                HasSubstr("ends in the middle"));
    EXPECT_THAT(problem(import_bytes("AnalyzeStartTime,soon,MDT\n", "x")), HasSubstr("2024-11-02 20:15:30.123"));
    const Imported imported =
        import_bytes(start + "AutofocusComplete,x\nAutofocusComplete,9,1,1,,L,1|2|3|0,1\n", "night");
    EXPECT_EQ(imported.problems.at(0).line, 2U);
    EXPECT_EQ(imported.problems.at(0).file, "night");
    EXPECT_EQ(imported.points.size(), 1U) << "the rest still comes";
}

TEST_F(Programs, EkosZoneUtc) {
    const Imported imported =
        import_bytes("AnalyzeStartTime,2026-09-23 11:30:00.000,UTC\nAutofocusComplete,0,1,1,,L,1|2|3|0,1\n", "x");
    EXPECT_EQ(utc_or_none(imported.points.at(0).time), "2026-09-23T11:30:00");
    EXPECT_EQ(imported.points.at(0).session, "2026-09-23") << "13:30 here";
}

TEST_F(Programs, AsiairLog) {
    const Imported imported = import_sample("asiair/Autorun_Log_2026-04-20_214500.txt");
    EXPECT_THAT(rows(imported),
                ElementsAre("2026-04-20  15.20 24350.0", "2026-04-20 Ha 14.10 24329.0", "2026-04-20 Ha 11.90 24284.0"));
    EXPECT_EQ(utc_or_none(imported.points.at(0).time), "2026-04-20T19:45:31") << "when the run began";
    EXPECT_EQ(imported.failed_runs, 1U);
    EXPECT_EQ(imported.cancelled_runs, 1U);
    EXPECT_TRUE(imported.problems.empty());
}

TEST_F(Programs, AsiairFahrenheitAndNoTemperature) {
    const Imported imported = import_sample("asiair/Autorun_Log_2022-03-18_211302.txt");
    EXPECT_THAT(rows(imported), ElementsAre("2022-03-18  10.00 5120.0"));
    EXPECT_EQ(imported.without_temperature, 1U);
}

TEST_F(Programs, AsiairSignsThatWereMangled) {
    const auto log = [](const std::string& sign) {
        return "Log enabled at 2022/03/18 21:13:02\n2022/03/18 21:13:10 [AutoFocus|Begin] Run AF, temperature 50.0" +
               sign + "\n2022/03/18 21:15:02 Auto focus succeeded, the focused position is 5120\n";
    };
    for (const std::string sign : {"\u2103", "\u00B0C",
                                   "\xB0"
                                   "C",
                                   "\xA1\xE6", "\u00E2\u201E\u0192", ""}) {
        EXPECT_THAT(rows(import_bytes(log(sign), "x")), ElementsAre("2022-03-18  50.00 5120.0")) << sign;
    }
    for (const std::string sign : {"\u2109", "\u00B0F",
                                   "\xB0"
                                   "F",
                                   "\xA8H", "\u00E2\u201E\u2030", " F"}) {
        EXPECT_THAT(rows(import_bytes(log(sign), "x")), ElementsAre("2022-03-18  10.00 5120.0")) << sign;
    }
}

TEST_F(Programs, AsiairNumbersWithACommaAreNoneRatherThanTheirFirstHalf) {
    const auto log = [](const std::string& temperature, const std::string& position) {
        return "Log enabled at 2022/03/18 21:13:02\n2022/03/18 21:13:10 [AutoFocus|Begin] Run AF, temperature " +
               temperature + "\n2022/03/18 21:15:02 Auto focus succeeded, the focused position is " + position + "\n";
    };
    EXPECT_EQ(import_bytes(log("-3,4\u2103", "20500"), "x").without_temperature, 1U);
    EXPECT_THAT(import_bytes(log("-3.4\u2103", "20,500"), "x").points, IsEmpty());
    EXPECT_THAT(rows(import_bytes(log("-3.4\u2103, x", "20500, y"), "x")), ElementsAre("2022-03-18  -3.40 20500.0"));
}

TEST_F(Programs, AsiairRunThatNeverEnds) {
    const std::string begin = "2022/03/18 21:13:10 [AutoFocus|Begin] Run AF, temperature 5.0\u2103\n";
    const Imported imported = import_bytes(begin + begin, "x");
    EXPECT_EQ(imported.cut_off_runs, 2U);
    const Imported torn =
        import_bytes(begin + "2022/03/18 21:15:02 Auto focus succeeded, the focused position is 51", "x");
    EXPECT_TRUE(torn.points.empty()) << "51 may be the beginning of 5120";
    EXPECT_THAT(problem(torn), HasSubstr("ends in the middle"));
}

TEST_F(Programs, CsvWithCommas) {
    const Imported imported = import_sample("csv/comma.csv");
    EXPECT_THAT(rows(imported), ElementsAre(" L 12.50 35000.0", " L 10.00 34912.5", " H \"alpha\" 7nm 7.50 34825.0"));
    EXPECT_EQ(imported.points.at(0).time, std::nullopt);
    EXPECT_TRUE(imported.problems.empty()) << "a column of notes is passed over";
}

TEST_F(Programs, CsvWithSemicolonsAndDecimalCommasInWindowsLetters) {
    const Imported imported = import_sample("csv/semicolon.csv");
    EXPECT_THAT(rows(imported), ElementsAre("2024-11-02 L 12.50 35000.0", "2024-11-02 L 10.00 34912.0",
                                            "2024-11-03 Rotfilter f\u00FCr Ha 7.25 34825.0"));
    EXPECT_EQ(utc_or_none(imported.points.at(0).time), "2024-11-02T20:43:00");
    EXPECT_TRUE(imported.problems.empty());
}

TEST_F(Programs, CsvWithTabsInFahrenheit) {
    const Imported imported = import_sample("csv/tabs_fahrenheit.csv");
    EXPECT_THAT(rows(imported),
                ElementsAre("2024-11-02  12.50 35000.0", "2024-11-02  10.00 34912.0", "2024-11-02  7.50 34825.0"));
    EXPECT_EQ(utc_or_none(imported.points.at(1).time), "2024-11-02T23:10:00") << "the column says UTC";
    EXPECT_EQ(utc_or_none(imported.points.at(2).time), "2024-11-03T02:10:00") << "unless the cell says more";
    EXPECT_FALSE(imported.points.at(1).use);
    EXPECT_TRUE(imported.points.at(2).use);
}

TEST_F(Programs, CsvHeaderNames) {
    for (const char* header :
         {"T;Pos", "TEMP,FOCUS", "temperature (c)\tsteps", "Position (steps);Temperature [\u00B0C]",
          "focuserposition,temp_c", "Focuser Position;Focuser Temp (\u2103)"}) {
        std::string text = header;
        const bool swapped = text[0] == 'P' || text[0] == 'F' || text[0] == 'f';
        const char separator = text.find('\t') != std::string::npos  ? '\t'
                               : text.find(';') != std::string::npos ? ';'
                                                                     : ',';
        text += std::string("\n") + (swapped ? "9" : "5") + separator + (swapped ? "5" : "9") + "\n";
        EXPECT_THAT(rows(import_bytes(text, "x")), ElementsAre("  5.00 9.0")) << header;
    }
    for (const char* header : {"temp (F);pos", "temperature_f,pos", "Temperature \u00B0F\tpos", "temp fahrenheit;pos",
                               "temp \u2109;pos", "temp deg F;pos"}) {
        std::string text = header;
        const char separator = text.find('\t') != std::string::npos  ? '\t'
                               : text.find(';') != std::string::npos ? ';'
                                                                     : ',';
        text += std::string("\n50") + separator + "9\n";
        EXPECT_THAT(rows(import_bytes(text, "x")), ElementsAre("  10.00 9.0")) << header;
    }
}

TEST_F(Programs, CsvWithoutHeaderSaysWhatIsWanted) {
    const Imported imported = import_bytes("12.5,35000\n10,34912\n", "points.csv");
    EXPECT_TRUE(imported.points.empty());
    EXPECT_THAT(problem(imported), HasSubstr("temperature_c,position"));
}

TEST_F(Programs, CsvMistakesAreNamedAndTheRestComes) {
    const Imported imported = import_bytes(
        "temperature,position,time,use\n"
        "5,2,35000,,\n"
        "x,1\n"
        "1,y\n"
        "\"1,2\n"
        "1,2,yesterday\n"
        "1,2,,maybe\n"
        "61,2\n"
        "1,-2000000\n"
        "nan,2\n"
        "\"1\"x,2\n"
        "3,4\n",
        "x.csv");
    EXPECT_THAT(rows(imported), ElementsAre("  3.00 4.0"));
    EXPECT_EQ(imported.without_temperature, 1U);
    std::vector<std::string> said;
    for (const ImportProblem& one : imported.problems) said.push_back(std::to_string(one.line) + " " + one.reason);
    EXPECT_THAT(said,
                ElementsAre(HasSubstr("2 the time \"35000\""), HasSubstr("3 the temperature \"x\""),
                            HasSubstr("4 the position \"y\""), HasSubstr("5 has a quote"), HasSubstr("6 the time"),
                            HasSubstr("7 use is \"maybe\""), HasSubstr("8 the temperature 61 C is outside"),
                            HasSubstr("9 the position -2000000 is outside"), HasSubstr("11 has something")));
}

TEST_F(Programs, CsvDecimalCommaBetweenCommasIsNoticed) {
    const Imported imported = import_bytes("temperature,position\n5,2,35000\n", "x.csv");
    EXPECT_TRUE(imported.points.empty());
    EXPECT_THAT(problem(imported), HasSubstr("decimal comma"));
}

TEST_F(Programs, CsvTwoColumnsForTheSame) {
    EXPECT_THAT(problem(import_bytes("temp,temperature,position\n1,2,3\n", "x.csv")),
                HasSubstr("two columns for the same"));
}

}  // namespace
}  // namespace focus
