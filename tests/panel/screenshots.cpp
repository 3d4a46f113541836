// panel_screenshots FOLDER: the pictures of the manual. A real simulated focuser on a cooling night, made so fast that
// eight hours take two minutes, a real hub, the real windows, each by day and by night.
#include <QApplication>
#include <QCheckBox>
#include <QPlainTextEdit>
#include <algorithm>
#include <cstdio>

#include "core/log/move_watch.h"
#include "panel/chart_data.h"
#include "panel/main_window.h"
#include "panel/theme.h"
#include "tests/panel/controls.h"
#include "tests/panel/few_colours.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"
#include "tests/panel/red.h"

namespace focus::panel {
namespace {

constexpr double kSpeed = 240;
constexpr int kNight = 8 * 3600;  // s, of the simulated night

/// In the charts it is 27 November, from half past eight in the evening.
std::int64_t virtualTime(double seconds) {
    const QDateTime begin(QDate(2026, 11, 27), QTime(20, 30));
    return begin.toMSecsSinceEpoch() + static_cast<std::int64_t>(seconds * 1000);
}

void write(const QString& path, const QByteArray& text) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// Focus runs of three nights with two filters; one of them, by a passing cloud, far off.
QByteArray points() {
    struct Night {
        const char* date;
        const char* filter;
        double offset;
        std::vector<double> temperatures;
    };
    const std::vector<Night> nights{{"2026-10-14", "L", 12012, {11.8, 10.1, 8.4, 7.2, 6.5}},
                                    {"2026-11-02", "L", 12047, {8.9, 7.0, 5.6, 4.1, 3.2, 2.6}},
                                    {"2026-11-02", "Ha", 12081, {8.1, 6.2, 4.7, 2.9}},
                                    {"2026-11-19", "L", 12030, {4.4, 2.2, 0.6, -0.9, -1.8}}};
    const std::vector<int> scatter{2, -3, 1, 4, -2, 0, 3, -4, 2, -1, 64, -2, 3, 1, -3, 2, 0, -1, 4, -2};
    QByteArray text = "temperature_c,position,filter,session,time_utc,use\n";
    std::size_t number = 0;
    for (const Night& night : nights) {
        int hour = 18;
        for (const double t : night.temperatures) {
            const int position = static_cast<int>(std::lround(night.offset + 34.6 * t)) + scatter[number++];
            text += QString("%1,%2,%3,%4,%4T%5:10:00Z,1\n")
                        .arg(t)
                        .arg(position)
                        .arg(night.filter, night.date)
                        .arg(hour++ % 24, 2, 10, QChar('0'))
                        .toUtf8();
        }
    }
    return text;
}

class Pictures : public PanelFixture {
public:
    explicit Pictures(QString folder) : folder_(std::move(folder)) {}

    /// Gives whether all pictures have been made.
    bool make() {
        start_page();
        write(settingsPath("positions.csv"),
              "name,position\nLuminance,12345\nH-alpha,12380\nFlats,12345\nParked,200\n");
        write(documentsPath("points.csv"), points());
        const QStringList night{
            "--speed", QString::number(kSpeed), "--night", "13.5,3.8,8", "--humidity", "45", "--lag", "600"};
        const QString hub = start_hub(startSimulator(night));
        if (hub.isEmpty()) return false;
        Preferences preferences;
        preferences.setMode(Mode::shared);
        preferences.setHub(hub);
        preferences.setNightMode(false);
        PanelFocuser focuser;
        MainWindow window(focuser, preferences);
        window.findChild<ChartData*>()->setClock([] { return virtualTime(0); });  // no samples of today among them
        window.show();
        window.useAddress(hub);
        if (!prepare(focuser) || !live(focuser, window)) return false;
        open(window);
        for (const auto& [theme, suffix] :
             {std::pair(Theme::day, ""), std::pair(Theme::dark, "-dark"), std::pair(Theme::night, "-night")}) {
            useTheme(*qApp, theme);
            wait(500);
            for (const auto& [name, shown] : windows_) {
                if (theme != Theme::dark || name == "main") save(*shown, name + suffix);
            }
        }
        useTheme(*qApp, focus::panel::Theme::day);
        wait(500);
        take_menu(window, "focuserMenuButton", "focuserMenu", "positions-menu");
        take_menu(window, "footMenuButton", "footMenu", "foot-menu");
        return good_;
    }

private:
    /// At the usual port if that is free, since it is in the pictures.
    QString start_hub(const QString& device) {
        for (const char* port : {"11111", "0"}) {
            const QString page = own_hub_.run(
                "focuserlinkd", {"--device", device, "--port", port, "--discovery-port", "0", "--no-session-log"},
                "FocuserLink hub on http://");
            if (!page.isEmpty()) return "alpaca://" + page.section('/', 0, 0) + "/0";
        }
        return {};
    }

    void start_page() {
        Preferences preferences(home() + "/first.ini");
        PanelFocuser focuser;
        MainWindow window(focuser, preferences);
        window.show();
        window.begin();
        wait(3000);
        save(window, "start");
    }

    /// The focuser of a refractor in its third season.
    bool prepare(PanelFocuser& focuser) {
        if (!waitFor([&] { return focuser.connected() && focuser.state().settings; })) return false;
        DeviceSettings settings = *focuser.state().settings;
        settings.set(Slot::maximum, 24000);
        settings.set(Slot::step_size, 210);
        settings.set(Slot::coefficient, 3460);
        settings.set(Slot::threshold, 15);
        settings.set(Slot::speed, 800);
        settings.set(Slot::rest_current, 2);
        settings.set(Slot::mode, 1);
        int open = 2;
        QString problems;
        const auto answer = [&](const QString& problem) {
            --open;
            problems += problem;
        };
        focuser.apply(settings, this, answer);
        focuser.sync(Position(12510), this, answer);
        return waitFor([&] { return open == 0; }) && problems.isEmpty();
    }

