#include "alpaca/client/hub_client.h"

#include <algorithm>
#include <boost/beast/core.hpp>
#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/http.hpp>
#include <random>

#include "alpaca/ascom_error.h"
#include "alpaca/client/hub_answer.h"
#include "alpaca/parameters.h"
#include "core/plain_text.h"
#include "core/port/open_connection.h"
#include "core/resolve.h"
#include "core/state/turn.h"

namespace focus {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::size_t kLargestAnswer = 65536;
constexpr std::size_t kLongestQuoted = 300;

/// What a stranger sent, fit for one line of a message.
std::string plain(std::string_view text) { return plain_text(text.substr(0, kLongestQuoted)); }

std::string basic_credentials(const AlpacaAddress& address) {
    if (address.user.empty()) return {};
    const std::string both = address.user + ":" + address.password;
    std::string coded(beast::detail::base64::encoded_size(both.size()), '\0');
    coded.resize(beast::detail::base64::encode(coded.data(), both.data(), both.size()));
    return "Basic " + coded;
}

}  // namespace

struct HubClient::Impl {
    Impl(const asio::any_io_executor& where, AlpacaAddress to, std::string kind)
        : address(std::move(to)), device(std::move(kind)), stream(where), turn(where) {
        std::random_device seed;
        client_id = seed() | 1U;
    }

    Task<HubValue> request(http::verb verb, std::string member, std::string form, Condition wanted,
                           std::chrono::milliseconds patience);
    asio::awaitable<error_code> open(std::chrono::steady_clock::time_point by);
    asio::awaitable<error_code> exchange(http::request<http::string_body>& message, const Condition& wanted);
    Result<HubValue> judge();
    error_code transport_failure(error_code error);
    error_code fail(error_code error, std::string words) {
        failure = std::move(words);
        return error;
    }
    void close() {
        error_code ignored;
        stream.socket().close(ignored);
        buffer.clear();
    }

    AlpacaAddress address;
    std::string device;
    beast::tcp_stream stream;
    Turn turn;
    beast::flat_buffer buffer{kLargestAnswer};
    http::response<http::string_body> response;
    std::string failure;
    int ascom_number = 0;
    std::uint32_t client_id;
    std::uint32_t transaction = 0;
    unsigned closings = 0;  ///< of the owner
};

asio::awaitable<error_code> HubClient::Impl::open(std::chrono::steady_clock::time_point by) {
    close();
    const unsigned before = closings;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(by - std::chrono::steady_clock::now());
    const auto found = co_await resolve(address.host, address.port, left);
    if (closings != before) co_return asio::error::operation_aborted;
    if (!found) co_return found.error();
    const error_code failed = co_await open_connection(stream.socket(), *found, by);
    stream.expires_at(by);
    co_return failed;
}

/// `wanted` is asked at the last moment before every sending.
asio::awaitable<error_code> HubClient::Impl::exchange(http::request<http::string_body>& message,
                                                      const Condition& wanted) {
    if (wanted && !wanted()) co_return Error::cancelled;
    const auto [unsent, sent] = co_await http::async_write(stream, message, use_result);
    if (unsent) co_return unsent;
    http::response_parser<http::string_body> parser;
    parser.body_limit(kLargestAnswer);
    const auto [unread, size] = co_await http::async_read(stream, buffer, parser, use_result);
    if (unread) co_return unread;
    response = parser.release();
    co_return error_code();
}

Task<HubValue> HubClient::Impl::request(http::verb verb, std::string member, std::string form, Condition wanted,
                                        std::chrono::milliseconds patience) {
    const Turn::Held held = co_await turn.take();
    if (!held) co_return Error::cancelled;
    std::string ids = "ClientID=" + std::to_string(client_id) + "&ClientTransactionID=" + std::to_string(++transaction);
    if (!form.empty()) ids += "&" + form;
    std::string target = "/api/v1/" + device + "/" + address.number + "/" + member;
    if (verb == http::verb::get) target += "?" + ids;
    http::request<http::string_body> message(verb, target, 11);
    message.set(http::field::host, address.authority());
    message.set(http::field::user_agent, "FocuserLink/" FOCUSERLINK_VERSION);
    if (const std::string known = basic_credentials(address); !known.empty()) {
        message.set(http::field::authorization, known);
    }
    if (verb == http::verb::put) {
        message.set(http::field::content_type, "application/x-www-form-urlencoded");
        message.body() = ids;
    }
    message.prepare_payload();

    ascom_number = 0;
    const auto by = std::chrono::steady_clock::now() + patience;
    stream.expires_at(by);
    error_code error;
    const bool reused = stream.socket().is_open();
    if (!reused) error = co_await open(by);
    if (!error) error = co_await exchange(message, wanted);
    const bool closed_by_hub = error == http::error::end_of_stream || error == asio::error::connection_reset ||
                               error == asio::error::connection_aborted || error == asio::error::broken_pipe ||
                               error == asio::error::eof;
    if (reused && closed_by_hub) {
        // It was closed while nothing was under way: this request was not looked at.
        error = co_await open(by);
        if (!error) error = co_await exchange(message, wanted);
    }
    if (error == Error::cancelled) {
        stream.expires_never();
        co_return fail(Error::cancelled, "");
    }
    if (error) {
        close();
        co_return transport_failure(error);
    }
    stream.expires_never();
    if (!response.keep_alive()) close();
    co_return judge();
}

