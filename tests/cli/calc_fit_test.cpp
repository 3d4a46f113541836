// The coefficient from the command line, its picture and its way into the focuser.
#include <algorithm>

#include "tests/cli/calc_fixture.h"

namespace focus {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CalcFit : public CalcFixture {};

TEST_F(CalcFit, SaysTheCoefficientItsErrorAndItsSignInWords) {
    import_line(35);
    // By hand: the residuals are 2 steps, so s^2 = 32 / 6, and its error is sqrt(s^2 / 42); Student t is 2.4469.
    const Ended fit = run_alone({"calc", "fit"});
    EXPECT_EQ(fit.code, 0) << fit.err;
    EXPECT_EQ(fit.err, "");
    EXPECT_THAT(fit.out, AllOf(HasSubstr("+35.00 +/- 0.36 steps/C     95 %: +34.13 .. +35.87\n"),
                               HasSubstr("1 C colder: 35 steps inward"), HasSubstr("Verdict")));
    const auto said = object({"calc", "fit", "--temperature", "-2"});
    EXPECT_EQ(said.at("verdict").as_string(), "good");
    EXPECT_TRUE(said.at("offered").as_bool());
    EXPECT_NEAR(number(said.at("coefficient")), 35, 1e-3);
    EXPECT_NEAR(number(said.at("error")), 0.3563, 1e-3);
    EXPECT_NEAR(number(said.at("low")), 35 - 0.8719, 1e-3);
    EXPECT_EQ(said.at("used").as_int64(), 8);
    ASSERT_EQ(said.at("start").as_array().size(), 1U);
    EXPECT_NEAR(number(said.at("start").as_array()[0].as_object().at("position")), 11930, 0.1);
}

TEST_F(CalcFit, TakesNegativeCoefficientsAsWell) {
    import_line(-12);
    expect({"calc", "fit", "--temperature", "10"}, 0, "-12.00 +/- 0.36 steps/C");
    expect({"calc", "fit", "--temperature", "10"}, 0, "1 C colder: 12 steps outward");
    expect({"calc", "fit", "--temperature", "10"}, 0, "Start at      11880 at 10.00 C");
}

TEST_F(CalcFit, NamesOutliersWithTheirNumber) {
    import_line(35, "3.5,13000\n");
    expect({"calc", "fit"}, 0, "Left out      no 9, 3.50 C at 13000: ");
    const auto said = object({"calc", "fit"});
    EXPECT_NEAR(number(said.at("coefficient")), 35, 1e-3);
    EXPECT_EQ(said.at("outliers").as_array()[0].as_object().at("number").as_int64(), 9);
    expect({"calc", "ignore", "1"}, 0, "ignored");
    EXPECT_EQ(object({"calc", "fit"}).at("outliers").as_array()[0].as_object().at("number").as_int64(), 9);
}

TEST_F(CalcFit, WithoutEnoughPointsThereIsNoCoefficient) {
    expect({"calc", "fit"}, 1, "Verdict");
    expect({"calc", "add", "5", "100"}, 0, "Added");
    const Ended fit = run_alone({"calc", "fit", "--json"});
    EXPECT_EQ(fit.code, 1);
    EXPECT_THAT(fit.out, AllOf(HasSubstr("\"coefficient\":null"), HasSubstr("too_few_points")));
}

TEST_F(CalcFit, SaysThatAnUnofferedCoefficientIsNotToBeUsed) {
    std::string rows = "temperature,position\n";
    const int off[] = {1, -1, -1, 1};
    for (int t = 0; t < 16; ++t) {
        rows += std::to_string(t) + "," + std::to_string((t < 8 ? 10 * t : 80 + 60 * (t - 8)) + off[t % 4]) + "\n";
    }
    expect({"calc", "import", write("curve.csv", rows)}, 0, "16 points added");
    const std::string file = (config / "curve.svg").string();
    const Ended fit = start({"calc", "fit", "--plot", file}, true)->end();
    EXPECT_EQ(fit.code, 1);
    EXPECT_THAT(fit.out, AllOf(HasSubstr("inward; not to be used, see below"), HasSubstr("two lines"),
                               HasSubstr("Range         0.0 .. "), Not(HasSubstr("\x1b[1m"))));
    std::ostringstream svg;
    svg << std::ifstream(file).rdbuf();
    EXPECT_THAT(svg.str(), AllOf(HasSubstr(">Position in focus and temperature<"), Not(HasSubstr("1 C colder"))));
    const auto said = object({"calc", "fit", "--temperature", "-4"});
    EXPECT_EQ(said.at("segments").as_array().size(), 2U);
    EXPECT_TRUE(said.at("start").as_array().empty()) << "no start from a line that is not to be used";
}

TEST_F(CalcFit, CanBeOfOneFilter) {
    const std::string rows = "0,100,R\n3,160,R\n6,220,R\n9,280,R\n0,500,B\n9,410,B\n";
    expect({"calc", "import", write("filters.csv", "temperature,position,filter\n" + rows)}, 0, "6 points added");
    EXPECT_NEAR(number(object({"calc", "fit", "--filter", "R"}).at("coefficient")), 20, 1e-6);
    expect({"calc", "fit", "--filter", "L"}, 1, "", "No point has the filter 'L'; the points have 'B', 'R'.");
}

TEST_F(CalcFit, IsOfOneTelescopeAtATime) {
    std::string text = "temperature,position,telescope\n";
    for (int t = 0; t < 8; ++t) {
        text += std::to_string(t) + "," + std::to_string(12000 + 35 * t) + ",N.I.N.A. 5b0c2f1e\n";
        text += std::to_string(t) + "," + std::to_string(5000 - 20 * t) + ",N.I.N.A. c9e4771b\n";
    }
    expect({"calc", "import", write("two.csv", text)}, 0, "16 points added");
    const auto each = objects({"calc", "fit"});
    ASSERT_EQ(each.size(), 2U);
    EXPECT_EQ(each[0].at("telescope").as_string(), "N.I.N.A. 5b0c2f1e");
    EXPECT_NEAR(number(each[0].at("coefficient")), 35, 1e-9);
    EXPECT_NEAR(number(each[1].at("coefficient")), -20, 1e-9);
    expect({"calc", "fit"}, 0, "Telescope     N.I.N.A. c9e4771b");
    EXPECT_NEAR(number(object({"calc", "fit", "--telescope", "C9E4"}).at("coefficient")), -20, 1e-9);
    expect({"calc", "fit", "--telescope", "nina"}, 1, "", "No telescope has 'nina' in its name; the points are of");
    expect({"calc", "fit", "--telescope", "n.i.n.a."}, 1, "", "More than one telescope");
    expect({"calc", "fit", "--plot", (config / "x.svg").string()}, 2, "", "--telescope chooses one");
    expect_with_device({"calc", "apply", "--yes"}, 2, "", "A focuser takes the coefficient of one telescope");
    expect_with_device({"calc", "apply", "--yes", "--telescope", "c9e4"}, 0, "The focuser has -20.00 steps/C");
}

TEST_F(CalcFit, DrawsThePictures) {
    import_line(35, "3.5,13000\n");
    const std::string file = (config / "fit.svg").string();
    const Ended fit = run_alone({"calc", "fit", "--plot", file, "--plot-text"});
    EXPECT_EQ(fit.code, 0);
    EXPECT_THAT(fit.out, AllOf(HasSubstr("position, steps\n"), HasSubstr("temperature, C\n"), HasSubstr("X left out")));
    EXPECT_EQ(std::count(fit.out.begin(), fit.out.begin() + static_cast<long>(fit.out.find("X left out")), 'X'), 1);
    std::ostringstream svg;
    svg << std::ifstream(file).rdbuf();
    EXPECT_THAT(svg.str(), AllOf(HasSubstr("<svg xmlns"), HasSubstr("1 C colder: 35 steps inward"),
                                 HasSubstr("95 % band"), HasSubstr("r=\"8\"")));
    expect({"calc", "fit", "--plot", "/proc/nowhere/fit.svg"}, 1, "Verdict", "could not be written");
    EXPECT_THAT(run_alone({"calc", "fit"}).out, Not(HasSubstr("temperature, C\n")));
}

TEST_F(CalcFit, IsDrawnOnATerminal) {
    import_line(35);
    const Ended fit = start({"calc", "fit"}, true)->end();
    EXPECT_EQ(fit.code, 0);
    EXPECT_THAT(fit.out, AllOf(HasSubstr("temperature, C\r\n"), HasSubstr("\x1b[1m+35.00 +/- 0.36 steps/C\x1b[0m")));
}

TEST_F(CalcFit, TakesTemperatureAndStepSizeFromAFocuserThatIsThere) {
    import_line(35);
    expect_with_device({"calc", "fit", "--focal-ratio", "5"}, 0, "Start at      12525 at 15.00 C");
    // 4.88 * 0.55 * 25 = 67.1 um; at 5 um a step 13.4 steps, a quarter is 3.
    expect_with_device({"calc", "fit", "--focal-ratio", "5"}, 0, "67.1 um, 13.4 steps");
    expect_with_device({"calc", "fit"}, 0, "The focuser has 0.00 steps/C now.");
}

TEST_F(CalcFit, NeitherWaitsForNorMentionsAFocuserThatIsNotThere) {
    import_line(35);
    for (const auto& command : {std::vector<std::string>{"calc", "fit"}, {"calc", "cfz", "--focal-ratio", "5"}}) {
        auto words = command;
        words.insert(words.begin(), {"-d", "tcp:127.0.0.1:1"});
        const Ended ended = run_alone(words);
        EXPECT_EQ(ended.code, 0);
        EXPECT_EQ(ended.err, "");
    }
}

class CalcApply : public CalcFixture {};

TEST_F(CalcApply, AsksAndWritesEitherSign) {
    import_line(-35);
    auto no = start({"calc", "apply"}, true);
    no->type("no\n");
    const Ended refused = no->end();
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("from 0.00 to -35.00 steps/C, 1 C colder: 35 steps outward"),
                                   HasSubstr("Nothing was changed.")));
    EXPECT_THAT(ask("u"), HasSubstr(":500:0:30:10:"));
    auto yes = start({"calc", "apply"}, true);
    yes->type("yes\n");
    const Ended done = yes->end();
    EXPECT_EQ(done.code, 0);
    EXPECT_THAT(done.out, HasSubstr("The focuser has -35.00 steps/C (it had 0.00): 1 C colder: 35 steps outward."));
    EXPECT_THAT(ask("u"), HasSubstr(":500:-3500:30:10:"));
    expect_with_device({"calc", "apply"}, 2, "", "it needs --yes");
}

