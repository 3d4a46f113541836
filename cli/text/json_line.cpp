#include "cli/text/json_line.h"

#include <boost/json.hpp>
#include <cmath>

#include "cli/text/format.h"

namespace focus::cli {
namespace {

namespace json = boost::json;

std::string number(double value) {
    if (!std::isfinite(value)) return "null";
    std::string text = fixed_text(value, 4);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace

std::string json_line(const json::value& value) {
    std::string text;
    if (const auto* object = value.if_object()) {
        for (const auto& [key, member] : *object) {
            text += text.empty() ? "" : ",";
            text += json::serialize(json::value(key)) + ":" + json_line(member);
        }
        return "{" + text + "}";
    }
    if (const auto* array = value.if_array()) {
        for (const auto& member : *array) {
            text += text.empty() ? "" : ",";
            text += json_line(member);
        }
        return "[" + text + "]";
    }
    return value.is_double() ? number(value.get_double()) : json::serialize(value);
}

}  // namespace focus::cli
