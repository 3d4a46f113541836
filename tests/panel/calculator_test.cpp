// The calculator through its window: adding, editing, deleting, undoing; what it says and draws.
#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalSpy>

#include "tests/panel/calculator_fixture.h"
#include "tests/panel/patience.h"
#include "tests/panel/red.h"

namespace focus::panel {

class CalculatorTest : public CalculatorFixture {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }

    void theFirstStartHasAnEmptyTable() {
        open();
        QTRY_VERIFY(text("fitVerdict").startsWith("There are not enough points"));
        QCOMPARE(rows(), 0);
        QCOMPARE(text("fitCoefficient"), QString("-- steps/°C"));
        QVERIFY(!the<QPushButton>("useCoefficient")->isEnabled());
        QVERIFY(!the<QPushButton>("dropPoints")->isEnabled());
        QVERIFY(!the<QLabel>("calculatorProblem")->isVisible());
        click("undoChange");
        QTRY_VERIFY(text("calculatorProblem").contains("there is no change to take back"));
        QVERIFY(!QFile::exists(documentsPath("points.csv")));
    }

    void addsWhatTheFocuserSaysNow() {
        open();
        auto* add = the<QPushButton>("addPresent");
        QVERIFY(!add->isEnabled());
        QVERIFY(add->toolTip().contains("not connected"));
        QVERIFY(connectTo(focuser_, startSimulator()));
        focuser_.sync(Position(1234), this, {});
        QTRY_VERIFY(focuser_.state().sensor && focuser_.state().position.steps == 1234);
        QTRY_VERIFY(add->isEnabled());
        QVERIFY(text("presentValues").contains("1234"));
        QTest::keyClicks(the<QLineEdit>("presentFilter"), "Ha");
        click("addPresent");
        QCOMPARE(rows(), 1);
        QTRY_COMPARE(onDisk().size(), std::size_t(1));
        const FocusPoint point = onDisk(0);
        QCOMPARE(point.position, 1234.0);
        QVERIFY(std::abs(point.temperature - focuser_.state().sensor->temperature) < 1);
        QCOMPARE(point.filter, std::string("Ha"));
        QCOMPARE(point.session.size(), std::size_t(10));
        QVERIFY(point.time.has_value());
        focuser_.moveTo(Position(28000), Steps(0), this, {});
        QTRY_VERIFY(!add->isEnabled());
        QVERIFY(add->toolTip().contains("moves"));
        QVERIFY(text("presentValues").contains("moves"));
        focuser_.halt(this, {});
        QTRY_VERIFY(add->isEnabled());
        simulator().say("sensor unplug");
        QTRY_VERIFY(!add->isEnabled());
        QVERIFY2(add->toolTip().contains("no temperature"), qPrintable(add->toolTip()));
    }

    void editsInPlaceAndIsPersistedAtEveryEdit() {
        openWith(night());
        const struct {
            int column;
            const char* typed;
            const char* shown;
        } kEdits[] = {{PointModel::temperature, "13,25", "13.25"},
                      {PointModel::position, "15500.5", "15500.5"},
                      {PointModel::filter, "OIII", "OIII"},
                      {PointModel::session, "first light", "first light"}};
        for (const auto& each : kEdits) {
            QTest::keyClick(edit(0, each.column, each.typed), Qt::Key_Return);
            QTRY_COMPARE(cell(0, each.column), QString(each.shown));
        }
        FocusPoint wanted = night().front();
        wanted.temperature = 13.25;
        wanted.position = 15500.5;
        wanted.filter = "OIII";
        wanted.session = "first light";
        QTRY_VERIFY(onDisk(0) == wanted);
        QVERIFY(
            table()->model()->setData(table()->model()->index(2, PointModel::use), Qt::Unchecked, Qt::CheckStateRole));
        QTRY_VERIFY(!onDisk(2).use);
        QTRY_COMPARE(cell(2, PointModel::use), QString("not used"));
        QTRY_VERIFY(text("fitNumbers").contains("6 points"));
    }

    void badInputIsRefusedAtTheCellWithTheReason() {
        openWith(night());
        const QByteArray before = bytes(documentsPath("points.csv"));
        QLineEdit* editor = edit(1, PointModel::temperature, "99");
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(editor->isVisible());
        QCOMPARE(editor->text(), QString("99"));
        QVERIFY2(text("calculatorProblem").contains("-60 .. 60"), qPrintable(text("calculatorProblem")));
        QTest::keyClick(editor, Qt::Key_Escape);
        QCOMPARE(cell(1, PointModel::temperature), QString("11"));
        QVERIFY(!the<QLabel>("calculatorProblem")->isVisible());
        editor = edit(1, PointModel::position, "soon");
        QTest::keyClick(editor, Qt::Key_Tab);
        QVERIFY(text("calculatorProblem").contains("'soon' is no position"));
        // Leaving the cell by the mouse ends the editor; what was typed is then in the message.
        table()->setFocus();
        QTRY_VERIFY(table()->findChild<QLineEdit*>("pointEditor") == nullptr);
        QVERIFY(text("calculatorProblem").contains("'soon' is no position"));
        QCOMPARE(bytes(documentsPath("points.csv")), before);
        QTest::keyClick(edit(1, PointModel::position, "15001"), Qt::Key_Return);
        QTRY_VERIFY(!the<QLabel>("calculatorProblem")->isVisible());
    }

