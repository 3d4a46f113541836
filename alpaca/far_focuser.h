// FarFocuser: a focuser for programs whose own loop must never wait (Qt, INDI). The Focuser lives on an I/O thread of
// its own; here are requests that return at once, and their answers and the state, which come later on the caller's
// thread by way of `Deliver`.
//
// Everything is called on the caller's thread, and every answer comes on it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "core/focuser.h"

namespace focus {

class FarFocuser {
public:
    struct Options {
        std::string address;            ///< serial:PORT, tcp:HOST:PORT or alpaca://HOST:PORT/N
        bool reset_on_connect = false;  ///< pulse DTR after opening; only on a cable
        /// Folder of the session log, which a program that owns the cable writes; empty: none. Ignored for a hub.
        std::string log_folder = {};
        std::chrono::milliseconds log_interval{10000};
    };
    /// Runs `work` later on the caller's thread, in the order given. Is called on the I/O thread.
    using Deliver = std::function<void(std::function<void()> work)>;
    /// Every change of the state; while it changes all the time, at most one in 50 ms.
    using Heard = std::function<void(const FocuserState& state)>;
    /// Why a request was not done; empty when it was. What the request has made of the state was heard before.
    using Answer = std::function<void(const error_code& error)>;

    FarFocuser(Deliver deliver, Heard heard);
    ~FarFocuser();
    FarFocuser(const FarFocuser&) = delete;
    FarFocuser& operator=(const FarFocuser&) = delete;

    /// Leaves the present focuser, if any, and connects in the background until `close`; comes back by itself after a
    /// lost cable or hub. An address that is none becomes the state's fault.
    void open(Options options);
    /// Nothing of the focuser is heard afterwards.
    void close();

    /// The answer comes when the device has accepted the last leg (core/backlash). A new move, a halt or a close ends
    /// the one before with Error::cancelled.
    void move_to(Position target, Steps backlash, Answer answer);
    /// Ahead of everything.
    void halt(Answer answer);
    void sync(Position position, Answer answer);
    void apply(const DeviceSettings& settings, Answer answer);
    /// `edit` is called on the I/O thread.
    void change(SettingsEdit edit, Answer answer);
    void set_compensation(bool automatic, Answer answer);
    /// One line of the wire ("S:1", "F:0", "A:1", "X", "D:DEFAULTS"); a refusal is an error.
    void command(std::string line, Answer answer);
    /// Where the owner of the cable writes the session log from now on, without a new connection; empty: nowhere.
    void set_log(std::string folder, std::chrono::milliseconds interval);

private:
    class Far;  // what lives on the I/O thread
    std::unique_ptr<Far> far_;
};

}  // namespace focus