    /// The night passes; what the focuser says of it goes into the charts with the night's own times.
    bool live(PanelFocuser& focuser, MainWindow& window) {
        auto& data = *window.findChild<ChartData*>();
        QElapsedTimer clock;
        clock.start();
        const auto elapsed = [&] { return static_cast<double>(clock.elapsed()) / 1000 * kSpeed; };
        data.setClock([&] { return virtualTime(elapsed()); });
        MoveWatch moves;
        std::size_t asked = 0;
        const std::vector<std::pair<int, int>> wanted{{600, -40}, {9500, 8}, {19000, -6}};
        while (elapsed() < kNight) {
            const LogInterval::Time now{std::chrono::milliseconds(virtualTime(elapsed()))};
            take(data, moves.take(focuser.state(), now, Clock::now()));
            add(data, focuser.state(), virtualTime(elapsed()));
            if (asked < wanted.size() && elapsed() > wanted[asked].first) {
                focuser.moveTo(Position(focuser.state().position.steps + wanted[asked++].second), Steps(0), this,
                               [](const QString&) {});
            }
            wait(250);
        }
        data.setClock([] { return virtualTime(kNight); });
        return focuser.connected();
    }

    static void add(ChartData& data, const FocuserState& state, std::int64_t time) {
        ChartPoint point;
        point.time = time;
        point[Trace::position] = static_cast<float>(state.position.steps);
        if (state.sensor) {
            point[Trace::temperature] = static_cast<float>(state.sensor->temperature);
            point[Trace::humidity] = static_cast<float>(state.sensor->humidity);
            point[Trace::dew_point] = static_cast<float>(state.sensor->dew_point);
        }
        data.add(point);
    }

    static void take(ChartData& data, const std::vector<LogRow>& rows) {
        for (const LogRow& row : rows) {
            ChartMark mark;
            mark.time = row.time.time_since_epoch().count();
            mark.from = *row.moved_from;
            mark.to = row.position;
            mark.by = row.moved_by == wire::Mover::compensation ? AskedBy::compensation : AskedBy::user;
            data.add(mark);
        }
    }

    /// Opens all the windows as a user would, and fills in what a user would.
    void open(MainWindow& window) {
        windows_.emplace_back("main", &window);
        for (const auto& [name, control] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"connection-settings", "menuConnectionSettings"},
                 {"focuser-settings", "menuFocuserSettings"},
                 {"calculator", "menuCalculator"},
                 {"charts", "chartsButton"},
                 {"notes", "notesButton"},
                 {"about", "logoButton"}}) {
            const QWidgetList before = QApplication::topLevelWidgets();
            if (auto* action = window.findChild<QAction*>(control)) action->trigger();
            if (auto* button = window.findChild<QAbstractButton*>(control)) button->click();
            for (QWidget* shown : QApplication::topLevelWidgets()) {
                if (shown->isVisible() && !before.contains(shown)) windows_.emplace_back(name, shown);
            }
            wait(500);
        }
        for (const auto& [name, shown] : windows_) {
            auto* text = shown->findChild<QPlainTextEdit*>();
            if (name != "notes" || text == nullptr) continue;
            text->setPlainText(
                "M31, 27 November\n\nL 180 s x 60, Ha 300 s x 20\nFocus at 13 C: 12470, V-curve good\n"
                "Flats: panel at 40 %, 0.8 s\n\nDew heater on at 23:00\nNext time: tighten the drawtube screw");
        }
    }

    void take_menu(QWidget& window, const char* button, const char* name, const QString& picture) {
        if (auto* opener = window.findChild<QAbstractButton*>(button)) opener->click();
        auto* menu = window.findChild<QMenu*>(name);
        if (menu == nullptr || !waitFor([menu] { return menu->isVisible(); })) {
            return fail(QString("there is no menu ") + name);
        }
        save(*menu, picture);
        menu->close();
    }

    static void wait(int milliseconds) { QTest::qWait(milliseconds); }

    void save(QWidget& widget, const QString& name) {
        wait(300);
        const QString path = folder_ + "/" + name + ".png";
        const QImage picture = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
        if (!withFewColours(picture).save(path, "PNG", 0)) fail(path + " cannot be written");
        const QString spoilt = isNight(QApplication::palette()) ? notRed(picture) : QString();
        if (!spoilt.isEmpty()) fail(name + " is not all red: " + spoilt);
    }

    void fail(const QString& sentence) {
        std::fprintf(stderr, "%s\n", qPrintable(sentence));
        good_ = false;
    }

    QString folder_;
    Program own_hub_;
    std::vector<std::pair<QString, QWidget*>> windows_;  // by the pictures' names
    bool good_ = true;
};

}  // namespace
}  // namespace focus::panel

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: panel_screenshots FOLDER\n");
        return 2;
    }
    QApplication::setApplicationName("FocuserLink");  // part of the temporary folder's name
    QDir().mkpath(argv[1]);
    focus::panel::useTheme(application, focus::panel::Theme::day);
    focus::panel::Pictures pictures(QDir(argv[1]).absolutePath());
    return pictures.make() ? 0 : 1;
}
