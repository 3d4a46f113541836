// A night as a focuser sees it: falling temperature with noise, rising humidity, a compensation every so often, a few
// moves by the user, by another program and by the buttons, and half an hour without a sensor or without a link.
#pragma once

#include <cmath>
#include <random>

#include "panel/chart_data.h"

namespace focus::panel {

/// `points` of them, `step` ms apart, ending at `end`. The same every time.
inline void addNight(ChartData& data, std::int64_t end, int points, std::int64_t step) {
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 0.02);
    float position = 12000;
    double compensated = 12;
    for (int i = 0; i < points; ++i) {
        const double part = static_cast<double>(i) / points;
        ChartPoint point;
        point.time = end - (points - 1 - i) * step;
        const double temperature = 12 - 9 * std::sqrt(part) + std::sin(40 * part) * 0.2 + noise(random);
        const double humidity = 55 + 35 * part + std::sin(25 * part) * 2 + 5 * noise(random);
        const float before = position;
        AskedBy by = AskedBy::compensation;
        const int at = i % std::max(points / 4, 1);
        if (i > 0 && at == 0) {
            const AskedBy others[] = {AskedBy::user, AskedBy::client, AskedBy::buttons};
            by = others[static_cast<std::size_t>(i / std::max(points / 4, 1) - 1) % 3];
            position += 180;
        } else if (std::abs(temperature - compensated) > 0.4) {
            position += static_cast<float>(std::lround((temperature - compensated) * 35));
            compensated = temperature;
        }
        point[Trace::position] = position;
        point[Trace::temperature] = static_cast<float>(temperature);
        point[Trace::humidity] = static_cast<float>(humidity);
        point[Trace::dew_point] = static_cast<float>(temperature - (100 - humidity) / 5);
        if (part > 0.60 && part < 0.63) point = ChartPoint{point.time, {NAN, NAN, NAN, NAN}};
        if (part > 0.80 && part < 0.82) point[Trace::humidity] = point[Trace::dew_point] = NAN;
        data.add(point);
        if (position == before) continue;
        ChartMark mark;
        mark.time = point.time;
        mark.from = static_cast<std::int32_t>(before);
        mark.to = static_cast<std::int32_t>(position);
        mark.by = by;
        data.add(mark);
    }
}

}  // namespace focus::panel
