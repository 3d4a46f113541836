// AnswerReader: cuts what arrives into lines, with a bound. A line longer than 1024 characters is noise: it is dropped
// to its end, however long that takes.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace focus {

class AnswerReader {
public:
    static constexpr std::size_t kLongest = 1024;

    /// Calls `line(std::string)` for each line completed by `bytes`, without `\n` or `\r\n`; empty lines are left out.
    template <class Callback>
    void feed(std::string_view bytes, Callback&& line) {
        while (!bytes.empty()) {
            const std::size_t end = bytes.find('\n');
            append(bytes.substr(0, end));
            if (end == std::string_view::npos) return;
            bytes.remove_prefix(end + 1);
            std::string complete = std::exchange(partial_, {});
            const bool good = !std::exchange(too_long_, false);
            if (complete.ends_with('\r')) complete.pop_back();
            if (good && !complete.empty()) line(std::move(complete));
        }
    }

    /// Forgets a line that has begun.
    void clear() {
        partial_.clear();
        too_long_ = false;
    }

private:
    void append(std::string_view bytes) {
        if (partial_.size() + bytes.size() > kLongest) {
            too_long_ = true;
            partial_.clear();
        }
        if (!too_long_) partial_ += bytes;
    }

    std::string partial_;
    bool too_long_ = false;
};

}  // namespace focus
