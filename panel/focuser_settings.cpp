#include "panel/focuser_settings.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/backlash/backlash_setting.h"
#include "core/compensation/compensation_fit.h"
#include "core/io_thread.h"
#include "panel/breakable.h"
#include "panel/position_setter.h"

namespace focus::panel {
namespace {

QGridLayout* gridIn(QGroupBox* box) {
    auto* grid = new QGridLayout(box);
    grid->setVerticalSpacing(1);
    grid->setHorizontalSpacing(12);
    // The fields of all boxes begin at the same place.
    grid->setColumnMinimumWidth(
        0, box->fontMetrics().horizontalAdvance(FocuserSettingsWindow::tr("Maximum position [steps]")));
    grid->setColumnStretch(1, 1);
    return grid;
}

QString sensorName(const FocuserState& state) {
    if (state.link != Link::connected) return {};
    if (!state.extended) return FocuserSettingsWindow::tr("The device's own");
    switch (state.extended->sensor) {
        case wire::SensorKind::none: return FocuserSettingsWindow::tr("No sensor is plugged in");
        case wire::SensorKind::sht3x: return "SHT3x";
        case wire::SensorKind::htu21d: return "HTU21D";
        case wire::SensorKind::aht20: return "AHT20";
        case wire::SensorKind::not_looked: return FocuserSettingsWindow::tr("Not looked for yet");
    }
    return {};
}

}  // namespace

FocuserSettingsWindow::FocuserSettingsWindow(PanelFocuser& focuser, Preferences& preferences, PositionShift& shift,
                                             QWidget* parent)
    : QWidget(parent, Qt::Window),
      focuser_(focuser),
      preferences_(preferences),
      form_(this),
      backlash_(new NumberRow(
          "backlash", tr("&Backlash [steps]"),
          tr("For moves made from this panel and from the command line; kept on this computer, not in the "
             "device. Positive: added to outward moves; negative: to inward moves"),
          {-kLargestBacklash, kLargestBacklash, 1}, this)),
      motor_icon_(new SwitchRow("displayMotorIcon", tr("D&isplay motor icon"),
                                tr("Shows beside the position whether the motor turns, holds or rests"), this)),
      sensor_(new ChoiceRow("compensationSensor", tr("Se&nsor"),
                            tr("The sensor whose temperature compensation follows; the device has one"), {}, this)),
      coefficient_sentence_(new QLabel),
      sentence_(new QLabel),
      take_back_(new QPushButton(tr("&Undo changes"))),
      save_(new QPushButton(tr("&Save"))),
      worker_(std::make_unique<IoThread>()) {
    setObjectName("focuserSettings");
    setWindowTitle(tr("Focuser settings"));
    backlash_->setKeeper(tr("this computer"));
    backlash_->setNote(tr("%1 to %2; yours, not the device's").arg(-kLargestBacklash).arg(kLargestBacklash));
    motor_icon_->setKeeper(tr("the panel"));
    auto* left = new QVBoxLayout;
    left->addWidget(travelBox());
    left->addWidget(motorBox());
    left->addStretch();
    auto* position = new QGroupBox(tr("Position"));
    (new QVBoxLayout(position))->addWidget(new PositionSetter(focuser, shift));
    auto* right = new QVBoxLayout;
    right->addWidget(compensationBox());
    right->addWidget(position);
    right->addStretch();
    auto* columns = new QHBoxLayout;
    columns->setSpacing(12);
    columns->addLayout(left);
    columns->addLayout(right);
    auto* all = new QVBoxLayout(this);
    all->setSizeConstraint(QLayout::SetFixedSize);
    all->addLayout(columns);
    all->addLayout(footRow());
    for (SettingRow* row : rows()) connect(row, &SettingRow::edited, this, &FocuserSettingsWindow::refreshButtons);
    connect(&focuser_, &PanelFocuser::changed, this, &FocuserSettingsWindow::refresh);
    restoreGeometry(preferences_.geometry("focuserSettings"));
    refresh();
}

FocuserSettingsWindow::~FocuserSettingsWindow() = default;

QWidget* FocuserSettingsWindow::travelBox() {
    auto* box = new QGroupBox(tr("Travel"));
    QGridLayout* grid = gridIn(box);
    for (SettingRow* row : {static_cast<SettingRow*>(form_.maximum), static_cast<SettingRow*>(form_.step_size),
                            static_cast<SettingRow*>(form_.reversed), static_cast<SettingRow*>(backlash_)}) {
        row->addTo(*grid);
    }
    return box;
}

QWidget* FocuserSettingsWindow::motorBox() {
    auto* box = new QGroupBox(tr("Motor"));
    QGridLayout* grid = gridIn(box);
    form_.speed->addTo(*grid);
    form_.holding->addTo(*grid);
    motor_icon_->addTo(*grid);
    return box;
}

QWidget* FocuserSettingsWindow::compensationBox() {
    auto* box = new QGroupBox(tr("Temperature compensation"));
    QGridLayout* grid = gridIn(box);
    form_.compensation->addTo(*grid);
    form_.coefficient->addTo(*grid);
    coefficient_sentence_->setObjectName("coefficientSentence");
    coefficient_sentence_->setContentsMargins(0, 0, 0, 5);
    coefficient_sentence_->setToolTip(tr("What this coefficient will do"));
    grid->addWidget(coefficient_sentence_, grid->rowCount(), 1);
    form_.threshold->addTo(*grid);
    form_.cycle->addTo(*grid);
    sensor_->addTo(*grid);
    form_.mode->addTo(*grid);
    return box;
}

QLayout* FocuserSettingsWindow::footRow() {
    sentence_->setObjectName("settingsSentence");
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence_->setMinimumHeight(2 * sentence_->fontMetrics().lineSpacing());
    take_back_->setObjectName("undoChanges");
    take_back_->setToolTip(tr("Every field shows again what is kept now"));
    save_->setObjectName("saveSettings");
    save_->setToolTip(tr("Writes what was changed to the device, and reads it back (Ctrl+S)"));
    auto* close = new QPushButton(tr("&Close"));
    close->setObjectName("closeSettings");
    close->setToolTip(tr("Closes the window; changes not saved stay in it (Ctrl+W)"));
    connect(take_back_, &QPushButton::clicked, this, &FocuserSettingsWindow::takeBack);
    connect(save_, &QPushButton::clicked, this, &FocuserSettingsWindow::save);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Save, this), &QShortcut::activated, save_, &QPushButton::click);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    auto* row = new QHBoxLayout;
    row->addWidget(sentence_, 1);
    row->addWidget(take_back_);
    row->addWidget(save_);
    row->addWidget(close);
    return row;
}

