// PanelFocuser: the one QObject that crosses threads: a FarFocuser with signals, and its problems in the user's
// language.
//
// Everything here is called on the GUI thread, and every signal and answer comes on it.
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <chrono>
#include <functional>

#include "alpaca/far_focuser.h"

namespace focus::panel {

class PanelFocuser : public QObject {
    Q_OBJECT

public:
    /// Why a request was not done, in words for the user; empty when it was. `state()` is then what the request has
    /// made of it. Not called any more when `context` is gone.
    using Answer = std::function<void(const QString& problem)>;

    explicit PanelFocuser(QObject* parent = nullptr);
    ~PanelFocuser() override;

    /// Leaves the present focuser, if any, and connects in the background by this address until `close`; comes back by
    /// itself after a lost cable or hub. An address that is none becomes the state's fault.
    void open(const FarFocuser::Options& options);
    void close();
    bool isOpen() const { return open_; }

    /// The last known truth; `link` is disconnected while closed.
    const FocuserState& state() const { return state_; }
    bool connected() const { return state_.link == Link::connected; }
    /// Answers the device's own questions that are asked again and again by many widgets.
    std::optional<int> maximum() const;      ///< steps; unknown without settings
    std::optional<double> stepSize() const;  ///< um; nothing if unknown or 0

    /// A move of the user's: backlash is added as core/backlash has it. The answer comes when the device has accepted
    /// the last leg. A new move, a halt or a close ends the one before.
    void moveTo(Position target, Steps backlash, QObject* context, Answer answer);
    /// Where the owner of the cable writes the session log from now on, without a new connection; empty: nowhere. Has
    /// no effect on a hub, which writes its own.
    void setLog(const QString& folder, std::chrono::milliseconds interval);
    /// Ahead of everything.
    void halt(QObject* context, Answer answer);
    void sync(Position position, QObject* context, Answer answer);
    void apply(const DeviceSettings& settings, QObject* context, Answer answer);
    void setAutomatic(bool automatic, QObject* context, Answer answer);
    /// One line of the wire ("S:1", "F:0", "A:1", "X", "D:DEFAULTS"); a refusal is a problem in words.
    void command(const QString& line, QObject* context, Answer answer);

signals:
    /// `moveTo` was called: the next move is the user's.
    void moveAsked();
    /// `state()` has changed; at most every 50 ms while it changes all the time.
    void changed();
    /// Bytes have moved on the cable or to the hub.
    void activity();
    /// The link was lost, or came back: one sentence, once.
    void linkChanged(const QString& sentence);

private:
    void receive(const FocuserState& state);
    /// `answer` in words, unless `context` is gone.
    FarFocuser::Answer inWords(QObject* context, Answer answer);

    FocuserState state_;
    bool open_ = false;
    FarFocuser far_;
};

/// `error` of a request to this focuser, in words for the user.
QString sentence(const error_code& error, const FocuserState& state);

}  // namespace focus::panel
