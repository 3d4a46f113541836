// The whole panel, offscreen, on a simulated focuser: start, idle, a night, HALT.
#pragma once

namespace focus::bench {

/// Prints the rows.
void measure_panel();
/// A start as the program's own main does it, up to the first picture; prints a line then.
int start_and_paint();
/// What this process has in memory with the main window, the charts window and a week of points at 0.5 s, MB.
double week_in_panel();

}  // namespace focus::bench
