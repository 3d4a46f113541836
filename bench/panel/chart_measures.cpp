#include "bench/panel/chart_measures.h"

#include <QApplication>
#include <QTemporaryDir>
#include <memory>
#include <qcustomplot.h>

#include "bench/panel/chart_night.h"
#include "bench/panel/measure.h"
#include "panel/chart_data.h"
#include "panel/charts_window.h"
#include "panel/panel_focuser.h"
#include "panel/preferences.h"

namespace focus::bench {
namespace {

using namespace panel;

constexpr int kMillion = 1000000;
constexpr int kRounds = 41;
constexpr QSize kSize(1000, 600);

/// The charts window over `points` points.
struct Ours {
    explicit Ours(int points, bool all) : preferences(folder.path() + "/panel.ini") {
        preferences.setChartPeriod(7 * 24 * 3600);
        preferences.setChartView(all ? 1 : 0);
        preferences.setChartShowsPosition(all);
        data.use(preferences);
        data.setClock([] { return std::int64_t(0); });  // no samples of the present among them
        for (int i = 0; i < points; ++i) data.add(night.next());
        window = std::make_unique<ChartsWindow>(focuser, data, preferences);
        plot = window->findChild<ChartPlot*>("chartPlot");
        canvas = window->findChild<QCustomPlot*>();
        window->show();
        window->resize(window->size() + kSize - plot->size());
        QCoreApplication::processEvents();
        draw();
    }
    void draw() {
        plot->drawNow();
        canvas->repaint();
    }

    QTemporaryDir folder;
    Preferences preferences;
    PanelFocuser focuser;
    ChartData data{focuser};
    Night night;
    std::unique_ptr<ChartsWindow> window;
    ChartPlot* plot = nullptr;
    QCustomPlot* canvas = nullptr;
};

/// The same points in QCustomPlot as it comes.
struct Bare {
    explicit Bare(int points, bool all) : traces(all ? 4 : 2) {
        for (int i = 0; i < traces; ++i) plot.addGraph(plot.xAxis, i == 0 ? plot.yAxis2 : plot.yAxis);
        QVector<QVector<QCPGraphData>> columns(traces);
        for (auto& column : columns) column.reserve(points);
        for (int i = 0; i < points; ++i) {
            const ChartPoint point = night.next();
            for (int k = 0; k < traces; ++k) columns[k].append(corner(point, k));
        }
        for (int k = 0; k < traces; ++k) plot.graph(k)->data()->set(columns[k], true);
        plot.rescaleAxes();
        plot.resize(kSize);
        plot.show();
        QCoreApplication::processEvents();
        plot.replot();
    }
    static QCPGraphData corner(const ChartPoint& point, int trace) {
        return {static_cast<double>(point.time) / 1000, static_cast<double>(point.values[trace])};
    }
    void append() {
        const ChartPoint point = night.next();
        for (int k = 0; k < traces; ++k) plot.graph(k)->data()->add(corner(point, k));
        plot.xAxis->setRangeUpper(static_cast<double>(point.time) / 1000);
        plot.replot();
    }

    int traces;
    Night night;
    QCustomPlot plot;
};

struct Times {
    double replot, pan, append;
};

Times time_ours(bool all) {
    Ours ours(kMillion, all);
    Times times{};
    times.replot = median_cpu(kRounds, [&] { ours.draw(); });
    times.append = median_cpu(kRounds, [&] { ours.data.add(ours.night.next()), ours.draw(); });
    const TimeSpan whole = ours.plot->whole();
    ours.plot->zoom({whole.from, whole.from + whole.length() / 10});
    times.pan = median_cpu(kRounds, [&] { ours.plot->pan(0.1), ours.draw(); });
    return times;
}

Times time_bare(bool all) {
    Bare bare(kMillion, all);
    Times times{};
    times.replot = median_cpu(kRounds, [&] { bare.plot.replot(QCustomPlot::rpImmediateRefresh); });
    times.append = median_cpu(kRounds, [&] { bare.append(); });
    const QCPRange whole = bare.plot.xAxis->range();
    bare.plot.xAxis->setRange(whole.lower, whole.lower + whole.size() / 10);
    times.pan = median_cpu(kRounds, [&] {
        bare.plot.xAxis->moveRange(whole.size() / 100);
        bare.plot.replot(QCustomPlot::rpImmediateRefresh);
    });
    return times;
}

}  // namespace

void measure_charts() {
    for (const bool all : {false, true}) {
        const Times ours = time_ours(all);
        const Times bare = time_bare(all);
        const std::string traces = all ? ", 4 traces" : ", 2 traces";
        promise("chart, a million points a trace: full replot" + traces, 10, ours.replot, "ms", bare.replot);
        promise("chart, a million points a trace: pan" + traces, 3, ours.pan, "ms", bare.pan);
        promise("chart, a million points a trace: append" + traces, 10, ours.append, "ms", bare.append);
    }
}

double week_in_bare_plot() {
    const Bare plot(kWeek, true);
    return resident();
}

}  // namespace focus::bench
