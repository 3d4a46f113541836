#include "panel/chart_columns.h"

#include <algorithm>
#include <limits>

namespace focus::panel {
namespace {

constexpr std::int64_t kLongestBlock = 30LL * 24 * 3600 * 1000;  // fits the block's 32 bits
constexpr ValueRange kNothing{INFINITY, -INFINITY};

/// An unknown value changes nothing: it compares false.
void widen(ValueRange& range, float value) {
    if (value < range.low) range.low = value;
    if (value > range.high) range.high = value;
}

void widen(ValueRange& range, ValueRange other) {
    range.low = std::min(range.low, other.low);
    range.high = std::max(range.high, other.high);
}

/// Makes the corners of one line out of values in the order of their times, pixel by pixel: of a pixel its extremes,
/// the one that is nearer to the line so far first, so that no stroke is drawn twice.
class LineMaker {
public:
    LineMaker(std::int64_t from, double columns_per_ms, std::vector<ChartVertex>& line)
        : line_(line), from_(from), scale_(columns_per_ms) {
        line_.clear();
    }

    void add(std::int64_t time, float value) {
        if (time >= column_end_) begin(time);
        widen(extremes_, value);
        end_ = time;
        broken_ = std::isnan(value);
    }
    /// Many values at once that count as one pixel's; the last of them is `last`.
    void add(std::int64_t from, std::int64_t to, ValueRange extremes, float last) {
        if (from >= column_end_) begin(from);
        widen(extremes_, extremes);
        end_ = to;
        broken_ = std::isnan(last);
    }
    void finish() {
        const bool drawn = !line_.empty() && !std::isnan(line_.back().value);
        if (extremes_.low <= extremes_.high) {
            const auto low = static_cast<double>(extremes_.low);
            const auto high = static_cast<double>(extremes_.high);
            const bool down = drawn && line_.back().value > (low + high) / 2;
            put(start_, down ? high : low);
            if (high > low || end_ - start_ > 1) put(end_, down ? low : high);
            if (broken_) put(end_, NAN);
        } else if (drawn && broken_) {
            put(end_, NAN);
        }
        broken_ = false;
        extremes_ = kNothing;
    }

private:
    void begin(std::int64_t time) {
        finish();
        const double column = std::floor(static_cast<double>(time - from_) * scale_);
        column_end_ = from_ + static_cast<std::int64_t>(std::ceil((column + 1) / scale_));
        start_ = time;
    }
    void put(std::int64_t time, double value) { line_.push_back({static_cast<double>(time) / 1000, value}); }

    std::vector<ChartVertex>& line_;
    std::int64_t from_;
    double scale_;
    std::int64_t column_end_ = std::numeric_limits<std::int64_t>::min();  ///< first time beyond the pixel
    std::int64_t start_ = 0, end_ = 0;
    ValueRange extremes_ = kNothing;
    bool broken_ = false;
};

}  // namespace

void ChartColumns::add(const ChartPoint& point) {
    const std::int64_t time = empty() ? point.time : std::max(point.time, last() + 1);
    if (!empty() && time - blocks_.back()->base > kLongestBlock) clear();
    if (blocks_.empty() || blocks_.back()->count == kBlock) {
        blocks_.push_back(std::make_unique<Block>());
        blocks_.back()->base = time;
        blocks_.back()->extremes.fill(kNothing);
    }
    Block& block = *blocks_.back();
    block.times[block.count] = static_cast<std::uint32_t>(time - block.base);
    for (std::size_t trace = 0; trace < kTraces; ++trace) {
        block.values[trace][block.count] = point.values[trace];
        widen(block.extremes[trace], point.values[trace]);
    }
    ++block.count;
    ++size_;
}

void ChartColumns::drop_before(std::int64_t time) {
    const std::size_t forgotten = find(time);
    head_ += forgotten;
    size_ -= forgotten;
    if (size_ == 0) return clear();
    while (head_ >= kBlock) {
        blocks_.pop_front();
        head_ -= kBlock;
    }
}

void ChartColumns::shift(std::int64_t milliseconds) {
    for (const auto& block : blocks_) block->base += milliseconds;
}

void ChartColumns::clear() {
    blocks_.clear();
    head_ = size_ = 0;
}

ChartPoint ChartColumns::at(std::size_t index) const {
    const Block& block = block_of(index);
    ChartPoint point;
    point.time = block.time(place(index));
    for (std::size_t trace = 0; trace < kTraces; ++trace) point.values[trace] = block.values[trace][place(index)];
    return point;
}

std::size_t ChartColumns::find(std::int64_t time) const {
    std::size_t low = 0;
    std::size_t high = size_;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (block_of(middle).time(place(middle)) < time) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void ChartColumns::reduce(Trace trace, std::int64_t from, std::int64_t to, int columns,
                          std::vector<ChartVertex>& line) const {
    const double columns_per_ms = columns / static_cast<double>(std::max<std::int64_t>(to - from, 1));
    LineMaker maker(from, columns_per_ms, line);
    const auto column = static_cast<std::size_t>(trace);
    const std::size_t begin = find(from);
    const std::size_t end = std::min(find(to) + 1, size_);  // one beyond, so that the line goes on to the edge
    for (std::size_t i = begin > 0 ? begin - 1 : 0; i < end;) {
        const Block& block = block_of(i);
        const std::size_t first = place(i);
        const std::size_t last = std::min(first + (end - i), block.count) - 1;
        const auto& values = block.values[column];
        const auto span = static_cast<double>(block.time(last) - block.time(first));
        if (first == 0 && last + 1 == kBlock && span * columns_per_ms < 0.5) {
            maker.add(block.time(0), block.time(last), block.extremes[column], values[last]);
        } else {
            for (std::size_t k = first; k <= last; ++k) maker.add(block.time(k), values[k]);
        }
        i += last - first + 1;
    }
    maker.finish();
}

/// Of the line from the point before `index` to that at `index`; NaN where there is none.
float ChartColumns::between(Trace trace, std::size_t index, std::int64_t time) const {
    if (index == 0 || index >= size_) return NAN;
    const ChartPoint before = at(index - 1), after = at(index);
    if (time == after.time) return after[trace];
    const auto part = static_cast<float>(time - before.time) / static_cast<float>(after.time - before.time);
    return before[trace] + part * (after[trace] - before[trace]);
}

std::optional<ValueRange> ChartColumns::range(Trace trace, std::int64_t from, std::int64_t to) const {
    ValueRange range = kNothing;
    const auto column = static_cast<std::size_t>(trace);
    const std::size_t begin = find(from);
    const std::size_t end = find(to + 1);
    widen(range, between(trace, begin, from));
    widen(range, between(trace, end, to));
    for (std::size_t i = begin; i < end;) {
        const Block& block = block_of(i);
        const std::size_t first = place(i);
        const std::size_t last = std::min(first + (end - i), block.count) - 1;
        if (first == 0 && last + 1 == kBlock) {
            widen(range, block.extremes[column]);
        } else {
            for (std::size_t k = first; k <= last; ++k) widen(range, block.values[column][k]);
        }
        i += last - first + 1;
    }
    if (range.low > range.high) return std::nullopt;
    return range;
}

}  // namespace focus::panel
