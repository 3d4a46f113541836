// ByteStream: the bytes to and from one device, whether over a serial port or a TCP connection.
//
// Nothing here blocks: a write that does not fit the system's buffer is an error, since the lines are tiny and a
// buffer that is full belongs to a device that does not listen. Lives on the thread that runs the io_context.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace focus {

class ByteStream {
public:
    virtual ~ByteStream() = default;

    /// Completes when at least one byte is there. Any error means that the device is gone.
    virtual Task<std::size_t> read_some(char* data, std::size_t size) = 0;
    virtual error_code write(std::string_view bytes) = 0;
    /// Drops what has arrived and was not read.
    virtual void drop_input() = 0;
    /// Drops what was written and has not left this computer.
    virtual void drop_output() = 0;
    /// Ends a read under way; the port is free for others afterwards.
    virtual void close() = 0;
};

/// How a stream is opened.
struct StreamOptions {
    std::string address;            ///< whatever `stream_address` understands
    bool reset_on_connect = false;  ///< pulse DTR for 100 ms after opening; ignored where there is no such line
};

/// The address that a person means by "/dev/ttyUSB0", "COM5", "serial:PORT" or "tcp:HOST:PORT"; empty for anything
/// else.
std::string stream_address(const std::string& typed);

/// Opens a serial port for this program alone (38400 8N1, no flow control, no reset of the board that can be avoided),
/// or connects by TCP. The errors are explained by `explain_fault`; Error::busy: another program has the port;
/// Error::out_of_range: not such an address.
Task<std::unique_ptr<ByteStream>> open_stream(StreamOptions options);

/// The part for serial ports, one file a platform.
Task<std::unique_ptr<ByteStream>> open_serial_port(std::string path, bool reset);

}  // namespace focus
