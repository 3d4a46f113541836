// Focuser settings through the window: every field is written and read back by a real simulator, and nothing is lost.
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

#include "core/backlash/backlash_setting.h"
#include "core/serial/checked_line.h"
#include "tests/panel/focuser_settings_fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {
namespace {

/// Between the panel and a focuser on TCP: lets everything pass but another speed.
class StubbornSpeed : public QObject {
public:
    explicit StubbornSpeed(quint16 device) : device_(device) {
        server_.listen(QHostAddress::LocalHost);
        connect(&server_, &QTcpServer::newConnection, this, [this] { join(server_.nextPendingConnection()); });
    }
    QString address() const { return QString("tcp:127.0.0.1:%1").arg(server_.serverPort()); }

private:
    void join(QTcpSocket* panel) {
        auto* device = new QTcpSocket(panel);
        connect(device, &QTcpSocket::readyRead, panel, [=] { panel->write(device->readAll()); });
        const auto pass = [=] {
            while (device->state() == QTcpSocket::ConnectedState && panel->canReadLine()) {
                std::string line = panel->readLine().trimmed().toStdString();
                const bool checked = take_check(line);
                if (line.starts_with("U:")) {
                    QByteArrayList values = QByteArray::fromStdString(line).split(':');
                    values[3] = "500";
                    line = values.join(':').toStdString();
                }
                device->write(QByteArray::fromStdString((checked ? with_check(line) : line) + '\n'));
            }
        };
        connect(panel, &QTcpSocket::readyRead, device, pass);
        connect(device, &QTcpSocket::connected, panel, pass);
        device->connectToHost(QHostAddress::LocalHost, device_);
    }

    QTcpServer server_;
    quint16 device_;
};

}  // namespace

class FocuserSettingsTest : public FocuserSettingsFixture {
    Q_OBJECT

private slots:
    void init() { clear(); }
    void cleanup() { clear(); }

    void everyFieldIsWrittenAndReadBack_data() {
        QTest::addColumn<bool>("shared");
        QTest::newRow("direct") << false;
        QTest::newRow("shared") << true;
    }
    void everyFieldIsWrittenAndReadBack() {
        QFETCH(bool, shared);
        QString address = startSimulator();
        if (shared) address = startHub(address);
        QVERIFY(open(address));
        QCOMPARE(find<QLineEdit>("stepSize")->text(), QString("5"));
        QCOMPARE(find<QLineEdit>("speed")->text(), QString("500"));
        QTRY_COMPARE(find<QComboBox>("compensationSensor")->currentText(), QString("SHT3x"));
        QTRY_COMPARE(find<QLineEdit>("backlash")->text(), QString("0"));
        QVERIFY(!find<QPushButton>("saveSettings")->isEnabled());

        type("maximumPosition", "30000");
        type("stepSize", "4,25");
        toggle("reversed");
        type("backlash", "-80");
        type("speed", "600");
        toggle("holdingCurrent");
        toggle("displayMotorIcon");
        toggle("compensationEnabled");
        type("coefficient", "35.5");
        type("threshold", "12");
        type("cycle", "45");
        pick("compensationMode", 1);
        QCOMPARE(has(Slot::maximum), 28800);  // nothing is written before Save
        QCOMPARE(find<QLabel>("coefficientSentence")->text(), QString("1 C colder: 35.50 steps inward"));
        press("saveSettings");
        QTRY_COMPARE(sentenceText(), QString("Saved, and read back."));
        QCOMPARE(has(Slot::maximum), 30000);
        QCOMPARE(has(Slot::step_size), 425);
        QCOMPARE(has(Slot::reversed), 1);
        QCOMPARE(has(Slot::speed), 600);
        QVERIFY(focuser_->state().settings->holding_current());
        QCOMPARE(has(Slot::coefficient), 3550);
        QCOMPARE(has(Slot::threshold), 12);
        QCOMPARE(has(Slot::cycle), 45);
        QVERIFY(focuser_->state().settings->automatic());
        QVERIFY(!focuser_->state().extended->compensation_enabled);
        QCOMPARE(read_backlash(user_settings_path()).value.count, -80);
        QVERIFY(!preferences_->motorIcon());
        QVERIFY(!find<QPushButton>("saveSettings")->isEnabled());
        QVERIFY(!find<QPushButton>("undoChanges")->isEnabled());
        QVERIFY(!hint("maximumPosition").contains("Changed"));
        if (shared) stopHub();
    }

    void untouchedFieldsFollowAnotherProgramAndTouchedOnesStay() {
        QVERIFY(open(startSimulator()));
        type("speed", "700");
        QVERIFY(hint("speed").contains("the focuser has 500"));
        otherProgramSets(Slot::threshold, 33);
        QTRY_COMPARE(find<QLineEdit>("threshold")->text(), QString("33"));
        otherProgramSets(Slot::speed, 300);
        QTRY_VERIFY(hint("speed").contains("meanwhile it became 300"));
        QCOMPARE(find<QLineEdit>("speed")->text(), QString("700"));
        otherProgramSets(Slot::speed, 700);
        QTRY_VERIFY(!hint("speed").contains("Changed"));
        type("speed", "800");
        press("undoChanges");
        QCOMPARE(find<QLineEdit>("speed")->text(), QString("700"));
    }

