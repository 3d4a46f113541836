#include "panel/connection_director.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include "alpaca/alpaca_address.h"
#include "core/io_thread.h"
#include "panel/child_process.h"
#include "panel/session.h"

namespace focus::panel {

namespace {

// A service manager or the user may start the hub again; they come first.
constexpr std::chrono::seconds kAfterALoss{5};
constexpr std::chrono::seconds kAfterAFailure{30};

}  // namespace

bool isOnThisComputer(const QString& hub) {
    const auto address = AlpacaAddress::parse(hub.toStdString());
    return address && address->on_this_computer();
}

ConnectionDirector::ConnectionDirector(PanelFocuser& focuser, Preferences& preferences, QString programs)
    : focuser_(focuser), preferences_(preferences), programs_(std::move(programs)) {
    connect(&simulator_, &QProcess::readyReadStandardOutput, this, &ConnectionDirector::simulatorSpeaks);
    connect(&simulator_, &QProcess::finished, this, &ConnectionDirector::simulatorEnded);
    connect(&simulator_, &QProcess::errorOccurred, this, &ConnectionDirector::simulatorNotStarted);
    again_.setSingleShot(true);
    connect(&again_, &QTimer::timeout, this, &ConnectionDirector::lookAgain);
    endWithUs(simulator_);
    simulator_.setStandardErrorFile(QProcess::nullDevice());
}

ConnectionDirector::~ConnectionDirector() {
    thread_.reset();
    disconnect(&simulator_, nullptr, this, nullptr);
    if (simulator_.state() == QProcess::NotRunning) return;
    focuser_.close();  // before its cable is gone, which would be a warning
    endNow(simulator_);
}

void ConnectionDirector::connectNow() {
    if (preferences_.mode() == Mode::direct) return connectTo(preferences_.port());
    want(preferences_.hub());
    isOnThisComputer(target_) ? askHub() : openHub();
}

void ConnectionDirector::connectTo(const QString& address) {
    want(address);
    if (wantsSimulator()) return startSimulator();
    if (!address.isEmpty()) return open(address);
    wanted_ = false;
    emit said(tr("No port is chosen: choose one in Connection settings."));
}

void ConnectionDirector::want(const QString& address) {
    disconnectNow();
    wanted_ = true;
    target_ = address;
}

void ConnectionDirector::disconnectNow() {
    wanted_ = false;
    ++question_;
    again_.stop();
    focuser_.close();
}

/// A hub takes only the address.
void ConnectionDirector::open(const QString& address) {
    FarFocuser::Options options;
    options.address = address.toStdString();
    options.reset_on_connect = preferences_.resetOnConnect();
    if (preferences_.collectToFile()) options.log_folder = documentsPath().toStdString();
    options.log_interval = std::chrono::milliseconds(preferences_.chartSampling());
    focuser_.open(options);
}

void ConnectionDirector::openHub() {
    // One that is open goes on asking by itself.
    if (!focuser_.isOpen()) open(target_);
    if (isOnThisComputer(target_)) again_.start(kAfterALoss);
}

void ConnectionDirector::lookAgain() { focuser_.connected() ? again_.start(kAfterALoss) : askHub(); }

template <class T, class Then>
void ConnectionDirector::ask(asio::awaitable<T> task, Then then) {
    if (!thread_) thread_ = std::make_unique<IoThread>();
    auto done = [this, then, asked = ++question_](const std::exception_ptr& broken, T answer) {
        const auto tell = [this, then, asked, answer, good = !broken] {
            if (asked != question_) return;
            good ? (this->*then)(answer) : openHub();  // which says what it finds
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    };
    asio::co_spawn(thread_->executor(), std::move(task), std::move(done));
}

void ConnectionDirector::askHub() {
    const auto hub = AlpacaAddress::parse(target_.toStdString());
    hub ? ask(somebody_listens(*hub), &ConnectionDirector::answered) : openHub();
}

void ConnectionDirector::answered(bool somebody) { somebody ? openHub() : startHub(); }

void ConnectionDirector::startHub() {
    const auto hub = AlpacaAddress::parse(target_.toStdString());
    if (!hub) return openHub();
    const QString file = program("focuserlinkd");
    if (file.isEmpty()) {
        emit said(
            tr("No hub runs, and there is none to start: focuserlinkd is neither beside this program nor in the "
               "PATH."));
        openHub();
        return again_.start(kAfterAFailure);
    }
    emit said(tr("No hub runs on this computer: starting one."));
    if (!starter_) {
        starter_ = std::make_unique<HubStarter>(
            HubProgram{QDir::toNativeSeparators(file).toStdString(), sessionFolder().toStdString()});
    }
    ask(starter_->start(*hub), &ConnectionDirector::hubStarted);
}

void ConnectionDirector::hubStarted(const std::string& fault) {
    emit said(fault.empty() ? tr("A hub runs on this computer now; it keeps running when the panel ends.")
                            : QString::fromStdString(fault));
    openHub();  // where nobody is there, says so and goes on asking
    if (!fault.empty()) again_.start(kAfterAFailure);
}

void ConnectionDirector::startSimulator() {
    if (simulator_.state() != QProcess::NotRunning) {
        if (!simulator_address_.isEmpty()) open(simulator_address_);
        return;
    }
    const QString file = program("focuserlink-sim");
    if (file.isEmpty()) {
        wanted_ = false;
        emit said(tr("There is no simulated focuser: focuserlink-sim is neither beside this program nor in the PATH."));
        return;
    }
    const QString memory = settingsPath("simulated-eeprom.bin");
    QDir().mkpath(QFileInfo(memory).path());
    simulator_address_.clear();
    simulator_.start(file, {"--eeprom", memory, "--night"});
}

void ConnectionDirector::simulatorSpeaks() {
    while (simulator_.canReadLine()) {
        const QString line = QString::fromUtf8(simulator_.readLine()).trimmed();
        // Where it is: on a pseudo terminal, or on TCP where there are none.
        if (line.startsWith("pty ")) {
            simulator_address_ = "serial:" + line.mid(4);
        } else if (line.startsWith("tcp ")) {
            simulator_address_ = "tcp:127.0.0.1:" + line.mid(4);
        } else {
            continue;
        }
        emit said(tr("A simulated focuser was started; it ends with the panel."));
        if (wantsSimulator()) open(simulator_address_);
    }
}

void ConnectionDirector::simulatorEnded() {
    simulator_address_.clear();
    // The next to be where it was would be somebody else.
    if (wantsSimulator()) disconnectNow();
    emit said(tr("The simulated focuser has ended."));
}

void ConnectionDirector::simulatorNotStarted(QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return;
    if (wantsSimulator()) disconnectNow();
    emit said(tr("The simulated focuser cannot be started: %1.").arg(simulator_.errorString()));
}

QString ConnectionDirector::program(const QString& name) const {
    if (!programs_.isEmpty()) return QStandardPaths::findExecutable(name, {programs_});
    const QString beside = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

}  // namespace focus::panel
