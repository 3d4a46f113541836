// 100 MB, whatever is in them: a bounded time and a bounded memory.
#include <gmock/gmock.h>

#include "tests/core/importers/samples.h"

namespace focus {
namespace {

using testing::HasSubstr;

constexpr std::size_t kLarge = 100'000'000;

std::string repeated(std::string text, const std::string& line) {
    text.reserve(kLarge + line.size());
    while (text.size() < kLarge) text += line;
    return text;
}

TEST(LargeFiles, OneLineOfGarbage) {
    for (const char c : {'x', ',', '[', '"', '\0', '\xFF'}) {
        const Imported imported = import_bytes(std::string(kLarge, c), "x");
        ASSERT_EQ(imported.problems.size(), 1U) << c;
        EXPECT_THAT(imported.problems[0].reason, HasSubstr(c == '\0' ? "" : "none of the formats"));
    }
}

TEST(LargeFiles, EkosNight) {
    const std::string start = "AnalyzeStartTime,2026-09-23 20:31:48.442,MDT\n";
    const std::string end = "AutofocusComplete,12345.500,12.1,3,,L,29800|1.5|1.5|0|29786|1.45|1.45|0,0\n";
    std::string guiding(1000, ' ');
    guiding.replace(0, 60, "GuideStats,4400.110,0.231,-0.114,12,0,41.200,312.400,9      ");
    const Imported imported = import_bytes(repeated(start + end, guiding + "\n") + end, "x");
    EXPECT_EQ(imported.points.size(), 2U);
    EXPECT_TRUE(imported.problems.empty());
}

TEST(LargeFiles, CsvWithLongNotes) {
    const Imported imported =
        import_bytes(repeated("temperature;position;notes\n", "12,5;35000;" + std::string(5000, 'n') + "\n"), "x");
    EXPECT_NEAR(static_cast<double>(imported.points.size()), 1e8 / 5012, 2);
    EXPECT_TRUE(imported.problems.empty());
}

TEST(LargeFiles, NinaReportsAreNeverThatLarge) {
    const Imported imported = import_bytes(repeated("{\"MeasurePoints\":[", std::string(10000, ' ')) + "]}", "x");
    ASSERT_EQ(imported.problems.size(), 1U);
    EXPECT_THAT(imported.problems[0].reason, HasSubstr("at most 8 MiB"));
}

TEST(LargeFiles, AsiairLogOfOneLine) {
    const Imported imported =
        import_bytes(repeated("Log enabled at 2026/04/20 21:45:00\n", std::string(10000, 'x')), "x");
    EXPECT_TRUE(imported.points.empty());
}

}  // namespace
}  // namespace focus
