#include "cli/text/output.h"

#include <boost/json/value.hpp>
#include <cstdio>

#include "cli/text/json_line.h"
#include "cli/text/terminal.h"

namespace focus::cli {
namespace {

bool put_to(std::FILE* stream, const std::string& text) {
    const std::size_t written = std::fwrite(text.data(), 1, text.size(), stream);
    return std::fflush(stream) == 0 && written == text.size();
}

}  // namespace

Output::Output(bool json) : json_(json), terminal_(!json && can_redraw()) {}

Output::~Output() { leave_live_line(); }

unsigned Output::width() const { return columns(); }

void Output::say(const std::string& text) {
    if (!json_) line(text);
}

void Output::line(const std::string& text) {
    leave_live_line();
    put(text + "\n");
}

void Output::object(const boost::json::value& value) { line(json_line(value)); }

void Output::redraw(const std::string& text) {
    if (!terminal_) return;
    put("\r" + text.substr(0, width() - 1) + "\x1b[K");
    live_ = true;
}

void Output::remark(const std::string& text) {
    leave_live_line();
    put_to(stderr, text + "\n");
}

void Output::error(const std::string& text) { remark("focuserlink: " + text); }

void Output::leave_live_line() {
    if (live_) put("\n");
    live_ = false;
}

void Output::put(const std::string& text) {
    if (!put_to(stdout, text)) failed_ = true;
}

}  // namespace focus::cli