TEST_F(CalcApply, WritesTheAdvisedThresholdOnRequest) {
    import_line(20);
    expect_with_device({"calc", "apply", "--yes", "--threshold"}, 2, "", "--focal-ratio");
    expect_with_device({"calc", "apply", "--yes", "--threshold", "--focal-ratio", "10"}, 0,
                       "Its threshold is 13 steps.");
    EXPECT_THAT(ask("u"), HasSubstr(":500:2000:30:13:"));
    const Ended said = run({"calc", "apply", "--yes", "--json"});
    EXPECT_THAT(said.out, AllOf(HasSubstr("\"taken\":true"), HasSubstr("\"coefficient\":20,"),
                                HasSubstr("\"old_coefficient\":20")));
}

TEST_F(CalcApply, RefusesWhatTheVerdictDoesNotOffer) {
    const std::string file = write("flat.csv", "temperature,position\n0,100\n2,103\n4,97\n6,102\n8,98\n");
    expect({"calc", "import", file}, 0, "5 points added");
    expect_with_device({"calc", "apply", "--yes"}, 1, "", "Nothing was changed.");
    EXPECT_THAT(ask("u"), HasSubstr(":500:0:30:10:"));
    expect_with_device({"calc", "apply", "--yes", "--anyway"}, 0, "The focuser has -0.25 steps/C");
    EXPECT_THAT(ask("u"), HasSubstr(":500:-25:30:10:"));
}

