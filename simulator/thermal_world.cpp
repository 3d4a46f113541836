#include "simulator/thermal_world.h"

#include <algorithm>
#include <cmath>

namespace focus::sim {

Ambient Ambient::constant(double temperature) {
    Ambient ambient;
    ambient.points_.push_back({0, temperature});
    return ambient;
}

Ambient Ambient::night(double start, double end, double hours) {
    constexpr int kPieces = 200;
    constexpr double kSteepness = 3;
    const double last = std::exp(-kSteepness);
    Ambient ambient;
    for (int i = 0; i <= kPieces; ++i) {
        const double x = static_cast<double>(i) / kPieces;
        const double left = (std::exp(-kSteepness * x) - last) / (1 - last);
        ambient.points_.push_back({x * hours * 3600, end + (start - end) * left});
    }
    return ambient;
}

AmbientPoint Ambient::at(double seconds) const {
    const auto later = std::upper_bound(points_.begin(), points_.end(), seconds,
                                        [](double s, const AmbientPoint& p) { return s < p.seconds; });
    if (later == points_.begin()) return points_.front();
    if (later == points_.end()) return points_.back();
    const AmbientPoint& a = *(later - 1);
    const double part = (seconds - a.seconds) / (later->seconds - a.seconds);
    return {seconds, std::lerp(a.temperature, later->temperature, part), std::lerp(a.humidity, later->humidity, part)};
}

double saturation_pressure(double temperature) {
    return 6.112 * std::exp(17.62 * temperature / (243.12 + temperature));
}

ThermalWorld::ThermalWorld(Options options)
    : options_(std::move(options)),
      tube_(options_.ambient.temperature(0)),
      vapour_(options_.humidity / 100 * saturation_pressure(tube_)) {
    follow_programme();
}

void ThermalWorld::advance_to(double seconds) {
    // Short steps, so that the tube follows a changing ambient; a step is exact for a constant one.
    constexpr double kStep = 10;
    while (now_ < seconds) {
        const double step = std::min(kStep, seconds - now_);
        now_ += step;
        const double outside = ambient();
        tube_ = options_.lag > 0 ? outside + (tube_ - outside) * std::exp(-step / options_.lag) : outside;
    }
    follow_programme();
}

void ThermalWorld::follow_programme() {
    const double percent = options_.ambient.humidity(now_);
    if (percent >= 0) vapour_ = percent / 100 * saturation_pressure(ambient());
}

double ThermalWorld::humidity() const { return std::min(100.0, 100 * vapour_ / saturation_pressure(tube_)); }

void ThermalWorld::set_ambient(double temperature) {
    options_.ambient = Ambient::constant(temperature);
    if (options_.lag <= 0) tube_ = temperature;
}

void ThermalWorld::set_humidity(double percent) {
    options_.ambient.forget_humidity();
    vapour_ = percent / 100 * saturation_pressure(tube_);
}

}  // namespace focus::sim
