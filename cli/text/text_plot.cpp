#include "cli/text/text_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "core/plain_text.h"

namespace focus::cli {
namespace {

// A cell has 2 x 4 dots; their bits in the Unicode block that begins at U+2800.
constexpr unsigned kAcross = 2, kDown = 4;
constexpr std::array<std::array<unsigned char, kDown>, kAcross> kBits{
    {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}};

std::string braille(unsigned char bits) {
    return {static_cast<char>(0xE2), static_cast<char>(0xA0U | (bits >> 6U)),
            static_cast<char>(0x80U | (bits & 0x3FU))};
}

class Canvas {
public:
    Canvas(unsigned columns, unsigned rows, Range x, Range y)
        : columns_(columns), rows_(rows), x_(x), y_(y), bits_(std::size_t{columns} * rows), letters_(bits_.size()) {}

    void letter(const Dot& dot, char letter) { letters_[cell(column(dot.x), row(dot.y))] = letter; }

    void line(const Dot& from, const Dot& to) {
        const double x0 = fine_x(from.x), y0 = fine_y(from.y);
        const double dx = fine_x(to.x) - x0, dy = fine_y(to.y) - y0;
        const int count = std::max(1, static_cast<int>(std::ceil(std::max(std::abs(dx), std::abs(dy)))));
        for (int i = 0; i <= count; ++i) fine(x0 + dx * i / count, y0 + dy * i / count);
    }

    std::string text_of_row(unsigned row, bool utf8) const {
        std::string text;
        for (unsigned column = 0; column < columns_; ++column) {
            const std::size_t i = cell(column, row);
            if (letters_[i] != '\0') {
                text += letters_[i];
            } else if (bits_[i] == 0) {
                text += ' ';
            } else {
                text += utf8 ? braille(bits_[i]) : ".";
            }
        }
        return text;
    }

    unsigned column(double x) const { return static_cast<unsigned>(fine_x(x)) / kAcross; }
    unsigned row(double y) const { return static_cast<unsigned>(fine_y(y)) / kDown; }

private:
    std::size_t cell(unsigned column, unsigned row) const { return std::size_t{row} * columns_ + column; }
    double fine_x(double x) const {
        const double all = columns_ * kAcross;
        return std::clamp(x_.share(x) * all, 0.0, all - 1);
    }
    double fine_y(double y) const {
        const double all = rows_ * kDown;
        return std::clamp((1 - y_.share(y)) * all, 0.0, all - 1);
    }
    void fine(double x, double y) {
        const auto column = static_cast<unsigned>(x);
        const auto row = static_cast<unsigned>(y);
        bits_[cell(column / kAcross, row / kDown)] |= kBits[column % kAcross][row % kDown];
    }

    unsigned columns_, rows_;
    Range x_, y_;
    std::vector<unsigned char> bits_;
    std::vector<char> letters_;
};

void draw(Canvas& canvas, const Series& series) {
    const Dot* before = nullptr;
    for (const Dot& dot : series.dots) {
        const bool good = drawable(dot);
        if (good && series.mark == Mark::line) canvas.line(before != nullptr ? *before : dot, dot);
        if (good && series.mark != Mark::line) canvas.letter(dot, series.letter);
        before = good ? &dot : nullptr;
    }
}

std::string legend(const Plot& plot, bool utf8) {
    std::string text;
    for (const Panel& panel : plot.panels) {
        for (const Series& series : panel.series) {
            if (series.name.empty() || series.dots.empty()) continue;
            const std::string line = utf8 ? braille(0x12) + braille(0x12) : "..";
            text += (text.empty() ? "" : "   ") + (series.mark == Mark::line ? line : std::string(1, series.letter)) +
                    " " + plain_text(series.name);
        }
    }
    return text;
}

/// The lower axis: a line with ticks, and their numbers with the label at the end.
std::string x_axis(const Plot& plot, const Range& range, const Canvas& canvas, std::size_t margin, unsigned columns) {
    std::string rule(columns, '-');
    std::string numbers(margin + 1 + columns, ' ');
    std::size_t free_from = 0;
    for (const Tick& tick : x_ticks(plot, range, std::max(2U, columns / 10))) {
        const unsigned column = canvas.column(tick.at);
        rule[column] = '+';
        const std::size_t middle = margin + 1 + column;
        const std::size_t at =
            std::min(middle - std::min(middle, tick.label.size() / 2), numbers.size() - tick.label.size());
        if (at < free_from) continue;
        numbers.replace(at, tick.label.size(), tick.label);
        free_from = at + tick.label.size() + 2;
    }
    numbers.erase(numbers.find_last_not_of(' ') + 1);
    return std::string(margin, ' ') + "+" + rule + "\n" + numbers + "\n";
}

}  // namespace

std::string text_plot(const Plot& plot, const TextPlotSize& size) {
    const unsigned width = std::max(40U, size.width);
    const unsigned rows = std::max(4U, size.rows);
    const Range x = x_range(plot);
    std::size_t margin = 0;
    std::vector<std::vector<Tick>> ticks;
    for (const Panel& panel : plot.panels) {
        ticks.push_back(number_ticks(y_range(panel), std::max(2U, rows * 3 / 4)));
        for (const Tick& tick : ticks.back()) margin = std::max(margin, tick.label.size() + 1);
    }
    const auto columns = static_cast<unsigned>(width - std::min<std::size_t>(width - 20, margin + 1));
    std::string text = plot.title.empty() ? "" : shortened(plain_text(plot.title), width) + "\n";
    for (std::size_t i = 0; i < plot.panels.size(); ++i) {
        const Panel& panel = plot.panels[i];
        Canvas canvas(columns, rows, x, y_range(panel));
        for (const Series& series : panel.series) draw(canvas, series);
        std::vector<std::string> labels(rows);
        for (const Tick& tick : ticks[i]) labels[canvas.row(tick.at)] = tick.label;
        text += shortened(plain_text(panel.y_label), width) + "\n";
        for (unsigned row = 0; row < rows; ++row) {
            const bool tick = !labels[row].empty();
            std::string line = padded_left(labels[row] + (tick ? " " : ""), margin) + (tick ? "+" : "|");
            line += canvas.text_of_row(row, size.braille);
            text += line.erase(line.find_last_not_of(' ') + 1) + "\n";
        }
        text += x_axis(plot, x, canvas, margin, columns);
    }
    text += padded_left(shortened(plain_text(plot.x_label), width), width) + "\n";
    const std::string marks = legend(plot, size.braille);
    return marks.empty() ? text : text + marks + "\n";
}

}  // namespace focus::cli
