// One error type from the cable to every face: Result<T> holds a T or an error_code, Task<T> gives one later.
// Asio's errors and our Error are both error_code. Nothing throws across a room.
//
// Coroutines take their arguments by value. GCC 12 double-frees some temporaries inside `co_await` expressions:
// name an aggregate that owns memory, or a capturing lambda, on the line above.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/result.hpp>
#include <string>

namespace focus {

namespace asio = boost::asio;
using boost::system::error_code;

template <class T>
using Result = boost::system::result<T>;

template <class T>
using Task = asio::awaitable<Result<T>>;

/// `co_await op(..., use_result)` gives a tuple that begins with the error_code, and never throws.
inline constexpr auto use_result = asio::as_tuple(asio::use_awaitable);

enum class Error {
    timeout = 1,   ///< the device did not answer in time
    disconnected,  ///< there is no cable, or no hub, at the moment
    bad_reply,     ///< an answer came that means nothing
    busy,          ///< the port is used by another program, or the device cannot do this while it moves
    out_of_range,  ///< a value outside what the device takes
    unsupported,   ///< this device or hub does not know the request
    device_fault,  ///< the device refused
    cancelled,     ///< dropped before it was sent: a halt or a newer request overtook it
};

const boost::system::error_category& focuser_category();
error_code make_error_code(Error e);

}  // namespace focus

template <>
struct boost::system::is_error_code_enum<focus::Error> : std::true_type {};
