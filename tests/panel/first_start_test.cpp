// The first start with nothing configured, and a second start while the first runs.
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QThread>

#include "panel/main_window.h"
#include "panel/single_instance.h"
#include "panel/start_page.h"
#include "tests/panel/controls.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class FirstStartTest : public PanelFixture {
    Q_OBJECT

private:
    struct Panel {
        Panel() { window.show(); }
        Preferences preferences;
        PanelFocuser focuser;
        MainWindow window{focuser, preferences};
    };

    static bool moves(Panel& panel) {
        const bool ready = waitFor([&] { return panel.focuser.connected() && panel.focuser.state().settings; });
        click(panel.window, "moveOutFine");
        return ready && waitFor([&] { return text(panel.window, "position") == "10"; });
    }
    static QString start(QProcess& process, const QStringList& options) {
        showItself(process);
        process.start(PROGRAMS "/focuserlink-panel", options);
        process.waitForFinished(kPatience);
        return QString::fromUtf8(process.readAllStandardOutput());
    }

private slots:
    void init() { QFile::remove(settingsPath("panel.ini")); }

    void offersInPlaceOfTheSections() {
        Panel panel;
        auto* page = control<StartPage>(panel.window, "startPage");
        QVERIFY(page->isVisible());
        QVERIFY(!control(panel.window, "position")->isVisible());
        QVERIFY(control(panel.window, "startSimulator")->isVisible());
        page->showPorts({});
        QVERIFY(text(panel.window, "noPort").contains("No serial port"));
        page->showHubs({});
        QVERIFY(text(panel.window, "noHub").contains("No hub"));
        page->showPorts(
            {{"/dev/serial/by-id/a", "/dev/ttyUSB0", "FTDI cable", "0403:6001"}, {"/dev/ttyS0", "/dev/ttyS0", "", ""}});
        QVERIFY(!control(panel.window, "noPort")->isVisible());
        auto* first = control<QAbstractButton>(panel.window, "startPort0");
        QCOMPARE(first->text(), QString("FTDI cable"));
        QCOMPARE(control<QAbstractButton>(panel.window, "startPort1")->text(), QString("/dev/ttyS0"));
        page->showPorts({{"/dev/serial/by-id/a", "/dev/ttyUSB0", "FTDI cable", "0403:6001"}});
        QCOMPARE(control<QAbstractButton>(panel.window, "startPort0"), first);  // it has not moved
        QTRY_VERIFY(panel.window.findChild<QWidget*>("startPort1") == nullptr);
        QVERIFY(!panel.preferences.connectionChosen());
    }

    void looksForPortsAndHubsByItself() {
        Panel panel;
        panel.window.begin();
        const auto shows = [&](const char* none, const char* found) {
            return !text(panel.window, none).startsWith("Looking") ||
                   panel.window.findChild<QWidget*>(found) != nullptr;
        };
        QTRY_VERIFY(shows("noPort", "startPort0"));
        QTRY_VERIFY(shows("noHub", "startHub0"));
    }

    void theSimulatorIsTwoClicksFromAMovingPosition() {
        Panel panel;
        click(panel.window, "startSimulator");
        QVERIFY(!control(panel.window, "startPage")->isVisible());
        QVERIFY(control(panel.window, "position")->isVisible());
        QVERIFY(moves(panel));
        QCOMPARE(panel.preferences.mode(), Mode::direct);
        QCOMPARE(panel.preferences.port(), QString(kSimulatorPort));
    }

    void theCommandLinesFocuserIsNotStored() {
        Panel panel;
        panel.window.useAddress(kSimulatorPort);
        QVERIFY(!control(panel.window, "startPage")->isVisible());
        QTRY_VERIFY(panel.focuser.connected());
        QVERIFY(!panel.preferences.connectionChosen());
        QCOMPARE(panel.preferences.port(), QString());
    }

    void aFoundPortIsTwoClicksFromAMovingPosition() {
        if (const QString why = noSerialPorts(); !why.isEmpty()) QSKIP(qPrintable(why));
        Panel panel;
        const QString address = startSimulator();
        const std::string port = typed(address).toStdString();
        control<StartPage>(panel.window, "startPage")->showPorts({{port, port, "A focuser", ""}});
        click(panel.window, "startPort0");
        QVERIFY(moves(panel));
        QCOMPARE(panel.preferences.mode(), Mode::direct);
        QCOMPARE(panel.preferences.port(), address);
    }

    void aFoundHubIsTwoClicksFromAMovingPosition() {
        const QString address = startHub(startSimulator());
        Panel panel;
        control<StartPage>(panel.window, "startPage")->showHubs({{address, "FocuserLink"}});
        click(panel.window, "startHub0");
        QVERIFY(moves(panel));
        QCOMPARE(panel.preferences.mode(), Mode::shared);
        QCOMPARE(panel.preferences.hub(), address);
        stopHub();
    }

    void whatWasChosenIsConnectedToAtTheNextStartIfWanted() {
        {
            Preferences preferences;
            preferences.setMode(Mode::direct);
            preferences.setPort(startSimulator());
            preferences.setConnectAtStart(true);
        }
        Panel panel;
        panel.window.begin();
        QVERIFY(panel.window.findChild<QWidget*>("startPage") == nullptr);
        QTRY_VERIFY(panel.focuser.connected());
    }

    void aSecondStartTellsTheFirst() {
        SingleInstance first(home() + "/instance");
        QVERIFY(first.first());
        QSignalSpy told(&first, &SingleInstance::startedAgain);
        // The second waits for the first's answer, so they cannot share a thread.
        bool second_is_first = true;
        std::unique_ptr<QThread> other(QThread::create([&] {
            SingleInstance second(home() + "/instance");
            second_is_first = second.first();
        }));
        other->start();
        QTRY_VERIFY(other->isFinished());
        QVERIFY(!second_is_first);
        QCOMPARE(told.size(), 1);
    }

    void whatAKilledPanelLeftBehindKeepsNobodyFromStarting() {
        QFile left(home() + "/dead");
        QVERIFY(left.open(QIODevice::WriteOnly));
        SingleInstance after(home() + "/dead");
        QVERIFY(after.first());
    }

    void theProgramRaisesTheFirstWindowAtASecondStart() {
        QProcess first;
        first.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        showItself(first);
        first.start(PROGRAMS "/focuserlink-panel", {"--device", startSimulator()});
        QVERIFY(first.waitForStarted());
        QVERIFY(waitFor([] {
            QLocalSocket knock;
            knock.connectToServer(SingleInstance::usualName());
            return knock.waitForConnected(1000);
        }));
        QProcess second;
        start(second, {});
        QCOMPARE(second.state(), QProcess::NotRunning);
        QCOMPARE(second.exitStatus(), QProcess::NormalExit);
        QCOMPARE(second.exitCode(), 0);
        QCOMPARE(first.state(), QProcess::Running);
        askToEnd(first);
        QVERIFY(first.waitForFinished(kPatience));
    }

    void ofPanelsThatStartTogetherOneStays() {
        const QString port = startSimulator();
        std::vector<std::unique_ptr<QProcess>> panels;
        for (int i = 0; i < 4; ++i) {
            panels.push_back(std::make_unique<QProcess>());
            showItself(*panels.back());
            panels.back()->start(PROGRAMS "/focuserlink-panel", {"--device", port});
        }
        const auto running = [&] {
            return std::count_if(panels.begin(), panels.end(),
                                 [](const auto& panel) { return panel->state() != QProcess::NotRunning; });
        };
        QVERIFY(waitFor([&] { return running() == 1; }));
        for (const auto& panel : panels) {
            if (panel->state() == QProcess::NotRunning) {
                QCOMPARE(panel->exitCode(), 0);
                continue;
            }
            askToEnd(*panel);
            QVERIFY(panel->waitForFinished(kPatience));
        }
    }

    void theProgramSaysItsVersion() {
        QProcess program;
        QVERIFY(start(program, {"--version"}).contains(FOCUSERLINK_VERSION));
        QCOMPARE(program.exitCode(), 0);
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::FirstStartTest)
#include "first_start_test.moc"
