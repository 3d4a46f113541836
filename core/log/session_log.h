// SessionLog: a night's temperatures and positions as YYYY-MM-DD.csv in the documents folder, one file a local date.
// docs/formats/session-log.md has the layout.
//
// The focuser's state is sampled twice a second; a row is the mean of an interval (position at its end). A move adds a
// row of its own: who moved, from where, temperature before and after. While the link is down there are no rows.
//
// A row is with the kernel as soon as it is due, so a kill loses at most the last interval; at most 5 s later the
// kernel is asked to begin writing it to the disk. Nobody waits for that: waiting (fsync) can take seconds on an SD
// card, would stop the loop or need a thread, and helps only in a power cut, which costs some seconds of the log
// instead.
//
// The program that owns the cable writes it: the hub, or a direct program; never both, for a file that another program
// is writing is left to it, and the next name taken (session_log_file.h).
//
// Lives on the io_context's thread. A full or read-only disk is reported once and never stops anything else.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "core/focuser.h"

namespace focus {

struct SessionLogOptions {
    std::string folder;                         ///< made when the first row is due
    std::chrono::milliseconds interval{10000};  ///< of a row, 500 ms .. 60 s, a multiple of 500 ms
    /// Wall clock; a test's own. Empty: the system's.
    std::function<std::chrono::system_clock::time_point()> now = {};
    int first_file = 1;  ///< 2: begins with YYYY-MM-DD-2.csv, so that a hub's second focuser keeps to one name
    /// Hears once that the log cannot be written, and once that it can again. Empty: spdlog's warnings.
    std::function<void(const std::string& words)> tell = {};
};

class SessionLog {
public:
    /// Begins at once, and ends with this object: what is due is then written.
    SessionLog(const asio::any_io_executor& executor, std::shared_ptr<Focuser> focuser, SessionLogOptions options);
    ~SessionLog();
    SessionLog(const SessionLog&) = delete;
    SessionLog& operator=(const SessionLog&) = delete;

    /// The file written now; empty before the first row.
    const std::string& path() const;

private:
    class Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace focus
