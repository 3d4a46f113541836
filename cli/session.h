// Session: what every command is given: the loop, the command line, the output, Ctrl-C; and the ways to a focuser.
// Everything runs on the one thread of main.
#pragma once

#include <boost/asio/signal_set.hpp>
#include <functional>
#include <memory>
#include <string>

#include "cli/command_line.h"
#include "cli/text/exit_code.h"
#include "cli/text/output.h"
#include "core/focuser.h"

namespace focus::cli {

/// Ctrl-C and SIGTERM. Without a handler they end the program with kInterrupted; with one, the first calls it and the
/// second ends the program.
class Interrupt {
public:
    Interrupt(const asio::any_io_executor& executor, std::function<void()> end_program);

    void handle(std::function<void()> handler) { handler_ = std::move(handler); }
    bool requested() const { return requested_; }

private:
    void wait();

    asio::signal_set signals_;
    std::function<void()> end_program_;
    std::function<void()> handler_;
    bool requested_ = false;
};

struct Session {
    asio::any_io_executor executor;
    const CommandLine& line;
    Output& out;
    Interrupt& interrupt;
};

/// Null when there is none; then why was said, and `exit_code` is what to end with.
struct Opened {
    std::shared_ptr<Focuser> focuser;
    int exit_code = kNoConnection;
};

/// The focuser the command line means, connected and read once.
asio::awaitable<Opened> open_device(Session& session);
/// The two halves of it, for what does not wait until the focuser answers: first it connects in the background.
asio::awaitable<Opened> begin_device(Session& session);
asio::awaitable<Opened> finish_opening(Session& session, Opened begun);
/// Its address alone; empty when none was found or there are several, which is then said; and what to end with then.
struct Addressed {
    std::string address;
    int exit_code = kNoConnection;
};
asio::awaitable<Addressed> device_address(Session& session);
/// Waits until `focuser` is connected and read once. Ends early when waiting cannot help: no such port, not allowed,
/// in use, no program there. Gives why it is not connected, in words; empty when it is.
asio::awaitable<std::string> wait_connected(std::shared_ptr<Focuser> focuser, Clock::time_point deadline);

/// Waits for the first temperature of a device that has only just been powered on, 3 s at most; not for one that has no
/// sensor, nor for one that does not say whether it has looked.
asio::awaitable<void> wait_first_reading(std::shared_ptr<Focuser> focuser);

/// Waits for a status read after `since` that shows rest; false at the deadline, or when the link is lost.
asio::awaitable<bool> wait_rest(std::shared_ptr<Focuser> focuser, Clock::time_point since, Clock::time_point deadline);

/// Says why a request failed and gives the exit code for it.
int fail(Session& session, const std::shared_ptr<Focuser>& focuser, error_code error);

}  // namespace focus::cli
