#include "core/log/warning_log.h"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "core/files/path.h"
#include "core/local_time.h"

namespace focus {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 30;
constexpr std::string_view kPattern = "FocuserLink-log-0000-00-00.txt";

bool is_ours(const std::string& name) {
    const auto fits = [](char c, char p) { return p == '0' ? c >= '0' && c <= '9' : c == p; };
    return std::equal(name.begin(), name.end(), kPattern.begin(), kPattern.end(), fits);
}

}  // namespace

WarningLog::WarningLog(std::string folder) : folder_(std::move(folder)) {
    set_level(spdlog::level::warn);
    set_pattern("%Y-%m-%d %H:%M:%S.%e %z %l: %v");
}

void WarningLog::sink_it_(const spdlog::details::log_msg& message) {
    const std::string date = local_text(std::chrono::floor<std::chrono::seconds>(message.time), "%Y-%m-%d");
    if ((!file_.is_open() || date != date_) && !open(date)) return;
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    const error_code error = file_.append({line.data(), line.size()});
    if (!error) return;
    fail(path_ + ": " + error.message());
    file_.close();
}

bool WarningLog::open(const std::string& date) {
    file_.close();
    std::error_code bad;
    fs::create_directories(to_path(folder_), bad);
    if (bad) return fail(folder_ + ": " + bad.message()), false;
    path_ = to_text(to_path(folder_) / ("FocuserLink-log-" + date + ".txt"));
    if (const error_code error = file_.open(path_, AppendedFile::For::everyone)) {
        fail(path_ + ": " + error.message());
        return false;
    }
    date_ = date;
    drop_old_files();
    return true;
}

void WarningLog::drop_old_files() const {
    std::error_code bad;
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(to_path(folder_), bad); !bad && entry != fs::directory_iterator();
         entry.increment(bad)) {
        if (is_ours(to_text(entry->path().filename()))) files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    for (std::size_t i = 0; i + kMostFiles < files.size(); ++i) fs::remove(files[i], bad);
}

void WarningLog::fail(const std::string& what) {
    if (std::exchange(told_, true)) return;
    (void)std::fprintf(stderr, "warnings cannot be kept in a file, %s; they are shown here only\n", what.c_str());
}

}  // namespace focus
