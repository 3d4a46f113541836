#include <windows.h>
#include <chrono>
#include <psapi.h>

#include "bench/panel/measure.h"

namespace focus::bench {
namespace {

double megabytes(SIZE_T PROCESS_MEMORY_COUNTERS::*which) {
    PROCESS_MEMORY_COUNTERS counters{};
    counters.cb = sizeof counters;
    if (::GetProcessMemoryInfo(::GetCurrentProcess(), &counters, sizeof counters) == 0) return -1;
    return static_cast<double>(counters.*which) / (1024 * 1024);
}

}  // namespace

double cpu_now() {
    const std::chrono::duration<double, std::milli> now = std::chrono::steady_clock::now().time_since_epoch();
    return now.count();
}

double resident() { return megabytes(&PROCESS_MEMORY_COUNTERS::WorkingSetSize); }
double most_resident() { return megabytes(&PROCESS_MEMORY_COUNTERS::PeakWorkingSetSize); }

}  // namespace focus::bench
