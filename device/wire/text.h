// Bounded text for the cable: a writer that cannot overrun its line and a reader that walks the `:` fields.
// Shared by the device and the computer; no allocation, no locale, no floating point.
#ifndef FOCUSERLINK_DEVICE_WIRE_TEXT_H
#define FOCUSERLINK_DEVICE_WIRE_TEXT_H

#include <stdint.h>

namespace focus {
namespace wire {

/// Longest line either side sends, in characters without the newline: drivers in the field die beyond 80.
constexpr unsigned kMaxLine = 79;

/// A run of characters inside somebody else's buffer; not terminated.
struct Text {
    const char* data;
    unsigned size;

    bool equals(const char* other) const {
        unsigned i = 0;
        for (; i < size; ++i) {
            if (other[i] == '\0' || other[i] != data[i]) return false;
        }
        return other[i] == '\0';
    }
};

/// Builds one line. What does not fit is dropped and remembered in `overflowed()`.
class LineWriter {
public:
    LineWriter& text(const char* s) {
        while (*s != '\0') put(*s++);
        return *this;
    }
    LineWriter& put(char c) {
        if (size_ < kMaxLine) {
            buffer_[size_++] = c;
        } else {
            overflowed_ = true;
        }
        return *this;
    }
    LineWriter& number(int32_t value) { return digits(sign(value)); }
    /// A value in hundredths, printed with two decimals: -1234 is "-12.34".
    LineWriter& hundredths(int32_t value) {
        const uint32_t magnitude = sign(value);
        digits(magnitude / 100).put('.');
        const uint8_t rest = static_cast<uint8_t>(magnitude % 100);
        if (rest < 10) put('0');
        return digits(rest);
    }
    /// `:` and the number.
    LineWriter& field(int32_t value) { return put(':').number(value); }

    Text line() const { return Text{buffer_, size_}; }
    bool overflowed() const { return overflowed_; }

private:
    // Puts a minus where one belongs and gives the rest.
    uint32_t sign(int32_t value) {
        const uint32_t magnitude = static_cast<uint32_t>(value);
        if (value >= 0) return magnitude;
        put('-');
        return 0U - magnitude;
    }
    LineWriter& digits(uint32_t value) {
        char reversed[10];
        unsigned n = 0;
        do {
            reversed[n++] = static_cast<char>('0' + value % 10);
            value /= 10;
        } while (value != 0);
        while (n != 0) put(reversed[--n]);
        return *this;
    }

    char buffer_[kMaxLine];
    uint8_t size_ = 0;
    bool overflowed_ = false;
};

/// Walks the fields of a line: "q:1:2" gives "q", "1", "2"; "U:1:" gives "U", "1", "".
class FieldReader {
public:
    explicit FieldReader(Text line) : rest_(line) {}

    /// False once every field was given out.
    bool next(Text& field) {
        if (done_) return false;
        unsigned n = 0;
        while (n < rest_.size && rest_.data[n] != ':') ++n;
        field = Text{rest_.data, n};
        done_ = n == rest_.size;
        if (!done_) rest_ = Text{rest_.data + n + 1, rest_.size - n - 1};
        return true;
    }

private:
    Text rest_;
    bool done_ = false;
};

/// Takes an optional sign off; true if it is a minus.
inline bool take_sign(Text& text) {
    if (text.size == 0 || (*text.data != '-' && *text.data != '+')) return false;
    --text.size;
    return *text.data++ == '-';
}

/// Optional sign and digits within int32, nothing else; false leaves `value` alone.
inline bool parse_integer(Text text, int32_t& value) {
    const bool negative = take_sign(text);
    if (text.size == 0) return false;
    uint32_t magnitude = 0;
    for (; text.size != 0; --text.size) {
        const uint8_t digit = static_cast<uint8_t>(*text.data++ - '0');
        if (digit > 9 || magnitude > 214748364U) return false;
        magnitude = magnitude * 10 + digit;
    }
    if (magnitude > (negative ? 2147483648U : 2147483647U)) return false;
    value = static_cast<int32_t>(negative ? 0U - magnitude : magnitude);
    return true;
}

/// A decimal such as "-12.34" or "12" in hundredths; further decimals are cut off. "nan", "1e3", "12,3" fail.
inline bool parse_hundredths(Text text, int32_t& value) {
    const bool negative = take_sign(text);
    int32_t magnitude = 0;
    unsigned digits = 0;
    unsigned decimals = 0;
    bool point = false;
    for (unsigned i = 0; i < text.size; ++i) {
        const char c = text.data[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9') return false;
        ++digits;
        if (point && ++decimals > 2) continue;
        if (magnitude > 20000000) return false;
        magnitude = magnitude * 10 + (c - '0');
    }
    if (digits == 0) return false;
    for (; decimals < 2; ++decimals) {
        if (magnitude > 20000000) return false;
        magnitude *= 10;
    }
    value = negative ? -magnitude : magnitude;
    return true;
}

}  // namespace wire
}  // namespace focus

#endif
