#include "alpaca/server/alpaca_server.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/json.hpp>
#include <spdlog/spdlog.h>

#include "alpaca/discovery/discovery.h"
#include "alpaca/parameters.h"
#include "alpaca/server/access.h"
#include "alpaca/server/alpaca_device.h"
#include "core/plain_text.h"

namespace focus {
namespace {

constexpr std::string_view kJson = "application/json";

using ReplyPtr = std::shared_ptr<HttpReply>;

void send_text(const ReplyPtr& reply, unsigned status, std::string text, std::string extra_headers = {}) {
    HttpResponse response;
    response.status = status;
    response.content_type = kPlainText;
    response.body = std::move(text);
    response.extra_headers = std::move(extra_headers);
    reply->send(std::move(response));
}

/// The two numbers that every request carries and every answer repeats.
struct Transaction {
    std::uint32_t client = 0;
    std::uint32_t server = 0;
};

/// `initial`: the Value when the answer brings none; empty: no Value at all.
void send_answer(const ReplyPtr& reply, const Transaction& ids, std::string_view initial, const Answer& answer) {
    if (answer.status != 200) return send_text(reply, answer.status, answer.text);
    HttpResponse response;
    response.content_type = kJson;
    std::string& out = response.body;
    out.reserve(160 + answer.value.size() + answer.text.size());
    out += '{';
    if (!initial.empty()) {
        out += "\"Value\":";
        out += answer.value.empty() ? initial : std::string_view(answer.value);
        out += ',';
    }
    out += "\"ClientTransactionID\":";
    append_json(out, ids.client);
    out += ",\"ServerTransactionID\":";
    append_json(out, ids.server);
    out += ",\"ErrorNumber\":";
    append_json(out, static_cast<int>(answer.error));
    out += ",\"ErrorMessage\":";
    const bool untold = answer.error != AscomError::none && answer.text.empty();
    append_json(out, untold ? std::string_view("the request failed") : std::string_view(answer.text));
    out += '}';
    reply->send(std::move(response));
}

/// An absent ID is 0; nothing: one that is no uint32.
std::optional<std::uint32_t> read_id(std::string_view text, std::string_view name, NameCase name_case) {
    const auto value = find_parameter(text, name, name_case);
    return value ? parse_id(*value) : 0U;
}

/// Where the parameters of a PUT went, if not where they belong.
std::string cure_for(const HttpRequest& request) {
    constexpr std::string_view kForm = "application/x-www-form-urlencoded";
    const std::string_view type = request.content_type.substr(0, request.content_type.find(';'));
    if (!request.body.empty() && !type.empty() && !equals_ignoring_case(type, kForm)) {
        return " The body must be " + std::string(kForm) + ", such as Position=12000; this one is called " +
               plain_text(type.substr(0, 60)) + ".";
    }
    if (request.body.empty() && !request.query.empty()) {
        return " The parameters of a PUT stand in its body (" + std::string(kForm) + "), not in the address.";
    }
    return {};
}

bool begins(std::string_view path, std::string_view root) {
    return path.substr(0, root.size()) == root && (path.size() == root.size() || path[root.size()] == '/');
}

}  // namespace

struct AlpacaServer::Impl : std::enable_shared_from_this<Impl> {
    Impl(asio::any_io_executor on, AlpacaOptions with)
        : executor(std::move(on)),
          options(std::move(with)),
          access(options.listen, options.names, options.user, options.password) {}

    void handle(const HttpRequest& request, const ReplyPtr& reply);
    void handle_api(const HttpRequest& request, const ReplyPtr& reply);
    void handle_management(const HttpRequest& request, const ReplyPtr& reply);
    std::shared_ptr<SharedDevice> find_device(std::string_view type, std::string_view number) const;
    std::optional<Transaction> begin(const HttpRequest& request, const ReplyPtr& reply);
    Result<void> listen();
    void start_discovery();

