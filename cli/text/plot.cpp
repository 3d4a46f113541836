#include "cli/text/plot.h"

#include <algorithm>
#include <cmath>

#include "cli/text/format.h"
#include "core/local_time.h"

namespace focus::cli {
namespace {

constexpr double kFurthest = 1e15;
constexpr double kMinute = 60, kHour = 3600, kDay = 86400;

/// Collects what a range has to hold.
class Extent {
public:
    void take(double value) {
        low_ = std::min(low_, value);
        high_ = std::max(high_, value);
    }
    /// With some room on both sides, a share of its width; `about` on both sides of a single value.
    Range range(double room, double about = 0.5) const {
        if (low_ > high_) return {};
        const double magnitude = std::max(std::abs(low_), std::abs(high_));
        const double least = std::max(1e-6, magnitude * 1e-9);
        const double margin = high_ - low_ < least ? std::max(about, magnitude * 1e-7) : (high_ - low_) * room;
        return {low_ - margin, high_ + margin};
    }

private:
    double low_ = HUGE_VAL;
    double high_ = -HUGE_VAL;
};

std::chrono::sys_seconds moment(double time) {
    return std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(time)));
}

/// The ticks at whole multiples of `step`, shifted by `offset`.
template <class Label>
std::vector<Tick> multiples(const Range& range, double step, double offset, Label label) {
    std::vector<Tick> ticks;
    const double first = std::ceil((range.low + offset) / step);
    const double last = std::floor((range.high + offset) / step);
    const int count = static_cast<int>(std::clamp(last - first, -1.0, 100.0)) + 1;
    for (int i = 0; i < count; ++i) {
        const double at = (first + i) * step - offset;
        ticks.push_back({at, label(at)});
    }
    return ticks;
}

}  // namespace

bool drawable(const Dot& dot) {
    return std::isfinite(dot.x) && std::isfinite(dot.y) && std::abs(dot.x) <= kFurthest && std::abs(dot.y) <= kFurthest;
}

Range x_range(const Plot& plot) {
    Extent extent;
    for (const Panel& panel : plot.panels) {
        for (const Series& series : panel.series) {
            for (const Dot& dot : series.dots) {
                if (drawable(dot)) extent.take(dot.x);
            }
        }
    }
    return plot.times ? extent.range(0, kMinute) : extent.range(0.04);
}

Range y_range(const Panel& panel) {
    Extent extent;
    for (const Series& series : panel.series) {
        for (const Dot& dot : series.dots) {
            if (drawable(dot)) extent.take(dot.y);
        }
    }
    return extent.range(0.06);
}

std::vector<Tick> number_ticks(const Range& range, unsigned most) {
    const double least = (range.high - range.low) / std::max(2U, most);
    const double power = std::floor(std::log10(least));
    double step = 10;
    for (const double nice : {1.0, 2.0, 5.0}) {
        if (nice * std::pow(10, power) >= least) {
            step = nice;
            break;
        }
    }
    const double digits = step == 10 ? power + 1 : power;
    step *= std::pow(10, power);
    const int decimals = digits < 0 ? static_cast<int>(-digits) : 0;
    return multiples(range, step, 0, [decimals](double at) { return fixed_text(at, decimals); });
}

std::vector<Tick> time_ticks(const Range& range, unsigned most) {
    const double least = (range.high - range.low) / std::max(2U, most);
    double step = kDay * std::ceil(least / kDay);
    for (const double nice : {1.0, 2.0, 5.0, 10.0, 30.0, kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute,
                              30 * kMinute, kHour, 2 * kHour, 3 * kHour, 6 * kHour, 12 * kHour, kDay}) {
        if (nice >= least) {
            step = nice;
            break;
        }
    }
    const char* form = step < kMinute ? "%H:%M:%S" : step < kDay ? "%H:%M" : "%m-%d";
    const auto label = [form](double at) { return local_text(moment(at), form); };
    const std::chrono::sys_seconds low = moment(range.low);
    const auto offset = to_local(low).time_since_epoch() - low.time_since_epoch();
    return multiples(range, step, static_cast<double>(offset.count()), label);
}

std::vector<Tick> x_ticks(const Plot& plot, const Range& range, unsigned most) {
    return plot.times ? time_ticks(range, most) : number_ticks(range, most);
}

}  // namespace focus::cli
