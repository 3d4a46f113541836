// Refusal: an error as ASCOM clients get it; Outcome: a value or a refusal.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>

#include "com/value.h"

namespace focus::com {

enum class Refuser {
    device,   ///< the driver, or the hub's answer for the device
    way,      ///< there is a hub, or something, but it could not be asked
    nothing,  ///< nothing listens where the hub should be
};

struct Refusal {
    int number;  ///< of ASCOM Alpaca, 0x400..0xFFF
    std::string text;
    Refuser from = Refuser::device;
};

using Outcome = boost::system::result<Value, Refusal>;

/// The HRESULT that COM clients know an ASCOM number by.
constexpr std::int32_t hresult(int ascom_number) {
    return static_cast<std::int32_t>(0x80040000U + static_cast<std::uint32_t>(ascom_number));
}

}  // namespace focus::com
