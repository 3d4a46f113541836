#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <io.h>
#include <share.h>
#include <sys/stat.h>

#include "simulator/eeprom_file.h"

namespace focus::sim {
namespace {

namespace fs = std::filesystem;

fs::path path_of(const std::string& utf8) { return fs::path(std::u8string(utf8.begin(), utf8.end())); }

/// For this program alone; -1 and `errno` if that cannot be.
int open_alone(const fs::path& path, int how) {
    return ::_wsopen(path.c_str(), how | _O_BINARY | _O_NOINHERIT, _SH_DENYRW, _S_IREAD | _S_IWRITE);
}

}  // namespace

std::string EepromFile::open(const std::string& path, EepromImage& image) {
    path_ = path;
    fd_ = open_alone(path_of(path), _O_RDWR);
    writable_ = fd_ >= 0;
    if (fd_ < 0 && errno == ENOENT && !make(image)) {
        give_up(errno);
        return {};
    }
    if (fd_ < 0) fd_ = open_alone(path_of(path), _O_RDONLY);
    // A file that others have open is "denied" too.
    if (fd_ < 0 && errno == EACCES) return "the EEPROM file " + path + " is used by another simulator, or not yours";
    if (fd_ < 0) return "cannot read the EEPROM file " + path + ": " + std::strerror(errno);
    std::string error = read(image);
    if (!error.empty()) return error;
    if (!writable_) {
        give_up(EROFS);
    }
    return {};
}

std::string EepromFile::read(EepromImage& image) {
    const auto size = ::_filelengthi64(fd_);
    if (size != static_cast<long long>(image.size())) return of_wrong_size(size);
    if (::_lseeki64(fd_, 0, SEEK_SET) != 0 ||
        ::_read(fd_, image.data(), static_cast<unsigned>(image.size())) != static_cast<int>(image.size())) {
        return "cannot read the EEPROM file " + path_ + ": " + std::strerror(errno);
    }
    kept_ = image;
    return {};
}

bool EepromFile::make(const EepromImage& image) {
    fd_ = open_alone(path_of(path_), _O_RDWR | _O_CREAT | _O_EXCL);
    if (fd_ < 0) return false;
    if (::_write(fd_, image.data(), static_cast<unsigned>(image.size())) != static_cast<int>(image.size())) {
        const int reason = errno;
        ::_close(fd_);
        fd_ = -1;
        std::error_code ignored;
        fs::remove(path_of(path_), ignored);  // a file of the wrong size would be refused at the next start
        errno = reason;
        return false;
    }
    (void)::_commit(fd_);
    writable_ = true;
    return true;
}

bool EepromFile::write(std::size_t place, std::uint8_t byte) {
    return ::_lseeki64(fd_, static_cast<long long>(place), SEEK_SET) >= 0 && ::_write(fd_, &byte, 1) == 1;
}

bool EepromFile::commit() { return ::_commit(fd_) == 0; }

void EepromFile::close() { ::_close(fd_); }

}  // namespace focus::sim
