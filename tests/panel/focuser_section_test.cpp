// The focuser section: every control, by name, against a real simulator.
#include "panel/focuser_section.h"

#include <QDialog>

#include "core/backlash/backlash_setting.h"
#include "panel/move_controls.h"
#include "tests/panel/controls.h"
#include "tests/panel/fixture.h"
#include "tests/panel/focuser_impostor.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class FocuserSectionTest : public PanelFixture {
    Q_OBJECT

private:
    struct Panel {
        Preferences preferences;
        StoredPositions positions;
        PanelFocuser focuser;
        FocuserSection section{focuser, preferences, positions};
    };

    std::unique_ptr<Panel> panel_;

    FocuserSection& section() { return panel_->section; }
    const FocuserState& state() { return panel_->focuser.state(); }
    bool rests(int position) {
        return waitFor([&] { return !state().moving && state().position.steps == position; });
    }
    QString status() { return text(section(), "statusLine"); }
    void sync(int position) {
        panel_->focuser.sync(Position(position), this, [](const QString&) {});
        QTRY_COMPARE(state().position.steps, position);
    }

private slots:
    void init() {
        QFile::remove(settingsPath("panel.ini"));
        QFile::remove(settingsPath("positions.csv"));
        QFile::remove(QString::fromStdString(user_settings_path()));
        panel_ = std::make_unique<Panel>();
        section().show();
    }
    void cleanup() { panel_.reset(); }

    void nothingIsKnownBeforeConnecting() {
        QCOMPARE(text(section(), "position"), QString("--"));
        QCOMPARE(text(section(), "positionMm"), QString("--"));
        QCOMPARE(text(section(), "compensationDifference"), QString("--"));
        QCOMPARE(text(section(), "motorWord"), QString("--"));
        for (const char* name : {"moveInCoarse", "moveInFine", "moveOutFine", "moveOutCoarse", "goButton", "haltButton",
                                 "compensateButton"}) {
            QVERIFY2(!control(section(), name)->isEnabled(), name);
        }
        QVERIFY(control(section(), "absoluteField")->isEnabled());
    }

    void movesByEveryButton() {
        QVERIFY(connectTo(panel_->focuser, startSimulator()));
        sync(1000);
        enter(section(), "fineStep", "20");
        QCOMPARE(panel_->preferences.fineStep(), 20);
        choose(section(), "focuserMenuButton", "focuserMenu", "coarseMultiplier");
        pick(section(), "coarseMenu", "coarse5");
        QCOMPARE(panel_->preferences.coarseMultiplier(), 5);
        QVERIFY(control(section(), "moveOutCoarse")->toolTip().contains("100 steps"));
        click(section(), "moveOutFine");
        QVERIFY(rests(1020));
        QCOMPARE(text(section(), "position"), QString("1020"));
        QCOMPARE(text(section(), "positionMm"), QString("5.100"));
        click(section(), "moveInFine");
        QVERIFY(rests(1000));
        click(section(), "moveOutCoarse");
        QVERIFY(rests(1100));
        click(section(), "moveInCoarse");
        QVERIFY(rests(1000));
        enter(section(), "absoluteField", "1234");
        click(section(), "goButton");
        QVERIFY(rests(1234));
        enter(section(), "absoluteField", "1200");
        QTest::keyClick(control(section(), "absoluteField"), Qt::Key_Return);
        QVERIFY(rests(1200));
    }

    void keysMoveWithoutAMouse() {
        QVERIFY(connectTo(panel_->focuser, startSimulator()));
        sync(1000);
        section().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&section()));
        QTest::keyClick(&section(), Qt::Key_F7);
        QVERIFY(rests(1010));
        QTest::keyClick(&section(), Qt::Key_F6);
        QVERIFY(rests(1000));
        QTest::keyClick(&section(), Qt::Key_F8);
        QVERIFY(rests(1100));
        QTest::keyClick(&section(), Qt::Key_F5);
        QVERIFY(rests(1000));
        for (int i = 0; i < 5; ++i) QTest::keyClick(&section(), Qt::Key_F7);  // as fast as fingers can
        QVERIFY(rests(1050));
    }

    void relativeMovesCountFromTheTargetOfTheMoveUnderWay() {
        QVERIFY(connectTo(panel_->focuser, startSimulator({"--speed", "1"})));
        enter(section(), "fineStep", "300");
        click(section(), "moveOutFine");
        click(section(), "moveOutFine");  // before any answer
        QTRY_VERIFY(state().moving);
        click(section(), "moveOutFine");  // during the move
        QVERIFY(rests(900));
    }

    void aMoveBeyondALimitIsNotMadeAndSaid() {
        QVERIFY(connectTo(panel_->focuser, startSimulator()));
        click(section(), "moveInFine");
        QVERIFY(status().contains("below 0"));
        enter(section(), "absoluteField", "28801");
        click(section(), "goButton");
        QVERIFY(status().contains("28800"));
        enter(section(), "absoluteField", "far out");
        click(section(), "goButton");
        QVERIFY2(status().contains("'far out' is no number"), qPrintable(status()));
        QCOMPARE(control<QLineEdit>(section(), "absoluteField")->text(), QString("far out"));
        enter(section(), "absoluteField", "12.000");
        click(section(), "goButton");
        QVERIFY2(status().contains("12.000: no marks of thousands, write 12000"), qPrintable(status()));
        QTest::qWait(0);
        QCOMPARE(state().position.steps, 0);
        QVERIFY(!state().moving);
    }

    void theFineStepShowsEveryKeyAndSaysWhatIsWrong() {
        QVERIFY(connectTo(panel_->focuser, startSimulator()));
        sync(1000);
        enter(section(), "fineStep", "30");
        for (const char* typed : {"0", "100001", "1.000", "2x", ""}) {
            enter(section(), "fineStep", typed);
            if (*typed == '\0') QTest::keyClick(control(section(), "fineStep"), Qt::Key_Backspace);
            QCOMPARE(control<QLineEdit>(section(), "fineStep")->text(), QString(typed));
            QVERIFY2(status().startsWith("Fine step: "), qPrintable(status()));
            click(section(), "moveOutFine");
            QVERIFY2(status().startsWith("Not moved. Fine step: "), qPrintable(status()));
        }
        QVERIFY(!state().moving);
        QCOMPARE(state().position.steps, 1000);
        enter(section(), "fineStep", "31");
        QVERIFY2(status().isEmpty(), qPrintable(status()));
        QCOMPARE(panel_->preferences.fineStep(), 31);
        click(section(), "moveOutFine");
        QVERIFY(rests(1031));
    }

    void haltStops() {
        QVERIFY(connectTo(panel_->focuser, startSimulator({"--speed", "1"})));
        enter(section(), "absoluteField", "20000");
        click(section(), "goButton");
        QTRY_VERIFY(state().moving);
        QTRY_COMPARE(text(section(), "motorWord"), QString("rotating"));
        QVERIFY(status().contains("20000"));
        click(section(), "haltButton");
        QTRY_VERIFY(!state().moving);
        QVERIFY(state().position.steps < 20000);
        QTRY_COMPARE(status(), QString("Halted."));
        // The next relative move counts from where it stands.
        const int stood = state().position.steps;
        click(section(), "moveOutFine");
        QVERIFY(rests(stood + 10));
    }

    void aHaltThatIsNotAnsweredIsNotSaidToBeDone() {
        FocuserImpostor device;
        QVERIFY(connectTo(panel_->focuser, device.address()));
        device.beSilent();
        click(section(), "haltButton");
        QCOMPARE(status(), QString("Halting\u2026"));
        QTRY_VERIFY2(status().startsWith("Not halted: "), qPrintable(status()));
        panel_->focuser.close();
    }

    void backlashIsAddedToMovesOfThePanel() {
        QVERIFY(QDir().mkpath(QFileInfo(QString::fromStdString(user_settings_path())).path()));
        QCOMPARE(write_backlash(user_settings_path(), Steps(2000)), std::string());
        QVERIFY(connectTo(panel_->focuser, startSimulator({"--speed", "5"})));
        enter(section(), "absoluteField", "400");
        click(section(), "goButton");
        QTRY_VERIFY(state().position.steps > 420);
        // While the focuser is beyond the target a relative move still counts from the target.
        click(section(), "moveOutFine");
        QVERIFY(rests(410));
    }

    void theMotorIsShownAsItIsUnlessHidden() {
        QVERIFY(connectTo(panel_->focuser, startSimulator()));
        QTRY_COMPARE(text(section(), "motorWord"), QString("idle"));
        DeviceSettings settings = *state().settings;
        settings.set(Slot::rest_current, 0);
        panel_->focuser.apply(settings, this, [](const QString&) {});
        QTRY_COMPARE(text(section(), "motorWord"), QString("holding"));
        panel_->preferences.setMotorIcon(false);
        QTRY_VERIFY(!control(section(), "motorIcon")->isVisible());
        QVERIFY(!control(section(), "motorWord")->isVisible());
    }

    void compensationIsShownAndDone() {
        QVERIFY(connectTo(panel_->focuser, startSimulator({"--speed", "20"})));
        QCOMPARE(text(section(), "compensationMode"), QString("OFF"));
        QVERIFY(!control(section(), "compensateButton")->isEnabled());
        QTRY_VERIFY(state().sensor.has_value());
        sync(5000);
        DeviceSettings settings = *state().settings;
        settings.set(Slot::coefficient, 10000);
        panel_->focuser.apply(settings, this, [](const QString&) {});
        QTRY_COMPARE(text(section(), "compensationMode"), QString("MANUAL"));
        simulator().say("temperature 11");  // from 15: a larger jump would be doubted if there was one reading so far
        QTRY_VERIFY(state().compensation_difference.count < -300);
        QVERIFY(text(section(), "compensationDifference").startsWith("-"));
        simulator().say("speed 0.1");  // these are few steps
        click(section(), "compensateButton");
        QTRY_VERIFY(status().startsWith("Compensating"));
        simulator().say("speed 20");
        QTRY_VERIFY(state().position.steps < 4950);
        settings.set(Slot::mode, 1);
        panel_->focuser.apply(settings, this, [](const QString&) {});
        QTRY_COMPARE(text(section(), "compensationMode"), QString("AUTO"));
    }

    void anUncertainPositionIsSaidAndConfirmed() {
        QVERIFY(connectTo(panel_->focuser, startSimulator({"--speed", "2", "--boot-delay", "100"})));
        QVERIFY(!control(section(), "confirmButton")->isVisible());
        enter(section(), "absoluteField", "5000");
        click(section(), "goButton");
        QTRY_VERIFY(state().position.steps > 100);
        simulator().say("power cut");
        simulator().say("power on");
        QTRY_VERIFY(control(section(), "confirmButton")->isVisible());
        QVERIFY(text(section(), "uncertainSentence").contains("uncertain"));
        QTRY_VERIFY(panel_->focuser.connected());
        click(section(), "confirmButton");
        QTRY_VERIFY(!control(section(), "confirmButton")->isVisible());
    }

    void positionsAreStoredChosenEditedDeleted() {
        QVERIFY(connectTo(panel_->focuser, startSimulator()));
        enter(section(), "absoluteField", "4321");
        choose(section(), "focuserMenuButton", "focuserMenu", "addPosition");
        auto* dialog = control<QDialog>(section(), "positionDialog");
        QTRY_VERIFY(dialog->isVisible());
        QVERIFY(!dialog->isModal());
        QCOMPARE(control<QLineEdit>(*dialog, "positionValue")->text(), QString("4321"));
        enter(*dialog, "positionValue", "4.321");
        click(*dialog, "positionSave");
        QVERIFY2(text(*dialog, "positionProblem").contains("write 4321"), qPrintable(text(*dialog, "positionProblem")));
        enter(*dialog, "positionValue", "4321");
        click(*dialog, "positionSave");
        QVERIFY(text(*dialog, "positionProblem").contains("name"));
        enter(*dialog, "positionName", "Ha & OIII");
        click(*dialog, "positionSave");
        QCOMPARE(panel_->positions.all(), (std::vector<StoredPosition>{{"Ha & OIII", 4321}}));
        QTRY_VERIFY(section().findChild<QDialog*>("positionDialog") == nullptr);

        enter(section(), "absoluteField", "1");
        choose(section(), "focuserMenuButton", "focuserMenu", "storedPosition0");
        QCOMPARE(control<QLineEdit>(section(), "absoluteField")->text(), QString("4321"));
        QCOMPARE(state().position.steps, 0);
        click(section(), "goButton");
        QVERIFY(rests(4321));

        const auto rightClick = [&] {
            click(section(), "focuserMenuButton");
            auto* menu = control<QMenu>(section(), "focuserMenu");
            QTRY_VERIFY(menu->isVisible());
            const QRect entry = menu->actionGeometry(control<QAction>(section(), "storedPosition0"));
            QTest::mouseClick(menu, Qt::RightButton, {}, entry.center());
            QTRY_VERIFY(section().findChild<QMenu*>("positionMenu") != nullptr);
        };
        rightClick();
        control<QAction>(section(), "editPosition")->trigger();
        control<QMenu>(section(), "positionMenu")->close();
        dialog = control<QDialog>(section(), "positionDialog");
        enter(*dialog, "positionName", "Luminance");
        click(*dialog, "positionHere");
        click(*dialog, "positionSave");
        QCOMPARE(panel_->positions.all(), (std::vector<StoredPosition>{{"Luminance", 4321}}));
        QTRY_VERIFY(section().findChild<QMenu*>("positionMenu") == nullptr);
        rightClick();
        control<QAction>(section(), "deletePosition")->trigger();
        QVERIFY(panel_->positions.all().empty());
    }

    void theWidthStaysWhenValuesChange() {
        QVERIFY(connectTo(panel_->focuser, startSimulator()));
        const int before = section().sizeHint().width();
        sync(28000);
        QTRY_COMPARE(text(section(), "position"), QString("28000"));
        QCOMPARE(section().sizeHint().width(), before);
        QVERIFY(control<QLabel>(section(), "position")->font().pixelSize() >= 34);
    }

    void aLostCableDisablesAndWhatWasTypedStays() {
        QVERIFY(connectTo(panel_->focuser, startSimulator()));
        enter(section(), "absoluteField", "777");
        simulator().say("cable pull");
        QTRY_VERIFY(!control(section(), "haltButton")->isEnabled());
        QCOMPARE(text(section(), "position"), QString("--"));
        simulator().say("cable plug");
        QTRY_VERIFY(control(section(), "haltButton")->isEnabled());
        QCOMPARE(control<QLineEdit>(section(), "absoluteField")->text(), QString("777"));
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::FocuserSectionTest)
#include "focuser_section_test.moc"
