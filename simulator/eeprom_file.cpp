#include "simulator/eeprom_file.h"

#include <cerrno>
#include <chrono>
#include <cstring>

namespace focus::sim {

EepromFile::~EepromFile() {
    finish_flush();
    flush();
    finish_flush();
    if (fd_ >= 0) close();
}

void EepromFile::keep(const EepromImage& image) {
    if (!writable_) return;
    for (std::size_t i = 0; i < image.size(); ++i) {
        if (image[i] == kept_[i]) continue;
        if (!write(i, image[i])) return give_up(errno);
        kept_[i] = image[i];
        unflushed_ = true;
    }
}

void EepromFile::flush() {
    if (flushing_.valid() && flushing_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    finish_flush();
    if (!unflushed_ || !writable_) return;
    unflushed_ = false;
    flushing_ = std::async(std::launch::async, [this] { return commit() ? 0 : errno; });
}

void EepromFile::finish_flush() {
    if (!flushing_.valid()) return;
    if (const int reason = flushing_.get(); reason != 0) give_up(reason);
}

std::string EepromFile::of_wrong_size(std::int64_t size) const {
    return "the EEPROM file " + path_ + " has " + std::to_string(size) + " bytes; an EEPROM has exactly " +
           std::to_string(kept_.size()) + "; name another file";
}

void EepromFile::give_up(int reason) {
    const bool said = said_;
    writable_ = false;
    said_ = true;
    if (say_ && !said) {
        say_("warning: cannot write the EEPROM file " + path_ + ": " + std::strerror(reason) +
             "; the simulation goes on and forgets at its end");
    }
}

}  // namespace focus::sim
