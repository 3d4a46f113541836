// About: what it says of a real device, of a stock one, and of none; and the data folder.
#include <QLabel>
#include <QPushButton>

#include "panel/about_window.h"
#include "panel/preferences.h"
#include "panel/theme.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"
#include "tests/panel/red.h"

namespace focus::panel {

class AboutTest : public PanelFixture {
    Q_OBJECT

private:
    static QString text(const QWidget& window, const char* name) { return window.findChild<QLabel*>(name)->text(); }

private slots:
    static void withoutADeviceNothingIsMadeUp() {
        PanelFocuser focuser;
        AboutWindow about(focuser);
        about.show();
        QCOMPARE(text(about, "programVersion"), QString("FocuserLink " FOCUSERLINK_VERSION));
        QCOMPARE(text(about, "firmwareVersion"), QString("--"));
        QCOMPARE(text(about, "protocolState"), QString("not connected"));
        QCOMPARE(text(about, "lastReset"), QString("--"));
        QCOMPARE(text(about, "lastAnswer"), QString("--"));
        for (const char* name : {"GPL-3.0-or-later", "Qt", "QCustomPlot", "Boost", "spdlog", "Eigen", "toml++"}) {
            QVERIFY2(text(about, "licences").contains(name), name);
        }
        QVERIFY(!about.findChild<QLabel*>("aboutLogo")->pixmap().isNull());
    }

    void anOpenDeviceTellsItsVersionAndWhyItStarted() {
        PanelFocuser focuser;
        AboutWindow about(focuser);
        about.show();
        QVERIFY(connectTo(focuser, startSimulator()));
        QTRY_COMPARE(text(about, "firmwareVersion"),
                     QString("FocuserLink, version %1").arg(QString::fromStdString(focuser.state().firmware)));
        QVERIFY(!focuser.state().firmware.empty());
        QTRY_COMPARE(text(about, "protocolState"), QString("with the open extensions"));
        QTRY_VERIFY(text(about, "lastReset").contains("power on"));
        QTRY_COMPARE(text(about, "lastAnswer"), QString("just now"));
        simulator().say("cable pull");
        QTRY_COMPARE(text(about, "protocolState"), QString("not connected"));
        QTRY_VERIFY(text(about, "lastAnswer").endsWith(" s ago"));
    }

    void aStockDeviceIsOne() {
        PanelFocuser focuser;
        AboutWindow about(focuser);
        about.show();
        QVERIFY(connectTo(focuser, startSimulator({"--speed", "20", "--stock"})));
        QTRY_COMPARE(text(about, "protocolState"), QString("stock, without the open extensions"));
        QVERIFY(text(about, "firmwareVersion").endsWith("--"));
        QCOMPARE(text(about, "lastReset"), QString("--"));
    }

    static void opensTheDataFolderOrSaysWhereItIs() {
        PanelFocuser focuser;
        AboutWindow about(focuser);
        about.show();
        QUrl asked;
        bool works = true;
        about.setOpener([&](const QUrl& url) {
            asked = url;
            return works;
        });
        auto* button = about.findChild<QPushButton*>("openDataFolder");
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(asked, QUrl::fromLocalFile(documentsPath()));
        QVERIFY(QDir(documentsPath()).exists());
        auto* message = about.findChild<QLabel*>("aboutMessage");
        QVERIFY(!message->isVisible());
        works = false;
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(message->isVisible());
        QVERIFY(QString(message->text()).remove(QChar(0x200B)).contains(documentsPath()));
        QTest::mouseClick(about.findChild<QPushButton*>("closeAbout"), Qt::LeftButton);
        QVERIFY(!about.isVisible());
    }

    static void theNightIsRed() {
        PanelFocuser focuser;
        AboutWindow about(focuser);
        about.show();
        useTheme(*qApp, Theme::night);
        QTest::qWait(1);
        QCOMPARE(notRed(about.grab().toImage().convertToFormat(QImage::Format_RGB32)), QString());
        useTheme(*qApp, Theme::day);
        QTest::qWait(1);
        QVERIFY(!notRed(about.grab().toImage().convertToFormat(QImage::Format_RGB32)).isEmpty());
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::AboutTest)
#include "about_test.moc"
