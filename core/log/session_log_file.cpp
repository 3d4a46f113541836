#include "core/log/session_log_file.h"

#include "core/files/path.h"
#include "core/log/session_log_rows.h"

namespace focus {
namespace {

constexpr int kMostOfADate = 32;  // of a date

}  // namespace

std::string SessionLogFile::append(const std::string& date, const std::string& line) {
    if (date != date_ || (file_.is_open() && file_.is_gone())) close();
    if (!file_.is_open()) {
        std::string why = open(date);
        if (!why.empty()) return why;
    }
    // What was begun is ended first, so that a line that was torn costs only itself.
    const error_code error = file_.append((torn_ ? "\n" : "") + line + "\n");
    torn_ = torn_ && error;
    if (!error) return {};
    close();
    return path_ + ": " + error.message();
}

std::string SessionLogFile::open(const std::string& date) {
    const auto folder = to_path(folder_);
    std::error_code bad;
    std::filesystem::create_directories(folder, bad);
    if (bad) return folder_ + ": " + bad.message();
    date_ = date;
    for (int n = first_; n <= kMostOfADate; ++n) {
        const std::string name = date + (n == 1 ? "" : "-" + std::to_string(n)) + ".csv";
        path_ = to_text(folder / name);
        error_code error = file_.open(path_, AppendedFile::For::one);
        if (!error) error = go_on();
        if (!error) return {};
        close();
        if (error != Error::busy && error != Error::unsupported) return path_ + ": " + error.message();
    }
    return to_text(folder / date) + ".csv to -" + std::to_string(kMostOfADate) +
           ".csv: all in use by other programs, or no session logs";
}

/// Makes the header whole and looks how the file ends. Error::unsupported: this is no session log.
error_code SessionLogFile::go_on() {
    const std::string header = session_log_header() + "\n";
    const auto size = file_.size();
    if (!size) return size.error();
    torn_ = false;
    if (*size == 0) return file_.append(header);
    const auto begin = file_.read(0, header.size());
    if (!begin) return begin.error();
    if (begin->size() < header.size()) {
        if (*begin != header.substr(0, begin->size())) return Error::unsupported;
        return file_.append(header.substr(begin->size()));
    }
    if (*begin != header && *begin != session_log_header() + "\r") return Error::unsupported;
    const auto last = file_.read(*size - 1, 1);
    if (!last) return last.error();
    torn_ = *last != "\n";
    return {};
}

void SessionLogFile::begin_write_out() {
    if (file_.is_open()) file_.begin_write_out();
}

}  // namespace focus
