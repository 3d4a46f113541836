// The doctor's judgement: what was found out about a connection, turned into findings in words, each with what to do.
// Looking is doctor_command.cpp's; nothing that judges touches a port or the network.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/find/find_device.h"
#include "core/focuser.h"

namespace focus::cli {

enum class Severity { good, note, wrong };

struct Finding {
    Severity severity = Severity::good;
    std::string text;
    std::string advice;  ///< what to do; empty when there is nothing to do
};

/// What the system says about a serial port before it is opened.
struct PortFacts {
    std::string path;
    bool exists = false;
    bool may_use = false;
    std::string group;           ///< owns the port
    std::string user;            ///< who runs this program
    bool listed_member = false;  ///< the user is in the group, though perhaps not in this session yet
    std::string holder;          ///< another program that has it open, empty: none seen
    bool holder_is_hub = false;
};

/// Asks the system, without opening the port. One file a platform.
PortFacts look_at_port(const std::string& path);

/// Empty: nothing speaks against opening it.
std::optional<Finding> judge_port(const PortFacts& facts, const std::vector<SerialPortInfo>& ports);

/// After a try to connect: `why` is empty if it worked, and `state` is the snapshot at the end.
std::vector<Finding> judge_connection(const std::string& why, const FocuserState& state);

/// A hub that was asked for its focusers.
Finding judge_hub(const Hub& hub);

/// Neither hub nor port.
Finding nothing_there();

}  // namespace focus::cli
