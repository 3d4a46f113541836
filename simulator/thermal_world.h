// The night around the telescope: an ambient temperature programme, a tube that follows it late, and air whose
// water stays in it while it cools. Values in, values out; time is seconds since the world began.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace focus::sim {

inline constexpr double kColdest = -60;  ///< C; range of every temperature a user may give
inline constexpr double kHottest = 85;

struct AmbientPoint {
    double seconds;
    double temperature;    ///< C
    double humidity = -1;  ///< relative, %; below 0: not given
};

/// Ambient temperature over time: straight lines between points, constant before the first and after the last.
class Ambient {
public:
    static Ambient constant(double temperature);
    /// Falls from `start` to `end` within `hours`, fast at first, and stays there.
    static Ambient night(double start, double end, double hours);
    /// Rows `seconds,temperature[,humidity]` with an optional header of these names; seconds grow, all rows have the
    /// same columns. On a mistake returns false and `error` names the line and what is allowed there.
    static bool from_csv(std::string_view text, Ambient& ambient, std::string& error);

    double temperature(double seconds) const { return at(seconds).temperature; }
    /// Relative humidity at that time in %, below 0 if the programme has none.
    double humidity(double seconds) const { return at(seconds).humidity; }

    /// The programme's humidity counts no longer.
    void forget_humidity() {
        for (AmbientPoint& point : points_) point.humidity = -1;
    }

private:
    AmbientPoint at(double seconds) const;

    std::vector<AmbientPoint> points_;  // never empty, by rising time
};

class ThermalWorld {
public:
    struct Options {
        Ambient ambient = Ambient::constant(15);
        double humidity = 55;  ///< relative, %, at the first ambient temperature
        double lag = 0;        ///< s; time constant of the tube
    };

    explicit ThermalWorld(Options options);

    /// Forward only; an earlier time changes nothing.
    void advance_to(double seconds);
    /// Of the tube, where the sensor sits, C.
    double temperature() const { return tube_; }
    /// At the sensor, 0..100 %: rises as it cools.
    double humidity() const;
    double ambient() const { return options_.ambient.temperature(now_); }

    /// The ambient temperature is constant from now on; the tube follows with its lag.
    void set_ambient(double temperature);
    /// The air holds as much water as gives this humidity at the sensor now.
    void set_humidity(double percent);

private:
    void follow_programme();

    Options options_;
    double now_ = 0;
    double tube_;
    double vapour_;  // hPa
};

/// Pressure of saturated water vapour in hPa (Magnus, Sonntag's coefficients).
double saturation_pressure(double temperature);

}  // namespace focus::sim
