#include "core/compensation/theil_sen.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/compensation/pair_slopes.h"

namespace focus {
namespace {

constexpr uint64_t kFewPairs = 500'000;
constexpr uint64_t kMostListed = 2'000'000;
constexpr std::size_t kSample = 200'000;
constexpr double kDigits = 1e-11;

struct Ranks {
    uint64_t low = 0, high = 0;  ///< the middle pair's, or the middle two's
};

/// Two slopes with the median between them, and how many pairs are less steep than each.
struct Bracket {
    double low = 0, high = 0;
    uint64_t below_low = 0, below_high = 0;
    bool found = false;
};

/// The mean of the values of the two ranks.
double middle_of(std::vector<double>& values, Ranks ranks) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(ranks.high);
    std::nth_element(values.begin(), at, values.end());
    if (ranks.low == ranks.high) return *at;
    const double below = *std::max_element(values.begin(), at);
    return below + (*at - below) / 2;
}

double at_share(std::vector<double>& values, double share) {
    const auto last = static_cast<double>(values.size() - 1);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::clamp(share, 0.0, 1.0) * last);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// Tries to close in between two slopes of the sample. Many pairs may have the very slope at an end (positions are
/// whole steps), so each end is moved past it by `nudge`: inward if the median allows, else outward, and then it is
/// that slope.
Bracket between(const std::vector<PairCloud>& clouds, double low, double high, double nudge, Ranks ranks) {
    Bracket b{low + nudge, high - nudge, 0, 0, true};
    b.below_low = count_below(clouds, b.low);
    if (b.below_low > ranks.low) {
        b.high = b.low;
        b.below_high = b.below_low;
        b.low = low - nudge;
        b.below_low = count_below(clouds, b.low);
        b.found = b.below_low <= ranks.low && b.below_high > ranks.high;
        return b;
    }
    b.below_high = count_below(clouds, b.high);
    if (b.below_high <= ranks.high) {
        b.low = std::max(b.low, b.high);
        b.below_low = count_below(clouds, b.low);
        b.high = high + nudge;
        b.below_high = count_below(clouds, b.high);
        b.found = b.below_low <= ranks.low && b.below_high > ranks.high;
    }
    return b;
}

/// Halves the bracket until the pairs in it can be listed, or it is as narrow as slopes can be told apart.
void narrow(Bracket& b, const std::vector<PairCloud>& clouds, double nudge, Ranks ranks) {
    while (b.below_high - b.below_low > kMostListed && b.high - b.low > 4 * nudge) {
        const double half = b.low + (b.high - b.low) / 2;
        const uint64_t below = count_below(clouds, half);
        if (below <= ranks.low) {
            b.low = half;
            b.below_low = below;
        } else if (below > ranks.high) {
            b.high = half;
            b.below_high = below;
        } else {
            return;  // it falls between the middle two
        }
    }
}

double median_by_counting(const std::vector<PairCloud>& clouds, uint64_t pairs, Ranks ranks) {
    std::vector<double> sample = sampled_slopes(clouds, pairs, kSample);
    const double steepness = steepness_of(clouds);
    // Four standard errors of a sample's median are enough but once in ten thousand times.
    for (const double errors : {4.0, 16.0, 64.0}) {
        const double margin = errors * 0.5 / std::sqrt(static_cast<double>(kSample));
        const double low = at_share(sample, 0.5 - margin);
        const double high = at_share(sample, 0.5 + margin);
        const double nudge = kDigits * (std::max(std::abs(low), std::abs(high)) + steepness);
        Bracket b = between(clouds, low, high, nudge, ranks);
        if (!b.found) continue;
        narrow(b, clouds, nudge, ranks);
        if (b.high - b.low <= 4 * nudge) return b.low + (b.high - b.low) / 2;
        std::vector<double> slopes = slopes_between(clouds, b.low, b.high);
        if (slopes.size() > ranks.high - b.below_low)
            return middle_of(slopes, {ranks.low - b.below_low, ranks.high - b.below_low});
    }
    return at_share(sample, 0.5);
}

}  // namespace

std::optional<double> theil_sen(const PointGroups& groups) {
    const std::vector<PairCloud> clouds = pair_clouds(groups);
    const uint64_t pairs = count_pairs(clouds);
    if (pairs == 0) return std::nullopt;
    const Ranks ranks{(pairs - 1) / 2, pairs / 2};
    if (pairs > kFewPairs) return median_by_counting(clouds, pairs, ranks);
    std::vector<double> slopes = all_slopes(clouds);
    return middle_of(slopes, ranks);
}

}  // namespace focus
