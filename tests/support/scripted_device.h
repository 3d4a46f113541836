// ScriptedDevice: a stock focuser of a few lines at the far end of a pty, for everything that a real or simulated
// device would not do on request: silence, late answers, wrong letters, noise, a pulled cable. Keeps a log of what it
// heard. Lives on the test's io_context; destroy it before the io_context.
#pragma once

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <pty.h>
#include <sstream>
#include <string>
#include <termios.h>
#include <unistd.h>
#include <vector>

#include "core/serial/checked_line.h"

namespace focus::test {

class ScriptedDevice {
public:
    struct Heard {
        std::string line;
        std::chrono::steady_clock::time_point at;
    };

    explicit ScriptedDevice(boost::asio::io_context& loop) : life_(std::make_shared<Life>(loop)), link_(fresh_link()) {
        life_->answer = [this](const std::string& line) { return usual_answer(line); };
        plug_in();
    }
    ScriptedDevice(const ScriptedDevice&) = delete;
    ScriptedDevice& operator=(const ScriptedDevice&) = delete;
    ~ScriptedDevice() {
        unplug();
        life_->answer = nullptr;
        life_->damage = nullptr;
    }

    /// A symbolic link that stays the same while the pty behind it comes and goes.
    std::string path() const { return link_; }
    std::string address() const { return "serial:" + link_; }

    void plug_in() {
        int master = -1;
        char name[128];
        if (::openpty(&master, &life_->slave, name, nullptr, nullptr) != 0) std::abort();
        ::fcntl(master, F_SETFD, FD_CLOEXEC);
        ::fcntl(life_->slave, F_SETFD, FD_CLOEXEC);
        termios raw{};
        ::tcgetattr(life_->slave, &raw);
        ::cfmakeraw(&raw);
        ::tcsetattr(life_->slave, TCSANOW, &raw);
        life_->port.assign(master);
        life_->partial.clear();
        std::filesystem::remove(link_);
        std::filesystem::create_symlink(name, link_);
        listen(life_);
    }
    void unplug() {
        boost::system::error_code ignored;
        life_->port.close(ignored);
        if (life_->slave >= 0) ::close(life_->slave);
        life_->slave = -1;
        std::filesystem::remove(link_);
    }

    /// Answers instead of the usual ones; no value: silence.
    void on_line(std::function<std::optional<std::string>(const std::string&)> answer) {
        life_->answer = std::move(answer);
    }
    /// Every answer comes this much later.
    void set_delay(std::chrono::milliseconds delay) { life_->delay = delay; }
    void set_mute(bool mute) { life_->mute = mute; }
    /// False: the answers to lines with a check are said as they are.
    void set_checks(bool checks) { life_->checks = checks; }
    /// What happens to lines on the cable, with their check, if they have one.
    void on_the_way(std::function<void(std::string& line, bool to_device)> damage) {
        life_->damage = std::move(damage);
    }
    /// Says something unasked, as it is.
    void say(const std::string& bytes) { life_->say(bytes); }

    const std::vector<Heard>& heard() const { return life_->heard; }
    /// The lines that begin with one of `letters`; all if there are none.
    std::vector<std::string> heard_lines(const std::string& letters = "") const {
        std::vector<std::string> lines;
        for (const Heard& h : life_->heard) {
            if (letters.empty() || letters.find(h.line[0]) != std::string::npos) lines.push_back(h.line);
        }
        return lines;
    }
    void forget() { life_->heard.clear(); }

