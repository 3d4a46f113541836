// From bytes to lines. Bounded: a line longer than `kMaxLine` is dropped whole and reported once, at its end; a half
// line followed by a second of silence is forgotten, so noise on the cable costs at most one answer.
#ifndef FOCUSERLINK_DEVICE_WIRE_LINE_READER_H
#define FOCUSERLINK_DEVICE_WIRE_LINE_READER_H

#include "device/wire/text.h"

namespace focus {
namespace wire {

/// Silence after which a half line is dropped, ms.
constexpr uint32_t kLineSilence = 1000;

class LineReader {
public:
    enum class Event : uint8_t { none, line, too_long };

    /// Takes one byte that arrived at `now` (ms, may wrap). `line`: `line()` is valid until the next call.
    Event push(char c, uint32_t now) {
        if (now - last_ >= kLineSilence) size_ = 0;
        last_ = now;
        if (ended_) size_ = 0;
        ended_ = c == '\n';
        if (!ended_) {
            // One cell more than a line for the carriage return; a fuller buffer only remembers that it is too full.
            if (size_ <= kMaxLine) buffer_[size_] = c;
            if (size_ < kTooLong) ++size_;
            return Event::none;
        }
        if (size_ != 0 && size_ <= kMaxLine + 1 && buffer_[size_ - 1] == '\r') --size_;
        return size_ <= kMaxLine ? Event::line : Event::too_long;
    }

    /// The line without its end.
    Text line() const { return Text{buffer_, size_}; }

private:
    static constexpr uint8_t kTooLong = kMaxLine + 2;

    char buffer_[kMaxLine + 1] = {};
    uint8_t size_ = 0;
    bool ended_ = false;
    uint32_t last_ = 0;
};

}  // namespace wire
}  // namespace focus

#endif
