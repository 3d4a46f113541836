#include "bench/panel/panel_measures.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTimer>
#include <cstdio>

#include "bench/panel/chart_night.h"
#include "bench/panel/measure.h"
#include "panel/chart_data.h"
#include "panel/main_window.h"
#include "panel/theme.h"

namespace focus::bench {
namespace {

using namespace panel;

constexpr int kStarts = 7;

/// ms from starting a process to the line that says it has painted; below 0: it never did.
double start_once() {
    QElapsedTimer time;
    QProcess process;
    time.start();
    process.start(QCoreApplication::applicationFilePath(), {"--start"});
    const bool painted = process.waitForReadyRead(kLong) && process.readLine().startsWith("painted");
    const double took = static_cast<double>(time.nsecsElapsed()) / 1e6;
    process.waitForFinished(kLong);
    return painted ? took : -1;
}

/// Says when something has been painted for the first time.
class FirstPicture : public QObject {
public:
    bool eventFilter(QObject* object, QEvent* event) override {
        if (event->type() == QEvent::Paint && !seen_) {
            seen_ = true;
            // The picture is complete when the loop comes round again.
            QTimer::singleShot(0, [] {
                std::printf("painted\n");
                std::fflush(stdout);
                QCoreApplication::quit();
            });
        }
        return QObject::eventFilter(object, event);
    }

private:
    bool seen_ = false;
};

}  // namespace

void measure_start() {
    std::vector<double> times;
    for (int i = 0; i < kStarts; ++i) times.push_back(start_once());
    promise("start of the process to the first picture, wall clock", 400, median(times), "ms");
}

int start_and_paint() {
    FirstPicture picture;
    Preferences preferences;
    followDesktop(*qApp, [] {});
    useTheme(*qApp, themeFor(preferences.nightMode()));
    PanelFocuser focuser;
    MainWindow window(focuser, preferences);
    window.installEventFilter(&picture);
    window.show();
    return QApplication::exec();
}

double week_in_panel() {
    Preferences preferences;
    preferences.setChartPeriod(7 * 24 * 3600);
    preferences.setChartView(1);
    preferences.setChartShowsPosition(true);
    PanelFocuser focuser;
    MainWindow window(focuser, preferences);
    window.show();
    auto* data = window.findChild<ChartData*>();
    data->setClock([] { return std::int64_t(0); });  // no samples of the present among them
    Night night;
    for (int i = 0; i < kWeek; ++i) data->add(night.next());
    window.findChild<QAbstractButton*>("chartsButton")->click();
    run_loop(kSettled);
    return data->points().size() == kWeek ? resident() : -1;
}

}  // namespace focus::bench
