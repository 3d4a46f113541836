// Serial ports the Windows way.
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/serial_port.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <deque>

#include "core/files/handle_windows.h"
#include "core/files/path.h"
#include "core/own_thread.h"
#include "core/port/byte_stream.h"

namespace focus {
namespace {

namespace errc = boost::system::errc;

constexpr std::chrono::milliseconds kResetPulse{100};
constexpr std::chrono::seconds kOpenPatience{10};
constexpr std::size_t kMostUnsent = 1024;  // some ten lines: a device that takes none does not listen

/// The port, and what is still to be written to it. Its handlers keep it alive.
struct Port : std::enable_shared_from_this<Port> {
    explicit Port(asio::serial_port open) : port(std::move(open)) {}

    void write_next() {
        if (unsent.empty() || !port.is_open()) return;
        asio::async_write(port, asio::buffer(unsent.front()),
                          [self = shared_from_this()](const error_code& error, std::size_t) {
                              self->unsent.pop_front();
                              // The reader notices that a port is gone; a purge ends a write too.
                              if (error && error != asio::error::operation_aborted) self->unsent.clear();
                              self->write_next();
                          });
    }

    asio::serial_port port;
    std::deque<std::string> unsent;  ///< the first is being written
};

class WindowsSerialPort final : public ByteStream {
public:
    explicit WindowsSerialPort(asio::serial_port open) : port_(std::make_shared<Port>(std::move(open))) {}
    WindowsSerialPort(const WindowsSerialPort&) = delete;
    WindowsSerialPort& operator=(const WindowsSerialPort&) = delete;
    ~WindowsSerialPort() override { WindowsSerialPort::close(); }

    Task<std::size_t> read_some(char* data, std::size_t size) override {
        const auto port = port_;
        const auto [error, count] = co_await port->port.async_read_some(asio::buffer(data, size), use_result);
        // Drivers have a dozen numbers for an adapter that was pulled, "access denied" among them.
        // A driver may end a read in the way in which closing does.
        if (error && port->port.is_open()) co_return errc::make_error_code(errc::io_error);
        if (error) co_return error;
        co_return count;
    }

    error_code write(std::string_view bytes) override {
        if (!port_->port.is_open()) return asio::error::bad_descriptor;
        std::size_t waiting = bytes.size();
        for (const std::string& text : port_->unsent) waiting += text.size();
        if (waiting > kMostUnsent) return asio::error::no_buffer_space;
        port_->unsent.emplace_back(bytes);
        if (port_->unsent.size() == 1) port_->write_next();
        return {};
    }

    void drop_input() override { ::PurgeComm(port_->port.native_handle(), PURGE_RXCLEAR); }

    void drop_output() override {
        if (port_->unsent.size() > 1) port_->unsent.resize(1);
        ::PurgeComm(port_->port.native_handle(), PURGE_TXABORT | PURGE_TXCLEAR);
    }

    void close() override {
        error_code ignored;
        port_->port.close(ignored);
    }

private:
    std::shared_ptr<Port> port_;
};

/// Letters, digits and what drivers of virtual ports put between them: nothing that leads to a file, a pipe or a disk.
bool is_port_name(const std::string& name) {
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    });
}

/// 38400 8N1, no flow control. DTR and RTS are off: a board that is wired to them resets when they come on.
error_code set_line(HANDLE port) {
    DCB line{};
    line.DCBlength = sizeof line;
    if (::GetCommState(port, &line) == 0) return errc::make_error_code(errc::inappropriate_io_control_operation);
    line.BaudRate = CBR_38400;
    line.ByteSize = 8;
    line.Parity = NOPARITY;
    line.StopBits = ONESTOPBIT;
    line.fBinary = TRUE;
    line.fParity = FALSE;
    line.fNull = FALSE;
    line.fErrorChar = FALSE;
    line.fAbortOnError = FALSE;
    line.fOutX = FALSE;
    line.fInX = FALSE;
    line.fOutxCtsFlow = FALSE;
    line.fOutxDsrFlow = FALSE;
    line.fDsrSensitivity = FALSE;
    line.fDtrControl = DTR_CONTROL_DISABLE;
    line.fRtsControl = RTS_CONTROL_DISABLE;
    if (::SetCommState(port, &line) == 0) return last_error();
    // A read ends as soon as no byte came for a millisecond, never for lack of any.
    COMMTIMEOUTS patience{};
    patience.ReadIntervalTimeout = 1;
    if (::SetCommTimeouts(port, &patience) == 0) return last_error();
    return {};
}

/// Only one program can have a port; Windows denies it to the others.
error_code explained(const error_code& error) {
    const auto number = static_cast<DWORD>(error.value());
    const bool taken = number == ERROR_ACCESS_DENIED || number == ERROR_SHARING_VIOLATION || number == ERROR_BUSY;
    return taken ? error_code(Error::busy) : error;
}

}  // namespace

Task<std::unique_ptr<ByteStream>> open_serial_port(std::string path, bool reset) {
    const auto executor = co_await asio::this_coro::executor;
    if (!is_port_name(path)) co_return errc::make_error_code(errc::inappropriate_io_control_operation);
    std::function<Result<Handle>()> opening = [path]() -> Result<Handle> {
        // The prefix is what ports beyond COM9 need.
        const std::wstring name = L"\\\\.\\" + to_path(path).wstring();
        Handle opened(::CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_OVERLAPPED, nullptr));
        if (!opened) return explained(last_error());
        if (const error_code error = set_line(opened.get())) return error;
        return opened;
    };
    // A port of a Bluetooth device that is away takes many seconds to say so.
    Result<Handle> opened = co_await on_own_thread(std::move(opening), kOpenPatience);
    if (!opened) co_return opened.error();
    const HANDLE handle = opened->release();
    asio::serial_port port(executor, handle);  // closes it on every way out
    // Virtual ports have no such line, which then needs no pulse.
    if (reset && ::EscapeCommFunction(handle, SETDTR) != 0) {
        asio::steady_timer pulse(executor, kResetPulse);
        co_await pulse.async_wait(use_result);
        ::EscapeCommFunction(handle, CLRDTR);
    }
    co_return std::make_unique<WindowsSerialPort>(std::move(port));
}

}  // namespace focus
