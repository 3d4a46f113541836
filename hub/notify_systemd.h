// NotifySystemd: tells systemd that the hub is ready, alive, or ending, by datagrams to $NOTIFY_SOCKET. Without that
// variable every call does nothing. The watchdog ping is sent from the event loop, so it proves that the loop turns.
//
// Lives on the io_context's thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <string>

namespace focus {

class NotifySystemd {
public:
    /// Reads $NOTIFY_SOCKET and, where it is meant for this process, $WATCHDOG_USEC.
    explicit NotifySystemd(const boost::asio::any_io_executor& executor);
    NotifySystemd(const NotifySystemd&) = delete;
    NotifySystemd& operator=(const NotifySystemd&) = delete;
    ~NotifySystemd();

    /// READY=1, and from now on a ping twice in each watchdog interval.
    void ready();
    /// STOPPING=1, and no more pings.
    void stopping();

private:
    void send(const std::string& message) const;
    void ping_later();

    std::string path_;
    int socket_ = -1;
    std::chrono::microseconds watchdog_{0};  ///< 0: nobody watches
    boost::asio::steady_timer timer_;
};

}  // namespace focus
