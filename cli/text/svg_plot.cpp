#include "cli/text/svg_plot.h"

#include <algorithm>

#include "cli/text/format.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

constexpr double kWidth = 900, kLeft = 90, kRight = 30;
constexpr double kInside = kWidth - kLeft - kRight;
constexpr double kOnePanel = 420, kOfSeveral = 240, kBetween = 44;
constexpr std::size_t kSentenceColumns = 120, kTitleColumns = 76, kLongestText = 130;

const char* colour(Ink ink) {
    switch (ink) {
        case Ink::green: return "#1b8a3a";
        case Ink::red: return "#c62828";
        case Ink::blue: return "#1565c0";
        case Ink::orange: return "#d97706";
        case Ink::purple: break;
    }
    return "#7b1fa2";
}

std::string svg_number(double value) { return fixed_text(value, 1); }

/// name="12.3"
std::string attribute(const char* name, double value) {
    return std::string(" ") + name + "=\"" + svg_number(value) + "\"";
}

std::string text_at(double x, double y, const std::string& style, const std::string& text) {
    const std::string safe = xml_text(shortened(plain_text(text), kLongestText));
    return "<text" + attribute("x", x) + attribute("y", y) + " " + style + ">" + safe + "</text>\n";
}

std::string rule(double x1, double y1, double x2, double y2, const std::string& style) {
    return "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) + " " +
           style + "/>\n";
}

/// One dot's sign around a place of the picture.
std::string sign(Mark mark, Ink ink, double x, double y) {
    const std::string paint = std::string("=\"") + colour(ink) + "\"";
    switch (mark) {
        case Mark::line: return rule(x - 10, y, x + 10, y, "stroke" + paint + " stroke-width=\"2\"");
        case Mark::ring:
            return "<circle" + attribute("cx", x) + attribute("cy", y) + " r=\"8\" fill=\"none\" stroke" + paint +
                   " stroke-width=\"2\"/>\n";
        case Mark::triangle: {
            const std::string corners = svg_number(x) + "," + svg_number(y - 6) + " " + svg_number(x - 5) + "," +
                                        svg_number(y + 4) + " " + svg_number(x + 5) + "," + svg_number(y + 4);
            return "<polygon points=\"" + corners + "\" fill" + paint + "/>\n";
        }
        case Mark::dot: break;
    }
    return "<circle" + attribute("cx", x) + attribute("cy", y) + " r=\"4\" fill" + paint + "/>\n";
}

/// Where a panel lies in the picture, and the way from values to it.
struct Frame {
    double top, height;
    Range x, y;

    double bottom() const { return top + height; }
    double at_x(double value) const { return kLeft + x.share(value) * kInside; }
    /// Far outside is far enough: a band may run out of the panel, where it is cut off.
    double at_y(double value) const { return bottom() - std::clamp(y.share(value), -10.0, 10.0) * height; }
};

std::string place(const Frame& frame, double x, double y) {
    return svg_number(frame.at_x(x)) + "," + svg_number(frame.at_y(y)) + " ";
}

std::string band(const Frame& frame, const Band& shown) {
    std::string forth, back;
    for (const Band::Edge& edge : shown.edges) {
        if (!drawable({edge.x, edge.low}) || !drawable({edge.x, edge.high})) continue;
        forth += place(frame, edge.x, edge.high);
        back.insert(0, place(frame, edge.x, edge.low));
    }
    return "<polygon points=\"" + forth + back + "\" fill=\"" + colour(shown.ink) + "\" fill-opacity=\"0.14\"/>\n";
}

std::string joined(const Frame& frame, const Series& series) {
    std::string all, run;
    const auto end_run = [&] {
        if (!run.empty()) {
            all += "<polyline points=\"" + run + "\" fill=\"none\" stroke=\"" + colour(series.ink) +
                   "\" stroke-width=\"1.8\" stroke-linejoin=\"round\"/>\n";
        }
        run.clear();
    };
    for (const Dot& dot : series.dots) {
        if (drawable(dot)) {
            run += place(frame, dot.x, dot.y);
        } else {
            end_run();
        }
    }
    end_run();
    return all;
}

std::string marks(const Frame& frame, const Series& series) {
    std::string all;
    for (const Dot& dot : series.dots) {
        if (drawable(dot)) all += sign(series.mark, series.ink, frame.at_x(dot.x), frame.at_y(dot.y));
    }
    return all;
}

