#include "cli/text/exit_code.h"

#include <boost/asio/error.hpp>

namespace focus::cli {

Failure describe(error_code error) {
    if (error.category() == focuser_category()) {
        switch (static_cast<Error>(error.value())) {
            case Error::timeout: return {kTimedOut, "The focuser did not answer in time."};
            case Error::disconnected: return {kNoConnection, "The connection to the focuser is lost."};
            case Error::bad_reply: return {kFailed, "The focuser gave an answer that means nothing."};
            case Error::busy:
                return {kFailed, "The focuser cannot do this now: it is moving, or another program uses it."};
            case Error::out_of_range: return {kFailed, "The value is outside what the focuser takes."};
            case Error::unsupported: return {kFailed, "This focuser, or the hub it is on, does not know this request."};
            case Error::device_fault: return {kFailed, "The focuser refused."};
            case Error::cancelled: return {kFailed, "A halt or a newer move came first."};
        }
    }
    if (error == asio::error::timed_out) return {kTimedOut, "No answer came in time."};
    return {kNoConnection, "The connection failed: " + error.message() + "."};
}

}  // namespace focus::cli
