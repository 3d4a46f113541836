// Plot: what a picture shows, as values: panels below each other with one x axis, each with lines, dots and bands.
// text_plot draws it on a terminal, svg_plot into a file. Nothing here draws.
#pragma once

#include <string>
#include <vector>

namespace focus::cli {

struct Dot {
    double x = 0;
    double y = 0;  ///< not finite: nothing is drawn, and a line has a gap here
};

enum class Mark { line, dot, ring, triangle };
enum class Ink { green, red, blue, orange, purple };

struct Series {
    std::string name;  ///< for the legend; empty: not in it
    Mark mark = Mark::dot;
    Ink ink = Ink::green;
    char letter = 'o';  ///< marks a dot on a terminal; lines are drawn
    std::vector<Dot> dots;
};

/// A shaded range of y along x.
struct Band {
    struct Edge {
        double x = 0, low = 0, high = 0;
    };
    std::string name;
    Ink ink = Ink::red;
    std::vector<Edge> edges;  ///< by rising x
};

struct Panel {
    std::string y_label;         ///< with its unit
    std::vector<Band> bands;     ///< drawn first; they do not widen the axes
    std::vector<Series> series;  ///< in the order of drawing
};

struct Plot {
    std::string title;
    std::string sentence;  ///< what to see in it; may be empty
    std::string x_label;   ///< with its unit
    bool times = false;    ///< x is in seconds since 1970, UTC, and labelled in local time
    std::vector<Panel> panels;
};

/// Finite, never empty, at most 1e15 from zero: whatever the data, a picture can be scaled by it.
struct Range {
    double low = 0;
    double high = 1;

    /// 0 at `low`, 1 at `high`.
    double share(double value) const { return (value - low) / (high - low); }
};

Range x_range(const Plot& plot);
Range y_range(const Panel& panel);
/// Can be drawn: finite and not further from zero than a Range can be.
bool drawable(const Dot& dot);

struct Tick {
    double at = 0;
    std::string label;
};

/// At round numbers, 1, 2 or 5 times a power of ten, at most `most` of them (2 or more).
std::vector<Tick> number_ticks(const Range& range, unsigned most);
/// At round local times, "21:30", over more than a day dates.
std::vector<Tick> time_ticks(const Range& range, unsigned most);
std::vector<Tick> x_ticks(const Plot& plot, const Range& range, unsigned most);

}  // namespace focus::cli
