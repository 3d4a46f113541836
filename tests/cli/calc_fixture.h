// The program with a simulated focuser and a point table of its own.
#pragma once

#include <boost/json.hpp>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "tests/cli/cli_process.h"

namespace focus {

class CalcFixture : public testing::Test, public CliFixture {
protected:
    /// With the simulator's address or with none: commands of the calculator do not need one.
    void expect(std::vector<std::string> arguments, int code, const std::string& out, const std::string& err = "") {
        check(run_alone(std::move(arguments)), code, out, err);
    }
    void expect_with_device(std::vector<std::string> arguments, int code, const std::string& out,
                            const std::string& err = "") {
        check(run(std::move(arguments)), code, out, err);
    }
    /// Runs with --json and gives its objects, one a line.
    std::vector<boost::json::object> objects(std::vector<std::string> arguments) {
        arguments.push_back("--json");
        const Ended ended = run_alone(std::move(arguments));
        std::vector<boost::json::object> all;
        std::istringstream lines(ended.out);
        for (std::string line; std::getline(lines, line);) {
            boost::system::error_code error;
            const auto value = boost::json::parse(line, error);
            EXPECT_FALSE(error) << line;
            if (!error) all.push_back(value.as_object());
        }
        return all;
    }
    boost::json::object object(std::vector<std::string> arguments) {
        const auto all = objects(std::move(arguments));
        EXPECT_EQ(all.size(), 1U);
        return all.empty() ? boost::json::object() : all.front();
    }
    std::string write(const std::string& name, const std::string& text) {
        const std::filesystem::path path = config / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
        return path.string();
    }
    /// 8 points whose least-squares line is exactly position = 12000 + coefficient * T, 2 steps off on either side.
    void import_line(int coefficient, const std::string& more = "") {
        std::string text = "temperature,position\n";
        const int off[] = {2, -2, -2, 2};
        for (int t = 0; t < 8; ++t) {
            text += std::to_string(t) + "," + std::to_string(12000 + coefficient * t + off[t % 4]) + "\n";
        }
        expect({"calc", "import", write("line.csv", text + more)}, 0, "1 file read");
    }

private:
    static void check(const Ended& ended, int code, const std::string& out, const std::string& err) {
        EXPECT_EQ(ended.code, code) << ended.out << ended.err;
        EXPECT_THAT(ended.out, testing::HasSubstr(out));
        EXPECT_THAT(ended.err, err.empty() ? testing::Matcher<std::string>(testing::_) : testing::HasSubstr(err));
    }
};

inline double number(const boost::json::value& value) { return value.to_number<double>(); }

}  // namespace focus
