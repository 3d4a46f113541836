// ConnectionDirector: decides what PanelFocuser opens, and starts what is missing for it: the hub on this computer,
// which outlives the panel, or the simulated focuser, which ends with it. GUI thread; never waits but in the
// destructor.
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>
#include <memory>

#include "alpaca/client/hub_start.h"
#include "panel/panel_focuser.h"
#include "panel/preferences.h"

namespace focus {
class IoThread;
}

namespace focus::panel {

/// Is the hub of this address (alpaca://...) one on this computer?
bool isOnThisComputer(const QString& hub);

class ConnectionDirector : public QObject {
    Q_OBJECT

public:
    /// Both must outlive it. `programs`: the folder of focuserlinkd and focuserlink-sim; empty: beside this program,
    /// else in the PATH.
    ConnectionDirector(PanelFocuser& focuser, Preferences& preferences, QString programs = {});
    /// Ends the simulated focuser; waits for that up to two seconds.
    ~ConnectionDirector() override;

    /// Opens what the preferences say. DIRECT: the chosen port, with the session log if data are collected. SHARED: the
    /// chosen hub; one on this computer is started if nobody answers there, now or when it has died.
    void connectNow();
    /// Opens this focuser whatever the preferences have chosen, and leaves them as they are: a port, `kSimulatorPort`,
    /// or a hub, which is not started.
    void connectTo(const QString& address);
    void disconnectNow();
    /// A connection is wanted: between connectNow or connectTo and disconnectNow.
    bool wanted() const { return wanted_; }

    /// Process of the hub this director has started last; 0: none.
    qint64 startedHub() const { return starter_ ? starter_->process() : 0; }

    /// Process of the simulated focuser; 0: none.
    qint64 simulatorProcess() const { return simulator_.processId(); }

signals:
    /// What was done, or why not; a sentence for the user.
    void said(const QString& sentence);

private:
    void want(const QString& address);
    void open(const QString& address);
    void openHub();
    void askHub();
    void answered(bool somebody);
    void startHub();
    void hubStarted(const std::string& fault);
    void lookAgain();
    /// Runs a task beside; `then`, a member, gets what it came to on this thread, unless something else is wanted by
    /// then.
    template <class T, class Then>
    void ask(asio::awaitable<T> task, Then then);
    void startSimulator();
    void simulatorSpeaks();
    void simulatorEnded();
    void simulatorNotStarted(QProcess::ProcessError error);
    bool wantsSimulator() const { return wanted_ && target_ == kSimulatorPort; }
    QString program(const QString& name) const;

    PanelFocuser& focuser_;
    Preferences& preferences_;
    QString programs_;
    bool wanted_ = false;
    QString target_;    // wanted last
    int question_ = 0;  // asked last; the answer to another is old
    QTimer again_;      // runs while the hub wanted is one that can be started
    QProcess simulator_;
    QString simulator_address_;  // empty until it has said where it is
    std::unique_ptr<HubStarter> starter_;
    std::unique_ptr<IoThread> thread_;  // last: it uses the others
};

}  // namespace focus::panel
