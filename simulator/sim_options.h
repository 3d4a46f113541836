// SimOptions: what kind of simulated focuser is wanted and where it is to be found.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "simulator/clock_pace.h"
#include "simulator/focuser_body.h"
#include "simulator/simulated_device.h"

namespace focus::sim {

/// As `SimOptions::chip`: the firmware that is installed with this program, or was built beside it.
inline constexpr const char* kChipBeside = "beside";

struct SimOptions {
    bool pty = true;
    std::string link;                            ///< symlink to the pty; empty: none
    std::optional<std::uint16_t> tcp_port;       ///< on the loopback interface; 0: any free one
    std::string control;                         ///< path of the unix socket for fault commands; empty: none
    std::string eeprom;                          ///< file that keeps the EEPROM; empty: forgotten at the end
    double speed = 1;                            ///< virtual seconds per second, kSlowest..kFastest
    bool powered = true;                         ///< false: waits for `power on`
    bool stock = false;                          ///< behaves as the stock hardware: knows no open extensions
    bool reset_on_open = false;                  ///< opening the pty resets the board, as on an Arduino
    std::chrono::milliseconds boot_delay{1500};  ///< real time for which a board that was reset so hears nothing
    bool baud_pacing = false;                    ///< answers take the time that 38400 baud needs
    DeviceOptions device;
    std::string chip;  ///< ELF that runs on the simulated chip instead; empty: the device's sources on this computer
    /// Makes the body when it is not the usual one. Null: the usual one.
    std::function<std::unique_ptr<FocuserBody>(const DeviceOptions&)> body;
    /// Lines for a person or a script: "pty PATH", "tcp PORT", warnings. Empty: said to nobody.
    std::function<void(const std::string&)> say;
    /// The `quit` command. Empty: `quit` is refused.
    std::function<void()> quit;
};

}  // namespace focus::sim
