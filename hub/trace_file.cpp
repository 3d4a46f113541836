#include "hub/trace_file.h"

#include <chrono>
#include <ctime>
#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>

#include "core/files/path.h"

namespace focus {
namespace {

std::string time_text(const char* format) {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    localtime_r(&now, &local);
    char text[40];
    return {text, std::strftime(text, sizeof text, format, &local)};
}

}  // namespace

void TraceFile::open() {
    std::error_code ignored;
    const auto folder = to_path(folder_);
    std::filesystem::create_directories(folder, ignored);
    const std::string path = to_text(folder / ("FocuserLink-trace-" + time_text("%Y-%m-%d-%H%M%S") + ".txt"));
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
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(since).count() % 1000;
    std::string shown;
    for (const char c : line) shown += c >= ' ' && c <= '~' ? c : '?';
    const std::string text =
        fmt::format("{}.{:03} {} {} {}\n", time_text("%Y-%m-%d %H:%M:%S"), milliseconds, device, direction, shown);
    if (const error_code error = file_.append(text)) give_up(error.message());
}

}  // namespace focus
