#include "panel/halt_button.h"

#include <QPainter>

#include "panel/theme.h"

namespace focus::panel {

HaltButton::HaltButton(QWidget* parent) : QPushButton(tr("HALT"), parent) {
    setObjectName("haltButton");
    setToolTip(tr("Stops the motor at once; Esc in any window does the same"));
    QFont font = this->font();
    font.setBold(true);
    font.setPixelSize(20);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 2);
    setFont(font);
    setMinimumHeight(48);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAutoDefault(false);
}

void HaltButton::paintEvent(QPaintEvent* event) {
    QPushButton::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(isEnabled() ? Meaning::alarm : Meaning::absent, palette()), 3));
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 5, 5);
}

}  // namespace focus::panel
