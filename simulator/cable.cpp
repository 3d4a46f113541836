#include "simulator/cable.h"

#include <algorithm>
#include <utility>

namespace focus::sim {
namespace {

constexpr auto kByteTime = std::chrono::nanoseconds(10 * 1000000000LL / 38400);  // start, 8 bits, stop

}  // namespace

Cable::Cable(const boost::asio::any_io_executor& executor, const SimOptions& options)
    : executor_(executor),
      options_(options),
      faults_(options.device.seed),
      timer_(std::make_shared<boost::asio::steady_timer>(executor)) {}

std::string Cable::plug() {
    if (plugged_) return {};
    std::string error;
    if (options_.pty) {
        pty_ = PtyPort::make(executor_);
        if (!pty_) return "this system has no pseudo terminals; choose TCP";
        pty_->on_bytes = [this](std::string_view bytes) { receive(End::pty, bytes); };
        pty_->on_opened = [this] {
            if (on_opened) on_opened();
        };
        error = pty_->open(options_.link);
    }
    if (error.empty() && options_.tcp_port) {
        tcp_ = std::make_shared<TcpPort>(executor_);
        tcp_->on_bytes = [this](std::string_view bytes) { receive(End::tcp, bytes); };
        error = tcp_->open(tcp_port_ != 0 ? tcp_port_ : *options_.tcp_port);
        if (error.empty()) tcp_port_ = tcp_->port();
    }
    plugged_ = error.empty();
    if (!plugged_) pull();
    return error;
}

void Cable::pull() {
    if (pty_) pty_->close();
    if (tcp_) tcp_->close();
    pty_.reset();
    tcp_.reset();
    answers_.clear();
    timer_->cancel();
    plugged_ = false;
}

void Cable::receive(End end, std::string_view bytes) {
    last_ = end;
    unpaced_ += bytes.size();
    const std::string heard = faults_.disturb(bytes);
    if (on_bytes) on_bytes(heard);
}

void Cable::answer(std::string_view line) {
    const std::size_t size = std::exchange(unpaced_, 0) + line.size();
    if (faults_.silent || !plugged_) return;
    Clock::time_point due = Clock::now() + faults_.take_delay();
    if (!answers_.empty()) due = std::max(due, answers_.back().due);
    if (options_.baud_pacing) due += kByteTime * static_cast<int>(size);
    answers_.push_back({due, faults_.disturb(line), last_});
    if (answers_.size() == 1) send_due();
}

void Cable::send_due() {
    while (!answers_.empty() && answers_.front().due <= Clock::now()) {
        const Answer answer = std::move(answers_.front());
        answers_.pop_front();
        if (answer.end == End::pty && pty_) pty_->write(answer.bytes);
        if (answer.end == End::tcp && tcp_) tcp_->write(answer.bytes);
    }
    if (answers_.empty()) return;
    timer_->expires_at(answers_.front().due);
    timer_->async_wait([this, weak = std::weak_ptr(timer_)](boost::system::error_code error) {
        if (!error && !weak.expired()) send_due();  // an expired timer means that this is gone
    });
}

}  // namespace focus::sim
