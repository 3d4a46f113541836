#include "core/serial/device_session.h"

#include "core/serial/checked_line.h"
#include "core/spawn.h"

namespace focus {
namespace {

/// A refusal of a line that every device knows: it was garbled on its way.
bool was_garbled(const std::string& request, const std::string& answer) {
    return std::string_view("#quUfFRPH").find(request[0]) != std::string_view::npos &&
           (answer == "!" || answer.starts_with("!:unknown"));
}

}  // namespace

DeviceSession::DeviceSession(const asio::any_io_executor& executor, std::unique_ptr<ByteStream> stream,
                             std::shared_ptr<const SessionEvents> events, SerialPatience patience)
    : executor_(executor),
      stream_(std::move(stream)),
      events_(std::move(events)),
      patience_(patience),
      deadline_(executor) {}

void DeviceSession::start() {
    auto listening = [self = shared_from_this()]() { return self->listen(); };
    spawn(executor_, std::move(listening));
}

Task<std::string> DeviceSession::ask(std::string line) {
    if (reason_) co_return reason_;
    const auto self = shared_from_this();
    const auto request = std::make_shared<PendingLine>(executor_, std::move(line));
    if (const error_code full = queue_.push(request)) co_return full;
    if (!in_flight_) {
        send_next();
    } else if (halt_waits()) {
        arm_deadline(std::min(deadline_.expiry(), Clock::now() + patience_.halt));
    }
    if (!request->result) co_await request->done.async_wait(use_result);
    if (!request->result) co_return Error::cancelled;
    co_return *request->result;
}

void DeviceSession::end(error_code reason) {
    if (reason_) return;
    reason_ = reason;
    stream_->close();
    deadline_.cancel();
    const auto unanswered = std::exchange(in_flight_, nullptr);
    if (unanswered) unanswered->complete(reason);
    queue_.fail_all(reason);
    events_->ended();
}

asio::awaitable<void> DeviceSession::listen() {
    const auto self = shared_from_this();
    char bytes[512];
    for (;;) {
        const Result<std::size_t> count = co_await stream_->read_some(bytes, sizeof bytes);
        if (reason_) co_return;
        if (!count) co_return end(count.error());
        lines_.feed({bytes, *count}, [this](std::string line) { received(std::move(line)); });
    }
}

void DeviceSession::received(std::string line) {
    if (reason_) return;
    if (events_->trace) events_->trace('<', line);
    const bool refused = line[0] == '!';
    if (in_flight_ && in_flight_->checked && !take_check(line)) return damaged(std::move(line));
    const bool ours = in_flight_ && (line[0] == in_flight_->line[0] || (refused && !overtook_));
    if (!ours) {
        if (in_flight_) stray_line_ = std::move(line);
        return;
    }
    unheard_since_.reset();
    deadline_.cancel();
    const auto request = std::exchange(in_flight_, nullptr);
    if (line == "!:check" && request->spare_tries > 0) {
        --request->spare_tries;
        ++request->tries_left;
        queue_.push_again(request);  // nothing was done
    } else if (was_garbled(request->line, line) && request->tries_left > 0) {
        try_again(request);
    } else {
        stray_line_.clear();
        if (!refused) events_->answered(request->line, line);
        request->complete(std::move(line));
    }
    send_next();
}

void DeviceSession::damaged(std::string line) {
    stray_line_ = std::move(line);
    if (in_flight_->spare_tries > 0) {
        --in_flight_->spare_tries;
        ++in_flight_->tries_left;
    }
    // It may have been a late one of an earlier request; what was in flight is soon given up and asked again.
    arm_deadline(std::min(deadline_.expiry(), Clock::now() + patience_.damaged));
}

void DeviceSession::send_next() {
    if (in_flight_ || reason_) return;
    if (auto request = queue_.pop()) {
        overtook_ = false;
        stream_->drop_output();
        stream_->drop_input();
        lines_.clear();
        send(std::move(request));
    }
}

void DeviceSession::send(RequestQueue::Item request) {
    in_flight_ = std::move(request);
    prolonged_ = false;
    --in_flight_->tries_left;
    in_flight_->checked = checked_ && in_flight_->line.size() + wire::kCheckSize <= wire::kMaxLine;
    const std::string line = in_flight_->checked ? with_check(in_flight_->line) : in_flight_->line;
    if (events_->trace) events_->trace('>', line);
    if (!unheard_since_) unheard_since_ = Clock::now();
    if (const error_code error = stream_->write(line + '\n')) return end(error);
    arm_deadline(Clock::now() + answer_time(in_flight_->line[0]));
}

Clock::duration DeviceSession::answer_time(char letter) const {
    return letter == 'U' || letter == 'D' ? patience_.saving : patience_.answer;
}

void DeviceSession::arm_deadline(Clock::time_point when) {
    deadline_.expires_at(when);
    deadline_.async_wait([self = shared_from_this()](error_code cancelled) {
        if (!cancelled) self->deadline_passed();
    });
}

void DeviceSession::deadline_passed() {
    // The timer may have been set anew, or the answer taken, after this call was already on its way.
    const auto now = Clock::now();
    if (!in_flight_ || deadline_.expiry() > now) return;
    // A computer that slept, or had no time for us, has given none to the answer either. A halt waits for nothing.
    if (const auto stood_still = now - deadline_.expiry(); stood_still >= patience_.answer) {
        if (unheard_since_) *unheard_since_ += stood_still;
        const bool halts = in_flight_->rank == Rank::halt || queue_.holds(Rank::halt);
        if (!halts && !std::exchange(prolonged_, true)) return arm_deadline(now + patience_.answer);
    }
    const auto late = std::exchange(in_flight_, nullptr);
    if (late->rank == Rank::move) events_->move_in_doubt();

    if (queue_.holds(Rank::halt) && late->rank != Rank::halt) {
        if (late->rank == Rank::move) {
            late->complete(Error::cancelled);
        } else {
            if (late->repeatable) ++late->tries_left;  // it was not given its time
            try_again(late);
        }
        overtook_ = true;
        return send(queue_.pop());
    }
    if (!patient_ && unheard_since_ && now - *unheard_since_ >= patience_.silence) {
        late->complete(Error::timeout);
        return end(Error::timeout);
    }
    try_again(late);
    send_next();
}

void DeviceSession::try_again(RequestQueue::Item request) {
    // A position that was perhaps already set must not be set again after a move.
    const bool safe = request->repeatable && !(request->line[0] == 'P' && queue_.holds(Rank::move));
    if (safe && request->tries_left > 0) return queue_.push_again(std::move(request));
    request->complete(Error::timeout);
}

}  // namespace focus
