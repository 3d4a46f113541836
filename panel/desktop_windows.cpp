#include <windows.h>
#include <QSettings>
#include <QWidget>
#include <dwmapi.h>

#include "panel/theme.h"

namespace focus::panel {

bool desktopIsDark() {
    const QSettings personal(R"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)",
                             QSettings::NativeFormat);
    return personal.value("AppsUseLightTheme", 1).toInt() == 0;
}

void darkenFrame(QWidget& window, bool dark) {
    constexpr DWORD kUseImmersiveDarkMode = 20;  // DWMWA_USE_IMMERSIVE_DARK_MODE, Windows 10 2004 and later
    const BOOL wanted = dark ? TRUE : FALSE;
    // An older Windows refuses; its frame stays light.
    (void)::DwmSetWindowAttribute(reinterpret_cast<HWND>(window.winId()), kUseImmersiveDarkMode, &wanted,
                                  sizeof wanted);
}

}  // namespace focus::panel
