// The panel among Windows' own windows: its style by day, a desktop that is set to dark meanwhile, staying on top,
// coming forward, and the end of the session. Needs a screen; changes settings of the user who runs it.
#include <windows.h>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStyle>

#include "panel/breakable.h"
#include "panel/theme.h"
#include "tests/panel/controls.h"
#include "tests/panel/fixture.h"
#include "tests/panel/shown_panel.h"

namespace focus::panel {
namespace {

HWND handleOf(const QWidget& window) { return reinterpret_cast<HWND>(window.winId()); }

void setDesktopToDark(bool dark) {
    QSettings personal(R"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)",
                       QSettings::NativeFormat);
    personal.setValue("AppsUseLightTheme", dark ? 0 : 1);
}

/// As Windows' settings tell every window.
void tell(const QWidget& window) {
    ::SendMessageW(handleOf(window), WM_SETTINGCHANGE, 0, reinterpret_cast<LPARAM>(L"ImmersiveColorSet"));
}

/// As Windows asks every window at the end of a session, which then goes on all the same.
bool mayEnd(const QWidget& window) {
    const bool may = ::SendMessageW(handleOf(window), WM_QUERYENDSESSION, 0, ENDSESSION_LOGOFF) != 0;
    ::SendMessageW(handleOf(window), WM_ENDSESSION, FALSE, ENDSESSION_LOGOFF);
    return may;
}

}  // namespace

class DesktopWindowsTest : public PanelFixture {
    Q_OBJECT

private slots:
    static void initTestCase() {
        QCOMPARE(QApplication::platformName(), QString("windows"));
        setDesktopToDark(false);
        followDesktop(*qApp, [] { useTheme(*qApp, themeFor(false)); });
        useTheme(*qApp, Theme::day);
    }
    void cleanup() {
        forgetSettings();
        forgetDocuments();
    }

    void theDayIsWindowsOwn() {
        QCOMPARE(QApplication::style()->name(), QString("windowsvista"));
        QVERIFY(!isDark(QApplication::palette()));
        useTheme(*qApp, Theme::night);
        QVERIFY(isNight(QApplication::palette()));
        QVERIFY(QApplication::style()->name() != "windowsvista");
        useTheme(*qApp, Theme::day);
        QCOMPARE(QApplication::style()->name(), QString("windowsvista"));
        QVERIFY(!isDark(QApplication::palette()));
    }

    void aDesktopThatIsSetToDarkIsFollowed() {
        ShownPanel panel;
        setDesktopToDark(true);
        tell(*panel);
        QTRY_VERIFY(isDark(QApplication::palette()) && !isNight(QApplication::palette()));
        setDesktopToDark(false);
        tell(*panel);
        QTRY_VERIFY(!isDark(QApplication::palette()));
    }

    static void whatIsCopiedHasNoPlacesToBreak() {
        copyWithoutBreaks();
        QLabel label(breakable("alpaca://127.0.0.1:11111/0"));
        QVERIFY(label.text() != "alpaca://127.0.0.1:11111/0");
        label.setTextInteractionFlags(Qt::TextSelectableByMouse);
        label.show();
        label.activateWindow();
        label.setSelection(0, static_cast<int>(label.text().size()));
        QTest::keySequence(&label, QKeySequence::Copy);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), QString("alpaca://127.0.0.1:11111/0"));
    }

    void staysOnTopWithoutBeingMadeAnew() {
        ShownPanel panel;
        const HWND handle = handleOf(*panel);
        const auto onTop = [&] { return (::GetWindowLongW(handle, GWL_EXSTYLE) & WS_EX_TOPMOST) != 0; };
        QVERIFY(!onTop());
        click(*panel, "stayOnTop");
        QTRY_VERIFY(onTop());
        click(*panel, "stayOnTop");
        QTRY_VERIFY(!onTop());
        QCOMPARE(handleOf(*panel), handle);
    }

    void comesForward() {
        ShownPanel panel;
        QWidget other;
        other.show();
        other.activateWindow();
        QTRY_COMPARE(::GetForegroundWindow(), handleOf(other));
        (*panel).comeForward();
        QTRY_COMPARE(::GetForegroundWindow(), handleOf(*panel));
        (*panel).showMinimized();
        QTRY_VERIFY(::IsIconic(handleOf(*panel)) != 0);
        (*panel).comeForward();
        QTRY_VERIFY(::IsIconic(handleOf(*panel)) == 0);
    }

    void theEndOfTheSessionSavesWhatWasTyped() {
        ShownPanel panel;
        click(*panel, "notesButton");
        auto* editor = control<QPlainTextEdit>(*panel, "notesEditor");
        QTRY_VERIFY(!editor->isReadOnly());
        QTest::keyClicks(editor, "Ha 1200");
        QVERIFY(mayEnd(*panel));
        QFile file(documentsPath("notes.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Ha 1200"));
    }

    void theEndOfTheSessionAsksWhatWouldBeLost() {
        ShownPanel panel;
        QVERIFY(QDir().mkpath(documentsPath("notes.txt/in the way")));  // where the notes cannot be written
        click(*panel, "notesButton");
        auto* editor = control<QPlainTextEdit>(*panel, "notesEditor");
        QTRY_VERIFY(!editor->isReadOnly());
        QTest::keyClicks(editor, "Ha 1200");
        QVERIFY(!mayEnd(*panel));
        QTRY_VERIFY((*panel).findChild<QWidget*>("loseQuestion") != nullptr);
        click(*panel, "loseYes");
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::DesktopWindowsTest)
#include "desktop_windows_test.moc"
