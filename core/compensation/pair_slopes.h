// The slopes of all pairs of points within groups, counted and listed without looking at every pair: seen along a line
// of slope m, two points change their order exactly when m passes the slope between them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/compensation/point_groups.h"

namespace focus {

/// The points of one group about one of them, by temperature, then position.
struct PairCloud {
    std::vector<double> x, y;
};

std::vector<PairCloud> pair_clouds(const PointGroups& groups);

/// Pairs of different temperature. The others have no slope; nothing here sees them.
uint64_t count_pairs(const std::vector<PairCloud>& clouds);
/// Pairs with a slope below `slope`.
uint64_t count_below(const std::vector<PairCloud>& clouds, double slope);
/// Those that one count takes for below `high` and the other does not take for below `low`.
std::vector<double> slopes_between(const std::vector<PairCloud>& clouds, double low, double high);
std::vector<double> all_slopes(const std::vector<PairCloud>& clouds);
/// `count` of them, evenly over the `pairs` pairs with chance within each stretch; the same ones at every call.
std::vector<double> sampled_slopes(const std::vector<PairCloud>& clouds, uint64_t pairs, std::size_t count);
/// Steps/C: the size of the positions by that of the temperatures, the scale on which slopes can be told apart.
double steepness_of(const std::vector<PairCloud>& clouds);

}  // namespace focus
