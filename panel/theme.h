// Day, dark and night: one palette for the whole program, plots and icons included. Dark is for a desktop that is set
// so; night is red on black, for eyes that are adapted to the dark. By day on Windows style and palette are the
// desktop's, and only the colours with a meaning are ours. Widgets take their colours from the palette they have and
// restyle on QEvent::PaletteChange.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <functional>

class QApplication;

namespace focus::panel {

enum class Theme { day, dark, night };

/// Sets style and palette of the whole program; what opens files looks and listens like the rest of it.
void useTheme(QApplication& application, Theme theme);
/// Is the desktop set to dark? One file a system.
bool desktopIsDark();
/// The desktop's own widget style, worn by day with the desktop's own colours; empty: ours, with ours. One file a
/// system.
QString desktopStyle();
/// Night mode is the user's choice; without it the theme is as the desktop is set.
Theme themeFor(bool night_mode, bool dark_desktop = desktopIsDark());
/// From now on, where the desktop can be asked for it (Windows): the frames that it draws around our windows go with
/// what is in them, and `changed` is called when it has perhaps been set to dark, or to light again. Once, before the
/// first window. One file a system.
void followDesktop(QApplication& application, const std::function<void()>& changed);
/// Dark or night.
bool isDark(const QPalette& palette);
bool isNight(const QPalette& palette);

/// Colours with a meaning; in the night they differ in brightness, never in hue, so every use adds a word or a shape.
enum class Meaning {
    good,      ///< connected, no dew in sight
    caution,   ///< dew possible
    alarm,     ///< rotating, dew, a fault
    holding,   ///< motor powered at rest
    absent,    ///< not connected, no sensor
    position,  ///< traces in plots
    temperature,
    humidity,
    dew_point,
    fit,
};
QColor colour(Meaning meaning, const QPalette& palette);

/// Drawn by the program as vectors, in the palette's text colour unless one is given; crisp at any size.
enum class Symbol {
    cogwheel,
    chart,
    note,
    thermometer,
    drop,
    motor_still,
    motor_turning,
    motor_holding,
    lamp,
    stop,
    logo,
};
QIcon icon(Symbol symbol, const QColor& colour = {});

}  // namespace focus::panel
