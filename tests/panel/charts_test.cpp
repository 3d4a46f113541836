#include <QAction>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWindow>
#include <qcustomplot.h>

#include "panel/charts_window.h"
#include "panel/preferences.h"
#include "panel/theme.h"
#include "tests/panel/chart_night.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

constexpr std::int64_t kHour = 3600 * 1000;

class ChartsTest : public PanelFixture {
    Q_OBJECT

    /// A window with ten hours of a night, shown.
    struct Shown {
        explicit Shown(const QString& folder, bool night = true) : preferences(folder + "/panel.ini") {
            if (night) {
                data.setClock([this] { return end; });  // or a sample would come between, and make the lost link a gap
                addNight(data, end, 7200, 5000);
            }
            window = std::make_unique<ChartsWindow>(focuser, data, preferences);
            window->resize(900, 500);
            window->show();
            if (!QTest::qWaitForWindowExposed(window.get())) qFatal("the window does not come");
            plot = window->findChild<ChartPlot*>("chartPlot");
            settle();
        }
        /// Until everything is drawn.
        void settle() { plot->drawNow(), QCoreApplication::processEvents(); }
        template <class T>
        T* find(const char* name) const {
            T* found = window->findChild<T*>(name);
            if (found == nullptr) qFatal("no %s", name);
            return found;
        }
        void choose(const char* action) { find<QAction>(action)->trigger(), settle(); }
        /// A drag with the left button over a part of the chart, as the window system tells it.
        void drag(double from, double to) {
            const auto place = [this](double part) {
                return plot->mapTo(window.get(), QPoint(static_cast<int>(plot->width() * part), plot->height() / 2));
            };
            QWindow* handle = window->windowHandle();
            QTest::mousePress(handle, Qt::LeftButton, {}, place(from));
            QTest::mouseMove(handle, place((from + to) / 2));
            QTest::mouseMove(handle, place(to));
            QTest::mouseRelease(handle, Qt::LeftButton, {}, place(to));
            settle();
        }

        PanelFocuser focuser;
        ChartData data{focuser};
        Preferences preferences;
        std::int64_t end = QDateTime::currentMSecsSinceEpoch();
        std::unique_ptr<ChartsWindow> window;
        ChartPlot* plot = nullptr;
    };

    QTemporaryDir folder_;
    QString fresh() {
        static int count = 0;
        const QString path = folder_.path() + QString("/%1").arg(++count);
        QDir().mkpath(path);
        return path;
    }

private slots:
    void everyControlHasNameAndTip() {
        Shown shown(fresh());
        for (const char* name : {"chartPlot", "chartScroll", "chartWhole", "chartsMenuButton", "chartReadout"}) {
            const auto* control = shown.find<QWidget>(name);
            QVERIFY2(!control->toolTip().isEmpty() || control == shown.plot, name);
        }
        for (const QAction* action : shown.find<QMenu>("chartsMenu")->findChildren<QAction*>()) {
            if (action->isSeparator() || action->menu() != nullptr) continue;
            QVERIFY2(!action->objectName().isEmpty() && !action->toolTip().isEmpty(), qPrintable(action->text()));
        }
    }

    void isCrispOnAnotherScreenToo() {
        Shown shown(fresh());
        auto* inner = shown.plot->findChild<QCustomPlot*>();
        inner->setBufferDevicePixelRatio(3);
        QEvent moved(QEvent::ScreenChangeInternal);
        QCoreApplication::sendEvent(inner, &moved);
        QTRY_COMPARE(inner->bufferDevicePixelRatio(), inner->devicePixelRatioF());
    }

