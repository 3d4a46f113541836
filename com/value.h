// Value: what goes in and out of a member, apart from how COM packs it; and its coercion to the type that a member
// declares. Values only; never the user's locale: a decimal sign is a period everywhere.
#pragma once

#include <boost/json/value.hpp>
#include <boost/system/result.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace focus::com {

struct Field;
struct Value;

using List = std::vector<Value>;
using Object = std::vector<Field>;  ///< named values, in order

/// An instant as COM counts it: days since 1899-12-30, UTC.
struct Date {
    double days;

    bool operator==(const Date&) const = default;
};

struct Value {
    std::variant<std::monostate, bool, std::int16_t, std::int32_t, double, std::string, List, Object, Date> held;

    bool operator==(const Value&) const = default;
    bool empty() const { return held.index() == 0; }
};

struct Field {
    std::string name;
    Value value;

    bool operator==(const Field&) const = default;
};

enum class Type { nothing, boolean, int16, int32, real, text, list };

/// Why a value cannot become another type.
enum class Mismatch { type, overflow };

/// Numbers round half to even, texts are read as numbers, true is -1 as a number: what COM clients know from VARIANTs.
/// Nothing becomes the empty text, but no number: a script's variable that was never set must not move to 0.
boost::system::result<Value, Mismatch> coerce(const Value& value, Type type);

/// "2026-11-27T04:10:00.123Z", the fraction optional; nothing if it is not that.
std::optional<Date> parse_date(std::string_view text);

/// A whole number within 32 bits becomes int32, any other number a double; null becomes nothing.
Value from_json(const boost::json::value& json);

}  // namespace focus::com
