// DarkStyle: Fusion with edges of its own. It derives them from the window's colour, and a dark one leaves none.
#pragma once

#include <QProxyStyle>

namespace focus::panel {

class DarkStyle : public QProxyStyle {
public:
    DarkStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

}  // namespace focus::panel
