// Day and night: legible, and in the night nothing but red.
#include "panel/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QTest>
#include <QToolTip>
#include <cmath>

#include "tests/panel/every_widget.h"
#include "tests/panel/patience.h"
#include "tests/panel/red.h"

using namespace focus::panel;

namespace {

const QList<Meaning> kMeanings{Meaning::good,      Meaning::caution,  Meaning::alarm,       Meaning::holding,
                               Meaning::absent,    Meaning::position, Meaning::temperature, Meaning::humidity,
                               Meaning::dew_point, Meaning::fit};
/// Relative luminance and contrast of WCAG 2.1.
double luminance(const QColor& colour) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QImage grabbed(QWidget& widget) {
    QTest::qWait(1);  // one turn of the event loop, for what is laid out late
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

/// The part of all pixels that are not the same: the bar of a busy program has moved on, and Fusion draws a slider's
/// ticks in another colour when it finds the rest of the slider in its cache.
double differing(const QImage& one, const QImage& other) {
    if (one.size() != other.size()) return 1;
    int count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) count += one.pixel(x, y) != other.pixel(x, y);
    }
    return double(count) / (one.width() * one.height());
}

}  // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    static void init() { useTheme(*qApp, Theme::day); }

    static void aDesktopOfHighContrastIsNoNight() {
        QPalette black;
        black.setColor(QPalette::Window, Qt::black);
        QVERIFY(isDark(black) && !isNight(black));
        QCOMPARE(colour(Meaning::good, black).hue() < 60, false);
    }

    static void tipsGoWithTheRest() {
        QToolTip::setPalette(QPalette(QColor(0xffffe1)));  // as Windows gives them
        useTheme(*qApp, Theme::night);
        QCOMPARE(QToolTip::palette().color(QPalette::ToolTipBase),
                 QApplication::palette().color(QPalette::ToolTipBase));
    }

    static void knowsDayFromNight() {
        useTheme(*qApp, Theme::day);
        QVERIFY(!isNight(QApplication::palette()));
        QVERIFY(QApplication::testAttribute(Qt::AA_DontUseNativeDialogs));  // Esc is HALT there too
        useTheme(*qApp, Theme::dark);
        QVERIFY(!isNight(QApplication::palette()));
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 128);
        useTheme(*qApp, Theme::night);
        QVERIFY(isNight(QApplication::palette()));
        const QWidget widget;
        QVERIFY(isNight(widget.palette()));
    }

    static void isNightIfChosenElseAsTheDesktop() {
        QCOMPARE(themeFor(false, false), Theme::day);
        QCOMPARE(themeFor(false, true), Theme::dark);
        QCOMPARE(themeFor(true, false), Theme::night);
        QCOMPARE(themeFor(true, true), Theme::night);
    }

    static void edgesAreSeenInTheDark() {
        useTheme(*qApp, Theme::dark);
        EveryWidget form(true);
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        form.setFocus();
        const QImage picture = grabbed(form);
        for (const QWidget* field : {static_cast<QWidget*>(form.line), static_cast<QWidget*>(form.choice)}) {
            const QRect place(field->mapTo(&form, QPoint(0, 0)), field->size());
            double edge = 0;
            for (int x = place.left() - 1; x < place.left() + 3; ++x) {
                edge = std::max(edge, contrast(picture.pixelColor(x, place.center().y()),
                                               QApplication::palette().color(QPalette::Window)));
            }
            QVERIFY2(edge >= 1.5, qPrintable(QString("%1: %2").arg(field->metaObject()->className()).arg(edge)));
        }
    }

    static void coloursStandOut_data() {
        QTest::addColumn<Theme>("theme");
        QTest::newRow("day") << Theme::day;
        QTest::newRow("dark") << Theme::dark;
        QTest::newRow("night") << Theme::night;
    }
    static void coloursStandOut() {
        QFETCH(Theme, theme);
        useTheme(*qApp, theme);
        const bool night = theme == Theme::night;
        const QPalette palette = QApplication::palette();
        for (const auto ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase}) {
            for (const Meaning meaning : kMeanings) {
                const QColor ink = colour(meaning, palette);
                QVERIFY2(contrast(ink, palette.color(ground)) >= 3, qPrintable(ink.name()));
                if (night) QVERIFY2(isRed(ink.rgb()), qPrintable(ink.name()));
            }
        }
    }

    static void wordsAreLegible_data() { coloursStandOut_data(); }
    static void wordsAreLegible() {
        QFETCH(Theme, theme);
        useTheme(*qApp, theme);
        const bool night = theme == Theme::night;
        const QPalette p = QApplication::palette();
        using Role = QPalette::ColorRole;
        const QList<std::pair<Role, Role>> pairs{{Role::WindowText, Role::Window},
                                                 {Role::Text, Role::Base},
                                                 {Role::Text, Role::AlternateBase},
                                                 {Role::ButtonText, Role::Button},
                                                 {Role::HighlightedText, Role::Highlight},
                                                 {Role::ToolTipText, Role::ToolTipBase},
                                                 {Role::Link, Role::Base},
                                                 {Role::Link, Role::Window}};
        // Pure red on black ends at 5.3: what the night allows is less than what the day must give.
        const double least = night ? 3.0 : 4.5;
        for (const auto& [ink, ground] : pairs) {
            for (const auto group : {QPalette::Active, QPalette::Inactive}) {
                const double found = contrast(p.color(group, ink), p.color(group, ground));
                QVERIFY2(found >= least, qPrintable(QString("%1 on %2: %3").arg(ink).arg(ground).arg(found)));
            }
            // What cannot be used is dimmer, but there.
            if (ink == Role::ToolTipText) continue;
            const double disabled = contrast(p.color(QPalette::Disabled, ink), p.color(QPalette::Disabled, ground));
            QVERIFY2(disabled >= 1.4, qPrintable(QString("%1 on %2: %3").arg(ink).arg(ground).arg(disabled)));
            QVERIFY(disabled < contrast(p.color(ink), p.color(ground)));
        }
        QVERIFY(contrast(p.color(Role::PlaceholderText), p.color(Role::Base)) >= (night ? 2.0 : 4.0));
    }

    static void everyRoleIsRedInTheNight() {
        useTheme(*qApp, Theme::night);
        const QPalette palette = QApplication::palette();
        for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
            for (int role = 0; role < QPalette::NColorRoles; ++role) {
                const QColor found = palette.color(group, QPalette::ColorRole(role));
                QVERIFY2(isRed(found.rgb()), qPrintable(QString("role %1: %2").arg(role).arg(found.name())));
            }
        }
    }

    static void nothingButRedInTheNight_data() {
        QTest::addColumn<bool>("enabled");
        QTest::newRow("enabled") << true;
        QTest::newRow("disabled") << false;
    }
    static void nothingButRedInTheNight() {
        QFETCH(bool, enabled);
        useTheme(*qApp, Theme::night);
        EveryWidget form(enabled);
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        form.activateWindow();
        QList<QWidget*> focused{&form};
        if (enabled) focused = {form.line, form.text, form.button, form.choice};
        for (QWidget* one : focused) {
            one->setFocus(Qt::TabFocusReason);
            QCOMPARE(notRed(grabbed(form)), QString());
        }
        if (!enabled) return;
        // The caret without a selection.
        form.line->setFocus();
        form.line->setCursorPosition(3);
        QCOMPARE(notRed(grabbed(form)), QString());
        form.choice->showPopup();
        QCOMPARE(notRed(grabbed(*form.choice->view()->window())), QString());
        form.choice->hidePopup();
    }

    static void changesWhileWindowsAreOpen() {
        QApplication::setCursorFlashTime(0);
        EveryWidget form(true);
        form.browser->setPlainText("Links of a text that is read once keep their colour");
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        form.line->setFocus();
        QMessageBox box(QMessageBox::Critical, "Title", "Open while the mode changes");
        box.show();
        const QImage day = grabbed(form);
        QVERIFY(!notRed(day).isEmpty());
        useTheme(*qApp, Theme::night);
        QTRY_VERIFY(isNight(form.line->palette()));
        QCOMPARE(notRed(grabbed(form)), QString());
        QCOMPARE(notRed(grabbed(box)), QString());
        useTheme(*qApp, Theme::day);
        QTRY_VERIFY(!isNight(form.line->palette()));
        QVERIFY(differing(grabbed(form), day) < 0.01);
    }

    static void menusTipsAndDialogsAreRedToo() {
        useTheme(*qApp, Theme::night);
        QMenu menu;
        menu.addAction(icon(Symbol::note), "&Notes")->setShortcut(QKeySequence("Ctrl+N"));
        QAction* tick = menu.addAction("Night mode");
        tick->setCheckable(true);
        tick->setChecked(true);
        menu.addSeparator();
        menu.addAction("Disabled")->setEnabled(false);
        menu.addMenu("More")->addAction("Inside");
        menu.popup(QPoint(10, 10));
        menu.setActiveAction(tick);
        QCOMPARE(notRed(grabbed(menu)), QString());
        menu.close();

        QWidget owner;
        owner.resize(200, 100);
        owner.show();
        QVERIFY(QTest::qWaitForWindowExposed(&owner));
        QToolTip::showText(owner.mapToGlobal(QPoint(5, 5)), "What it does", &owner);
        QWidget* tip = nullptr;
        QTRY_VERIFY([&] {
            for (QWidget* window : QApplication::topLevelWidgets()) {
                if (window->inherits("QTipLabel") && window->isVisible()) tip = window;
            }
            return tip != nullptr;
        }());
        QCOMPARE(notRed(grabbed(*tip)), QString());

        for (const auto kind :
             {QMessageBox::Information, QMessageBox::Warning, QMessageBox::Critical, QMessageBox::Question}) {
            QMessageBox box(kind, "Title", "Is it red?", QMessageBox::Yes | QMessageBox::Cancel);
            box.show();
            QCOMPARE(notRed(grabbed(box)), QString());
        }
        QFileDialog files;
        files.setOption(QFileDialog::DontUseNativeDialog);
        files.show();
        QCOMPARE(notRed(grabbed(files)), QString());
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
