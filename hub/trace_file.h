// TraceFile: every line on the cables, with time stamps, in FocuserLink-trace-*.txt in the documents folder. Opened
// with the first line. Where it cannot be written that is said once, and tracing ends; control goes on.
#pragma once

#include <string>

#include "core/files/appended_file.h"

namespace focus {

class TraceFile {
public:
    explicit TraceFile(std::string folder) : folder_(std::move(folder)) {}

    /// `direction`: '>' sent, '<' received.
    void write(std::size_t device, char direction, const std::string& line);
    /// Empty until the first line.
    const std::string& path() const { return path_; }

private:
    void open();
    void give_up(const std::string& why);

    std::string folder_, path_;
    AppendedFile file_;
    bool failed_ = false;
};

}  // namespace focus
