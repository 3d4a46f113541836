// What goes wrong outside the panel: it says so in words, once and without a window, stays usable and recovers.
#include <QApplication>
#include <QFile>

#include "tests/panel/controls.h"
#include "tests/panel/fixture.h"
#include "tests/panel/focuser_impostor.h"
#include "tests/panel/patience.h"
#include "tests/panel/shown_panel.h"

namespace focus::panel {

using Panel = ShownPanel;

class FaultsTest : public PanelFixture {
    Q_OBJECT

private:
    static int windowsShown() {
        const QWidgetList all = QApplication::topLevelWidgets();
        return static_cast<int>(std::count_if(all.begin(), all.end(), [](QWidget* w) { return w->isVisible(); }));
    }
private slots:
    void init() {
        QFile::remove(settingsPath("panel.ini"));
        QFile::remove(settingsPath("positions.csv"));
    }

    void withoutAPortConnectingSaysWhatToDo() {
        Panel panel;
        click(*panel, "connectButton");
        QTRY_VERIFY(text(*panel, "connectionSentence").contains("port"));
        QVERIFY(control(*panel, "connectionSentence")->isVisible());
        QCOMPARE(control<QAbstractButton>(*panel, "connectButton")->text(), QString("Connect"));
    }

    void aLostCableIsSaidWithoutAWindowAndComesBack() {
        Panel panel;
        (*panel).useAddress(startSimulator());
        QVERIFY(panel.ready());
        const int shown = windowsShown();
        enter(*panel, "fineStep", "77");
        simulator().say("cable pull");
        QTRY_COMPARE(text(*panel, "connectionState"), QString("not connected"));
        QTRY_VERIFY(control(*panel, "connectionSentence")->isVisible());
        QVERIFY(!text(*panel, "connectionSentence").isEmpty());
        QVERIFY(!control(*panel, "haltButton")->isEnabled());
        QCOMPARE(text(*panel, "temperature"), QString("--"));
        QCOMPARE(windowsShown(), shown);
        simulator().say("cable plug");
        QVERIFY(panel.ready());
        QTRY_VERIFY(!control(*panel, "connectionSentence")->isVisible());
        QVERIFY(control(*panel, "haltButton")->isEnabled());
        QCOMPARE(control<QLineEdit>(*panel, "fineStep")->text(), QString("77"));
    }

    void aKilledHubIsSaidAndARestartedOneTakenUp() {
        const QString device = startSimulator();
        const QString port = freePort();  // one that the system gives to nobody else meanwhile
        const QString address = startHub(device, port);
        Panel panel;
        panel.preferences.setMode(Mode::shared);
        (*panel).useAddress(address);
        QVERIFY(panel.ready());
        hub().kill();
        QTRY_VERIFY(control(*panel, "connectionSentence")->isVisible());
        QCOMPARE(text(*panel, "connectionState"), QString("not connected"));
        Program again;
        QVERIFY(!again
                     .run("focuserlinkd", {"--device", device, "--port", port, "--discovery-port", "0"},
                          "FocuserLink hub on http://")
                     .isEmpty());
        QTRY_VERIFY(panel.focuser.connected());
        QTRY_VERIFY(!control(*panel, "connectionSentence")->isVisible());
        stopHub();
    }

    void aSecondOwnerOfTheCableIsToldWhoHasIt() {
        if (const QString why = noSerialPorts(); !why.isEmpty()) QSKIP(qPrintable(why));
        const QString address = startSimulator();
        Panel first, second;
        (*first).useAddress(address);
        QVERIFY(first.ready());
        (*second).useAddress(address);
        QTRY_VERIFY(text(*second, "connectionSentence").contains("in use by"));
        QVERIFY(first.focuser.connected());
    }

    void aDeviceReplacedByAnotherIsShownAsItself() {
        const QString address = startSimulator();
        Panel panel;
        (*panel).useAddress(address);
        QVERIFY(panel.ready());
        panel.focuser.sync(Position(3000), this, {});
        QTRY_COMPARE(text(*panel, "position"), QString("3000"));
        enter(*panel, "absoluteField", "4711");
        // On the same port from now on: stock hardware that stands at 0.
        simulator().stop();
        QTRY_COMPARE(text(*panel, "connectionState"), QString("not connected"));
        QCOMPARE(startSimulator({"--stock", "--speed", "20"}), address);
        QVERIFY(panel.ready());
        QTRY_COMPARE(text(*panel, "position"), QString("0"));
        QVERIFY(panel.focuser.state().firmware.empty());
        QVERIFY(!panel.focuser.state().extended.has_value());
        QCOMPARE(control<QLineEdit>(*panel, "absoluteField")->text(), QString("4711"));
    }

    void twoPanelsShareOneHub() {
        const QString address = startHub(startSimulator());
        Panel first, second;
        (*first).useAddress(address);
        (*second).useAddress(address);
        QVERIFY(first.ready());
        QVERIFY(second.ready());
        enter(*first, "absoluteField", "800");
        click(*first, "goButton");
        QTRY_COMPARE(text(*second, "position"), QString("800"));
        QTRY_COMPARE(text(*first, "position"), QString("800"));
        click(*second, "haltButton");
        QVERIFY(first.focuser.connected());
        stopHub();
    }

    void aFirmwareThatDoesNotFitIsSaidOnce_data() {
        QTest::addColumn<QString>("firmware");
        QTest::addColumn<QString>("words");
        QTest::newRow("fits") << "0.1.7"
                              << "";
        QTest::newRow("stock") << ""
                               << "";
        QTest::newRow("older") << "0.0.9"
                               << "older";
        QTest::newRow("newer") << "7.0.0"
                               << "newer";
    }
    void aFirmwareThatDoesNotFitIsSaidOnce() {
        QFETCH(QString, firmware);
        QFETCH(QString, words);
        FocuserImpostor device(firmware.toStdString());
        Panel panel;
        (*panel).useAddress(device.address());
        QVERIFY(panel.ready());
        auto* notice = control(*panel, "notice");
        if (words.isEmpty()) {
            QTRY_COMPARE(panel.focuser.state().firmware, firmware.toStdString());
            QVERIFY(!notice->isVisible());
            return;
        }
        QTRY_VERIFY(notice->isVisible());
        QVERIFY(text(*panel, "noticeText").contains(words));
        click(*panel, "noticeDismiss");
        QVERIFY(!notice->isVisible());
        click(*panel, "connectButton");
        click(*panel, "connectButton");
        QVERIFY(panel.ready());
        QVERIFY(!notice->isVisible());
    }

    void brokenFilesAreSaidAndLeftAlone() {
        QVERIFY(QDir().mkpath(QFileInfo(settingsPath("positions.csv")).path()));
        QFile file(settingsPath("positions.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no positions at all\n");
        file.close();
        Panel panel;
        QVERIFY(text(*panel, "noticeText").contains("positions.csv"));
        QVERIFY(control(*panel, "notice")->isVisible());
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::FaultsTest)
#include "faults_test.moc"
