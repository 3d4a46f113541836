#include "panel/charts_menu.h"

#include <QActionGroup>

#include "panel/preferences.h"

namespace focus::panel {
namespace {

constexpr int kHour = 3600;
constexpr int kPeriods[] = {kHour,      2 * kHour,  4 * kHour,  8 * kHour,  12 * kHour,
                            24 * kHour, 48 * kHour, 72 * kHour, 168 * kHour};
constexpr int kSamplings[] = {500, 1000, 2000, 5000, 10000, 15000, 30000, 60000};
constexpr double kZoomStep = 0.5;
constexpr double kPanStep = 0.2;

QString periodWords(int seconds) {
    if (seconds > 24 * kHour) return ChartsMenu::tr("%n day(s)", nullptr, seconds / (24 * kHour));
    return ChartsMenu::tr("%n hour(s)", nullptr, seconds / kHour);
}

}  // namespace

ChartsMenu::ChartsMenu(Preferences& preferences, QWidget* parent) : QMenu(parent), preferences_(preferences) {
    setObjectName("chartsMenu");
    setToolTipsVisible(true);
    addViews();
    addSeparator();
    QAction* image =
        add(this, "exportImage", tr("&Export as image..."), tr("Saves exactly what is seen as a PNG file"));
    image->setShortcut(QKeySequence::Save);
    connect(image, &QAction::triggered, this, &ChartsMenu::exportChosen);
    collect_ = add(this, "collectToFile", tr("Collect &data to file"), {});
    collect_->setCheckable(true);
    collect_->setChecked(preferences_.collectToFile());
    connect(collect_, &QAction::toggled, this, [this](bool on) {
        preferences_.setCollectToFile(on);
        emit collectChosen();
    });
    setFileReason({});
    addChoices();
    addSeparator();
    addMotion();
    addSeparator();
    QAction* clear = add(this, "clearData", tr("&Clear all collected data..."),
                         tr("Empties the chart after a question; files stay as they are"));
    connect(clear, &QAction::triggered, this, &ChartsMenu::clearChosen);
}

QAction* ChartsMenu::add(QMenu* menu, const QString& name, const QString& words, const QString& tip) {
    QAction* action = menu->addAction(words);
    action->setObjectName(name);
    action->setToolTip(tip);
    return action;
}

void ChartsMenu::addViews() {
    auto* views = new QActionGroup(this);
    QAction* temperature =
        add(this, "temperatureView", tr("&Temperature and position"), tr("How the focuser follows the temperature"));
    QAction* air = add(this, "airView", tr("Temperature, &humidity and dew point"), tr("How near dew is"));
    QAction* position =
        add(this, "positionToo", tr("With &position"), tr("Adds the position to temperature, humidity and dew point"));
    for (QAction* view : {temperature, air, position}) view->setCheckable(true);
    views->addAction(temperature);
    views->addAction(air);
    (preferences_.chartView() == 0 ? temperature : air)->setChecked(true);
    position->setChecked(preferences_.chartShowsPosition());
    position->setEnabled(air->isChecked());
    temperature->setShortcut(QKeySequence("Ctrl+1"));
    air->setShortcut(QKeySequence("Ctrl+2"));
    position->setShortcut(QKeySequence("Ctrl+3"));
    connect(air, &QAction::toggled, this, [this, position](bool on) {
        preferences_.setChartView(on ? 1 : 0);
        position->setEnabled(on);
        emit viewChosen();
    });
    connect(position, &QAction::toggled, this, [this](bool on) {
        preferences_.setChartShowsPosition(on);
        emit viewChosen();
    });
}

void ChartsMenu::addChoices() {
    QMenu* periods = addMenu(tr("Collection pe&riod"));
    periods->setObjectName("periods");
    auto* period = new QActionGroup(this);
    for (const int seconds : kPeriods) {
        QAction* action = add(periods, QString("period%1").arg(seconds), periodWords(seconds),
                              tr("What is older leaves the chart; files keep everything"));
        action->setCheckable(true);
        action->setChecked(seconds == preferences_.chartPeriod());
        period->addAction(action);
        connect(action, &QAction::triggered, this, [this, seconds] { emit periodChosen(seconds); });
    }
    QMenu* samplings = addMenu(tr("&Sampling"));
    samplings->setObjectName("samplings");
    auto* sampling = new QActionGroup(this);
    for (const int milliseconds : kSamplings) {
        QAction* action = add(samplings, QString("sampling%1").arg(milliseconds),
                              tr("every %1 s").arg(milliseconds / 1000.0), tr("A point is the mean of this time"));
        action->setCheckable(true);
        action->setChecked(milliseconds == preferences_.chartSampling());
        sampling->addAction(action);
        connect(action, &QAction::triggered, this, [this, milliseconds] { emit samplingChosen(milliseconds); });
    }
}

void ChartsMenu::addMotion() {
    QMenu* menu = addMenu(tr("&Zoom and pan"));
    menu->setObjectName("motion");
    const auto on = [this, menu](const char* name, const QString& words, const QList<QKeySequence>& keys, auto work) {
        QAction* action = add(menu, name, words, words);
        action->setShortcuts(keys);
        connect(action, &QAction::triggered, this, work);
        return action;
    };
    on("zoomIn", tr("Zoom &in"), {Qt::Key_Plus, Qt::Key_Equal}, [this] { emit zoomChosen(kZoomStep); });
    zoomed_only_ << on("zoomOut", tr("Zoom &out"), {Qt::Key_Minus}, [this] { emit zoomChosen(1 / kZoomStep); })
                 << on("zoomWhole", tr("The &whole"), {Qt::Key_Home}, [this] { emit wholeChosen(); })
                 << on("panEarlier", tr("&Earlier"), {Qt::Key_Left}, [this] { emit panChosen(-kPanStep); })
                 << on("panLater", tr("&Later"), {Qt::Key_Right}, [this] { emit panChosen(kPanStep); })
                 << on("pageEarlier", tr("A &page earlier"), {Qt::Key_PageUp}, [this] { emit panChosen(-1); })
                 << on("pageLater", tr("A p&age later"), {Qt::Key_PageDown}, [this] { emit panChosen(1); });
    on("crosshairEarlier", tr("Read the point &before"), {QKeySequence("Ctrl+Left")},
       [this] { emit crosshairChosen(-1); });
    on("crosshairLater", tr("Read the &next point"), {QKeySequence("Ctrl+Right")}, [this] { emit crosshairChosen(1); });
    setZoomed(false);
}

void ChartsMenu::setFileReason(const QString& reason) {
    collect_->setEnabled(reason.isEmpty());
    collect_->setText(reason.isEmpty() ? tr("Collect &data to file") : tr("Collect &data to file (%1)").arg(reason));
    collect_->setToolTip(tr("A file a day, for a spreadsheet, in the folder Documents/FocuserLink"));
}

void ChartsMenu::setZoomed(bool zoomed) {
    for (QAction* action : zoomed_only_) action->setEnabled(zoomed);
}

}  // namespace focus::panel
