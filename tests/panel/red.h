// What the night allows on the screen.
#pragma once

#include <QColor>
#include <QImage>
#include <QString>

namespace focus::panel {

/// Red to dark orange, and no brighter than the brightest text.
inline bool isRed(QRgb pixel) {
    const int red = qRed(pixel), green = qGreen(pixel), blue = qBlue(pixel);
    return green <= 110 && blue <= 80 && green <= red / 2 + 2 && blue <= red * 3 / 8 + 2;
}

/// Where and what the first pixel is that spoils the night; empty: none.
inline QString notRed(const QImage& picture) {
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (!isRed(picture.pixel(x, y))) {
                return QStringLiteral("%1,%2 of %3x%4 is %5")
                    .arg(x)
                    .arg(y)
                    .arg(picture.width())
                    .arg(picture.height())
                    .arg(QColor(picture.pixel(x, y)).name());
            }
        }
    }
    return {};
}

}  // namespace focus::panel
