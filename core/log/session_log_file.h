// SessionLogFile: one session log on the disk, appended to. Rows of a kill, a full disk or a power cut cost at most the
// line that was being written: the next opening goes on below it.
//
// A file belongs to one writer: while another program, or another focuser of this one, writes YYYY-MM-DD.csv,
// this takes YYYY-MM-DD-2.csv, and so on. A file of that name which is no session log is left alone in the same way.
#pragma once

#include <string>

#include "core/files/appended_file.h"

namespace focus {

class SessionLogFile {
public:
    /// Tries the names from the `first`-th on: 1 is YYYY-MM-DD.csv itself.
    SessionLogFile(std::string folder, int first) : folder_(std::move(folder)), first_(first) {}

    /// Appends `line` and its newline to the file of `date` (YYYY-MM-DD), which becomes the open one. One write: with
    /// the kernel when this returns. Empty, or what is wrong, naming the path.
    std::string append(const std::string& date, const std::string& line);
    /// Lets the kernel begin to write to the disk what it holds; does not wait for it.
    void begin_write_out();
    void close() { file_.close(); }

    /// The open file, or the last one; empty before the first.
    const std::string& path() const { return path_; }

private:
    std::string open(const std::string& date);
    error_code go_on();

    std::string folder_, date_, path_;
    int first_;
    AppendedFile file_;
    bool torn_ = false;  ///< the file ends in the middle of a line
};

}  // namespace focus
