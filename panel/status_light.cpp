#include "panel/status_light.h"

#include <QPainter>

#include "panel/theme.h"

namespace focus::panel {
namespace {

constexpr int kRed = 100;  // ms
constexpr int kRest = 60;  // ms

}  // namespace

StatusLight::StatusLight(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    red_.setSingleShot(true);
    red_.setInterval(kRed);
    rest_.setSingleShot(true);
    rest_.setInterval(kRest);
    connect(&red_, &QTimer::timeout, this, [this] {
        rest_.start();
        update();
        emit changed();
    });
}

void StatusLight::set(Light light) {
    if (light_ == light) return;
    light_ = light;
    update();
}

void StatusLight::blink() {
    if (light_ != Light::connected || red_.isActive() || rest_.isActive()) return;
    red_.start();
    update();
    emit changed();
}

void StatusLight::paintEvent(QPaintEvent*) {
    const bool red = isRed();
    const Meaning meaning = red ? Meaning::alarm : light_ == Light::connected ? Meaning::good : Meaning::absent;
    const QColor tint = colour(meaning, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tint, 2));
    if (light_ == Light::connected) painter.setBrush(tint);
    painter.drawEllipse(QRectF(rect()).adjusted(2, 2, -2, -2));
    if (light_ == Light::connecting) {
        painter.setBrush(tint);
        painter.drawEllipse(QRectF(rect()).adjusted(5, 5, -5, -5));
    }
}

}  // namespace focus::panel
