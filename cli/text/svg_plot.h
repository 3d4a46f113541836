// A Plot as an SVG picture: light background, axes with round numbers, bands shaded, legend, title and sentence.
#pragma once

#include <string>
#include <string_view>

#include "cli/text/plot.h"

namespace focus::cli {

/// A whole SVG file, 900 wide. Every number in it is finite and every text escaped, whatever the plot holds.
std::string svg_plot(const Plot& plot);

/// For text and attributes of XML: plain text with & < > " and ' written as entities.
std::string xml_text(std::string_view text);

}  // namespace focus::cli
