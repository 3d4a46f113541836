// PanelFocuser over a real cable and a real hub: state comes, requests are done, what goes wrong is said in words.
#include <QSignalSpy>

#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

class PanelFocuserTest : public PanelFixture {
    Q_OBJECT

private:
    static bool rests(const PanelFocuser& focuser, int position) {
        return waitFor([&] { return !focuser.state().commanded && focuser.state().position.steps == position; });
    }

private slots:
    void movesByCableAndByHub_data() {
        QTest::addColumn<bool>("shared");
        QTest::newRow("direct") << false;
        QTest::newRow("shared") << true;
    }
    void movesByCableAndByHub() {
        QFETCH(bool, shared);
        QString address = startSimulator();
        if (shared) address = startHub(address);
        PanelFocuser focuser;
        QVERIFY(connectTo(focuser, address));
        QCOMPARE(focuser.maximum(), std::optional<int>(28800));
        QCOMPARE(focuser.stepSize(), std::optional<double>(5.0));
        QString problem = "not answered";
        focuser.moveTo(Position(500), Steps(0), this, [&](const QString& p) { problem = p; });
        QTRY_COMPARE(problem, QString());
        QVERIFY(rests(focuser, 500));
        focuser.sync(Position(3000), this, [&](const QString& p) { problem = "synced" + p; });
        QTRY_COMPARE(problem, QString("synced"));
        QTRY_COMPARE(focuser.state().position.steps, 3000);
        focuser.command("nonsense", this, [&](const QString& p) { problem = p; });
        QTRY_VERIFY(problem.contains("cannot do this"));
        focuser.moveTo(Position(28000), Steps(0), this, [](const QString&) {});
        QTRY_VERIFY(focuser.state().moving);
        focuser.halt(this, {});
        QTRY_VERIFY(!focuser.state().moving);
        QVERIFY(focuser.state().position.steps < 28000);
        focuser.close();
        QVERIFY(!focuser.connected());
        if (shared) stopHub();
    }

    void aLostCableIsSaidOnceAndComesBack() {
        const QString address = startSimulator();
        PanelFocuser focuser;
        QSignalSpy sentences(&focuser, &PanelFocuser::linkChanged);
        QVERIFY(connectTo(focuser, address));
        QTRY_COMPARE(sentences.size(), 1);
        simulator().say("cable pull");
        QTRY_VERIFY(!focuser.connected());
        QTRY_VERIFY(sentences.size() >= 2);  // a third says why it is not found again
        QVERIFY(!sentences.last().first().toString().isEmpty());
        QString problem;
        focuser.moveTo(Position(5), Steps(0), this, [&](const QString& p) { problem = p; });
        QTRY_VERIFY(!problem.isEmpty());
        simulator().say("cable plug");
        QTRY_VERIFY(focuser.connected());
        QCOMPARE(sentences.last().first().toString(), QString("Connected."));
    }

    void aWrongAddressIsAFaultInWords() {
        PanelFocuser focuser;
        FarFocuser::Options options;
        options.address = "nowhere";
        focuser.open(options);
        QTRY_VERIFY(focuser.state().fault_text.find("no address") != std::string::npos);
        QVERIFY(!focuser.connected());
    }

    void anAnswerIsNotGivenToSomebodyWhoIsGone() {
        const QString address = startSimulator();
        PanelFocuser focuser;
        QVERIFY(connectTo(focuser, address));
        bool called = false;
        auto* context = new QObject;
        focuser.sync(Position(7), context, [&](const QString&) { called = true; });
        delete context;
        QTRY_COMPARE(focuser.state().position.steps, 7);
        QVERIFY(!called);
    }

    void theOwnerOfTheCableWritesTheSessionLog() {
        FarFocuser::Options options;
        options.address = startSimulator().toStdString();
        options.log_folder = documentsPath().toStdString();
        options.log_interval = std::chrono::milliseconds(500);
        PanelFocuser focuser;
        focuser.open(options);
        QTRY_VERIFY(focuser.connected());
        const QDir folder(QString::fromStdString(options.log_folder));
        QTRY_COMPARE(folder.entryList({"*.csv"}).size(), 1);
    }
};

}  // namespace focus::panel

QTEST_GUILESS_MAIN(focus::panel::PanelFocuserTest)
#include "panel_focuser_test.moc"
