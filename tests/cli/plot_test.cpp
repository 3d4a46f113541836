// Pictures of any data: numbers finite, text escaped, and what is drawn is where it belongs.
#include "cli/text/plot.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "cli/text/svg_plot.h"
#include "cli/text/text_plot.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Plot one_panel(std::vector<Dot> dots, Mark mark = Mark::dot) {
    Plot plot;
    plot.title = "title";
    plot.x_label = "temperature, C";
    plot.panels.push_back({"position, steps", {}, {{"points", mark, Ink::green, 'o', std::move(dots)}}});
    return plot;
}

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
    std::vector<std::string> all;
    for (const Tick& tick : ticks) all.push_back(tick.label);
    return all;
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::size_t from = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
        all.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return all;
}

/// Local time is UTC while this lives.
class InUtc {
public:
    InUtc() { set("UTC"); }
    ~InUtc() { set(nullptr); }
    static void set(const char* zone) {
        zone != nullptr ? ::setenv("TZ", zone, 1) : ::unsetenv("TZ");
        ::tzset();
    }
};

TEST(Ticks, AreRoundNumbersWithTheDecimalsTheyNeed) {
    EXPECT_THAT(labels(number_ticks({0, 10}, 5)), ElementsAre("0", "2", "4", "6", "8", "10"));
    EXPECT_THAT(labels(number_ticks({-0.12, 0.12}, 5)), ElementsAre("-0.10", "-0.05", "0.00", "0.05", "0.10"));
    EXPECT_THAT(labels(number_ticks({11990, 13010}, 4)), ElementsAre("12000", "12500", "13000"));
    EXPECT_THAT(labels(number_ticks({-3, 98}, 2)), ElementsAre("0"));
}

TEST(Ticks, AreRoundLocalTimes) {
    const InUtc utc;
    const double evening = 1763928000;  // 2025-11-23 20:00 UTC
    EXPECT_THAT(labels(time_ticks({evening + 60, evening + 4 * 3600}, 4)),
                ElementsAre("21:00", "22:00", "23:00", "00:00"));
    EXPECT_THAT(labels(time_ticks({evening, evening + 10}, 4)), ElementsAre("20:00:00", "20:00:05", "20:00:10"));
    EXPECT_THAT(labels(time_ticks({evening, evening + 3 * 86400}, 3)), ElementsAre("11-24", "11-25", "11-26"));
    InUtc::set("IST-5:30");
    EXPECT_THAT(labels(time_ticks({evening, evening + 2 * 3600}, 2)), ElementsAre("02:00", "03:00"));
}

TEST(Ranges, HoldWhateverCanBeDrawnAndAreNeverEmpty) {
    const double huge = std::numeric_limits<double>::max();
    const double infinite = std::numeric_limits<double>::infinity();
    const std::vector<std::vector<Dot>> cases{
        {},
        {{5, 100}},
        {{5, 100}, {5, 100}, {5, 100}},
        {{1e-300, 1e-300}, {2e-300, 2e-300}},
        {{-1e15, 1e15}, {1e15, -1e15}},
        {{1e15, 1e15}, {1e15 - 0.125, 1e15}},
        {{huge, -huge}, {-huge, huge}, {infinite, std::nan("")}},
        {{std::nan(""), 1}, {1, std::nan("")}, {3, 4}},
    };
    for (const auto& dots : cases) {
        const Plot plot = one_panel(dots);
        for (const Range& range : {x_range(plot), y_range(plot.panels[0])}) {
            EXPECT_TRUE(std::isfinite(range.low) && std::isfinite(range.high));
            EXPECT_LT(range.low, range.high);
            for (const Dot& dot : dots) {
                if (drawable(dot)) {
                    EXPECT_TRUE(std::isfinite(range.share(dot.x)));
                }
            }
            for (const auto& ticks : {number_ticks(range, 8), time_ticks(range, 8)}) {
                EXPECT_LE(ticks.size(), 20U);
                for (const Tick& tick : ticks) {
                    EXPECT_GE(range.share(tick.at), -0.001);
                    EXPECT_LE(range.share(tick.at), 1.001);
                }
            }
        }
        for (const Mark mark : {Mark::dot, Mark::line, Mark::ring, Mark::triangle}) {
            for (const bool times : {false, true}) {
                Plot drawn = one_panel(dots, mark);
                drawn.times = times;
                drawn.panels[0].bands.push_back(
                    {"band", Ink::red, {{0, -huge, huge}, {1, 1, std::nan("")}, {2, 3, 4}}});
                for (const std::string& text : {svg_plot(drawn), text_plot(drawn, {})}) {
                    EXPECT_THAT(text, AllOf(Not(HasSubstr("nan")), Not(HasSubstr("inf")), Not(HasSubstr("unknown"))));
                }
            }
        }
    }
}

TEST(SvgPlot, EscapesEveryTextOfThePlot) {
    const std::string nasty = "<script>&\"'\x1b[31m\xff\xc3\xa4";
    Plot plot = one_panel({{1, 2}});
    plot.title = plot.sentence = plot.x_label = nasty;
    plot.panels[0].y_label = plot.panels[0].series[0].name = nasty;
    plot.panels[0].bands.push_back({nasty, Ink::red, {{1, 1, 2}, {2, 1, 2}}});
    const std::string svg = svg_plot(plot);
    const std::string safe = "&lt;script&gt;&amp;&quot;&apos;?[31m?\xc3\xa4";
    EXPECT_THAT(svg, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("\x1b")), Not(HasSubstr("\xff"))));
    std::size_t count = 0;
    for (auto at = svg.find(safe); at != std::string::npos; at = svg.find(safe, at + 1)) ++count;
    EXPECT_EQ(count, 6U);
}

