// NightStyle: DarkStyle with every pixel made red. Fusion lightens edges with white and ships coloured pictures;
// whatever it draws passes through `reddened` here, so that no widget can spoil eyes that are adapted to the dark.
#pragma once

#include <QIcon>

#include "panel/dark_style.h"

namespace focus::panel {

/// The same picture in shades of red: as bright as before, green and blue well below red.
QImage reddened(QImage picture);

class NightStyle : public DarkStyle {
public:
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QIcon standardIcon(StandardPixmap picture, const QStyleOption* option, const QWidget* widget) const override;
    QPixmap standardPixmap(StandardPixmap picture, const QStyleOption* option, const QWidget* widget) const override;
    QPixmap generatedIconPixmap(QIcon::Mode mode, const QPixmap& pixmap, const QStyleOption* option) const override;

    /// Qt draws the caret of text fields by inverting what is below: bright blue on black. It gets no width here, and
    /// polished fields get a red one of ours.
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    void polish(QWidget* widget) override;
    void unpolish(QWidget* widget) override;
    using DarkStyle::polish, DarkStyle::unpolish;
};

}  // namespace focus::panel
