#include "alpaca/http/http_connection.h"

#include <boost/asio/write.hpp>
#include <boost/beast/http/status.hpp>
#include <charconv>

namespace focus {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;

/// How long and how much of a refused request is still read, so that the client gets to see the refusal: closing a
/// socket that holds unread bytes resets it.
constexpr auto kDrainTime = 2s;
constexpr std::size_t kDrainBytes = std::size_t{1024} * 1024;
constexpr auto kWriteTime = 30s;

void append_number(std::string& out, std::size_t number) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

void append_status(std::string& out, unsigned status) {
    if (status == 200) {
        out += "HTTP/1.1 200 OK\r\n";
        return;
    }
    out += "HTTP/1.1 ";
    append_number(out, status);
    out += ' ';
    const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    out.append(reason.data(), reason.size());
    out += "\r\n";
}

std::string refusal_text(unsigned status, const HttpLimits& limits) {
    switch (status) {
        case 408: return "The request was not complete in time.";
        case 413: return "The body is larger than " + std::to_string(limits.body) + " bytes.";
        case 417: return "The only expectation known here is 100-continue.";
        case 431: return "The headers are larger than " + std::to_string(limits.head) + " bytes.";
        default: return "This is not a readable HTTP/1.1 request.";
    }
}

/// Hands one answer to its connection.
class Reply final : public HttpReply {
public:
    explicit Reply(std::shared_ptr<HttpConnection> connection) : connection_(std::move(connection)) {}
    Reply(const Reply&) = delete;
    Reply& operator=(const Reply&) = delete;
    ~Reply() override {
        if (connection_) connection_->abandon();
    }
    void send(HttpResponse response) override {
        if (const auto connection = std::exchange(connection_, nullptr)) connection->respond(response);
    }

private:
    std::shared_ptr<HttpConnection> connection_;
};

}  // namespace

HttpConnection::HttpConnection(std::shared_ptr<HttpServerCore> core, tcp::socket socket)
    : core_(std::move(core)), socket_(std::move(socket)) {
    ++core_->count;
}

HttpConnection::~HttpConnection() {
    if (phase_ != Phase::closed) core_->left();
}

void HttpConnection::start() {
    set_deadline(std::chrono::steady_clock::now() + core_->limits.idle);
    await_bytes();
}

void HttpConnection::set_deadline(HttpTime when) {
    deadline_ = when;
    core_->watch(when);
}

void HttpConnection::await_bytes() {
    socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this()](const error_code& ec) {
        if (ec) {
            self->close();
        } else {
            self->receive();
        }
    });
}

void HttpConnection::receive() {
    if (phase_ != Phase::reading && phase_ != Phase::draining) return;
    error_code ec;
    const std::size_t size = socket_.read_some(asio::buffer(core_->scratch), ec);
    if (ec == asio::error::would_block) return await_bytes();
    if (ec) return close();
    if (phase_ == Phase::draining) {
        drained_ += size;
        return drained_ > kDrainBytes ? close() : await_bytes();
    }
    const std::string_view bytes(core_->scratch.data(), size);
    if (input_.empty()) return process(bytes);
    input_.append(bytes);
    const std::string all = std::exchange(input_, {});
    process(all);
}

void HttpConnection::process(std::string_view bytes) {
    in_process_ = true;
    while (phase_ == Phase::reading && !bytes.empty()) {
        if (!reader_) reader_ = core_->take_reader();
        bytes.remove_prefix(reader_->feed(bytes));
        if (reader_->failure() != 0) {
            refuse(reader_->failure());
        } else if (reader_->done()) {
            handle();
        } else {
            if (reader_->take_continue()) {
                constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
                error_code ignored;  // a client that is gone shows in the next read
                socket_.write_some(asio::buffer(kContinue), ignored);
            }
            break;
        }
    }
    in_process_ = false;
    if (phase_ == Phase::closed || phase_ == Phase::draining) return;
    if (!bytes.empty()) input_.assign(bytes);
    if (phase_ != Phase::reading) return;
    if (input_.size() > core_->scratch.size()) return refuse(400);  // a part of the syntax that never ends
    if (input_.empty() && !reader_) {
        if (core_->stopping) return close();
        set_deadline(std::chrono::steady_clock::now() + core_->limits.idle);
    } else if (!std::exchange(started_, true)) {
        set_deadline(std::chrono::steady_clock::now() + core_->limits.request);
    }
    await_bytes();
}

void HttpConnection::handle() {
    phase_ = Phase::handling;
    deadline_ = HttpTime::max();
    head_only_ = reader_->head_only();
    close_after_ = !reader_->keep_alive();
    const HttpRequest request = reader_->request();
    core_->handler(request, std::make_shared<Reply>(shared_from_this()));
}

void HttpConnection::refuse(unsigned status) {
    phase_ = Phase::handling;
    close_after_ = true;
    head_only_ = false;
    HttpResponse response;
    response.status = status;
    response.content_type = kPlainText;
    response.body = refusal_text(status, core_->limits);
    respond(response);
}

void HttpConnection::respond(const HttpResponse& response) {
    if (phase_ != Phase::handling) return;
    close_after_ = close_after_ || core_->stopping;
    std::string& out = core_->response;
    out.clear();
    append_status(out, response.status);
    out += "Date: ";
    out += core_->date();
    if (!response.content_type.empty()) {
        out += "\r\nContent-Type: ";
        out += response.content_type;
    }
    out += "\r\nContent-Length: ";
    append_number(out, response.body.size());
    out += close_after_ ? "\r\nConnection: close\r\n" : "\r\nConnection: keep-alive\r\n";
    out += response.extra_headers;
    out += "\r\n";
    if (!head_only_) out += response.body;
    write(out);
}

void HttpConnection::write(std::string_view bytes) {
    error_code ec;
    const std::size_t taken = socket_.write_some(asio::buffer(bytes), ec);
    if (ec && ec != asio::error::would_block) return close();
    if (taken == bytes.size()) return written();
    phase_ = Phase::writing;
    output_.assign(bytes.substr(taken));
    set_deadline(std::chrono::steady_clock::now() + kWriteTime);
    asio::async_write(socket_, asio::buffer(output_),
                      [self = shared_from_this()](const error_code& failed, std::size_t) {
                          self->output_ = {};
                          if (failed) return self->close();
                          if (self->phase_ == Phase::writing) self->written();
                      });
}

void HttpConnection::written() {
    return_reader();
    started_ = false;
    if (close_after_) {
        phase_ = Phase::draining;
        input_ = {};
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        set_deadline(std::chrono::steady_clock::now() + kDrainTime);
        await_bytes();
        return;
    }
    phase_ = Phase::reading;
    if (in_process_) return;  // process() goes on with what came after
    const std::string rest = std::exchange(input_, {});
    process(rest);
}

void HttpConnection::abandon() {
    if (phase_ != Phase::handling) return;
    constexpr std::string_view kAnswer =
        "HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain\r\nContent-Length: 27\r\n"
        "Connection: close\r\n\r\nThe request was not handled";
    error_code ignored;
    socket_.write_some(asio::buffer(kAnswer), ignored);
    close();
}

void HttpConnection::expire() {
    if (phase_ == Phase::reading && started_) return refuse(408);
    close();
}

void HttpConnection::finish() {
    if (phase_ == Phase::reading && !started_) close();
}

void HttpConnection::close() {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    deadline_ = HttpTime::max();
    return_reader();
    unlink();
    error_code ignored;
    socket_.close(ignored);
    core_->left();
}

void HttpConnection::return_reader() {
    if (reader_) core_->give_back(std::move(reader_));
}

}  // namespace focus
