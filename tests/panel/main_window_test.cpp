// The panel's window as a whole: connecting both ways, HALT from anywhere, the foot and its menu.
#include "panel/main_window.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QMap>
#include <QShortcut>

#include "panel/about_window.h"
#include "panel/calculator_window.h"
#include "panel/charts_window.h"
#include "panel/connection_bar.h"
#include "panel/connection_settings.h"
#include "panel/focuser_settings.h"
#include "panel/notes_window.h"
#include "panel/theme.h"
#include "tests/panel/controls.h"
#include "tests/panel/fixture.h"
#include "tests/panel/focuser_impostor.h"
#include "tests/panel/halt_latency.h"
#include "tests/panel/patience.h"
#include "tests/panel/shown_panel.h"

namespace focus::panel {

using Panel = ShownPanel;

class MainWindowTest : public PanelFixture {
    Q_OBJECT

private:
    /// ms between two presses of a key.
    static constexpr int kHumanPace = 40;

private slots:
    void init() {
        QFile::remove(settingsPath("panel.ini"));
        QFile::remove(settingsPath("positions.csv"));
    }

    void everyControlHasANameAToolTipAndAKey() {
        Panel panel;
        for (QWidget* widget : (*panel).findChildren<QWidget*>()) {
            const bool one = qobject_cast<QAbstractButton*>(widget) != nullptr ||
                             qobject_cast<QAbstractSpinBox*>(widget) != nullptr ||
                             qobject_cast<QLineEdit*>(widget) != nullptr;
            if (!one || widget->objectName().startsWith("qt_")) continue;
            const QString what = QString("%1 '%2'").arg(widget->metaObject()->className(), widget->objectName());
            QVERIFY2(!widget->objectName().isEmpty(), qPrintable(what));
            QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(what));
            QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0, qPrintable(what));
        }
        for (QAction* action : control<QMenu>(*panel, "footMenu")->actions()) {
            if (action->isSeparator()) continue;
            QVERIFY2(!action->objectName().isEmpty() && !action->toolTip().isEmpty(), qPrintable(action->text()));
        }
    }

    void noKeyHasTwoMeanings() {
        Panel panel;
        QMap<QString, QString> taken;
        const auto take = [&](const QKeySequence& key, const QString& name) {
            if (key.isEmpty()) return;
            QVERIFY2(!taken.contains(key.toString()),
                     qPrintable(key.toString() + " " + name + " " + taken[key.toString()]));
            taken[key.toString()] = name;
        };
        for (const auto* button : (*panel).findChildren<QAbstractButton*>())
            take(button->shortcut(), button->objectName());
        for (const auto* action : (*panel).findChildren<QAction*>()) take(action->shortcut(), action->objectName());
        for (const auto* shortcut : (*panel).findChildren<QShortcut*>()) take(shortcut->key(), shortcut->objectName());
        for (const auto* label : (*panel).findChildren<QLabel*>()) {
            if (label->buddy() != nullptr) take(QKeySequence::mnemonic(label->text()), label->text());
        }
        QVERIFY(taken.size() > 15);
    }

    void connectsAndMovesBothWays_data() {
        QTest::addColumn<bool>("shared");
        QTest::newRow("DIRECT") << false;
        QTest::newRow("SHARED") << true;
    }
    void connectsAndMovesBothWays() {
        QFETCH(bool, shared);
        QString address = startSimulator();
        if (shared) address = startHub(address);
        Panel panel;
        click(*panel, shared ? "modeShared" : "modeDirect");
        QCOMPARE(panel.preferences.mode(), shared ? Mode::shared : Mode::direct);
        shared ? panel.preferences.setHub(address) : panel.preferences.setPort(address);
        QCOMPARE(text(*panel, "connectionState"), QString("not connected"));
        auto* button = control<QAbstractButton>(*panel, "connectButton");
        QCOMPARE(button->text(), QString("Connect"));
        click(*panel, "connectButton");
        QVERIFY(panel.ready());
        QCOMPARE(button->text(), QString("Disconnect"));
        QTRY_COMPARE(text(*panel, "connectionState"), QString("active"));
        QTRY_COMPARE(text(*panel, "connectionState"), QString("connected"));
        QCOMPARE(control<QLabel>(*panel, "addressLabel")->toolTip(), address);
        enter(*panel, "absoluteField", "700");
        click(*panel, "goButton");
        QTRY_COMPARE(text(*panel, "position"), QString("700"));
        click(*panel, "moveOutFine");
        QTRY_COMPARE(text(*panel, "position"), QString("710"));
        click(*panel, "moveInCoarse");
        QTRY_COMPARE(text(*panel, "position"), QString("610"));
        QTRY_VERIFY(text(*panel, "temperature").startsWith("15") || text(*panel, "temperature").startsWith("14"));
        click(*panel, "connectButton");
        QCOMPARE(text(*panel, "connectionState"), QString("not connected"));
        QCOMPARE(text(*panel, "position"), QString("--"));
        if (shared) stopHub();
    }

    void aModeThatIsChosenMeanwhileCounts() {
        const QString hub = startHub(startSimulator());
        Panel panel;
        panel.preferences.setPort(kSimulatorPort);
        panel.preferences.setHub(hub);
        click(*panel, "modeDirect");
        click(*panel, "connectButton");  // starts a simulator first
        click(*panel, "modeShared");
        QVERIFY(panel.ready());
        QCOMPARE(QString::fromStdString(panel.focuser.state().address), hub);
        stopHub();
    }

    void theHubsPasswordIsNotOnTheScreen() {
        Panel panel;
        panel.preferences.setMode(Mode::shared);
        panel.preferences.setHub("alpaca://eva:secret@192.0.2.1:11111/0");
        auto* address = control<QLabel>(*panel, "addressLabel");
        const auto shown = [&] { return address->text() + " " + address->toolTip(); };
        (*panel).findChild<ConnectionBar*>()->refresh();
        QVERIFY2(address->toolTip() == "alpaca://192.0.2.1:11111/0", qPrintable(shown()));
        click(*panel, "connectButton");
        QVERIFY(panel.focuser.isOpen());
        QVERIFY2(!shown().contains("secret") && shown().contains("192.0.2.1"), qPrintable(shown()));
        QVERIFY(QString::fromStdString(panel.focuser.state().address) == "alpaca://192.0.2.1:11111/0");
    }

    void escHaltsInEveryWindowAndMenu() {
        FocuserImpostor device;
        Panel panel;
        (*panel).useAddress(device.address());
        QVERIFY(panel.ready());
        click(*panel, "connectionSettingsButton");
        auto* other = (*panel).findChild<ConnectionSettingsWindow*>();
        QVERIFY(other != nullptr);
        QTRY_VERIFY(other->isVisible());
        // A halt that is not answered at once is sent again.
        const auto halts = [&](const std::function<void()>& press) {
            const int before = device.halts();
            press();
            return waitFor([&] { return device.halts() > before; });
        };
        QVERIFY(halts([&] { QTest::keyClick(other, Qt::Key_Escape, {}, kHumanPace); }));
        click(*panel, "footMenuButton");
        auto* menu = control<QMenu>(*panel, "footMenu");
        QTRY_VERIFY(menu->isVisible());
        QVERIFY(halts([&] { QTest::keyClick(menu, Qt::Key_Escape, {}, kHumanPace); }));
        menu->hide();
        auto* field = control(*panel, "absoluteField");
        field->setFocus();
        QVERIFY(halts([&] { QTest::keyClick(field, Qt::Key_Escape, {}, kHumanPace); }));
        // Through the window system, as a real key comes; still one halt for one press.
        QVERIFY(halts([&] { QTest::keyClick((*panel).windowHandle(), Qt::Key_Escape, {}, kHumanPace); }));
        QVERIFY(halts([&] { click(*panel, "haltButton"); }));
    }

    void aClickOnHaltHaltsThroughAnOpenMenu() {
        FocuserImpostor device;
        Panel panel;
        (*panel).useAddress(device.address());
        QVERIFY(panel.ready());
        click(*panel, "focuserMenuButton");
        auto* menu = control<QMenu>(*panel, "focuserMenu");
        QTRY_VERIFY(menu->isVisible());
        // While a menu is open it gets every click, wherever that is.
        auto* halt = control(*panel, "haltButton");
        QTest::mousePress(menu, Qt::LeftButton, {}, menu->mapFromGlobal(halt->mapToGlobal(halt->rect().center())));
        QTRY_VERIFY(device.halts() > 0);
    }

    void aClickOnHaltIsOnTheCableAtOnce() {
        FocuserImpostor device;
        Panel panel;
        std::vector<double> times;
        for (int i = 0; i < 5; ++i) {
            const auto took = measureHalt(*panel, panel.focuser, device);
            QVERIFY(took.has_value());
            times.push_back(took->count());
        }
        std::sort(times.begin(), times.end());
        qInfo("click on HALT to H on the cable: median %.2f ms, worst %.2f ms (wanted: 10)", times[2], times.back());
    }

    void theFootRemembersStayOnTopAndNight() {
        Panel panel;
        auto* top = control<QCheckBox>(*panel, "stayOnTop");
        QVERIFY(!(*panel).windowHandle()->flags().testFlag(Qt::WindowStaysOnTopHint));
        QTest::mouseClick(top, Qt::LeftButton, {}, QPoint(8, top->height() / 2));
        QVERIFY(panel.preferences.stayOnTop());
        QVERIFY((*panel).windowHandle()->flags().testFlag(Qt::WindowStaysOnTopHint));
        QVERIFY((*panel).isVisible());
        Panel next;
        QVERIFY((*next).windowFlags().testFlag(Qt::WindowStaysOnTopHint));

        choose(*panel, "footMenuButton", "footMenu", "menuNightMode");
        QVERIFY(panel.preferences.nightMode());
        QTRY_VERIFY(isNight((*panel).palette()));
        choose(*panel, "footMenuButton", "footMenu", "menuNightMode");
        QTRY_VERIFY(!isNight((*panel).palette()));
    }

    void manualControlSwitchesTheButtonsOfTheDevice_data() {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("open") << QStringList{};
        QTest::newRow("stock") << QStringList{"--stock"};
    }
    void manualControlSwitchesTheButtonsOfTheDevice() {
        QFETCH(QStringList, options);
        Panel panel;
        auto* manual = control<QAction>(*panel, "menuManualControl");
        QVERIFY(!manual->isEnabled());
        (*panel).useAddress(startSimulator(options));
        QVERIFY(panel.ready());
        QTRY_VERIFY(manual->isEnabled() && manual->isChecked());
        choose(*panel, "footMenuButton", "footMenu", "menuManualControl");
        QTRY_COMPARE(panel.focuser.state().buttons_enabled, std::optional(false));
        QTRY_VERIFY(!manual->isChecked());
        choose(*panel, "footMenuButton", "footMenu", "menuManualControl");
        QTRY_COMPARE(panel.focuser.state().buttons_enabled, std::optional(true));
    }

    void factoryDefaultsAreAskedForFirst() {
        Panel panel;
        (*panel).useAddress(startSimulator());
        QVERIFY(panel.ready());
        panel.focuser.sync(Position(5000), this, [](const QString&) {});
        QTRY_COMPARE(panel.focuser.state().position.steps, 5000);
        choose(*panel, "footMenuButton", "footMenu", "menuDefaults");
        auto* question = control(*panel, "defaultsQuestion");
        QTRY_VERIFY(question->isVisible());
        QVERIFY(!question->isModal());
        click(*panel, "defaultsNo");
        QTRY_VERIFY((*panel).findChild<QWidget*>("defaultsQuestion") == nullptr);
        QCOMPARE(panel.focuser.state().position.steps, 5000);
        choose(*panel, "footMenuButton", "footMenu", "menuDefaults");
        click(*panel, "defaultsYes");
        QTRY_COMPARE(panel.focuser.state().position.steps, 0);
        QTRY_VERIFY(text(*panel, "statusLine").contains("defaults"));
    }

    void theOtherWindowsOpenFromTheirButtons() {
        Panel panel;
        click(*panel, "connectionSettingsButton");
        auto* connection = (*panel).findChild<ConnectionSettingsWindow*>();
        QVERIFY(connection != nullptr && connection->isVisible() && !connection->isModal());
        choose(*panel, "footMenuButton", "footMenu", "menuFocuserSettings");
        auto* settings = (*panel).findChild<FocuserSettingsWindow*>();
        QVERIFY(settings != nullptr && settings->isVisible() && !settings->isModal());
        settings->close();
        choose(*panel, "focuserMenuButton", "focuserMenu", "focuserSettings");
        QVERIFY(settings->isVisible());
        click(*panel, "notesButton");
        click(*panel, "chartsButton");
        click(*panel, "logoButton");
        choose(*panel, "footMenuButton", "footMenu", "menuCalculator");
        const QWidgetList others{(*panel).findChild<NotesWindow*>(), (*panel).findChild<ChartsWindow*>(),
                                 (*panel).findChild<AboutWindow*>(), (*panel).findChild<CalculatorWindow*>()};
        for (const QWidget* other : others) QVERIFY(other != nullptr && other->isVisible() && !other->isModal());
    }

    void theCalculatorsCoefficientIsOfferedInFocuserSettings() {
        Panel panel;
        (*panel).useAddress(startSimulator());
        QVERIFY(panel.ready());
        choose(*panel, "footMenuButton", "footMenu", "menuCalculator");
        auto* calculator = (*panel).findChild<CalculatorWindow*>();
        QVERIFY(calculator != nullptr);
        emit calculator->useCoefficient(-12.5);
        auto* settings = (*panel).findChild<FocuserSettingsWindow*>();
        QVERIFY(settings != nullptr && settings->isVisible());
        QCOMPARE((*panel.focuser.state().settings)[Slot::coefficient], 0);
    }

    void theWindowKeepsItsWidthAndRemembersItsPlace() {
        QPoint place;
        {
            Panel panel;
            const int width = (*panel).width();
            QVERIFY2(width <= 340, qPrintable(QString::number(width)));
            (*panel).useAddress(startSimulator());
            QVERIFY(panel.ready());
            QCOMPARE((*panel).width(), width);
            (*panel).move(60, 40);
            QTRY_COMPARE((*panel).pos(), QPoint(60, 40));
            place = (*panel).pos();
            (*panel).close();
        }
        Panel again;
        QCOMPARE((*again).pos(), place);
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::MainWindowTest)
#include "main_window_test.moc"