TEST_F(CalcApply, HasNothingToWriteWithoutPoints) {
    expect_with_device({"calc", "apply", "--yes", "--anyway"}, 1, "", "Nothing was changed.");
}

class CalcCfz : public CalcFixture {};

TEST_F(CalcCfz, SaysBothZonesInMicrometresAndSteps) {
    // 4.88 * 0.55 * 49 = 131.5; 0.00225 * 2 * sqrt(10) * 200 * 49 = 139.5; a quarter of 131.5 um is 8.2 steps of 4 um.
    const std::vector<std::string> command{"calc",     "cfz", "--focal-ratio", "7", "--aperture", "200",
                                           "--seeing", "2",   "--step-size",   "4"};
    expect(command, 0, "by diffraction   131.5 um, 32.9 steps, at 0.55 um");
    expect(command, 0, "by the seeing    139.5 um, 34.9 steps, at 2.0 arcsec, 200 mm and stars 10 % larger");
    expect(command, 0, "Advised threshold: 8 steps");
    const auto said = object(command);
    EXPECT_NEAR(number(said.at("diffraction")), 131.516, 1e-3);
    EXPECT_NEAR(number(said.at("seeing")), 139.457, 1e-3);
    EXPECT_EQ(said.at("threshold").as_int64(), 8);
}

TEST_F(CalcCfz, TakesTheStepSizeFromTheFocuserAndDoesWithout) {
    expect_with_device({"calc", "cfz", "--focal-ratio", "7"}, 0, "131.5 um, 26.3 steps");
    expect({"calc", "cfz", "--focal-ratio", "7", "-d", "tcp:127.0.0.1:1"}, 0, "The step size is not known");
    expect({"calc", "cfz"}, 2, "", "--focal-ratio");
    expect({"calc", "cfz", "--focal-ratio", "0"}, 2, "", "1 .. 50");
    expect({"calc", "cfz", "--focal-ratio", "5,6"}, 2, "", "; write 5.6");
    expect({"calc", "cfz", "--focal-ratio", "7", "--seeing", "2"}, 2, "", "--aperture");
}

}  // namespace
}  // namespace focus
