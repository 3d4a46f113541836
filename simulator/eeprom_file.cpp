#include "simulator/eeprom_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace focus::sim {

EepromFile::~EepromFile() {
    flush();
    if (fd_ >= 0) ::close(fd_);
}

std::string EepromFile::open(const std::string& path, EepromImage& image) {
    path_ = path;
    fd_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    writable_ = fd_ >= 0;
    if (fd_ < 0 && errno == ENOENT && !make(image)) {
        give_up();
        return {};
    }
    if (fd_ < 0) fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd_ < 0) return "cannot read the EEPROM file " + path + ": " + std::strerror(errno);
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) return "the EEPROM file " + path + " is used by another simulator";
    std::string error = read(image);
    if (!error.empty()) return error;
    if (!writable_) {
        errno = EROFS;
        give_up();
    }
    return {};
}

std::string EepromFile::read(EepromImage& image) {
    struct stat status {};
    if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) return path_ + " is not a file";
    if (status.st_size != static_cast<off_t>(image.size())) {
        return "the EEPROM file " + path_ + " has " + std::to_string(status.st_size) +
               " bytes; an EEPROM has exactly " + std::to_string(image.size()) + "; name another file";
    }
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

void EepromFile::keep(const EepromImage& image) {
    if (!writable_) return;
    for (std::size_t i = 0; i < image.size(); ++i) {
        if (image[i] == kept_[i]) continue;
        if (::pwrite(fd_, &image[i], 1, static_cast<off_t>(i)) != 1) return give_up();
        kept_[i] = image[i];
        unflushed_ = true;
    }
}

void EepromFile::flush() {
    if (!unflushed_) return;
    unflushed_ = false;
    if (::fdatasync(fd_) != 0) give_up();
}

void EepromFile::give_up() {
    writable_ = false;
    if (say_) {
        say_("warning: cannot write the EEPROM file " + path_ + ": " + std::strerror(errno) +
             "; the simulation goes on and forgets at its end");
    }
}

}  // namespace focus::sim