error_code HubClient::Impl::transport_failure(error_code error) {
    const std::string hub = "The hub at " + address.authority();
    if (error == beast::error::timeout || error == asio::error::timed_out || error == Error::timeout) {
        return fail(Error::timeout, hub + " does not answer.");
    }
    if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor)
        return fail(Error::cancelled, "");
    if (error == asio::error::connection_refused) {
        return fail(error, "No hub runs at " + address.authority() + ": start focuserlinkd there.");
    }
    if (error.category() == asio::error::get_netdb_category()) {
        return fail(Error::disconnected, "No computer called " + address.host + " is known: " + error.message() + ".");
    }
    if (error == http::error::end_of_stream || error == asio::error::eof || error == asio::error::connection_reset ||
        error == asio::error::connection_aborted) {
        return fail(Error::disconnected, hub + " closed the connection.");
    }
    if (error.category() == http::make_error_code(http::error::bad_version).category()) {
        return fail(Error::bad_reply,
                    "What answers at " + address.authority() + " is not a hub: " + error.message() + ".");
    }
    return fail(Error::disconnected, hub + " cannot be reached: " + error.message() + ".");
}

Result<HubValue> HubClient::Impl::judge() {
    const std::string hub = "The hub at " + address.authority();
    const std::string& body = response.body();
    if (response.result_int() == 401)
        return fail(Error::disconnected, hub + " asks for a user and a password: alpaca://USER:PASSWORD@HOST:PORT/N.");
    if (response.result_int() != 200) {
        const std::string status = std::to_string(response.result_int());
        return fail(Error::unsupported,
                    hub + " refuses " + device + " " + address.number + " (" + status + "): " + plain(body));
    }
    HubAnswer answer = read_hub_answer(body);
    if (!answer.alpaca) {
        return fail(Error::bad_reply, "What answers at " + address.authority() + " is not an Alpaca hub.");
    }
    if (answer.number != 0) {
        ascom_number = answer.number;
        return fail(from_ascom(answer.number),
                    answer.message.empty() ? "The hub reports error " + std::to_string(answer.number) : answer.message);
    }
    HubValue value;
    if (answer.value.is_string()) value.text = std::string(answer.value.get_string());
    if (answer.value.is_bool()) value.flag = answer.value.get_bool();
    value.json = std::move(answer.value);
    return value;
}

HubClient::HubClient(const asio::any_io_executor& executor, AlpacaAddress address, std::string device)
    : impl_(std::make_unique<Impl>(executor, std::move(address), std::move(device))) {}

HubClient::~HubClient() = default;

Task<HubValue> HubClient::get(std::string member, std::string form) {
    co_return co_await impl_->request(http::verb::get, std::move(member), std::move(form), Condition(),
                                      std::chrono::seconds(3));
}

Task<HubValue> HubClient::put(std::string member, std::string form, Condition wanted,
                              std::chrono::milliseconds patience) {
    co_return co_await impl_->request(http::verb::put, std::move(member), std::move(form), std::move(wanted), patience);
}

Task<std::string> HubClient::line(std::string line) {
    std::string form = "Command=" + encode_form_text(line) + "&Raw=true";
    Result<HubValue> answer = co_await put("commandstring", std::move(form));
    if (!answer) co_return answer.error();
    co_return std::move(answer->text);
}

Task<std::string> HubClient::action(std::string name, std::string parameters) {
    std::string form = "Action=" + encode_form_text(name) + "&Parameters=" + encode_form_text(parameters);
    Result<HubValue> answer = co_await put("action", std::move(form));
    if (!answer) co_return answer.error();
    co_return std::move(answer->text);
}

const std::string& HubClient::failure() const { return impl_->failure; }

int HubClient::ascom_number() const { return impl_->ascom_number; }

void HubClient::close() {
    ++impl_->closings;
    impl_->close();
}

}  // namespace focus
