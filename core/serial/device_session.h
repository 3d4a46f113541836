// DeviceSession: the conversation over one connection. One request at a time, answers matched by their first letter,
// late and garbled ones dropped, retries where repeating is safe, HALT ahead of everything. With a device that can,
// every line carries a check, and one whose check is wrong was not heard.
//
// A halt waits a moment for the answer in flight and is then sent regardless. A session ends when the stream does, or
// when the device has answered nothing for too long (patience.h); it is not used again. Lives on the thread that runs
// the io_context; nothing waits except the tasks it gives.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/focuser.h"
#include "core/port/byte_stream.h"
#include "core/serial/answer_reader.h"
#include "core/serial/patience.h"
#include "core/serial/request_queue.h"

namespace focus {

/// Every line on the cable: '>' sent, '<' received.
using Trace = std::function<void(char direction, const std::string& line)>;

/// What a session tells its owner, at the moment it happens and before the one who asked gets to run.
struct SessionEvents {
    /// A request was answered, not refused.
    std::function<void(const std::string& request, const std::string& answer)> answered;
    /// A move was sent, but whether the device took it is not known.
    std::function<void()> move_in_doubt;
    /// The session is over.
    std::function<void()> ended;
    Trace trace;
};

class DeviceSession : public std::enable_shared_from_this<DeviceSession> {
public:
    DeviceSession(const asio::any_io_executor& executor, std::unique_ptr<ByteStream> stream,
                  std::shared_ptr<const SessionEvents> events, SerialPatience patience);

    /// Begins to listen. Once.
    void start();
    /// Sends a line (no newline in it) when its turn comes and gives the answer, which may be a refusal ("!:reason").
    /// Error::timeout, Error::cancelled, Error::busy (too many waiting), or why the session ended.
    Task<std::string> ask(std::string line);
    /// Lines carry a check from now on, both ways, but for one that would be too long with it.
    void set_checked(bool checked) { checked_ = checked; }
    /// A device that boots may be silent: only a session that is not patient ends for silence.
    void set_patient(bool patient) { patient_ = patient; }
    /// Completes everything that waits with `reason`. Later calls do nothing.
    void end(error_code reason);

    /// Why the session ended; empty while it goes on.
    error_code reason() const { return reason_; }
    /// The last line that answered nothing we asked; empty if all were in order since the last good answer.
    const std::string& stray_line() const { return stray_line_; }

private:
    asio::awaitable<void> listen();
    void received(std::string line);
    void send_next();
    void send(RequestQueue::Item request);
    void arm_deadline(Clock::time_point when);
    void deadline_passed();
    void try_again(RequestQueue::Item request);
    /// A line whose check is wrong has come.
    void damaged(std::string line);
    Clock::duration answer_time(char letter) const;
    bool halt_waits() const { return queue_.holds(Rank::halt) && in_flight_->rank != Rank::halt; }

    asio::any_io_executor executor_;
    std::unique_ptr<ByteStream> stream_;
    std::shared_ptr<const SessionEvents> events_;
    const SerialPatience patience_;
    AnswerReader lines_;
    RequestQueue queue_;
    RequestQueue::Item in_flight_;
    std::optional<Clock::time_point> unheard_since_;  ///< when the first line since the last answer was sent
    asio::steady_timer deadline_;
    bool prolonged_ = false;  ///< the line in flight was given its time a second time
    bool overtook_ = false;   ///< the halt in flight was sent while another request's answer was still due
    bool patient_ = true;
    bool checked_ = false;
    std::string stray_line_;
    error_code reason_;
};

}  // namespace focus