    asio::any_io_executor executor;
    AlpacaOptions options;
    Access access;
    std::vector<std::shared_ptr<SharedDevice>> focusers, conditions;
    HttpHandler pages;
    std::unique_ptr<HttpServer> http;
    std::unique_ptr<DiscoveryServer> discovery;
    std::string failure;
    unsigned short port = 0;
    bool on_ipv6 = false;
    std::uint32_t last_transaction = 0;
};

void AlpacaServer::Impl::handle(const HttpRequest& request, const ReplyPtr& reply) {
    if (auto refusal = access.refusal(request)) return reply->send(std::move(*refusal));
    if (begins(request.path, "/api")) return handle_api(request, reply);
    if (begins(request.path, "/management")) return handle_management(request, reply);
    if (pages) return pages(request, reply);
    send_text(reply, 400, "There is nothing at this address.");
}

std::shared_ptr<SharedDevice> AlpacaServer::Impl::find_device(std::string_view type, std::string_view number) const {
    const auto& devices = type == "focuser" ? focusers : conditions;
    if (type != "focuser" && type != "observingconditions") return nullptr;
    const auto index = parse_id(number);
    if (!index || *index >= devices.size() || (number.size() > 1 && number.front() == '0')) return nullptr;
    return devices[*index];
}

std::optional<Transaction> AlpacaServer::Impl::begin(const HttpRequest& request, const ReplyPtr& reply) {
    const bool get = request.verb == HttpVerb::get;
    const std::string_view parameters = get ? request.query : request.body;
    const NameCase name_case = get ? NameCase::any : NameCase::exact;
    if (!well_formed(parameters)) {
        send_text(reply, 400, "The parameters hold a % that is not followed by two hexadecimal digits.");
        return std::nullopt;
    }
    const auto client = read_id(parameters, "ClientTransactionID", name_case);
    if (!client || !read_id(parameters, "ClientID", name_case)) {
        send_text(reply, 400, "ClientID and ClientTransactionID must be whole numbers from 0 to 4294967295.");
        return std::nullopt;
    }
    return Transaction{*client, ++last_transaction};
}

void AlpacaServer::Impl::handle_api(const HttpRequest& request, const ReplyPtr& reply) {
    constexpr std::string_view kRoot = "/api/v1/";
    std::string_view rest = request.path;
    const Member* member = nullptr;
    std::shared_ptr<SharedDevice> device;
    if (rest.substr(0, kRoot.size()) == kRoot) {
        rest.remove_prefix(kRoot.size());
        const std::size_t first = std::min(rest.find('/'), rest.size());
        const std::size_t second = std::min(rest.find('/', first + 1), rest.size());
        if (second < rest.size()) {
            device = find_device(rest.substr(0, first), rest.substr(first + 1, second - first - 1));
            if (device) member = find_member(device->kind, rest.substr(second + 1));
        }
    }
    if (!member) {
        return send_text(reply, 400,
                         "This hub has no such device or member. Addresses are lower case: "
                         "/api/v1/{focuser|observingconditions}/{number}/{member}.");
    }
    const bool get = request.verb == HttpVerb::get;
    if (get ? member->get == nullptr : member->put == nullptr || request.verb != HttpVerb::put) {
        const bool both = member->get && member->put;
        return send_text(reply, 405, "This member does not know that HTTP method.",
                         both          ? "Allow: GET, PUT\r\n"
                         : member->get ? "Allow: GET\r\n"
                                       : "Allow: PUT\r\n");
    }
    const auto ids = begin(request, reply);
    if (!ids) return;
    if (get) return send_answer(reply, *ids, member->initial, member->get(*device, request.query));
    // A member that can be read gives its Value there, not in the answer to a PUT.
    const std::string_view initial = member->get ? std::string_view() : member->initial;
    auto done = [reply, ids, initial, cure = cure_for(request)](const std::exception_ptr& broken, Answer answer) {
        if (answer.status == 400) answer.text += cure;
        if (!broken) send_answer(reply, *ids, initial, answer);
    };
    asio::co_spawn(executor, member->put(device, std::string(request.body)), std::move(done));
}

void AlpacaServer::Impl::handle_management(const HttpRequest& request, const ReplyPtr& reply) {
    boost::json::value value;
    if (request.path == "/management/apiversions") {
        value = boost::json::array{1};
    } else if (request.path == "/management/v1/description") {
        value = {{"ServerName", options.server_name},
                 {"Manufacturer", "FocuserLink"},
                 {"ManufacturerVersion", FOCUSERLINK_VERSION},
                 {"Location", options.location}};
    } else if (request.path == "/management/v1/configureddevices") {
        boost::json::array list;
        for (const auto* devices : {&focusers, &conditions}) {
            for (std::size_t number = 0; number < devices->size(); ++number) {
                const SharedDevice& device = *(*devices)[number];
                const char* type = device.kind == DeviceKind::focuser ? "Focuser" : "ObservingConditions";
                list.push_back({{"DeviceName", device.name},
                                {"DeviceType", type},
                                {"DeviceNumber", number},
                                {"UniqueID", device.unique_id}});
            }
        }
        value = std::move(list);
    } else {
        return send_text(reply, 400, "The management interface has no such address.");
    }
    if (request.verb != HttpVerb::get) {
        return send_text(reply, 405, "The management interface can only be read.", "Allow: GET\r\n");
    }
    if (const auto ids = begin(request, reply)) {
        send_answer(reply, *ids, "null", value_answer(boost::json::serialize(value)));
    }
}

Result<void> AlpacaServer::Impl::listen() {
    http = std::make_unique<HttpServer>(executor,
                                        [self = weak_from_this()](const HttpRequest& request, const ReplyPtr& reply) {
                                            if (const auto impl = self.lock()) impl->handle(request, reply);
                                        });
    error_code last = asio::error::invalid_argument;
    const bool everywhere = std::find(options.listen.begin(), options.listen.end(), "0.0.0.0") != options.listen.end();
    const bool no_ipv6 = std::none_of(options.listen.begin(), options.listen.end(),
                                      [](const std::string& text) { return text.find(':') != std::string::npos; });
    for (const std::string& address : options.listen) {
        const auto bound = http->listen(address, port != 0 ? port : options.port);
        error_code ec;
        const bool v6 = asio::ip::make_address(address, ec).is_v6();
        if (bound) {
            port = *bound;
            on_ipv6 = on_ipv6 || v6;
            continue;
        }
        last = bound.error();
        failure =
            fmt::format("cannot listen on {} port {}: {}", address, port != 0 ? port : options.port, last.message());
        // A computer without IPv6 is served on IPv4.
        const bool absent = last == asio::error::address_family_not_supported || last.value() == EADDRNOTAVAIL;
        if (!v6 || !absent) return last;
    }
    if (port == 0) return last;
    // "localhost" is ::1 to some programs on this computer. Where another server has that, so be it.
    if (everywhere && no_ipv6) (void)http->listen("::1", port);
    failure.clear();
    return {};
}

void AlpacaServer::Impl::start_discovery() {
    if (options.discovery_port == 0) return;
    DiscoveryOptions with;
    with.port = options.discovery_port;
    with.alpaca_port = port;
    with.ipv6 = on_ipv6;
    with.this_machine_only = std::all_of(options.listen.begin(), options.listen.end(), [](const std::string& text) {
        error_code ec;
        return asio::ip::make_address(text, ec).is_loopback();
    });
    discovery = std::make_unique<DiscoveryServer>(executor, with);
    if (const auto started = discovery->start(); !started) {
        spdlog::warn("discovery does not work, UDP port {}: {}; programs can still be given this hub's address",
                     with.port, started.error().message());
        discovery.reset();
    }
}

AlpacaServer::AlpacaServer(asio::any_io_executor executor, AlpacaOptions options)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(options))) {}

