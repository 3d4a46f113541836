#include "hub/config/hub_config.h"

#include <algorithm>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <cctype>
#include <cmath>
#include <set>

#include "core/files/toml_text.h"
#include "core/plain_text.h"
#include "core/port/port_list.h"

namespace focus {
namespace {

constexpr std::size_t kMostEntries = 16;  // of a list
constexpr std::array<std::string_view, 5> kLogLevels{"trace", "debug", "info", "warning", "error"};

bool printable(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool is_guid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
    }
    return true;
}

/// Reads one table key by key and remembers the first mistake and which keys it was asked for.
class TableReader {
public:
    TableReader(const toml::table& table, std::string file, ParsedConfig& result)
        : table_(table), file_(std::move(file)), result_(result) {}

    void text(const char* key, std::string& value) {
        const toml::node* node = find(key);
        if (node == nullptr) return;
        const auto* string = node->as_string();
        if (string == nullptr) return wrong(*node, key, "is a text in quotes, such as \"...\"");
        if (string->get().size() > kLongestValue || !printable(string->get())) {
            return wrong(*node, key, "is at most 256 characters on one line, without control characters");
        }
        value = string->get();
    }

    void flag(const char* key, bool& value) {
        const toml::node* node = find(key);
        if (node == nullptr) return;
        const auto* boolean = node->as_boolean();
        if (boolean == nullptr) return wrong(*node, key, "is true or false");
        value = boolean->get();
    }

    void port(const char* key, unsigned short& value, const char* zero) {
        const toml::node* node = find(key);
        if (node == nullptr) return;
        const auto* number = node->as_integer();
        if (number == nullptr || number->get() < 0 || number->get() > 65535) {
            return wrong(*node, key, std::string("is a whole number, 0..65535 (0: ") + zero + ")");
        }
        value = static_cast<unsigned short>(number->get());
    }

    /// Whole or half seconds.
    void interval(const char* key, std::chrono::milliseconds& value) {
        const toml::node* node = find(key);
        if (node == nullptr) return;
        const double seconds = node->is_number() ? node->value<double>().value_or(0) : 0;
        if (!(seconds >= 0.5 && seconds <= 60) || seconds * 2 != std::floor(seconds * 2)) {
            return wrong(*node, key, "is a number of seconds, 0.5..60 in steps of 0.5");
        }
        value = std::chrono::milliseconds(static_cast<int>(seconds * 1000));
    }

    struct ListForm {
        std::size_t least;
        const char* of;
        const char* sample;
        std::string (*mistake)(const std::string& entry);
    };

    void list(const char* key, const ListForm& form, std::vector<std::string>& value) {
        const toml::node* node = find(key);
        if (node == nullptr) return;
        const auto* array = node->as_array();
        if (array == nullptr || array->size() < form.least || array->size() > kMostEntries) {
            return wrong(*node, key,
                         "is a list of " + std::to_string(form.least) + ".." + std::to_string(kMostEntries) + " " +
                             form.of + ", such as [" + form.sample + "]");
        }
        std::vector<std::string> read;
        for (const toml::node& item : *array) {
            const auto* string = item.as_string();
            if (string == nullptr) return wrong(item, key, std::string("each entry stands in quotes, ") + form.sample);
            const std::string why = form.mistake(string->get());
            if (!why.empty()) return wrong(item, key, why);
            read.push_back(string->get());
        }
        value = std::move(read);
    }

    const toml::node* find(const char* key) {
        known_.insert(key);
        return result_.mistake.empty() ? table_.get(key) : nullptr;
    }

    void wrong(const toml::node& node, const std::string& key, const std::string& why) {
        if (result_.mistake.empty()) result_.mistake = place(node) + key + ": " + why;
    }
    /// The value of `key` is readable but not allowed.
    void refuse(const char* key, const std::string& why) {
        const toml::node* node = table_.get(key);
        wrong(node != nullptr ? *node : table_, key, why);
    }

    /// What is appended to a file that ends in a [[device]] becomes that device's: a password would protect nothing.
    void refuse_keys_of(const TableReader& hub) {
        for (const auto& [key, node] : table_) {
            const std::string name(key.str());
            if (known_.count(name) == 0 && hub.known_.count(name) != 0) {
                wrong(node, name, "belongs above the first [[device]]; here it would have no effect");
            }
        }
    }

    /// Call last: whatever was not asked for is unknown.
    void warn_of_the_rest() {
        for (const auto& [key, node] : table_) {
            if (known_.count(std::string(key.str())) != 0) continue;
            std::string names;
            for (const std::string& name : known_) names += (names.empty() ? "" : ", ") + name;
            result_.warnings.push_back(place(node) + std::string(key.str()) +
                                       ": unknown, has no effect; known here: " + names);
        }
    }

private:
    std::string place(const toml::node& node) const {
        return file_ + ":" + std::to_string(node.source().begin.line) + ": ";
    }