    /// What a stock device (or an open one, if `extended` is set) in this state would say.
    std::optional<std::string> usual_answer(const std::string& line) {
        const bool open = !extended.empty();
        switch (line[0]) {
            case '#': return "#:" + identity;
            case 'q': return "q:" + std::to_string(position) + ":" + std::to_string(to_go) + ":" + weather;
            case 'u': return "u:" + record;
            case 'U':
                record = line.substr(2);
                if (record.ends_with(':')) record.pop_back();
                return "U";
            case 'f': return buttons ? "f:1" : "f:0";
            case 'F': buttons = line == "F:1"; return "F";
            // What a stock one does with a number beyond its travel is not known.
            case 'R':
                to_go = std::clamp(std::stoi(line.substr(4)), open ? 0 : INT32_MIN, open ? maximum() : INT32_MAX) -
                        position;
                return "R";
            case 'P': position = std::stoi(line.substr(2)); return "P";
            case 'H': to_go = 0; return "H";
            case 'S': return "S";
            case 'x': return open ? "x:" + extended : "!:unknown";
            case 'v': return open ? "v:1.2.3" : "!:unknown";
            case 'X': return open ? "X" : "!:unknown";
            case 'A':
                if (open) extended.back() = line.back();
                return open ? "A" : "!:unknown";
            default: return "!:unknown";
        }
    }
    int maximum() const {
        std::istringstream fields(record);
        std::string field;
        for (int slot = 0; slot < 5; ++slot) std::getline(fields, field, ':');
        return std::stoi(field);
    }
    /// The motion under way ends at its target.
    void arrive() {
        position += to_go;
        to_go = 0;
    }

    std::string identity = "FocuserLink";
    std::string record = "80:1:500:0:28800:0:500:-3500:30:10:0";
    std::string weather = "1:12.34:55.5:3.67:0";
    std::string extended;  ///< the fields of `x`; empty: a stock device
    int position = 10000;
    int to_go = 0;
    bool buttons = true;

private:
    struct Life {
        explicit Life(boost::asio::io_context& l) : loop(l), port(l) {}
        void say(const std::string& text) {
            boost::system::error_code error;
            for (std::size_t sent = 0; sent < text.size() && !error;) {
                sent += port.write_some(boost::asio::buffer(text.data() + sent, text.size() - sent), error);
            }
        }

        boost::asio::io_context& loop;
        boost::asio::posix::stream_descriptor port;
        int slave = -1;  ///< held open, so that the far end may come and go
        std::string partial;
        char bytes[256]{};
        std::function<std::optional<std::string>(const std::string&)> answer;
        std::function<void(std::string&, bool)> damage;
        std::vector<Heard> heard;
        std::chrono::milliseconds delay{0};
        bool mute = false;
        bool checks = true;
    };

    static std::string fresh_link() {
        static int count = 0;
        const std::string name = "scripted-" + std::to_string(::getpid()) + "-" + std::to_string(count++);
        return std::filesystem::temp_directory_path() / name;
    }

    static void listen(const std::shared_ptr<Life>& life) {
        life->port.async_read_some(boost::asio::buffer(life->bytes),
                                   [life](boost::system::error_code error, std::size_t count) {
                                       if (error) return;
                                       for (std::size_t i = 0; i < count; ++i) take(life, life->bytes[i]);
                                       if (life->port.is_open()) listen(life);
                                   });
    }
    static void take(const std::shared_ptr<Life>& life, char c) {
        if (c != '\n') {
            life->partial += c;
            return;
        }
        std::string line = std::exchange(life->partial, {});
        if (line.empty()) return;
        const bool checked = line.find('*') != std::string::npos;
        if (life->damage) life->damage(line, true);
        const bool wrong = !take_check(line) && checked;
        if (!wrong) life->heard.push_back({line, std::chrono::steady_clock::now()});
        if (life->mute || !life->answer) return;
        auto answer = wrong ? "!:check" : life->answer(line);
        if (!answer) return;
        if (checked && life->checks) answer = with_check(*answer);
        if (life->damage) life->damage(*answer, false);
        if (life->delay.count() == 0) return life->say(*answer + "\n");
        const auto timer = std::make_shared<boost::asio::steady_timer>(life->loop, life->delay);
        timer->async_wait([life, timer, text = *answer + "\n"](boost::system::error_code) { life->say(text); });
    }

    std::shared_ptr<Life> life_;
    std::string link_;
};

}  // namespace focus::test
