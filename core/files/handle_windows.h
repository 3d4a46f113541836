// Handle: a file of Windows that is closed at the end of its scope, and the system's reasons as texts. Only for files
// named x_windows.cpp.
#pragma once

#include <windows.h>
#include <boost/system/error_code.hpp>
#include <string>
#include <utility>

namespace focus {

class Handle {
public:
    explicit Handle(HANDLE handle = INVALID_HANDLE_VALUE) : handle_(handle) {}
    Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, INVALID_HANDLE_VALUE)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { close(); }

    void close() {
        if (*this) ::CloseHandle(std::exchange(handle_, INVALID_HANDLE_VALUE));
    }
    explicit operator bool() const { return handle_ != INVALID_HANDLE_VALUE; }
    HANDLE get() const { return handle_; }
    /// To be closed by the caller.
    HANDLE release() { return std::exchange(handle_, INVALID_HANDLE_VALUE); }

private:
    HANDLE handle_;
};

inline boost::system::error_code last_error(DWORD error = ::GetLastError()) {
    return {static_cast<int>(error), boost::system::system_category()};
}

}  // namespace focus