QList<SettingRow*> FocuserSettingsWindow::rows() const {
    QList<SettingRow*> all = form_.rows();
    all << backlash_ << motor_icon_;
    return all;
}

void FocuserSettingsWindow::offerCoefficient(double stepsPerDegree) {
    // Far outside the range the field says so itself.
    const double hundredths = std::clamp(std::round(stepsPerDegree * 100), -9e8, 9e8);
    form_.coefficient->offer(static_cast<int>(hundredths));
    form_.coefficient->editor()->setFocus();
}

void FocuserSettingsWindow::refresh() {
    const FocuserState& state = focuser_.state();
    form_.follow(state);
    motor_icon_->setKnown(preferences_.motorIcon() ? 1 : 0);
    const QString sensor = sensorName(state);
    if (sensor_->combo()->itemText(0) != sensor) {
        sensor_->combo()->clear();
        if (!sensor.isEmpty()) sensor_->combo()->addItem(sensor);
        sensor_->setKnown(std::nullopt);
    }
    sensor_->setKnown(sensor.isEmpty() ? std::nullopt : std::optional<int>(0));
    refreshButtons();
}

void FocuserSettingsWindow::refreshButtons() {
    const auto all = rows();
    const bool touched = std::any_of(all.begin(), all.end(), [](const SettingRow* row) { return row->touched(); });
    take_back_->setEnabled(touched && under_way_ == 0);
    save_->setEnabled(touched && under_way_ == 0);
    const auto coefficient = form_.coefficient->value();
    const QString words =
        coefficient ? QString::fromStdString(coefficient_in_words(*coefficient / 100.0)) : QStringLiteral("--");
    if (coefficient_sentence_->text() != words) coefficient_sentence_->setText(words);
}

