// focuserlink-panel: the desktop panel.
#include <QApplication>
#include <QCommandLineParser>
#include <clocale>

#include "core/local_time.h"
#include "panel/breakable.h"
#include "panel/main_window.h"
#include "panel/single_instance.h"
#include "panel/theme.h"

namespace {

using namespace focus::panel;

int run(QApplication& application) {
    QCommandLineParser options;
    options.setApplicationDescription(QApplication::translate("main", "The panel of a FocuserLink telescope focuser."));
    options.addHelpOption();
    options.addVersionOption();
    const QCommandLineOption device(
        "device",
        QApplication::translate("main", "Connects to ADDRESS: serial:PORT, tcp:HOST:PORT, alpaca://HOST:PORT/0."),
        "ADDRESS");
    const QCommandLineOption simulator(
        "simulator", QApplication::translate("main", "Starts a simulated focuser and connects to it."));
    options.addOptions({device, simulator});
    options.process(application);

    SingleInstance instance;
    if (!instance.first()) return 0;
    Preferences preferences;
    const auto dress = [&] { useTheme(application, themeFor(preferences.nightMode())); };
    followDesktop(application, dress);
    copyWithoutBreaks();
    dress();
    PanelFocuser focuser;
    MainWindow window(focuser, preferences);
    QObject::connect(&instance, &SingleInstance::startedAgain, &window, &MainWindow::comeForward);
    window.show();
    // After the first picture, so that nothing keeps it waiting.
    QMetaObject::invokeMethod(
        &window,
        [&] {
            if (options.isSet(simulator)) return window.useAddress(kSimulatorPort);
            if (options.isSet(device)) return window.useAddress(options.value(device));
            window.begin();
        },
        Qt::QueuedConnection);
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    focus::use_time_zone_of_computer();
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");  // Qt has taken over the desktop's: libraries would write commas into files
    QApplication::setApplicationName("focuserlink-panel");
    QApplication::setApplicationDisplayName("FocuserLink");
    QApplication::setApplicationVersion(FOCUSERLINK_VERSION);
    QApplication::setDesktopFileName("org.focuserlink.Panel");
    return run(application);
}
