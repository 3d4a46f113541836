#include "cli/output.h"

#include <boost/json/value.hpp>
#include <cstdio>

#include "cli/json_line.h"
#include "cli/terminal.h"

namespace focus::cli {
namespace {

void put(std::FILE* stream, const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fflush(stream);
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
    put(stdout, text + "\n");
}

void Output::object(const boost::json::value& value) { line(json_line(value)); }

void Output::redraw(const std::string& text) {
    if (!terminal_) return;
    put(stdout, "\r" + text.substr(0, width() - 1) + "\x1b[K");
    live_ = true;
}

void Output::remark(const std::string& text) {
    leave_live_line();
    put(stderr, text + "\n");
}

void Output::error(const std::string& text) { remark("focuserlink: " + text); }

void Output::leave_live_line() {
    if (live_) put(stdout, "\n");
    live_ = false;
}

}  // namespace focus::cli
