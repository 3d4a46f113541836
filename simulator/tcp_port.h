// TcpPort: the device's side of the cable as a TCP listener on the loopback interface. One host at a time, as on a
// cable: a second one is closed at once.
//
// Lives on the thread of the executor, behind a shared_ptr; after `close` no callback runs.
#pragma once

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace focus::sim {

class TcpPort : public std::enable_shared_from_this<TcpPort> {
public:
    explicit TcpPort(const boost::asio::any_io_executor& executor);

    /// 0: any free port. Empty if all went well, else what went wrong.
    std::string open(std::uint16_t port);
    /// Drops the host and refuses the next ones.
    void close();
    /// The port listened on, 0 while closed.
    std::uint16_t port() const { return port_; }

    /// Never blocks: what a host leaves unread beyond the socket's buffer is lost.
    void write(std::string_view bytes);

    std::function<void(std::string_view)> on_bytes;

private:
    using Socket = boost::asio::ip::tcp::socket;

    void accept();
    void take(Socket host);
    bool host_is_gone();
    void read();

    boost::asio::ip::tcp::acceptor acceptor_;
    Socket host_;
    unsigned host_number_ = 0;  // tells the reads of an old host from the present one's
    std::uint16_t port_ = 0;
    std::array<char, 512> buffer_{};
};

}  // namespace focus::sim
