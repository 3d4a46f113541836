// What a session log costs: a week of samples at 2 Hz, taken through the same SessionRecorder that the hub uses, onto
// the real file system, and scaled to a year. Beside it the plainest program that could write the same lines: fprintf
// and fflush, without sampling, means, moves or dates.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "bench/compensation/parts.h"
#include "core/log/session_recorder.h"

namespace {

using namespace focus;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr int kDays = 7;
constexpr int kSamples = kDays * 86400 * 2;
constexpr double kDaysOfYear = 365.25;
constexpr double kMostShare = 0.01;  // of a core

double cpu_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Cost {
    double cpu = 0;      ///< s
    double slowest = 0;  ///< s, real time of one tick
};

/// A move every quarter of an hour, as compensation makes them, and a temperature that changes with every sample.
Cost log_days(const std::string& folder, std::chrono::milliseconds interval) {
    std::chrono::sys_time<std::chrono::milliseconds> now =
        std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 1);
    SessionLogOptions options;
    options.folder = folder;
    options.interval = interval;
    options.now = [&now] { return now; };
    SessionRecorder recorder(std::move(options));
    FocuserState state;
    state.link = Link::connected;
    state.extended.emplace();
    Clock::time_point clock{1h};
    Cost cost;
    const double begun = cpu_seconds();
    for (int i = 0; i < kSamples; ++i) {
        now += kSamplePeriod;
        clock += kSamplePeriod;
        state.read_at = clock;
        state.sensor = SensorState{(i % 4000) / 100.0 - 20, 50 + (i % 500) / 10.0, (i % 3000) / 100.0 - 20};
        if (i % 1800 == 900) {
            state.position.steps += 7;
            state.extended->mover = wire::Mover::compensation;
            state.extended_at = clock + 5ms;
        }
        const auto before = Clock::now();
        recorder.tick(state, clock);
        cost.slowest = std::max(cost.slowest, std::chrono::duration<double>(Clock::now() - before).count());
    }
    recorder.finish();
    cost.cpu = cpu_seconds() - begun;
    return cost;
}

std::vector<std::string> lines_of(const std::string& folder) {
    std::vector<std::string> lines;
    for (const auto& entry : fs::directory_iterator(folder)) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) lines.push_back(line);
    }
    return lines;
}

double print_lines(const std::string& path, const std::vector<std::string>& lines) {
    const double begun = cpu_seconds();
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "a"), &std::fclose);
    if (!file) return 0;
    for (const std::string& line : lines) {
        (void)std::fprintf(file.get(), "%s\n", line.c_str());
        (void)std::fflush(file.get());
    }
    return cpu_seconds() - begun;
}

}  // namespace

int log_bench() {
    std::string folder = (fs::temp_directory_path() / "focuserlink-bench.XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
        std::perror(folder.c_str());
        wrong_result = true;
        return 1;
    }
    int broken = 0;
    std::printf("\nSession log: %d days of samples at 2 Hz, scaled to a year. Promise: under %g %% of a core.\n", kDays,
                kMostShare * 100);
    std::printf("%8s %10s %12s %12s %16s %8s %14s\n", "interval", "rows", "CPU s/year", "of a core", "fprintf s/year",
                "ratio", "slowest tick");
    for (const auto interval : {10000ms, 500ms}) {
        const std::string logs = folder + "/" + std::to_string(interval.count());
        const Cost cost = log_days(logs, interval);
        const std::vector<std::string> lines = lines_of(logs);
        const double plain = print_lines(folder + "/plain.csv", lines);
        const double year = cost.cpu * kDaysOfYear / kDays;
        const double share = year / (kDaysOfYear * 86400);
        const auto due = static_cast<std::size_t>(kSamples / (interval / kSamplePeriod));
        if (lines.size() <= due) wrong_result = true;
        const bool good = share < kMostShare && lines.size() > due;
        std::printf("%6.1f s %10zu %12.1f %10.5f %% %16.1f %8.2f %11.2f ms%s\n",
                    std::chrono::duration<double>(interval).count(), lines.size(), year, 100 * share,
                    plain * kDaysOfYear / kDays, cost.cpu / plain, cost.slowest * 1000, good ? "" : "  BROKEN");
        broken += good ? 0 : 1;
    }
    fs::remove_all(folder);
    return broken;
}
