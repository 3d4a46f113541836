// The calculator's files through its window: importing, exporting, a broken file, another program's changes.
#include <QFileDialog>
#include <QPlainTextEdit>
#include <atomic>
#include <thread>

#include "core/files/replace_file.h"
#include "tests/panel/calculator_fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class CalculatorFilesTest : public CalculatorFixture {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }

    void importsAFolderAndListsWhatCannotBeRead() {
        QTemporaryDir folder;
        const QDir data(QStringLiteral(TEST_DATA "/import"));
        for (const char* name : {"nina", "ekos", "asiair", "csv"}) {
            for (const QString& file : QDir(data.filePath(name)).entryList(QDir::Files)) {
                QVERIFY(QFile::copy(data.filePath(name) + "/" + file, folder.filePath(file)));
            }
        }
        QFile broken(folder.filePath("broken.csv"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("temperature,position\n1,2\nx,3\n");
        broken.close();
        const Imported wanted = import_points({folder.path().toStdString()});
        QVERIFY(wanted.points.size() > 5);
        QVERIFY(!wanted.problems.empty());
        open();
        click("importFolder");
        auto* dialog = the<QFileDialog>("importDialog");
        QVERIFY(!dialog->isModal());
        dialog->setDirectory(QFileInfo(folder.path()).absolutePath());
        dialog->selectFile(folder.path());
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(rows() > 5);
        QTRY_VERIFY(text("importSummary").contains("added"));
        const QString problems = the<QPlainTextEdit>("importProblems")->toPlainText();
        QVERIFY2(problems.contains("broken.csv:3: "), qPrintable(problems));
        QCOMPARE(problems.count('\n') + 1, static_cast<int>(wanted.problems.size() + wanted.remarks.size()));
        const std::size_t added = onDisk().size();
        click("closeImportReport");
        QVERIFY(!the<QWidget>("importReport")->isVisible());
        click("importFiles");
        QTRY_VERIFY(window_->findChildren<QFileDialog*>("importDialog").size() == 1);
        dialog = the<QFileDialog>("importDialog");
        dialog->selectFile(broken.fileName());
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY2(text("importSummary").contains("1 twice or there already"), qPrintable(text("importSummary")));
        QCOMPARE(onDisk().size(), added);
    }

    void anImportWaitsForTheOneBefore() {
        QTemporaryDir folder;
        open();
        PointDesk& desk = window_->points();
        for (const char* name : {"one.csv", "two.csv", "three.csv"}) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray("temperature,position\n10,150") + QByteArray::number(name[1]) + "\n");
            file.close();
            desk.import({file.fileName()});
        }
        QTRY_COMPARE(onDisk().size(), std::size_t(3));
    }

    void anImportThatCannotBeAddedSaysWhy() {
        QTemporaryDir folder;
        QFile file(folder.filePath("good.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("temperature,position\n10,15000\n");
        file.close();
        QVERIFY(QDir().mkpath(documentsPath("points.csv.bak/in the way")));  // where the backup cannot be written
        open();
        click("importFiles");
        auto* dialog = the<QFileDialog>("importDialog");
        dialog->setDirectory(folder.path());
        dialog->selectFile(file.fileName());
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY2(text("importSummary").startsWith("The import was not added: "), qPrintable(text("importSummary")));
        QVERIFY(text("importSummary").contains("points.csv.bak"));
    }

    void whatIsExportedCanBeImported() {
        openWith(night());
        QTemporaryDir folder;
        const QString path = folder.filePath("mine.csv");
        click("exportPoints");
        auto* dialog = the<QFileDialog>("exportDialog");
        dialog->setDirectory(folder.path());
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(text("importSummary").contains(QDir::toNativeSeparators(path)));
        QVERIFY(import_points({path.toStdString()}).points == night());
    }

    void aBrokenFileIsNamedAndNotOverwritten() {
        QDir().mkpath(documentsPath());
        QFile file(documentsPath("points.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("temperature_c,position\n12,15000\ncold,15001\n");
        file.close();
        const QByteArray before = bytes(file.fileName());
        open();
        QTRY_VERIFY2(text("calculatorProblem").contains("points.csv:3:"), qPrintable(text("calculatorProblem")));
        QVERIFY(connectTo(focuser_, startSimulator()));
        QTRY_VERIFY(the<QPushButton>("addPresent")->isEnabled());
        click("addPresent");
        QTRY_VERIFY2(text("calculatorProblem").contains("Not saved yet"), qPrintable(text("calculatorProblem")));
        QCOMPARE(rows(), 1);
        QCOMPARE(bytes(file.fileName()), before);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("temperature_c,position\n12,15000\n");
        file.close();
        QTRY_COMPARE(onDisk().size(), std::size_t(2));
        QTRY_COMPARE(rows(), 2);
        QTRY_VERIFY(!the<QLabel>("calculatorProblem")->isVisible());
    }

    void anotherProgramsChangeShowsAndAnEditorStaysOpen() {
        openWith(night());
        QLineEdit* editor = edit(5, PointModel::position, "15333");
        PointTable other(PointTable::usual_path());
        QCOMPARE(other.drop({0}), std::string());
        QTRY_COMPARE(rows(), 7);
        QVERIFY(editor->isVisible());
        QCOMPARE(editor->text(), QString("15333"));
        QTest::keyClick(editor, Qt::Key_Return);
        FocusPoint wanted = night()[5];
        wanted.position = 15333;
        QTRY_VERIFY(onDisk().size() == 7 && onDisk(4) == wanted);
    }

    /// Read at the wrong moment as no file at all, a table would begin anew.
    void aFileThatIsBeingReplacedIsThereAllTheTime() {
        const std::string path = documentsPath("replaced.txt").toStdString();
        const std::string text(20000, 'x');
        QCOMPARE(replace_file(path, text), std::string());
        std::atomic<bool> done = false;
        std::string problem;
        std::thread writer([&] {
            // A reader that stands still while it holds the file hinders who replaces it, on some systems.
            for (int i = 0, held = 0; (i < 300 || held > 0) && held < 10; ++i) {
                problem = replace_file(path, text);
                held = problem.empty() ? 0 : held + 1;
            }
            done = true;
        });
        int reads = 0, wrong = 0;
        std::string why;
        for (; !done; ++reads) {
            std::string now;
            wrong += read_whole_file(path, text.size(), now) != text || !now.empty();
            if (!now.empty()) why = now;
            std::this_thread::sleep_for(
                std::chrono::microseconds(500));  // a file that is read cannot be replaced on Windows
        }
        writer.join();
        QCOMPARE(problem, std::string());
        QVERIFY2(wrong == 0, qPrintable(QString("%1 of %2: %3").arg(wrong).arg(reads).arg(why.c_str())));
    }

    void whatCannotBeWrittenIsSaidWithThePointKeptAndTriedAgain() {
        openWith(night());
        QFile::remove(documentsPath("points.csv.bak"));
        QVERIFY(QDir().mkpath(documentsPath("points.csv.bak/in the way")));  // where the backup cannot be written
        std::vector<FocusPoint> wanted = night();
        QTest::keyClick(edit(0, PointModel::position, "15001"), Qt::Key_Return);
        QTRY_VERIFY2(text("calculatorProblem").contains("15001"), qPrintable(text("calculatorProblem")));
        // Neither does the next take its place, nor its own next change.
        QTest::keyClick(edit(0, PointModel::position, "15002"), Qt::Key_Return);
        QTRY_COMPARE(cell(0, PointModel::position), QString("15002"));
        QTest::keyClick(edit(3, PointModel::position, "15003"), Qt::Key_Return);
        QTRY_COMPARE(cell(3, PointModel::position), QString("15003"));
        wanted[0].position = 15002;
        wanted[3].position = 15003;
        PointDesk& desk = window_->points();
        for (const double temperature : {1.5, 2.5, 3.5}) {
            FocusPoint point;
            point.temperature = temperature;
            point.position = 14000;
            desk.add(point);
            if (temperature < 3) wanted.push_back(point);
        }
        QTRY_VERIFY2(text("calculatorProblem").contains("and 2 more"), qPrintable(text("calculatorProblem")));
        for (const char* kept : {"15002", "15003"}) {
            QVERIFY2(text("calculatorProblem").contains(kept), qPrintable(text("calculatorProblem")));
        }
        click("undoChange");
        QTRY_VERIFY(desk.settled());
        QVERIFY(desk.points() == wanted);
        // What the file has cannot be deleted now; what it has not can.
        desk.drop({9});
        desk.drop({1});
        wanted.pop_back();
        QTRY_VERIFY2(text("calculatorProblem").contains("Nothing was deleted"), qPrintable(text("calculatorProblem")));
        QTRY_VERIFY(desk.points() == wanted);
        desk.saveNow();
        QVERIFY(!desk.unsaved().isEmpty());
        QVERIFY(onDisk() == night());
        QVERIFY(QDir(documentsPath("points.csv.bak")).removeRecursively());
        QTRY_VERIFY(onDisk() == wanted);
        QTRY_VERIFY(desk.unsaved().isEmpty());
        QVERIFY(desk.points() == wanted);
    }

    void anUnsavedChangeOfAPointThatIsGoneIsSaid() {
        openWith(night());
        QFile::remove(documentsPath("points.csv.bak"));
        QVERIFY(QDir().mkpath(documentsPath("points.csv.bak/in the way")));
        QTest::keyClick(edit(0, PointModel::position, "15001"), Qt::Key_Return);
        QTRY_VERIFY(!window_->points().unsaved().isEmpty());
        QVERIFY(QFile::remove(documentsPath("points.csv")));
        QVERIFY(QDir(documentsPath("points.csv.bak")).removeRecursively());
        QTRY_VERIFY(window_->points().unsaved().isEmpty());
        const QString said = text("calculatorProblem");
        QVERIFY2(said.contains("at 15001 was not saved: another program"), qPrintable(said));
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::CalculatorFilesTest)
#include "calculator_files_test.moc"
