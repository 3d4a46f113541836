// FocuserImpostor: a focuser of a few lines on a TCP port, on a thread of its own, so that nothing of the program under
// test delays it. It stands still, moves when told, and remembers when it heard a halt.
#pragma once

#include <QString>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <istream>
#include <string>
#include <thread>

#include "core/serial/checked_line.h"

namespace focus::panel {

class FocuserImpostor {
public:
    using Clock = std::chrono::steady_clock;

    /// `firmware`: empty: a stock device.
    explicit FocuserImpostor(std::string firmware = "0.1.0")
        : firmware_(std::move(firmware)),
          acceptor_(loop_, {boost::asio::ip::address_v4::loopback(), 0}),
          thread_([this] { serve(); }) {}
    ~FocuserImpostor() {
        ending_ = true;
        boost::system::error_code ignored;
        boost::asio::ip::tcp::socket last(loop_);  // ends the wait for a host
        last.connect(acceptor_.local_endpoint(), ignored);
        thread_.join();
    }
    FocuserImpostor(const FocuserImpostor&) = delete;
    FocuserImpostor& operator=(const FocuserImpostor&) = delete;

    QString address() const { return "tcp:127.0.0.1:" + QString::number(acceptor_.local_endpoint().port()); }
    /// From now on it hears, and says nothing.
    void beSilent() { silent_ = true; }
    int halts() const { return halts_; }
    Clock::time_point lastHalt() const { return Clock::time_point(Clock::duration(last_halt_)); }

private:
    void serve() {
        while (!ending_) {
            boost::system::error_code gone;
            boost::asio::ip::tcp::socket host(loop_);
            acceptor_.accept(host, gone);
            host.set_option(boost::asio::ip::tcp::no_delay(true), gone);
            boost::asio::streambuf heard;
            while (!gone && !ending_) {
                boost::asio::read_until(host, heard, '\n', gone);
                if (gone) break;
                std::string line;
                std::istream(&heard) >> line;
                heard.consume(1);
                const bool checked = take_check(line);
                const std::string told = answer(line);
                if (silent_) continue;
                boost::asio::write(host, boost::asio::buffer((checked ? with_check(told) : told) + "\n"), gone);
            }
        }
    }
    std::string answer(const std::string& line) {
        switch (line.empty() ? '?' : line[0]) {
            case '#': return firmware_.empty() ? "#:FocuserLink" : "#:FocuserLink:open:" + firmware_;
            case 'q': return "q:5000:" + std::to_string(to_go_) + ":1:10.00:50.00:0.10:0";
            case 'u': return "u:400:3:500:0:28800:0:500:0:30:10:0";
            case 'f': return "f:1";
            case 'R': to_go_ = std::stoi(line.substr(4)) - 5000; return "R";
            case 'H':
                last_halt_ = Clock::now().time_since_epoch().count();
                ++halts_;
                to_go_ = 0;
                return "H";
            case 'v': return firmware_.empty() ? "!:unknown" : "v:" + firmware_;
            case 'x': return firmware_.empty() ? "!:unknown" : "x:0:1:0:1:1:100:1:0:1";
            case 'a': return firmware_.empty() ? "!:unknown" : "a:1";
            default: return "!:unknown";
        }
    }

    std::string firmware_;
    std::atomic<int> halts_{0};
    std::atomic<Clock::rep> last_halt_{0};
    std::atomic<bool> silent_{false}, ending_{false};
    int to_go_ = 0;
    boost::asio::io_context loop_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::thread thread_;
};

}  // namespace focus::panel
