// WarningLog: a spdlog sink that keeps warnings and errors in FocuserLink-log-YYYY-MM-DD.txt, one file a local date,
// the newest 30 kept. The file is made with the first warning, so a quiet night leaves none. A line is one write
// to a file opened for appending: several programs may share it. Where it cannot be written, that is said once on the
// standard error, and everything goes on.
#pragma once

#include <mutex>
#include <spdlog/sinks/base_sink.h>
#include <string>

#include "core/files/appended_file.h"

namespace focus {

class WarningLog final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit WarningLog(std::string folder);

private:
    void sink_it_(const spdlog::details::log_msg& message) override;
    void flush_() override {}
    bool open(const std::string& date);
    void drop_old_files() const;
    void fail(const std::string& what);

    std::string folder_, date_, path_;
    AppendedFile file_;
    bool told_ = false;
};

}  // namespace focus
