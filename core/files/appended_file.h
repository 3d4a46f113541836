// AppendedFile: a file of the user that only ever grows, by one write a line, so that programs that share it do not mix
// their lines. Blocking, for short texts; on one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace focus {

class AppendedFile {
public:
    enum class For {
        everyone,  ///< other programs may append too
        one        ///< nobody else may append while this is open
    };

    AppendedFile();
    ~AppendedFile();
    AppendedFile(const AppendedFile&) = delete;
    AppendedFile& operator=(const AppendedFile&) = delete;

    /// Makes the file if there is none; its folder must be there. Error::busy: another has it for itself. A named pipe
    /// or a device is opened too, but never waited for.
    error_code open(const std::string& path, For whom);
    bool is_open() const { return system_ != nullptr; }
    void close();

    /// What the kernel has when this returns survives the end of this program, not that of the computer.
    error_code append(std::string_view text);
    /// Bytes; 0 of a pipe or a device.
    Result<std::uint64_t> size() const;
    /// Up to `count` bytes from `offset` on; fewer only at the end.
    Result<std::string> read(std::uint64_t offset, std::size_t count) const;
    /// Whether it was deleted, or replaced by an editor, and is no longer found under its name.
    bool is_gone() const;
    /// Lets the system begin to write to the disk what it holds; does not wait for it.
    void begin_write_out();

private:
    struct System;  ///< one file a platform
    std::unique_ptr<System> system_;
};

}  // namespace focus
