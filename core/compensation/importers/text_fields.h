// Small readings that every importer needs: lines, words, numbers and times, all without copying the text.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace focus {

/// A text line by line; "\n" and "\r\n" end a line.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}

    /// The next line without its end; false after the last.
    bool next(std::string_view& line);
    /// Of the line that `next` gave, from 1.
    std::size_t number() const { return number_; }
    /// The line that `next` gave had its end: without one, a file may have been cut off in the middle of it.
    bool ended() const { return ended_; }

private:
    std::string_view rest_;
    std::size_t number_ = 0;
    bool ended_ = false;
};

std::string_view trimmed(std::string_view text);
/// ASCII letters made small; other bytes as they are.
std::string lower(std::string_view text);
/// Position of `words` in `text`, whatever the case of the ASCII letters in `text`; `words` in small letters.
std::size_t find_words(std::string_view text, std::string_view words, std::size_t from = 0);

/// The whole of `text` as a finite number with a decimal point, spaces around it allowed.
std::optional<double> to_number(std::string_view text);
/// The number that `text` begins with; it is taken off.
std::optional<double> take_number(std::string_view& text);
/// "35.2", never more digits than it needs to come back as the same number.
std::string exact_text(double value);

/// A moment as a file names it.
struct FileTime {
    std::chrono::local_seconds local{};              ///< as it is written
    std::optional<std::chrono::seconds> utc_offset;  ///< east of Greenwich; nothing where the file does not tell
    bool utc = false;                                ///< written in UTC, which is nobody's clock on the wall
};

/// "2024-11-02T21:43:10.1234567+01:00": date and time with '-' or '/' and 'T' or a space between, or "17.01.2026
/// 21:43"; seconds, fraction and offset ("Z", "+01:00", "+0100") may be missing. Years 1990 .. 2100. The whole of
/// `text`, or nothing.
std::optional<FileTime> to_time(std::string_view text);
/// "2024-11-02" or "2.11.2024", nothing else.
std::optional<std::chrono::local_days> to_date(std::string_view text);
/// The moment in a file's name: "ekos-2024-11-02T20-15-30.analyze", "Autorun_Log_2024-11-02_201530.txt".
std::optional<FileTime> time_in_name(std::string_view name);

/// In UTC; without an offset the file's clock is taken to be set as this computer's.
std::chrono::sys_seconds to_utc(const FileTime& time);
/// The night that `time` belongs to.
std::string session_at(const FileTime& time);

}  // namespace focus
