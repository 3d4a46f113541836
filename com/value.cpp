#include "com/value.h"

#include <boost/json.hpp>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>

#include "alpaca/parameters.h"

namespace focus::com {
namespace {

using Coerced = boost::system::result<Value, Mismatch>;

std::string_view without_blanks(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::optional<double> number_in(std::string_view text) {
    text = without_blanks(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    double number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

/// As a number, if it is one in any form.
std::optional<double> number_of(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value.held)) return *flag ? -1 : 0;
    if (const auto* number = std::get_if<std::int16_t>(&value.held)) return *number;
    if (const auto* number = std::get_if<std::int32_t>(&value.held)) return *number;
    if (const auto* number = std::get_if<double>(&value.held)) return *number;
    if (const auto* text = std::get_if<std::string>(&value.held)) return number_in(*text);
    return std::nullopt;
}

template <class Whole>
Coerced to_whole(const Value& value) {
    const auto number = number_of(value);
    if (!number) return Mismatch::type;
    const double rounded = std::nearbyint(*number);
    if (!(rounded >= std::numeric_limits<Whole>::min() && rounded <= std::numeric_limits<Whole>::max())) {
        return Mismatch::overflow;
    }
    return Value{static_cast<Whole>(rounded)};
}

Coerced to_boolean(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value.held)) {
        const std::string_view word = without_blanks(*text);
        if (equals_ignoring_case(word, "true")) return Value{true};
        if (equals_ignoring_case(word, "false")) return Value{false};
    }
    const auto number = number_of(value);
    if (!number) return Mismatch::type;
    return Value{*number != 0};
}

Coerced to_text(const Value& value) {
    if (value.empty()) return Value{std::string()};
    if (std::holds_alternative<std::string>(value.held)) return value;
    if (const auto* flag = std::get_if<bool>(&value.held)) return Value{std::string(*flag ? "True" : "False")};
    const auto number = number_of(value);
    if (!number) return Mismatch::type;
    // The shortest form of 100000 would be 1e+05, which no device reads as a position. The smallest double has 325
    // digits.
    char digits[512];
    const char* const end = std::to_chars(digits, digits + sizeof digits, *number, std::chars_format::fixed).ptr;
    return Value{std::string(digits, static_cast<std::size_t>(end - digits))};
}

/// Exactly `size` digits at `at`.
std::optional<int> digits_at(std::string_view text, std::size_t at, std::size_t size) {
    int number = 0;
    const char* const begin = text.data() + at;
    if (at + size > text.size() || *begin < '0' || *begin > '9') return std::nullopt;
    const auto [end, failed] = std::from_chars(begin, begin + size, number);
    if (failed != std::errc() || end != begin + size) return std::nullopt;
    return number;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    using namespace std::chrono;
    if (text.size() < 20 || text.size() > 30 || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
        text[13] != ':' || text[16] != ':' || text.back() != 'Z') {
        return std::nullopt;
    }
    const auto years = digits_at(text, 0, 4);
    const auto months = digits_at(text, 5, 2);
    const auto days_of_month = digits_at(text, 8, 2);
    const auto hour = digits_at(text, 11, 2);
    const auto minute = digits_at(text, 14, 2);
    const std::string_view second = text.substr(17, text.size() - 18);
    if (second[0] < '0' || second[0] > '9') return std::nullopt;
    const auto seconds = number_in(second);
    if (!years || !months || !days_of_month || !hour || !minute || !seconds) return std::nullopt;
    const year_month_day date{year(*years), month(static_cast<unsigned>(*months)),
                              day(static_cast<unsigned>(*days_of_month))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *seconds >= 61) return std::nullopt;
    const auto whole_days = sys_days(date) - sys_days(year(1899) / December / 30);
    return Date{static_cast<double>(whole_days.count()) + (*hour * 3600 + *minute * 60 + *seconds) / 86400};
}

Coerced coerce(const Value& value, Type type) {
    switch (type) {
        case Type::nothing: return Value{};
        case Type::boolean: return to_boolean(value);
        case Type::int16: return to_whole<std::int16_t>(value);
        case Type::int32: return to_whole<std::int32_t>(value);
        case Type::real: {
            const auto number = number_of(value);
            if (!number) return Mismatch::type;
            return Value{*number};
        }
        case Type::text: return to_text(value);
        case Type::list: break;
    }
    if (!std::holds_alternative<List>(value.held)) return Mismatch::type;
    return value;
}

Value from_json(const boost::json::value& json) {
    switch (json.kind()) {
        case boost::json::kind::null: return {};
        case boost::json::kind::bool_: return Value{json.get_bool()};
        case boost::json::kind::string: return Value{std::string(json.get_string())};
        case boost::json::kind::array: {
            List list;
            for (const auto& element : json.get_array()) list.push_back(from_json(element));
            return Value{std::move(list)};
        }
        case boost::json::kind::object: {
            Object object;
            for (const auto& field : json.get_object()) {
                object.push_back({std::string(field.key()), from_json(field.value())});
            }
            return Value{std::move(object)};
        }
        default: break;
    }
    const auto number = json.to_number<double>();
    const bool whole = !json.is_double() && number >= std::numeric_limits<std::int32_t>::min() &&
                       number <= std::numeric_limits<std::int32_t>::max();
    return whole ? Value{static_cast<std::int32_t>(number)} : Value{number};
}

}  // namespace focus::com
