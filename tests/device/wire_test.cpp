// The words on the cable by themselves.
#include <gtest/gtest.h>
#include <random>
#include <string>

#include "device/wire/check.h"
#include "device/wire/extended.h"
#include "device/wire/line_reader.h"
#include "device/wire/request.h"
#include "device/wire/status.h"

namespace focus::wire {
namespace {

Text text(const std::string& s) { return Text{s.data(), static_cast<unsigned>(s.size())}; }
std::string string(Text t) { return {t.data, t.size}; }

using Event = LineReader::Event;

/// Events other than none, and the lines, of `bytes` that arrive at `now`.
std::vector<std::string> read(LineReader& reader, const std::string& bytes, uint32_t now = 0) {
    std::vector<std::string> seen;
    for (const char c : bytes) {
        const Event event = reader.push(c, now);
        if (event == Event::line) seen.push_back(string(reader.line()));
        if (event == Event::too_long) seen.emplace_back("<too long>");
    }
    return seen;
}

using Lines = std::vector<std::string>;

TEST(LineReader, CutsBytesIntoLines) {
    LineReader reader;
    EXPECT_EQ(read(reader, "q\nR:0:5\r\n\n\r\n"), (Lines{"q", "R:0:5", "", ""}));
    EXPECT_EQ(read(reader, "a\rb\n"), (Lines{"a\rb"}));
}

TEST(LineReader, DropsAnOverlongLineWholeAndSaysSoOnce) {
    const std::string longest(kMaxLine, 'x');
    LineReader reader;
    EXPECT_EQ(read(reader, longest + "\nq\n"), (Lines{longest, "q"}));
    EXPECT_EQ(read(reader, longest + "\r\nq\n"), (Lines{longest, "q"}));
    EXPECT_EQ(read(reader, longest + "y\nq\n"), (Lines{"<too long>", "q"}));
    EXPECT_EQ(read(reader, longest + "y\r\nq\n"), (Lines{"<too long>", "q"}));
    EXPECT_EQ(read(reader, std::string(10000, 'z') + "\nq\n"), (Lines{"<too long>", "q"}));
}

TEST(LineReader, ForgetsAHalfLineAfterASecondOfSilence) {
    LineReader reader;
    EXPECT_EQ(read(reader, "R:0:1", 5000), Lines{});
    EXPECT_EQ(read(reader, "00\n", 5999), Lines{"R:0:100"});
    EXPECT_EQ(read(reader, "R:0:1", 6000), Lines{});
    EXPECT_EQ(read(reader, "q\n", 7000), Lines{"q"});
    EXPECT_EQ(read(reader, std::string(500, 'x'), 0xFFFFFF00U), Lines{});
    EXPECT_EQ(read(reader, "q\n", 0xFFFFFF00U + 1000), Lines{"q"});
}

TEST(LineReader, SurvivesNoise) {
    std::mt19937 random(1);
    LineReader reader;
    for (int i = 0; i < 200000; ++i) reader.push(static_cast<char>(random()), 0);
    read(reader, "\n");
    EXPECT_EQ(read(reader, "q\n"), Lines{"q"});
}

std::string refusal(const std::string& line) {
    Request request;
    LineWriter out;
    const Refusal refused = decode(text(line), request);
    if (!refused) return "";
    write_refusal(out, refused);
    return string(out.line());
}

TEST(Request, TakesWhatDriversSend) {
    for (const char* line : {"#",
                             "q",
                             "u",
                             "f",
                             "F:0",
                             "F:1",
                             "R:0:0",
                             "R:0:12345",
                             "P:5000",
                             "H",
                             "S:10",
                             "S:0",
                             "p",
                             "i",
                             "U:80:1:2000:2:100000:0:500:0:30:10:0:",
                             "U:80:1:2000:2:100000:0:437:-2550:30:42:0",
                             "v",
                             "x",
                             "X",
                             "a",
                             "A:0",
                             "A:1",
                             "D:DEFAULTS"}) {
        EXPECT_EQ(refusal(line), "") << line;
    }
    Request request;
    EXPECT_FALSE(decode(text("R:0:-7"), request));
    EXPECT_EQ(request.verb, Verb::move);
    EXPECT_EQ(request.value, -7);
}

TEST(Request, RefusesEverythingElseAndSaysWhy) {
    for (const char* line : {"", ":", "::", "Z", "qq", "Q", "R0:5", " q", "j", "\x01", "\xFF:1", "?"}) {
        EXPECT_EQ(refusal(line), "!:unknown") << line;
    }
    for (const char* line : {"q:",
                             "q:1",
                             "H:",
                             "R",
                             "R:",
                             "R:0",
                             "R:0:",
                             "R:1:5",
                             "R::5",
                             "R:0:5:",
                             "R:0:5.0",
                             "R:0:5x",
                             "R:0: 5",
                             "R:0:2147483648",
                             "R:0:99999999999999999999",
                             "P",
                             "P:",
                             "P:nan",
                             "P:1:2",
                             "F",
                             "F:2",
                             "F:-1",
                             "A:2",
                             "S",
                             "S:-1",
                             "S:x",
                             "D",
                             "D:",
                             "D:defaults",
                             "D:DEFAULTS:",
                             "D:DEFAULTSX"}) {
        EXPECT_EQ(refusal(line), "!:arguments") << line;
    }
    EXPECT_EQ(refusal("U"), "!:slot 1");
    EXPECT_EQ(refusal("U:"), "!:slot 1");
    EXPECT_EQ(refusal("U:1:2:3"), "!:slot 4");
    EXPECT_EQ(refusal("U:80:1:2000:2:100000:0:500:x:30:10:0:"), "!:slot 8");
    EXPECT_EQ(refusal("U:80:1:2000:2:100000:0:500:0:30:10:0:7"), "!:slot 12");
    EXPECT_EQ(refusal("U:80:1:2000:2:100000:0:500:0:30:10:0::"), "!:slot 12");
    EXPECT_EQ(refusal("U:80:1:2000:2:100000:0:500:0:30:10:"), "!:slot 11");
}

TEST(Status, AlwaysHasEightNumbers) {
    Status status;
    status.position = Position(-2147483647 - 1);
    status.to_go = Steps(2147483647);
    status.sensor_type = 3;
    status.temperature = -4000;
    status.humidity = 10000;
    status.dew_point = -9999;
    status.compensation = Steps(-2147483647 - 1);
    LineWriter out;
    write_status(out, status);
    EXPECT_EQ(string(out.line()), "q:-2147483648:2147483647:3:-40.00:100.00:-99.99:-2147483648");
    EXPECT_FALSE(out.overflowed());
    Status back;
    ASSERT_TRUE(parse_status(out.line(), back));
    EXPECT_EQ(back.position, status.position);
    EXPECT_EQ(back.dew_point, -9999);
    EXPECT_EQ(back.compensation, status.compensation);
}

TEST(Status, ReadsForeignLinesAndRefusesBadOnes) {
    Status status;
    EXPECT_TRUE(parse_status(text("q:10781:1219:1:12.34:55.5:3.67:-40:more:fields"), status));
    EXPECT_EQ(status.humidity, 5550);
    EXPECT_TRUE(parse_status(text("q:5:0:0::::0"), status));
    for (const char* bad : {"", "q", "q:1", "q:1:0:1", "q:1:0:1:nan:5:5:0", "q:1:0:1:12,3:5:5:0", "q:1:0:1:::5:0",
                            "q:1:0:0:0:0:0:", "q:1:0:0:0:0:0", "u:1:0:0:0:0:0:0", "q:x:0:0:0:0:0:0"}) {
        Status untouched;
        EXPECT_FALSE(parse_status(text(bad), untouched)) << bad;
        EXPECT_EQ(untouched.position, Position(0));
    }
}

TEST(Extended, RoundTripAndBounds) {
    ExtendedStatus status;
    status.bound = Steps(1000002);
    status.mover = Mover::compensation;
    status.holding = true;
    status.sensor = SensorKind::aht20;
    status.sensor_age = 2147483647;
    status.uptime = 2147483647;
    status.resets = 16777215;
    status.cause = ResetCause::watchdog;
    LineWriter out;
    write_extended(out, status);
    EXPECT_FALSE(out.overflowed());
    ExtendedStatus back;
    ASSERT_TRUE(parse_extended(out.line(), back));
    EXPECT_EQ(back.sensor, SensorKind::aht20);
    EXPECT_EQ(back.resets, 16777215);
    ASSERT_TRUE(parse_extended(text("x:0:0:0:4:-1:0:1:0:1"), back));
    EXPECT_EQ(back.sensor, SensorKind::not_looked);
    EXPECT_FALSE(parse_extended(text("x:0:0:0:5:-1:0:1:0:1"), back));
    EXPECT_FALSE(parse_extended(text("x:0:4:0:0:-1:0:1:0:1"), back));
    EXPECT_FALSE(parse_extended(text("x:0:0:0:0:-1:0:1:0"), back));
}

TEST(SettingsLine, TheWidestRecordFitsALine) {
    LineWriter out;
    const SettingsRecord widest = {{5000, 3, 2000, 3, 1000000, 1, 10000, -100000, 3600, 10000, 1}};
    write_settings(out, 'U', widest);
    out.put(':');
    EXPECT_FALSE(out.overflowed());
    Request back;
    EXPECT_FALSE(decode(out.line(), back));
    EXPECT_TRUE(std::equal(std::begin(widest.slots), std::end(widest.slots), std::begin(back.record.slots)));
}

TEST(Numbers, AreStrict) {
    int32_t value = 7;
    EXPECT_TRUE(parse_integer(text("-2147483648"), value));
    EXPECT_EQ(value, INT32_MIN);
    for (const char* bad : {"", "-", "+", "1 ", "0x1", "2147483648", "-2147483649", "1.0"}) {
        EXPECT_FALSE(parse_integer(text(bad), value)) << bad;
    }
    EXPECT_TRUE(parse_hundredths(text("-0.05"), value));
    EXPECT_EQ(value, -5);
    EXPECT_TRUE(parse_hundredths(text("12.349"), value));
    EXPECT_EQ(value, 1234);
    for (const char* bad : {"", ".", "-", "nan", "1e3", "12,3", "1.2.3", "99999999999"}) {
        EXPECT_FALSE(parse_hundredths(text(bad), value)) << bad;
    }
}

TEST(Check, IsTheCrcOfTheLineInTwoDigits) {
    EXPECT_EQ(crc8(reinterpret_cast<const uint8_t*>("123456789"), 9, 0x07, 0), 0xF4) << "the catalogue's value";
    LineWriter line;
    line.text("q:12000:0:1:-12.34:55.00:-19.50:0");
    put_check(line);
    EXPECT_EQ(string(line.line()), "q:12000:0:1:-12.34:55.00:-19.50:0*C7");
    const std::string checked = "R:0:12000*79";
    Text taken = text(checked);
    EXPECT_EQ(take_check(taken), Check::right);
    EXPECT_EQ(string(taken), "R:0:12000");
}

TEST(Check, FindsEveryLostAndEveryChangedCharacter) {
    const std::string checked = "R:0:12000*79";
    for (size_t at = 0; at < checked.size(); ++at) {
        std::string lost = checked;
        lost.erase(at, 1);
        Text left = text(lost);
        EXPECT_NE(take_check(left), Check::right) << lost;
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = checked;
            changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
            Text other = text(changed);
            EXPECT_NE(take_check(other), Check::right) << changed;
        }
    }
}

TEST(Check, IsNotSeenWhereThereIsNone) {
    for (const std::string line : {"", "*", "q", "*7", "q*7", "q*790", "q:79"}) {
        Text whole = text(line);
        EXPECT_EQ(take_check(whole), Check::none) << line;
        EXPECT_EQ(string(whole), line);
    }
}

}  // namespace
}  // namespace focus::wire
