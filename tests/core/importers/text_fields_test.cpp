#include "core/compensation/importers/text_fields.h"

#include "core/compensation/focus_point.h"
#include "tests/core/importers/samples.h"

namespace focus {
namespace {

std::string utc(std::string_view text) {
    use_central_europe();
    const auto time = to_time(text);
    return time ? utc_text(to_utc(*time)) : "none";
}

TEST(TextFields, TimesInTheFormsThatProgramsWrite) {
    EXPECT_EQ(utc("2024-11-02T21:43:10.1234567+01:00"), "2024-11-02T20:43:10");
    EXPECT_EQ(utc("2024-11-02T21:43:10-0930"), "2024-11-03T07:13:10");
    EXPECT_EQ(utc("2024-11-02T21:43:10Z"), "2024-11-02T21:43:10");
    EXPECT_EQ(utc("2024/11/02 21:43:10"), "2024-11-02T20:43:10") << "local: winter";
    EXPECT_EQ(utc("2024-07-02 21:43"), "2024-07-02T19:43:00") << "local: summer";
}

TEST(TextFields, WhatIsNoTime) {
    for (const char* bad :
         {"", "2024-11-02", "2024-13-02T21:43:10", "2024-02-30T21:43:10", "2024-11-02T24:00:00", "2024-11-02T21:60:00",
          "1024-11-02T21:43:10", "2024-11-02T21:43:10+25:00", "2024-11-02T21:43:10.", "2024-11-02T21:43:10.1234567890",
          "2024-11-02T21:43:10 CET", "02.13.2024 21:43", "2.11.24 21:43"}) {
        EXPECT_EQ(utc(bad), "none") << bad;
    }
}

TEST(TextFields, TimesInNames) {
    const auto text = [](std::string_view name) {
        const auto time = time_in_name(name);
        return time ? utc_text(std::chrono::sys_seconds(time->local.time_since_epoch())) : "none";
    };
    EXPECT_EQ(text("/a/2020-01-01/ekos-2024-11-02T20-15-30.analyze"), "2024-11-02T20:15:30");
    EXPECT_EQ(text("Autorun_Log_2024-11-02_201530.txt"), "2024-11-02T20:15:30");
    EXPECT_EQ(text("2024-11-02--20-15-30--9d0e769c.json"), "2024-11-02T20:15:30");
    EXPECT_EQ(text("focus 2024-11-02.json"), "none");
    EXPECT_EQ(text("2024-11-02--99-15-30.json"), "none");
}

TEST(TextFields, NightsChangeAtLocalNoon) {
    EXPECT_EQ(session_at(*to_time("2024-11-02T11:59:59+01:00")), "2024-11-01");
    EXPECT_EQ(session_at(*to_time("2024-11-02T12:00:00+01:00")), "2024-11-02");
    EXPECT_EQ(session_at(*to_time("2024-11-03T03:00:00-08:00")), "2024-11-02") << "the writer's noon, not ours";
    use_central_europe();
    EXPECT_EQ(session_at(*to_time("2024-11-02T11:30:00Z")), "2024-11-02") << "12:30 here";
    EXPECT_EQ(session_at(*to_time("2024-01-01T00:30:00+01:00")), "2023-12-31");
}

TEST(TextFields, Numbers) {
    EXPECT_EQ(to_number(" +12.5 "), 12.5);
    EXPECT_EQ(to_number("-1e2"), -100);
    for (const char* bad : {"", "x", "12.5C", "1,5", "nan", "inf", "1e999", "--1", "+-1", "0x10"}) {
        EXPECT_FALSE(to_number(bad)) << bad;
    }
    EXPECT_EQ(exact_text(35000), "35000");
    EXPECT_EQ(exact_text(0.1), "0.1");
    EXPECT_EQ(exact_text(-2e6), "-2000000");
    EXPECT_EQ(exact_text(1e300), "1e+300");
}

TEST(TextFields, LinesEndInEitherWay) {
    Lines lines("a\r\nb\n\nc");
    std::string_view line;
    std::vector<std::string> seen;
    while (lines.next(line))
        seen.push_back(std::to_string(lines.number()) + std::string(line) + (lines.ended() ? "." : ""));
    EXPECT_EQ(seen, (std::vector<std::string>{"1a.", "2b.", "3.", "4c"}));
}

}  // namespace
}  // namespace focus
