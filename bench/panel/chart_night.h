// Points as a focuser's night gives them.
#pragma once

#include <cmath>
#include <random>

#include "panel/chart_columns.h"

namespace focus::bench {

constexpr int kWeek = 7 * 24 * 3600 * 2;  // points at 0.5 s

/// Two points a second of falling temperature with noise, damp air and compensation every 1000 points.
class Night {
public:
    panel::ChartPoint next() {
        const double part = index_ / 1.2e6;
        panel::ChartPoint point;
        point.time = 1750000000000 + 500LL * index_++;
        const double temperature = 12 - 9 * std::sqrt(part) + std::sin(300 * part) + noise_(random_);
        const double humidity = 55 + 35 * part + 5 * noise_(random_);
        point[panel::Trace::position] = static_cast<float>(12000 - 35 * std::floor(part * 1200));
        point[panel::Trace::temperature] = static_cast<float>(temperature);
        point[panel::Trace::humidity] = static_cast<float>(humidity);
        point[panel::Trace::dew_point] = static_cast<float>(temperature - (100 - humidity) / 5);
        return point;
    }

private:
    int index_ = 0;
    std::mt19937 random_{7};
    std::normal_distribution<double> noise_{0, 0.05};
};

}  // namespace focus::bench
