#include <windows.h>
#include <QApplication>
#include <QPlatformSurfaceEvent>
#include <QSettings>
#include <QWindow>
#include <dwmapi.h>

#include "panel/theme.h"

namespace focus::panel {
namespace {

void frame(const QWindow& window, bool dark) {
    constexpr DWORD kUseImmersiveDarkMode = 20;  // DWMWA_USE_IMMERSIVE_DARK_MODE, Windows 10 2004 and later
    auto* const handle = reinterpret_cast<HWND>(window.winId());
    const BOOL wanted = dark ? TRUE : FALSE;
    // An older Windows refuses; its frame stays light.
    if (::DwmSetWindowAttribute(handle, kUseImmersiveDarkMode, &wanted, sizeof wanted) != S_OK) return;
    if (!window.isVisible()) return;
    // Windows 10 draws it anew only when it becomes active or ceases to be.
    const WPARAM active = ::GetForegroundWindow() == handle ? TRUE : FALSE;
    ::SendMessageW(handle, WM_NCACTIVATE, active == TRUE ? FALSE : TRUE, 0);
    ::SendMessageW(handle, WM_NCACTIVATE, active, 0);
}

/// Gives every window a frame that goes with what is in it, when the window is made and after Qt has given it one that
/// goes with the desktop.
class FrameKeeper : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* object, QEvent* event) override {
        if (!object->isWindowType()) return false;
        const bool made =
            event->type() == QEvent::PlatformSurface &&
            static_cast<QPlatformSurfaceEvent*>(event)->surfaceEventType() == QPlatformSurfaceEvent::SurfaceCreated;
        const auto& window = *static_cast<QWindow*>(object);
        if (made || (event->type() == QEvent::ApplicationPaletteChange && window.handle() != nullptr)) {
            frame(window, isDark(QApplication::palette()));
        }
        return false;
    }
};

}  // namespace

bool desktopIsDark() {
    const QSettings personal(R"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)",
                             QSettings::NativeFormat);
    return personal.value("AppsUseLightTheme", 1).toInt() == 0;
}

void keepFrames(QApplication& application) {
    if (QApplication::platformName() == "windows") application.installEventFilter(new FrameKeeper(&application));
}

}  // namespace focus::panel