    void draggingZoomsScrollingPansAndTheButtonReturns() {
        Shown shown(fresh());
        QVERIFY(!shown.plot->zoomed());
        auto* scroll = shown.find<QScrollBar>("chartScroll");
        auto* whole = shown.find<QToolButton>("chartWhole");
        QVERIFY(!scroll->isVisible() && !whole->isVisible());
        const QImage all = shown.plot->grab().toImage();
        shown.drag(0.4, 0.6);
        QVERIFY(shown.plot->zoomed());
        QVERIFY(scroll->isVisible() && whole->isVisible());
        const TimeSpan zoomed = shown.plot->shown();
        QVERIFY2(zoomed.length() > kHour && zoomed.length() < 4 * kHour, qPrintable(QString::number(zoomed.length())));
        QVERIFY(shown.plot->grab().toImage() != all);
        QVERIFY(whole->mapTo(shown.window.get(), QPoint()).x() < scroll->mapTo(shown.window.get(), QPoint()).x());
        scroll->setValue(0);
        QCOMPARE(shown.plot->shown().from, shown.plot->whole().from);
        QCOMPARE(shown.plot->shown().length(), zoomed.length());
        scroll->setValue(scroll->maximum());
        QCOMPARE(shown.plot->shown().to, shown.plot->whole().to);
        QTest::mouseClick(whole, Qt::LeftButton);
        QVERIFY(!shown.plot->zoomed());
        QVERIFY(!scroll->isVisible() && !whole->isVisible());
        shown.drag(0.5, 0.502);  // a click
        QVERIFY(!shown.plot->zoomed());
        shown.drag(0.7, 0.5);  // leftwards is a drag too
        QVERIFY(shown.plot->zoomed());
    }

