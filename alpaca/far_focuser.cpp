#include "alpaca/far_focuser.h"

#include <boost/asio/steady_timer.hpp>

#include "alpaca/alpaca_address.h"
#include "alpaca/open_focuser.h"
#include "core/backlash/backlash_move.h"
#include "core/io_thread.h"
#include "core/log/session_log.h"
#include "core/state/wire_line.h"

namespace focus {
namespace {

/// Twenty pictures a second are as many as anyone sees.
constexpr auto kBetweenPictures = std::chrono::milliseconds(50);

/// How long the end of the program waits for the loop's thread to let go of the cable.
constexpr auto kGoodbye = std::chrono::seconds(2);

}  // namespace

/// Lives on the I/O thread, but for its constructor, its destructor, `post` and `near_`.
class FarFocuser::Far {
public:
    Far(Deliver deliver, Heard heard)
        : deliver_(std::move(deliver)),
          near_(std::make_shared<Near>(Near{std::move(heard)})),
          later_(thread_.executor()) {}

    ~Far() {
        near_->gone = true;
        auto closed = thread_.run([this]() -> Task<void> {
            shut();
            co_return Result<void>();
        });
        closed.wait_for(kGoodbye);
    }

    /// On the caller's thread: what is heard of earlier sessions from now on is dropped.
    uint64_t next_session() { return ++near_->session; }

    /// `work(*this)` on the loop's thread.
    template <class Work>
    void post(Work work) {
        asio::post(thread_.executor(), [this, work = std::move(work)]() mutable { work(*this); });
    }

    /// Starts a request on the loop's thread; `start` gives its task.
    template <class Start>
    void request(Start start, Answer answer) {
        post([start = std::move(start), answer = std::move(answer)](Far& there) mutable {
            const auto done = [&there, answer](const std::exception_ptr&, const error_code& error) {
                if (there.focuser_) there.send(there.focuser_->state());  // the answer is never ahead of the state
                there.deliver_([here = there.near_, answer, error] {
                    if (!here->gone && answer) answer(error);
                });
            };
            asio::co_spawn(there.thread_.executor(), there.ask(std::move(start)), done);
        });
    }

    void open(const Options& options, uint64_t session) {
        shut();
        session_ = session;
        auto made = make_focuser(thread_.executor(), options.address, options.reset_on_connect);
        if (!made) {
            FocuserState state;
            state.address = without_credentials(options.address);
            state.fault = made.error();
            state.fault_text = "'" + state.address +
                               "' is no address of a focuser; serial:PORT, tcp:HOST:PORT and "
                               "alpaca://HOST:PORT/N are.";
            return send(state);
        }
        focuser_ = *made;
        watch_ = focuser_->on_change([this](const FocuserState&) { changed(); });
        log(options.log_folder, options.log_interval);
        send(focuser_->state());
    }

    /// Ends the log that is written and begins another; none for an empty folder or a hub.
    void log(const std::string& folder, std::chrono::milliseconds interval) {
        log_.reset();
        if (!focuser_ || folder.empty()) return;
        const std::string& address = focuser_->state().address;
        if (!address.starts_with("serial:") && !address.starts_with("tcp:")) return;
        SessionLogOptions log;
        log.folder = folder;
        log.interval = interval;
        log_ = std::make_unique<SessionLog>(thread_.executor(), focuser_, std::move(log));
    }

    void shut() {
        if (const auto move = move_.lock()) move->drop();
        later_.cancel();
        waiting_ = false;
        log_.reset();
        watch_ = Subscription();
        focuser_.reset();
    }

    Task<void> move(Position target, Steps backlash) {
        if (const auto before = move_.lock()) before->drop();
        const auto move = std::make_shared<BacklashMove>(thread_.executor(), focuser_, backlash);
        move_ = move;
        co_return co_await move->run(target);
    }

    Task<void> halt() {
        if (const auto move = move_.lock()) move->drop();
        co_return co_await focuser_->halt();
    }

    Task<void> command(std::string line) {
        const auto focuser = focuser_;
        const auto answer = co_await focuser->command(line);
        if (!answer) co_return answer.error();
        if (answer->starts_with('!')) co_return refusal(*answer);
        co_return Result<void>();
    }

    const std::shared_ptr<Focuser>& focuser() const { return focuser_; }

private:
    /// What belongs to the caller's thread; outlives this object in what is still to be delivered.
    struct Near {
        Heard heard;
        uint64_t session = 0;  // of the last open or close
        bool gone = false;
    };

    template <class Start>
    asio::awaitable<error_code> ask(Start start) {
        if (!focuser_) co_return Error::disconnected;
        const auto done = co_await start(*this);
        co_return done ? error_code() : done.error();
    }

    void changed() {
        if (waiting_) return;
        const auto now = Clock::now();
        const auto due = sent_at_ + kBetweenPictures;
        if (now >= due) return send(focuser_->state());
        waiting_ = true;
        later_.expires_at(due);
        later_.async_wait([this](const error_code& cancelled) {
            if (cancelled || !focuser_) return;
            waiting_ = false;
            send(focuser_->state());
        });
    }

    void send(const FocuserState& state) {
        sent_at_ = Clock::now();
        deliver_([here = near_, state, session = session_] {
            if (!here->gone && session == here->session) here->heard(state);
        });
    }

    const Deliver deliver_;
    const std::shared_ptr<Near> near_;
    IoThread thread_;
    asio::steady_timer later_;
    std::shared_ptr<Focuser> focuser_;
    std::unique_ptr<SessionLog> log_;
    std::weak_ptr<BacklashMove> move_;
    Subscription watch_;  // after focuser_: ends before it
    Clock::time_point sent_at_{};
    uint64_t session_ = 0;
    bool waiting_ = false;
};

FarFocuser::FarFocuser(Deliver deliver, Heard heard)
    : far_(std::make_unique<Far>(std::move(deliver), std::move(heard))) {}

FarFocuser::~FarFocuser() = default;

void FarFocuser::open(Options options) {
    far_->post(
        [options = std::move(options), session = far_->next_session()](Far& there) { there.open(options, session); });
}

void FarFocuser::close() {
    far_->next_session();
    far_->post([](Far& there) { there.shut(); });
}

void FarFocuser::move_to(Position target, Steps backlash, Answer answer) {
    far_->request([target, backlash](Far& there) { return there.move(target, backlash); }, std::move(answer));
}

void FarFocuser::halt(Answer answer) {
    far_->request([](Far& there) { return there.halt(); }, std::move(answer));
}

void FarFocuser::sync(Position position, Answer answer) {
    far_->request([position](Far& there) { return there.focuser()->sync(position); }, std::move(answer));
}

void FarFocuser::apply(const DeviceSettings& settings, Answer answer) {
    far_->request([settings](Far& there) { return there.focuser()->apply(settings); }, std::move(answer));
}

void FarFocuser::change(SettingsEdit edit, Answer answer) {
    far_->request([edit = std::move(edit)](Far& there) { return there.focuser()->change(edit); }, std::move(answer));
}

void FarFocuser::set_compensation(bool automatic, Answer answer) {
    far_->request([automatic](Far& there) { return there.focuser()->set_compensation(automatic); }, std::move(answer));
}

void FarFocuser::command(std::string line, Answer answer) {
    far_->request([line = std::move(line)](Far& there) { return there.command(line); }, std::move(answer));
}

void FarFocuser::set_log(std::string folder, std::chrono::milliseconds interval) {
    far_->post([folder = std::move(folder), interval](Far& there) { there.log(folder, interval); });
}

}  // namespace focus
