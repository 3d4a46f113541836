#include "panel/dark_style.h"

#include <QPainter>
#include <QStyleOption>

namespace focus::panel {
namespace {

void drawEdge(QPainter* painter, const QStyleOption* option, bool round = false) {
    const bool on = (option->state & QStyle::State_Enabled) != 0;
    const bool focused = (option->state & QStyle::State_HasFocus) != 0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(option->palette.color(on ? QPalette::Active : QPalette::Disabled,
                                          focused ? QPalette::WindowText : QPalette::Dark));
    const QRectF edge = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = round ? edge.width() / 2 : 2;
    painter->drawRoundedRect(edge, radius, radius);
    painter->restore();
}

}  // namespace

DarkStyle::DarkStyle() : QProxyStyle(QStringLiteral("fusion")) {}

void DarkStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    // Fusion draws the ticks of lists as those of check boxes.
    if (element == PE_FrameLineEdit || element == PE_Frame || element == PE_IndicatorCheckBox) {
        drawEdge(painter, option);
    } else if (element == PE_IndicatorRadioButton) {
        drawEdge(painter, option, true);
    }
}

void DarkStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                   const QWidget* widget) const {
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_SpinBox || control == CC_ComboBox) drawEdge(painter, option);
}

}  // namespace focus::panel
