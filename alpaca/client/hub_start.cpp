#include "alpaca/client/hub_start.h"

#include <boost/algorithm/string/trim.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fstream>

#include "alpaca/client/hub_search.h"
#include "core/files/path.h"
#include "core/port/byte_stream.h"

namespace focus {
namespace {

constexpr std::chrono::milliseconds kBetweenQuestions{50};
constexpr std::chrono::seconds kOneAnswer{3};  // it may listen before it serves
constexpr int kMostLines = 1000;

/// The last line in which the hub says what is wrong, without its time; empty if there is none.
std::string last_words(const std::string& path) {
    constexpr std::string_view kError = "error: ";
    constexpr std::string_view kName = "focuserlinkd: ";
    std::ifstream file(to_path(path));
    std::string last, line;
    for (int lines = 0; lines < kMostLines && std::getline(file, line); ++lines) {
        const auto at = line.find(kError);
        if (at != std::string::npos) {
            last = boost::trim_copy(line.substr(at + kError.size()));
        } else if (last.empty() && line.starts_with(kName)) {
            last = boost::trim_copy(line.substr(kName.size()));
        }
    }
    return last;
}

}  // namespace

asio::awaitable<bool> somebody_listens(AlpacaAddress hub) {
    StreamOptions options;
    options.address = "tcp:" + hub.authority();
    const auto stream = co_await open_stream(options);
    co_return static_cast<bool>(stream);
}

std::string HubStarter::launch(const std::string& port) {
    const std::vector<std::string> arguments{"--port", port};
    // One a port: the hub of another may still write.
    words_.clear();
    if (!program_.words_folder.empty()) {
        words_ = to_text(to_path(program_.words_folder) / ("focuserlinkd-start-" + port + ".txt"));
    }
    Result<StartedProgram> started = StartedProgram::start(program_.path, arguments, words_);
    if (!started && !words_.empty()) {
        words_.clear();  // a hub without its words is better than none
        started = StartedProgram::start(program_.path, arguments);
    }
    if (!started) return program_.path + ": " + started.error().message() + ".";
    started_ = std::make_shared<StartedProgram>(std::move(*started));
    port_ = port;
    answered_ = false;
    process_ = started_->id();
    return {};
}

std::string HubStarter::why_ended(int code) const {
    const std::string words = words_.empty() ? "" : last_words(words_);
    if (!words.empty()) return "The hub did not start: " + words;
    return "The hub was started but ended with code " + std::to_string(code) +
           "; start it in a terminal to see why: \"" + program_.path + "\" --port " + port_;
}

asio::awaitable<std::string> HubStarter::start(AlpacaAddress hub, std::chrono::milliseconds patience) {
    const bool on_its_way = started_ && port_ == hub.port && !started_->exit_code();
    std::string obstacle = on_its_way ? "" : launch(hub.port);
    auto program = started_;
    asio::steady_timer pause(co_await asio::this_coro::executor);
    const auto end = std::chrono::steady_clock::now() + patience;
    while (obstacle.empty()) {
        pause.expires_after(kBetweenQuestions);
        co_await pause.async_wait(use_result);
        // Asked for first: one that ends because another program's hub came before it leaves that one to answer.
        const std::optional<int> code = program->exit_code();
        const FoundHub found = co_await ask_hub(hub.authority(), kOneAnswer);
        if (!found.fault || found.wants_password) {
            answered_ = answered_ || program == started_;
            co_return std::string();
        }
        if (code && program == started_) {
            if (!answered_) co_return why_ended(*code);
            obstacle = launch(hub.port);  // it was not on its way but on its way out
        }
        if (code) {
            program = started_;
            continue;
        }
        if (std::chrono::steady_clock::now() > end) {
            co_return "The hub was started but does not answer at " + hub.authority() + ".";
        }
    }
    co_return "No hub runs at " + hub.authority() + ", and it cannot be started: " + obstacle;
}

}  // namespace focus
