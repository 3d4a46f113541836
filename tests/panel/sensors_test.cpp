// The sensors section: values, words and colours by value, nothing for no sensor, the change since a reset.
#include "panel/sensors_section.h"
#include "panel/theme.h"
#include "tests/panel/controls.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class SensorsTest : public PanelFixture {
    Q_OBJECT

private slots:
    void dewIsJudgedByTheDistanceToTheDewPoint() {
        QCOMPARE(judgeDew(10, 6.99).meaning, Meaning::good);
        QCOMPARE(judgeDew(10, 7.01).meaning, Meaning::caution);
        QCOMPARE(judgeDew(10, 7.01).word, QString("dew possible"));
        QCOMPARE(judgeDew(10, 9.01).meaning, Meaning::alarm);
        QCOMPARE(judgeDew(10, 9.01).word, QString("dew"));
        QCOMPARE(judgeDew(10, std::nullopt).meaning, Meaning::absent);
        QCOMPARE(judgeDew(std::nullopt, 3).meaning, Meaning::absent);
    }

    void humidityIsJudged() {
        QCOMPARE(judgeHumidity(80).meaning, Meaning::good);
        QCOMPARE(judgeHumidity(80.1).meaning, Meaning::caution);
        QCOMPARE(judgeHumidity(90).meaning, Meaning::caution);
        QCOMPARE(judgeHumidity(90.1).meaning, Meaning::alarm);
        QVERIFY(!judgeHumidity(90.1).word.isEmpty());
        QCOMPARE(judgeHumidity(std::nullopt).meaning, Meaning::absent);
    }

    void valuesComeFromTheSensorAndGoWithIt() {
        PanelFocuser focuser;
        SensorsSection section(focuser);
        section.show();
        for (const char* name : {"temperature", "humidity", "dewPoint"}) QCOMPARE(text(section, name), QString("--"));
        QVERIFY(connectTo(focuser, startSimulator({"--speed", "20", "--temperature", "12", "--humidity", "60"})));
        QTRY_VERIFY(std::abs(text(section, "temperature").toDouble() - 12) < 0.3);
        QTRY_VERIFY(std::abs(text(section, "humidity").toDouble() - 60) < 3);
        QVERIFY(std::abs(text(section, "dewPoint").toDouble() - 4.5) < 1.5);
        QCOMPARE(text(section, "humidityWord"), QString());
        simulator().say("humidity 95");
        QTRY_COMPARE(text(section, "humidityWord"), QString("wet"));
        QTRY_COMPARE(text(section, "dewPointWord"), QString("dew"));
        simulator().say("sensor unplug");
        QTRY_COMPARE(text(section, "temperature"), QString("--"));
        QCOMPARE(text(section, "dewPoint"), QString("--"));
        QCOMPARE(text(section, "humidityWord"), QString());
    }

    void aThermometerAloneHasNoDewPoint() {
        PanelFocuser focuser;
        SensorsSection section(focuser);
        QVERIFY(connectTo(focuser, startSimulator({"--speed", "20", "--humidity", "0"})));
        QTRY_VERIFY(text(section, "temperature") != "--");
        if (focuser.state().sensor->humidity == 0) QCOMPARE(text(section, "dewPoint"), QString("--"));
    }

    void theChangeIsCountedFromTheLastClick() {
        PanelFocuser focuser;
        SensorsSection section(focuser);
        section.show();
        auto* change = control<QAbstractButton>(section, "temperatureChange");
        QVERIFY(change->text().startsWith("--"));
        QVERIFY(connectTo(focuser, startSimulator({"--speed", "20", "--temperature", "15"})));
        QTRY_VERIFY(!change->text().startsWith("--"));
        simulator().say("temperature 13");
        QTRY_VERIFY(change->text().startsWith("-1.9") || change->text().startsWith("-2.0"));
        click(section, "temperatureChange");
        QVERIFY2(std::abs(change->text().section(' ', 0, 0).toDouble()) < 0.3, qPrintable(change->text()));
        simulator().say("temperature 14");
        QTRY_VERIFY(change->text().startsWith("+0.9") || change->text().startsWith("+1.0"));
        change->setFocus();
        QTest::keyClick(change, Qt::Key_Space);
        QVERIFY(std::abs(change->text().section(' ', 0, 0).toDouble()) < 0.3);
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::SensorsTest)
#include "sensors_test.moc"
