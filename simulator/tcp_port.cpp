#include "simulator/tcp_port.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address_v4.hpp>

#include "simulator/process.h"

namespace focus::sim {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

TcpPort::TcpPort(const asio::any_io_executor& executor) : acceptor_(executor), host_(executor) {}

std::string TcpPort::open(std::uint16_t port) {
    const tcp::endpoint where(asio::ip::address_v4::loopback(), port);
    error_code error;
    acceptor_.open(where.protocol(), error);
    if (!error) keep_port_to_ourselves(acceptor_, error);
    if (!error) acceptor_.bind(where, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        close();
        return "cannot listen on TCP port " + std::to_string(port) + ": " + error.message();
    }
    port_ = acceptor_.local_endpoint(error).port();
    accept();
    return {};
}

void TcpPort::close() {
    error_code ignored;
    acceptor_.close(ignored);
    host_.close(ignored);
    port_ = 0;
}

void TcpPort::accept() {
    acceptor_.async_accept([weak = weak_from_this()](error_code error, Socket host) {
        const auto self = weak.lock();
        if (!self || !self->acceptor_.is_open()) return;
        if (!error) self->take(std::move(host));
        self->accept();
    });
}

void TcpPort::take(Socket host) {
    if (host_.is_open() && !host_is_gone()) return;  // closes the newcomer
    error_code ignored;
    host.set_option(tcp::no_delay(true), ignored);
    host.non_blocking(true, ignored);
    host_ = std::move(host);
    ++host_number_;
    read();
}

bool TcpPort::host_is_gone() {
    char next = 0;
    error_code error;
    host_.receive(asio::buffer(&next, 1), asio::socket_base::message_peek, error);
    return error && error != asio::error::would_block;
}

void TcpPort::write(std::string_view bytes) {
    if (!host_.is_open()) return;
    error_code lost;
    host_.send(asio::buffer(bytes.data(), bytes.size()), 0, lost);
}

void TcpPort::read() {
    const auto handler = [weak = weak_from_this(), number = host_number_](error_code error, std::size_t size) {
        const auto self = weak.lock();
        if (!self || number != self->host_number_ || !self->host_.is_open()) return;
        if (error) {
            error_code ignored;
            self->host_.close(ignored);
            return;
        }
        if (self->on_bytes) self->on_bytes({self->buffer_.data(), size});
        if (self->host_.is_open()) self->read();
    };
    host_.async_read_some(asio::buffer(buffer_), handler);
}

}  // namespace focus::sim
