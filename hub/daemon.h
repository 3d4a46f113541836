// Daemon: what the system and the hub's process tell each other: that the hub is ready, that it is to end, that it
// ends. One file a platform. Lives on the io_context's thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>

namespace focus {

class Daemon {
public:
    /// `end` is called on the executor's thread, once, when the hub is asked to end: by SIGTERM or Ctrl-C; on Windows
    /// by Ctrl-C, a console that closes, the end of the session, or WM_CLOSE to the window of class FocuserLinkHub.
    Daemon(const boost::asio::any_io_executor& executor, std::function<void()> end);
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;
    ~Daemon();

    /// The hub answers from now on.
    void ready();
    /// It ends, and may take a moment.
    void stopping();

private:
    struct System;
    std::unique_ptr<System> system_;
};

/// At the start of main: what is printed reaches the console that the program was started from, and a reader who has
/// gone ends nothing.
void prepare_output();

/// Shows a page in the user's browser. Does not wait for it; empty if the system took it on, else why not.
std::string open_in_browser(const std::string& page);

struct StartWithSession {
    bool done = false;
    std::string text;  ///< for the user: what was done, or why not and what to do
};

/// Makes the hub start whenever this user logs in, without arguments, or no longer.
StartWithSession start_with_session(bool on);

}  // namespace focus
