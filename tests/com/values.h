// The values a client passes, said shortly.
#pragma once

#include <cstdint>
#include <string>

#include "com/value.h"

namespace focus::com {

inline Value text(const char* words) { return Value{std::string(words)}; }
inline Value whole(std::int32_t number) { return Value{number}; }

}  // namespace focus::com
