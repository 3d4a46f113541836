// ASCOM's error numbers, and the one table between them and our errors, both ways: the server answers with it and the
// client reads with it.
#pragma once

#include "core/result.h"

namespace focus {

enum class AscomError : int {
    none = 0,
    not_implemented = 0x400,
    invalid_value = 0x401,
    not_connected = 0x407,
    invalid_operation = 0x40B,
    action_not_implemented = 0x40C,
    cancelled = 0x40E,
    disconnected = 0x500,  ///< from here on our own: no focuser on the cable
    timeout = 0x501,
    bad_reply = 0x502,
    refused = 0x503,
    failed = 0x504,  ///< anything else, for example an error of the operating system
};

AscomError to_ascom(const error_code& error);
/// Empty for 0.
error_code from_ascom(int number);

}  // namespace focus
