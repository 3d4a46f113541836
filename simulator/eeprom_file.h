// EepromFile: keeps a simulated EEPROM in a file of exactly its size. Changed bytes are in the file at once and on the
// disk soon. A file or folder that cannot be written stops nothing: it is said once, and the EEPROM lives on in memory.
// A disk that takes its time stops nothing either: a thread waits for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <string>

#include "simulator/sim_eeprom.h"

namespace focus::sim {

class EepromFile {
public:
    using Say = std::function<void(const std::string&)>;

    explicit EepromFile(Say say) : say_(std::move(say)) {}
    /// Waits for the disk.
    ~EepromFile();
    EepromFile(const EepromFile&) = delete;
    EepromFile& operator=(const EepromFile&) = delete;

    /// Reads `path` into `image`, or makes the file from it if there is none. Empty if all went well or the file merely
    /// cannot be written, else why this file cannot be used.
    std::string open(const std::string& path, EepromImage& image);
    /// Writes the bytes that differ from what the file has.
    void keep(const EepromImage& image);
    /// Lets the disk have what changed, if it has had what changed before.
    void flush();

private:
    std::string read(EepromImage& image);
    bool make(const EepromImage& image);
    std::string of_wrong_size(std::int64_t size) const;
    void give_up(int reason);
    void finish_flush();
    // What every system does in its own way; false: see `errno`. `commit` is called on a thread of its own.
    bool write(std::size_t place, std::uint8_t byte);
    bool commit();
    void close();

    Say say_;
    std::string path_;
    int fd_ = -1;
    bool writable_ = false;
    bool unflushed_ = false;
    bool said_ = false;  // that it cannot be written
    EepromImage kept_{};
    std::future<int> flushing_;  // 0 or the reason why not
};

}  // namespace focus::sim
