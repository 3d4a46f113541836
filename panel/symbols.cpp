#include "panel/symbols.h"

#include <QPainter>
#include <cmath>
#include <initializer_list>
#include <map>
#include <numbers>

namespace focus::panel {
namespace {

constexpr QPointF kMiddle(12, 12);

/// Uniting and subtracting turns curves into polygons that are a fraction of a unit off, so it is done this much
/// larger.
constexpr double kEnlarged = 64;

QPainterPath enlarged(const QPainterPath& path) { return QTransform::fromScale(kEnlarged, kEnlarged).map(path); }
QPainterPath inBox(const QPainterPath& path) { return QTransform::fromScale(1 / kEnlarged, 1 / kEnlarged).map(path); }

QPainterPath disc(QPointF middle, double radius) {
    QPainterPath path;
    path.addEllipse(middle, radius, radius);
    return enlarged(path);
}

QPainterPath ring(QPointF middle, double outer, double inner) { return disc(middle, outer) - disc(middle, inner); }

/// At `degrees` counterclockwise from the right.
QPointF onCircle(double radius, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    return kMiddle + radius * QPointF(std::cos(angle), -std::sin(angle));
}

QPainterPath polygon(std::initializer_list<QPointF> corners) {
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(corners)));
    path.closeSubpath();
    return enlarged(path);
}

QPainterPath rounded(double x, double y, double width, double height, double radius) {
    QPainterPath path;
    path.addRoundedRect(x, y, width, height, radius, radius);
    return enlarged(path);
}

/// The area a pen of this width covers along `path`.
QPainterPath stroked(const QPainterPath& path, double width) {
    QPainterPathStroker pen;
    pen.setWidth(width * kEnlarged);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen.createStroke(enlarged(path)).simplified();
}

QPainterPath line(std::initializer_list<QPointF> points, double width) {
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    return stroked(path, width);
}

QPainterPath cogwheel() {
    constexpr int kTeeth = 8;
    QPolygonF rim;
    for (int tooth = 0; tooth < kTeeth; ++tooth) {
        const double at = tooth * 360.0 / kTeeth;
        rim << onCircle(7.2, at - 15.5) << onCircle(10.6, at - 9.5) << onCircle(10.6, at + 9.5)
            << onCircle(7.2, at + 15.5);
    }
    QPainterPath wheel;
    wheel.addPolygon(rim);
    wheel.closeSubpath();
    return enlarged(wheel).united(stroked(wheel, 0.8)).united(disc(kMiddle, 7.5)) - disc(kMiddle, 3.4);
}

QPainterPath chart() {
    const QPainterPath axes = line({{3, 3}, {3, 21}, {21.5, 21}}, 1.8);
    return axes.united(line({{6.5, 15.5}, {10.5, 9.5}, {14, 12.5}, {20.5, 5}}, 2.2));
}

QPainterPath note() {
    QPainterPath page;
    page.moveTo(5, 2.8);
    page.lineTo(14.5, 2.8);
    page.lineTo(19, 7.3);
    page.lineTo(19, 21.2);
    page.lineTo(5, 21.2);
    page.closeSubpath();
    QPainterPath path = stroked(page, 1.8).united(line({{14.2, 3}, {14.2, 7.6}, {18.8, 7.6}}, 1.5));
    for (const double y : {11.6, 14.6, 17.6}) path = path.united(line({{8.2, y}, {15.8, y}}, 1.4));
    return path;
}

QPainterPath thermometer() {
    const QPainterPath glass = rounded(8.4, 1.6, 7.2, 16, 3.6).united(disc({12, 17.4}, 5.2));
    const QPainterPath hollow = rounded(10, 3.2, 4, 14, 2).united(disc({12, 17.4}, 3.6));
    const QPainterPath column = rounded(11.1, 8.2, 1.8, 9, 0.9).united(disc({12, 17.4}, 2.5));
    QPainterPath path = (glass - hollow).united(column);
    for (const double y : {4.6, 7.8, 11.0}) path = path.united(line({{18.2, y}, {20.6, y}}, 1.4));
    return path;
}

