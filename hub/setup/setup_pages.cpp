#include "hub/setup/setup_pages.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <optional>

#include "alpaca/parameters.h"
#include "core/spawn.h"
#include "hub/hub.h"
#include "hub/setup/pages.h"
#include "hub/setup/setup_api.h"
#include "hub/setup/setup_json.h"

namespace focus {
namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";
/// The page needs nothing from elsewhere and is nobody's frame.
constexpr const char* kPageHeaders =
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

/// Puts `value` in the one place that says {{name}}.
void fill(std::string& page, std::string_view name, std::string_view value) {
    const std::string place = "{{" + std::string(name) + "}}";
    if (const std::size_t at = page.find(place); at != std::string::npos) page.replace(at, place.size(), value);
}

/// The settings for those who read the page without script.
std::string settings_table(const FocuserState& state) {
    if (!state.settings) return "<p>The settings are not known: the focuser is not connected.</p>";
    std::string out = "<table>";
    for (const SettingKey& key : setting_keys()) {
        if (!is_page_number(key)) continue;
        out += std::string("<tr><th>") + key.label + "</th><td>" + setting_value(key, (*state.settings)[key.slot]) +
               " " + page_unit(key) + "</td></tr>";
    }
    return out + "</table>";
}

HttpResponse page(Hub& hub, std::size_t number) {
    std::string html(page_file("setup.html"));
    fill(html, "STYLE", page_file("setup.css"));
    fill(html, "SCRIPT", page_file("setup.js"));
    fill(html, "TITLE", escaped(hub.device_name(number)));
    fill(html, "NAME", escaped(hub.device_name(number)));
    fill(html, "DEVICE", std::to_string(number));
    fill(html, "VERSION", FOCUSERLINK_VERSION);
    fill(html, "CONFIG", escaped(hub.file().path()));
    fill(html, "SETTINGS", settings_table(hub.cable(number).state()));
    return {200, kHtml, std::move(html), kPageHeaders};
}

/// The device that a setup path names; nothing if it is not one.
std::optional<std::size_t> device_of_page(std::string_view path, std::size_t count) {
    if (path == "/setup") return 0;
    for (const std::string_view start : {"/setup/v1/focuser/", "/setup/v1/observingconditions/"}) {
        if (!path.starts_with(start) || !path.ends_with("/setup")) continue;
        const std::size_t digits = path.size() - start.size() - 6;
        if (path.size() < start.size() + 7 || digits > 2) continue;
        const auto number = parse_id(path.substr(start.size(), digits));
        if (number && *number < count && std::to_string(*number) == path.substr(start.size(), digits)) return *number;
    }
    return std::nullopt;
}

void send_json(const std::shared_ptr<HttpReply>& reply, const ApiAnswer& answer) {
    HttpResponse response;
    response.status = answer.status;
    response.content_type = "application/json";
    response.body = boost::json::serialize(answer.body);
    response.extra_headers = "Cache-Control: no-store\r\n";
    reply->send(std::move(response));
}

asio::awaitable<void> answer_api(Hub& hub, ApiRequest request, std::shared_ptr<HttpReply> reply) {
    const ApiAnswer answer = co_await handle_api(hub, std::move(request));
    send_json(reply, answer);
}

void api(Hub& hub, const asio::any_io_executor& executor, const HttpRequest& request,
         const std::shared_ptr<HttpReply>& reply) {
    ApiRequest copy;
    copy.verb = request.verb;
    copy.name = request.path.substr(std::string_view("/setup/api/").size());
    const auto device = find_parameter(request.query, "device", NameCase::exact);
    const auto number = parse_id(device.value_or("0"));
    if (!number || *number >= hub.device_count()) {
        return send_json(reply,
                         refused(404, "device: there are the numbers 0.." + std::to_string(hub.device_count() - 1)));
    }
    copy.device = *number;
    if (request.verb != HttpVerb::get) {
        const std::string_view type = request.content_type.substr(0, request.content_type.find(';'));
        if (!equals_ignoring_case(type, "application/json")) {
            return send_json(reply, refused(415, "The body must be application/json."));
        }
        error_code bad;
        boost::json::value body = boost::json::parse(request.body.empty() ? "{}" : request.body, bad);
        if (bad || !body.is_object()) return send_json(reply, refused(400, "The body must be a JSON object."));
        copy.body = std::move(body.as_object());
    }
    spawn(executor, answer_api(hub, std::move(copy), reply));
}

}  // namespace

HttpHandler setup_pages(Hub& hub, const asio::any_io_executor& executor) {
    return [&hub, executor](const HttpRequest& request, const std::shared_ptr<HttpReply>& reply) {
        if (request.path.starts_with("/setup/api/")) return api(hub, executor, request, reply);
        const bool get = request.verb == HttpVerb::get;
        if (request.path == "/") {
            return reply->send({302, kPlainText, "The setup page is at /setup.", "Location: /setup\r\n"});
        }
        if (const auto number = device_of_page(request.path, hub.device_count())) {
            if (!get) return reply->send({405, kPlainText, "The setup page takes GET.", "Allow: GET\r\n"});
            return reply->send(page(hub, *number));
        }
        if (request.path.starts_with("/setup")) {
            return reply->send({403, kPlainText, "There is no setup page here; it is at /setup.", {}});
        }
        reply->send({404, kPlainText, "There is nothing here. The setup page is at /setup, the API at /api/v1.", {}});
    };
}

}  // namespace focus
