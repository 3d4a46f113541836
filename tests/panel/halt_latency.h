// From a click on HALT to the H on the cable, measured at the far end of it.
#pragma once

#include <QTest>
#include <chrono>
#include <optional>

#include "panel/main_window.h"
#include "panel/panel_focuser.h"
#include "tests/panel/focuser_impostor.h"
#include "tests/panel/patience.h"

namespace focus::panel {

/// Connects the window to an impostor, starts a move and clicks HALT with the mouse; nothing if there was no H.
inline std::optional<std::chrono::duration<double, std::milli>> measureHalt(MainWindow& window, PanelFocuser& focuser,
                                                                            FocuserImpostor& device) {
    if (!focuser.connected()) window.useAddress(device.address());
    if (!waitFor([&] { return focuser.connected() && focuser.state().settings.has_value(); })) return {};
    QTest::mouseClick(window.findChild<QWidget*>("moveOutFine"), Qt::LeftButton);
    if (!waitFor([&] { return focuser.state().moving; })) return {};
    const int before = device.halts();
    const auto clicked = FocuserImpostor::Clock::now();
    QTest::mouseClick(window.findChild<QWidget*>("haltButton"), Qt::LeftButton);
    if (!waitFor([&] { return device.halts() > before; })) return {};
    const auto took = device.lastHalt() - clicked;
    if (!waitFor([&] { return !focuser.state().moving; })) return {};
    return took;
}

}  // namespace focus::panel
