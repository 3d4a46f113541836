// The icons, drawn in a box of 24 by 24 units at whatever size is asked for.
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

#include "panel/symbols.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

class SymbolEngine : public QIconEngine {
public:
    SymbolEngine(Symbol symbol, const QColor& colour) : symbol_(symbol), colour_(colour) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) override {
        const int side = std::min(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0);
        painter->scale(side / 24.0, side / 24.0);
        if (symbol_ == Symbol::logo && !colour_.isValid()) {
            if (mode == QIcon::Disabled) painter->setOpacity(0.4);
            drawLogo(*painter, isNight(QGuiApplication::palette()));
        } else {
            painter->fillPath(outline(symbol_), inkFor(mode));
        }
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap drawn(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return drawn;
    }

    QIconEngine* clone() const override { return new SymbolEngine(*this); }

private:
    QColor inkFor(QIcon::Mode mode) const {
        const QPalette palette = QGuiApplication::palette();
        if (!colour_.isValid()) {
            if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
            if (mode == QIcon::Selected) return palette.color(QPalette::Active, QPalette::HighlightedText);
            return palette.color(QPalette::Active, QPalette::ButtonText);
        }
        QColor ink = colour_;
        if (mode == QIcon::Disabled) ink.setAlphaF(ink.alphaF() * 0.4F);
        return ink;
    }

    Symbol symbol_;
    QColor colour_;
};

}  // namespace

QIcon icon(Symbol symbol, const QColor& colour) { return QIcon(new SymbolEngine(symbol, colour)); }

}  // namespace focus::panel
