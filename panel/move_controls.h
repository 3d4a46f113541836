// MoveControls: relative and absolute moves, HALT, and the line that says what came of it. GUI thread.
//
// A relative move counts from the target of a move under way. A move that would pass 0 or the maximum is not made.
#pragma once

#include <QWidget>
#include <optional>

#include "panel/panel_focuser.h"
#include "panel/preferences.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace focus::panel {

class HaltButton;

class MoveControls : public QWidget {
    Q_OBJECT

public:
    MoveControls(PanelFocuser& focuser, Preferences& preferences, QWidget* parent = nullptr);

    void halt();
    const QWidget& haltButton() const;
    /// One sentence in the status line until the next thing the user does; empty takes it away.
    void say(const QString& sentence);
    /// What the absolute field holds; nothing unless it is a number.
    std::optional<int> absolute() const;
    void setAbsolute(int position);
    /// The tool tips name the steps that each button moves.
    void showSteps();

private:
    QPushButton* moveButton(const QString& name, const QString& text, const QString& key);
    void go();
    void moveTo(int target);
    void refresh();
    QString motion() const;
    /// Moves by so many fine steps, if the field holds one.
    void moveByFine(int times);
    void fineEdited();
    int base() const;

    PanelFocuser& focuser_;
    Preferences& preferences_;
    QPushButton* in_coarse_;
    QPushButton* in_fine_;
    QLineEdit* fine_;
    QPushButton* out_fine_;
    QPushButton* out_coarse_;
    QLineEdit* absolute_;
    QPushButton* go_;
    HaltButton* halt_;
    QLabel* status_;
    QString said_;

    /// Target of the user's move until it has ended; the state alone shows the legs of the backlash too.
    std::optional<int> aim_;
    std::optional<Clock::time_point> accepted_;
    quint64 move_ = 0;
    bool was_moving_ = false;
};

/// Why a move to `target` is not made, in words; empty if it may be. No maximum: not known yet.
QString limitPassed(int target, std::optional<int> maximum);

}  // namespace focus::panel
