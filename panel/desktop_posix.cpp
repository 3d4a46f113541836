// What the desktop is set to, as Qt's platform theme has it from GTK, KDE or the portal.
#include <QApplication>

#include "panel/theme.h"

namespace focus::panel {

bool desktopIsDark() {
    static const bool dark = isDark(QApplication::palette());  // later it is ours
    return dark;
}

/// What styles there are, and how finished, differs from desktop to desktop.
QString desktopStyle() { return {}; }

/// X11 and Wayland: frames are the window manager's own affair.
void followDesktop(QApplication& /*application*/, const std::function<void()>& /*changed*/) {}

}  // namespace focus::panel