    void marksOfThousandsAreRefusedWithTheCure() {
        openWith(night());
        const struct {
            const char* typed;
            const char* cure;
        } kMarked[] = {{"12.480", "write 12480."},
                       {"12,480", "write 12480."},
                       {"\u22121.234.567", "write -1234567."},
                       {"12.480,5", "write 12480.5."}};
        for (const auto& each : kMarked) {
            QLineEdit* editor = edit(1, PointModel::position, "");
            editor->setText(QString::fromUtf8(each.typed));
            QTest::keyClick(editor, Qt::Key_Return);
            QVERIFY2(text("calculatorProblem").contains(each.cure), qPrintable(text("calculatorProblem")));
            QTest::keyClick(editor, Qt::Key_Escape);
        }
        QVERIFY(onDisk() == night());
        // The minus of typography is one; three decimals of a degree are no thousands.
        edit(1, PointModel::temperature, "")->setText(QString::fromUtf8("\u22121,125"));
        QTest::keyClick(edit(1, PointModel::position, "0.125"), Qt::Key_Return);
        QTRY_COMPARE(onDisk(1).position, 0.125);
        QTRY_COMPARE(onDisk(1).temperature, -1.125);
    }

    void deletesUndoesAndDoesAgain() {
        openWith(night());
        table()->selectRow(1);
        table()->selectionModel()->select(table()->model()->index(3, 0),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
        click("dropPoints");
        QCOMPARE(rows(), 6);
        QCOMPARE(cell(1, PointModel::temperature), QString("10"));
        QTRY_COMPARE(onDisk().size(), std::size_t(6));
        QTest::keyClick(window_.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(rows(), 8);
        QVERIFY(onDisk() == night());
        click("undoChange");
        QTRY_COMPARE(rows(), 6);
        QCOMPARE(onDisk().size(), std::size_t(6));
        table()->selectRow(0);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_COMPARE(onDisk().size(), std::size_t(5));
    }

    void saysWhatTheCoreSaysAndOffersIt() {
        openWith(night());
        const CompensationFit fit = fit_compensation(night());
        QVERIFY(fit.offered());
        QTRY_COMPARE(text("fitVerdict"), QString::fromStdString(fit.sentence));
        QCOMPARE(text("fitWords"), QString::fromStdString(coefficient_in_words(fit.coefficient)));
        QVERIFY(text("fitCoefficient").startsWith(QString::number(fit.coefficient, 'f', 2) + " ± "));
        QVERIFY(text("fitNumbers").contains(QString::number(fit.low, 'f', 2)));
        QSignalSpy used(window_.get(), &CalculatorWindow::useCoefficient);
        click("useCoefficient");
        QCOMPARE(used.size(), 1);
        QCOMPARE(used.first().first().toDouble(), fit.coefficient);
    }

    void everyTelescopeHasItsOwnCoefficient() {
        std::vector<FocusPoint> points = night();
        for (FocusPoint& point : points) point.telescope = "refractor";
        for (FocusPoint point : night()) {
            point.telescope = "newton";
            point.position = 40000 - 20 * point.temperature;
            points.push_back(point);
        }
        openWith(points);
        auto* choice = the<QComboBox>("telescopeChoice");
        QTRY_VERIFY(choice->isVisible());
        QCOMPARE(choice->count(), 2);
        QCOMPARE(choice->currentText(), QString("newton"));
        QTRY_VERIFY(text("fitCoefficient").startsWith("-20.00"));
        QVERIFY(!table()->isColumnHidden(PointModel::telescope));
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Down);
        QTRY_VERIFY2(text("fitCoefficient").startsWith("3"), qPrintable(text("fitCoefficient")));
        QCOMPARE(choice->currentText(), QString("refractor"));
        const auto row = [&](std::size_t at, int role) {
            return table()->model()->index(static_cast<int>(at), PointModel::use).data(role);
        };
        QCOMPARE(row(points.size() - 1, Qt::DisplayRole).toString(), QString("other"));
        QVERIFY(row(points.size() - 1, Qt::ForegroundRole).isValid());
        QVERIFY(row(points.size() - 1, Qt::ToolTipRole).toString().contains("another telescope"));
        QVERIFY(!row(0, Qt::ForegroundRole).isValid());
        QVERIFY(connectTo(focuser_, startSimulator()));
        QTRY_VERIFY(the<QPushButton>("addPresent")->isEnabled());
        click("addPresent");
        QTRY_COMPARE(onDisk().size(), points.size() + 1);
        QCOMPARE(onDisk(points.size()).telescope, std::string("refractor"));
        edit(0, PointModel::telescope, "newton\r");
        QTRY_COMPARE(onDisk(0).telescope, std::string("newton"));
    }

    void theFirstFocusIsNamedAfterTheFilterItIsOf() {
        std::vector<FocusPoint> points = night();
        for (FocusPoint& point : points) point.filter = "L";
        FocusPoint alone = points.front();
        alone.filter = "Ha";
        alone.session = "2026-11-21";
        points.push_back(alone);
        openWith(points);
        QVERIFY(connectTo(focuser_, startSimulator()));
        QTRY_VERIFY2(text("fitStart").contains("°C with L: about"), qPrintable(text("fitStart")));
    }

    void ofOneTelescopeNothingIsAsked() {
        openWith(night());
        QTRY_VERIFY(text("fitCoefficient").startsWith("3"));
        QVERIFY(!the<QComboBox>("telescopeChoice")->isVisible());
        QVERIFY(table()->isColumnHidden(PointModel::telescope));
    }

    void whatAnImportLeftOutSaysWhyAtItsRow() {
        std::vector<FocusPoint> points = night();
        points[2].use = false;
        points[2].remark = "R2 is 0.21: the curve does not fit what was measured";
        openWith(points);
        const QString tip = table()->model()->index(2, PointModel::use).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains("R2 is 0.21"), qPrintable(tip));
    }

