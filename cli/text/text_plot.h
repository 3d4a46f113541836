// A Plot drawn with characters: lines in Braille dots (or full stops), dots as their letters, axes with numbers.
#pragma once

#include <string>

#include "cli/text/plot.h"

namespace focus::cli {

struct TextPlotSize {
    unsigned width = 72;  ///< columns, 40 or more are used
    unsigned rows = 14;   ///< of one panel's inside, 4 or more
    bool braille = false;
};

/// Lines, each ended by a newline. Bands are left out: they would hide what matters.
std::string text_plot(const Plot& plot, const TextPlotSize& size);

}  // namespace focus::cli
