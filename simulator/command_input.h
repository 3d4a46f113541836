// CommandInput: fault commands as lines on standard input, also when that is a pipe, a file, a terminal of another job
// or nothing at all; its end ends nothing else.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>

#include "simulator/command_lines.h"

namespace focus::sim {

class CommandInput {
public:
    /// Lines are taken on the executor's thread for as long as the result lives; answers go to `say`. Null: there is
    /// nothing to read from.
    static std::shared_ptr<CommandInput> start(const boost::asio::any_io_executor& executor, OnCommand on_command,
                                               std::function<void(const std::string&)> say);
    virtual ~CommandInput() = default;
};

}  // namespace focus::sim