    void whatIsNotToBeUsedCannotBe() {
        auto points = night();
        points.resize(2);
        openWith(points);
        const CompensationFit fit = fit_compensation(points);
        QTRY_COMPARE(text("fitVerdict"), QString::fromStdString(fit.sentence));
        QVERIFY(!the<QPushButton>("useCoefficient")->isEnabled());
        QCOMPARE(the<QPushButton>("useCoefficient")->toolTip(), QString::fromStdString(fit.sentence));
    }

    void outliersAreRingedNamedAndGivenAReason() {
        auto points = night();
        openWith(points);
        const QColor ring = colour(Meaning::caution, window_->palette());
        QTRY_VERIFY(count(picture("fitPlot"), colour(Meaning::good, window_->palette())) > 50);
        QVERIFY(count(picture("fitPlot"), colour(Meaning::fit, window_->palette())) > 50);
        QCOMPARE(count(picture("fitPlot"), ring), 0);
        points[3].position += 400;
        PointTable other(PointTable::usual_path());
        QCOMPARE(other.replace(3, points[3]), std::string());
        QTRY_COMPARE(cell(3, PointModel::use), QString("outlier"));
        QTRY_VERIFY(count(picture("fitPlot"), ring) > 10);
        const CompensationFit fit = fit_compensation(points);
        QCOMPARE(fit.outliers.size(), std::size_t(1));
        const QString reason = QString::fromStdString(fit.outliers.front().reason);
        QVERIFY(the<QPlainTextEdit>("fitRemarks")->toPlainText().contains(reason));
        QCOMPARE(table()->model()->index(3, 1).data(Qt::ToolTipRole).toString(), reason);
    }

    void aCurveIsDrawnAsTwoLines() {
        std::vector<FocusPoint> points;
        for (int i = 0; i < 20; ++i) {
            FocusPoint point;
            point.temperature = i;
            point.position = 15000 + (i < 10 ? 10 * i : 100 + 60 * (i - 10)) + (i % 3);
            points.push_back(point);
        }
        openWith(points);
        const CompensationFit fit = fit_compensation(points);
        QCOMPARE(fit.segments.size(), std::size_t(2));
        QTRY_COMPARE(text("fitVerdict"), QString::fromStdString(fit.sentence));
        QCOMPARE(text("fitWords"), QString("Not to be used as it is."));
        QVERIFY(!the<QPushButton>("useCoefficient")->isEnabled());
    }

    void theNightIsRed() {
        auto points = night();
        points[3].position += 400;
        openWith(points);
        QTRY_COMPARE(cell(3, PointModel::use), QString("outlier"));
        useTheme(*qApp, Theme::night);
        QTRY_COMPARE(notRed(window_->grab().toImage().convertToFormat(QImage::Format_RGB32)), QString());
    }

    void geometryIsRemembered() {
        open();
        window_->resize(1111, 640);
        window_->close();
        open();
        QCOMPARE(window_->width(), 1111);
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::CalculatorTest)
#include "calculator_test.moc"
