// Connection settings through the window, with real simulators and real hubs.
#include "panel/connection_settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>

#include "panel/connection_director.h"
#include "tests/panel/fixture.h"
#include "tests/panel/hub_impostor.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class ConnectionSettingsTest : public PanelFixture {
    Q_OBJECT

private:
    std::unique_ptr<Preferences> preferences_;
    std::unique_ptr<PanelFocuser> focuser_;
    std::unique_ptr<ConnectionDirector> director_;
    std::unique_ptr<ConnectionSettingsWindow> window_;

    template <class Widget>
    Widget* find(const char* name) const {
        auto* widget = window_->findChild<Widget*>(name);
        if (widget == nullptr) qFatal("there is no %s", name);
        return widget;
    }
    QString text(const char* label) const { return find<QLabel>(label)->text(); }
    /// Once it can be pressed, as a person would.
    void press(const char* name) const {
        auto* button = find<QPushButton>(name);
        if (!waitFor([button] { return button->isEnabled(); })) qFatal("%s stays disabled", name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void type(const char* list, const QString& words) const {
        QLineEdit* edit = find<QComboBox>(list)->lineEdit();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, words);
    }
    void open() {
        window_ = std::make_unique<ConnectionSettingsWindow>(*focuser_, *preferences_);
        connect(window_.get(), &ConnectionSettingsWindow::saved, director_.get(), &ConnectionDirector::connectNow);
        window_->show();
    }

private slots:
    void init() {
        forgetSettings();
        preferences_ = std::make_unique<Preferences>();
        focuser_ = std::make_unique<PanelFocuser>();
        director_ = std::make_unique<ConnectionDirector>(*focuser_, *preferences_, PROGRAMS);
    }
    void cleanup() {
        const qint64 hub = director_->startedHub();
        window_.reset();
        director_.reset();
        focuser_.reset();
        preferences_.reset();
        if (hub != 0) askToEnd(hub);
    }

    void aDirectChoiceIsRememberedAndConnected() {
        const QString port = startSimulator();
        open();
        QVERIFY(find<QRadioButton>("chooseShared")->isChecked());  // until something else is chosen
        find<QRadioButton>("chooseDirect")->click();
        QVERIFY(!find<QComboBox>("hubAddress")->isVisible());
        type("directPort", typed(port));
        find<QCheckBox>("resetOnConnect")->click();
        find<QCheckBox>("connectAtStart")->click();
        QVERIFY(!preferences_->connectionChosen());
        press("saveConnection");
        QCOMPARE(preferences_->mode(), Mode::direct);
        QCOMPARE(preferences_->port(), port);
        QVERIFY(preferences_->resetOnConnect());
        QVERIFY(preferences_->connectAtStart());
        QTRY_VERIFY(focuser_->connected());
        QTRY_VERIFY(text("connectionNow").startsWith("Now: connected to FocuserLink:open"));
        window_ = nullptr;
        open();
        QVERIFY(find<QRadioButton>("chooseDirect")->isChecked());
        QCOMPARE(find<QComboBox>("directPort")->currentText(), typed(port));
        QVERIFY(find<QCheckBox>("resetOnConnect")->isChecked());
        QVERIFY(find<QCheckBox>("connectAtStart")->isChecked());
    }

    void aConnectionThatStaysTheSameIsNotDisturbed() {
        preferences_->setMode(Mode::direct);
        preferences_->setPort(startSimulator());
        director_->connectNow();
        QTRY_VERIFY(focuser_->connected());
        open();
        QSignalSpy saved(window_.get(), &ConnectionSettingsWindow::saved);
        find<QCheckBox>("connectAtStart")->click();
        press("saveConnection");
        QVERIFY(preferences_->connectAtStart());
        QCOMPARE(saved.size(), 0);
        QVERIFY(focuser_->connected());
        find<QCheckBox>("resetOnConnect")->click();
        press("saveConnection");
        QCOMPARE(saved.size(), 1);
    }

    void thePortTestSaysWhoIsThere() {
        const QString port = startSimulator();
        open();
        find<QRadioButton>("chooseDirect")->click();
        press("directPortTest");
        QCOMPARE(text("directPortResult"), QString("No port is chosen."));
        type("directPort", "ttyUSB0");
        press("directPortTest");
        QVERIFY(text("directPortResult")
                    .contains(QString("\"ttyUSB0\" is no port; %1 or tcp:HOST:PORT would be.").arg(kExamplePort)));
        type("directPort", "simulator");
        press("directPortTest");
        QVERIFY(text("directPortResult").contains("is started when you connect"));
        type("directPort", typed(port));
        QCOMPARE(text("directPortResult"), QString());
        press("directPortTest");
        QVERIFY(!find<QPushButton>("directPortTest")->isEnabled());
        QTRY_VERIFY2(text("directPortResult").contains("Found: FocuserLink:open:"),
                     qPrintable(text("directPortResult")));
        QVERIFY(find<QPushButton>("directPortTest")->isEnabled());
        QVERIFY(!focuser_->isOpen());
        type("directPort", absentPort(home()));
        press("directPortTest");
        QTRY_VERIFY(text("directPortResult").contains("There is no port"));
    }

    void thePortTestNamesTheProgramThatHasThePort() {
        if (const QString why = noSerialPorts(); !why.isEmpty()) QSKIP(qPrintable(why));
        const QString port = startSimulator();
        QVERIFY(!startHub(port).isEmpty());
        open();
        find<QRadioButton>("chooseDirect")->click();
        type("directPort", typed(port));
        press("directPortTest");
        QTRY_VERIFY2(text("directPortResult").contains("in use by focuserlinkd (process "),
                     qPrintable(text("directPortResult")));
        stopHub();
    }

    void thePortTestOfThePanelsOwnPortSaysThatItAnswersAlready() {
        preferences_->setMode(Mode::direct);
        preferences_->setPort(startSimulator());
        director_->connectNow();
        QTRY_VERIFY(focuser_->connected());
        open();
        press("directPortTest");
        QTRY_VERIFY(text("directPortResult").contains("It answers this panel already: FocuserLink:open:"));
        QVERIFY(focuser_->connected());
    }

    void thePanelGoesOnWhileAPortIsSilent() {
        const QString port = startSimulator();
        simulator().say("silence on");
        open();
        find<QRadioButton>("chooseDirect")->click();
        type("directPort", typed(port));
        press("directPortTest");
        // Closing in the middle of it neither crashes nor waits for the test, which goes on for six seconds.
        QElapsedTimer clock;
        clock.start();
        window_.reset();
        QVERIFY(clock.elapsed() < 5000);
    }

    void foundPortsAreListedWithWhatIsKnownOfThem() {
        PortChoice choice("port", "tip");
        QSignalSpy edited(&choice, &PortChoice::edited);
        choice.setAddress("serial:/dev/mine");
        QVERIFY(!choice.touched());
        choice.setPorts({{"serial:/dev/serial/by-id/usb-FTDI", "/dev/ttyUSB0", "FTDI FT231X", "0403:6015"},
                         {"serial:/dev/ttyS0", "/dev/ttyS0", "", ""}});
        QCOMPARE(choice.address(), QString("serial:/dev/mine"));  // looking does not change the choice
        QCOMPARE(choice.list()->itemText(0), QString("FTDI FT231X  \u2013  /dev/ttyUSB0  (USB 0403:6015)"));
        QCOMPARE(choice.list()->itemText(1), QString("/dev/ttyS0"));
        choice.list()->setCurrentIndex(0);
        emit choice.list()->activated(0);
        QCOMPARE(choice.address(), QString("serial:/dev/serial/by-id/usb-FTDI"));
        QVERIFY(choice.touched());
        QCOMPARE(edited.size(), 1);
    }

    void theHubsOwnCableIsShownTestedAndChanged() {
        const QString first = startSimulator();
        const QString hub = startHub(first);
        Program second;
        const QString other = typed(startSimulator(second, "other"));
        QVERIFY(!other.isEmpty());
        preferences_->setMode(Mode::shared);
        preferences_->setHub(hub);
        director_->connectNow();
        QTRY_VERIFY(focuser_->connected());
        open();
        QTRY_COMPARE(find<QComboBox>("hubPort")->currentText(), typed(first));
        QTRY_VERIFY(text("hubSentence").startsWith("The hub is connected to FocuserLink:open"));
        QTRY_COMPARE(find<QCheckBox>("hubTrace")->checkState(), Qt::Unchecked);
        press("hubPortTest");
        QTRY_VERIFY(text("hubPortResult").contains("In use by this hub"));
        type("hubPort", other);
        press("hubPortTest");
        QTRY_VERIFY2(text("hubPortResult").contains("Found: "), qPrintable(text("hubPortResult")));
        find<QCheckBox>("hubTrace")->click();
        find<QCheckBox>("hubResetOnConnect")->click();
        QVERIFY(text("hubTraceHint").contains("Changed; the hub has off"));
        press("saveConnection");
        // The hub of the test was given its device on the command line, and says that it cannot keep this.
        QTRY_VERIFY2(text("connectionSettingsSentence").contains("only until the hub ends"),
                     qPrintable(text("connectionSettingsSentence")));
        QTRY_VERIFY2(text("hubTraceHint").contains("Written to"), qPrintable(text("hubTraceHint")));
        QCOMPARE(find<QCheckBox>("hubResetOnConnect")->checkState(), Qt::Checked);
        QTRY_COMPARE(find<QComboBox>("hubPort")->currentText(), other);
        QTRY_COMPARE(QDir(documentsPath()).entryList({"FocuserLink-trace-*.txt"}).size(), 1);
        QTRY_VERIFY(focuser_->connected());
        stopHub();
    }

    void whatTheHubRefusesIsSaidInItsWordsAndStays() {
        const QString first = startSimulator();
        preferences_->setHub(startHub(first));
        open();
        QTRY_COMPARE(find<QComboBox>("hubPort")->currentText(), typed(first));
        type("hubPort", "nonsense");
        press("saveConnection");
        QTRY_VERIFY2(text("connectionSettingsSentence").contains("is not the address of a focuser"),
                     qPrintable(text("connectionSettingsSentence")));
        QCOMPARE(find<QComboBox>("hubPort")->currentText(), QString("nonsense"));
        stopHub();
    }

    void whatTheHubSaysOfItsCableIsShown() {
        const QString first = startSimulator();
        preferences_->setHub(startHub(first));
        open();
        QTRY_VERIFY(text("hubSentence").startsWith("The hub is connected"));
        simulator().say("cable pull");
        QTRY_VERIFY2(text("hubSentence").startsWith("The hub says: "), qPrintable(text("hubSentence")));
        hub().kill();
        QTRY_VERIFY(text("hubSentence").contains("No hub runs at"));
        QTRY_COMPARE(find<QCheckBox>("hubTrace")->checkState(), Qt::PartiallyChecked);
        stopHub();
    }

    void theHubsPortsAreListedAnewWhenTheWindowIsShownAndByHand() {
        HubImpostor hub;
        hub.setPort("/dev/first");
        preferences_->setHub("alpaca://" + hub.address() + "/0");
        open();
        const auto listed = [this](const char* port) { return find<QComboBox>("hubPort")->findText(port) >= 0; };
        QTRY_VERIFY(listed("/dev/first"));
        hub.setPort("/dev/second");
        press("searchAgain");
        QTRY_VERIFY(listed("/dev/second"));
        QVERIFY(!listed("/dev/first"));
        window_->hide();
        hub.setPort("/dev/third");
        window_->show();
        QTRY_VERIFY(listed("/dev/third"));
    }

    void aTestUnderWayIsForgottenWithItsHub() {
        HubImpostor hub;
        preferences_->setHub("alpaca://" + hub.address() + "/0");
        open();
        QTRY_VERIFY(text("hubSentence").startsWith("The hub is connected"));
        press("hubPortTest");
        QTRY_COMPARE(hub.tests(), 1);
        QVERIFY(!find<QPushButton>("hubPortTest")->isEnabled());
        type("hubAddress", hub.address() + "/1");
        QVERIFY(find<QPushButton>("hubPortTest")->isEnabled());
        QCOMPARE(text("hubPortResult"), QString());
        type("hubAddress", hub.address() + "/0");
        QTRY_VERIFY(text("hubSentence").startsWith("The hub is connected"));
        type("hubPort", "/dev/ttyUSB9");
        press("hubPortTest");
        QTRY_COMPARE(hub.tests(), 2);
    }

    void aHubThatDoesNotRunYetIsStartedAndToldItsPort() {
        writeHubConfig("discovery_port = 0\n");
        const QString port = startSimulator();
        open();
        type("hubAddress", "127.0.0.1:" + freePort());
        QTRY_VERIFY2(text("hubSentence").contains("Connecting starts one"), qPrintable(text("hubSentence")));
        type("hubPort", typed(port));
        press("hubPortTest");
        QTRY_VERIFY2(text("hubPortResult").contains("Found: "), qPrintable(text("hubPortResult")));
        press("saveConnection");
        QVERIFY(preferences_->hub().startsWith("alpaca://127.0.0.1:"));
        QTRY_VERIFY2(text("connectionSettingsSentence").contains("has stored it"),
                     qPrintable(text("connectionSettingsSentence")));
        QTRY_VERIFY(focuser_->connected());
        QFile file(settingsPath("hub.toml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains(port.toUtf8()));
    }

    void aHubWithAPasswordSaysHowToGiveIt() {
        const QString number = freePort();
        writeHubConfig("discovery_port = 0\nuser = \"eva\"\npassword = \"m 33\"\n[[device]]\naddress = \"" +
                       startSimulator() + "\"\n");
        Program hub;
        QVERIFY(!hub.run("focuserlinkd", {"--port", number}, "FocuserLink hub on ").isEmpty());
        open();
        type("hubAddress", "alpaca://127.0.0.1:" + number + "/0");
        QTRY_VERIFY2(text("hubSentence").contains("alpaca://USER:PASSWORD@"), qPrintable(text("hubSentence")));
        type("hubAddress", "alpaca://eva:m%2033@127.0.0.1:" + number + "/0");
        QTRY_VERIFY2(text("hubSentence").startsWith("The hub is connected"), qPrintable(text("hubSentence")));
    }

    void aWrongHubAddressIsRefusedAtOnce() {
        open();
        type("hubAddress", "ftp://somewhere");
        QVERIFY(text("hubSentence").contains("is no address of a hub"));
        press("saveConnection");
        QVERIFY(text("connectionSettingsSentence").startsWith("Nothing was stored."));
        QVERIFY(!preferences_->connectionChosen());
    }

    void foundHubsAreListed() {
        SharedPage page(*focuser_);
        page.setAddress("alpaca://127.0.0.1:11111/0");
        page.setHubs({{"alpaca://192.168.1.5:11111/0", "Refractor"}, {"alpaca://192.168.1.6:11111/0", ""}});
        auto* list = page.findChild<QComboBox*>("hubAddress");
        QCOMPARE(page.address(), QString("alpaca://127.0.0.1:11111/0"));
        QCOMPARE(list->itemText(0), QString("Refractor  \u2013  alpaca://192.168.1.5:11111/0"));
        QVERIFY(list->itemText(1).contains("asks for a password"));
        list->setCurrentIndex(0);
        emit list->activated(0);
        QCOMPARE(page.address(), QString("alpaca://192.168.1.5:11111/0"));
    }

    void whatWasTypedIsThereWhenTheWindowComesBack() {
        open();
        find<QRadioButton>("chooseDirect")->click();
        type("directPort", "/dev/ttyUSB7");
        press("closeConnection");
        QVERIFY(!window_->isVisible());
        window_->show();
        QCOMPARE(find<QComboBox>("directPort")->currentText(), QString("/dev/ttyUSB7"));
        press("searchAgain");
        QCOMPARE(find<QComboBox>("directPort")->currentText(), QString("/dev/ttyUSB7"));
    }

    void everyControlHasANameAToolTipAndTakesTheKeyboard() {
        open();
        QList<QWidget*> controls;
        for (auto* combo : window_->findChildren<QComboBox*>()) controls << combo;
        for (auto* button : window_->findChildren<QAbstractButton*>()) controls << button;
        QCOMPARE(controls.size(), 14);
        for (QWidget* control : controls) {
            QVERIFY2(!control->objectName().isEmpty() && !control->toolTip().isEmpty(),
                     qPrintable(control->objectName()));
            QVERIFY2((control->focusPolicy() & Qt::TabFocus) != 0, qPrintable(control->objectName()));
        }
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::ConnectionSettingsTest)
#include "connection_settings_test.moc"
