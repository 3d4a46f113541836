// The fields of the focuser settings: what they refuse, what they say, how they are reached.
#include <QRegularExpression>

#include "tests/panel/focuser_settings_fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class FocuserFieldsTest : public FocuserSettingsFixture {
    Q_OBJECT

private slots:
    void init() { clear(); }
    void cleanup() { clear(); }

    void whatIsOutOfRangeIsRefusedAtTheFieldWithTheReason_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("reason");
        QTest::newRow("maximum") << "maximumPosition"
                                 << "99"
                                 << "99 is not within 100 to 1000000";
        QTest::newRow("maximum, high") << "maximumPosition"
                                       << "1000001"
                                       << "100 to 1000000";
        QTest::newRow("step size") << "stepSize"
                                   << "100.01"
                                   << "0 to 100";
        QTest::newRow("speed") << "speed"
                               << "2001"
                               << "10 to 2000";
        QTest::newRow("speed, decimals") << "speed"
                                         << "100.5"
                                         << "Whole numbers only";
        QTest::newRow("coefficient") << "coefficient"
                                     << "-1000.01"
                                     << "-1000 to 1000";
        QTest::newRow("coefficient, three decimals") << "coefficient"
                                                     << "1.234"
                                                     << "1.234";
        QTest::newRow("thousands") << "maximumPosition"
                                   << "12.000"
                                   << "12.000: no marks of thousands, write 12000";
        QTest::newRow("thousands and decimals") << "coefficient"
                                                << "1.234,5"
                                                << "write 1234.5";
        QTest::newRow("thousands or decimals") << "coefficient"
                                               << "1,234"
                                               << "at most two decimals, no thousands";
        QTest::newRow("letters") << "speed"
                                 << "7x0o0"
                                 << "'7x0o0' is no number; 10 to 2000";
        QTest::newRow("a long number") << "speed"
                                       << "1234567890123456"
                                       << "is not within 10 to 2000";
        QTest::newRow("threshold") << "threshold"
                                   << "0"
                                   << "1 to 10000";
        QTest::newRow("cycle") << "cycle"
                               << "3601"
                               << "1 to 3600";
        QTest::newRow("backlash") << "backlash"
                                  << "10001"
                                  << "-10000 to 10000";
        QTest::newRow("empty") << "threshold"
                               << ""
                               << "A number from 1 to 10000";
    }

    void whatIsOutOfRangeIsRefusedAtTheFieldWithTheReason() {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        QFETCH(QString, reason);
        QVERIFY(open(startSimulator()));
        QTRY_COMPARE(find<QLineEdit>("backlash")->text(), QString("0"));
        const DeviceSettings before = *focuser_->state().settings;
        type(qPrintable(field), typed);
        QCOMPARE(find<QLineEdit>(qPrintable(field))->text(), typed);
        QVERIFY2(hint(qPrintable(field)).contains(reason), qPrintable(hint(qPrintable(field))));
        toggle("reversed");
        press("saveSettings");
        QVERIFY(sentenceText().startsWith("Nothing was saved"));
        QCOMPARE(find<QLineEdit>(qPrintable(field))->text(), typed);  // nothing is changed to a nearby value
        press("undoChanges");
        QVERIFY(!hint(qPrintable(field)).contains(reason) || reason.contains(" to "));
        QVERIFY(find<QLineEdit>(qPrintable(field))->text() != typed);
        QVERIFY(*focuser_->state().settings == before);
    }

    void commaAndPointAreTheSame() {
        QVERIFY(open(startSimulator()));
        for (const char* typed : {"12,5", "12.5", "12.50"}) {
            type("coefficient", typed);
            QCOMPARE(find<QLabel>("coefficientSentence")->text(), QString("1 C colder: 12.50 steps inward"));
        }
        type("newPosition", "12.000");
        QVERIFY2(hint("newPosition").contains("write 12000"), qPrintable(hint("newPosition")));
        QVERIFY(!find<QPushButton>("setPosition")->isEnabled());
    }

    void anOfferedCoefficientIsAChangeLikeATypedOne() {
        QVERIFY(open(startSimulator()));
        window_->offerCoefficient(-12.346);
        QCOMPARE(find<QLineEdit>("coefficient")->text(), QString("-12.35"));
        QVERIFY(hint("coefficient").contains("Changed"));
        QCOMPARE(find<QLabel>("coefficientSentence")->text(), QString("1 C colder: 12.35 steps outward"));
        QCOMPARE(has(Slot::coefficient), 0);
        press("saveSettings");
        QTRY_COMPARE(has(Slot::coefficient), -1235);
        window_->offerCoefficient(1e30);
        QVERIFY(hint("coefficient").contains("-1000 to 1000"));
        window_->offerCoefficient(-12.35);
        QVERIFY(!hint("coefficient").contains("Changed"));
    }

    void theStockDeviceCannotSwitchCompensationOff() {
        QVERIFY(open(startSimulator({"--speed", "20", "--stock"})));
        QVERIFY(!find<QCheckBox>("compensationEnabled")->isEnabled());
        QVERIFY(find<QCheckBox>("compensationEnabled")->toolTip().contains("coefficient of 0"));
        QVERIFY(hint("compensationEnabled").contains("coefficient 0"));
        QCOMPARE(find<QCheckBox>("compensationEnabled")->checkState(), Qt::PartiallyChecked);
        QCOMPARE(find<QComboBox>("compensationSensor")->currentText(), QString("The device's own"));
        type("coefficient", "7");
        press("saveSettings");
        QTRY_COMPARE(sentenceText(), QString("Saved, and read back."));
        QCOMPARE(has(Slot::coefficient), 700);
    }

    void aMissingSensorIsSaid() {
        QVERIFY(open(startSimulator({"--speed", "20", "--sensor", "none"})));
        QTRY_COMPARE(find<QComboBox>("compensationSensor")->currentText(), QString("No sensor is plugged in"));
    }

    void everyControlHasANameAToolTipAndTakesTheKeyboard() {
        QVERIFY(open(startSimulator()));
        QList<QWidget*> controls;
        for (auto* edit : window_->findChildren<QLineEdit*>()) controls << edit;
        for (auto* box : window_->findChildren<QCheckBox*>()) controls << box;
        for (auto* combo : window_->findChildren<QComboBox*>()) controls << combo;
        for (auto* button : window_->findChildren<QPushButton*>()) controls << button;
        QCOMPARE(controls.size(), 19);
        QStringList keys;
        for (QWidget* control : controls) {
            QVERIFY2(!control->objectName().isEmpty() && !control->toolTip().isEmpty(),
                     qPrintable(control->objectName()));
            QVERIFY2((control->focusPolicy() & Qt::TabFocus) != 0, qPrintable(control->objectName()));
        }
        static const QRegularExpression mnemonic("&([^&])");
        for (auto* label : window_->findChildren<QLabel*>()) {
            if (label->buddy() != nullptr) keys << mnemonic.match(label->text()).captured(1).toLower();
        }
        for (auto* button : window_->findChildren<QAbstractButton*>()) {
            keys << mnemonic.match(button->text()).captured(1).toLower();
        }
        keys.removeAll(QString());
        QStringList once = keys;
        QVERIFY2(once.removeDuplicates() == 0, qPrintable(keys.join(' ')));
    }

    void nothingMovesWhenHintsAppear() {
        QVERIFY(open(startSimulator()));
        const QSize size = window_->size();
        const QPoint place = find<QPushButton>("saveSettings")->mapTo(window_.get(), QPoint());
        type("speed", "5000");
        type("coefficient", "-999.99");
        type("maximumPosition", "1000001");
        press("saveSettings");
        QTRY_VERIFY(sentenceText().startsWith("Nothing was saved"));
        QCoreApplication::processEvents();
        QCOMPARE(window_->size(), size);
        QCOMPARE(find<QPushButton>("saveSettings")->mapTo(window_.get(), QPoint()), place);
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::FocuserFieldsTest)
#include "focuser_fields_test.moc"
