// Set position: asks first, takes along what is kept of the old scale if that is wanted, and can be undone.
#include <QFile>
#include <QPlainTextEdit>

#include "core/compensation/point_table.h"
#include "core/local_time.h"
#include "tests/panel/focuser_settings_fixture.h"

namespace focus::panel {

class SetPositionTest : public FocuserSettingsFixture {
    Q_OBJECT

private:
    static PointTable table() { return PointTable(documentsPath("points.csv").toStdString()); }
    static FocusPoint point(double position, const std::string& session, const std::string& telescope, int minutes) {
        FocusPoint made{10, position, "", session, {}};
        made.time =
            std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + std::chrono::minutes(minutes);
        made.telescope = telescope;
        return made;
    }
    static std::string tonight() {
        return session_of(to_local(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
    }
    static bool keepPoints() {
        QDir().mkpath(documentsPath());
        return table()
            .add({point(5000, "2026-01-17", "Askar", -60), point(1200, tonight(), "Askar", -3),
                  point(1210.5, tonight(), "Askar", -1), point(9000, tonight(), "the other", -30)})
            .empty();
    }
    static std::vector<double> pointPositions() {
        PointTable read = table();
        std::vector<double> found;
        if (!read.load().empty()) return found;
        for (const FocusPoint& each : read.points()) found.push_back(each.position);
        return found;
    }
    QMessageBox* askedFor(const QString& position) {
        type("newPosition", position);
        press("setPosition");
        QMessageBox* question = nullptr;
        waitFor([&] { return (question = window_->findChild<QMessageBox*>("setPositionQuestion")) != nullptr; });
        return question;
    }
    void answer(QMessageBox* question, const char* button) {
        QTest::mouseClick(question->findChild<QPushButton*>(button), Qt::LeftButton);
        QTRY_VERIFY(window_->findChild<QMessageBox*>("setPositionQuestion") == nullptr);
    }
    QString editor() const { return notes_->findChild<QPlainTextEdit*>("notesEditor")->toPlainText(); }
    int position() const { return focuser_->state().position.steps; }

private slots:
    void cleanup() { clear(); }

    void asksFirstAndBlocksNothing() {
        QVERIFY(open(startSimulator()));
        QVERIFY(!find<QPushButton>("setPosition")->isEnabled());
        type("newPosition", "28801");
        QVERIFY(hint("newPosition").contains("28801 is not within 0 to 28800"));
        QVERIFY(!find<QPushButton>("setPosition")->isEnabled());
        QMessageBox* question = askedFor("1500");
        QVERIFY(question != nullptr && question->isVisible());
        QVERIFY(!question->isModal());
        QVERIFY(question->informativeText().contains("0 is then 1500 steps further in than now"));
        QVERIFY(question->informativeText().contains("noted somewhere"));
        QVERIFY(question->checkBox() == nullptr);
        answer(question, "setPositionNo");
        QCOMPARE(position(), 0);
        answer(askedFor("1500"), "setPositionYes");
        QTRY_COMPARE(position(), 1500);
        QTRY_VERIFY(hint("newPosition").contains("now 1500"));
        QTRY_VERIFY(find<QLabel>("presentPosition")->text().contains("1500"));
        focuser_->moveTo(Position(28000), Steps(0), this, {});
        type("newPosition", "5");
        QTRY_VERIFY(focuser_->state().moving);
        QTRY_VERIFY(!find<QPushButton>("setPosition")->isEnabled());
        QVERIFY(hint("newPosition").contains("Not while the focuser moves"));
        QVERIFY(!find<QPushButton>("undoSetPosition")->isEnabled());
    }

    void whatIsKeptGoesAlongAndComesBack() {
        QVERIFY(keepPoints());
        QVERIFY(open(startSimulator()));
        QVERIFY(positions_->add({"Ha", 1200}).isEmpty() && positions_->add({"L", 1150}).isEmpty());
        notes_ = std::make_unique<NotesWindow>(*preferences_);
        notes_->show();
        QTRY_VERIFY(!notes_->findChild<QPlainTextEdit*>("notesEditor")->isReadOnly());
        notes_->append("Ha is best at 1200");
        QVERIFY(find<QPushButton>("undoSetPosition")->isHidden());
        const QSize size = window_->sizeHint();

        QMessageBox* question = askedFor("766");
        const QString words = question->informativeText();
        QVERIFY2(words.contains("2 stored positions, 2 points of this night with 'Askar' and the open notes"),
                 qPrintable(words));
        QVERIFY(question->checkBox()->isChecked());
        QVERIFY(question->checkBox()->text().contains("add 766"));
        answer(question, "setPositionYes");
        QTRY_COMPARE(position(), 766);
        QTRY_COMPARE(positions_->all().at(0).position, 1966);
        QCOMPARE(positions_->all().at(1).position, 1916);
        QTRY_COMPARE(pointPositions(), (std::vector<double>{5000, 1966, 1976.5, 9000}));
        QVERIFY2(editor().contains("position 0 is called 766 from here on; add 766"), qPrintable(editor()));

        // What is added meanwhile is told on the new scale, and comes back with it.
        QVERIFY(positions_->add({"new", 2000}).isEmpty());
        QVERIFY(find<QPushButton>("undoSetPosition")->isVisible());
        QCOMPARE(window_->sizeHint(), size);
        press("undoSetPosition");
        QTRY_COMPARE(position(), 0);
        QTRY_COMPARE(pointPositions(), (std::vector<double>{5000, 1200, 1210.5, 9000}));
        QCOMPARE(positions_->all().at(0).position, 1200);
        QCOMPARE(positions_->all().at(2).position, 1234);
        QVERIFY(editor().contains("position 766 is called 0 from here on; subtract 766"));
        QTRY_VERIFY(hint("newPosition").contains("Undone"));
        QVERIFY(find<QPushButton>("undoSetPosition")->isHidden());
    }

    void whatComesBackIsWhatWentAlong() {
        QVERIFY(keepPoints());
        QVERIFY(open(startSimulator()));
        answer(askedFor("766"), "setPositionYes");
        QTRY_COMPARE(pointPositions(), (std::vector<double>{5000, 1966, 1976.5, 9000}));
        // An import brings a point of another telescope, which is the latest then.
        QVERIFY(table().add({point(7000, tonight(), "a third", 1)}).empty());
        press("undoSetPosition");
        QTRY_COMPARE(position(), 0);
        QTRY_COMPARE(pointPositions(), (std::vector<double>{5000, 1200, 1210.5, 9000, 7000}));
    }

    void nothingGoesAlongUnasked() {
        QVERIFY(keepPoints());
        QVERIFY(open(startSimulator()));
        QVERIFY(positions_->add({"Ha", 1200}).isEmpty());
        QMessageBox* question = askedFor("100");
        question->checkBox()->click();
        answer(question, "setPositionYes");
        QTRY_COMPARE(position(), 100);
        press("undoSetPosition");
        QTRY_COMPARE(position(), 0);
        QCOMPARE(positions_->all().at(0).position, 1200);
        QCOMPARE(pointPositions(), (std::vector<double>{5000, 1200, 1210.5, 9000}));
    }

    void whatCannotGoAlongIsSaid() {
        QVERIFY(open(startSimulator()));
        QVERIFY(positions_->add({"far out", 999500}).isEmpty());
        QMessageBox* question = askedFor("766");
        QVERIFY(!question->checkBox()->isEnabled() && !question->checkBox()->isChecked());
        QVERIFY2(question->informativeText().contains("'far out' would become 1000266"),
                 qPrintable(question->informativeText()));
        answer(question, "setPositionYes");
        QTRY_COMPARE(position(), 766);
        QCOMPARE(positions_->all().at(0).position, 999500);
    }

    void aFullDiskIsSaid() {
        QVERIFY(keepPoints());
        QVERIFY(open(startSimulator()));
        QFile::remove(documentsPath("points.csv.bak"));
        QVERIFY(QDir().mkpath(documentsPath("points.csv.bak/in the way")));  // where the backup cannot be written
        const int width = window_->sizeHint().width();
        answer(askedFor("766"), "setPositionYes");
        QTRY_COMPARE(position(), 766);
        QTRY_VERIFY2(hint("newPosition").contains("now 766; but the points stay: "), qPrintable(hint("newPosition")));
        QCOMPARE(window_->sizeHint().width(), width);  // a screen has an edge
        QCOMPARE(pointPositions(), (std::vector<double>{5000, 1200, 1210.5, 9000}));
    }

    void aPositionThatWasLostIsPutRightWithoutThem() {
        QVERIFY(open(startSimulator({"--speed", "1"})));
        QVERIFY(positions_->add({"Ha", 25000}).isEmpty());
        focuser_->moveTo(Position(20000), Steps(0), this, {});
        QTRY_VERIFY(position() > 100);
        simulator().say("power cut");
        simulator().say("power on");
        QTRY_VERIFY(focuser_->connected() && focuser_->state().extended && focuser_->state().extended->bound.count > 0);
        QMessageBox* question = askedFor("500");
        QVERIFY(question->checkBox()->isEnabled() && !question->checkBox()->isChecked());
        QVERIFY2(question->informativeText().contains("not sure"), qPrintable(question->informativeText()));
        answer(question, "setPositionNo");
    }

    void aMoveMeanwhileIsNoticed() {
        QVERIFY(open(startSimulator()));
        QMessageBox* question = askedFor("766");
        focuser_->moveTo(Position(40), Steps(0), this, {});
        QTRY_VERIFY(position() == 40 && !focuser_->state().moving);
        answer(question, "setPositionYes");
        QVERIFY2(hint("newPosition").contains("has moved meanwhile, to 40"), qPrintable(hint("newPosition")));
        QCOMPARE(position(), 40);
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::SetPositionTest)
#include "set_position_test.moc"