    void theKeyboardDoesItToo() {
        Shown shown(fresh());
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers with = {}) {
            QTest::keyClick(shown.window.get(), key, with);
            shown.settle();
        };
        press(Qt::Key_Plus);
        QVERIFY(shown.plot->zoomed());
        const TimeSpan half = shown.plot->shown();
        press(Qt::Key_Left);
        QVERIFY(shown.plot->shown().from < half.from);
        press(Qt::Key_Right);
        QVERIFY(std::abs(shown.plot->shown().from - half.from) < 10);
        press(Qt::Key_Plus);
        QVERIFY(shown.plot->shown().length() < half.length());
        press(Qt::Key_Minus);
        QVERIFY(std::abs(shown.plot->shown().length() - half.length()) < 10);
        press(Qt::Key_Home);
        QVERIFY(!shown.plot->zoomed());
        press(Qt::Key_Left, Qt::ControlModifier);
        const QString read = shown.find<QLabel>("chartReadout")->text();
        QVERIFY2(read.contains("temperature") && read.contains("°C") && read.contains("steps"), qPrintable(read));
        press(Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(shown.find<QLabel>("chartReadout")->text() != read);
        auto* menu = shown.find<QMenu>("chartsMenu");
        press(Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(menu->isVisible());
        menu->close();
        press(Qt::Key_Menu);
        QVERIFY(menu->isVisible());
        menu->close();
        press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(shown.preferences.chartView(), 1);
    }

    void theRightButtonOpensTheMenuAndSwitchesViews() {
        Shown shown(fresh());
        auto* menu = shown.find<QMenu>("chartsMenu");
        const QPoint middle = shown.plot->mapTo(shown.window.get(), shown.plot->rect().center());
        QTest::mouseClick(shown.window->windowHandle(), Qt::RightButton, {}, middle);
        QTRY_VERIFY(menu->isVisible());
        menu->close();
        QVERIFY(!shown.plot->zoomed());
        QTest::mouseClick(shown.find<QToolButton>("chartsMenuButton"), Qt::LeftButton);
        QTRY_VERIFY(menu->isVisible());
        menu->close();
        QVERIFY(!shown.find<QAction>("positionToo")->isEnabled());
        const QImage first = shown.plot->grab().toImage();
        shown.choose("airView");
        const QImage second = shown.plot->grab().toImage();
        QVERIFY(first != second);
        shown.choose("positionToo");
        QVERIFY(shown.plot->grab().toImage() != second);
        QCOMPARE(shown.preferences.chartView(), 1);
        QVERIFY(shown.preferences.chartShowsPosition());
        shown.choose("temperatureView");
        QCOMPARE(shown.plot->grab().toImage(), first);
        QCOMPARE(shown.preferences.chartView(), 0);
    }

    void theCrosshairIsReadOutInWords() {
        Shown shown(fresh());
        auto* readout = shown.find<QLabel>("chartReadout");
        const auto point = [&](double part) {
            const QPoint at(static_cast<int>(shown.plot->width() * part), shown.plot->height() / 2);
            QTest::mouseMove(shown.window->windowHandle(), shown.plot->mapTo(shown.window.get(), at));
            QCoreApplication::processEvents();
            return readout->text();
        };
        const QSize size = readout->size();
        const QString words = point(0.3);
        QVERIFY2(words.contains("temperature") && words.contains(" °C") && words.contains(" steps"), qPrintable(words));
        QVERIFY(!words.contains("humidity"));
        const QString gap = point(0.60);
        QVERIFY2(gap.contains("temperature --") && gap.contains("position --"), qPrintable(gap));
        QCOMPARE(readout->size(), size);
        // Along the whole chart there is a move of everybody's, and it is said whose.
        QString all;
        for (double part = 0.05; part < 0.95; part += 0.005) all += point(part);
        for (const char* who : {"moved by you from", "moved by another program from", "moved by compensation from",
                                "moved by the buttons from"}) {
            QVERIFY2(all.contains(who), who);
        }
        shown.choose("airView");
        QVERIFY2(point(0.3).contains(" %"), qPrintable(readout->text()));
    }

    void exportIsExactlyWhatIsSeen() {
        Shown shown(fresh());
        shown.drag(0.3, 0.5);
        const QImage seen = shown.plot->grab().toImage();
        shown.choose("exportImage");
        auto* dialog = shown.find<QFileDialog>("exportDialog");
        QVERIFY(dialog->isVisible());
        QVERIFY(!dialog->isModal());
        const QString path = folder_.path() + "/seen.png";
        dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
        shown.choose("airView");  // what is seen later does not matter
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(QFile::exists(path));
        QCOMPARE(QImage(path).convertToFormat(QImage::Format_RGB32), seen.convertToFormat(QImage::Format_RGB32));
        QVERIFY(shown.find<QLabel>("chartMessage")->text().contains("seen.png"));
    }

    void anImageThatCannotBeWrittenIsSaid() {
        Shown shown(fresh());
        shown.choose("exportImage");
        emit shown.find<QFileDialog>("exportDialog")->fileSelected(folder_.path() + "/none/such.png");
        QVERIFY2(shown.find<QLabel>("chartMessage")->text().contains("could not be written"),
                 qPrintable(shown.find<QLabel>("chartMessage")->text()));
    }

    void periodAndSamplingAreChosenInTheMenu() {
        Shown shown(fresh());
        QCOMPARE(shown.data.points().size(), std::size_t(7200));
        shown.drag(0.1, 0.2);
        shown.choose("period3600");
        QCOMPARE(shown.preferences.chartPeriod(), 3600);
        QCOMPARE(shown.data.points().size(), std::size_t(721));
        QVERIFY(shown.plot->shown().from >= shown.plot->whole().from);
        shown.choose("sampling500");
        QCOMPARE(shown.data.sampling(), 500);
        QCOMPARE(shown.preferences.chartSampling(), 500);
        for (const int hours : {1, 2, 4, 8, 12, 24, 48, 72, 168}) {
            QVERIFY(shown.find<QAction>(qPrintable(QString("period%1").arg(hours * 3600))));
        }
        shown.choose("sampling60000");
        QCOMPARE(shown.data.sampling(), 60000);
    }

    void clearingAsksAndDoesNotHoldAnythingUp() {
        Shown shown(fresh());
        shown.choose("clearData");
        auto* question = shown.find<QMessageBox>("clearQuestion");
        QVERIFY(question->isVisible() && !question->isModal());
        QVERIFY(!shown.data.points().empty());
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY(shown.window->findChild<QMessageBox*>("clearQuestion") == nullptr);
        QVERIFY(!shown.data.points().empty());
        shown.choose("clearData");
        QTest::mouseClick(shown.find<QPushButton>("clearYes"), Qt::LeftButton);
        QVERIFY(shown.data.points().empty() && shown.data.marks().empty());
        shown.settle();
        QTRY_VERIFY(shown.window->findChild<QMessageBox*>("clearQuestion") == nullptr);
    }

    void theWholeFollowsThePresentAndAZoomStays() {
        Shown shown(fresh());
        const auto append = [&](std::int64_t later) {
            ChartPoint point;
            point.time = shown.end + later;
            point[Trace::temperature] = 3;
            shown.data.add(point);
        };
        append(10000);
        QTRY_COMPARE(shown.plot->shown().to, shown.end + 10000);
        shown.drag(0.2, 0.4);
        const TimeSpan zoomed = shown.plot->shown();
        append(20000);
        shown.settle();
        QCOMPARE(shown.plot->shown().from, zoomed.from);
        QCOMPARE(shown.plot->shown().to, zoomed.to);
        // Many points, few pictures; none at all when nobody looks.
        const int before = shown.plot->drawn();
        for (int i = 0; i < 500; ++i) append(20001 + i);
        QCOMPARE(shown.plot->drawn(), before);
        QTRY_COMPARE(shown.plot->drawn(), before + 1);
        shown.window->hide();
        append(30000);
        QVERIFY(!QTest::qWaitFor([&] { return shown.plot->drawn() > before + 1; }, 300));
    }

    void nightIsRedOnBlack() {
        useTheme(*qApp, Theme::day);
        Shown shown(fresh());
        shown.choose("airView"), shown.choose("positionToo");
        QVERIFY(shown.plot->grab().toImage().pixelColor(3, 3).lightness() > 200);
        useTheme(*qApp, Theme::night);
        QCoreApplication::processEvents();
        shown.settle();
        const QImage night = shown.window->grab().toImage();
        useTheme(*qApp, Theme::day);
        for (int y = 0; y < night.height(); ++y) {
            for (int x = 0; x < night.width(); ++x) {
                const QColor pixel = night.pixelColor(x, y);
                const bool red = pixel.green() <= pixel.red() / 2 + 2 && pixel.blue() <= pixel.red() / 2 + 2;
                QVERIFY2(red, qPrintable(QString("%1,%2: %3").arg(x).arg(y).arg(pixel.name())));
            }
        }
    }

    void emptyIsSaidInWordsAndHarmless() {
        Shown shown(fresh(), false);
        for (const char* action : {"zoomIn", "crosshairEarlier", "airView", "exportImage"}) shown.choose(action);
        shown.drag(0.2, 0.8);
        QVERIFY(shown.plot->whole().length() >= 60000);
    }

    void collectingToAFileIsSwitchedWhileConnected() {
        const QString folder = documentsPath();
        const QString address = startSimulator();
        Shown shown(fresh(), false);
        shown.preferences.setMode(Mode::direct);
        shown.choose("sampling500");
        QVERIFY(connectTo(shown.focuser, address));
        const QDir files(folder);
        const auto bytes = [&] {
            qint64 sum = 0;
            for (const QFileInfo& file : QDir(folder).entryInfoList({"*.csv"})) sum += file.size();
            return sum;
        };
        QCOMPARE(bytes(), 0);
        shown.choose("collectToFile");  // off
        QVERIFY(!shown.preferences.collectToFile());
        shown.choose("collectToFile");
        QVERIFY(shown.preferences.collectToFile());
        QTRY_VERIFY(bytes() > 100);
        shown.choose("collectToFile");
        QTRY_VERIFY(!shown.data.points().empty());
        const std::size_t points = shown.data.points().size();
        const qint64 written = bytes();
        QTRY_VERIFY(shown.data.points().size() > points + 2);
        QVERIFY(bytes() - written < 150);  // no more than the row that was under way
        QVERIFY(shown.focuser.connected());
    }

    void aHubCollectsByItself() {
        const QString hub = startHub(startSimulator());
        Shown shown(fresh(), false);
        QVERIFY(connectTo(shown.focuser, hub));
        QTest::mouseClick(shown.find<QToolButton>("chartsMenuButton"), Qt::LeftButton);
        auto* collect = shown.find<QAction>("collectToFile");
        QVERIFY(!collect->isEnabled());
        QVERIFY2(collect->text().contains("hub"), qPrintable(collect->text()));
        shown.find<QMenu>("chartsMenu")->close();
        shown.focuser.close();
        stopHub();
    }

    void theWindowComesBackWhereItWas() {
        const QString folder = fresh();
        {
            Shown shown(folder, false);
            shown.window->resize(1000, 600);
            shown.window->close();
        }
        Preferences preferences(folder + "/panel.ini");
        QVERIFY(!preferences.geometry("charts").isEmpty());
        PanelFocuser focuser;
        ChartData data(focuser);
        ChartsWindow window(focuser, data, preferences);
        QCOMPARE(window.size(), QSize(1000, 600));
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::ChartsTest)
#include "charts_test.moc"
