// Cable: everything between the hosts and the device's serial pins: the pty and TCP ends, the faults of the line, the
// time that characters take. Bytes from either end reach the device; answers go to the end that spoke last.
//
// Lives on the thread of the executor.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "simulator/line_faults.h"
#include "simulator/pty_port.h"
#include "simulator/sim_options.h"
#include "simulator/tcp_port.h"

namespace focus::sim {

class Cable {
public:
    /// `options` must outlive it.
    Cable(const boost::asio::any_io_executor& executor, const SimOptions& options);
    ~Cable() { pull(); }
    Cable(const Cable&) = delete;
    Cable& operator=(const Cable&) = delete;

    /// Opens the ends that the options ask for. Empty if all went well, else what went wrong; then none is open.
    std::string plug();
    /// Closes both ends; answers under way are lost.
    void pull();
    bool plugged() const { return plugged_; }
    /// Empty while pulled.
    std::string pty_path() const { return pty_ ? pty_->path() : std::string(); }
    std::uint16_t tcp_port() const { return tcp_port_; }
    LineFaults& faults() { return faults_; }

    /// One answer line with its newline.
    void answer(std::string_view line);

    /// Bytes for the device, after the faults of the line.
    std::function<void(std::string_view)> on_bytes;
    /// A first host opened the pty.
    std::function<void()> on_opened;

private:
    using Clock = std::chrono::steady_clock;
    enum class End { pty, tcp };
    struct Answer {
        Clock::time_point due;
        std::string bytes;
        End end;
    };

    void receive(End end, std::string_view bytes);
    void send_due();

    boost::asio::any_io_executor executor_;
    const SimOptions& options_;
    LineFaults faults_;
    std::shared_ptr<PtyPort> pty_;  // made anew at every plug, so that nothing of an old one comes late
    std::shared_ptr<TcpPort> tcp_;
    std::uint16_t tcp_port_ = 0;  // kept while pulled
    bool plugged_ = false;
    End last_ = End::pty;
    std::size_t unpaced_ = 0;  // bytes of the request under way
    std::deque<Answer> answers_;
    std::shared_ptr<boost::asio::steady_timer> timer_;
};

}  // namespace focus::sim
