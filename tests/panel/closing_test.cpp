// Closing the panel: what was typed is on the disk afterwards, or the user has been asked.
#include <QAbstractButton>
#include <QFile>
#include <QMessageBox>
#include <QPlainTextEdit>

#include "panel/calculator_window.h"
#include "panel/notes_window.h"
#include "panel/point_desk.h"
#include "panel/theme.h"
#include "tests/panel/controls.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"
#include "tests/panel/shown_panel.h"

namespace focus::panel {

class ClosingTest : public PanelFixture {
    Q_OBJECT

private:
    static QString onDisk() {
        QFile file(documentsPath("notes.txt"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString("(no file)");
    }
    /// A file where the documents folder would have to be.
    static void putInTheWay() {
        QDir().mkpath(QFileInfo(documentsPath()).absolutePath());
        QFile file(documentsPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    static QPlainTextEdit* type(ShownPanel& panel, const QString& words) {
        click(*panel, "notesButton");
        auto* editor = control<QPlainTextEdit>(*panel, "notesEditor");
        if (!waitFor([&] { return !editor->isReadOnly(); })) qFatal("the notes are not read");
        QTest::keyClicks(editor, words);
        return editor;
    }
    static QMessageBox* question(ShownPanel& panel) { return (*panel).findChild<QMessageBox*>("loseQuestion"); }
    static QString reason(ShownPanel& panel) { return question(panel)->informativeText().remove(QChar(0x200B)); }

private slots:
    void init() {
        QFile::remove(settingsPath("panel.ini"));
        QFile::remove(settingsPath("positions.csv"));
        QDir(documentsPath()).removeRecursively();
        QFile::remove(documentsPath());
    }

    void nothingToSaveClosesAtOnce() {
        ShownPanel panel;
        click(*panel, "notesButton");
        QVERIFY((*panel).close());
        QVERIFY(question(panel) == nullptr);
    }

    void whatWasTypedAMomentAgoIsSavedFirst() {
        ShownPanel panel;
        type(panel, "L 12345");
        (*panel).close();
        QTRY_VERIFY(!(*panel).isVisible());
        QCOMPARE(onDisk(), QString("L 12345"));
        QVERIFY(question(panel) == nullptr);
    }

    void notesThatCannotBeSavedKeepItOpenUntilTheyAre() {
        putInTheWay();
        ShownPanel panel;
        QPlainTextEdit* editor = type(panel, "precious");
        (*panel).close();
        QTRY_VERIFY(question(panel) != nullptr);
        QVERIFY((*panel).isVisible());
        QVERIFY(!question(panel)->isModal());
        QVERIFY2(reason(panel).contains(documentsPath("notes.txt")), qPrintable(reason(panel)));
        editor->window()->hide();
        click(*question(panel), "loseNo");
        QTRY_VERIFY(question(panel) == nullptr);
        QVERIFY((*panel).isVisible() && editor->isVisible());
        QCOMPARE(editor->toPlainText(), QString("precious"));
        (*panel).close();  // asks again
        QTRY_VERIFY(question(panel) != nullptr);
        QTest::keyClick(question(panel), Qt::Key_Escape);
        QTRY_VERIFY(question(panel) == nullptr);
        QVERIFY(QFile::remove(documentsPath()));
        (*panel).close();
        QTRY_VERIFY(!(*panel).isVisible());
        QCOMPARE(onDisk(), QString("precious"));
    }

    void theUserMayWantToLoseThem() {
        putInTheWay();
        ShownPanel panel;
        type(panel, "not so precious");
        (*panel).close();
        QTRY_VERIFY(question(panel) != nullptr);
        click(*question(panel), "loseYes");
        QTRY_VERIFY(!(*panel).isVisible());
    }

    void positionsBesideABrokenFileAreAskedAboutToo() {
        QDir().mkpath(QFileInfo(settingsPath("positions.csv")).absolutePath());
        QFile broken(settingsPath("positions.csv"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("Ha 5\n");
        broken.close();
        ShownPanel panel;
        choose(*panel, "focuserMenuButton", "focuserMenu", "addPosition");
        QWidget* dialog = control(*panel, "positionDialog");
        enter(*dialog, "positionName", "Luminance");
        click(*dialog, "positionSave");
        (*panel).close();
        QTRY_VERIFY(question(panel) != nullptr);
        QVERIFY((*panel).isVisible());
        QVERIFY2(reason(panel).contains("positions.csv"), qPrintable(reason(panel)));
        click(*question(panel), "loseYes");
        QTRY_VERIFY(!(*panel).isVisible());
        QVERIFY(broken.open(QIODevice::ReadOnly));
        QCOMPARE(broken.readAll(), QByteArray("Ha 5\n"));
    }

    void pointsThatCannotBeSavedAreAskedAboutToo() {
        putInTheWay();
        ShownPanel panel;
        choose(*panel, "footMenuButton", "footMenu", "menuCalculator");
        PointDesk& points = (*panel).findChild<CalculatorWindow*>()->points();
        FocusPoint point;
        point.temperature = 12.5;
        point.position = 15000;
        points.add(point);
        QTRY_VERIFY(!points.unsaved().isEmpty());
        (*panel).close();
        QTRY_VERIFY(question(panel) != nullptr);
        QVERIFY2(reason(panel).contains("12.5 °C at 15000"), qPrintable(reason(panel)));
        click(*question(panel), "loseNo");
        QTRY_VERIFY(question(panel) == nullptr);
        QVERIFY(!(*panel).saveAll());
        QVERIFY(QFile::remove(documentsPath()));
        QVERIFY((*panel).saveAll());
        PointTable table(PointTable::usual_path());
        QCOMPARE(table.load(), std::string());
        QVERIFY(table.points() == std::vector<FocusPoint>{point});
        (*panel).close();
        QTRY_VERIFY(!(*panel).isVisible());
    }

    /// As the end of the session wants it.
    void everythingIsSavedAtOnceOrSaidToBeLost() {
        const QString folder = QFileInfo(settingsPath("positions.csv")).absolutePath();
        QVERIFY(QDir().mkpath(folder));
        putInTheWay();
        ShownPanel panel;
        type(panel, "precious");
        QVERIFY(!(*panel).saveAll());
        QVERIFY(QFile::remove(documentsPath()));
        QVERIFY(QDir().mkpath(settingsPath("positions.csv/in the way")));
        choose(*panel, "focuserMenuButton", "focuserMenu", "addPosition");
        QWidget* dialog = control(*panel, "positionDialog");
        enter(*dialog, "positionName", "Luminance");
        click(*dialog, "positionSave");
        QVERIFY(!(*panel).saveAll());
        QCOMPARE(onDisk(), QString("precious"));
        QVERIFY(QDir(settingsPath("positions.csv")).removeRecursively());
        QVERIFY((*panel).saveAll());
        QFile positions(settingsPath("positions.csv"));
        QVERIFY(positions.open(QIODevice::ReadOnly));
        QVERIFY(positions.readAll().contains("Luminance"));
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::ClosingTest)
#include "closing_test.moc"
