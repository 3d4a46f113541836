#include "hub/trace_file.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <spdlog/spdlog.h>

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
    std::filesystem::create_directories(folder_, ignored);
    const std::string path = folder_ + "/FocuserLink-trace-" + time_text("%Y-%m-%d-%H%M%S") + ".txt";
    file_.reset(std::fopen(path.c_str(), "ae"));
    if (!file_) return give_up(std::strerror(errno));
    path_ = path;
    spdlog::info("tracing every line on the cable to {}", path_);
}

void TraceFile::give_up(const std::string& why) {
    spdlog::warn("cannot write a trace in {}: {}; going on without it", folder_, why);
    file_.reset();
    failed_ = true;
}

void TraceFile::write(std::size_t device, char direction, const std::string& line) {
    if (failed_) return;
    if (!file_) open();
    if (!file_) return;
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(since).count() % 1000;
    std::string shown;
    for (const char c : line) shown += c >= ' ' && c <= '~' ? c : '?';
    const bool good = std::fprintf(file_.get(), "%s.%03d %zu %c %s\n", time_text("%Y-%m-%d %H:%M:%S").c_str(),
                                   static_cast<int>(milliseconds), device, direction, shown.c_str()) > 0 &&
                      std::fflush(file_.get()) == 0;
    if (!good) give_up(std::strerror(errno));
}

}  // namespace focus
