#include "panel/windows.h"

#include <QWidget>

#include "panel/about_window.h"
#include "panel/calculator_window.h"
#include "panel/chart_data.h"
#include "panel/charts_window.h"
#include "panel/connection_settings.h"
#include "panel/focuser_settings.h"
#include "panel/notes_window.h"
#include "panel/position_shift.h"

namespace focus::panel {
namespace {

void bringUp(QWidget* window) {
    window->show();
    window->raise();
    window->activateWindow();
}

}  // namespace

Windows::Windows(PanelFocuser& focuser, Preferences& preferences, StoredPositions& positions, QWidget* parent)
    : QObject(parent),
      focuser_(focuser),
      preferences_(preferences),
      parent_(parent),
      chart_data_(new ChartData(focuser, this)),
      shift_(new PositionShift(
          positions, documentsPath("points.csv"), [this] { return notes_; }, this)) {
    chart_data_->use(preferences);
}

void Windows::showConnectionSettings() {
    if (connection_settings_ == nullptr) {
        connection_settings_ = new ConnectionSettingsWindow(focuser_, preferences_, parent_);
        connect(connection_settings_, &ConnectionSettingsWindow::saved, this, &Windows::connectionSaved);
    }
    bringUp(connection_settings_);
}

void Windows::showFocuserSettings() {
    if (focuser_settings_ == nullptr) {
        focuser_settings_ = new FocuserSettingsWindow(focuser_, preferences_, *shift_, parent_);
    }
    bringUp(focuser_settings_);
}

void Windows::showCalculator() {
    if (calculator_ == nullptr) {
        calculator_ = new CalculatorWindow(focuser_, preferences_, parent_);
        connect(calculator_, &CalculatorWindow::useCoefficient, this, [this](double steps_per_degree) {
            showFocuserSettings();
            focuser_settings_->offerCoefficient(steps_per_degree);
        });
    }
    bringUp(calculator_);
}

void Windows::showCharts() {
    if (charts_ == nullptr) charts_ = new ChartsWindow(focuser_, *chart_data_, preferences_, parent_);
    bringUp(charts_);
}

void Windows::showNotes() {
    if (notes_ == nullptr) notes_ = new NotesWindow(preferences_, parent_);
    bringUp(notes_);
}

void Windows::showAbout() {
    if (about_ == nullptr) about_ = new AboutWindow(focuser_, parent_);
    bringUp(about_);
}

}  // namespace focus::panel
