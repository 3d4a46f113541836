#include "core/compensation/importers/text_decoding.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace focus {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// CP-1252 differs from Latin-1 only here: 0x80 .. 0x9F.
constexpr char16_t kWindows[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

unsigned char byte(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

/// Collects UTF-8 in a buffer: a string that grows by single characters is many times slower.
class Utf8Writer {
public:
    explicit Utf8Writer(std::string& text) : text_(text) {}
    ~Utf8Writer() { flush(); }
    Utf8Writer(const Utf8Writer&) = delete;
    Utf8Writer& operator=(const Utf8Writer&) = delete;

    void put(char32_t code) {
        if (used_ + 4 > sizeof buffer_) flush();
        if (code < 0x80) {
            add(code);
        } else if (code < 0x800) {
            add(0xC0U | (code >> 6U));
            add(0x80U | (code & 0x3FU));
        } else if (code < 0x10000) {
            add(0xE0U | (code >> 12U));
            add(0x80U | ((code >> 6U) & 0x3FU));
            add(0x80U | (code & 0x3FU));
        } else {
            add(0xF0U | (code >> 18U));
            add(0x80U | ((code >> 12U) & 0x3FU));
            add(0x80U | ((code >> 6U) & 0x3FU));
            add(0x80U | (code & 0x3FU));
        }
    }

private:
    void add(std::uint32_t value) { buffer_[used_++] = static_cast<char>(value); }
    void flush() {
        text_.append(buffer_, used_);
        used_ = 0;
    }

    std::string& text_;
    char buffer_[4096];
    std::size_t used_ = 0;
};

/// Bytes of the character that begins at `at`, 0 when it is none.
std::size_t character_length(std::string_view bytes, std::size_t at) {
    const unsigned char first = byte(bytes, at);
    std::size_t length = 0;
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) length = 2;
    if (first >= 0xE0 && first <= 0xEF) length = 3;
    if (first >= 0xF0 && first <= 0xF4) length = 4;
    if (length == 0 || at + length > bytes.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(bytes, at + i) & 0xC0U) != 0x80) return 0;
    }
    // Overlong forms, surrogates, and what is beyond U+10FFFF.
    const unsigned char second = byte(bytes, at + 1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
    return length;
}

void from_windows(std::string_view bytes, std::string& text) {
    text.reserve(bytes.size() + bytes.size() / 8);
    Utf8Writer out(text);
    for (const char c : bytes) {
        const auto code = static_cast<unsigned char>(c);
        out.put(code >= 0x80 && code < 0xA0 ? kWindows[code - 0x80] : code);
    }
}

void from_utf16(std::string_view bytes, bool big, std::string& text) {
    text.reserve(bytes.size() / 2);
    Utf8Writer out(text);
    const auto unit = [&](std::size_t at) {
        const unsigned high = byte(bytes, big ? at : at + 1);
        return static_cast<char32_t>(high << 8U | byte(bytes, big ? at + 1 : at));
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t code = unit(i);
        const bool high = code >= 0xD800 && code < 0xDC00;
        if (high && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10U) + (unit(i + 2) - 0xDC00);
            i += 2;
        } else if (code >= 0xD800 && code < 0xE000) {
            code = kReplacement;
        }
        out.put(code);
    }
}

/// Every second byte from `first` on is zero, the others are not: how Latin text looks in UTF-16.
bool has_zeros(std::string_view bytes, std::size_t first) {
    const std::size_t end = std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 64);
    for (std::size_t i = 0; i < end; ++i) {
        if ((bytes[i] == '\0') != (i % 2 == first)) return false;
    }
    return end >= 4;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        // Eight plain characters at a time: most files are nothing else.
        std::uint64_t eight = 0;
        if (bytes.size() - at >= sizeof eight) {
            std::memcpy(&eight, bytes.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080U) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        const std::size_t length = character_length(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string_view decode_text(std::string_view bytes, std::string& converted) {
    converted.clear();
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const bool little = bytes.starts_with("\xFF\xFE");
    const bool big = bytes.starts_with("\xFE\xFF");
    if (little || big) {
        from_utf16(bytes.substr(2), big, converted);
    } else if (has_zeros(bytes, 1)) {
        from_utf16(bytes, false, converted);
    } else if (has_zeros(bytes, 0)) {
        from_utf16(bytes, true, converted);
    } else if (is_utf8(bytes)) {
        return bytes;
    } else {
        from_windows(bytes, converted);
    }
    return converted;
}

}  // namespace focus