void FocuserSettingsWindow::readBacklash() {
    asio::post(worker_->executor(), [this] {
        const BacklashSetting setting = read_backlash(user_settings_path());
        QMetaObject::invokeMethod(
            this,
            [this, setting] {
                const bool good = setting.problem.empty();
                backlash_->setKnown(good ? std::optional<int>(setting.value.count) : std::nullopt);
                if (!good) sentence_->setText(breakable(QString::fromStdString(setting.problem)));
            },
            Qt::QueuedConnection);
    });
}

void FocuserSettingsWindow::takeBack() {
    for (SettingRow* row : rows()) row->takeBack();
    sentence_->clear();
}

void FocuserSettingsWindow::save() {
    if (under_way_ != 0) return;
    for (SettingRow* row : rows()) {
        if (row->good()) continue;
        sentence_->setText(tr("Nothing was saved: correct what is marked."));
        row->editor()->setFocus();
        return;
    }
    problems_.clear();
    sentence_->setText(tr("Saving\u2026"));
    under_way_ = 1;
    refreshButtons();
    if (const auto shown = motor_icon_->write()) preferences_.setMotorIcon(*shown != 0);
    if (const auto steps = backlash_->write()) saveBacklash(*steps);
    if (form_.touched()) saveDevice();
    finish();
}

void FocuserSettingsWindow::saveBacklash(int steps) {
    ++under_way_;
    asio::post(worker_->executor(), [this, steps] {
        const QString problem = QString::fromStdString(write_backlash(user_settings_path(), Steps(steps)));
        QMetaObject::invokeMethod(
            this,
            [this, steps, problem] {
                if (problem.isEmpty()) backlash_->setKnown(steps);
                if (!problem.isEmpty()) problems_ << tr("Backlash: %1").arg(problem);
                finish();
            },
            Qt::QueuedConnection);
    });
}

void FocuserSettingsWindow::saveDevice() {
    const FocuserState& state = focuser_.state();
    if (!focuser_.connected() || !state.settings) {
        problems_ << tr("The focuser is not connected: what you changed stays here until it is.");
        return;
    }
    ++under_way_;
    const DeviceSettings wanted = form_.wanted(*state.settings);
    const auto compensation = form_.wantedCompensation();
    if (wanted == *state.settings) return switchCompensation(compensation);
    focuser_.apply(wanted, this, [this, compensation](const QString& problem) {
        if (!problem.isEmpty()) return deviceDone(problem);
        switchCompensation(compensation);
    });
}

void FocuserSettingsWindow::switchCompensation(std::optional<bool> on) {
    if (!on) return deviceDone({});
    focuser_.command(*on ? "A:1" : "A:0", this, [this](const QString& problem) { deviceDone(problem); });
}

void FocuserSettingsWindow::deviceDone(const QString& problem) {
    if (!problem.isEmpty()) problems_ << problem;
    form_.follow(focuser_.state());
    if (focuser_.connected()) form_.written();
    const auto all = form_.rows();
    const bool refused = std::any_of(all.begin(), all.end(), [](const SettingRow* row) { return row->refused(); });
    if (problem.isEmpty() && refused) problems_ << tr("The focuser did not take what is marked.");
    finish();
}

void FocuserSettingsWindow::finish() {
    if (--under_way_ > 0) return;
    motor_icon_->setKnown(preferences_.motorIcon() ? 1 : 0);
    sentence_->setText(problems_.isEmpty() ? tr("Saved, and read back.")
                                           : breakable(tr("Not all is saved. %1").arg(problems_.join(' '))));
    refreshButtons();
    emit saved();
}

void FocuserSettingsWindow::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    readBacklash();
}

void FocuserSettingsWindow::hideEvent(QHideEvent* event) {
    preferences_.setGeometry("focuserSettings", saveGeometry());
    QWidget::hideEvent(event);
}

}  // namespace focus::panel
