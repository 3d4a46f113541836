// What the desktop is set to, as Qt's platform theme has it from GTK, KDE or the portal.
#include <QApplication>

#include "panel/theme.h"

namespace focus::panel {

bool desktopIsDark() { return QApplication::palette().color(QPalette::Active, QPalette::Window).lightness() < 128; }

/// X11 and Wayland: the window manager's own affair.
void darkenFrame(QWidget& /*window*/, bool /*dark*/) {}

}  // namespace focus::panel
