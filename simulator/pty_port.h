// PtyPort: a pseudo terminal whose near end is the device's side of the cable. The far end is raw and stays open here
// too, so that nothing breaks between two hosts. Windows has none; there a focuser is reached by TCP.
//
// Lives on the thread of the executor, behind a shared_ptr; after `close` no callback runs.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace focus::sim {

class PtyPort {
public:
    /// Null where there are no pseudo terminals.
    static std::shared_ptr<PtyPort> make(const boost::asio::any_io_executor& executor);
    /// Whether `make` makes one.
    static bool exists_here();

    virtual ~PtyPort() = default;

    /// Makes the pty and, unless `link` is empty, a symlink to it that replaces an older one in one step. Empty if all
    /// went well, else what went wrong.
    virtual std::string open(const std::string& link) = 0;
    virtual void close() = 0;
    /// What the host is to open; empty while closed.
    virtual const std::string& path() const = 0;

    /// Never blocks: what a host leaves unread beyond the terminal's buffer is lost, as on a cable.
    virtual void write(std::string_view bytes) = 0;

    std::function<void(std::string_view)> on_bytes;
    /// A first host opened the port.
    std::function<void()> on_opened;
};

}  // namespace focus::sim
