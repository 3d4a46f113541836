// Windows: the panel's other windows, each made when it is first wanted. GUI thread.
#pragma once

#include "panel/panel_focuser.h"
#include "panel/preferences.h"

class QWidget;

namespace focus::panel {

class AboutWindow;
class CalculatorWindow;
class ChartData;
class ChartsWindow;
class ConnectionSettingsWindow;
class FocuserSettingsWindow;
class NotesWindow;
class PositionShift;
class StoredPositions;

class Windows : public QObject {
    Q_OBJECT

public:
    /// `parent` is the main window; the others belong to it.
    Windows(PanelFocuser& focuser, Preferences& preferences, StoredPositions& positions, QWidget* parent);

    void showConnectionSettings();
    void showFocuserSettings();
    void showCalculator();
    CalculatorWindow* calculator() const { return calculator_; }  ///< null: not opened so far
    void showCharts();
    void showNotes();
    NotesWindow* notes() const { return notes_; }  ///< null: not opened so far
    void showAbout();

signals:
    /// A connection has been chosen in Connection settings.
    void connectionSaved();

private:
    PanelFocuser& focuser_;
    Preferences& preferences_;
    QWidget* parent_;
    ChartData* chart_data_;
    PositionShift* shift_;
    ConnectionSettingsWindow* connection_settings_ = nullptr;
    FocuserSettingsWindow* focuser_settings_ = nullptr;
    CalculatorWindow* calculator_ = nullptr;
    ChartsWindow* charts_ = nullptr;
    NotesWindow* notes_ = nullptr;
    AboutWindow* about_ = nullptr;
};

}  // namespace focus::panel
