#include <QApplication>
#include <QMouseEvent>
#include <QProcess>
#include <QPushButton>
#include <ctime>
#include <memory>

#include "bench/panel/cable_tap.h"
#include "bench/panel/measure.h"
#include "bench/panel/panel_measures.h"
#include "bench/panel/stall_watch.h"
#include "panel/main_window.h"

namespace focus::bench {
namespace {

using namespace panel;

constexpr int kHalts = 40;
constexpr int kIdle = 10000;       // ms
constexpr int kNightSpeed = 1440;  // eight hours in 20 s
constexpr int kNight = 20000;      // ms

/// A simulated focuser on TCP.
class Simulator {
public:
    explicit Simulator(const QStringList& weather) {
        process_.start(PROGRAMS "/focuserlink-sim", QStringList{"--no-pty", "--tcp", "0"} + weather);
        while (port_ == 0 && process_.waitForReadyRead(kLong)) {
            while (process_.canReadLine()) {
                const QByteArray line = process_.readLine();
                if (line.startsWith("tcp ")) port_ = line.mid(4).trimmed().toInt();
            }
        }
    }
    ~Simulator() {
        process_.terminate();
        process_.waitForFinished(5000);
    }
    int port() const { return port_; }

private:
    QProcess process_;
    int port_ = 0;
};

double cpu_of_process() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The main window, connected.
struct Panel {
    explicit Panel(int port) {
        preferences.setMode(Mode::direct);
        preferences.setPort(QString("tcp:127.0.0.1:%1").arg(port));
        window = std::make_unique<MainWindow>(focuser, preferences);
        window->show();
        window->useAddress(preferences.port());
        ready = run_loop_until([&] { return focuser.connected() && focuser.state().settings.has_value(); }, kLong);
    }
    template <class T>
    T* find(const char* name) const {
        return window->findChild<T*>(name);
    }

    PanelFocuser focuser;
    Preferences preferences;
    std::unique_ptr<MainWindow> window;
    bool ready = false;
};

void click(QWidget* button) {
    const QPointF middle = QRectF(button->rect()).center();
    const QPointF global = button->mapToGlobal(middle);
    for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        const auto held = type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton;
        QMouseEvent event(type, middle, global, Qt::LeftButton, held, {});
        QCoreApplication::sendEvent(button, &event);
    }
}

void measure_idle() {
    const Simulator simulator({"--temperature", "10"});
    Panel panel(simulator.port());
    panel.find<QAbstractButton>("chartsButton")->click();
    run_loop(kSettled);
    const double before = cpu_of_process();
    run_loop(kIdle);
    const double used = cpu_of_process() - before;
    promise("idle, connected, charts open: CPU of the process", 1, panel.ready ? 100 * used / kIdle : -1, "%");
}

void measure_night() {
    const Simulator simulator({"--night", "14,4,8", "--speed", QString::number(kNightSpeed)});
    Panel panel(simulator.port());
    panel.find<QAbstractButton>("chartsButton")->click();
    DeviceSettings wanted = panel.focuser.state().settings.value_or(DeviceSettings());
    wanted.set(Slot::coefficient, 3500);
    wanted.set(Slot::mode, 1);
    QObject context;
    panel.focuser.sync(Position(10000), &context, [](const QString&) {});
    panel.focuser.apply(wanted, &context, [](const QString&) {});
    run_loop(kSettled);
    const int from = panel.focuser.state().position.steps;
    StallWatch watch;
    run_loop(kNight);
    const double worst = watch.worst();
    const bool moved = panel.ready && panel.focuser.state().position.steps != from;
    promise("a simulated night, charts open: longest stall of the GUI", 50, moved ? worst : -1, "ms");
}

void measure_halt() {
    const Simulator simulator({"--temperature", "10"});
    CableTap tap(simulator.port());
    Panel panel(tap.port());
    auto* halt = panel.find<QPushButton>("haltButton");
    std::vector<double> times;
    QObject context;
    // From the middle: a move that has arrived at its end before the panel has heard of it has nothing to halt.
    panel.focuser.sync(Position(14000), &context, [](const QString&) {});
    const bool set = run_loop_until([&] { return panel.focuser.state().position.steps == 14000; }, kLong);
    for (int i = 0; panel.ready && set && i < kHalts; ++i) {
        panel.focuser.moveTo(Position(i % 2 == 0 ? 28000 : 0), Steps(0), &context, [](const QString&) {});
        if (!run_loop_until([&] { return panel.focuser.state().moving; }, kLong)) break;
        run_loop(7 * (i % 16));  // at any moment of the polling
        tap.forget();
        const long long begun = steady_ns();
        click(halt);
        if (!run_loop_until([&] { return tap.halted() != 0; }, kLong)) break;
        times.push_back(static_cast<double>(tap.halted() - begun) / 1e6);
        run_loop_until([&] { return !panel.focuser.state().moving; }, kLong);
    }
    const bool all = times.size() == kHalts;
    promise("click on HALT while it moves to H on the cable: slowest of 40", 10,
            all ? *std::max_element(times.begin(), times.end()) : -1, "ms");
}

}  // namespace

void measure_connected() {
    measure_idle();
    measure_night();
    measure_halt();
}

}  // namespace focus::bench
