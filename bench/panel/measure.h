// What the panel's measurements share: CPU time, medians, and a table of promises.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace focus::bench {

/// ms of processor that this thread has had. On Windows the clock on the wall, since its accounts are too coarse. One
/// file a system, as the next two.
double cpu_now();
/// MB of this process in memory; the most it ever had.
double resident();
double most_resident();

/// Median ms of CPU that `work` takes; `before` each is not counted.
double median_cpu(
    int rounds, const std::function<void()>& work, const std::function<void()>& before = [] {});
double median(std::vector<double> values);
/// Lets the GUI thread's loop run.
void run_loop(int milliseconds);
bool run_loop_until(const std::function<bool()>& condition, int milliseconds);

/// One row; `reference` and the ratio to it are left out below 0.
void promise(const std::string& what, double bound, double measured, const std::string& unit, double reference = -1);
/// All rows so far. A `measured` below 0 is what could not be.
bool all_kept();
bool all_measured();

}  // namespace focus::bench