std::string axes(const Plot& plot, const Panel& panel, const Frame& frame) {
    const std::string grid = "stroke=\"#e3e6ea\"";
    std::string all;
    for (const Tick& tick : number_ticks(frame.y, frame.height > 300 ? 8 : 5)) {
        const double y = frame.at_y(tick.at);
        all += rule(kLeft, y, kLeft + kInside, y, grid);
        all += text_at(kLeft - 8, y + 4, "text-anchor=\"end\"", tick.label);
    }
    for (const Tick& tick : x_ticks(plot, frame.x, 10)) {
        const double x = frame.at_x(tick.at);
        all += rule(x, frame.top, x, frame.bottom(), grid);
        all += text_at(x, frame.bottom() + 18, "text-anchor=\"middle\"", tick.label);
    }
    all += "<rect" + attribute("x", kLeft) + attribute("y", frame.top) + attribute("width", kInside) +
           attribute("height", frame.height) + " fill=\"none\" stroke=\"#6b7280\"/>\n";
    const std::string middle = svg_number(frame.top + frame.height / 2);
    return all + text_at(22, frame.top + frame.height / 2,
                         "text-anchor=\"middle\" transform=\"rotate(-90 22 " + middle + ")\"",
                         shortened(plain_text(panel.y_label), static_cast<std::size_t>(frame.height / 6.5)));
}

/// One line with every name. `x` of the next is by the length of the text before.
std::string legend(const Plot& plot, double y) {
    std::string all;
    double x = kLeft + 10;
    const auto entry = [&](const std::string& picture, const std::string& name) {
        all += picture + text_at(x + 16, y + 4, "", name);
        x += 46 + 7.2 * static_cast<double>(columns_of(name));
    };
    for (const Panel& panel : plot.panels) {
        for (const Series& series : panel.series) {
            if (series.name.empty() || series.dots.empty()) continue;
            entry(sign(series.mark, series.ink, x, y), series.name);
        }
        for (const Band& shown : panel.bands) {
            if (shown.name.empty() || shown.edges.empty()) continue;
            entry("<rect" + attribute("x", x - 10) + attribute("y", y - 6) + " width=\"20\" height=\"12\" fill=\"" +
                      colour(shown.ink) + "\" fill-opacity=\"0.14\"/>\n",
                  shown.name);
        }
    }
    return all;
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string safe;
    for (const char c : plain_text(text)) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&apos;"; break;
            default: safe += c;
        }
    }
    return safe;
}

std::string svg_plot(const Plot& plot) {
    std::string body =
        text_at(kLeft, 34, "font-size=\"19\" font-weight=\"bold\"", shortened(plain_text(plot.title), kTitleColumns));
    double y = 42;
    if (!plot.sentence.empty()) {
        for (const std::string& line : wrapped(plot.sentence, kSentenceColumns)) {
            y += 17;
            body += text_at(kLeft, y, "", line);
        }
    }
    y += 20;
    const Range x = x_range(plot);
    for (std::size_t i = 0; i < plot.panels.size(); ++i) {
        const Panel& panel = plot.panels[i];
        const Frame frame{y, plot.panels.size() == 1 ? kOnePanel : kOfSeveral, x, y_range(panel)};
        const std::string name = "panel" + std::to_string(i);
        body += axes(plot, panel, frame);
        body += "<clipPath id=\"" + name + "\"><rect" + attribute("x", kLeft) + attribute("y", frame.top) +
                attribute("width", kInside) + attribute("height", frame.height) + "/></clipPath>\n";
        body += "<g clip-path=\"url(#" + name + ")\">\n";
        for (const Band& shown : panel.bands) body += band(frame, shown);
        for (const Series& series : panel.series) {
            body += series.mark == Mark::line ? joined(frame, series) : marks(frame, series);
        }
        body += "</g>\n";
        y = frame.bottom() + kBetween;
    }
    body += text_at(kLeft + kInside / 2, y - 4, "text-anchor=\"middle\"", plot.x_label) + legend(plot, y + 20);
    const std::string size = attribute("width", kWidth) + attribute("height", y + 40);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + size +
           " font-family=\"sans-serif\" font-size=\"13\" fill=\"#1f2937\">\n<rect width=\"100%\" height=\"100%\" "
           "fill=\"#ffffff\"/>\n" +
           body + "</svg>\n";
}

}  // namespace focus::cli
