// Between COM's VARIANT and Value. Any thread.
#pragma once

#include <windows.h>
#include <oaidl.h>
#include <optional>

#include "com/value.h"

namespace focus::com {

/// Whatever it holds, also by reference; nothing if the client left the argument out. 64-bit integers, currency,
/// decimals and dates become doubles. Objects and arrays are none of our types.
boost::system::result<std::optional<Value>, Mismatch> from_variant(const VARIANT& variant);

/// `out` was initialised. Lists and objects become IDispatch objects. Throws std::bad_alloc.
void to_variant(const Value& value, VARIANT& out);

/// Never null. Throws std::bad_alloc.
BSTR new_bstr(std::string_view text);

}  // namespace focus::com