AlpacaServer::~AlpacaServer() {
    impl_->http.reset();
    impl_->discovery.reset();
}

void AlpacaServer::add(AlpacaDevice device) {
    const auto share = [&](DeviceKind kind, std::string name, const std::string& id) {
        auto shared = std::make_shared<SharedDevice>();
        shared->kind = kind;
        shared->name = std::move(name);
        shared->unique_id = id;
        shared->focuser = device.focuser;
        shared->connection =
            std::make_shared<DeviceConnection>(impl_->executor, device.focuser, impl_->options.patience);
        return shared;
    };
    impl_->focusers.push_back(share(DeviceKind::focuser, device.name, device.focuser_id));
    impl_->conditions.push_back(share(DeviceKind::conditions, device.name + " sensor", device.conditions_id));
}

void AlpacaServer::set_pages(HttpHandler handler) { impl_->pages = std::move(handler); }

Result<void> AlpacaServer::start() {
    const auto listening = impl_->listen();
    if (!listening) {
        impl_->http.reset();
        return listening;
    }
    impl_->start_discovery();
    return {};
}

const std::string& AlpacaServer::failure() const { return impl_->failure; }

unsigned short AlpacaServer::port() const { return impl_->port; }

asio::awaitable<void> AlpacaServer::stop() {
    impl_->discovery.reset();
    if (impl_->http) co_await impl_->http->stop();
}

}  // namespace focus
