// Serial ports the POSIX way.
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <fcntl.h>
#include <linux/serial.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "core/port/asio_stream.h"

namespace focus {
namespace {

using PortDescriptor = asio::posix::stream_descriptor;

constexpr std::chrono::milliseconds kResetPulse{100};

error_code port_error() { return {errno, boost::system::system_category()}; }

class PosixSerialPort final : public AsioStream<PortDescriptor> {
public:
    using AsioStream::AsioStream;
    PosixSerialPort(const PosixSerialPort&) = delete;
    PosixSerialPort& operator=(const PosixSerialPort&) = delete;
    ~PosixSerialPort() override { PosixSerialPort::close(); }

    void drop_input() override {
        tcflush(stream_.native_handle(), TCIFLUSH);
        AsioStream::drop_input();
    }
    void drop_output() override { tcflush(stream_.native_handle(), TCOFLUSH); }
    void close() override {
        if (!stream_.is_open()) return;
        // The port may stay open elsewhere, and then so would our claim on it.
        ioctl(stream_.native_handle(), TIOCNXCL);
        AsioStream::close();
    }
};

/// 38400 8N1 raw, no flow control; closing the port leaves DTR alone, so that a board does not reset.
error_code set_line(int descriptor) {
    termios line{};
    if (tcgetattr(descriptor, &line) != 0) return port_error();
    cfmakeraw(&line);
    line.c_cflag &= ~static_cast<tcflag_t>(CRTSCTS | CSTOPB | PARENB | HUPCL);
    line.c_cflag |= CLOCAL | CREAD;
    line.c_iflag &= ~static_cast<tcflag_t>(IXON | IXOFF | IXANY);
    line.c_cc[VMIN] = 1;
    line.c_cc[VTIME] = 0;
    cfsetispeed(&line, B38400);
    cfsetospeed(&line, B38400);
    if (tcsetattr(descriptor, TCSANOW, &line) != 0) return port_error();

    // USB adapters hold short answers back for 16 ms unless asked not to; a port that cannot is as good without.
    serial_struct serial{};
    if (ioctl(descriptor, TIOCGSERIAL, &serial) == 0) {
        serial.flags |= ASYNC_LOW_LATENCY;
        ioctl(descriptor, TIOCSSERIAL, &serial);
    }
    return {};
}

/// For this program alone. TIOCEXCL keeps users' programs out at open, flock also keeps out another hub run by root.
error_code lock(int descriptor) {
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) return errno == EWOULDBLOCK ? Error::busy : port_error();
    if (ioctl(descriptor, TIOCEXCL) != 0) return port_error();
    return {};
}

}  // namespace

Task<std::unique_ptr<ByteStream>> open_serial_port(std::string path, bool reset) {
    const auto executor = co_await asio::this_coro::executor;
    const int descriptor = ::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) co_return errno == EBUSY ? error_code(Error::busy) : port_error();
    PortDescriptor port(executor, descriptor);  // closes it on every way out
    if (!isatty(descriptor)) co_return error_code(ENOTTY, boost::system::system_category());
    if (const error_code error = lock(descriptor)) co_return error;
    if (const error_code error = set_line(descriptor)) co_return error;
    if (reset) {
        int dtr = TIOCM_DTR;
        if (ioctl(descriptor, TIOCMBIC, &dtr) == 0) {
            asio::steady_timer pulse(executor, kResetPulse);
            co_await pulse.async_wait(use_result);
            ioctl(descriptor, TIOCMBIS, &dtr);
        }
    }
    co_return std::make_unique<PosixSerialPort>(std::move(port));
}

}  // namespace focus
