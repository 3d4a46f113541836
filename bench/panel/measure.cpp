#include "bench/panel/measure.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <vector>

namespace focus::bench {
namespace {

bool kept = true;
bool none_missed = true;

}  // namespace

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double median_cpu(int rounds, const std::function<void()>& work, const std::function<void()>& before) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        before();
        const double begun = cpu_now();
        work();
        times.push_back(cpu_now() - begun);
    }
    return median(times);
}

bool run_loop_until(const std::function<bool()>& condition, int milliseconds) {
    QElapsedTimer time;
    time.start();
    while (!condition()) {
        const auto left = milliseconds - time.elapsed();
        if (left <= 0) return false;
        // Waits inside until something happens, as the program's own loop does.
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void run_loop(int milliseconds) {
    QElapsedTimer time;
    time.start();
    QTimer::singleShot(milliseconds, [] {});  // wakes the loop at the end
    run_loop_until([&] { return time.elapsed() >= milliseconds; }, milliseconds + 1000);
}

void promise(const std::string& what, double bound, double measured, const std::string& unit, double reference) {
    const bool good = measured >= 0 && measured < bound;
    kept = kept && good;
    none_missed = none_missed && measured >= 0;
    std::string beside;
    char text[60];
    if (reference >= 0) {
        std::snprintf(text, sizeof text, "%10.2f %8.2f", reference, measured / reference);
        beside = text;
    }
    std::printf("%-58s %7.6g %-3s %10.2f   %-6s %s\n", what.c_str(), bound, unit.c_str(), measured,
                good ? "kept" : "BROKEN", beside.c_str());
    std::fflush(stdout);
}

bool all_kept() { return kept; }
bool all_measured() { return none_missed; }

}  // namespace focus::bench
