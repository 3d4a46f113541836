// SimServer: a SimulatedDevice behind a cable, on the caller's event loop: a pty, TCP, or both. The virtual clock
// follows real time times the speed factor; bytes are handled when they arrive, at rest it wakes 50 times a second.
//
// Lives on the thread of the executor. Destroying it closes everything and removes link and control socket.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "simulator/fault_commands.h"
#include "simulator/sim_options.h"

namespace focus::sim {

class SimServer {
public:
    SimServer(boost::asio::any_io_executor executor, SimOptions options);
    ~SimServer();
    SimServer(const SimServer&) = delete;
    SimServer& operator=(const SimServer&) = delete;

    /// Opens pty, TCP, EEPROM file and control socket and powers the device. Once. Empty if all went well, else what
    /// went wrong in words; then nothing is left open.
    std::string start();

    /// The pty, for example /dev/pts/3; empty while the cable is pulled or without a pty.
    std::string pty_path() const;
    /// Of the TCP listener, 0 without one; stays the same when the cable is pulled and plugged.
    std::uint16_t tcp_port() const;

    /// One fault command as text; "ok", the answer, or "error: what was wrong and what is allowed".
    std::string command(std::string_view line);
    /// The same as a value: server.apply(command::CablePull{}).
    std::string apply(const Command& command);

    /// The device at this moment of its virtual time; only of a server that has the usual body.
    SimulatedDevice& device();

private:
    class Impl;
    std::shared_ptr<Impl> impl_;  // handlers in flight hold it weakly
};

}  // namespace focus::sim
