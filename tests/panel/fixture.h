// What the panel's tests stand on: a home folder of their own, a real simulator behind a real pseudo terminal, a real
// hub, and waiting for conditions.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "panel/panel_focuser.h"
#include "panel/preferences.h"
#include "tests/panel/patience.h"
#include "tests/panel/system.h"

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
        askToEnd(process_);
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
        liveIn(home_.path());
        forgetSettings();
        forgetDocuments();
    }

    QString home() const { return home_.path(); }
    static void forgetSettings() { QDir(settingsPath({})).removeRecursively(); }
    static void forgetDocuments() { QDir(documentsPath()).removeRecursively(); }
    static void writeHubConfig(const QString& text) {
        QDir().mkpath(settingsPath({}));
        QFile file(settingsPath("hub.toml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    }
    /// How the user types the address of a port: one on the cable without "serial:".
    static QString typed(const QString& address) { return address.startsWith("serial:") ? address.mid(7) : address; }

    /// A simulated focuser, 20 times as fast unless told otherwise; gives its address.
    QString startSimulator(const QStringList& arguments = {"--speed", "20"}) {
        simulator_ = std::make_unique<Program>();
        return startSimulator(*simulator_, "focuser", arguments);
    }
    /// One more.
    QString startSimulator(Program& program, const QString& name, const QStringList& arguments = {}) const {
        const SimulatorPlace place = simulatorPlace(home(), name);
        return program.run("focuserlink-sim", place.arguments + arguments, place.said).isEmpty() ? QString()
                                                                                                 : place.address;
    }
    /// A hub that owns it; gives the address of its focuser 0.
    QString startHub(const QString& device, const QString& port = "0") {
        hub_ = std::make_unique<Program>();
        const QStringList arguments{"--device", device, "--port", port, "--discovery-port", "0"};
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
