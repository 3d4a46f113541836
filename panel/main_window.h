// MainWindow: the panel itself: connection, focuser, sensors, foot, one above the other in a fixed width; before a
// connection was ever chosen the start page in place of the sections. GUI thread.
#pragma once

#include <QWidget>

#include "panel/panel_focuser.h"
#include "panel/preferences.h"
#include "panel/stored_positions.h"

class QSessionManager;

namespace focus::panel {

class ConnectionBar;
class ConnectionDirector;
class FocuserSection;
class Foot;
class Notice;
class SensorsSection;
class StartPage;
class Windows;

class MainWindow : public QWidget {
    Q_OBJECT

public:
    /// Both must outlive the window.
    MainWindow(PanelFocuser& focuser, Preferences& preferences);
    ~MainWindow() override;

    /// Connects to this focuser, perhaps `kSimulatorPort`, in this run of the program, whatever the preferences say.
    void useAddress(const QString& address);
    /// Connects if the preferences want that at the start; the rest of what is done after the window is there.
    void begin();
    /// For a second start of the program.
    void comeForward();
    /// Saves everything at once; false if something would be lost. Blocks: for the end of the session only.
    bool saveAll();

protected:
    /// What was typed is saved first; what cannot be is asked about.
    void closeEvent(QCloseEvent* event) override;

private:
    void connectNow();
    void disconnectNow();
    void chooseConnection(Mode mode, const QString& address);
    void connectSignals();
    void showRightPage();
    void stayOnTop(bool on);
    void askForDefaults();
    void endSession(QSessionManager& session);
    void closeUnlessLost(const QString& problem);
    void askToLose();
    QString unsavedPoints() const;
    void refresh();

    PanelFocuser& focuser_;
    Preferences& preferences_;
    StoredPositions positions_;
    std::unique_ptr<ConnectionDirector> director_;
    Windows* windows_;
    ConnectionBar* connection_;
    StartPage* start_ = nullptr;  // while nothing was chosen
    FocuserSection* section_;
    SensorsSection* sensors_;
    Notice* notice_;
    Foot* foot_;
    QString address_;       // of useAddress
    std::string remarked_;  // firmware that has been spoken of
    bool chosen_ = false;
    bool lose_unsaved_ = false;  // closing loses what is not saved: the user wants it so
};

}  // namespace focus::panel
