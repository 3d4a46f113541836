// The one door to a focuser, whichever way it is reached.
#pragma once

#include <memory>
#include <string>

#include "core/focuser.h"

namespace focus {

/// Opens
///   serial:PORT          a focuser on this computer's cable (this program owns the port); a path, or COM5, alone
///                        will do,
///   tcp:HOST:PORT        a simulated focuser,
///   alpaca://HOST:PORT/N focuser N of a hub, shared with other programs (http://HOST:PORT/N means the same),
/// and waits up to `patience` for it to be connected with a first status read.
/// Error::out_of_range: not an address of these forms. Otherwise why it could not be reached.
Task<std::shared_ptr<Focuser>> open_focuser(std::string address, std::chrono::milliseconds patience);

/// The same without waiting: connects in the background and keeps trying. Runs on `executor`. `reset_on_connect`: DTR
/// is pulsed after opening a serial port; without effect on a hub, which has a setting of its own.
Result<std::shared_ptr<Focuser>> make_focuser(const asio::any_io_executor& executor, const std::string& address,
                                              bool reset_on_connect = false);

}  // namespace focus
