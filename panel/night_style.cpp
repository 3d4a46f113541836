#include "panel/night_style.h"

#include <QLineEdit>
#include <QPaintEngine>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QStyleOption>
#include <QTextEdit>
#include <algorithm>

namespace focus::panel {
namespace {

/// What of the widget is painted anew now: of a large frame around a small number that has changed, only that.
QRect repainted(const QPainter& painter) {
    const QRegion clip = painter.paintEngine()->systemClip();
    if (clip.isEmpty()) return {QPoint(-QWIDGETSIZE_MAX, -QWIDGETSIZE_MAX), QPoint(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX)};
    return painter.deviceTransform().inverted().mapRect(QRectF(clip.boundingRect())).toAlignedRect();
}

/// Styles draw by calling themselves; what is drawn inside is reddened with the whole. GUI thread.
bool inside = false;

/// Lets `draw` paint on a transparent picture as large as `area`, and puts that on `painter` in red.
template <typename Draw>
void drawReddened(QPainter* painter, const QRect& area, Draw draw) {
    if (inside) return draw(painter);
    // A line's width beyond: some elements draw on their very edge.
    const QRect room = area.adjusted(-2, -2, 2, 2).intersected(repainted(*painter));
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QSize pixels = (QSizeF(room.size()) * ratio).toSize();
    if (area.isEmpty() || room.isEmpty() || pixels.isEmpty()) return;
    QImage picture(pixels, QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    {
        QPainter inner(&picture);
        inner.translate(-room.topLeft());
        inner.setFont(painter->font());
        inner.setPen(painter->pen());
        inner.setBrush(painter->brush());
        inner.setRenderHints(painter->renderHints());
        const QScopedValueRollback<bool> rollback(inside, true);
        draw(&inner);
    }
    painter->drawImage(room.topLeft(), reddened(std::move(picture)));
}

/// A red caret on top of a text field. It covers all of it, so that whatever repaints the field repaints this.
class Caret : public QWidget {
public:
    explicit Caret(QWidget* field) : QWidget(field) {
        setObjectName(kCaretName);
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
        resize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
        raise();
        show();
    }

    static constexpr auto kCaretName = "nightCaret";

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const QWidget* field = parentWidget();
        if (!field->hasFocus() || field->inputMethodQuery(Qt::ImReadOnly).toBool()) return;
        QRect at = field->inputMethodQuery(Qt::ImCursorRectangle).toRect();
        if (const auto* area = qobject_cast<const QAbstractScrollArea*>(field)) {
            at.translate(area->viewport()->geometry().topLeft());
        }
        QPainter(this).fillRect(at.center().x(), at.top(), 2, at.height(), palette().color(QPalette::BrightText));
    }
};

bool hasCaret(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) != nullptr || qobject_cast<const QTextEdit*>(widget) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(widget) != nullptr;
}

}  // namespace

QImage reddened(QImage picture) {
    const qreal ratio = picture.devicePixelRatio();
    picture = std::move(picture).convertToFormat(QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(ratio);
    for (int y = 0; y < picture.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (QRgb* pixel = line; pixel != line + picture.width(); ++pixel) {
            if (*pixel == 0) continue;  // most of a frame
            const int brightest = std::max({qRed(*pixel), qGreen(*pixel), qBlue(*pixel)});
            *pixel = qRgba(brightest, std::min(qGreen(*pixel), brightest * 2 / 5),
                           std::min(qBlue(*pixel), brightest / 4), qAlpha(*pixel));
        }
    }
    return picture;
}

void NightStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const {
    drawReddened(painter, option->rect, [&](QPainter* red) { DarkStyle::drawPrimitive(element, option, red, widget); });
}

void NightStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const {
    drawReddened(painter, option->rect, [&](QPainter* red) { DarkStyle::drawControl(element, option, red, widget); });
}

void NightStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                    const QWidget* widget) const {
    drawReddened(painter, option->rect,
                 [&](QPainter* red) { DarkStyle::drawComplexControl(control, option, red, widget); });
}

QIcon NightStyle::standardIcon(StandardPixmap picture, const QStyleOption* option, const QWidget* widget) const {
    const QIcon coloured = DarkStyle::standardIcon(picture, option, widget);
    QIcon red;
    for (const int size : {16, 24, 32, 48, 64, 128}) {
        const QPixmap drawn = coloured.pixmap(QSize(size, size));
        if (!drawn.isNull()) red.addPixmap(QPixmap::fromImage(reddened(drawn.toImage())));
    }
    return red;
}

QPixmap NightStyle::standardPixmap(StandardPixmap picture, const QStyleOption* option, const QWidget* widget) const {
    return QPixmap::fromImage(reddened(DarkStyle::standardPixmap(picture, option, widget).toImage()));
}

QPixmap NightStyle::generatedIconPixmap(QIcon::Mode mode, const QPixmap& pixmap, const QStyleOption* option) const {
    return QPixmap::fromImage(reddened(DarkStyle::generatedIconPixmap(mode, pixmap, option).toImage()));
}

int NightStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    return metric == PM_TextCursorWidth ? 0 : DarkStyle::pixelMetric(metric, option, widget);
}

void NightStyle::polish(QWidget* widget) {
    DarkStyle::polish(widget);
    if (hasCaret(widget)) new Caret(widget);
}

void NightStyle::unpolish(QWidget* widget) {
    // Not deleted at once: the application is just going through all its widgets.
    if (auto* caret = widget->findChild<QWidget*>(Caret::kCaretName, Qt::FindDirectChildrenOnly)) {
        caret->hide();
        caret->deleteLater();
    }
    DarkStyle::unpolish(widget);
}

}  // namespace focus::panel
