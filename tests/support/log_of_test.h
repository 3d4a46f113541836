// LogOfTest: what is logged while it lives, as "text" lines of the messages alone.
#pragma once

#include <algorithm>
#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/spdlog.h>
#include <string>
#include <vector>

namespace focus {

class LogOfTest {
public:
    explicit LogOfTest(spdlog::level::level_enum least = spdlog::level::info) {
        auto logger = std::make_shared<spdlog::logger>("test", sink_);
        logger->set_pattern("%v");
        logger->set_level(least);
        spdlog::set_default_logger(std::move(logger));
    }
    ~LogOfTest() { spdlog::set_default_logger(usual_); }
    LogOfTest(const LogOfTest&) = delete;
    LogOfTest& operator=(const LogOfTest&) = delete;

    std::vector<std::string> lines() const {
        std::vector<std::string> lines = sink_->last_formatted();
        for (std::string& line : lines) line.erase(line.find_last_not_of("\r\n") + 1);
        return lines;
    }
    std::size_t warnings() const {
        const auto messages = sink_->last_raw();
        return static_cast<std::size_t>(std::count_if(messages.begin(), messages.end(), [](const auto& message) {
            return message.level >= spdlog::level::warn;
        }));
    }

private:
    std::shared_ptr<spdlog::logger> usual_ = spdlog::default_logger();
    std::shared_ptr<spdlog::sinks::ringbuffer_sink_mt> sink_ =
        std::make_shared<spdlog::sinks::ringbuffer_sink_mt>(2000);
};

}  // namespace focus
