#include "alpaca/client/hub_answer.h"

#include <algorithm>
#include <boost/json.hpp>

#include "alpaca/parameters.h"
#include "core/plain_text.h"

namespace focus {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestMessage = 300;
constexpr std::size_t kWidestMaker = 80;  // columns

std::string text_in(const json::object& object, const char* key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

HubAnswer read_hub_answer(std::string_view body) {
    HubAnswer answer;
    boost::system::error_code bad;
    const json::value parsed = json::parse(json::string_view(body.data(), body.size()), bad);
    const json::object* envelope = bad ? nullptr : parsed.if_object();
    const json::value* number = envelope == nullptr ? nullptr : envelope->if_contains("ErrorNumber");
    if (number == nullptr || !number->is_int64()) return answer;
    answer.alpaca = true;
    answer.number = static_cast<int>(std::clamp<std::int64_t>(number->get_int64(), -1, 0xFFFF));
    answer.message = plain_text(std::string_view(text_in(*envelope, "ErrorMessage")).substr(0, kLongestMessage));
    if (const json::value* value = envelope->if_contains("Value")) answer.value = *value;
    return answer;
}

std::vector<HubFocuser> read_focusers(std::string_view body, const std::string& host_port) {
    std::vector<HubFocuser> focusers;
    const HubAnswer answer = read_hub_answer(body);
    const json::array* devices = answer.value.if_array();
    if (devices == nullptr) return focusers;
    for (const json::value& device : *devices) {
        const json::object* entry = device.if_object();
        const json::value* number = entry == nullptr ? nullptr : entry->if_contains("DeviceNumber");
        if (number == nullptr || !number->is_int64() || number->get_int64() < 0) continue;
        if (!equals_ignoring_case(text_in(*entry, "DeviceType"), "focuser")) continue;
        const std::string name = text_in(*entry, "DeviceName");
        focusers.push_back({name.empty() ? "Focuser" : name,
                            "alpaca://" + host_port + "/" + std::to_string(number->get_int64()),
                            text_in(*entry, "UniqueID")});
    }
    return focusers;
}

std::string read_maker(std::string_view body) {
    const HubAnswer answer = read_hub_answer(body);
    const json::object* description = answer.value.if_object();
    if (description == nullptr) return {};
    return shortened(plain_text(text_in(*description, "Manufacturer")), kWidestMaker);
}

}  // namespace focus