    void aNumberDoesNotChangeUnderTheCursor() {
        QVERIFY(open(startSimulator()));
        auto* speed = find<QLineEdit>("speed");
        window_->activateWindow();
        speed->setFocus();
        QTRY_VERIFY(speed->hasFocus());
        const QString before = speed->text();
        otherProgramSets(Slot::speed, 333);
        QTRY_VERIFY2(hint("speed").contains("Meanwhile it became 333"), qPrintable(hint("speed")));
        QCOMPARE(speed->text(), before);
        QVERIFY(!find<QPushButton>("saveSettings")->isEnabled());
        find<QLineEdit>("threshold")->setFocus();
        QTRY_COMPARE(speed->text(), QString("333"));
        QVERIFY(!hint("speed").contains("Meanwhile"));
    }

    void onlyWhatWasChangedIsWritten() {
        QVERIFY(open(startSimulator()));
        type("speed", "700");
        otherProgramSets(Slot::maximum, 40000);
        press("saveSettings");
        QTRY_COMPARE(sentenceText(), QString("Saved, and read back."));
        QCOMPARE(has(Slot::maximum), 40000);
        QCOMPARE(has(Slot::speed), 700);
    }

    void nothingTypedIsLostWithTheCable() {
        QVERIFY(open(startSimulator()));
        type("coefficient", "21.5");
        simulator().say("cable pull");
        QTRY_VERIFY(!focuser_->connected());
        QTRY_COMPARE(find<QLineEdit>("speed")->text(), QString());  // not known: the place says --
        QCOMPARE(find<QLineEdit>("speed")->placeholderText(), QString("--"));
        QCOMPARE(find<QCheckBox>("reversed")->checkState(), Qt::PartiallyChecked);
        QCOMPARE(find<QLineEdit>("coefficient")->text(), QString("21.5"));
        press("saveSettings");
        QTRY_VERIFY(sentenceText().contains("not connected"));
        QCOMPARE(find<QLineEdit>("coefficient")->text(), QString("21.5"));
        simulator().say("cable plug");
        QTRY_VERIFY(focuser_->connected());
        QTRY_COMPARE(find<QLineEdit>("speed")->text(), QString("500"));
        QCOMPARE(find<QLineEdit>("coefficient")->text(), QString("21.5"));
        press("saveSettings");
        QTRY_COMPARE(sentenceText(), QString("Saved, and read back."));
        QCOMPARE(has(Slot::coefficient), 2150);
    }

    void whatTheDeviceDoesNotTakeIsSaidAtItsField() {
        Program device;
        const QString port = device.run("focuserlink-sim", {"--no-pty", "--tcp", "0"}, "tcp ").section(':', -1);
        StubbornSpeed between(port.toUShort());
        QVERIFY(open(between.address()));
        type("speed", "700");
        type("threshold", "20");
        press("saveSettings");
        QTRY_VERIFY(sentenceText().startsWith("Not all is saved"));
        QCOMPARE(hint("speed"), QString("\u2715 Not taken: the focuser has 500"));
        QCOMPARE(find<QLineEdit>("speed")->text(), QString("700"));
        QCOMPARE(has(Slot::threshold), 20);
        QVERIFY(!hint("threshold").contains("Changed"));
        type("speed", "600");
        QVERIFY(hint("speed").contains("Changed; the focuser has 500"));
        focuser_->close();
    }

    void aRefusalIsSaidAndWhatWasTypedStays() {
        QVERIFY(open(startSimulator()));
        bool accepted = false;
        focuser_->moveTo(Position(28000), Steps(0), this, [&](const QString&) { accepted = true; });
        QTRY_VERIFY(accepted && focuser_->state().moving);
        type("maximumPosition", "5000");  // below where the move goes
        press("saveSettings");
        QTRY_VERIFY2(sentenceText().contains("outside what the focuser takes"), qPrintable(sentenceText()));
        QVERIFY(hint("maximumPosition").contains("Not taken: the focuser has 28800"));
        QCOMPARE(find<QLineEdit>("maximumPosition")->text(), QString("5000"));
        QVERIFY(find<QPushButton>("saveSettings")->isEnabled());
    }

    void backlashAndMotorIconNeedNoDevice() {
        make();
        QSignalSpy saved(window_.get(), &FocuserSettingsWindow::saved);
        QTRY_COMPARE(find<QLineEdit>("backlash")->text(), QString("0"));
        QVERIFY(hint("backlash").contains("not the device's"));
        QVERIFY(find<QLineEdit>("backlash")->toolTip().contains("the command line"));
        type("backlash", "120");
        toggle("displayMotorIcon");
        press("saveSettings");
        QTRY_COMPARE(sentenceText(), QString("Saved, and read back."));
        QCOMPARE(read_backlash(user_settings_path()).value.count, 120);
        QVERIFY(!preferences_->motorIcon());
        QVERIFY(!saved.isEmpty());
    }

    void aBrokenBacklashFileIsNamedAndNotOverwritten() {
        QDir().mkpath(settingsPath({}));
        QFile file(QString::fromStdString(user_settings_path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("backlash = = 5\n");
        file.close();
        QVERIFY(open(startSimulator()));
        QTRY_VERIFY(sentenceText().contains("user.toml:1"));
        type("backlash", "7");
        press("saveSettings");
        QTRY_VERIFY(sentenceText().contains("Backlash: "));
        QCOMPARE(find<QLineEdit>("backlash")->text(), QString("7"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("backlash = = 5\n"));
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::FocuserSettingsTest)
#include "focuser_settings_test.moc"