QPainterPath drop() {
    QPainterPath body;
    body.moveTo(12, 1.6);
    body.cubicTo(14.6, 5.6, 19.2, 10.4, 19.2, 15.2);
    body.cubicTo(19.2, 19.2, 16, 22.4, 12, 22.4);
    body.cubicTo(8, 22.4, 4.8, 19.2, 4.8, 15.2);
    body.cubicTo(4.8, 10.4, 9.4, 5.6, 12, 1.6);
    QPainterPath gleam;
    gleam.moveTo(8, 15.2);
    gleam.quadTo(8.2, 18.6, 11.4, 19.2);
    return enlarged(body) - stroked(gleam, 1.7);
}

/// The end of a shaft with its flat.
QPainterPath shaft(double radius = 3.6) { return disc(kMiddle, radius) - rounded(2, 12 + radius * 0.7, 20, 9, 0); }

QPainterPath motorStill() { return shaft(7.4) - disc(kMiddle, 2); }

/// Two arrows that chase each other around the shaft.
QPainterPath motorTurning() {
    QPainterPath path = shaft();
    for (const double start : {20.0, 200.0}) {
        QPainterPath arc;
        const QRectF box(kMiddle - QPointF(8.6, 8.6), QSizeF(17.2, 17.2));
        arc.arcMoveTo(box, start);
        arc.arcTo(box, start, 112);
        path = path.united(stroked(arc, 2.2));
        path =
            path.united(polygon({onCircle(12.2, start + 112), onCircle(4.8, start + 112), onCircle(9.2, start + 152)}));
    }
    return path;
}

/// Jaws around the shaft.
QPainterPath motorHolding() {
    const QPainterPath left = line({{7.6, 3}, {3.2, 3}, {3.2, 21}, {7.6, 21}}, 2.4);
    const QPainterPath right = line({{16.4, 3}, {20.8, 3}, {20.8, 21}, {16.4, 21}}, 2.4);
    return left.united(right).united(shaft());
}

QPainterPath lamp() { return ring(kMiddle, 10, 8.4).united(disc(kMiddle, 6.6)); }

QPainterPath stop() {
    QPolygonF corners;
    for (int corner = 0; corner < 8; ++corner) corners << onCircle(11.2, 22.5 + corner * 45);
    QPainterPath sign;
    sign.addPolygon(corners);
    sign.closeSubpath();
    return enlarged(sign) - rounded(7.8, 7.8, 8.4, 8.4, 0.8);
}

/// Four rays.
QPainterPath star(double ray) {
    constexpr double waist = 1.1;
    QPainterPath path;
    path.moveTo(12, 12 - ray);
    path.quadTo(12 + waist, 12 - waist, 12 + ray, 12);
    path.quadTo(12 + waist, 12 + waist, 12, 12 + ray);
    path.quadTo(12 - waist, 12 + waist, 12 - ray, 12);
    path.quadTo(12 - waist, 12 - waist, 12, 12 - ray);
    return enlarged(path);
}

QPainterPath logo() { return ring(kMiddle, 11, 9.6).united(ring(kMiddle, 8.3, 7.3)).united(star(6.6)); }

QPainterPath drawn(Symbol symbol) {
    switch (symbol) {
        case Symbol::cogwheel: return cogwheel();
        case Symbol::chart: return chart();
        case Symbol::note: return note();
        case Symbol::thermometer: return thermometer();
        case Symbol::drop: return drop();
        case Symbol::motor_still: return motorStill();
        case Symbol::motor_turning: return motorTurning();
        case Symbol::motor_holding: return motorHolding();
        case Symbol::lamp: return lamp();
        case Symbol::stop: return stop();
        case Symbol::logo: return logo();
    }
    return {};
}

}  // namespace

QPainterPath outline(Symbol symbol) {
    // Icons are painted often and united slowly.
    static std::map<Symbol, QPainterPath> known;
    const auto found = known.find(symbol);
    return found != known.end() ? found->second : known[symbol] = inBox(drawn(symbol));
}

void drawLogo(QPainter& painter, bool night) {
    painter.fillPath(inBox(disc(kMiddle, 11.4)), QColor(night ? 0xff240302 : 0xff16263d));
    painter.fillPath(inBox(ring(kMiddle, 9.9, 8.9)), QColor(night ? 0xff981c10 : 0xff7fa6cf));
    painter.fillPath(inBox(ring(kMiddle, 7.4, 6.6)), QColor(night ? 0xff701208 : 0xff4f7aa8));
    painter.fillPath(inBox(star(9)), QColor(night ? 0xffff5040 : 0xffffd37a));
}

}  // namespace focus::panel
