// The importers: how fast each format is read, beside what reading the same bytes costs at the least: std::getline and
// counting the lines, for JSON boost::json::parse alone.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <chrono>
#include <cstdio>
#include <sstream>
#include <string>

#include "bench/compensation/parts.h"
#include "core/compensation/importers/import_points.h"
#include "core/log/session_log_rows.h"

namespace {

constexpr double kSlowestImport = 20;      // MB/s, on one core: a year of nights in a second
constexpr std::size_t kSize = 20'000'000;  // bytes a format

/// Seconds, the best of five.
template <typename Work>
double time_of(Work work) {
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

std::string repeated(std::string text, const std::string& lines) {
    while (text.size() < kSize) text += lines;
    return text;
}

std::string nina_report() {
    std::string points;
    for (int i = 0; i < 9; ++i) {
        points += R"({"Position":)" + std::to_string(24750 + i * 50) + R"(.0,"Value":2.3456789012,"Error":0.123456},)" +
                  "\n    ";
    }
    points.erase(points.find_last_of(','));
    std::string text = R"json({"Version":2,"Filter":"L","AutoFocuserName":"NINA","StarDetectorName":"NINA",
  "Timestamp":"2024-11-02T21:43:10.1234567+01:00","Temperature":7.25,"Method":"STARHFR","Fitting":"HYPERBOLIC",
  "InitialFocusPoint":{"Position":24987.0,"Value":2.118,"Error":0.0},
  "CalculatedFocusPoint":{"Position":24950.4,"Value":1.903,"Error":0.0},
  "MeasurePoints":[)json";
    text += points;
    text += R"json(],
  "Fittings":{"Quadratic":"y = 0.00021 * x^2 + -5.1 * x + 31000.2","Hyperbolic":"y = 1.9 * cosh(asinh((24950 - x) / 104))"},
  "RSquares":{"Quadratic":0.9876,"Hyperbolic":0.9943,"LeftTrend":0.991,"RightTrend":0.989},
  "Duration":"00:02:32.1686663"}
)json";
    return text;
}

std::string ekos_night() {
    std::string lines;
    for (int i = 0; i < 200; ++i) lines += "GuideStats,4400.110,0.231,-0.114,12,0,41.200,312.400,9\n";
    lines +=
        "AutofocusStarting,5400.500,OIII,15.2,4,Temp change 3.5 C\n"
        "AutofocusComplete,5512.250,15.2,4,Temp change 3.5 C,OIII,29960|3.1|3.1|0|29900|2.0|2.0|0|29840|1.4|1.4|0|"
        "29780|1.9|1.9|0|29838|1.38|1.38|0,1,1|11;29960;3.1,L1P [Hyperbolic]: Solution: 29838 R2=0.99\n";
    return repeated("#KStars version 3.8.3. Analyze log version 1.0.\n\nAnalyzeStartTime,2026-09-23 20:31:48.442,MDT\n",
                    lines);
}

std::string asiair_night() {
    std::string lines =
        "2026/04/20 21:45:31 [AutoFocus|Begin] Run AF 1.0 hours later, exposure 2.0s, Bin 1, temperature 15.2\u2103\n";
    for (int i = 0; i < 15; ++i) {
        lines += "2026/04/20 21:45:44 Calculate V-Curve: detect and calculate star size 5.2 ,  EAF position 24260\n";
    }
    lines +=
        "2026/04/20 21:47:02 Auto focus succeeded, the focused position is 24350\n"
        "2026/04/20 21:47:02 [AutoFocus|End] Auto focus succeeded\n";
    for (int i = 0; i < 12; ++i)
        lines += "2026/04/20 21:47:40 Exposure 300.0s image 1#\n2026/04/20 21:52:41 [Guide] Dither\n";
    return repeated("Log enabled at 2026/04/20 21:45:00\n", lines);
}

std::string session_log() {
    using namespace std::chrono;
    std::string text = focus::session_log_header() + '\n';
    sys_time<milliseconds> time = sys_days(year{2026} / 1 / 1);
    for (std::int32_t night = 0; text.size() < kSize; ++night) {
        focus::LogRow row;
        row.position = 12000 + night % 100;
        row.sensor = focus::SensorState{10, 50, 1};
        row.time = time;
        row.moved_by = focus::wire::Mover::host;
        row.moved_from = 12000;
        text += focus::to_line(row) + '\n';
        row.moved_by.reset();
        row.moved_from.reset();
        for (int i = 0; i < 360; ++i) {
            row.time += seconds(10);
            text += focus::to_line(row) + '\n';
        }
        time = row.time + seconds(10);
    }
    return text;
}

std::size_t count_lines(const std::string& text) {
    std::istringstream in(text);
    std::string line;
    std::size_t lines = 0;
    while (std::getline(in, line)) ++lines;
    return lines;
}

/// One line of the table; whether the bound is broken.
template <typename Reference>
bool row(const char* format, const std::string& text, std::size_t times, const char* reference, Reference work) {
    std::size_t points = 0;
    const double ours = time_of([&] {
        points = 0;
        for (std::size_t i = 0; i < times; ++i) points += focus::import_bytes(text, "bench").points.size();
    });
    const double theirs = time_of([&] {
        for (std::size_t i = 0; i < times; ++i) work(text);
    });
    const double megabytes = static_cast<double>(text.size() * times) / 1e6;
    std::printf("  %-14s %8.0f MB/s %11.0f points/s   %-20s %8.0f MB/s   %5.2f times its time\n", format,
                megabytes / ours, static_cast<double>(points) / ours, reference, megabytes / theirs, ours / theirs);
    if (points == 0) wrong_result = true;
    return points == 0 || megabytes / ours < kSlowestImport;
}

}  // namespace

int import_bench() {
    std::printf("importers, %zu MB a format (bound: %.0f MB/s)\n", kSize / 1'000'000, kSlowestImport);
    volatile std::size_t sink = 0;
    const auto getline = [&sink](const std::string& text) { sink = count_lines(text); };
    const auto json = [&sink](const std::string& text) { sink = boost::json::parse(text).as_object().size(); };
    const std::string report = nina_report();
    int broken = 0;
    broken += row("N.I.N.A.", report, kSize / report.size(), "boost::json::parse", json);
    broken += row("Ekos", ekos_night(), 1, "std::getline", getline);
    broken += row("ASIAIR", asiair_night(), 1, "std::getline", getline);
    broken += row("CSV", repeated("temperature,position\n", "12.5,35000\n-3.25,34100.5\n"), 1, "std::getline", getline);
    broken += row("CSV with times",
                  repeated("temperature_c,position,filter,session,time_utc,use\n",
                           "7.5,34825,L,2024-11-02,2024-11-02T20:03:10Z,1\n"),
                  1, "std::getline", getline);
    broken += row("session log", session_log(), 1, "std::getline", getline);
    return broken;
}
