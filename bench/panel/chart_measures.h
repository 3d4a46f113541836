// The chart with a million points in every trace, beside a bare QCustomPlot that holds the same points with its own
// defaults, both 1000 x 600 pixels.
#pragma once

namespace focus::bench {

/// Prints the rows.
void measure_charts();
/// What this process has in memory with a week of points at 0.5 s in a bare QCustomPlot, MB.
double week_in_bare_plot();

}  // namespace focus::bench
