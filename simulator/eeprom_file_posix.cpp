#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "simulator/eeprom_file.h"

namespace focus::sim {

std::string EepromFile::open(const std::string& path, EepromImage& image) {
    path_ = path;
    fd_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    writable_ = fd_ >= 0;
    if (fd_ < 0 && errno == ENOENT && !make(image)) {
        give_up(errno);
        return {};
    }
    if (fd_ < 0) fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd_ < 0) return "cannot read the EEPROM file " + path + ": " + std::strerror(errno);
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) return "the EEPROM file " + path + " is used by another simulator";
    std::string error = read(image);
    if (!error.empty()) return error;
    if (!writable_) {
        give_up(EROFS);
    }
    return {};
}

std::string EepromFile::read(EepromImage& image) {
    struct stat status {};
    if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) return path_ + " is not a file";
    if (status.st_size != static_cast<off_t>(image.size())) return of_wrong_size(status.st_size);
    if (::pread(fd_, image.data(), image.size(), 0) != static_cast<ssize_t>(image.size())) {
        return "cannot read the EEPROM file " + path_ + ": " + std::strerror(errno);
    }
    kept_ = image;
    return {};
}

bool EepromFile::make(const EepromImage& image) {
    // Under another name first, so that no crash leaves a file of the wrong size.
    const std::string fresh = path_ + "." + std::to_string(::getpid());
    fd_ = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd_ < 0) return false;
    if (::write(fd_, image.data(), image.size()) != static_cast<ssize_t>(image.size()) || ::fsync(fd_) != 0 ||
        ::rename(fresh.c_str(), path_.c_str()) != 0) {
        const int reason = errno;
        ::unlink(fresh.c_str());
        ::close(fd_);
        fd_ = -1;
        errno = reason;
        return false;
    }
    writable_ = true;
    return true;
}

bool EepromFile::write(std::size_t place, std::uint8_t byte) {
    return ::pwrite(fd_, &byte, 1, static_cast<off_t>(place)) == 1;
}

bool EepromFile::commit() { return ::fdatasync(fd_) == 0; }

void EepromFile::close() { ::close(fd_); }

}  // namespace focus::sim
