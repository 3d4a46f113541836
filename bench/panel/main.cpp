// bench_panel: the panel's promises, offscreen unless QT_QPA_PLATFORM says otherwise. Prints a row a promise; exit code
// 3 if one is broken, 1 if one could not be measured.
//   bench_panel                all of them
//   bench_panel --no-focuser   what needs no focuser: charts, memory, start
// The other options are for the processes that it starts of itself.
#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdio>

#include "bench/panel/chart_measures.h"
#include "bench/panel/measure.h"
#include "bench/panel/panel_measures.h"

namespace {

using namespace focus::bench;

/// What a process of its own with this option prints; below 0 if it fails.
double asked(const QString& option) {
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {option});
    if (!process.waitForFinished(60000) || process.exitCode() != 0) return -1;
    return process.readAllStandardOutput().trimmed().toDouble();
}

int print(double value) {
    std::printf("%.3f\n", value);
    return value >= 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_LOGGING_RULES", "qt.qpa.*=false;default.warning=false");
    const QApplication application(argc, argv);
    const QString option = argc > 1 ? QString(argv[1]) : QString();
    if (option == "--start") return start_and_paint();
    if (option == "--week") return print(week_in_panel());
    if (option == "--bare-week") return print(week_in_bare_plot());
    std::printf("The panel; ms are CPU of the GUI thread, medians. Beside the charts: a bare QCustomPlot.\n\n");
    std::printf("%-58s %11s %10s   %-6s %10s %8s\n", "promise", "bound", "measured", "", "reference", "ratio");
    measure_charts();
    promise("the panel with a week of points at 0.5 s: memory", 120, asked("--week"), "MB", asked("--bare-week"));
    measure_start();
    if (option != "--no-focuser") measure_connected();
    if (!all_measured()) return 1;
    return all_kept() ? 0 : 3;
}
