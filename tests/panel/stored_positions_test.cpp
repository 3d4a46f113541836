// The file of stored positions: what is written is read back, what is wrong is named and left alone.
#include "panel/stored_positions.h"

#include <QSignalSpy>

#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class StoredPositionsTest : public PanelFixture {
    Q_OBJECT

private:
    QString path() { return home() + "/positions.csv"; }
    void write(const QByteArray& text) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray read() {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void init() { QFile::remove(path()); }

    void whatIsStoredIsThereAtTheNextStart() {
        const std::vector<StoredPosition> wanted{{"Ha, 3 nm", 100}, {"the \"good\" one", 0}, {"O\u2162", 1000000}};
        {
            StoredPositions positions(path());
            QCOMPARE(positions.problem(), QString());
            QVERIFY(positions.all().empty());
            for (const StoredPosition& p : wanted) QCOMPARE(positions.add(p), QString());
            QCOMPARE(positions.change(1, {"good", 5}), QString());
        }
        StoredPositions again(path());
        QCOMPARE(again.problem(), QString());
        QCOMPARE(again.all(), (std::vector<StoredPosition>{wanted[0], {"good", 5}, wanted[2]}));
        again.remove(0);
        QCOMPARE(again.all().size(), std::size_t(2));
    }

    void theGoldenSampleIsReadAndWritten() {
        QFile sample(TEST_DATA "/positions.csv");
        QVERIFY(sample.open(QIODevice::ReadOnly));
        const QByteArray text = sample.readAll();
        QString problem;
        const std::vector<StoredPosition> positions = parsePositions(text, problem);
        QCOMPARE(problem, QString());
        QCOMPARE(positions, (std::vector<StoredPosition>{
                                {"L", 12040}, {"Ha, 3 nm", 12110}, {"the \"good\" one", 0}, {"O\u2162", 1000000}}));
        QCOMPARE(positionsText(positions), text);
    }

    void whatCannotBeStoredIsRefused() {
        StoredPositions positions(path());
        QVERIFY(!positions.add({"", 5}).isEmpty());
        QVERIFY(!positions.add({QString(61, 'x'), 5}).isEmpty());
        QVERIFY(!positions.add({"two\nlines", 5}).isEmpty());
        QVERIFY(!positions.add({"far", -1}).isEmpty());
        QVERIFY(!positions.add({"far", 1000001}).isEmpty());
        for (std::size_t i = 0; i < kMostStoredPositions; ++i) QCOMPARE(positions.add({"p", 1}), QString());
        QVERIFY(positions.add({"one more", 5}).contains("200"));
    }

    void aBrokenFileIsNamedAndLeftAlone_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("where");
        QTest::newRow("no comma") << QByteArray("name,position\nHa 5\n") << "line 2";
        QTest::newRow("no number") << QByteArray("name,position\nHa,5\nO3,x\n") << "line 3";
        QTest::newRow("open quote") << QByteArray("\"Ha,5\n") << "line 1";
        QTest::newRow("too far") << QByteArray("Ha,1000001\n") << "0 .. 1000000";
        QTest::newRow("no text") << QByteArray("\xff\xfe\x00\x01", 4) << "UTF-8";
        QTest::newRow("too long") << QByteArray(70000, 'x') << "positions.csv";
        QTest::newRow("too many") << QByteArray("a,1\n").repeated(201) << "200";
    }
    void aBrokenFileIsNamedAndLeftAlone() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, where);
        write(bytes);
        {
            StoredPositions positions(path());
            QVERIFY(positions.problem().contains(path()));
            QVERIFY2(positions.problem().contains(where), qPrintable(positions.problem()));
            QCOMPARE(positions.add({"new", 5}), QString());
            QCOMPARE(positions.all().size(), std::size_t(1));
        }
        QCOMPARE(read(), bytes);
    }

    void spreadsheetsMayHaveTouchedIt() {
        write("name,position\r\n\"Ha\",5\r\n\r\nO3, 7\r\n");
        const StoredPositions positions(path());
        QCOMPARE(positions.problem(), QString());
        QCOMPARE(positions.all(), (std::vector<StoredPosition>{{"Ha", 5}, {"O3", 7}}));
    }

    void aFolderThatCannotBeWrittenIsSaid() {
        write("");  // a file where a folder would have to be
        StoredPositions positions(path() + "/positions.csv");
        QSignalSpy failed(&positions, &StoredPositions::failed);
        positions.add({"Ha", 5});
        if (positions.problem().isEmpty()) QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(positions.all().size(), std::size_t(1));
    }

    void theEndOfTheSessionWaitsForNobody() {
        const QString folder = home() + "/in the way";
        QVERIFY(QDir().mkpath(folder));
        StoredPositions positions(folder + "/positions.csv");
        QVERIFY(positions.add({"Ha", 5}).isEmpty());
        positions.saveNow();
        QCOMPARE(positions.unsaved(), QString());
        QCOMPARE(StoredPositions(folder + "/positions.csv").all(), positions.all());
        QVERIFY(QFile::remove(folder + "/positions.csv") && QDir().mkpath(folder + "/positions.csv/in the way"));
        QVERIFY(positions.add({"OIII", 6}).isEmpty());
        positions.saveNow();
        QVERIFY(!positions.unsaved().isEmpty());
        QVERIFY(QDir(folder + "/positions.csv").removeRecursively());
        positions.saveNow();
        QCOMPARE(positions.unsaved(), QString());
        QCOMPARE(StoredPositions(folder + "/positions.csv").all(), positions.all());
    }

    void whatCouldNotBeWrittenIsWrittenWhenItCan() {
        const QString folder = home() + "/settings";
        if (const QString why = linkTo(home() + "/not mounted", folder); !why.isEmpty()) QSKIP(qPrintable(why));
        StoredPositions positions(folder + "/positions.csv");
        QCOMPARE(positions.problem(), QString());
        QSignalSpy failed(&positions, &StoredPositions::failed);
        QCOMPARE(positions.add({"Ha", 5}), QString());
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(positions.unsaved().contains(folder));
        QVERIFY(QDir().mkpath(home() + "/not mounted"));
        QTRY_COMPARE(positions.unsaved(), QString());
        QCOMPARE(StoredPositions(folder + "/positions.csv").all(), positions.all());
        QCOMPARE(failed.size(), 1);
    }
};

}  // namespace focus::panel

QTEST_GUILESS_MAIN(focus::panel::StoredPositionsTest)
#include "stored_positions_test.moc"
