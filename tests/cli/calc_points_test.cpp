// The calculator's table from the command line.
#include "tests/cli/calc_fixture.h"

namespace focus {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CalcPoints : public CalcFixture {};

TEST_F(CalcPoints, AreImportedOnceHoweverOftenTheFileIsGiven) {
    const std::string file = write("runs.csv", "temperature;position;filter\n12,5;11000;L\n8;10850;L\n12,5;11000;R\n");
    expect({"calc", "import", file}, 0, "1 file read, 3 points added; the table has 3 points.");
    expect({"calc", "import", file, file}, 0,
           "0 points added, 6 came twice or were there already; the table has 3 points.");
    const auto again = object({"calc", "import", file});
    EXPECT_EQ(again.at("added").as_int64(), 0);
    EXPECT_EQ(again.at("already_there").as_int64(), 3);
    EXPECT_EQ(again.at("points").as_int64(), 3);
    EXPECT_TRUE(again.at("problems").as_array().empty());
}

TEST_F(CalcPoints, ImportNamesFileLineAndReasonAndTakesTheRest) {
    const std::string good = write("in/good.csv", "temperature,position\n1,100\nwarm,200\n3,300\n");
    const std::string bad = write("in/bad.csv", "\x7f\x45\x4c\x46");
    const Ended both = run_alone({"calc", "import", (config / "in").string()});
    EXPECT_EQ(both.code, 0);
    EXPECT_THAT(both.err, AllOf(HasSubstr(good + ":3: "), HasSubstr(bad + ":1: ")));
    EXPECT_THAT(both.out, HasSubstr("1 file read, 2 points added"));
    expect({"calc", "import", bad}, 1, "", "Nothing was understood, and nothing was changed.");
    expect({"calc", "import", (config / "nowhere").string()}, 1, "", "nowhere");
    expect({"calc", "import"}, 2, "", "path");
    const auto said = object({"calc", "import", (config / "in").string()});
    EXPECT_EQ(said.at("problems").as_array().size(), 2U);
}

TEST_F(CalcPoints, ImportSaysWhatItLeftOutAndWhy) {
    const std::string file = write("Runs.txt",
                                   "Log enabled at 2026/01/17 18:20:05\n"
                                   "2026/01/17 18:21:10 [AutoFocus|Begin] Run AF, temperature 4.2\n"
                                   "2026/01/17 18:25:02 Auto focus failed, EAF returns to the position 20334\n"
                                   "2026/01/17 18:31:10 [AutoFocus|Begin] Run AF, temperature 4.2\n"
                                   "2026/01/17 18:35:02 Cancel AF Manually\n"
                                   "2026/01/17 18:41:10 [AutoFocus|Begin] Run AF, temperature -273.0\n"
                                   "2026/01/17 18:45:02 Auto focus succeeded, the focused position is 20396\n"
                                   "2026/01/17 18:51:10 [AutoFocus|Begin] Run AF, temperature 4.2\n");
    const Ended said = run_alone({"calc", "import", file});
    EXPECT_EQ(said.code, 0);
    EXPECT_THAT(
        said.out,
        AllOf(HasSubstr("Left out: 1 run that failed."), HasSubstr("Left out: 1 run that was cancelled."),
              HasSubstr("Left out: 1 run without an end."), HasSubstr("Left out: 1 run without a temperature.")));
    EXPECT_THAT(said.err, AllOf(HasSubstr(file + ":2: this autofocus run failed: \"Auto focus failed, EAF"),
                                HasSubstr(file + ":8: the end of this autofocus run is not in the file")));
    const auto all = object({"calc", "import", file});
    EXPECT_EQ(all.at("cancelled_runs").as_int64(), 1);
    EXPECT_EQ(all.at("remarks").as_array().size(), 4U);
}

TEST_F(CalcPoints, OfTwoColumnsTheOneIsTakenThatIsNamed) {
    const std::string file = write("two.csv", "Temp,Focuser temperature,Position\n4,3,100\n");
    expect({"calc", "import", file}, 1, "", "--temperature-column");
    expect({"calc", "import", "--temperature-column", "focuser temperature", file}, 0, "1 point added");
    EXPECT_EQ(number(objects({"calc", "list"}).at(0).at("temperature")), 3);
}

TEST_F(CalcPoints, OfSeveralTelescopesAreToldApart) {
    expect({"calc", "import", write("a.csv", "temperature,position,telescope\n1,100,refractor\n2,110,newton\n")}, 0,
           "2 points added");
    expect({"calc", "list"}, 0, "telescope");
    expect({"calc", "add", "5", "120"}, 2, "", "Of which telescope is this: the points are of 'newton' (1 point) and");
    expect({"calc", "add", "5", "120", "--telescope", "newton"}, 0, "Added");
    EXPECT_EQ(objects({"calc", "list"}).at(2).at("telescope").as_string(), "newton");
    expect({"calc", "telescope", "newton", "1"}, 0, "1 point is of 'newton' now.");
    expect({"calc", "telescope", "newton", "9"}, 1, "", "no point 9");
    expect({"calc", "add", "6", "130"}, 0, "Added");
    EXPECT_EQ(objects({"calc", "list"}).at(3).at("telescope").as_string(), "newton") << "all are of that one";
    EXPECT_THAT(run_alone({"calc", "list"}).out, Not(HasSubstr("newton"))) << "there is only one";
}

TEST_F(CalcPoints, OfATelescopeThatIsNotUsedAreOfItAllTheSame) {
    expect({"calc", "import",
            write("a.csv",
                  "telescope;temperature;position;use\nA;10;12000;0\nB;5;500;1\n"
                  "B;3;450;1\nB;1;402;1\nB;-1;350;1\n")},
           0, "5 points added");
    const auto fits = objects({"calc", "fit"});
    ASSERT_EQ(fits.size(), 1U);
    EXPECT_EQ(fits[0].at("telescope").as_string(), "B");
    EXPECT_EQ(fits[0].at("points").as_int64(), 4);
    expect({"calc", "add", "4", "470"}, 2, "", "'B' (4 points) and 'A' (no point used). --telescope chooses one.");
    expect({"calc", "fit", "--telescope", "A"}, 1, "not enough points");
}

TEST_F(CalcPoints, OfATelescopeAreAddedByAPartOfItsName) {
    expect({"calc", "import", write("a.csv", "telescope;temperature;position\nN.I.N.A. 5b0c;10;12000\n;3;9000\n")}, 0,
           "2 points added");
    expect({"calc", "add", "9", "11965", "--telescope", "5B0C"}, 0, "Added 9.00 C at 11965 to 'N.I.N.A. 5b0c'.");
    expect({"calc", "add", "9", "100", "--telescope", "newton"}, 0, "to the new telescope 'newton'.");
    expect({"calc", "add", "9", "100"}, 2, "", "--telescope '' the one without a name.");
    expect({"calc", "add", "2", "8965", "--telescope", ""}, 0, "Added 2.00 C at 8965. ");
    expect({"calc", "fit", "--telescope", "n"}, 1, "", "More than one telescope has 'n' in its name");
}

TEST_F(CalcPoints, AllOfWhichAreMistakesAreAFailure) {
    expect({"calc", "import", write("a.csv", "temperature;position\n5;12.480\n")}, 1, "", "Nothing was understood");
}

TEST_F(CalcPoints, AreTypedWithADot) {
    expect({"calc", "add", "-3.5", "12345", "--filter", "Ha", "--session", "first"}, 0,
           "Added -3.50 C at 12345. The table has 1 point.");
    expect({"calc", "add", "-3,5", "12345"}, 2, "", "with a dot for its decimals; write -3.5.");
    expect({"calc", "add", "61", "12345"}, 2, "", "-60 .. 60 C");
    expect({"calc", "add", "5", "1000001"}, 2, "", "0 .. 1000000 steps");
    expect({"calc", "add", "5"}, 2, "", "a temperature and a position");
    const auto points = objects({"calc", "list"});
    ASSERT_EQ(points.size(), 1U);
    EXPECT_EQ(number(points[0].at("temperature")), -3.5);
    EXPECT_EQ(number(points[0].at("position")), 12345);
    EXPECT_EQ(points[0].at("filter").as_string(), "Ha");
    EXPECT_EQ(points[0].at("session").as_string(), "first");
    EXPECT_TRUE(points[0].at("time").is_null());
    EXPECT_TRUE(points[0].at("use").as_bool());
}

TEST_F(CalcPoints, AreTakenFromTheFocuser) {
    expect_with_device({"move", "700"}, 0, "At 700.");
    expect_with_device({"calc", "add", "--filter", "L"}, 0, "Added 15.00 C at 700.");
    const auto points = objects({"calc", "list"});
    ASSERT_EQ(points.size(), 1U);
    EXPECT_EQ(number(points[0].at("position")), 700);
    EXPECT_THAT(std::string(points[0].at("session").as_string()), testing::MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}"));
    EXPECT_FALSE(points[0].at("time").is_null());
}

TEST_F(CalcPoints, AreNotTakenWhileTheFocuserMovesOrKnowsNoTemperature) {
    EXPECT_EQ(sim->command("speed 1"), "ok");
    expect_with_device({"move", "20000", "--no-wait"}, 0, "Under way");
    expect_with_device({"calc", "add"}, 1, "", "is moving");
    expect_with_device({"halt"}, 0, "Halted");
    EXPECT_EQ(sim->command("speed 20"), "ok");
    EXPECT_EQ(sim->command("sensor unplug"), "ok");
    until([&] { return run({"status"}).out.find("Temperature   --") != std::string::npos; });
    expect_with_device({"calc", "add"}, 1, "", "knows no temperature");
    expect({"calc", "list"}, 0, "There are no points yet");
}

TEST_F(CalcPoints, AreListedDroppedIgnoredAndBroughtBack) {
    for (const char* t : {"1", "2", "3", "4"}) expect({"calc", "add", t, "100"}, 0, "Added");
    expect({"calc", "ignore", "1", "3"}, 0, "2 points are ignored from now on.");
    EXPECT_FALSE(objects({"calc", "list"})[2].at("use").as_bool());
    expect({"calc", "undo"}, 0, "The last change is taken back.");
    for (const auto& point : objects({"calc", "list"})) EXPECT_TRUE(point.at("use").as_bool());
    expect({"calc", "ignore", "4"}, 0, "1 point is ignored");
    expect({"calc", "use", "4"}, 0, "1 point is used from now on.");
    expect({"calc", "drop", "2", "4", "2"}, 0, "Removed 2 points. The table has 2 points.");
    const auto left = objects({"calc", "list"});
    ASSERT_EQ(left.size(), 2U);
    EXPECT_EQ(number(left[1].at("temperature")), 3);
    expect({"calc", "drop", "3"}, 1, "", "There is no point 3; the table has 2 points. Nothing was changed.");
    expect({"calc", "drop", "0"}, 2, "", "1 .. 1000000");
    expect({"calc", "undo"}, 0, "The table has 4 points.");
}

TEST_F(CalcPoints, MarksOutliersAndPointsAloneInTheirSession) {
    import_line(35, "3.5,13000\n");
    expect({"calc", "add", "5", "12000", "--session", "other"}, 0, "Added");
    const Ended list = run_alone({"calc", "list"});
    EXPECT_THAT(list.out, AllOf(HasSubstr("outlier, "), HasSubstr("alone in its session and filter")));
    const auto points = objects({"calc", "list"});
    EXPECT_TRUE(points[0].at("remark").is_null());
    EXPECT_THAT(std::string(points[8].at("remark").as_string()), HasSubstr("outlier, 87"));
}

TEST_F(CalcPoints, NamesFromFilesCannotCommandTheTerminal) {
    expect({"calc", "add", "5", "12000", "--session",
            "a\xC2\x9B"
            "31mb"},
           0, "Added");
    EXPECT_THAT(run_alone({"calc", "list"}).out, AllOf(HasSubstr("a?31mb"), Not(HasSubstr("\xC2\x9B"))));
}

TEST_F(CalcPoints, ABrokenTableIsNamedAndLeftAlone) {
    const std::string broken = "temperature_c,position\nwarm,5\n";
    write("FocuserLink/points.csv", broken);
    for (const auto& command :
         {std::vector<std::string>{"calc", "list"}, {"calc", "add", "5", "100"}, {"calc", "fit"}}) {
        expect(command, 1, "", "points.csv:2: ");
    }
    std::ostringstream text;
    text << std::ifstream(documents() / "points.csv").rdbuf();
    EXPECT_EQ(text.str(), broken);
}

}  // namespace
}  // namespace focus