    const toml::table& table_;
    std::string file_;
    ParsedConfig& result_;
    std::set<std::string> known_;
};

DeviceConfig read_device(TableReader& reader) {
    DeviceConfig device;
    reader.text("address", device.address);
    reader.text("name", device.name);
    reader.flag("reset_on_connect", device.reset_on_connect);
    reader.flag("trace", device.trace);
    reader.text("focuser_id", device.focuser_id);
    reader.text("conditions_id", device.conditions_id);
    if (const std::string why = device_address_mistake(device.address); !device.address.empty() && !why.empty()) {
        reader.refuse("address", why);
    }
    for (auto [key, id] : {std::pair{"focuser_id", &device.focuser_id}, {"conditions_id", &device.conditions_id}}) {
        if (id->empty()) continue;
        if (!is_guid(*id)) {
            reader.refuse(key,
                          "is a GUID such as \"8b3c6a54-0f0e-4f6e-9a57-6a0a3c1d2e4f\"; remove the line and the "
                          "hub makes one");
        }
        std::transform(id->begin(), id->end(), id->begin(), [](unsigned char c) { return std::tolower(c); });
    }
    return device;
}

void read_devices(TableReader& top, const std::string& file, ParsedConfig& result) {
    const toml::node* node = top.find("device");
    if (node == nullptr) return;
    const auto* array = node->as_array();
    const bool tables = array != nullptr && (array->empty() || array->is_homogeneous(toml::node_type::table));
    if (!tables || array->size() > kMostDevices) {
        return top.wrong(*node, "device", "is written as up to 16 sections that begin with [[device]]");
    }
    std::set<std::string> taken;
    for (const toml::node& item : *array) {
        TableReader reader(*item.as_table(), file, result);
        DeviceConfig device = read_device(reader);
        for (auto [key, value] : {std::pair{"address", &device.address},
                                  {"focuser_id", &device.focuser_id},
                                  {"conditions_id", &device.conditions_id}}) {
            if (!value->empty() && !taken.insert(*value).second) {
                reader.refuse(key, "\"" + *value + "\" is used twice; each device needs its own");
            }
        }
        reader.refuse_keys_of(top);
        reader.warn_of_the_rest();
        result.config.devices.push_back(std::move(device));
    }
}

void read_hub(const toml::table& table, const std::string& file, ParsedConfig& result) {
    TableReader reader(table, file, result);
    HubConfig& config = result.config;
    reader.list("listen", {1, "IP addresses", R"("127.0.0.1", "::1")", listen_address_mistake}, config.listen);
    reader.list("names", {0, "host names", R"("telescope.fritz.box")", host_name_mistake}, config.names);
    reader.port("port", config.port, "any free one");
    reader.port("discovery_port", config.discovery_port, "no discovery");
    reader.text("user", config.user);
    reader.text("password", config.password);
    reader.text("location", config.location);
    reader.text("log_level", config.log_level);
    if (std::find(kLogLevels.begin(), kLogLevels.end(), config.log_level) == kLogLevels.end()) {
        reader.refuse("log_level", "is one of \"trace\", \"debug\", \"info\", \"warning\", \"error\"");
    }
    if (config.user.find(':') != std::string::npos) reader.refuse("user", "cannot contain a colon");
    if (config.user.empty() != config.password.empty()) {
        reader.refuse(config.user.empty() ? "password" : "user", "user and password are given together, or neither");
    }
    reader.flag("session_log", config.session_log);
    reader.interval("log_interval", config.log_interval);
    read_devices(reader, file, result);
    reader.warn_of_the_rest();
}

}  // namespace

ParsedConfig parse_hub_config(std::string_view text, const std::string& file) {
    ParsedConfig result;
    const TomlText read = parse_toml(text, file);
    result.mistake = read.mistake;
    if (read.mistake.empty()) read_hub(read.table, file, result);
    if (!result.mistake.empty()) result.config = HubConfig{};
    return result;
}

std::string host_name_mistake(const std::string& name) {
    const bool good = !name.empty() && name.size() <= 253 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == '_';
    });
    return good ? "" : "\"" + plain_text(name) + "\" is not a host name, such as telescope.fritz.box; without a port";
}

std::string listen_address_mistake(const std::string& address) {
    boost::system::error_code bad;
    boost::asio::ip::make_address(address, bad);
    if (!bad) return {};
    return "\"" + address +
           "\" is not an IP address; use 127.0.0.1 and ::1 for this computer only, 0.0.0.0 and :: for "
           "the whole network, or the address of one interface";
}

std::string device_address_mistake(std::string_view address) {
    const std::string allowed = std::string("allowed: \"serial:") + kExamplePort +
                                "\" (a cable) or \"tcp:127.0.0.1:4000\" (a simulated focuser)";
    const auto mistake = [&](const char* why) { return "\"" + std::string(address) + "\" " + why + "; " + allowed; };
    if (address.size() > kLongestValue || !printable(address)) return mistake("is too long or has control characters");
    if (address.starts_with("serial:")) {
        return address.size() > 7 ? std::string() : mistake("names no port");
    }
    if (!address.starts_with("tcp:")) return mistake("is not the address of a focuser");
    const std::string_view rest = address.substr(4);
    const std::size_t colon = rest.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return mistake("needs a host and a port");
    const std::string_view digits = rest.substr(colon + 1);
    const bool number = !digits.empty() && digits.size() <= 5 &&
                        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!number || std::stoul(std::string(digits)) > 65535 || std::stoul(std::string(digits)) == 0) {
        return mistake("has no port number in 1..65535");
    }
    return {};
}

}  // namespace focus
