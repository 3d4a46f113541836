// ShownPanel: the main window, shown, with what it stands on. The connection counts as chosen, so that there is no
// start page.
#pragma once

#include <QTest>
#include <memory>

#include "panel/main_window.h"
#include "panel/panel_focuser.h"
#include "panel/preferences.h"
#include "tests/panel/patience.h"

namespace focus::panel {

struct ShownPanel {
    ShownPanel() {
        preferences.setMode(Mode::direct);
        window = std::make_unique<MainWindow>(focuser, preferences);
        window->show();
    }
    MainWindow& operator*() { return *window; }

    /// Waits until it is connected and everything has been read once.
    bool ready() {
        return waitFor([&] { return focuser.connected() && focuser.state().settings.has_value(); });
    }

    Preferences preferences;
    PanelFocuser focuser;
    std::unique_ptr<MainWindow> window;
};

}  // namespace focus::panel
