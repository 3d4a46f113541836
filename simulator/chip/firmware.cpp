#include "simulator/chip/firmware.h"

#include <algorithm>
#include <fcntl.h>
#include <gelf.h>
#include <unistd.h>

namespace focus::chip {
namespace {

constexpr std::size_t kFlashSize = 32768;
constexpr std::uint32_t kRamBase = 0x800000;
constexpr std::uint32_t kEepromBase = 0x810000;

class ElfFile {
public:
    explicit ElfFile(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        elf_version(EV_CURRENT);
        if (fd_ >= 0) elf_ = elf_begin(fd_, ELF_C_READ, nullptr);
    }
    ElfFile(const ElfFile&) = delete;
    ElfFile& operator=(const ElfFile&) = delete;
    ~ElfFile() {
        if (elf_ != nullptr) elf_end(elf_);
        if (fd_ >= 0) ::close(fd_);
    }

    bool opened() const { return fd_ >= 0; }
    Elf* get() const { return elf_; }

private:
    int fd_;
    Elf* elf_ = nullptr;
};

void read_symbols(Elf* elf, Elf_Scn* section, const GElf_Shdr& header, Firmware& firmware) {
    Elf_Data* data = elf_getdata(section, nullptr);
    for (int i = 0; data != nullptr && i < static_cast<int>(header.sh_size / header.sh_entsize); ++i) {
        GElf_Sym symbol;
        if (gelf_getsym(data, i, &symbol) == nullptr) break;
        const char* name = elf_strptr(elf, header.sh_link, symbol.st_name);
        if (name != nullptr && *name != '\0' && symbol.st_shndx != SHN_ABS) {
            firmware.symbols[name] = static_cast<std::uint32_t>(symbol.st_value);
        }
    }
}

/// The load address says where a section lies in flash; .data is stored there and copied to RAM by the program.
bool read_segments(Elf* elf, const char* bytes, std::size_t size, Firmware& firmware) {
    std::size_t count = 0;
    if (elf_getphdrnum(elf, &count) != 0) return false;
    for (std::size_t i = 0; i < count; ++i) {
        GElf_Phdr header;
        if (gelf_getphdr(elf, static_cast<int>(i), &header) == nullptr) return false;
        if (header.p_type != PT_LOAD) continue;
        if (header.p_vaddr >= kRamBase && header.p_vaddr < kEepromBase) {
            firmware.static_ram += static_cast<unsigned>(header.p_memsz);
        }
        if (header.p_paddr >= kRamBase || header.p_filesz == 0) continue;
        const std::size_t end = header.p_paddr + header.p_filesz;
        if (end > kFlashSize || header.p_offset + header.p_filesz > size) return false;
        if (firmware.flash.size() < end) firmware.flash.resize(end, 0xFF);
        std::copy_n(bytes + header.p_offset, header.p_filesz,
                    firmware.flash.begin() + static_cast<std::ptrdiff_t>(header.p_paddr));
    }
    return !firmware.flash.empty();
}

}  // namespace

bool Firmware::load(const std::string& path, Firmware& firmware, std::string& error) {
    const ElfFile file(path);
    if (!file.opened()) {
        error = path + ": cannot be read";
        return false;
    }
    GElf_Ehdr header;
    if (file.get() == nullptr || gelf_getehdr(file.get(), &header) == nullptr || header.e_machine != EM_AVR) {
        error = path + ": not an ELF program for AVR";
        return false;
    }
    firmware = Firmware();
    std::size_t size = 0;
    const char* bytes = elf_rawfile(file.get(), &size);
    if (bytes == nullptr || !read_segments(file.get(), bytes, size, firmware)) {
        error = path + ": no program that fits 32 KiB of flash";
        return false;
    }
    for (Elf_Scn* s = elf_nextscn(file.get(), nullptr); s != nullptr; s = elf_nextscn(file.get(), s)) {
        GElf_Shdr section;
        if (gelf_getshdr(s, &section) != nullptr && section.sh_type == SHT_SYMTAB) {
            read_symbols(file.get(), s, section, firmware);
        }
    }
    return true;
}

std::string Firmware::function_at(std::uint32_t address) const {
    const std::string* name = nullptr;
    std::uint32_t best = 0;
    for (const auto& [symbol, at] : symbols) {
        if (at <= address && at >= best && at < kRamBase) {
            best = at;
            name = &symbol;
        }
    }
    return name == nullptr ? "?" : *name;
}

}  // namespace focus::chip
