// ControlSocket: fault commands as lines over a unix socket; every line is answered with its answer and a newline. Only
// this user may connect.
//
// Lives on the thread of the executor.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <string>

#include "simulator/command_lines.h"

namespace focus::sim {

class ControlSocket {
public:
    /// Open at `path` for as long as the result lives. A socket file left by a dead simulator is replaced. Null: it
    /// could not be, and `error` says why.
    static std::shared_ptr<ControlSocket> open(const boost::asio::any_io_executor& executor, const std::string& path,
                                               OnCommand on_command, std::string& error);
    virtual ~ControlSocket() = default;
};

}  // namespace focus::sim
