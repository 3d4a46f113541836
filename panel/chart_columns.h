// ChartColumns: the points of a chart, sorted by time and held compactly, and what of them a picture of so many pixels
// shows. Values only; no clock, no Qt; any one thread.
//
// Points live in blocks of 32 with the extremes of each, so that a picture of a week costs as much as one of an hour,
// and the oldest are given back block by block. 23 bytes a point.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace focus::panel {

/// Steps, C, %, C.
enum class Trace { position, temperature, humidity, dew_point };
constexpr std::size_t kTraces = 4;

/// NaN is unknown. A point of which nothing is known is a gap: lines end before it and begin after it.
struct ChartPoint {
    std::int64_t time = 0;  ///< ms since 1970, UTC
    std::array<float, kTraces> values{NAN, NAN, NAN, NAN};
    float operator[](Trace trace) const { return values[static_cast<std::size_t>(trace)]; }
    float& operator[](Trace trace) { return values[static_cast<std::size_t>(trace)]; }
};

/// One corner of a line; NaN breaks it.
struct ChartVertex {
    double time;  ///< s since 1970
    double value;
};

struct ValueRange {
    float low, high;
};

class ChartColumns {
public:
    /// Later than `last()`; one that is not is moved 1 ms after it. One that comes a month later than the others
    /// forgets them.
    void add(const ChartPoint& point);
    /// Forgets what is older.
    void drop_before(std::int64_t time);
    /// The clock that gave all times until now was wrong by this.
    void shift(std::int64_t milliseconds);
    void clear();

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    /// `index` < size().
    ChartPoint at(std::size_t index) const;
    std::int64_t first() const { return at(0).time; }
    std::int64_t last() const { return at(size_ - 1).time; }
    /// Index of the first point at or after `time`; size() if there is none.
    std::size_t find(std::int64_t time) const;

    /// The line between two times for a picture `columns` pixels wide: at most the lowest and the highest of every
    /// pixel, and the neighbours outside. Replaces `line`.
    void reduce(Trace trace, std::int64_t from, std::int64_t to, int columns, std::vector<ChartVertex>& line) const;
    /// Extremes of the line between two times, also where no point is between them; nothing if all is unknown there.
    std::optional<ValueRange> range(Trace trace, std::int64_t from, std::int64_t to) const;

private:
    static constexpr std::size_t kBlock = 32;
    struct Block {
        std::int64_t base = 0;  ///< of the times, ms
        std::array<std::uint32_t, kBlock> times;
        std::array<std::array<float, kBlock>, kTraces> values;
        std::array<ValueRange, kTraces> extremes;
        std::size_t count = 0;

        std::int64_t time(std::size_t i) const { return base + times[i]; }
    };

    float between(Trace trace, std::size_t index, std::int64_t time) const;
    const Block& block_of(std::size_t index) const { return *blocks_[(head_ + index) / kBlock]; }
    std::size_t place(std::size_t index) const { return (head_ + index) % kBlock; }

    std::deque<std::unique_ptr<Block>> blocks_;  // all full but the last
    std::size_t head_ = 0;                       ///< points of the first block that are forgotten
    std::size_t size_ = 0;
};

}  // namespace focus::panel
