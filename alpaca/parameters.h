// What clients write in a query or a form body: `a=1&b=two%20words`. Read strictly, without the locale and without
// storage: a request asks for two or three names, so the text is walked anew for each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace focus {

enum class NameCase { exact, any };

/// True if every `%` is followed by two hexadecimal digits.
bool well_formed(std::string_view text);
/// Percent and `+` decoding; `text` is well formed.
std::string decode_form_text(std::string_view text);
/// The other way: everything but letters and digits becomes %XX.
std::string encode_form_text(std::string_view text);

/// The decoded value of the first parameter called `name`; `name=` and `name` alone give an empty one. Nothing if there
/// is none. `text` is well formed. NameCase::any is for what stands in an address: there a `?` before a name is passed
/// over.
std::optional<std::string> find_parameter(std::string_view text, std::string_view name, NameCase name_case);

/// Digits only, 0..4294967295.
std::optional<std::uint32_t> parse_id(std::string_view text);
/// Optional sign and digits, within int32.
std::optional<std::int32_t> parse_int(std::string_view text);
/// `true` or `false` in any casing.
std::optional<bool> parse_bool(std::string_view text);
/// A finite decimal number with a period.
std::optional<double> parse_double(std::string_view text);

bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace focus
