#include "core/log/session_log.h"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>

#include "core/log/session_recorder.h"

namespace focus {

class SessionLog::Impl : public std::enable_shared_from_this<Impl> {
public:
    Impl(const asio::any_io_executor& executor, std::shared_ptr<Focuser> focuser, SessionLogOptions options)
        : timer_(executor),
          focuser_(std::move(focuser)),
          recorder_(std::move(options)),
          subscription_(
              focuser_->on_change([this](const FocuserState& state) { recorder_.change(state, Clock::now()); })) {}

    /// After a time in which the loop or the computer slept, ticks go on; they are not made up for.
    void wait() {
        timer_.expires_at(std::max(timer_.expiry() + kSamplePeriod, Clock::now()));
        timer_.async_wait([weak = weak_from_this()](const error_code& cancelled) {
            const auto self = weak.lock();
            if (cancelled || !self) return;
            self->recorder_.tick(self->focuser_->state(), Clock::now());
            self->wait();
        });
    }
    void begin() {
        timer_.expires_at(Clock::now());
        wait();
    }
    void end() {
        subscription_ = Subscription();
        timer_.cancel();
        recorder_.finish();
    }
    const std::string& path() const { return recorder_.path(); }

private:
    asio::steady_timer timer_;
    std::shared_ptr<Focuser> focuser_;
    SessionRecorder recorder_;
    Subscription subscription_;  // last, so that it ends before what its callback uses
};

SessionLog::SessionLog(const asio::any_io_executor& executor, std::shared_ptr<Focuser> focuser,
                       SessionLogOptions options)
    : impl_(std::make_shared<Impl>(executor, std::move(focuser), std::move(options))) {
    impl_->begin();
}

SessionLog::~SessionLog() { impl_->end(); }

const std::string& SessionLog::path() const { return impl_->path(); }

}  // namespace focus
