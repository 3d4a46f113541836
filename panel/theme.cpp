#include "panel/theme.h"

#include <QApplication>
#include <QCommandLinkButton>
#include <QFont>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QStyle>
#include <QToolTip>
#include <array>

#include "panel/night_style.h"

namespace focus::panel {
namespace {

/// A role's colour where it can be used, and where it cannot.
struct Shade {
    QPalette::ColorRole role;
    QRgb enabled, disabled;
};

constexpr std::array<Shade, 21> kDay{{
    {QPalette::Window, 0xffeceeef, 0xffeceeef},
    {QPalette::WindowText, 0xff22282d, 0xff8b9298},
    {QPalette::Base, 0xfffbfcfc, 0xfff1f2f3},
    {QPalette::AlternateBase, 0xfff2f4f5, 0xffeceeef},
    {QPalette::Text, 0xff22282d, 0xff8b9298},
    {QPalette::PlaceholderText, 0xff6c747b, 0xffa3a9ae},
    {QPalette::Button, 0xffe3e6e8, 0xffe8eaeb},
    {QPalette::ButtonText, 0xff22282d, 0xff8b9298},
    {QPalette::BrightText, 0xffb3261e, 0xffc98a86},
    {QPalette::Highlight, 0xff2a6592, 0xff9aa7b1},
    {QPalette::HighlightedText, 0xffffffff, 0xfff1f2f3},
    {QPalette::ToolTipBase, 0xfffdf8e4, 0xfffdf8e4},
    {QPalette::ToolTipText, 0xff22282d, 0xff22282d},
    {QPalette::Link, 0xff1f5f96, 0xff8b9298},
    {QPalette::LinkVisited, 0xff6a4a8f, 0xff8b9298},
    {QPalette::Light, 0xffffffff, 0xffffffff},
    {QPalette::Midlight, 0xfff4f5f6, 0xfff4f5f6},
    {QPalette::Mid, 0xffb9bfc4, 0xffc8cdd1},
    {QPalette::Dark, 0xff9aa1a7, 0xffaeb4b9},
    {QPalette::Shadow, 0xff6a7076, 0xff8b9298},
    {QPalette::NoRole, 0xffeceeef, 0xffeceeef},
}};

constexpr std::array<Shade, 21> kDark{{
    {QPalette::Window, 0xff26292c, 0xff26292c},
    {QPalette::WindowText, 0xffe2e6e9, 0xff7d858c},
    {QPalette::Base, 0xff1b1d20, 0xff212427},
    {QPalette::AlternateBase, 0xff222528, 0xff26292c},
    {QPalette::Text, 0xffe2e6e9, 0xff7d858c},
    {QPalette::PlaceholderText, 0xff9aa2a9, 0xff6a7278},
    {QPalette::Button, 0xff373b3f, 0xff2d3033},
    {QPalette::ButtonText, 0xffe2e6e9, 0xff7d858c},
    {QPalette::BrightText, 0xffff7a70, 0xffa86058},
    {QPalette::Highlight, 0xff2f6c9c, 0xff3f4f5c},
    {QPalette::HighlightedText, 0xffffffff, 0xffb9c0c6},
    {QPalette::ToolTipBase, 0xff3b3722, 0xff3b3722},
    {QPalette::ToolTipText, 0xfff1ead2, 0xfff1ead2},
    {QPalette::Link, 0xff74b6ee, 0xff7d858c},
    {QPalette::LinkVisited, 0xffb9a1e2, 0xff7d858c},
    {QPalette::Light, 0xff4b5056, 0xff3a3e42},
    {QPalette::Midlight, 0xff41464b, 0xff34383b},
    {QPalette::Mid, 0xff5a6167, 0xff43484d},
    {QPalette::Dark, 0xff6a7178, 0xff4d5358},
    {QPalette::Shadow, 0xff0e0f10, 0xff0e0f10},
    {QPalette::NoRole, 0xff26292c, 0xff26292c},
}};

constexpr std::array<Shade, 21> kNight{{
    {QPalette::Window, 0xff0c0000, 0xff0c0000},
    {QPalette::WindowText, 0xffe03828, 0xff7c1810},
    {QPalette::Base, 0xff000000, 0xff000000},
    {QPalette::AlternateBase, 0xff140100, 0xff0c0000},
    {QPalette::Text, 0xffe03828, 0xff7c1810},
    {QPalette::PlaceholderText, 0xff982014, 0xff581008},
    {QPalette::Button, 0xff2c0402, 0xff160201},
    {QPalette::ButtonText, 0xffe03828, 0xff7c1810},
    {QPalette::BrightText, 0xffff5040, 0xff982014},
    {QPalette::Highlight, 0xff8c140a, 0xff460a04},
    {QPalette::HighlightedText, 0xffff6048, 0xff982014},
    {QPalette::ToolTipBase, 0xff1c0201, 0xff1c0201},
    {QPalette::ToolTipText, 0xffe03828, 0xffe03828},
    {QPalette::Link, 0xfff05a20, 0xff7c1810},
    {QPalette::LinkVisited, 0xffc84818, 0xff7c1810},
    {QPalette::Light, 0xff4c0a06, 0xff2c0402},
    {QPalette::Midlight, 0xff380604, 0xff200302},
    {QPalette::Mid, 0xff601008, 0xff380604},
    {QPalette::Dark, 0xff701208, 0xff440a04},
    {QPalette::Shadow, 0xff000000, 0xff000000},
    {QPalette::NoRole, 0xff0c0000, 0xff0c0000},
}};

constexpr const std::array<Shade, 21>& shadesOf(Theme theme) {
    switch (theme) {
        case Theme::dark: return kDark;
        case Theme::night: return kNight;
        default: return kDay;
    }
}

QPalette palette(const std::array<Shade, 21>& shades) {
    QPalette made;
    for (const Shade& shade : shades) {
        made.setColor(QPalette::Active, shade.role, QColor(shade.enabled));
        made.setColor(QPalette::Inactive, shade.role, QColor(shade.enabled));
        made.setColor(QPalette::Disabled, shade.role, QColor(shade.disabled));
    }
    return made;
}

struct Inks {
    QRgb day, dark, night;
};

constexpr Inks inksOf(Meaning meaning) {
    switch (meaning) {
        case Meaning::good: return {0xff1a7f37, 0xff54c46e, 0xffc83020};
        case Meaning::caution: return {0xff8f6000, 0xffe0aa3e, 0xffe65a1e};
        case Meaning::alarm: return {0xffc9212c, 0xffff7068, 0xffff5040};
        case Meaning::holding: return {0xff1764c0, 0xff6fadf6, 0xffd84a18};
        case Meaning::absent: return {0xff69717a, 0xff98a0a8, 0xffbc2216};
        case Meaning::position: return {0xff1f5fa8, 0xff70b0f0, 0xffff5040};
        case Meaning::temperature: return {0xffbf3f17, 0xfff08c62, 0xffd02c1c};
        case Meaning::humidity: return {0xff0e7480, 0xff52c2ce, 0xffe65a1e};
        case Meaning::dew_point: return {0xff6848b0, 0xffb49cf0, 0xffbc2216};
        case Meaning::fit: return {0xffc9212c, 0xffff7068, 0xfff05a20};
    }
    return {0xff69717a, 0xff98a0a8, 0xffbc2216};
}

int lightnessOf(const QPalette& palette) { return palette.color(QPalette::Active, QPalette::Window).lightness(); }

/// What a widget has taken from style and palette once and for all: the colour of links, pictures. `ours`: no style of
/// the desktop is worn.
void takeAgain(QWidget* widget, bool ours) {
    if (auto* label = qobject_cast<QLabel*>(widget); label != nullptr && Qt::mightBeRichText(label->text())) {
        const QString text = label->text();
        label->clear();
        label->setText(text);
    }
    if (auto* line = qobject_cast<QLineEdit*>(widget); line != nullptr && line->isClearButtonEnabled()) {
        line->setClearButtonEnabled(false);
        line->setClearButtonEnabled(true);
    }
    if (auto* link = qobject_cast<QCommandLinkButton*>(widget)) {
        if (ours) {  // Windows' style gives it colours and letters, and leaves them to the next one
            link->setPalette(QPalette());
            link->setFont(QFont());
        }
        link->setIcon(QApplication::style()->standardIcon(QStyle::SP_CommandLink));
    }
    if (auto* box = qobject_cast<QMessageBox*>(widget)) box->setIcon(box->icon());
}

}  // namespace

void useTheme(QApplication& application, Theme theme) {
    const bool night = theme == Theme::night;
    // The desktop's own dialogs know neither the night nor that Esc is HALT; those of Windows lock the other windows.
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    // Subpixel rendering would fringe red letters with green and blue.
    QFont font = application.font();
    font.setStyleStrategy(night ? QFont::NoSubpixelAntialias : QFont::PreferDefault);
    static const QPalette tips = QToolTip::palette();  // the desktop's
    const QString native = theme == Theme::day ? desktopStyle() : QString();
    // The style first: it brings a palette of its own.
    switch (theme) {
        case Theme::day: QApplication::setStyle(native.isEmpty() ? QStringLiteral("fusion") : native); break;
        case Theme::dark: QApplication::setStyle(new DarkStyle); break;
        case Theme::night: QApplication::setStyle(new NightStyle); break;
    }
    QApplication::setFont(font);
    QApplication::setPalette(native.isEmpty() ? palette(shadesOf(theme)) : QPalette());
    QToolTip::setPalette(native.isEmpty() ? QApplication::palette() : tips);
    // Taking again deletes widgets that may stand further down in the list.
    const QWidgetList all = QApplication::allWidgets();
    for (const QPointer<QWidget>& widget : QList<QPointer<QWidget>>(all.begin(), all.end())) {
        if (widget != nullptr) takeAgain(widget, native.isEmpty());
    }
}

Theme themeFor(bool night_mode, bool dark_desktop) {
    return night_mode ? Theme::night : dark_desktop ? Theme::dark : Theme::day;
}

bool isDark(const QPalette& palette) { return lightnessOf(palette) < 128; }

bool isNight(const QPalette& palette) {
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    return lightnessOf(palette) < 32 && window.red() > window.green();  // a desktop of high contrast is black
}

QColor colour(Meaning meaning, const QPalette& palette) {
    const Inks inks = inksOf(meaning);
    return QColor(isNight(palette) ? inks.night : isDark(palette) ? inks.dark : inks.day);
}

}  // namespace focus::panel
