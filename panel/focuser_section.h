// FocuserSection: position, moves, HALT and compensation, with the cogwheel menu of stored positions. GUI thread.
#pragma once

#include "panel/panel_focuser.h"
#include "panel/preferences.h"
#include "panel/section.h"
#include "panel/stored_positions.h"

namespace focus::panel {

class FocuserMenu;
class MoveControls;

class FocuserSection : public Section {
    Q_OBJECT

public:
    FocuserSection(PanelFocuser& focuser, Preferences& preferences, StoredPositions& positions,
                   QWidget* parent = nullptr);

    /// The user wants the motor to stop now.
    void halt();
    const QWidget& haltButton() const;
    /// One sentence in the status line.
    void say(const QString& sentence);

signals:
    void settingsWanted();

private:
    void addPosition();
    void editPosition(std::size_t index);

    PanelFocuser& focuser_;
    StoredPositions& positions_;
    MoveControls* moves_;
    FocuserMenu* menu_;
};

}  // namespace focus::panel
