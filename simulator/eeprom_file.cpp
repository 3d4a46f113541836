#include "simulator/eeprom_file.h"

#include <cerrno>
#include <cstring>

namespace focus::sim {

EepromFile::~EepromFile() {
    flush();
    if (fd_ >= 0) close();
}

void EepromFile::keep(const EepromImage& image) {
    if (!writable_) return;
    for (std::size_t i = 0; i < image.size(); ++i) {
        if (image[i] == kept_[i]) continue;
        if (!write(i, image[i])) return give_up();
        kept_[i] = image[i];
        unflushed_ = true;
    }
}

void EepromFile::flush() {
    if (!unflushed_) return;
    unflushed_ = false;
    if (!commit()) give_up();
}

std::string EepromFile::of_wrong_size(std::int64_t size) const {
    return "the EEPROM file " + path_ + " has " + std::to_string(size) + " bytes; an EEPROM has exactly " +
           std::to_string(kept_.size()) + "; name another file";
}

void EepromFile::give_up() {
    writable_ = false;
    if (say_) {
        say_("warning: cannot write the EEPROM file " + path_ + ": " + std::strerror(errno) +
             "; the simulation goes on and forgets at its end");
    }
}

}  // namespace focus::sim
