// ConnectionDirector with real programs: what the preferences say is opened, and what is missing is started or named.
#include "panel/connection_director.h"

#include <QSignalSpy>
#include <QTcpServer>

#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class ConnectionDirectorTest : public PanelFixture {
    Q_OBJECT

private:
    static QString lastOf(const QSignalSpy& sentences) {
        return sentences.isEmpty() ? QString() : sentences.last().first().toString();
    }

private slots:
    void init() {
        forgetSettings();
        forgetDocuments();
    }

    void directOpensThePortAndWritesTheSessionLog() {
        Preferences preferences;
        preferences.setMode(Mode::direct);
        preferences.setPort(startSimulator());
        preferences.setChartSampling(500);
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        QVERIFY(!director.wanted());
        director.connectNow();
        QVERIFY(director.wanted());
        QTRY_VERIFY(focuser.connected());
        QTRY_COMPARE(QDir(documentsPath()).entryList({"*.csv"}).size(), 1);
        director.disconnectNow();
        QVERIFY(!director.wanted());
        QVERIFY(!focuser.isOpen());
    }

    void directWithoutCollectingWritesNoLog_data() {
        QTest::addColumn<bool>("command_line");
        QTest::newRow("chosen") << false;
        QTest::newRow("by the command line") << true;
    }
    void directWithoutCollectingWritesNoLog() {
        QFETCH(const bool, command_line);
        Preferences preferences;
        preferences.setMode(Mode::direct);
        preferences.setPort(startSimulator());
        preferences.setChartSampling(500);
        preferences.setCollectToFile(false);
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        command_line ? director.connectTo(preferences.port()) : director.connectNow();
        QTRY_VERIFY(focuser.connected());
        const auto first = focuser.state().read_at;
        QTRY_VERIFY(focuser.state().read_at > first + std::chrono::seconds(2));
        QVERIFY(QDir(documentsPath()).entryList({"*.csv"}).isEmpty());
    }

    void directWithoutAPortSaysWhereToChooseOne() {
        Preferences preferences;
        preferences.setMode(Mode::direct);
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        QSignalSpy sentences(&director, &ConnectionDirector::said);
        director.connectNow();
        QVERIFY(lastOf(sentences).contains("Connection settings"));
        QVERIFY(!director.wanted());
    }

    void aSecondDirectProgramIsToldWhoHasThePort() {
        if (const QString why = noSerialPorts(); !why.isEmpty()) QSKIP(qPrintable(why));
        const QString port = startSimulator();
        Program other;
        QVERIFY(other.run("focuserlink", {"--device", port, "watch"}, "").contains("at rest"));
        Preferences preferences;
        preferences.setMode(Mode::direct);
        preferences.setPort(port);
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        director.connectNow();
        QTRY_VERIFY(QString::fromStdString(focuser.state().fault_text).contains("in use by focuserlink (process "));
        other.stop();
        QTRY_VERIFY(focuser.connected());
    }

    void sharedStartsAHubThatOutlivesThePanel() {
        beInAJob();
        const QString port = freePort();
        writeHubConfig("discovery_port = 0\n[[device]]\naddress = \"" + startSimulator() + "\"\n");
        Preferences preferences;
        preferences.setMode(Mode::shared);
        preferences.setHub("alpaca://127.0.0.1:" + port + "/0");
        qint64 hub = 0;
        {
            PanelFocuser focuser;
            ConnectionDirector director(focuser, preferences, PROGRAMS);
            QSignalSpy sentences(&director, &ConnectionDirector::said);
            director.connectNow();
            QTRY_VERIFY(focuser.connected());
            QVERIFY(lastOf(sentences).contains("A hub runs on this computer now"));
            hub = director.startedHub();
            QVERIFY(hub != 0);
            QVERIFY(standsAlone(hub));
        }
        QVERIFY(runs(hub));
        {
            PanelFocuser focuser;
            ConnectionDirector director(focuser, preferences, PROGRAMS);
            director.connectNow();
            QTRY_VERIFY(focuser.connected());
            QCOMPARE(director.startedHub(), 0);  // the one that runs is used
        }
        askToEnd(hub);
        QTRY_VERIFY(!runs(hub));
    }

    void aKilledHubIsSaidAndARestartedOneIsFoundAgain() {
        const QString port = freePort();
        const QString device = startSimulator();
        const QStringList arguments{"--device", device, "--port", port, "--discovery-port", "0"};
        Program hub;
        QVERIFY(!hub.run("focuserlinkd", arguments, "FocuserLink hub on ").isEmpty());
        Preferences preferences;
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        director.connectTo("alpaca://127.0.0.1:" + port + "/0");
        QTRY_VERIFY(focuser.connected());
        hub.kill();
        QTRY_VERIFY(!focuser.connected());
        QTRY_VERIFY(QString::fromStdString(focuser.state().fault_text).contains("No hub runs at"));
        QVERIFY(!hub.run("focuserlinkd", arguments, "FocuserLink hub on ").isEmpty());
        QTRY_VERIFY2(focuser.connected(), focuser.state().fault_text.c_str());
    }

    void aHubThatDiesIsStartedAgain() {
        const QString port = freePort();
        const QString device = startSimulator();
        writeHubConfig("discovery_port = 0\n[[device]]\naddress = \"" + device + "\"\n");
        Program hub;
        QVERIFY(!hub.run("focuserlinkd", {"--port", port}, "FocuserLink hub on ").isEmpty());
        Preferences preferences;
        preferences.setMode(Mode::shared);
        preferences.setHub("alpaca://127.0.0.1:" + port + "/0");
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        director.connectNow();
        QTRY_VERIFY(focuser.connected());
        QCOMPARE(director.startedHub(), 0);
        hub.kill();
        QTRY_VERIFY(!focuser.connected());
        QTRY_VERIFY2(focuser.connected(), focuser.state().fault_text.c_str());
        QVERIFY(director.startedHub() != 0);
        askToEnd(director.startedHub());
        director.disconnectNow();
    }

    void aMissingHubProgramIsSaid() {
        Preferences preferences;
        preferences.setMode(Mode::shared);
        preferences.setHub("alpaca://127.0.0.1:" + freePort() + "/0");
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, home());
        QSignalSpy sentences(&director, &ConnectionDirector::said);
        director.connectNow();
        QTRY_VERIFY(lastOf(sentences).contains("focuserlinkd is neither"));
        QTRY_VERIFY(QString::fromStdString(focuser.state().fault_text).contains("No hub runs at"));
        QCOMPARE(director.startedHub(), 0);
        director.connectTo(kSimulatorPort);
        QVERIFY(lastOf(sentences).contains("focuserlink-sim is neither"));
        QVERIFY(!director.wanted());
    }

    void aHubThatGivesUpIsSaidWithItsOwnWords() {
        writeHubConfig("discovery_port = \"none\"\n");
        Preferences preferences;
        preferences.setMode(Mode::shared);
        preferences.setHub("alpaca://127.0.0.1:" + freePort() + "/0");
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        QSignalSpy sentences(&director, &ConnectionDirector::said);
        director.connectNow();
        QTRY_VERIFY(lastOf(sentences).contains("did not start"));
        QVERIFY2(lastOf(sentences).contains("hub.toml"), qPrintable(lastOf(sentences)));
    }

    void anotherProgramOnTheHubsPortIsSaidAndNoHubStarted() {
        QTcpServer stranger;
        QVERIFY(stranger.listen(QHostAddress::LocalHost));
        connect(&stranger, &QTcpServer::newConnection, this, [&stranger] {
            QTcpSocket* client = stranger.nextPendingConnection();
            client->write("220 mail here\r\n");
            client->disconnectFromHost();
        });
        Preferences preferences;
        preferences.setMode(Mode::shared);
        preferences.setHub(QString("alpaca://127.0.0.1:%1/0").arg(stranger.serverPort()));
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        director.connectNow();
        QTRY_VERIFY(QString::fromStdString(focuser.state().fault_text).contains("is not a hub"));
        QCOMPARE(director.startedHub(), 0);
    }

    void whatWasChosenAfterTheSimulatedFocuserStays() {
        Preferences preferences;
        preferences.setMode(Mode::direct);
        const QString chosen = startSimulator();
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        QSignalSpy sentences(&director, &ConnectionDirector::said);
        director.connectTo(kSimulatorPort);
        preferences.setPort(chosen);
        director.connectNow();
        QTRY_VERIFY(lastOf(sentences).contains("A simulated focuser was started"));
        QTRY_VERIFY(focuser.connected());
        QCOMPARE(QString::fromStdString(focuser.state().address), chosen);
    }

    void theSimulatedFocusersPlaceIsLeftWhenItHasEnded() {
        Preferences preferences;
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        QSignalSpy sentences(&director, &ConnectionDirector::said);
        director.connectTo(kSimulatorPort);
        QTRY_VERIFY(focuser.connected());
        askToEnd(director.simulatorProcess());
        QTRY_VERIFY(lastOf(sentences).contains("has ended"));
        QVERIFY(!director.wanted());
        QVERIFY(!focuser.isOpen());
        director.connectTo(kSimulatorPort);
        QTRY_VERIFY(focuser.connected());
    }

    void theSimulatedFocuserEndsWithThePanelAndIsThereAtTheNextStart() {
        Preferences preferences;
        qint64 simulator = 0;
        {
            PanelFocuser focuser;
            ConnectionDirector director(focuser, preferences, PROGRAMS);
            director.connectTo(kSimulatorPort);
            QVERIFY(director.wanted());
            QTRY_VERIFY(focuser.connected());
            QVERIFY(!preferences.connectionChosen() && preferences.port().isEmpty());
            simulator = director.simulatorProcess();
            QVERIFY(runs(simulator));
            focuser.sync(Position(1234), this, {});
            QTRY_COMPARE(focuser.state().position.steps, 1234);
            director.connectTo(kSimulatorPort);  // once more does no harm
            QTRY_VERIFY(focuser.connected());
        }
        QVERIFY(!runs(simulator));
        preferences.setMode(Mode::direct);
        preferences.setPort(kSimulatorPort);
        PanelFocuser focuser;
        ConnectionDirector director(focuser, preferences, PROGRAMS);
        director.connectNow();
        QTRY_VERIFY(focuser.connected());
        QTRY_COMPARE(focuser.state().position.steps, 1234);
    }
};

}  // namespace focus::panel

QTEST_GUILESS_MAIN(focus::panel::ConnectionDirectorTest)
#include "connection_director_test.moc"
