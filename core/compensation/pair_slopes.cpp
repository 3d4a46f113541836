#include "core/compensation/pair_slopes.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

namespace focus {
namespace {

/// A point seen along a slope.
struct Seen {
    double height = 0;  ///< position less slope times temperature
    double x = 0, y = 0;
};

double slope_of(const PairCloud& cloud, std::size_t i, std::size_t j) {
    return (cloud.y[j] - cloud.y[i]) / (cloud.x[j] - cloud.x[i]);
}

/// For every point, the number of points that are colder: those come first.
std::vector<std::size_t> colder_than_each(const PairCloud& cloud) {
    std::vector<std::size_t> colder(cloud.x.size());
    for (std::size_t j = 1; j < colder.size(); ++j) colder[j] = cloud.x[j] == cloud.x[j - 1] ? colder[j - 1] : j;
    return colder;
}

/// Sorts `heights` and gives how many pairs were the wrong way round; `spare` is of the same size.
uint64_t sort_counting(double* heights, double* spare, std::size_t size) {
    if (size < 2) return 0;
    if (size <= 16) {
        uint64_t wrong = 0;
        for (std::size_t i = 1; i < size; ++i) {
            const double height = heights[i];
            std::size_t at = i;
            for (; at > 0 && heights[at - 1] > height; --at) heights[at] = heights[at - 1];
            heights[at] = height;
            wrong += i - at;
        }
        return wrong;
    }
    const std::size_t half = size / 2;
    uint64_t wrong = sort_counting(heights, spare, half) + sort_counting(heights + half, spare, size - half);
    std::copy(heights, heights + half, spare);
    std::size_t left = 0;
    std::size_t right = half;
    for (std::size_t out = 0; left < half; ++out) {
        if (right < size && heights[right] < spare[left]) {
            heights[out] = heights[right++];
            wrong += half - left;
        } else {
            heights[out] = spare[left++];
        }
    }
    return wrong;
}

}  // namespace

std::vector<PairCloud> pair_clouds(const PointGroups& groups) {
    std::vector<PairCloud> clouds;
    clouds.reserve(groups.size());
    for (const PointGroup& group : groups) {
        const GroupedPoint middle = group.points[group.points.size() / 2];
        PairCloud cloud;
        for (const GroupedPoint& point : group.points) {
            cloud.x.push_back(point.temperature - middle.temperature);
            cloud.y.push_back(point.position - middle.position);
        }
        clouds.push_back(std::move(cloud));
    }
    return clouds;
}

uint64_t count_pairs(const std::vector<PairCloud>& clouds) {
    uint64_t pairs = 0;
    for (const PairCloud& cloud : clouds) {
        const auto colder = colder_than_each(cloud);
        pairs = std::accumulate(colder.begin(), colder.end(), pairs);
    }
    return pairs;
}

uint64_t count_below(const std::vector<PairCloud>& clouds, double slope) {
    uint64_t below = 0;
    std::vector<double> heights;
    std::vector<double> spare;
    for (const PairCloud& cloud : clouds) {
        heights.resize(cloud.x.size());
        spare.resize(cloud.x.size());
        // Points of equal temperature stay in order at every slope, as they are sorted by position and rounding is
        // monotonic: they are never counted.
        for (std::size_t i = 0; i < heights.size(); ++i) heights[i] = cloud.y[i] - slope * cloud.x[i];
        below += sort_counting(heights.data(), spare.data(), heights.size());
    }
    return below;
}

std::vector<double> slopes_between(const std::vector<PairCloud>& clouds, double low, double high) {
    std::vector<double> slopes;
    for (const PairCloud& cloud : clouds) {
        std::vector<Seen> seen;
        for (std::size_t i = 0; i < cloud.x.size(); ++i)
            seen.push_back({cloud.y[i] - low * cloud.x[i], cloud.x[i], cloud.y[i]});
        std::stable_sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) { return a.height < b.height; });
        for (Seen& point : seen) point.height = point.y - high * point.x;
        // From the order at `low` to that at `high`: whoever passes whom on the way is a pair in between.
        for (std::size_t i = 1; i < seen.size(); ++i) {
            const Seen point = seen[i];
            std::size_t at = i;
            for (; at > 0 && seen[at - 1].height > point.height; --at) {
                const Seen& other = seen[at - 1];
                if (other.x != point.x) slopes.push_back((point.y - other.y) / (point.x - other.x));
                seen[at] = other;
            }
            seen[at] = point;
        }
    }
    return slopes;
}

std::vector<double> all_slopes(const std::vector<PairCloud>& clouds) {
    std::vector<double> slopes;
    for (const PairCloud& cloud : clouds) {
        const auto colder = colder_than_each(cloud);
        for (std::size_t j = 0; j < colder.size(); ++j) {
            for (std::size_t i = 0; i < colder[j]; ++i) slopes.push_back(slope_of(cloud, i, j));
        }
    }
    return slopes;
}

std::vector<double> sampled_slopes(const std::vector<PairCloud>& clouds, uint64_t pairs, std::size_t count) {
    std::vector<double> slopes;
    slopes.reserve(count);
    std::mt19937_64 random;  // always from its default seed: the same input gives the same output
    const double stretch = static_cast<double>(pairs) / static_cast<double>(count);
    const auto draw = [&] {
        const double share = static_cast<double>(random() >> 11U) * 0x1p-53;
        return static_cast<uint64_t>((static_cast<double>(slopes.size()) + share) * stretch);
    };
    uint64_t next = draw();
    uint64_t before = 0;  // pairs of the points so far
    for (const PairCloud& cloud : clouds) {
        const auto colder = colder_than_each(cloud);
        for (std::size_t j = 0; j < colder.size(); ++j) {
            for (; slopes.size() < count && next < before + colder[j]; next = draw())
                slopes.push_back(slope_of(cloud, static_cast<std::size_t>(next - before), j));
            before += colder[j];
        }
    }
    return slopes;
}

double steepness_of(const std::vector<PairCloud>& clouds) {
    double widest = 0;
    double highest = 0;
    for (const PairCloud& cloud : clouds) {
        for (const double x : cloud.x) widest = std::max(widest, std::abs(x));
        for (const double y : cloud.y) highest = std::max(highest, std::abs(y));
    }
    return widest > 0 ? highest / widest : 0;
}

}  // namespace focus
