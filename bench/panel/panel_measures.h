// The whole panel, offscreen: start, memory, and on a simulated focuser idle, a night, HALT.
#pragma once

namespace focus::bench {

/// ms, until what a click has set going is over.
constexpr int kSettled = 3000;
/// ms; what has not come by then never will.
constexpr int kLong = 60000;

/// Prints the row.
void measure_start();
/// Prints the rows of what needs a focuser. One file a system.
void measure_connected();
/// A start as the program's own main does it, up to the first picture; prints a line then.
int start_and_paint();
/// What this process has in memory with the main window, the charts window and a week of points at 0.5 s, MB.
double week_in_panel();

}  // namespace focus::bench
