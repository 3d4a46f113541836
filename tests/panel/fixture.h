// What the panel's tests stand on: a home folder of their own, a real simulator behind a real pseudo terminal, a real
// hub, and waiting for conditions.
#pragma once

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "panel/panel_focuser.h"
#include "tests/panel/patience.h"

namespace focus::panel {

/// A program of ours that says where it is in a line of its output.
class Program {
public:
    ~Program() { stop(); }

    /// Starts it and waits for the line that begins with `start`; gives the rest of that line.
    QString run(const QString& name, const QStringList& arguments, const QString& start) {
        process_.setProcessChannelMode(QProcess::MergedChannels);
        process_.start(QStringLiteral(PROGRAMS "/") + name, arguments);
        QString found;
        const bool there = QTest::qWaitFor(
            [&] {
                while (process_.canReadLine()) {
                    const QString line = QString::fromUtf8(process_.readLine()).trimmed();
                    said_ += line + "\n";
                    if (found.isEmpty() && line.startsWith(start)) found = line.mid(start.size()).trimmed();
                }
                return !found.isEmpty() || process_.state() == QProcess::NotRunning;
            },
            kPatience);
        if (!there || found.isEmpty()) qWarning("%s said: %s", qPrintable(name), qPrintable(said_));
        return found;
    }
    /// A line to its standard input.
    void say(const QString& line) {
        process_.write(line.toUtf8() + "\n");
        process_.waitForBytesWritten();
    }
    void stop() {
        if (process_.state() == QProcess::NotRunning) return;
        process_.terminate();
        if (!process_.waitForFinished(10000)) kill();
    }
    /// Without a chance to say goodbye.
    void kill() {
        process_.kill();
        process_.waitForFinished(10000);
    }

private:
    QProcess process_;
    QString said_;
};

/// Base of the test objects.
class PanelFixture : public QObject {
protected:
    PanelFixture() {
        qputenv("HOME", home_.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", (home_.path() + "/config").toUtf8());
        qputenv("XDG_DOCUMENTS_DIR", (home_.path() + "/documents").toUtf8());
    }

    QString home() const { return home_.path(); }

    /// A simulated focuser, 20 times as fast unless told otherwise; gives its address.
    QString startSimulator(const QStringList& arguments = {"--speed", "20"}) {
        simulator_ = std::make_unique<Program>();
        const QString path =
            simulator_->run("focuserlink-sim", QStringList{"--link", home_.path() + "/focuser"} + arguments, "pty ");
        return path.isEmpty() ? path : "serial:" + home_.path() + "/focuser";
    }
    /// A hub that owns it; gives the address of its focuser 0.
    QString startHub(const QString& device) {
        hub_ = std::make_unique<Program>();
        const QStringList arguments{"--device", device, "--port", "0", "--discovery-port", "0"};
        const QString page = hub_->run("focuserlinkd", arguments, "FocuserLink hub on http://");
        return page.isEmpty() ? page : "alpaca://" + page.section('/', 0, 0) + "/0";
    }
    Program& simulator() { return *simulator_; }
    Program& hub() { return *hub_; }
    void stopHub() { hub_.reset(); }

    /// Opens `address` and waits until it is connected and everything has been read once.
    static bool connectTo(PanelFocuser& focuser, const QString& address) {
        FarFocuser::Options options;
        options.address = address.toStdString();
        focuser.open(options);
        return waitFor([&] { return focuser.connected() && focuser.state().settings.has_value(); });
    }

private:
    QTemporaryDir home_;
    std::unique_ptr<Program> simulator_, hub_;  // the hub ends first
};

}  // namespace focus::panel
