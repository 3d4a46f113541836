#include <windows.h>
#include <QAbstractNativeEventFilter>
#include <QApplication>
#include <QPlatformSurfaceEvent>
#include <QSettings>
#include <QTimer>
#include <QWindow>
#include <cwchar>
#include <dwmapi.h>

#include "panel/theme.h"

namespace focus::panel {
namespace {

// DWMWA_USE_IMMERSIVE_DARK_MODE; the second is what Windows 10 called it before 2004. One older still keeps a light
// frame.
constexpr DWORD kDarkFrame = 20, kDarkFrameOnce = 19;

void frame(const QWindow& window, bool dark) {
    auto* const handle = reinterpret_cast<HWND>(window.winId());
    const BOOL wanted = dark ? TRUE : FALSE;
    if (::DwmSetWindowAttribute(handle, kDarkFrame, &wanted, sizeof wanted) != S_OK &&
        ::DwmSetWindowAttribute(handle, kDarkFrameOnce, &wanted, sizeof wanted) != S_OK)
        return;
    if (!window.isVisible()) return;
    // Windows 10 draws it anew only when it becomes active or ceases to be.
    const WPARAM active = ::GetForegroundWindow() == handle ? TRUE : FALSE;
    ::SendMessageW(handle, WM_NCACTIVATE, active == TRUE ? FALSE : TRUE, 0);
    ::SendMessageW(handle, WM_NCACTIVATE, active, 0);
}

/// Gives every window a frame that goes with what is in it: when the window is made, when the colours change, and after
/// Qt has given all of them one that goes with the desktop.
class DesktopFollower : public QObject, public QAbstractNativeEventFilter {
public:
    DesktopFollower(std::function<void()> changed, QObject* parent) : QObject(parent) {
        // Windows tells each window by itself, and Qt hears it after us.
        told_.setSingleShot(true);
        told_.setInterval(100);
        connect(&told_, &QTimer::timeout, this, [changed = std::move(changed)] {
            changed();
            for (const QWindow* window : QGuiApplication::topLevelWindows()) {
                if (window->handle() != nullptr) frame(*window, isDark(QApplication::palette()));
            }
        });
    }
    bool nativeEventFilter(const QByteArray& /*type*/, void* message, qintptr* /*result*/) override {
        const auto& heard = *static_cast<const MSG*>(message);
        if (heard.message == WM_SETTINGCHANGE && heard.lParam != 0 &&
            std::wcscmp(reinterpret_cast<const wchar_t*>(heard.lParam), L"ImmersiveColorSet") == 0)
            told_.start();
        return false;
    }
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

private:
    QTimer told_;
};

}  // namespace

/// A desktop of high contrast has colours of the user's own choice, which are not ours to change.
bool desktopIsDark() {
    HIGHCONTRASTW contrast{};
    contrast.cbSize = sizeof contrast;
    if (::SystemParametersInfoW(SPI_GETHIGHCONTRAST, sizeof contrast, &contrast, 0) != 0 &&
        (contrast.dwFlags & HCF_HIGHCONTRASTON) != 0)
        return false;
    const QSettings personal(R"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)",
                             QSettings::NativeFormat);
    return personal.value("AppsUseLightTheme", 1).toInt() == 0;
}

QString desktopStyle() { return QApplication::platformName() == "windows" ? "windowsvista" : QString(); }

void followDesktop(QApplication& application, const std::function<void()>& changed) {
    if (QApplication::platformName() != "windows") return;
    auto* follower = new DesktopFollower(changed, &application);
    application.installEventFilter(follower);
    application.installNativeEventFilter(follower);
}

}  // namespace focus::panel
