// The yardstick: GET answered by Beast as its own examples do it, callbacks on one thread, with the body our server
// gives. `bench_beast PORT`.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <cstdlib>
#include <memory>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr const char* kBody =
    R"({"Value":1000,"ClientTransactionID":0,"ServerTransactionID":1234567,"ErrorNumber":0,"ErrorMessage":""})";

class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(tcp::socket socket) : stream_(std::move(socket)) {}

    void read() {
        request_ = {};
        http::async_read(stream_, buffer_, request_, [self = shared_from_this()](const error_code& ec, std::size_t) {
            if (!ec) self->write();
        });
    }

private:
    void write() {
        response_ = {http::status::ok, request_.version()};
        response_.set(http::field::server, "FocuserLink");
        response_.set(http::field::content_type, "application/json");
        response_.keep_alive(request_.keep_alive());
        response_.body() = kBody;
        response_.prepare_payload();
        http::async_write(stream_, response_, [self = shared_from_this()](const error_code& ec, std::size_t) {
            if (!ec) self->read();
        });
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
};

void accept(tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](const error_code& ec, tcp::socket socket) {
        if (!ec) {
            error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            std::make_shared<Session>(std::move(socket))->read();
        }
        accept(acceptor);
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    asio::io_context io(1);
    const auto port = static_cast<unsigned short>(std::atoi(argv[1]));
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), port});
    acceptor.listen(1024);
    accept(acceptor);
    io.run();
}
