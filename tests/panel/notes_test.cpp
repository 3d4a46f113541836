// Notes: on the disk within a second of being typed, there at the next start, and never lost to a full disk or to
// another program.
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>

#include "panel/notes_window.h"
#include "panel/theme.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"
#include "tests/panel/red.h"

namespace focus::panel {
namespace {

QString path() { return documentsPath("notes.txt"); }

QString onDisk(const QString& name = path()) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString("(no file)");
}

void put(const QString& text) {
    QDir().mkpath(documentsPath());
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

}  // namespace

class NotesTest : public PanelFixture {
    Q_OBJECT

private:
    static QPlainTextEdit* editor(QWidget& notes) { return notes.findChild<QPlainTextEdit*>("notesEditor"); }
    static QString state(QWidget& notes) {
        return notes.findChild<QLabel*>("notesState")->text().remove(QChar(0x200B));
    }
    static bool ready(QWidget& notes) {
        notes.show();
        return waitFor([&] { return !editor(notes)->isReadOnly(); });
    }

private slots:
    void init() const {
        QDir(documentsPath()).removeRecursively();
        QFile::remove(documentsPath());
        QDir().mkpath(home());
        useTheme(*qApp, Theme::day);
    }

    void whatIsTypedIsOnTheDiskWithinASecond() const {
        Preferences preferences(home() + "/panel.ini");
        NotesWindow notes(preferences);
        QVERIFY(ready(notes));
        QTest::keyClicks(editor(notes), "Ha");
        QTRY_COMPARE(onDisk(), QString("Ha"));
        // Typing on and on does not put it off.
        QString all = "Ha";
        QElapsedTimer since;
        since.start();
        while (onDisk() == "Ha" && since.elapsed() < kPatience) {
            QTest::keyClicks(editor(notes), "x", Qt::NoModifier, 20);
            all += "x";
        }
        QVERIFY(onDisk() != "Ha");
        QTRY_COMPARE(onDisk(), all);
        QTRY_COMPARE(state(notes), QString("Saved in notes.txt"));
    }

    void itIsThereAtTheNextStart() const {
        Preferences preferences(home() + "/panel.ini");
        const QString text = "L 12 345\nHα: 60 × 300 s\n";
        {
            NotesWindow notes(preferences);
            QVERIFY(ready(notes));
            editor(notes)->setPlainText(text);
        }  // at once: the end of the program writes what the timer has not
        QCOMPARE(onDisk(), text);
        NotesWindow notes(preferences);
        QVERIFY(ready(notes));
        QCOMPARE(editor(notes)->toPlainText(), text);
        editor(notes)->setPlainText("closed");
        notes.close();
        QTRY_COMPARE(onDisk(), QString("closed"));
    }

    void theEndOfTheSessionWaitsForNobody() const {
        Preferences preferences(home() + "/panel.ini");
        NotesWindow notes(preferences);
        QVERIFY(ready(notes));
        QTest::keyClicks(editor(notes), "Ha");
        notes.saveNow();
        QCOMPARE(onDisk(), QString("Ha"));
        QVERIFY(notes.saved());
    }

    void whatIsTypedWhileItIsWrittenIsNoConflictAtTheEnd() const {
        Preferences preferences(home() + "/panel.ini");
        {
            NotesWindow notes(preferences);
            QVERIFY(ready(notes));
            editor(notes)->setPlainText("one");
            notes.save();
            editor(notes)->setPlainText("two");
        }
        QCOMPARE(onDisk(), QString("two"));
        QCOMPARE(QDir(documentsPath()).entryList(QDir::Files), QStringList{"notes.txt"});
    }

    void aFolderThatCannotBeWrittenIsSaidAndTheTextStays() const {
        QDir().mkpath(QFileInfo(documentsPath()).absolutePath());
        QFile inTheWay(documentsPath());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        Preferences preferences(home() + "/panel.ini");
        NotesWindow notes(preferences);
        QVERIFY(ready(notes));
        QTest::keyClicks(editor(notes), "precious");
        QTRY_VERIFY2(state(notes).contains("cannot be written"), qPrintable(state(notes)));
        QVERIFY(state(notes).contains(path()));
        QCOMPARE(editor(notes)->toPlainText(), QString("precious"));
        QVERIFY(QFile::remove(documentsPath()));
        QTRY_COMPARE(onDisk(), QString("precious"));
        QTRY_COMPARE(state(notes), QString("Saved in notes.txt"));
    }

    void anotherProgramsTextShowsWhenNothingIsTyped() const {
        put("one");
        Preferences preferences(home() + "/panel.ini");
        NotesWindow notes(preferences);
        QVERIFY(ready(notes));
        QCOMPARE(editor(notes)->toPlainText(), QString("one"));
        put("two");
        QEvent active(QEvent::ActivationChange);
        notes.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&notes));
        QCoreApplication::sendEvent(&notes, &active);
        QTRY_COMPARE(editor(notes)->toPlainText(), QString("two"));
    }

    void twoTextsAreBothKept() const {
        put("one");
        Preferences preferences(home() + "/panel.ini");
        NotesWindow notes(preferences);
        QVERIFY(ready(notes));
        put("of the other program");
        QTest::keyClicks(editor(notes), "mine ");
        QTRY_COMPARE(onDisk(), QString("mine one"));
        QTRY_VERIFY(state(notes).contains("Another program"));
        const QStringList kept = QDir(documentsPath()).entryList({"notes-conflict-*.txt"});
        QCOMPARE(kept.size(), 1);
        QCOMPARE(onDisk(documentsPath(kept.first())), QString("of the other program"));
        QVERIFY(state(notes).contains(kept.first()));
        QTest::keyClicks(editor(notes), "still ");
        QTRY_COMPARE(onDisk(), QString("mine still one"));
        QCOMPARE(QDir(documentsPath()).entryList({"notes-conflict-*.txt"}).size(), 1);
    }

    void theNightIsRed() const {
        put("Dark");
        Preferences preferences(home() + "/panel.ini");
        NotesWindow notes(preferences);
        QVERIFY(ready(notes));
        useTheme(*qApp, Theme::night);
        QTest::qWait(1);
        QCOMPARE(notRed(notes.grab().toImage().convertToFormat(QImage::Format_RGB32)), QString());
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::NotesTest)
#include "notes_test.moc"
