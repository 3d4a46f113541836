#include "hub/trace_file.h"

#include <chrono>
#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>

#include "core/files/path.h"
#include "core/local_time.h"

namespace focus {
namespace {

std::string time_text(std::chrono::system_clock::time_point time, const char* form) {
    return local_text(std::chrono::floor<std::chrono::seconds>(time), form);
}

}  // namespace

void TraceFile::open() {
    std::error_code ignored;
    const auto folder = to_path(folder_);
    std::filesystem::create_directories(folder, ignored);
    const auto now = std::chrono::system_clock::now();
    const std::string path = to_text(folder / ("FocuserLink-trace-" + time_text(now, "%Y-%m-%d-%H%M%S") + ".txt"));
    if (const error_code error = file_.open(path, AppendedFile::For::everyone)) return give_up(error.message());
    path_ = path;
    spdlog::info("tracing every line on the cable to {}", path_);
}

void TraceFile::give_up(const std::string& why) {
    spdlog::warn("cannot write a trace in {}: {}; going on without it", folder_, why);
    file_.close();
    failed_ = true;
}

void TraceFile::write(std::size_t device, char direction, const std::string& line) {
    if (failed_) return;
    if (!file_.is_open()) open();
    if (!file_.is_open()) return;
    const auto now = std::chrono::system_clock::now();
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count() % 1000;
    std::string shown;
    for (const char c : line) shown += c >= ' ' && c <= '~' ? c : '?';
    const std::string text =
        fmt::format("{}.{:03} {} {} {}\n", time_text(now, "%Y-%m-%d %H:%M:%S"), milliseconds, device, direction, shown);
    if (const error_code error = file_.append(text)) give_up(error.message());
}

}  // namespace focus