TEST(SvgPlot, DrawsEverySeriesAsItsMark) {
    Plot plot = one_panel({{0, 0}, {10, 10}});
    plot.panels[0].series.push_back({"fit", Mark::line, Ink::red, '.', {{0, 0}, {10, 10}}});
    plot.panels[0].series.push_back({"left out", Mark::ring, Ink::orange, 'X', {{5, 9}}});
    plot.panels[0].bands.push_back({"95 % band", Ink::red, {{0, -1, 1}, {10, 9, 11}}});
    const std::string svg = svg_plot(plot);
    EXPECT_THAT(svg, AllOf(HasSubstr("<polyline points=\""), HasSubstr("r=\"8\" fill=\"none\" stroke"),
                           HasSubstr("fill-opacity"), HasSubstr(">95 % band<"), HasSubstr(">position, steps<")));
    // From the lower left to the upper right: x grows to the right, y upward.
    const auto from = svg.find("<polyline points=\"") + 18;
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    ASSERT_EQ(std::sscanf(svg.c_str() + from, "%lf,%lf %lf,%lf", &x0, &y0, &x1, &y1), 4);
    EXPECT_LT(x0, x1);
    EXPECT_GT(y0, y1);
}

TEST(SvgPlot, LeavesAGapWhereALineIsBroken) {
    const std::string svg = svg_plot(one_panel({{0, 0}, {1, 1}, {1, std::nan("")}, {5, 5}, {6, 6}}, Mark::line));
    EXPECT_NE(svg.find("<polyline"), svg.rfind("<polyline"));
}

TEST(TextPlot, KeepsItsWidthAndHeight) {
    Plot plot = one_panel({{-5, 12000}, {0, 12175}, {10, 12525}});
    plot.title = plot.x_label = plot.panels[0].y_label = std::string(300, 'x');
    for (const unsigned width : {40U, 72U, 200U}) {
        for (const bool braille : {false, true}) {
            const auto all = lines(text_plot(plot, {width, 10, braille}));
            EXPECT_EQ(all.size(), 2 + 10 + 2 + 2);
            for (const std::string& line : all) EXPECT_LE(columns_of(line), width) << line;
        }
    }
}

TEST(TextPlot, PutsDotsWhereTheyBelongAndOutliersOverThem) {
    Plot plot = one_panel({{0, 0}, {10, 10}, {0, 10}});
    plot.panels[0].series.push_back({"left out", Mark::ring, Ink::orange, 'X', {{0, 10}}});
    const auto all = lines(text_plot(plot, {60, 10, false}));
    const auto row_of = [&](const std::string& letter) {
        for (std::size_t i = 2; i < 12; ++i) {
            if (all[i].find(letter, 6) != std::string::npos) return i;
        }
        return std::size_t{0};
    };
    EXPECT_EQ(row_of("X"), row_of("o"));  // at 10, above
    EXPECT_LT(all[row_of("X")].find('X'), all[row_of("X")].find('o'));
    EXPECT_THAT(all.back(), HasSubstr("o points   X left out"));
    EXPECT_THAT(text_plot(plot, {60, 10, false}), AllOf(HasSubstr("\n10 +"), HasSubstr("\n 0 +")));
}

TEST(TextPlot, DrawsALineInBrailleOrPlain) {
    const Plot plot = one_panel({{0, 0}, {10, 10}}, Mark::line);
    const std::string plain = text_plot(plot, {60, 10, false});
    for (const char c : plain) EXPECT_LT(static_cast<unsigned char>(c), 0x80U);
    std::size_t columns = 0;
    for (const std::string& line : lines(plain))
        columns += static_cast<std::size_t>(std::count(line.begin(), line.end(), '.'));
    EXPECT_GT(columns, 45U);
    EXPECT_THAT(text_plot(plot, {60, 10, true}), HasSubstr("\xE2\xA0"));
}

TEST(PlainText, LetsNothingCommandATerminal) {
    EXPECT_EQ(plain_text("a\x1b[2J\tb\x7f\n"), "a?[2J?b??");
    EXPECT_EQ(plain_text("H\xCE\xB1 7\xC2\xB0"), "H\xCE\xB1 7\xC2\xB0");
    EXPECT_EQ(plain_text("\xC2\x9B"
                         "31m"),
              "?31m");  // C1: a control sequence in one character
    for (const char* wrong : {"\xff", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
        EXPECT_THAT(plain_text(wrong), Each('?')) << wrong;
    }
    EXPECT_EQ(columns_of("7\xC2\xB0"), 2U);
    EXPECT_EQ(padded_left("7\xC2\xB0", 4), "  7\xC2\xB0");
}

TEST(PlainText, IsShortenedBetweenCharacters) {
    EXPECT_EQ(shortened("7\xC2\xB0 7\xC2\xB0", 5), "7\xC2\xB0 7\xC2\xB0");
    EXPECT_EQ(shortened("7\xC2\xB0 7\xC2\xB0 7", 5), "7\xC2\xB0...");
}

TEST(PlainText, IsWrappedBetweenWords) {
    EXPECT_THAT(wrapped("one two three", 7), ElementsAre("one two", "three"));
    EXPECT_THAT(wrapped("incomprehensible is", 5), ElementsAre("incomprehensible", "is"));
    EXPECT_THAT(wrapped("", 5), ElementsAre(""));
}

}  // namespace
}  // namespace focus::cli
